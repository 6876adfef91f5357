//! The discipline liaison's side: which accusations there are, opening one, letting a successor open
//! them. Each opening is recorded before anything is shown.

use casework::{
    Moment,
    access::{AccessKind, Given},
    directory::Role,
    intake::Intake,
};
use chrono::NaiveDate;
use ident::{PersonId, SealedId, digest};
use minicbor::{Decode, Encode};
use wire::{AskSealed, HeldItem, PutWrap, SealedItem, SealedPart, SealingSecret, ToRelay};

use super::{Sealed, key};
use crate::{
    Batch, BoxKey, Durability, Effect, Identity, Space, Station, StationError, Store, key_of,
    open_item, wrap_key,
};

const ITEM: &[u8] = b"i/";

/// An accusation as the relay handed it out, as stored under [`ITEM`] and its id: sealed as it is.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct StoredItem {
    #[n(0)]
    day: u32,
    #[n(1)]
    item: SealedItem,
}

/// An accusation in the liaison's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedListed {
    /// Which.
    pub id: SealedId,
    /// The day it came to the relay.
    pub day: NaiveDate,
    /// Whether this device opens it.
    pub opens: bool,
    /// Other liaisons whose devices do not.
    pub lacking: Vec<PersonId>,
}

fn own_key(identity: &Identity) -> BoxKey {
    BoxKey::from_secret(SealingSecret::of_device(&identity.seed).to_bytes())
}

/// How a record of access names an accusation.
fn named(id: &SealedId) -> [u8; 16] {
    id.as_bytes().first_chunk().copied().unwrap_or_default()
}

impl<S: Store> Station<S> {
    /// Whoever is at this device, if they are a liaison.
    fn as_liaison(&self, today: NaiveDate) -> Result<Identity, StationError> {
        let identity = self.registered()?;
        let mut posts = self.directory.posts_of(identity.person, &identity.office, today);
        let holds = posts.any(|post| post.role == Role::DisciplineLiaison);
        if holds { Ok(identity.clone()) } else { Err(StationError::NotTheirs) }
    }

    /// Asks the relay for sealed accusations; they come with [`Effect::SealedChanged`].
    ///
    /// # Errors
    /// [`StationError::NotTheirs`], [`StationError::Offline`].
    pub fn ask_sealed(&self, now: Moment) -> Result<Vec<Effect>, StationError> {
        self.as_liaison(now.date())?;
        if !self.sync.welcomed || !wire::seals(self.sync.challenge_packs()) {
            return Err(StationError::Offline);
        }
        Ok(vec![Effect::Send(ToRelay::AskSealed(AskSealed { after: 0 }))])
    }

    /// Accusations came.
    pub(in super::super) async fn sealed_came(
        &mut self,
        part: SealedPart,
    ) -> Result<Vec<Effect>, StationError> {
        let mut batch = Batch::default();
        for HeldItem { day, item } in part.items.into_iter().filter(|held| held.item.is_known()) {
            let place = key(ITEM, item.id().as_bytes());
            let stored = StoredItem { day, item };
            batch.put(Space::Sealed, place, minicbor::to_vec(&stored).unwrap_or_default());
        }
        self.write(batch, Durability::Relaxed).await?;
        let more = part.next.map(|after| Effect::Send(ToRelay::AskSealed(AskSealed { after })));
        Ok(more.into_iter().chain([Effect::SealedChanged]).collect())
    }

    /// This device is no liaison's: what one had here goes.
    pub(super) async fn forget_items(&self, batch: &mut Batch) -> Result<(), StationError> {
        for (place, _) in self.store.scan(Space::Sealed, &[ITEM.to_vec()]).await?.concat() {
            batch.delete(Space::Sealed, place);
        }
        Ok(())
    }

    async fn items(&self) -> Result<Vec<StoredItem>, StationError> {
        let found = self.read_all(Space::Sealed, &[ITEM.to_vec()]).await?.concat();
        let items = found.iter().map(|(_, bytes)| {
            minicbor::decode(bytes).map_err(|_| StationError::Damaged("sealed item"))
        });
        items.collect()
    }

    /// The accusations that are here for the liaison at this device, newest first.
    ///
    /// # Errors
    /// [`StationError::NotTheirs`].
    pub async fn sealed_items(&self, today: NaiveDate) -> Result<Vec<SealedListed>, StationError> {
        let identity = self.as_liaison(today)?;
        let own = own_key(&identity);
        let mut others = Vec::new();
        for device in self.liaison_devices().await? {
            if let Some(other) = self.liaison_key(device, today).await? {
                others.push(other);
            }
        }
        let mut listed = Vec::new();
        for StoredItem { day, item } in self.items().await? {
            let has = |key| item.wraps.iter().any(|wrap| wrap.to == key);
            let lacking = others.iter().filter(|(_, key)| !has(*key)).map(|(person, _)| *person);
            listed.push(SealedListed {
                id: item.id(),
                day: Moment::from_millis(i64::from(day) * 86_400_000).date(),
                opens: key_of(&item, &own).is_some(),
                lacking: lacking.collect(),
            });
        }
        listed.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
        Ok(listed)
    }

    /// Opens an accusation, once it is on this device's disk who opened it and why.
    ///
    /// # Errors
    /// [`StationError::NotTheirs`], [`StationError::NoReason`], [`StationError::NotHere`]: here it is
    /// not, or this device's key does not open it.
    pub async fn open_sealed(
        &mut self,
        id: SealedId,
        given: &Given,
        now: Moment,
    ) -> Result<(Sealed, Vec<Effect>), StationError> {
        let identity = self.as_liaison(now.date())?;
        let stored = self.read(Space::Sealed, &key(ITEM, id.as_bytes())).await?;
        let stored = stored.ok_or(StationError::NotHere)?;
        let stored: StoredItem =
            minicbor::decode(&stored).map_err(|_| StationError::Damaged("sealed item"))?;
        let opened = open_item(&stored.item, &own_key(&identity)).ok_or(StationError::NotHere)?;
        let effects = self.disclose(AccessKind::SealedOpened, named(&id), given, now).await?;
        let device = self.directory.device(opened.device);
        let authentic = device.is_some_and(|device| opened.is_signed_by(&device.key));
        let intake = Intake::from_bytes(&opened.intake).ok_or(StationError::Damaged("sealed"))?;
        let sealed = Sealed {
            number: opened.number,
            at: Moment::from_millis(opened.at),
            person: opened.person,
            office: opened.office,
            authentic,
            intake,
        };
        Ok((sealed, effects))
    }

    /// Lets all other liaisons' devices open what this one opens; recorded for each accusation. Answers
    /// how many keys were wrapped.
    ///
    /// # Errors
    /// [`StationError::NotTheirs`], [`StationError::Offline`], [`StationError::NoReason`].
    pub async fn pass_on_sealed(
        &mut self,
        given: &Given,
        entropy: [u8; 32],
        now: Moment,
    ) -> Result<(usize, Vec<Effect>), StationError> {
        let identity = self.as_liaison(now.date())?;
        if !self.sync.welcomed {
            return Err(StationError::Offline);
        }
        let own = own_key(&identity);
        let to = self.seal_to(now.date()).await?.liaisons;
        let (mut count, mut effects) = (0u64, Vec::new());
        for StoredItem { item, .. } in self.items().await? {
            let has = |key| item.wraps.iter().any(|wrap| wrap.to == key);
            let lacking: Vec<_> = to.iter().filter(|key| !has(**key)).collect();
            let Some(opened) = key_of(&item, &own).filter(|_| !lacking.is_empty()) else {
                continue;
            };
            let id = item.id();
            effects
                .extend(self.disclose(AccessKind::SealedPassedOn, named(&id), given, now).await?);
            for key in lacking {
                count += 1;
                let drawn = digest("cunzhan/sealed-pass/1", &[&entropy, &count.to_be_bytes()]);
                if let Some(wrap) = wrap_key(&opened, &id, key, drawn) {
                    let put = PutWrap { item: id, wrap };
                    effects.push(Effect::Send(ToRelay::PutWrap(Box::new(put))));
                }
            }
        }
        // Read anew, so that the list says who opens what.
        effects.extend(self.ask_sealed(now)?);
        Ok((usize::try_from(count).unwrap_or(usize::MAX), effects))
    }
}
