//! A whole station, with its storage, on the real wire.

use casework::{
    Moment,
    intake::{Intake, PersonIntake},
};
use ident::{DeviceId, MatterId};
use relay::clock;
use replica::{DeviceNews, Effect, Entropy, MemoryStore, Station, StationError};
use std::{collections::VecDeque, time::Duration};
use tokio::time::timeout;

use super::Line;

/// So long is waited for what must come.
const SOON: Duration = Duration::from_secs(20);
/// So long is listened before it is quiet.
const QUIET: Duration = Duration::from_millis(300);
/// So long for the answer to what was handed in.
const ANSWERED: Duration = Duration::from_secs(3);

pub struct Tablet {
    pub station: Station<MemoryStore>,
    pub store: MemoryStore,
    url: String,
    line: Option<Line>,
    /// What the station wanted known and nobody has looked at.
    pub effects: VecDeque<Effect>,
}

pub fn now() -> Moment {
    Moment::from_millis(clock::now_millis())
}

impl Tablet {
    /// A device that is not registered, connected. `which` tells several apart.
    pub async fn new(url: &str, which: u8) -> Self {
        let store = MemoryStore::new();
        let entropy = Entropy { actor: [which; 8] };
        let mut station = Station::open(store.clone(), entropy).await.expect("opens");
        station.set_relay(url);
        let (url, effects) = (url.to_owned(), VecDeque::new());
        let mut tablet = Self { station, store, url, line: None, effects };
        tablet.connect().await;
        tablet
    }

    /// One that is enrolled with a code.
    pub async fn enrolled(url: &str, which: u8, code: &str) -> Self {
        let mut tablet = Self::new(url, which).await;
        tablet.enrol(which, code).await;
        // It may take long where much runs beside.
        for _ in 0..20 {
            if tablet.station.identity().is_some() {
                break;
            }
            tablet.settle().await;
        }
        assert!(tablet.station.identity().is_some(), "{:?}", tablet.effects);
        tablet.settle().await;
        tablet
    }

    pub async fn enrol(&mut self, which: u8, code: &str) {
        let (device, seed) = (DeviceId::new([which; 8]), [which; 32]);
        let effects = self.station.enrol(code, device, seed).await.expect("asks");
        self.carry_out(effects).await;
        self.settle().await;
    }

    pub async fn connect(&mut self) {
        self.line = Some(Line::connect(&self.url).await.expect("connects"));
    }

    pub fn disconnect(&mut self) {
        self.line = None;
        self.station.disconnected();
    }

    pub async fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send(message) => {
                    let frame = wire::encode_frame(&message).expect("a frame");
                    if let Some(line) = &mut self.line {
                        let _ = line.say(frame).await;
                    }
                }
                effect => self.effects.push_back(effect),
            }
        }
    }

    /// Takes one message; whether there was one within this time.
    async fn hear(&mut self, time: Duration) -> bool {
        let Some(line) = &mut self.line else { return false };
        let message = match timeout(time, line.hear()).await {
            Ok(Some(frame)) => wire::decode_frame(&frame).expect("a message"),
            Err(_) => return false,
            Ok(None) => {
                self.disconnect();
                return false;
            }
        };
        let effects = self.station.receive(message, now()).await.expect("takes it");
        self.carry_out(effects).await;
        true
    }

    /// Listens until it is quiet, and longer while something of its own has no answer.
    pub async fn settle(&mut self) {
        loop {
            let status = self.station.sync_status();
            let owed = status.welcomed && status.waiting > 0;
            if !self.hear(if owed { ANSWERED } else { QUIET }).await {
                return;
            }
        }
    }

    /// What the relay answers about devices.
    pub async fn news(&mut self, asked: Result<Vec<Effect>, StationError>) -> DeviceNews {
        self.carry_out(asked.expect("may ask")).await;
        loop {
            let is_news = |effect: &Effect| matches!(effect, Effect::Devices(_));
            if let Some(at) = self.effects.iter().position(is_news)
                && let Some(Effect::Devices(news)) = self.effects.remove(at)
            {
                return news;
            }
            assert!(self.hear(SOON).await, "an answer in time: {:?}", self.effects);
        }
    }

    /// Registers a matter.
    pub async fn register(&mut self, matter: MatterId, name: &str) {
        let intake = Intake {
            petitioner: PersonIntake { name: name.to_owned(), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: now().date().to_string(),
            petitioners: "1".into(),
            demands: vec!["修路".into()],
            narrative: "村口路面破损".into(),
            ..Intake::default()
        };
        let saved = self.station.register(matter, &intake, "", now()).await;
        let (_, effects) = saved.expect("saves");
        self.carry_out(effects).await;
    }

    /// Whether a matter is here.
    pub async fn has(&self, matter: MatterId) -> bool {
        self.station.matter(matter, now().date()).await.is_ok()
    }
}
