//! Rows made anew: after an update of the program that projects otherwise, and when the directory
//! says something else about steps that are here; and rows of what came in from the relay in great
//! number. Nobody waits for it; a list shows the rows as they were until it is their turn.

use casework::MatterRow;
use ident::MatterId;

use super::{Station, StationError};
use crate::{Batch, Durability, Effect, Space, Store, record::meta};

/// So many rows at a time: about a tenth of a second on a weak tablet, so that no command waits.
const AT_A_TIME: usize = 40;

impl<S: Store> Station<S> {
    /// Finds rows that an older program made, and all of them where the app was closed before a
    /// change of the directory had reached them.
    pub(super) async fn find_stale_rows(&mut self) -> Result<(), StationError> {
        let interrupted = self.read(Space::Meta, meta::STALE_ROWS).await?.is_some();
        // Those that the relay made, it makes anew.
        let old = |row: &&MatterRow| {
            row.absent.is_none() && (interrupted || row.projection < MatterRow::PROJECTION)
        };
        let old: Vec<MatterId> = self.rows.iter().filter(old).map(|row| row.matter).collect();
        self.stale.extend(old);
        if interrupted && self.stale.is_empty() {
            self.rows_are_fresh().await?;
        }
        Ok(())
    }

    /// Whether [`Station::refresh_rows`] has something to do.
    #[must_use]
    pub fn wants_refreshing(&self) -> bool {
        !self.stale.is_empty() || self.is_erasing() || self.is_weighing() || self.damage.is_found()
    }

    /// Makes some stale rows anew. Call it when nobody waits, as long as
    /// [`Station::wants_refreshing`] says so.
    ///
    /// # Errors
    /// [`StationError`]; then they are still noted.
    pub async fn refresh_rows(&mut self) -> Result<Vec<Effect>, StationError> {
        let mut asked = self.ask_anew();
        let some: Vec<MatterId> = self.stale.iter().take(AT_A_TIME).copied().collect();
        if some.is_empty() && self.is_erasing() {
            return self.drop_erased_by_history().await;
        }
        if some.is_empty() {
            asked.extend(self.weigh_some().await?);
            return Ok(asked);
        }
        let mut marks = Batch::default();
        for matter in some.iter().filter(|matter| !self.poisoned.contains(**matter)) {
            marks.put(Space::Opening, matter.as_bytes().as_slice(), [1]);
        }
        self.write(marks, Durability::Relaxed).await?;
        self.project(&some).await?;
        for matter in &some {
            self.stale.remove(matter);
        }
        if self.stale.is_empty() {
            self.rows_are_fresh().await?;
        }
        let erased = self.drop_erased_by_history().await?;
        let changed = some.into_iter().map(Effect::MatterChanged);
        let changed = [Effect::RowsChanged].into_iter().chain(changed);
        Ok(asked.into_iter().chain(changed).chain(erased).collect())
    }

    /// Every row is made by this program, under the directory at hand.
    pub(super) async fn rows_are_fresh(&mut self) -> Result<(), StationError> {
        let mut batch = Batch::default();
        batch.delete(Space::Meta, meta::STALE_ROWS);
        self.write(batch, Durability::Relaxed).await
    }
}
