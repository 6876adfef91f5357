//! What of a parcel this office may have.

use std::collections::{BTreeMap, BTreeSet};

use casework::{document::ReadChange, view::MatterDocs};
use ident::{DocKey, MatterId, Part};

use super::super::{Station, StationError, fold::open_document};
use crate::{
    Space, Store,
    record::{StoredChange, change_key},
};

impl<S: Store> Station<S> {
    /// Whether a document is one that this office may have.
    pub(super) fn is_for_us(&self, key: &DocKey) -> bool {
        let Some(identity) = &self.identity else { return false };
        let own = &identity.office;
        key.is_sound()
            && match &key.part {
                Part::Core | Part::People => true,
                Part::Internal(whose) => self.directory().is_at_or_above(own, whose),
                Part::Org(whose) | Part::Committee(whose) => whose == own,
            }
    }

    /// The matters of these changes that this office may see, going by what is here of them and by
    /// the changes themselves, which somebody vouches for. The relay's word counts where it was heard.
    pub(super) async fn in_sight<'a>(
        &self,
        changes: impl Iterator<Item = (&'a DocKey, &'a StoredChange)>,
    ) -> Result<BTreeSet<MatterId>, StationError> {
        let own = self.registered()?.office.clone();
        let mut sight = BTreeSet::new();
        let mut brought: BTreeMap<MatterId, Vec<&StoredChange>> = BTreeMap::new();
        for (key, stored) in changes {
            if self.rows.get(key.matter).is_some() {
                sight.insert(key.matter);
            } else if key.part == Part::Core {
                brought.entry(key.matter).or_default().push(stored);
            }
        }
        let pending = self.pending();
        for (matter, stored) in brought {
            let key = DocKey::core(matter);
            let id = key.id();
            let found = self.read_all(Space::Changes, &[id.as_bytes().to_vec()]).await?.concat();
            let mut all: BTreeMap<Vec<u8>, Vec<u8>> = found.into_iter().collect();
            for change in stored {
                let Ok(read) = ReadChange::from_bytes(&change.bytes, &key.part) else { continue };
                let bytes = || minicbor::to_vec(change).unwrap_or_default();
                all.entry(change_key(id, &read.seen.hash)).or_insert_with(bytes);
            }
            let all: Vec<(Vec<u8>, Vec<u8>)> = all.into_iter().collect();
            // What cannot be opened shows nobody that they may see it.
            let Ok(core) = open_document(key, &all, &pending) else { continue };
            let docs = MatterDocs { core: &core, people: None, internal: None, committee: None };
            if docs.state(self.directory()).audience.contains(&own) {
                sight.insert(matter);
            }
        }
        Ok(sight)
    }
}
