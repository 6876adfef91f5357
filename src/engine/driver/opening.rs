//! Opening the station, and opening it anew.

use replica::{Entropy, Station, StationError, Vault};
use wasm_bindgen_futures::spawn_local;

use super::Driver;
use crate::{
    bridge::{Event, Failure, FromEngine, Reply},
    engine::{
        convert, entropy, input::Input, locks, post, scope, store::DeviceStore, tabs::TabMessage,
    },
};

/// The database's name. The origin's storage is this device's alone.
pub(super) const DATABASE: &str = "cunzhan";
/// A look whether something is overdue, in milliseconds.
const TICK: u32 = 5_000;

impl Driver {
    pub(super) async fn open_station(&mut self, relay: String) -> Result<Reply, Failure> {
        self.relay = relay;
        if self.station.is_none() {
            let store = match self.store.take() {
                Some(store) => store,
                None => DeviceStore::open(DATABASE)
                    .await
                    .map_err(|error| convert::failure(StationError::Store(error)))?,
            };
            self.store = Some(store.clone());
            let lock = locks::hold(locks::WRITE).await;
            let opened = self.open_plain(store).await;
            drop(lock);
            opened?;
            if !self.watching {
                self.watching = true;
                self.watch();
            }
            self.tabs.tell(&TabMessage::Joined);
        }
        self.say_sync();
        if self.lock.locked || self.lock.overdue.is_some() {
            let screen = self.lock_screen().await;
            let screen = screen.map_err(|error| convert::vault_failure(error, 0))?;
            return Ok(Reply::Locked(screen.unwrap_or_default()));
        }
        Ok(Reply::Opened(self.identity()))
    }

    /// Opens the station, or finds that it is locked.
    pub(super) async fn open_plain(&mut self, store: DeviceStore) -> Result<(), Failure> {
        let vault = Vault::load(&store).await;
        if vault.map_err(|error| convert::vault_failure(error, 0))?.is_some() {
            self.lock.close(None);
            return Ok(());
        }
        let actor = entropy::random().ok_or(Failure::NoStorage)?;
        let station = Station::open_rows(store, Entropy { actor }, None).await;
        self.use_station(station.map_err(convert::failure)?);
        Ok(())
    }

    /// The station is open: from now on everything is asked of it.
    pub(super) fn use_station(&mut self, mut station: Station<DeviceStore>) {
        station.set_relay(&self.relay);
        station.spare_data(self.sparing);
        if station.is_revoked() {
            post(&FromEngine::Event(Event::Revoked));
        }
        self.station = Some(station);
    }

    /// Begins what goes on beside the commands: the clock, the network's return.
    pub(super) fn watch(&self) {
        let inputs = self.inputs.clone();
        spawn_local(async move {
            loop {
                gloo_timers::future::TimeoutFuture::new(TICK).await;
                if inputs.unbounded_send(Input::Tick).is_err() {
                    break;
                }
            }
        });
        let inputs = self.inputs.clone();
        let back = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            let _ = inputs.unbounded_send(Input::NetworkBack);
        });
        if let Some(scope) = scope() {
            use wasm_bindgen::JsCast;
            scope.set_ononline(Some(back.as_ref().unchecked_ref()));
        }
        back.forget();
    }

    pub(super) fn identity(&self) -> Option<crate::bridge::Identity> {
        let station = self.station.as_ref()?;
        convert::identity(station.identity()?, station.directory(), station.has_pin())
    }

    /// Another tab registered the device: read everything anew.
    pub(super) async fn reopen(&mut self) {
        let known = self.station.as_ref().is_some_and(|station| station.identity().is_some());
        let (false, Ok(store)) = (known, DeviceStore::open(DATABASE).await) else { return };
        self.store = Some(store.clone());
        if self.open_plain(store).await.is_err() || self.settle().await.is_err() {
            return;
        }
        if let Some(identity) = self.identity() {
            post(&FromEngine::Event(Event::Identity(identity)));
        }
        if self.leading {
            self.connection_lost().await;
            self.connect_now();
        }
    }
}
