//! Accusations (检举控告, Art. 30 and 46 item 5). What is finished is sealed to the discipline liaisons'
//! devices and to the escrow key, in the transaction that deletes the plain form: who recorded it opens
//! it no more. It is in no document, no row and no outbox, has numbers of its own, and is handed in by
//! messages of its own. Where nobody is known to whom it could be sealed, it stays on the device.

mod liaison;

use casework::{Moment, directory::Role, intake::Intake};
use chrono::NaiveDate;
use ident::{DeviceId, MatterId, OfficeCode, PersonId, SealedId, SealingKey, Signature, digest};
use minicbor::{Decode, Encode};
use wire::{EscrowKey, Recipients, SealedItem, SecretKey, ToRelay};

use super::{Station, StationError};
use crate::{
    Batch, Durability, Effect, Identity, SealedContent, Space, Store, record::meta, seal_item,
};

pub use liaison::SealedListed;

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

/// A sealed accusation that the relay has not confirmed, as stored under [`OUT`] and its id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct StoredOut {
    #[n(0)]
    number: String,
    #[n(1)]
    at: i64,
    #[n(2)]
    person: PersonId,
    #[n(3)]
    item: SealedItem,
}

/// Recorded in the clear: nobody was known to whom it could be sealed.
const RECORD: &[u8] = b"r/";
const DRAFT: &[u8] = b"d/";
const OUT: &[u8] = b"o/";

/// What became of an accusation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedFate {
    /// Sealed to a liaison: it is handed in as soon as the relay is reached.
    Leaves,
    /// Sealed to the escrow key alone: it stays until a liaison is known.
    Waits,
    /// Nobody is known to whom it could be sealed: it stays as it is, for who recorded it.
    Here,
}

/// A sealed accusation that is still on this device: all that is known of it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedHere {
    /// Its number.
    pub number: String,
    /// When it was recorded.
    pub at: Moment,
    /// What becomes of it.
    pub fate: SealedFate,
}

/// To whom accusations are sealed.
struct SealTo {
    liaisons: Vec<SealingKey>,
    escrow: Option<SealingKey>,
}

impl SealTo {
    fn fate(&self) -> SealedFate {
        match (self.liaisons.is_empty(), self.escrow) {
            (false, _) => SealedFate::Leaves,
            (true, Some(_)) => SealedFate::Waits,
            (true, None) => SealedFate::Here,
        }
    }

    fn keys(&self) -> Vec<SealingKey> {
        let own = self.liaisons.iter().take(wire::MAX_WRAPS - 1).copied();
        own.chain(self.escrow).collect()
    }
}

/// A recorded accusation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its number, `JB-990101001201-1-0001`: counted apart, so that the ordinary numbers show no gap.
    pub number: String,
    /// When it was recorded.
    pub at: Moment,
    /// Who recorded it.
    pub person: PersonId,
    /// Where.
    pub office: OfficeCode,
    /// Whether the device that it names signed it.
    pub authentic: bool,
    /// What was entered.
    pub intake: Intake,
}

impl<S: Store> Station<S> {
    /// Records an accusation: seals it, and throws its draft away, in one transaction. Answers its
    /// number and what becomes of it. `id` and `entropy` are drawn by the caller.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written and the draft is as it was.
    pub async fn seal(
        &mut self,
        id: MatterId,
        intake: &Intake,
        draft: &str,
        entropy: [u8; 32],
        now: Moment,
    ) -> Result<((String, SealedFate), Vec<Effect>), StationError> {
        let problems = intake.problems(now.date());
        if !problems.is_empty() {
            return Err(StationError::Problems(problems));
        }
        let identity = self.registered()?.clone();
        let count = self.counter(meta::SEALED_NUMBER).await? + 1;
        let number = sealed_no(&identity.office, identity.number, count);
        let stored = StoredSealed {
            number: number.clone(),
            at: now.millis(),
            person: identity.person,
            intake: intake.to_bytes(),
        };
        let to = self.seal_to(now.date()).await?;
        let mut batch = Batch::default();
        match to.fate() {
            SealedFate::Here => batch.put(
                Space::Sealed,
                key(RECORD, id.as_bytes()),
                minicbor::to_vec(&stored).unwrap_or_default(),
            ),
            _ => put_out(&mut batch, &identity, stored, &to, &entropy)?,
        }
        batch.put(Space::Meta, meta::SEALED_NUMBER, minicbor::to_vec(count).unwrap_or_default());
        batch.delete(Space::Sealed, key(DRAFT, draft.as_bytes()));
        batch.delete(Space::Drafts, draft.as_bytes());
        self.leave_mark(&mut batch).await;
        self.write(batch, Durability::Strict).await?;
        let mut effects = self.apart().await?;
        effects.push(Effect::SealedChanged);
        Ok(((number, to.fate()), effects))
    }

    /// To whom an accusation is sealed today, as far as it is known here: devices whose certificates
    /// lead to the root, that are devices still, and whose person holds the post.
    async fn seal_to(&self, today: NaiveDate) -> Result<SealTo, StationError> {
        let mut liaisons = Vec::new();
        for device in self.liaison_devices().await? {
            if let Some((_, sealing)) = self.liaison_key(device, today).await? {
                liaisons.push(sealing);
            }
        }
        let escrow = self.read(Space::Meta, meta::ESCROW).await?;
        let escrow: Option<EscrowKey> = escrow.and_then(|bytes| minicbor::decode(&bytes).ok());
        Ok(SealTo { liaisons, escrow: escrow.map(|escrow| escrow.key) })
    }

    async fn liaison_devices(&self) -> Result<Vec<DeviceId>, StationError> {
        let known = self.read(Space::Meta, meta::LIAISONS).await?;
        Ok(known.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default())
    }

    /// The person and the sealing key of a liaison's device; none where it is not one today.
    async fn liaison_key(
        &self,
        device: DeviceId,
        today: NaiveDate,
    ) -> Result<Option<(PersonId, SealingKey)>, StationError> {
        if self.directory.is_revoked(device) {
            return Ok(None);
        }
        let Some(chain) = self.certificates_of(device).await? else { return Ok(None) };
        let Some(own) = chain.own() else { return Ok(None) };
        let mut posts = self.directory.posts_of(own.person, &own.office, today);
        let holds = posts.any(|post| post.role == Role::DisciplineLiaison);
        Ok(own.sealing.filter(|_| holds).map(|sealing| (own.person, sealing)))
    }

    /// Asks to whom accusations are sealed, where the relay can say so and this device can judge it.
    pub(super) fn ask_recipients(&self) -> Option<Effect> {
        let can = wire::seals(self.sync.challenge_packs()) && self.keys.root.is_some();
        can.then_some(Effect::Send(ToRelay::AskRecipients))
    }

    /// The relay says to whom accusations are sealed: believed as far as the root key and the directory
    /// bear it out. What lay here in the clear for want of a recipient is sealed.
    pub(super) async fn recipients_came(
        &mut self,
        said: Recipients,
    ) -> Result<Vec<Effect>, StationError> {
        let (Some(root), Some(identity)) = (self.keys.root, self.identity.clone()) else {
            return Ok(Vec::new());
        };
        let today = self.sync.last_reached.unwrap_or(Moment::from_millis(0)).date();
        let devices: Vec<DeviceId> = said.certificates.iter().map(|one| one.device).collect();
        let mut effects = self.certificates_came(said.certificates).await?;
        // A relay that leaves one out does not make it forgotten.
        let mut known = self.liaison_devices().await?;
        known.extend(devices);
        known.sort_unstable();
        known.dedup();
        let mut liaisons = Vec::new();
        for device in known {
            if self.liaison_key(device, today).await?.is_some() {
                liaisons.push(device);
            }
        }
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::LIAISONS, minicbor::to_vec(&liaisons).unwrap_or_default());
        if let Some(escrow) = said.escrow.filter(|escrow| escrow.verify(&root).is_ok()) {
            batch.put(Space::Meta, meta::ESCROW, minicbor::to_vec(escrow).unwrap_or_default());
        }
        if !liaisons.contains(&identity.device) {
            self.forget_items(&mut batch).await?;
        }
        self.write(batch, Durability::Strict).await?;
        self.seal_what_stayed(&identity, today).await?;
        effects.extend(self.apart().await?);
        effects.push(Effect::SealedChanged);
        Ok(effects)
    }

    async fn seal_what_stayed(
        &mut self,
        identity: &Identity,
        today: NaiveDate,
    ) -> Result<(), StationError> {
        let to = self.seal_to(today).await?;
        if to.fate() == SealedFate::Here {
            return Ok(());
        }
        let mut batch = Batch::default();
        for (place, bytes) in self.read_all(Space::Sealed, &[RECORD.to_vec()]).await?.concat() {
            let stored: StoredSealed =
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("sealed"))?;
            // Follows from the content, which is about to go: nobody finds it again without.
            let entropy = digest("cunzhan/sealed-later/1", &[&identity.seed, &place, &bytes]);
            put_out(&mut batch, identity, stored, &to, &entropy)?;
            batch.delete(Space::Sealed, place);
        }
        self.write(batch, Durability::Strict).await
    }

    /// Hands in what is in no outbox: records of access first, then sealed accusations.
    pub(super) async fn apart(&mut self) -> Result<Vec<Effect>, StationError> {
        let said = self.sync.challenge_packs();
        if !(self.sync.welcomed || self.sync.surrendering) || !wire::seals(said) {
            return Ok(Vec::new());
        }
        let mut effects = self.next_access().await?;
        let waits = self.liaison_devices().await?.is_empty() && !self.sync.surrendering;
        if waits {
            return Ok(effects);
        }
        for (_, bytes) in self.read_all(Space::Sealed, &[OUT.to_vec()]).await?.concat() {
            if let Ok(StoredOut { item, .. }) = minicbor::decode(&bytes) {
                effects.push(Effect::Send(ToRelay::SealedPut(Box::new(item))));
            }
        }
        Ok(effects)
    }

    /// Whether something of it is still here.
    pub(super) async fn owes_apart(&self) -> Result<bool, StationError> {
        let sealed = self.store.scan(Space::Sealed, &[OUT.to_vec()]).await?.concat();
        let records = self.store.scan(Space::Meta, &[meta::ACCESS.to_vec()]).await?.concat();
        Ok(!sealed.is_empty() || !records.is_empty())
    }

    /// An accusation is on the relay's disk: nothing is left of it here.
    pub(super) async fn sealed_kept(&mut self, id: SealedId) -> Result<Vec<Effect>, StationError> {
        let mut batch = Batch::default();
        batch.delete(Space::Sealed, key(OUT, id.as_bytes()));
        self.write(batch, Durability::Strict).await?;
        Ok(vec![Effect::SealedChanged])
    }

    /// What the person at this device recorded and what is sealed and still here, newest first.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn sealed_here(&self) -> Result<Vec<SealedHere>, StationError> {
        let identity = self.registered()?;
        let leaves = !self.liaison_devices().await?.is_empty();
        let fate = if leaves { SealedFate::Leaves } else { SealedFate::Waits };
        let mut all = Vec::new();
        for (_, bytes) in self.read_all(Space::Sealed, &[OUT.to_vec()]).await?.concat() {
            let stored: StoredOut =
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("sealed"))?;
            if stored.person == identity.person {
                let at = Moment::from_millis(stored.at);
                all.push(SealedHere { number: stored.number, at, fate });
            }
        }
        all.sort_by(|a, b| b.number.cmp(&a.number));
        Ok(all)
    }

    /// The accusations that lie here in the clear and that the person at this device may read, newest
    /// first: their own, and all of them for the discipline liaison.
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
                    office: identity.office.clone(),
                    authentic: true,
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
        self.commit(batch, Durability::Strict).await
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
        self.commit(batch, Durability::Strict).await
    }
}

/// Seals an accusation into a batch.
fn put_out(
    batch: &mut Batch,
    identity: &Identity,
    stored: StoredSealed,
    to: &SealTo,
    entropy: &[u8; 32],
) -> Result<(), StationError> {
    let StoredSealed { number, at, person, intake } = stored;
    let content = SealedContent {
        number: number.clone(),
        at,
        person,
        office: identity.office.clone(),
        device: identity.device,
        intake,
        signature: Signature::new([0; 64]),
    }
    .signed(&SecretKey::from_seed(&identity.seed));
    let item = seal_item(&content, &to.keys(), entropy).ok_or(StationError::TooLong)?;
    let place = key(OUT, item.id().as_bytes());
    let out = StoredOut { number, at, person, item };
    batch.put(Space::Sealed, place, minicbor::to_vec(&out).unwrap_or_default());
    Ok(())
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
