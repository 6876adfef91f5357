//! Rows that look like the same matter brought again.

use std::collections::HashMap;

use lookup::likeness::{ALIKE, TextPrint};
use serde::{Deserialize, Serialize};

use crate::fold::squeeze;
use crate::row::LedgerRow;

/// What of a record is needed to tell whether it is a repeat.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Brief {
    /// Name.
    pub name: Option<String>,
    /// Identity card.
    pub id_number: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Village.
    pub village: Option<String>,
    /// What it is about.
    pub text: Option<String>,
}

impl From<&LedgerRow> for Brief {
    fn from(row: &LedgerRow) -> Self {
        Self {
            name: row.name.clone(),
            id_number: row.id_number.clone(),
            phone: row.phone.clone(),
            village: row.village.clone(),
            text: row.text.clone(),
        }
    }
}

/// How two records were found to be of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Person {
    /// The same identity card.
    SameId,
    /// The same name and telephone.
    SameNameAndPhone,
    /// The same name and village, without two identity cards that differ.
    SameNameAndVillage,
}

/// Why two records look like the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// How the person was recognised.
    pub person: Person,
    /// How alike the texts are, from 0 to 100.
    pub text: u8,
}

/// Of a person with very many records only so many are compared with each further one.
const MOST_COMPARED: usize = 60;

/// Pairs of rows (earlier, later) which look like the same matter of the same person.
#[must_use]
pub fn likely_repeats(rows: &[LedgerRow]) -> Vec<(usize, usize, Likeness)> {
    let briefs: Vec<Brief> = rows.iter().map(Brief::from).collect();
    let mut index = Index::default();
    let mut found = Vec::new();
    for (at, brief) in briefs.iter().enumerate() {
        let print = Print::of(brief);
        found.extend(
            index.matches(&print).into_iter().map(|(earlier, likeness)| (earlier, at, likeness)),
        );
        index.add(at, print);
    }
    found.sort_by_key(|(earlier, later, _)| (*later, *earlier));
    found
}

/// Pairs of a new row and an existing record which look like the same matter of the same person.
#[must_use]
pub fn repeats_of_existing(
    rows: &[LedgerRow],
    existing: &[Brief],
) -> Vec<(usize, usize, Likeness)> {
    let mut index = Index::default();
    for (at, brief) in existing.iter().enumerate() {
        index.add(at, Print::of(brief));
    }
    rows.iter()
        .enumerate()
        .flat_map(|(at, row)| {
            let matches = index.matches(&Print::of(&Brief::from(row)));
            matches.into_iter().map(move |(record, likeness)| (at, record, likeness))
        })
        .collect()
}

/// How two records are alike, if they look like the same matter of the same person.
#[must_use]
pub fn likeness(one: &Brief, two: &Brief) -> Option<Likeness> {
    Print::of(one).likeness(&Print::of(two))
}

/// A record made ready for comparing.
struct Print {
    name: Option<String>,
    id: Option<String>,
    phone: Option<String>,
    village: Option<String>,
    text: TextPrint,
}

impl Print {
    fn of(brief: &Brief) -> Self {
        let clean =
            |text: &Option<String>| text.as_deref().map(squeeze).filter(|text| !text.is_empty());
        Self {
            name: clean(&brief.name),
            id: clean(&brief.id_number),
            phone: clean(&brief.phone),
            village: clean(&brief.village),
            text: TextPrint::of(brief.text.as_deref().unwrap_or_default()),
        }
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        let ids_differ = self.id.is_some() && other.id.is_some() && self.id != other.id;
        let person = if same(&self.id, &other.id) {
            Person::SameId
        } else if ids_differ || !same(&self.name, &other.name) {
            return None;
        } else if same(&self.phone, &other.phone) {
            Person::SameNameAndPhone
        } else if same(&self.village, &other.village) {
            Person::SameNameAndVillage
        } else {
            return None;
        };
        let text = self.text.likeness(&other.text);
        (text >= ALIKE).then_some(Likeness { person, text })
    }

    /// What records of one person have in common, one way or another.
    fn handles(&self) -> Vec<String> {
        let with_name = |mark: char, other: &Option<String>| {
            let (name, other) = (self.name.as_ref()?, other.as_ref()?);
            Some(format!("{mark}{name}\n{other}"))
        };
        let id = self.id.as_ref().map(|id| format!("i{id}"));
        [id, with_name('p', &self.phone), with_name('v', &self.village)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Records by person.
#[derive(Default)]
struct Index {
    prints: Vec<(usize, Print)>,
    by_handle: HashMap<String, Vec<usize>>,
}

impl Index {
    fn add(&mut self, at: usize, print: Print) {
        let slot = self.prints.len();
        for handle in print.handles() {
            self.by_handle.entry(handle).or_default().push(slot);
        }
        self.prints.push((at, print));
    }

    fn matches(&self, print: &Print) -> Vec<(usize, Likeness)> {
        let mut slots: Vec<usize> = print
            .handles()
            .iter()
            .filter_map(|handle| self.by_handle.get(handle))
            .flat_map(|slots| slots.iter().rev().take(MOST_COMPARED).copied())
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots
            .into_iter()
            .filter_map(|slot| self.prints.get(slot))
            .filter_map(|(at, other)| Some((*at, print.likeness(other)?)))
            .collect()
    }
}
