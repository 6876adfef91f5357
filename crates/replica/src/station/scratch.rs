//! Half-typed forms: what a dead tablet must not take with it. Registrations have drafts of their
//! own, which are listed; these are found again where they were typed.

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store};

/// Longest name of a form, in bytes.
const MAX_NAME: usize = 200;
/// Largest content of a form, in bytes.
const MAX_CONTENT: usize = 256 << 10;

impl<S: Store> Station<S> {
    /// Keeps a form as it stands; empty content forgets it. One that is larger than a form can be is
    /// not kept.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn keep_scratch(&self, form: &str, content: &[u8]) -> Result<(), StationError> {
        if form.is_empty() || form.len() > MAX_NAME || content.len() > MAX_CONTENT {
            return Ok(());
        }
        let mut batch = Batch::default();
        if content.is_empty() {
            batch.delete(Space::Scratch, form.as_bytes());
        } else {
            batch.put(Space::Scratch, form.as_bytes(), content);
        }
        self.write(batch, Durability::Strict).await
    }

    /// A form as it was left.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn scratch(&self, form: &str) -> Result<Option<Vec<u8>>, StationError> {
        self.read(Space::Scratch, form.as_bytes()).await
    }

    /// All forms whose names begin like this, with what they hold.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn scratches(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StationError> {
        let found = self.read_all(Space::Scratch, &[prefix.as_bytes().to_vec()]).await?.concat();
        let named = found.into_iter();
        Ok(named.filter_map(|(key, value)| Some((String::from_utf8(key).ok()?, value))).collect())
    }
}
