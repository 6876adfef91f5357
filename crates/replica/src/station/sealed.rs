//! Accusations (检举控告, Art. 30 and 46 item 5). Until they can be sealed for the discipline organ's
//! key they stay on the device that recorded them: in a space of their own, with numbers of their
//! own, in no document, no row and no outbox. Nothing here makes an effect.

use casework::{Moment, directory::Role, intake::Intake};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PersonId};
use minicbor::{Decode, Encode};

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store, record::meta};

/// A recorded accusation, as stored under [`RECORD`] and its id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct StoredSealed {
    #[n(0)]
    number: String,
    #[n(1)]
    at: i64,
    #[n(2)]
    person: PersonId,
    /// [`Intake::to_bytes`].
    #[cbor(n(3), with = "minicbor::bytes")]
    intake: Vec<u8>,
}

/// An accusation that is being written, as stored under [`DRAFT`] and the draft's id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct StoredSealedDraft {
    #[n(0)]
    person: PersonId,
    #[cbor(n(1), with = "minicbor::bytes")]
    content: Vec<u8>,
}

const RECORD: &[u8] = b"r/";
const DRAFT: &[u8] = b"d/";

/// A recorded accusation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its number, `JB-990101001201-1-0001`: counted apart, so that the ordinary numbers show no gap.
    pub number: String,
    /// When it was recorded.
    pub at: Moment,
    /// Who recorded it.
    pub person: PersonId,
    /// What was entered.
    pub intake: Intake,
}

impl<S: Store> Station<S> {
    /// Records an accusation on this device alone, and throws its draft away, in one transaction.
    /// Answers its number. `id` is drawn by the caller.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written and the draft is as it was.
    pub async fn seal(
        &self,
        id: MatterId,
        intake: &Intake,
        draft: &str,
        now: Moment,
    ) -> Result<String, StationError> {
        let problems = intake.problems(now.date());
        if !problems.is_empty() {
            return Err(StationError::Problems(problems));
        }
        let identity = self.registered()?;
        let count = self.counter(meta::SEALED_NUMBER).await? + 1;
        let number = sealed_no(&identity.office, identity.number, count);
        let stored = StoredSealed {
            number: number.clone(),
            at: now.millis(),
            person: identity.person,
            intake: intake.to_bytes(),
        };
        let mut batch = Batch::default();
        batch.put(
            Space::Sealed,
            key(RECORD, id.as_bytes()),
            minicbor::to_vec(&stored).unwrap_or_default(),
        );
        batch.put(Space::Meta, meta::SEALED_NUMBER, minicbor::to_vec(count).unwrap_or_default());
        batch.delete(Space::Sealed, key(DRAFT, draft.as_bytes()));
        batch.delete(Space::Drafts, draft.as_bytes());
        self.write(batch, Durability::Strict).await?;
        Ok(number)
    }

    /// The accusations that the person at this device may read, newest first: their own, and all
    /// of them for the discipline liaison.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn sealed(&self, today: NaiveDate) -> Result<Vec<Sealed>, StationError> {
        let identity = self.registered()?;
        let liaison = self
            .directory
            .posts_of(identity.person, &identity.office, today)
            .any(|post| post.role == Role::DisciplineLiaison);
        let found = self.read_all(Space::Sealed, &[RECORD.to_vec()]).await?.concat();
        let mut all: Vec<Sealed> = Vec::new();
        for (_, bytes) in found {
            let stored: StoredSealed =
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("sealed"))?;
            if liaison || stored.person == identity.person {
                let intake = Intake::from_bytes(&stored.intake);
                all.push(Sealed {
                    number: stored.number,
                    at: Moment::from_millis(stored.at),
                    person: stored.person,
                    intake: intake.ok_or(StationError::Damaged("sealed"))?,
                });
            }
        }
        all.sort_by(|a, b| b.at.millis().cmp(&a.at.millis()).then_with(|| b.number.cmp(&a.number)));
        Ok(all)
    }

    /// Keeps an accusation's draft as it stands, where ordinary drafts are not listed; what was
    /// typed before it was known to be one moves here.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn keep_sealed_draft(&self, id: &str, content: &[u8]) -> Result<(), StationError> {
        let stored =
            StoredSealedDraft { person: self.registered()?.person, content: content.to_vec() };
        let mut batch = Batch::default();
        batch.put(
            Space::Sealed,
            key(DRAFT, id.as_bytes()),
            minicbor::to_vec(&stored).unwrap_or_default(),
        );
        batch.delete(Space::Drafts, id.as_bytes());
        self.write(batch, Durability::Strict).await
    }

    /// The drafts of accusations of the person at this device, as kept.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn sealed_drafts(&self) -> Result<Vec<Vec<u8>>, StationError> {
        let person = self.registered()?.person;
        let found = self.read_all(Space::Sealed, &[DRAFT.to_vec()]).await?.concat();
        let own = found.into_iter().filter_map(|(_, bytes)| {
            let stored: StoredSealedDraft = minicbor::decode(&bytes).ok()?;
            (stored.person == person).then_some(stored.content)
        });
        Ok(own.collect())
    }

    /// Throws an accusation's draft away.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn drop_sealed_draft(&self, id: &str) -> Result<(), StationError> {
        let mut batch = Batch::default();
        batch.delete(Space::Sealed, key(DRAFT, id.as_bytes()));
        self.write(batch, Durability::Strict).await
    }
}

fn key(kind: &[u8], id: &[u8]) -> Vec<u8> {
    [kind, id].concat()
}

/// `JB-990101001201-1-0001`.
fn sealed_no(office: &OfficeCode, device: u32, count: u32) -> String {
    format!("JB-{office}-{device}-{count:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// These lie in stores for ever.
    #[test]
    fn stored_accusations_are_pinned() {
        let record = StoredSealed {
            number: "JB-1".into(),
            at: 1,
            person: PersonId::new([2; 16]),
            intake: b"{}".to_vec(),
        };
        let bytes = minicbor::to_vec(&record).expect("encodes");
        let text = "84644a422d31015002020202020202020202020202020202427b7d";
        assert_eq!(hex(&bytes), text);
        assert_eq!(minicbor::decode::<StoredSealed>(&bytes).expect("decodes"), record);
        let draft = StoredSealedDraft { person: PersonId::new([2; 16]), content: b"{}".to_vec() };
        let bytes = minicbor::to_vec(&draft).expect("encodes");
        assert_eq!(hex(&bytes), "825002020202020202020202020202020202427b7d");
    }
}
