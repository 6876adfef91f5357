//! What people entered, kept by the simulation itself: texts and places, nothing of the engine's.

use std::collections::{BTreeMap, BTreeSet};

use ident::{BlobId, MatterId, OfficeCode};

use super::token::Token;

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// In the matter, for everybody who may see it.
    Core,
    /// Among its people, likewise.
    People,
    /// An office's own text on it: the office reads it, and those above may hold it.
    Internal(OfficeCode),
    /// Said before an office's mediation committee: that office's alone.
    Committee(OfficeCode),
    /// In the directory: everybody may read it.
    Directory(OfficeCode),
    /// An accusation: on the device alone.
    Sealed,
}

/// How the value that a text is comes to be shown, and who may replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// In the history for ever.
    History,
    /// As the place of the matter: one of the values, until somebody who saw it sets another.
    Place,
    /// As the address of the main petitioner, likewise.
    Address,
    /// In the narrative, to which everybody only adds.
    Narrative,
    /// In the own office's text, to which everybody only adds.
    Memo,
    /// As a demand.
    Demand,
    /// As the name of a person.
    Name,
}

/// What the person was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is saved.
    Saved,
    /// Nothing: the device ended just then, or was lost with it. It may be there or not.
    Nothing,
    /// It could not be saved: it must not be anywhere.
    Refused,
}

/// One text that somebody entered.
#[derive(Debug, Clone)]
pub struct Entry {
    pub token: Token,
    pub matter: MatterId,
    pub place: Where,
    pub shown: Shown,
    pub device: usize,
    pub said: Said,
    /// What stood in the field on the device's screen.
    pub saw: BTreeSet<Token>,
}

/// An attachment that was said to be saved.
#[derive(Debug, Clone)]
pub struct Attached {
    pub matter: MatterId,
    pub device: usize,
    pub bytes: Vec<u8>,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Ledger {
    pub entries: Vec<Entry>,
    /// The office that opened each matter.
    pub homes: BTreeMap<MatterId, OfficeCode>,
    /// The offices that each was handed to by somebody, or that take part in it.
    pub handed: BTreeMap<MatterId, BTreeSet<OfficeCode>>,
    pub attached: BTreeMap<BlobId, Attached>,
    /// By device, how many entries there were when its screen last said that nothing waits.
    clean: BTreeMap<usize, usize>,
    next: u32,
}

impl Ledger {
    /// A word for the next entry.
    pub fn token(&mut self) -> Token {
        self.next += 1;
        Token(self.next)
    }

    /// A device's screen says that nothing waits.
    pub fn nothing_waits(&mut self, device: usize) {
        self.clean.insert(device, self.entries.len());
    }

    /// A device is gone, with all that waited on it. Returns how many entries may be gone with it.
    pub fn lose(&mut self, device: usize) -> usize {
        let clean = self.clean.get(&device).copied().unwrap_or_default();
        let mut lost = 0;
        for entry in self.entries.iter_mut().skip(clean) {
            if entry.device == device && entry.said == Said::Saved {
                entry.said = Said::Nothing;
                lost += 1;
            }
        }
        self.attached.retain(|_, attached| attached.device != device);
        lost
    }

    /// Whether somebody set the field anew who saw this value there.
    pub fn is_replaced(&self, entry: &Entry) -> bool {
        self.entries.iter().any(|other| {
            other.matter == entry.matter
                && other.shown == entry.shown
                && other.said != Said::Refused
                && other.saw.contains(&entry.token)
        })
    }

    /// The entries by what they say, each with all its places.
    pub fn by_token(&self) -> BTreeMap<Token, Vec<&Entry>> {
        let mut found: BTreeMap<Token, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            found.entry(entry.token).or_default().push(entry);
        }
        found
    }
}
