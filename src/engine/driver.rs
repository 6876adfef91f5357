//! The loop around the station: carries out effects, keeps the connection, answers the UI.

mod connection;
mod locking;

use futures::channel::mpsc::UnboundedSender;
use ident::{DeviceId, MatterId};
use std::collections::BTreeMap;

use replica::{Effect, Entropy, Station, StationError, Vault};
use store_idb::IdbStore;
use wasm_bindgen_futures::spawn_local;

use super::{
    access,
    answer::{answer, writes},
    convert, device, entropy,
    input::Input,
    line::Line,
    lock::Lock,
    locks, post,
    pulse::Pulse,
    store::DeviceStore,
    tabs::{TabMessage, Tabs},
    watched::Watched,
    way::Ways,
};
use crate::bridge::{
    Command, Event, Failure, FromEngine, Link, MeetingAsk, Packed, Reply, SyncSummary, ToEngine,
};

/// The database's name. The origin's storage is this device's alone.
const DATABASE: &str = "cunzhan";
/// A look whether something is overdue, in milliseconds.
const TICK: u32 = 5_000;

/// The engine's loop.
pub struct Driver {
    inputs: UnboundedSender<Input>,
    tabs: Tabs,
    store: Option<DeviceStore>,
    /// None before it is opened, and while it is locked.
    station: Option<Station<DeviceStore>>,
    lock: Lock,
    relay: String,
    /// This tab talks to the relay: as long as it holds this.
    lead: Option<locks::Held>,
    /// Where each device's records of access that were read end: to see whether the next follows.
    access_ends: BTreeMap<DeviceId, (u64, [u8; 32])>,
    leading: bool,
    wants_lead: bool,
    /// The clock ticks.
    watching: bool,
    line: Option<Line>,
    connections: u32,
    /// The connection is open (not merely opening).
    open: bool,
    pulse: Pulse,
    /// Frames that were heard on this connection.
    frames: u32,
    ways: Ways,
    watched: Watched,
    /// Closed because nobody sees the app and nothing waits.
    paused: bool,
    /// The browser is to save data.
    sparing: bool,
    failures: u32,
    try_at: i64,
    /// The command that waits for the relay's word on a one-time secret.
    enrolling: Option<u32>,
    /// A turn of making rows anew is asked for.
    refreshing: bool,
    /// How the tab that talks to the relay stands, where that is another one.
    other: SyncSummary,
}

impl Driver {
    /// A loop that has no station yet.
    pub fn new(inputs: UnboundedSender<Input>) -> Self {
        Self {
            tabs: Tabs::join(inputs.clone()),
            inputs,
            store: None,
            station: None,
            lock: Lock::default(),
            relay: String::new(),
            lead: None,
            access_ends: BTreeMap::new(),
            leading: false,
            wants_lead: false,
            watching: false,
            line: None,
            connections: 0,
            open: false,
            pulse: Pulse::default(),
            frames: 0,
            ways: Ways::default(),
            watched: Watched::begin(entropy::now().millis()),
            paused: false,
            sparing: false,
            failures: 0,
            try_at: 0,
            enrolling: None,
            refreshing: false,
            other: SyncSummary::default(),
        }
    }

    /// Takes one input.
    pub async fn handle(&mut self, input: Input) {
        match input {
            Input::Command(asked) => {
                let ToEngine { id, command } = *asked;
                self.command(id, command).await;
            }
            Input::Opened(number) if self.is_current(number) => {
                self.open = true;
                self.pulse.opened(entropy::now().millis());
                self.say_sync();
            }
            Input::Frame(number, bytes) if self.is_current(number) => self.frame(&bytes).await,
            Input::Alive(number) if self.is_current(number) => {
                self.pulse.heard(entropy::now().millis());
            }
            Input::Closed(number) if self.is_current(number) => self.connection_lost().await,
            Input::Opened(_) | Input::Frame(..) | Input::Alive(_) | Input::Closed(_) => {}
            Input::Leading(held) => {
                self.wants_lead = false;
                if self.lock.locked && self.lock.courier.is_none() {
                    // Locked meanwhile: another tab may.
                    return;
                }
                self.lead = Some(held);
                self.leading = true;
                self.connect();
                if let Some(station) = self.station.as_mut() {
                    // What cannot be read now is read when the app is opened.
                    let _ = station.take_over_rows().await;
                }
                self.ask_for_refreshing();
            }
            Input::Tab(message) => self.tab(message).await,
            Input::Tick => self.tick().await,
            Input::Refresh => self.refresh().await,
            Input::Reseal => self.reseal().await,
            Input::Erased => self.tabs.tell(&TabMessage::Erased),
            Input::NetworkBack => self.connect_now(),
        }
    }

    fn is_current(&self, number: u32) -> bool {
        self.line.as_ref().is_some_and(|line| line.number() == number)
    }

    async fn command(&mut self, id: u32, command: Command) {
        let result = match command {
            Command::Open { relay } => self.open_station(relay).await,
            Command::Vault(ask) => self.vault(ask).await,
            Command::SyncNow => {
                self.connect_now();
                Ok(Reply::Trying)
            }
            Command::Seen { seen, sparing } => {
                self.seen(seen, sparing);
                Ok(Reply::Trying)
            }
            Command::SendAttachments if !self.leading => {
                self.tabs.tell(&TabMessage::SendAttachments);
                Ok(Reply::Saved)
            }
            Command::Enrol { .. } => {
                self.enrolling = Some(id);
                match self.carry_out(command).await {
                    // Answered when the relay has spoken, or cannot be reached.
                    Ok(Reply::Trying) => {
                        self.connect_now();
                        return;
                    }
                    other => {
                        self.enrolling = None;
                        other
                    }
                }
            }
            command => self.carry_out(command).await,
        };
        post(&FromEngine::Answer { id, result });
        self.after().await;
    }

    async fn open_station(&mut self, relay: String) -> Result<Reply, Failure> {
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
            if !self.lock.locked {
                self.want_lead();
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
    async fn open_plain(&mut self, store: DeviceStore) -> Result<(), Failure> {
        let vault = Vault::load(&store).await;
        if vault.map_err(|error| convert::vault_failure(error, 0))?.is_some() {
            self.lock.close(None);
            return Ok(());
        }
        let actor = entropy::random().ok_or(Failure::NoStorage)?;
        let station = Station::open(store, Entropy { actor }).await;
        self.use_station(station.map_err(convert::failure)?);
        Ok(())
    }

    /// The station is open: from now on everything is asked of it.
    fn use_station(&mut self, mut station: Station<DeviceStore>) {
        station.set_relay(&self.relay);
        station.spare_data(self.sparing);
        if station.is_revoked() {
            post(&FromEngine::Event(Event::Revoked));
        }
        self.station = Some(station);
    }

    /// Begins what goes on beside the commands: the clock, the network's return.
    fn watch(&self) {
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
        if let Some(scope) = super::scope() {
            use wasm_bindgen::JsCast;
            scope.set_ononline(Some(back.as_ref().unchecked_ref()));
        }
        back.forget();
    }

    fn identity(&self) -> Option<crate::bridge::Identity> {
        let station = self.station.as_ref()?;
        convert::identity(station.identity()?, station.directory(), station.has_pin())
    }

    async fn carry_out(&mut self, command: Command) -> Result<Reply, Failure> {
        if self.lock.locked || self.lock.overdue.is_some() {
            return Err(Failure::Locked);
        }
        let link = self.link();
        let lock = if writes(&command) { Some(locks::hold(locks::WRITE).await) } else { None };
        if matches!(command, Command::AskAccess(0)) {
            self.access_ends.clear();
        }
        let station = self.station.as_mut().ok_or(Failure::NotRegistered)?;
        // What somebody looks at, or takes along, is fetched if it is not here.
        let wanted = wanted(station, &command);
        let fetches = station.want(&wanted);
        let coming = station.sync_status().welcomed;
        let answered = answer(station, command, link).await;
        drop(lock);
        self.effects(fetches);
        if !self.leading && !wanted.is_empty() {
            self.tabs.tell(&TabMessage::Want(wanted));
        }
        match answered {
            Ok((reply, effects)) => {
                self.effects(effects);
                Ok(reply)
            }
            Err(Failure::Absent { .. }) => Err(Failure::Absent { coming }),
            Err(failure) => Err(failure),
        }
    }

    async fn frame(&mut self, bytes: &[u8]) {
        self.heard_frame();
        let Ok(message) = wire::decode_frame(bytes) else {
            self.connection_lost().await;
            return;
        };
        if self.lock.locked {
            return self.courier_frame(message).await;
        }
        let Some(station) = self.station.as_mut() else { return };
        let lock = locks::hold(locks::WRITE).await;
        let received = station.receive(message, entropy::now()).await;
        drop(lock);
        match received {
            Ok(effects) => {
                self.failures = 0;
                self.effects(effects);
                self.reached().await;
                self.after().await;
            }
            // The disk is full, or a record is damaged: nothing of the message was taken, and it
            // will come again.
            Err(_) => self.connection_lost().await,
        }
    }

    /// A message while the device is locked.
    async fn courier_frame(&mut self, message: wire::ToStation) {
        let Some(courier) = self.lock.courier.as_mut() else { return };
        match courier.receive(message, entropy::now()).await {
            Ok(effects) => {
                self.failures = 0;
                let done = courier.is_done();
                self.effects(effects);
                if done {
                    self.dismiss_courier();
                    self.say_sync();
                }
            }
            Err(_) => self.connection_lost().await,
        }
    }

    fn effects(&mut self, effects: Vec<Effect>) {
        let mut wrote: Vec<MatterId> = Vec::new();
        let mut rows = false;
        let mut sync = false;
        let mut disconnect = false;
        let mut apart = false;
        for effect in effects {
            match effect {
                Effect::Send(message) => match wire::encode_frame(&message) {
                    Ok(frame) => {
                        if let Some(line) = self.line.as_ref().filter(|_| self.open) {
                            line.send(frame);
                            self.pulse.said(entropy::now().millis());
                        }
                    }
                    Err(_) => disconnect = true,
                },
                Effect::RowsChanged => rows = true,
                Effect::MatterChanged(matter) => {
                    wrote.push(matter);
                    post(&FromEngine::Event(Event::MatterChanged(matter)));
                }
                Effect::BlobChanged(blob) => {
                    post(&FromEngine::Event(Event::BlobChanged(blob)));
                    self.tabs.tell(&TabMessage::Blob(blob));
                }
                Effect::SyncChanged => sync = true,
                Effect::IdentityChanged => self.identity_changed(),
                Effect::EnrolmentRefused => self.answer_enrolment(Err(Failure::BadEnrolment)),
                Effect::ClockOff(ahead_millis) => {
                    post(&FromEngine::Event(Event::ClockOff { ahead_millis }));
                }
                Effect::Disconnect => disconnect = true,
                Effect::Devices(news) => {
                    post(&FromEngine::Event(Event::Devices(device::answer(news))));
                }
                Effect::SealedChanged => {
                    post(&FromEngine::Event(Event::SealedChanged));
                    apart = true;
                }
                Effect::Apart => apart = true,
                Effect::Access(part) => {
                    if let Some(station) = &self.station {
                        let items = access::items(station, *part, &mut self.access_ends);
                        post(&FromEngine::Event(Event::Access(Packed::new(&items))));
                    }
                }
                Effect::Revoked => {
                    post(&FromEngine::Event(Event::Revoked));
                    self.tabs.tell(&TabMessage::Revoked);
                }
                Effect::Erase => self.erase(),
            }
        }
        if rows {
            post(&FromEngine::Event(Event::RowsChanged));
        }
        if rows || !wrote.is_empty() || (apart && !self.leading) {
            self.tabs.tell(&TabMessage::Wrote(wrote));
        }
        if sync {
            self.say_sync();
        }
        if disconnect {
            let number = self.line.as_ref().map(Line::number);
            if let Some(number) = number {
                let _ = self.inputs.unbounded_send(Input::Closed(number));
            }
        }
    }

    /// Deletes everything of this device. Should it not be possible now, the next contact with the
    /// relay asks for it again.
    fn erase(&mut self) {
        self.line = None;
        self.open = false;
        self.station = None;
        self.store = None;
        self.lock.courier = None;
        let inputs = self.inputs.clone();
        spawn_local(async move {
            let _lock = locks::hold(locks::WRITE).await;
            if IdbStore::erase(DATABASE).await.is_ok() {
                post(&FromEngine::Event(Event::Erased));
                let _ = inputs.unbounded_send(Input::Erased);
            }
        });
    }

    fn identity_changed(&mut self) {
        if let Some(identity) = self.identity() {
            post(&FromEngine::Event(Event::Identity(identity)));
        }
        let identity = self.identity();
        self.answer_enrolment(Ok(Reply::Opened(identity)));
        self.tabs.tell(&TabMessage::Identity);
    }

    fn answer_enrolment(&mut self, result: Result<Reply, Failure>) {
        if let Some(id) = self.enrolling.take() {
            post(&FromEngine::Answer { id, result });
        }
    }

    fn link(&self) -> Link {
        let welcomed = self.status().is_some_and(|status| status.welcomed);
        match (&self.line, self.leading) {
            (_, false) => Link::OtherTab,
            (Some(_), true) if welcomed => Link::Online,
            (Some(_), true) if self.open || self.failures == 0 => Link::Connecting,
            _ => Link::Offline,
        }
    }

    /// How the station stands, or the courier where it is locked.
    fn status(&self) -> Option<replica::SyncStatus> {
        match (&self.station, &self.lock.courier) {
            (Some(station), _) => Some(station.sync_status()),
            (None, Some(courier)) => Some(courier.sync_status()),
            (None, None) => self.lock.locked.then(replica::SyncStatus::default),
        }
    }

    fn say_sync(&self) {
        let Some(status) = self.status() else { return };
        let mut summary = convert::summary(&status, self.link());
        if self.leading {
            self.tabs.tell(&TabMessage::Sync(summary));
        } else {
            summary.link = match self.other.link {
                Link::Online => Link::OtherTab,
                other => other,
            };
            summary.last_reached = self.other.last_reached;
            summary.catching_up = self.other.catching_up;
        }
        post(&FromEngine::Event(Event::Sync(summary)));
    }

    async fn tab(&mut self, message: TabMessage) {
        if self.tab_of_lock(&message).await {
            return;
        }
        let Some(station) = self.station.as_mut() else { return };
        match message {
            TabMessage::Want(matters) => {
                if self.leading {
                    let effects = station.want(&matters);
                    self.effects(effects);
                }
            }
            TabMessage::Wrote(matters) => {
                // What cannot be read now is read at the next word, or when the app is opened.
                let _ = station.reload_rows(&matters).await;
                let _ = station.load_outbox().await;
                let _ = station.load_blobs().await;
                post(&FromEngine::Event(Event::RowsChanged));
                for matter in matters {
                    post(&FromEngine::Event(Event::MatterChanged(matter)));
                }
                if self.leading
                    && let Ok(effects) = station.hand_in().await
                {
                    self.effects(effects);
                }
                self.say_sync();
            }
            TabMessage::Blob(blob) => {
                let _ = station.load_blobs().await;
                post(&FromEngine::Event(Event::BlobChanged(blob)));
                if self.leading
                    && let Ok(effects) = station.hand_in().await
                {
                    self.effects(effects);
                }
                self.say_sync();
            }
            TabMessage::Sync(summary) => {
                if !self.leading {
                    self.other = summary;
                    let _ = station.load_outbox().await;
                    self.say_sync();
                }
            }
            TabMessage::SendAttachments => {
                if self.leading
                    && let Ok(effects) = station.send_attachments().await
                {
                    self.effects(effects);
                }
            }
            TabMessage::Watched => {
                self.watched.elsewhere(entropy::now().millis());
                self.resume();
            }
            TabMessage::Revoked => post(&FromEngine::Event(Event::Revoked)),
            TabMessage::Erased => {
                self.station = None;
                self.store = None;
                post(&FromEngine::Event(Event::Erased));
            }
            TabMessage::Joined => {
                if self.leading {
                    self.say_sync();
                }
            }
            TabMessage::Lock | TabMessage::PinSet | TabMessage::Unlocked | TabMessage::Touched => {}
            TabMessage::Identity => {
                if station.identity().is_some() {
                    // The directory is another one. What cannot be read now is read at the next word.
                    let _ = station.load_outbox().await;
                    let _ = station.load_directory().await;
                    if let Some(identity) = self.identity() {
                        post(&FromEngine::Event(Event::Identity(identity)));
                    }
                } else {
                    self.reopen().await;
                }
            }
        }
    }

    /// Another tab registered the device: read everything anew.
    async fn reopen(&mut self) {
        let known = self.station.as_ref().is_some_and(|station| station.identity().is_some());
        let (false, Ok(store)) = (known, DeviceStore::open(DATABASE).await) else { return };
        self.store = Some(store.clone());
        if self.open_plain(store).await.is_err() {
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

    /// Asks for a turn of making rows anew, behind whatever waits already.
    fn ask_for_refreshing(&mut self) {
        let wanted = self.station.as_ref().is_some_and(Station::wants_refreshing);
        if wanted && !self.refreshing {
            self.refreshing = self.inputs.unbounded_send(Input::Refresh).is_ok();
        }
    }

    /// Makes some rows anew, and asks for the next turn.
    async fn refresh(&mut self) {
        self.refreshing = false;
        let Some(station) = self.station.as_mut() else { return };
        let lock = locks::hold(locks::WRITE).await;
        let refreshed = station.refresh_rows().await;
        drop(lock);
        // A full disk: the rows stay as they are until the next start.
        let Ok(effects) = refreshed else { return };
        self.effects(effects);
        self.ask_for_refreshing();
    }

    /// Housekeeping that nobody waits for.
    async fn after(&mut self) {
        if let Some(station) = self.station.as_mut().filter(|station| station.wants_folding()) {
            let lock = locks::hold(locks::WRITE).await;
            // Rows can be made again: a fold that fails is tried again later.
            let _ = station.fold_rows().await;
            drop(lock);
        }
        self.ask_for_refreshing();
    }
}

/// Matters that a command needs the documents of.
fn wanted(station: &Station<DeviceStore>, command: &Command) -> Vec<MatterId> {
    match command {
        Command::Matter(matter) => vec![*matter],
        Command::Meeting(MeetingAsk::TakeAlong(village)) => station.absent_of(village),
        _ => Vec::new(),
    }
}
