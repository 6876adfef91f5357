//! Who set what last: of two who set one thing apart, the one earlier in the order stands.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ident::{ChangeHash, OfficeCode, PersonId};

use super::Why;
use crate::history::SeenChange;

/// A thing with one value at a time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    Name(OfficeCode, NaiveDate),
    Description(OfficeCode),
    PersonName(PersonId),
    Calendar(i32),
    Profile,
    Template(String),
    /// Something arranged: of which kind, and which.
    Arranged(&'static str, String),
}

#[derive(Debug, Clone)]
struct Setter {
    document: OfficeCode,
    change: ChangeHash,
    on: NaiveDate,
}

/// Who set each thing last.
#[derive(Debug, Default)]
pub(super) struct Setters(HashMap<Thing, Setter>);

impl Setters {
    /// Notes that a change sets a thing. Of one document, it has to know of the change that set it
    /// before; of another document, it has to be of a later day, since documents know nothing of
    /// each other.
    pub fn set(
        &mut self,
        thing: Thing,
        document: &OfficeCode,
        change: &SeenChange,
        on: NaiveDate,
        history: &History<'_>,
    ) -> Result<(), Why> {
        if let Some(former) = self.0.get(&thing) {
            let follows = if former.document == *document {
                history.knows(change, former.change)
            } else {
                former.on < on
            };
            if !follows {
                return Err(Why::Contradicted);
            }
        }
        let setter = Setter { document: document.clone(), change: change.hash, on };
        self.0.insert(thing, setter);
        Ok(())
    }
}

/// A document's changes by their hashes.
#[derive(Debug)]
pub(super) struct History<'a>(HashMap<ChangeHash, &'a SeenChange>);

impl<'a> History<'a> {
    pub fn of(changes: &'a [SeenChange]) -> Self {
        Self(changes.iter().map(|change| (change.hash, change)).collect())
    }

    /// Whether a change builds on another.
    fn knows(&self, change: &SeenChange, of: ChangeHash) -> bool {
        let mut seen = HashSet::new();
        let mut open: Vec<ChangeHash> = change.deps.clone();
        while let Some(hash) = open.pop() {
            if hash == of {
                return true;
            }
            if seen.insert(hash)
                && let Some(found) = self.0.get(&hash)
            {
                open.extend(found.deps.iter().copied());
            }
        }
        false
    }
}
