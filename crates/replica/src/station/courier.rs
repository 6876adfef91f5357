//! Handing in while the device is locked.

use casework::Directory;
use casework::Moment;
use wire::{ToStation, Welcome};

use super::{Entropy, Station, StationError};
use crate::{
    Batch, Durability, Effect, Space, Store, SyncStatus,
    record::{change_key, meta},
};

/// Once a courier carries so many bytes of changes, it takes no more along.
const MOST_BYTES: usize = 16 << 20;

/// What was finished and not handed in when a device was locked: a station in memory that has the
/// device's signing key and those changes, and nothing else. It hands them in and takes nothing from the
/// relay; what it did, the station finds out from the relay when it is unlocked, as after a crash. It
/// is to be dropped when nothing waits any more. Attachments wait for the unlocking.
#[derive(Debug)]
pub struct Courier<S> {
    station: Station<S>,
    /// Whether it carries all that this device owes.
    whole: bool,
}

impl<S: Store> Station<S> {
    /// A courier with what waits, in an empty store that lies in memory; none where nothing does.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn courier(
        &self,
        carried: S,
        entropy: Entropy,
    ) -> Result<Option<Courier<S>>, StationError> {
        if self.identity.is_none() || self.outbox.is_empty() {
            return Ok(None);
        }
        let mut batch = Batch::default();
        for name in [meta::IDENTITY, meta::MANIFEST, meta::CURSOR, meta::ROOT] {
            if let Some(value) = self.read(Space::Meta, name).await? {
                batch.put(Space::Meta, name, value);
            }
        }
        let mut weight = 0;
        // What is in no outbox it does not carry: the device is not erased before it is unlocked.
        let mut whole = !self.owes_apart().await?;
        // What was refused is owed by a device that is revoked meanwhile.
        let spaces = [(Space::Outbox, &self.outbox), (Space::Quarantine, &self.refused)];
        let owed = spaces
            .into_iter()
            .flat_map(|(space, entries)| entries.iter().map(move |entry| (space, entry)));
        for (space, entry) in owed {
            let key = change_key(entry.key.id(), &entry.hash);
            let Some(change) = self.read(Space::Changes, &key).await? else { continue };
            weight += change.len();
            if weight > MOST_BYTES {
                whole = false;
                break;
            }
            batch.put(Space::Changes, key, change);
            let waits = minicbor::to_vec(entry).unwrap_or_default();
            batch.put(space, entry.store_key(), waits);
        }
        let carried = Station::open(carried, entropy).await?;
        carried.write(batch, Durability::Relaxed).await?;
        let mut station = Station::open(carried.store, entropy).await?;
        // So that the relay need not send it.
        station.sent = Directory { version: self.sent.version, ..Directory::default() };
        station.keys.origin = self.keys.origin.clone();
        Ok(Some(Courier { station, whole }))
    }
}

impl<S: Store> Courier<S> {
    /// Takes a message of the relay: what belongs to handing in; all else is passed over.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn receive(
        &mut self,
        message: ToStation,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let message = match message {
            ToStation::Welcome(welcome) => {
                ToStation::Welcome(Welcome { directory: None, cursor_known: true, ..welcome })
            }
            message @ (ToStation::Challenge(_)
            | ToStation::PushResult(_)
            | ToStation::Fault(_)
            | ToStation::Revoked(_)
            | ToStation::Surrendered(_)) => message,
            // What it does not carry is given up when the device is unlocked.
            ToStation::Erase if self.whole => ToStation::Erase,
            _ => return Ok(Vec::new()),
        };
        let effects = self.station.receive(message, now).await?;
        // Of rows and matters there are none to show.
        let of_use = |effect: &Effect| {
            matches!(
                effect,
                Effect::Send(_)
                    | Effect::SyncChanged
                    | Effect::Disconnect
                    | Effect::Revoked
                    | Effect::Erase
            )
        };
        Ok(effects.into_iter().filter(of_use).collect())
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.station.disconnected();
    }

    /// How it stands.
    #[must_use]
    pub fn sync_status(&self) -> SyncStatus {
        self.station.sync_status()
    }

    /// Whether nothing waits any more, and nothing else is owed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.station.outbox.is_empty() && !self.station.is_revoked()
    }
}
