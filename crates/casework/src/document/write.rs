//! Writing: one step, one change.

use automerge::{
    ActorId, Author, AutomergeError, ObjType, ReadDoc, ScalarValue,
    transaction::{CommitOptions, Transactable, Transaction},
};
use ident::{ActorBytes, ChangeHash, PersonId};
use serde::{Deserialize, Serialize};

use super::{
    Document,
    change::MAX_CHANGE,
    length::{MAX_TEXTS, TextPlace, overlong, weigh},
    object, person_path,
};
use crate::{
    Moment, Step,
    schema::{AgreementField, Fact, FactValue, PersonField, keys},
};

/// Who writes, and when.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// The actor of this run of this tab. The person must not change while it is used.
    pub actor: ActorBytes,
    /// The person.
    pub person: PersonId,
    /// The device's clock.
    pub at: Moment,
}

/// One thing to change in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Core: set a fact, or clear it.
    Fact(Fact, Option<FactValue>),
    /// Core: the free text becomes this; what others wrote meanwhile merges.
    Narrative(String),
    /// Core: a new demand under a fresh id (16 hexadecimal digits), or another text for one.
    Demand {
        /// The item.
        id: String,
        /// Its text.
        text: String,
    },
    /// Core: strike a demand out, or take that back. Its text stays.
    StrikeDemand {
        /// The item.
        id: String,
        /// Struck out or not.
        struck: bool,
    },
    /// People: a field of a person; the slot `main` is the main petitioner, any other a
    /// representative (at most 5, Art. 20) under a fresh id.
    Person {
        /// The slot.
        slot: String,
        /// The field.
        field: PersonField,
        /// The value; empty clears it.
        value: String,
    },
    /// Internal: the office's own text.
    Memo(String),
    /// Committee: what a mediated agreement says; empty clears it.
    Agreement(AgreementField, String),
}

/// A change that was made and has to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its uncompressed bytes.
    pub bytes: Vec<u8>,
}

/// The version of writing that this program knows. A document may ask for a higher one, part by
/// part ([`keys::MIN_WRITER`]); the rest of it can be written to all the same.
pub const WRITER: u64 = 2;

impl Edit {
    /// The part of a document it writes to, as [`keys::MIN_WRITER`] names it.
    #[must_use]
    pub fn form(&self) -> &'static str {
        match self {
            Self::Fact(..) => keys::FACTS,
            Self::Narrative(_) => keys::NARRATIVE,
            Self::Demand { .. } | Self::StrikeDemand { .. } => keys::DEMANDS,
            Self::Person { .. } => keys::PERSONS,
            Self::Memo(_) => keys::MEMO,
            Self::Agreement(..) => keys::AGREEMENT,
        }
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Nothing differs from what is there.
    #[error("nothing was changed")]
    NothingChanged,
    /// A later version keeps in this document what this one would harm by writing there.
    #[error("this part of the document is kept by a later version")]
    NeedsNewer,
    /// It says more than one change may hold; where most of it stands.
    #[error("it is longer than one change may be, above all in {0:?}")]
    TooLong(TextPlace),
    /// The edit is not of this kind of document.
    #[error("the edit does not belong to this document")]
    WrongDocument,
    /// Automerge refused.
    #[error("the document cannot be written to: {0}")]
    Document(#[from] AutomergeError),
}

impl Document {
    /// The least version of writing that a part of this document asks for; 0 where it asks for
    /// none. Of several values the highest counts.
    #[must_use]
    pub fn min_writer(&self, form: &str) -> u64 {
        let Some(map) = self.object(&[keys::MIN_WRITER]) else { return 0 };
        let values = self.doc.get_all(&map, form).unwrap_or_default();
        values.iter().filter_map(|(value, _)| value.as_u64()).max().unwrap_or_default()
    }

    /// Writes one step with its edits as one change. A fact that already has the wanted value,
    /// uncontested, is not written again.
    ///
    /// # Errors
    /// [`WriteError`]; then the document is as before (but for changes that wait in it for what they
    /// build on, where it was [`WriteError::TooLong`] by more than its texts).
    pub fn write(
        &mut self,
        writer: &Writer,
        step: &Step,
        edits: &[Edit],
    ) -> Result<Written, WriteError> {
        if edits.iter().any(|edit| self.min_writer(edit.form()) > WRITER) {
            return Err(WriteError::NeedsNewer);
        }
        let message = step.to_message();
        // Looked at first: to compare texts of any length would take any time.
        if let Some(place) = overlong(edits) {
            return Err(WriteError::TooLong(place));
        }
        let (length, longest) = weigh(&message, edits);
        if length > MAX_TEXTS {
            return Err(WriteError::TooLong(longest));
        }
        let before = self.doc.get_heads();
        // The author first: setting it draws a new actor, which ours then replaces. Ours is new
        // at each start, so it never spoke for anyone else.
        self.doc.set_author(Some(Author::from(writer.person.as_bytes().to_vec())));
        self.doc.set_actor(ActorId::from(writer.actor.as_bytes().as_slice()));
        let options = CommitOptions::default().with_time(writer.at.millis()).with_message(message);
        let hash = if edits.is_empty() {
            self.doc.empty_commit(options)
        } else {
            let mut tx = self.doc.transaction();
            if let Err(error) = edits.iter().try_for_each(|edit| put(&mut tx, edit)) {
                tx.rollback();
                return Err(error);
            }
            let (hash, _) = tx.commit_with(options);
            hash.ok_or(WriteError::NothingChanged)?
        };
        let change = self.doc.get_change_by_hash(&hash).ok_or(WriteError::NothingChanged)?;
        // What is struck out of a text in many places takes room, too.
        if change.raw_bytes().len() > MAX_CHANGE {
            self.doc = self.doc.fork_at(&before)?;
            return Err(WriteError::TooLong(longest));
        }
        Ok(Written { hash: ChangeHash::new(hash.0), bytes: change.raw_bytes().to_vec() })
    }
}

fn put(tx: &mut Transaction<'_>, edit: &Edit) -> Result<(), WriteError> {
    match edit {
        Edit::Fact(fact, value) => {
            let facts = object(tx, &[keys::FACTS]).ok_or(WriteError::WrongDocument)?;
            register(tx, &facts, fact.key(), value.as_ref().map(scalar))
        }
        Edit::Narrative(text) => text_at(tx, &[keys::NARRATIVE], text),
        Edit::Memo(text) => text_at(tx, &[keys::MEMO], text),
        Edit::Agreement(field, text) => {
            let agreement = object(tx, &[keys::AGREEMENT]).ok_or(WriteError::WrongDocument)?;
            let text = text.trim();
            let value = (!text.is_empty()).then(|| ScalarValue::Str(text.into()));
            register(tx, &agreement, field.key(), value)
        }
        Edit::Demand { id, text } => {
            let demands = object(tx, &[keys::DEMANDS]).ok_or(WriteError::WrongDocument)?;
            if object(tx, &[keys::DEMANDS, id, keys::TEXT]).is_none() {
                let demand = tx.put_object(&demands, id.as_str(), ObjType::Map)?;
                tx.put_object(&demand, keys::TEXT, ObjType::Text)?;
            }
            text_at(tx, &[keys::DEMANDS, id, keys::TEXT], text)
        }
        Edit::StrikeDemand { id, struck } => {
            let demand = object(tx, &[keys::DEMANDS, id]).ok_or(WriteError::WrongDocument)?;
            register(tx, &demand, keys::STRUCK, struck.then_some(ScalarValue::Boolean(true)))
        }
        Edit::Person { slot, field, value } => {
            let persons = object(tx, &[keys::PERSONS]).ok_or(WriteError::WrongDocument)?;
            let person = match object(tx, &person_path(slot)) {
                Some(person) => person,
                None => tx.put_object(&persons, slot.as_str(), ObjType::Map)?,
            };
            let value = value.trim();
            let value = (!value.is_empty()).then(|| ScalarValue::Str(value.into()));
            register(tx, &person, field.key(), value)
        }
    }
}

fn scalar(value: &FactValue) -> ScalarValue {
    match value {
        FactValue::Text(text) => ScalarValue::Str(text.as_str().into()),
        FactValue::Date(date) => ScalarValue::Str(date.to_string().into()),
        FactValue::Count(count) => ScalarValue::Uint(u64::from(*count)),
    }
}

/// Sets a register, unless it has just this value already. Clearing puts a null instead of
/// deleting, so that clearing here and setting there is a visible conflict too.
fn register(
    tx: &mut Transaction<'_>,
    map: &automerge::ObjId,
    key: &str,
    value: Option<ScalarValue>,
) -> Result<(), WriteError> {
    let value = value.unwrap_or(ScalarValue::Null);
    let present: Vec<ScalarValue> = tx
        .get_all(map, key)?
        .into_iter()
        .filter_map(|(value, _)| value.as_scalar().cloned())
        .collect();
    let same = match present.as_slice() {
        [] => value == ScalarValue::Null,
        [only] => *only == value,
        _ => false,
    };
    if !same {
        tx.put(map, key, value)?;
    }
    Ok(())
}

fn text_at(tx: &mut Transaction<'_>, path: &[&str], text: &str) -> Result<(), WriteError> {
    let id = object(tx, path).ok_or(WriteError::WrongDocument)?;
    if tx.text(&id)? != text {
        tx.update_text(&id, text)?;
    }
    Ok(())
}
