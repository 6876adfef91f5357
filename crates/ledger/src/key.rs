//! The identity of a row across imports.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};

use crate::field::Field;
use crate::fold::squeeze;
use crate::row::LedgerRow;

/// A key made of what a row says: who, when, by which way and about what. Not of where it stands, nor of what changes
/// as the matter goes on (due, concluded, accepted), so that a later state of a ledger finds its earlier rows again.
///
/// Equal rows in one file are told apart by counting them, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey([u8; 16]);

impl RowKey {
    /// The first half of a hash.
    pub(crate) fn cut(hash: [u8; 32]) -> Self {
        let mut key = [0; 16];
        for (to, from) in key.iter_mut().zip(hash) {
            *to = from;
        }
        Self(key)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0
    }
}

impl std::fmt::Display for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RowKey({self})")
    }
}

impl Serialize for RowKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RowKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut bytes = [0; 16];
        if text.len() != 32 {
            return Err(D::Error::custom("a row key has 32 hexadecimal digits"));
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(at * 2..at * 2 + 2).unwrap_or_default();
            *byte = u8::from_str_radix(digits, 16).map_err(D::Error::custom)?;
        }
        Ok(Self(bytes))
    }
}

/// Gives keys to rows in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    seen: HashMap<[u8; 32], u32>,
}

impl Keys {
    pub(crate) fn assign(&mut self, row: &mut LedgerRow) {
        let content = content(row);
        let count = self.seen.entry(content).or_insert(0);
        *count += 1;
        row.key = finish(&content, *count);
    }
}

/// The key before a row has one.
pub(crate) const NONE: RowKey = RowKey([0; 16]);

fn finish(content: &[u8; 32], occurrence: u32) -> RowKey {
    let mut hash = Sha256::new();
    hash.update(b"ledger-row/1");
    hash.update(content);
    hash.update(occurrence.to_le_bytes());
    RowKey::cut(hash.finalize().into())
}

fn content(row: &LedgerRow) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        let text = squeeze(text).to_lowercase();
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    // Where a value could not be read, what stands there still tells rows apart.
    let unread = |field: Field| {
        row.problems
            .iter()
            .find(|problem| problem.field == field && problem.kind.loses_value())
            .map(|problem| problem.raw.clone())
    };
    let value =
        |value: Option<String>, field: Field| value.or_else(|| unread(field)).unwrap_or_default();
    part(&value(row.received_on.map(|date| date.to_string()), Field::ReceivedOn));
    part(&value(row.name.clone(), Field::Name));
    part(&row.other_names.join("、"));
    part(&value(row.id_number.clone(), Field::IdNumber));
    part(&value(row.phone.clone(), Field::Phone));
    part(&value(row.village.clone(), Field::Village));
    part(&value(row.channel.map(|channel| channel.name().to_owned()), Field::Channel));
    part(&value(row.text.clone(), Field::Text));
    hash.finalize().into()
}
