//! Changes as bytes: untrusted until read here.

use automerge::Change;
use ident::{ActorBytes, ChangeHash, PersonId};

use crate::{Moment, Step, history::SeenChange};

/// Largest change, in bytes. A saved form is about 2 kB; one that would be larger is not written
/// ([`super::WriteError::TooLong`]).
pub const MAX_CHANGE: usize = 1 << 20;
/// Where the chunk's kind stands, after Automerge's magic bytes and checksum.
const CHUNK_KIND_AT: usize = 8;
/// An uncompressed change. A compressed one (2) could inflate without a bound.
const UNCOMPRESSED_CHANGE: u8 = 1;

/// Why bytes are not a change one can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChange {
    /// Over [`MAX_CHANGE`].
    #[error("the change is larger than the limit")]
    TooLarge,
    /// Not an uncompressed Automerge change.
    #[error("not an uncompressed change")]
    NotAChange,
    /// Builds on nothing, or otherwise does not belong to this kind of document.
    #[error("not a change of this kind of document")]
    NotOfThisDocument,
    /// The actor is not one of a device.
    #[error("the actor is not a device's")]
    NotADevice,
}

/// Parses a change of a document whose fixed first change is `genesis`.
pub(super) fn parse(bytes: &[u8], genesis: ChangeHash) -> Result<Change, BadChange> {
    if bytes.len() > MAX_CHANGE {
        return Err(BadChange::TooLarge);
    }
    if bytes.get(CHUNK_KIND_AT) != Some(&UNCOMPRESSED_CHANGE) {
        return Err(BadChange::NotAChange);
    }
    let change = Change::from_bytes(bytes.to_vec()).map_err(|_| BadChange::NotAChange)?;
    // A change without ancestors would be a second beginning beside the fixed first one.
    if change.deps().is_empty() && change.hash().0 != *genesis.as_bytes() {
        return Err(BadChange::NotOfThisDocument);
    }
    Ok(change)
}

/// What can be told from a change's bytes without opening its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadChange {
    /// What it says of itself. `person` is set on an actor's first change only.
    pub seen: SeenChange,
}

impl ReadChange {
    /// Reads a change of the kind of document that `part` is, from untrusted bytes.
    ///
    /// # Errors
    /// [`BadChange`].
    pub fn from_bytes(bytes: &[u8], part: &ident::Part) -> Result<Self, BadChange> {
        let change = parse(bytes, crate::schema::Genesis::of(part).hash)?;
        Ok(Self {
            seen: SeenChange {
                hash: ChangeHash::new(change.hash().0),
                deps: change.deps().iter().map(|hash| ChangeHash::new(hash.0)).collect(),
                actor: ActorBytes::from_slice(change.actor_id().to_bytes())
                    .map_err(|_| BadChange::NotADevice)?,
                seq: change.seq(),
                person: change
                    .author()
                    .and_then(|author| PersonId::from_slice(author.as_bytes()).ok()),
                at: Moment::from_millis(change.timestamp()),
                step: Step::from_message(change.message()),
                arrival: crate::history::Arrival::Unknown,
            },
        })
    }
}
