//! Matters that are no longer the office's to see: their documents and rows go, once what was entered
//! here and is not handed in yet has been.

use casework::MatterRow;
use ident::{BlobId, DocKey, MatterId, OfficeCode};

use super::super::{Station, StationError, blobs};
use crate::{
    Batch, Durability, Effect, Space, Store,
    record::{change_key, meta},
};

fn leaving_key(matter: MatterId) -> Vec<u8> {
    [meta::LEAVING, matter.as_bytes().as_slice()].concat()
}

impl<S: Store> Station<S> {
    pub(super) async fn load_leaving(&mut self) -> Result<(), StationError> {
        let found = self.read_all(Space::Meta, &[meta::LEAVING.to_vec()]).await?.concat();
        let matter = |(key, _): &(Vec<u8>, Vec<u8>)| {
            MatterId::from_slice(key.get(meta::LEAVING.len()..)?).ok()
        };
        self.holding.leaving = found.iter().filter_map(matter).collect();
        Ok(())
    }

    /// Notes in a batch that a matter is to go.
    pub(in super::super) fn is_to_leave(&mut self, matter: MatterId, batch: &mut Batch) {
        batch.put(Space::Meta, leaving_key(matter), []);
        self.holding.leaving.insert(matter);
        self.holding.urgent.remove(&matter);
    }

    /// Notes in a batch that a matter is the office's to see again.
    pub(in super::super) fn may_stay(&mut self, matter: MatterId, batch: &mut Batch) {
        if self.holding.leaving.remove(&matter) {
            batch.delete(Space::Meta, leaving_key(matter));
        }
    }

    /// Drops what is to go and owes nothing any more.
    ///
    /// # Errors
    /// [`StationError`]; what was not dropped is dropped later.
    pub(in super::super) async fn drop_withdrawn(&mut self) -> Result<Vec<Effect>, StationError> {
        let owed_blobs: Vec<MatterId> =
            self.blobs.values().filter(|record| record.is_owed()).map(|it| it.matter).collect();
        let free: Vec<MatterId> = self
            .holding
            .leaving
            .iter()
            .filter(|matter| !self.waiting_matters.contains(*matter))
            .filter(|matter| !owed_blobs.contains(*matter))
            .copied()
            .collect();
        let mut effects = Vec::new();
        for matter in free {
            self.drop_matter(matter).await?;
            effects.extend([Effect::MatterChanged(matter), Effect::RowsChanged]);
        }
        Ok(effects)
    }

    /// All documents of a matter that this office may hold.
    pub(in super::super) fn family_here(
        &self,
        matter: MatterId,
    ) -> Result<Vec<DocKey>, StationError> {
        let own = self.registered()?.office.clone();
        let mut keys = vec![
            DocKey::core(matter),
            DocKey::people(matter),
            DocKey::committee(matter, own.clone()),
        ];
        // What those below noted for themselves came here, too.
        let offices = self.directory().offices.iter().map(|office| &office.code);
        let below = offices.filter(|code| self.directory().is_at_or_above(&own, code));
        let mut below: Vec<OfficeCode> = below.cloned().collect();
        if !below.contains(&own) {
            below.push(own);
        }
        keys.extend(below.into_iter().map(|office| DocKey::internal(matter, office)));
        Ok(keys)
    }

    async fn drop_matter(&mut self, matter: MatterId) -> Result<(), StationError> {
        let keys = self.family_here(matter)?;
        let prefixes: Vec<Vec<u8>> = keys.iter().map(|key| key.id().as_bytes().to_vec()).collect();
        // What the relay refused is a person's to look at, and to save as a file.
        let refused: Vec<Vec<u8>> =
            self.refused.iter().map(|entry| change_key(entry.key.id(), &entry.hash)).collect();
        let mut batch = Batch::default();
        for (key, _) in self.read_all(Space::Changes, &prefixes).await?.concat() {
            if !refused.contains(&key) {
                batch.delete(Space::Changes, key);
            }
        }
        let id = matter.as_bytes().as_slice();
        batch.delete(Space::Unrowed, id);
        batch.delete(Space::Opening, id);
        batch.delete(Space::Meta, leaving_key(matter));
        // Its row may stand in a page among others: a row of nobody stands against it.
        batch.put(Space::Rows, id, MatterRow::blank(matter).to_bytes());
        let of_matter = self.blobs.iter().filter(|(_, record)| record.matter == matter);
        let of_matter: Vec<(BlobId, u32)> =
            of_matter.map(|(blob, record)| (*blob, record.held)).collect();
        for (blob, held) in &of_matter {
            blobs::delete_pieces(&mut batch, *blob, *held);
            batch.delete(Space::BlobMeta, blob.as_bytes().as_slice());
        }
        self.write(batch, Durability::Relaxed).await?;
        for (blob, _) in of_matter {
            self.blobs.remove(&blob);
        }
        self.rows.remove(matter);
        self.fresh_rows += 1;
        self.stale.remove(&matter);
        self.poisoned.remove(matter);
        self.holding.rowless.remove(&matter);
        self.holding.leaving.remove(&matter);
        self.holding.gone.insert(matter);
        Ok(())
    }

    /// Takes a stored row: one of nobody says that there is none.
    pub(in super::super) fn take_row(&mut self, row: MatterRow) {
        if row.home.is_none() {
            self.rows.remove(row.matter);
            self.holding.gone.insert(row.matter);
        } else {
            self.holding.gone.remove(&row.matter);
            self.rows.put(row);
        }
    }
}
