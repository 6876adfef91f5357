//! The connection, as the driver keeps it: opened, given up, opened again after a while, and closed
//! while nobody looks.

use replica::Station;
use wasm_bindgen_futures::spawn_local;

use super::Driver;
use crate::{
    bridge::Failure,
    engine::{
        entropy,
        input::Input,
        line::Line,
        pulse::{Beat, Pulse},
        tabs::TabMessage,
        way::Way,
    },
};

/// The longest wait before trying again, in milliseconds.
const LONGEST_WAIT: u32 = 30_000;
/// A connection that brought no more frames than its first word brought nothing.
const FIRST_WORD: u32 = 1;

impl Driver {
    /// Connects now, whatever happened before.
    pub(super) fn connect_now(&mut self) {
        self.paused = false;
        self.try_at = 0;
        self.ways.look_again();
        // What was on its way is said again.
        if self.line.as_ref().is_some_and(|line| line.way() == Way::Requests) {
            self.close_connection();
        }
        self.connect();
    }

    pub(super) fn connect(&mut self) {
        let now = entropy::now().millis();
        // A clock that was set back makes nobody wait longer.
        self.try_at = self.try_at.min(now + i64::from(LONGEST_WAIT));
        let waits = now < self.try_at || self.paused;
        let wanted = match (&self.station, &self.lock.courier) {
            (Some(station), _) => station.identity().is_some() || station.is_enrolling(),
            (None, courier) => courier.is_some(),
        };
        if !self.leading || self.line.is_some() || self.relay.is_empty() || waits || !wanted {
            return;
        }
        self.ways.looks_again(now);
        self.connections += 1;
        self.open = false;
        self.frames = 0;
        self.pulse = Pulse::begin(now);
        self.line = Line::connect(self.ways.next(), &self.relay, self.connections, &self.inputs);
        self.say_sync();
    }

    /// A frame came: the line lives, and leads to a relay.
    pub(super) fn heard_frame(&mut self) {
        self.pulse.heard(entropy::now().millis());
        self.frames = self.frames.saturating_add(1);
        if let Some(line) = &self.line
            && self.frames == FIRST_WORD + 1
        {
            self.ways.worked(line.way(), entropy::now().millis());
        }
    }

    pub(super) async fn connection_lost(&mut self) {
        if let Some(line) = self.line.take()
            && self.frames <= FIRST_WORD
        {
            self.ways.failed(line.way());
        }
        self.open = false;
        self.failures = self.failures.saturating_add(1);
        let wait = LONGEST_WAIT.min(1_000 << self.failures.min(6));
        let wait = wait / 2 + entropy::jitter(wait / 2);
        self.try_at = entropy::now().millis() + i64::from(wait);
        if let Some(station) = self.station.as_mut() {
            let effects = station.disconnected();
            self.effects(effects);
        } else if let Some(courier) = self.lock.courier.as_mut() {
            courier.disconnected();
            self.say_sync();
        }
        self.answer_enrolment(Err(Failure::Unreachable));
        let inputs = self.inputs.clone();
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(wait + 50).await;
            let _ = inputs.unbounded_send(Input::Tick);
        });
    }

    /// Whether nothing was heard for so long that one does not know whether the connection lives.
    pub(super) fn is_quiet(&self) -> bool {
        self.pulse.is_quiet(entropy::now().millis())
    }

    pub(super) async fn tick(&mut self) {
        self.tick_lock().await;
        let now = entropy::now().millis();
        if self.watched.is_to_be_told(now) {
            self.tabs.tell(&TabMessage::Watched);
        }
        self.pause_or_resume(now);
        // Nothing is under way that would have to be said again.
        let by_requests = self.line.as_ref().is_some_and(|line| line.way() == Way::Requests);
        let idle = self.station.as_ref().is_some_and(|station| !waits(station));
        if by_requests && idle && self.ways.looks_again(now) {
            self.close_connection();
        }
        let Some(line) = &self.line else { return self.connect() };
        match self.pulse.beat(now, line.left()) {
            Beat::Fine => {}
            Beat::Ask => {
                if let Some(station) = self.station.as_mut()
                    && let Ok(effects) = station.ask_for_news().await
                {
                    self.effects(effects);
                }
            }
            Beat::Dead => self.connection_lost().await,
        }
    }

    /// This tab came into sight, or went out of it; and whether data is to be saved.
    pub(super) fn seen(&mut self, seen: bool, sparing: bool) {
        if self.watched.seen(seen, entropy::now().millis()) {
            self.tabs.tell(&TabMessage::Watched);
        }
        self.sparing = sparing;
        if let Some(station) = self.station.as_mut()
            && station.spare_data(sparing)
        {
            self.say_sync();
        }
        if seen {
            self.resume();
        }
    }

    /// Somebody looks: what was closed is opened.
    pub(super) fn resume(&mut self) {
        if self.paused {
            self.connect_now();
        }
    }

    /// Closes the connection while nobody looks and nothing waits; opens it when something does.
    fn pause_or_resume(&mut self, now: i64) {
        let unseen = self.watched.is_unseen(now);
        let waits = self.station.as_ref().is_some_and(waits);
        if self.paused && (waits || !unseen) {
            self.connect_now();
        } else if !self.paused && unseen && !waits && self.leading && self.station.is_some() {
            self.paused = true;
            self.close_connection();
            self.say_sync();
        }
    }
}

/// Whether a station has something to hand in or is in the middle of fetching.
fn waits<S: replica::Store>(station: &Station<S>) -> bool {
    let status = station.sync_status();
    let attachments = status.attachments > 0 && !status.sparing;
    status.waiting > 0 || attachments || status.catching_up || status.first.is_some()
}
