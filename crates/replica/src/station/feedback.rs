//! What people who work with the app say of it (对本应用的意见): the complaint function that the rules
//! for staff apps ask for. Kept on this device until there is a document of the office to write it
//! into; nothing here is handed in.

use casework::Moment;
use ident::PersonId;
use minicbor::{Decode, Encode};

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store};

/// An opinion on the app.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Opinion {
    /// When it was written: milliseconds since 1970 on the device's clock.
    #[n(0)]
    pub at: i64,
    /// Who wrote it.
    #[n(1)]
    pub person: PersonId,
    /// What it says.
    #[n(2)]
    pub text: String,
    /// The app's version and the browser, as the screen tells them.
    #[n(3)]
    pub about: String,
}

impl<S: Store> Station<S> {
    /// Keeps an opinion. `id` is drawn by the caller.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn keep_opinion(
        &self,
        id: [u8; 8],
        text: &str,
        about: &str,
        now: Moment,
    ) -> Result<(), StationError> {
        let opinion = Opinion {
            at: now.millis(),
            person: self.registered()?.person,
            text: text.trim().to_owned(),
            about: about.to_owned(),
        };
        let key = [now.millis().to_be_bytes(), id].concat();
        let mut batch = Batch::default();
        batch.put(Space::Feedback, key, minicbor::to_vec(&opinion).unwrap_or_default());
        self.write(batch, Durability::Strict).await
    }

    /// The opinions written on this device, newest first.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn opinions(&self) -> Result<Vec<Opinion>, StationError> {
        let found = self.read_all(Space::Feedback, &[vec![]]).await?.concat();
        found
            .iter()
            .rev()
            .map(|(_, bytes)| minicbor::decode(bytes).map_err(|_| StationError::Damaged("opinion")))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These lie in stores for ever.
    #[test]
    fn stored_opinions_are_pinned() {
        let opinion = Opinion {
            at: 1,
            person: PersonId::new([2; 16]),
            text: "慢".into(),
            about: "1.0".into(),
        };
        let bytes = minicbor::to_vec(&opinion).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "8401500202020202020202020202020202020263e685a263312e30");
    }
}
