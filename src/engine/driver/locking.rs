//! Locking and unlocking, as the driver does it.

use ident::PersonId;
use replica::{Courier, Entropy, MemoryStore, Station, Vault, VaultError};
use wasm_bindgen_futures::spawn_local;

use super::Driver;
use crate::{
    bridge::{Command, Event, Failure, FromEngine, LockScreen, Reply, SyncSummary, VaultAsk},
    engine::{
        convert, entropy,
        input::Input,
        lock::{Due, screen},
        locks, post,
        store::DeviceStore,
        tabs::TabMessage,
    },
};

/// So long other tabs have to close before the first PIN is set, in milliseconds.
const TABS_CLOSE: u32 = 400;

impl Driver {
    /// Carries out what concerns the vault.
    pub(super) async fn vault(&mut self, ask: VaultAsk) -> Result<Reply, Failure> {
        match ask {
            VaultAsk::Lock => {
                if self.has_pin() {
                    self.tabs.tell(&TabMessage::Lock);
                    self.close().await;
                }
                Ok(Reply::Saved)
            }
            VaultAsk::SetFirst { .. } => {
                // They read and write plain values: they must not, once others are sealed.
                self.tabs.tell(&TabMessage::PinSet);
                gloo_timers::future::TimeoutFuture::new(TABS_CLOSE).await;
                let done = self.carry_out(Command::Vault(ask)).await?;
                self.with_pin().await;
                if let Some(identity) = self.identity() {
                    post(&FromEngine::Event(Event::Identity(identity)));
                }
                self.tabs.tell(&TabMessage::Unlocked);
                Ok(done)
            }
            VaultAsk::Minutes(minutes) => {
                let done = self.carry_out(Command::Vault(ask)).await?;
                self.lock.set_minutes(minutes);
                Ok(done)
            }
            ask => self.carry_out(Command::Vault(ask)).await,
        }
    }

    pub(super) fn has_pin(&self) -> bool {
        self.station.as_ref().is_some_and(Station::has_pin)
    }

    /// What the lock screen shows; none where there is no PIN.
    pub(super) async fn lock_screen(&self) -> Result<Option<LockScreen>, VaultError> {
        let Some(store) = &self.store else { return Ok(None) };
        let vault = Vault::load(store).await?;
        Ok(vault.map(|vault| screen(&vault, self.lock.overdue)))
    }

    /// The station is open and has a PIN: from now on it locks, and what is plain is sealed.
    async fn with_pin(&mut self) {
        let Some(station) = &self.station else { return };
        let minutes = station.vault_policy().await.map_or(0, |policy| policy.minutes());
        self.lock.opened(minutes);
        if station.wants_resealing().await.unwrap_or_default() {
            let _ = self.inputs.unbounded_send(Input::Reseal);
        }
    }

    /// Seals some of what is plain, and asks for the next turn.
    pub(super) async fn reseal(&mut self) {
        let Some(station) = &self.station else { return };
        let lock = locks::hold(locks::WRITE).await;
        let more = station.reseal().await;
        drop(lock);
        // A full disk: it goes on at the next unlocking.
        if more.unwrap_or_default() {
            let _ = self.inputs.unbounded_send(Input::Reseal);
        }
    }

    /// Opens the rows of a device with a PIN.
    pub(super) async fn unlock(
        &mut self,
        person: PersonId,
        secret: &str,
    ) -> Result<Reply, Failure> {
        if self.station.is_some() && self.lock.overdue.is_none() {
            return Ok(Reply::Opened(self.identity()));
        }
        let store = self.store.clone().ok_or(Failure::NoStorage)?;
        let now = entropy::now();
        let lock = locks::hold(locks::WRITE).await;
        let unlocked = Vault::unlock(&store, person, secret, now).await;
        drop(lock);
        let unlocked = unlocked.map_err(|error| convert::vault_failure(error, now.millis()))?;
        let actor = entropy::random().ok_or(Failure::NoStorage)?;
        let lock = locks::hold(locks::WRITE).await;
        let station = Station::open_rows(store.clone(), Entropy { actor }, Some(&unlocked)).await;
        drop(lock);
        let station = station.map_err(convert::failure)?;
        let vault = Vault::load(&store).await;
        let vault = vault.map_err(|error| convert::vault_failure(error, now.millis()))?;
        let overdue = vault.as_ref().filter(|vault| vault.is_overdue(now));
        let overdue = overdue.map(|vault| vault.policy().days());
        // What the courier handed in, the station hears from the relay on a connection of its own.
        self.line = None;
        self.open = false;
        self.use_station(station);
        self.with_pin().await;
        self.lock.overdue = overdue;
        self.tabs.tell(&TabMessage::Unlocked);
        self.paused = false;
        self.try_at = 0;
        self.ways.look_again();
        self.say_sync();
        match (overdue, vault) {
            (Some(_), Some(vault)) => Ok(Reply::Locked(screen(&vault, overdue))),
            _ => Ok(Reply::Opened(self.identity())),
        }
    }

    /// Closes the station: its key and all it has in memory are dropped. What waits goes with a courier,
    /// where this tab talks to the relay.
    pub(super) async fn close(&mut self) {
        let Some(station) = self.station.take() else { return };
        let mut courier = None;
        if self.leading
            && self.lock.overdue.is_none()
            && let Some(actor) = entropy::random()
        {
            // Without one, what waits is handed in when the device is unlocked.
            let carried = DeviceStore::Memory(MemoryStore::new());
            courier = station.courier(carried, Entropy { actor }).await.ok().flatten();
        }
        drop(station);
        let works = courier.is_some();
        self.closed(courier);
        if works {
            self.connect_now();
        } else {
            self.give_up_lead();
        }
        self.say_lock().await;
        self.say_sync();
    }

    /// The station is closed.
    pub(super) fn closed(&mut self, courier: Option<Courier<DeviceStore>>) {
        self.line = None;
        self.open = false;
        self.answer_enrolment(Err(Failure::Locked));
        self.other = SyncSummary::default();
        self.lock.close(courier);
    }

    pub(super) async fn say_lock(&self) {
        let screen = self.lock_screen().await.ok().flatten().unwrap_or_default();
        post(&FromEngine::Event(Event::Locked(screen)));
    }

    /// The courier has nothing to do any more, or another tab may do it.
    pub(super) fn dismiss_courier(&mut self) {
        self.lock.courier = None;
        self.close_connection();
        self.give_up_lead();
    }

    pub(super) fn close_connection(&mut self) {
        self.line = None;
        self.open = false;
        if let Some(station) = self.station.as_mut() {
            let _ = station.disconnected();
        }
    }

    /// Another tab may talk to the relay.
    pub(super) fn give_up_lead(&mut self) {
        self.leading = false;
        self.lead = None;
    }

    /// Asks for the word with the relay; another tab may have it for long.
    pub(super) fn want_lead(&mut self) {
        if self.leading || self.wants_lead {
            return;
        }
        self.wants_lead = true;
        let inputs = self.inputs.clone();
        spawn_local(async move {
            let held = locks::hold(locks::LEAD).await;
            let _ = inputs.unbounded_send(Input::Leading(held));
        });
    }

    /// The relay has answered: what that means for the lock.
    pub(super) async fn reached(&mut self) {
        let welcomed = self
            .station
            .as_ref()
            .is_some_and(|station| station.has_pin() && station.sync_status().welcomed);
        if !welcomed || !(self.lock.overdue.is_some() || self.lock.is_clock_due()) {
            return;
        }
        self.note_clock(true).await;
        if self.lock.overdue.take().is_some()
            && let Some(identity) = self.identity()
        {
            post(&FromEngine::Event(Event::Unlocked(identity)));
        }
    }

    /// Remembers what the clock shows.
    async fn note_clock(&self, reached: bool) {
        let Some(station) = &self.station else { return };
        let lock = locks::hold(locks::WRITE).await;
        // What cannot be remembered now is remembered next time.
        let _ = station.note_clock(entropy::now(), reached).await;
        drop(lock);
    }

    /// What a moment's look at the lock brings.
    pub(super) async fn tick_lock(&mut self) {
        match self.lock.due() {
            Due::Nothing => {}
            Due::Say => post(&FromEngine::Event(Event::LockDue)),
            Due::Lock => self.close().await,
        }
        if self.has_pin() && self.lock.is_clock_due() {
            let reached = self
                .station
                .as_ref()
                .is_some_and(|station| station.sync_status().welcomed && !self.is_quiet());
            self.note_clock(reached).await;
        }
    }

    /// What another tab says of the lock. False where it is about something else.
    pub(super) async fn tab_of_lock(&mut self, message: &TabMessage) -> bool {
        match message {
            TabMessage::PinSet => self.close().await,
            TabMessage::Unlocked => {
                if self.lock.locked {
                    self.dismiss_courier();
                }
            }
            _ => return false,
        }
        true
    }
}
