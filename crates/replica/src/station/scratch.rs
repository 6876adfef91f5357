//! Half-typed forms: what a dead tablet must not take with it. Registrations have drafts of their
//! own, which are listed; these are found again where they were typed.

use minicbor::{Decode, Encode};

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, envelope::Envelope, store::Entry};

/// Longest name of a form, in bytes.
const MAX_NAME: usize = 200;
/// Largest content of a form, in bytes.
const MAX_CONTENT: usize = 256 << 10;

/// A half-typed form as stored where values are sealed: under a keyed hash of its name, which says
/// what is being done to which matter. Where they are plain, the name is the key, and the content the
/// value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct NamedScratch {
    #[n(0)]
    name: String,
    #[cbor(n(1), with = "minicbor::bytes")]
    content: Vec<u8>,
}

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
        // As it lay there before a PIN was set, or under the name that it has now.
        batch.delete(Space::Scratch, form.as_bytes());
        if content.is_empty() {
            batch.delete(Space::Scratch, self.envelope.name(Space::Scratch, form.as_bytes()));
        } else {
            let (key, value) = self.stored_scratch(form, content);
            batch.put(Space::Scratch, key, value);
        }
        self.commit(batch, Durability::Strict).await
    }

    /// Key and content as they are stored now.
    pub(super) fn stored_scratch(&self, form: &str, content: &[u8]) -> Entry {
        let key = self.envelope.name(Space::Scratch, form.as_bytes());
        if !self.envelope.is_sealing() {
            return (key, content.to_vec());
        }
        let named = NamedScratch { name: form.to_owned(), content: content.to_vec() };
        (key, minicbor::to_vec(&named).unwrap_or_default())
    }

    /// A form as it was left.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn scratch(&self, form: &str) -> Result<Option<Vec<u8>>, StationError> {
        let found = self.scratches(form).await?;
        Ok(found.into_iter().find(|(name, _)| name == form).map(|(_, content)| content))
    }

    /// All forms whose names begin like this, with what they hold.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn scratches(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StationError> {
        let found = self.all_scratches().await?.into_iter();
        let found = found.filter(|(_, name, _)| name.starts_with(prefix));
        Ok(found.map(|(_, name, content)| (name, content)).collect())
    }

    /// Deletes all forms whose names begin like this, in a batch that does more.
    pub(super) async fn drop_scratches(
        &self,
        prefix: &str,
        batch: &mut Batch,
    ) -> Result<(), StationError> {
        for (key, name, _) in self.all_scratches().await? {
            if name.starts_with(prefix) {
                batch.delete(Space::Scratch, key);
            }
        }
        Ok(())
    }

    /// Forgets what is half typed about a matter: its id is part of such forms' names.
    pub(super) async fn drop_scratches_about(
        &self,
        matter: ident::MatterId,
        batch: &mut Batch,
    ) -> Result<(), StationError> {
        let matter = matter.to_string();
        for (key, name, _) in self.all_scratches().await? {
            if name.contains(&matter) {
                batch.delete(Space::Scratch, key);
            }
        }
        Ok(())
    }

    /// Keys, names and contents, by name. There are few: what was begun and not saved.
    async fn all_scratches(&self) -> Result<Vec<(Vec<u8>, String, Vec<u8>)>, StationError> {
        let stored = self.store.scan(Space::Scratch, &[vec![]]).await?.concat();
        let mut found = Vec::new();
        for (key, value) in stored {
            let plain = Envelope::is_plain(&value);
            let value = self.envelope.open(Space::Scratch, &key, value)?;
            // What is no name of ours, or no form, is passed over: there is nothing to fill in.
            if plain {
                if let Ok(name) = String::from_utf8(key.clone()) {
                    found.push((key, name, value));
                }
            } else if let Ok(named) = minicbor::decode::<NamedScratch>(&value) {
                found.push((key, named.name, named.content));
            }
        }
        found.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These lie in stores for ever.
    #[test]
    fn stored_forms_are_pinned() {
        let named = NamedScratch { name: "a/b".into(), content: vec![1, 2] };
        let bytes = minicbor::to_vec(&named).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "8263612f62420102");
        assert_eq!(minicbor::decode::<NamedScratch>(&bytes).expect("decodes"), named);
    }
}
