//! Who had what shown to them: recorded on this device's disk before it is shown, handed in before
//! everything else.

use casework::{
    Moment,
    access::{AccessKind, Given},
    directory::Role,
};
use ident::Signature;
use wire::{
    AccessKept, AccessPart, AccessPut, AccessRecord, AskAccess, MAX_REASON, MAX_RECORDS, SecretKey,
    ToRelay,
};

use super::{Station, StationError};
use crate::{Batch, Durability, Effect, Space, Store, record::meta};

fn place(number: u64) -> Vec<u8> {
    [meta::ACCESS, &number.to_be_bytes()].concat()
}

fn put(batch: &mut Batch, record: &AccessRecord) {
    let bytes = minicbor::to_vec(record).unwrap_or_default();
    batch.put(Space::Meta, place(record.number), bytes);
    let stands = AccessKept { number: record.number, hash: record.hash() };
    batch.put(Space::Meta, meta::ACCESS_CHAIN, minicbor::to_vec(stands).unwrap_or_default());
}

impl<S: Store> Station<S> {
    /// Records that something is shown, or done, and why. Only when this has returned may it be shown.
    ///
    /// # Errors
    /// [`StationError::NoReason`]; [`StationError`]: nothing was recorded, and nothing is to be shown.
    pub async fn disclose(
        &mut self,
        kind: AccessKind,
        record: [u8; 16],
        given: &Given,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        if !given.is_sound() || given.text.len() > MAX_REASON {
            return Err(StationError::NoReason);
        }
        let identity = self.registered()?;
        // Another tab may have recorded meanwhile: what counts is what is stored.
        let stands = self.read(Space::Meta, meta::ACCESS_CHAIN).await?;
        let stands: AccessKept = match stands {
            Some(bytes) => {
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("access chain"))?
            }
            None => AccessKept::default(),
        };
        let made = AccessRecord {
            tenant: identity.tenant,
            device: identity.device,
            number: 0,
            previous: [0; 32],
            at: now.millis(),
            person: identity.person,
            office: identity.office.clone(),
            kind: kind.number(),
            record,
            reason: given.reason.number(),
            text: given.text.trim().to_owned(),
            signature: Signature::new([0; 64]),
        };
        let key = SecretKey::from_seed(&identity.seed);
        let mut batch = Batch::default();
        put(&mut batch, &made.behind(stands.number, stands.hash, &key));
        self.write(batch, Durability::Strict).await?;
        if self.sync.welcomed {
            return self.next_access().await;
        }
        // The tab that is connected is to hear of it.
        Ok(vec![Effect::SyncChanged, Effect::Apart])
    }

    /// Those that can be read: one that cannot would hold up all that the device hands in. The others are
    /// put behind what the relay has.
    async fn pending_access(&self) -> Result<Vec<AccessRecord>, StationError> {
        let found = self.read_all(Space::Meta, &[meta::ACCESS.to_vec()]).await?.concat();
        Ok(found.iter().filter_map(|(_, bytes)| minicbor::decode(bytes).ok()).collect())
    }

    /// How many records of access the relay has not confirmed.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn access_waiting(&self) -> Result<usize, StationError> {
        Ok(self.pending_access().await?.len())
    }

    /// Hands in what waits.
    pub(super) async fn next_access(&self) -> Result<Vec<Effect>, StationError> {
        let mut records = self.pending_access().await?;
        records.truncate(MAX_RECORDS);
        if records.is_empty() || !wire::seals(self.sync.challenge_packs()) {
            return Ok(Vec::new());
        }
        Ok(vec![Effect::Send(ToRelay::AccessPut(Box::new(AccessPut { records })))])
    }

    /// The relay says which record of this device it has last. What it has goes from here; where its
    /// last one is another than ours (either side was set back), ours are put behind it.
    pub(super) async fn access_kept(
        &mut self,
        kept: AccessKept,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(identity) = &self.identity else { return Ok(Vec::new()) };
        let key = SecretKey::from_seed(&identity.seed);
        let mut pending = self.pending_access().await?;
        let mut batch = Batch::default();
        let last = pending.iter().position(|own| own.number == kept.number);
        if let Some(at) =
            last.filter(|at| pending.get(*at).is_some_and(|own| own.hash() == kept.hash))
        {
            for own in pending.drain(..=at) {
                batch.delete(Space::Meta, place(own.number));
            }
        }
        let follows = pending.first().is_none_or(|own| {
            own.number == kept.number.saturating_add(1) && own.previous == kept.hash
        });
        let moves = !follows || !batch.is_empty();
        if !follows {
            let (mut number, mut hash) = (kept.number, kept.hash);
            for own in &pending {
                batch.delete(Space::Meta, place(own.number));
            }
            for own in core::mem::take(&mut pending) {
                let own = own.behind(number, hash, &key);
                (number, hash) = (own.number, own.hash());
                put(&mut batch, &own);
            }
        } else if pending.is_empty() {
            // Later ones go on from what the relay has, also where this device was set back.
            let stands = minicbor::to_vec(kept).unwrap_or_default();
            batch.put(Space::Meta, meta::ACCESS_CHAIN, stands);
        }
        self.write(batch, Durability::Strict).await?;
        if moves { self.next_access().await } else { Ok(Vec::new()) }
    }

    /// Asks for records of access, behind a place; they come with [`Effect::Access`].
    ///
    /// # Errors
    /// [`StationError::NotTheirs`], [`StationError::Offline`].
    pub fn ask_access(&self, after: u64, now: Moment) -> Result<Vec<Effect>, StationError> {
        let identity = self.registered()?;
        let mut posts = self.directory.posts_of(identity.person, &identity.office, now.date());
        if !posts.any(|post| post.role == Role::PrivacyOfficer) {
            return Err(StationError::NotTheirs);
        }
        if !self.sync.welcomed {
            return Err(StationError::Offline);
        }
        Ok(vec![Effect::Send(ToRelay::AskAccess(AskAccess { after }))])
    }

    /// Records came: passed on to who asked, stored nowhere.
    pub(super) fn access_came(part: AccessPart) -> Vec<Effect> {
        vec![Effect::Access(Box::new(part))]
    }
}
