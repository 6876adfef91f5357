//! The fixed first change of each kind of document. Two tablets that create one document apart
//! share it, and with it the objects that both write into.

use std::sync::OnceLock;

use automerge::{
    ActorId, Automerge, ObjType, ROOT, transaction::CommitOptions, transaction::Transactable,
};
use ident::{ChangeHash, Part};

/// Names inside the documents.
pub mod keys {
    /// Which schema: text such as `matter.core/1`.
    pub const SCHEMA: &str = "schema";
    /// Any document: a map from a part's name to the least version of writing it asks for. Nobody
    /// sets it yet; a later version that would be harmed by this one does.
    pub const MIN_WRITER: &str = "min_writer";
    /// Core: the map of facts.
    pub const FACTS: &str = "facts";
    /// Core: the map of demands (诉求项), by item id.
    pub const DEMANDS: &str = "demands";
    /// A demand's text.
    pub const TEXT: &str = "text";
    /// A demand that was struck out: `true`. Its text stays.
    pub const STRUCK: &str = "struck";
    /// Core: the free text (投诉内容).
    pub const NARRATIVE: &str = "narrative";
    /// People: the map of persons, by slot.
    pub const PERSONS: &str = "persons";
    /// People: the slot of the main petitioner, which exists from the first change on.
    pub const MAIN: &str = "main";
    /// Internal: the office's own text.
    pub const MEMO: &str = "memo";
    /// Committee: the map of what a mediated agreement says.
    pub const AGREEMENT: &str = "agreement";
}

/// A kind's first change.
#[derive(Debug)]
pub struct Genesis {
    /// Its hash: the same everywhere, for ever.
    pub hash: ChangeHash,
    saved: Vec<u8>,
}

impl Genesis {
    /// The first change of the kind of document that `part` is.
    #[must_use]
    pub fn of(part: &Part) -> &'static Self {
        static CORE: OnceLock<Genesis> = OnceLock::new();
        static PEOPLE: OnceLock<Genesis> = OnceLock::new();
        static INTERNAL: OnceLock<Genesis> = OnceLock::new();
        static ORG: OnceLock<Genesis> = OnceLock::new();
        static COMMITTEE: OnceLock<Genesis> = OnceLock::new();
        match part {
            Part::Core => CORE.get_or_init(|| {
                Self::make(
                    b"cunzhan matter 1",
                    "matter.core/1",
                    &[
                        (&[keys::FACTS], ObjType::Map),
                        (&[keys::DEMANDS], ObjType::Map),
                        (&[keys::NARRATIVE], ObjType::Text),
                    ],
                )
            }),
            Part::People => PEOPLE.get_or_init(|| {
                Self::make(
                    b"cunzhan people 1",
                    "matter.people/1",
                    &[
                        (&[keys::PERSONS], ObjType::Map),
                        (&[keys::PERSONS, keys::MAIN], ObjType::Map),
                    ],
                )
            }),
            Part::Internal(_) => INTERNAL.get_or_init(|| {
                Self::make(
                    b"cunzhan intern 1",
                    "matter.internal/1",
                    &[(&[keys::MEMO], ObjType::Text)],
                )
            }),
            // Empty: everything in it is steps.
            Part::Org(_) => {
                ORG.get_or_init(|| Self::make(b"cunzhan org    1", "directory.org/1", &[]))
            }
            Part::Committee(_) => COMMITTEE.get_or_init(|| {
                Self::make(
                    b"cunzhan mediat 1",
                    "dispute.committee/1",
                    &[(&[keys::AGREEMENT], ObjType::Map)],
                )
            }),
        }
    }

    fn make(actor: &[u8; 16], schema: &str, objects: &[(&[&str], ObjType)]) -> Self {
        let mut doc = Automerge::new().with_actor(ActorId::from(actor.as_slice()));
        let mut tx = doc.transaction();
        // Writing into an empty document with these fixed names has no way to fail; were one
        // skipped, the golden test of the hashes would say so.
        let _ = tx.put(ROOT, keys::SCHEMA, schema);
        for (path, kind) in objects {
            if let [parents @ .., last] = path {
                let parent = parents.iter().try_fold(ROOT, |at, name| {
                    automerge::ReadDoc::get(&tx, &at, *name).ok().flatten().map(|(_, id)| id)
                });
                if let Some(parent) = parent {
                    let _ = tx.put_object(parent, *last, *kind);
                }
            }
        }
        tx.commit_with(CommitOptions::default().with_time(0));
        let hash = doc.get_heads().first().map_or([0; 32], |hash| hash.0);
        Self { hash: ChangeHash::new(hash), saved: doc.save_nocompress() }
    }

    /// A new document that holds just this change.
    #[must_use]
    pub fn document(&self) -> Automerge {
        Automerge::load(&self.saved).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ident::OfficeCode;

    /// Golden: every stored document builds on these.
    #[test]
    fn first_changes_are_pinned() {
        let office = OfficeCode::parse("990101").expect("a code");
        let hashes: Vec<String> = [
            Part::Core,
            Part::People,
            Part::Internal(office.clone()),
            Part::Org(office.clone()),
            Part::Committee(office),
        ]
        .iter()
        .map(|part| Genesis::of(part).hash.to_hex())
        .collect();
        assert_eq!(
            hashes,
            [
                "73643735a22c94ee2fcc414787fe621d382dd10917d6b4a128fbaff7089d177c",
                "e80823a19d78b2beaebd4fca289430f4f64ca060e6a50e63b8b6ee3ddba20a16",
                "a777a31ba01fb880f367da8c4e681ceb8021b3b35bcaf6e322a25d35c16a6c62",
                "bb658f932e1df02fba6af4ead7da62bc68144acce1a7d287bc4c5024123466cf",
                "04e487eb357501aeafe9e9e4028e6beba54bea7ca3a273ec2ca8d9dbbaca0ced"
            ]
        );
    }
}
