//! The loop around the station: carries out effects, keeps the connection, answers the UI.

mod awaited;
mod connection;
mod effects;
mod first;
mod hearing;
mod housekeeping;
mod locking;
mod opening;
mod settling;

use futures::channel::mpsc::UnboundedSender;
use ident::{DeviceId, MatterId};
use std::collections::BTreeMap;

use replica::Station;

use super::{
    answer::{answer, writes},
    convert, entropy,
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
    Command, Event, Failure, FromEngine, Link, MeetingAsk, Reply, SyncSummary, ToEngine,
};

pub use awaited::{Awaited, Coming, Rest};
pub use settling::rest;

/// The engine's loop.
pub struct Driver {
    rest: Awaited,
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
    pub fn new(inputs: UnboundedSender<Input>, load: fn() -> Coming) -> Self {
        Self {
            rest: Awaited::new(load),
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

    /// Takes one input that is not the first part's.
    async fn handle(&mut self, input: Input) {
        match input {
            Input::Command(asked) => {
                let ToEngine { id, mark, command } = *asked;
                self.command(id, mark, command).await;
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
            Input::Settle => {
                // Not before: who cannot hand in must not keep another tab from it.
                if self.station.is_some() {
                    self.want_lead();
                }
                self.connect();
                self.ask_for_refreshing();
            }
            Input::Rest(_) => {}
        }
    }

    /// The mark of the form that a command may save.
    fn mark(&mut self, mark: Option<u64>) {
        if let Some(station) = self.station.as_mut() {
            station.mark(mark);
        }
    }

    fn is_current(&self, number: u32) -> bool {
        self.line.as_ref().is_some_and(|line| line.number() == number)
    }

    async fn command(&mut self, id: u32, mark: u64, command: Command) {
        self.mark(Some(mark));
        let result = match command {
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
                        self.mark(None);
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
        self.mark(None);
        post(&FromEngine::Answer { id, result });
        self.after().await;
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
}

/// Matters that a command needs the documents of.
fn wanted(station: &Station<DeviceStore>, command: &Command) -> Vec<MatterId> {
    match command {
        Command::Matter(matter) => vec![*matter],
        Command::Meeting(MeetingAsk::TakeAlong(village)) => station.absent_of(village),
        _ => Vec::new(),
    }
}
