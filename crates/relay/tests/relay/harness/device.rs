//! A real station on a real socket.

use casework::{
    Moment,
    intake::{Intake, PersonIntake},
};
use ident::{ChangeHash, DeviceId, DocKey, MatterId};
use replica::{Effect, Entropy, MemoryStore, Station as Tablet};
use std::time::Duration;
use wire::ToStation;

use super::Line;

/// A station with a store, as a tablet has one.
pub struct Device {
    pub tablet: Tablet<MemoryStore>,
    /// Its office, and which of its devices: for the socket's harness.
    office: &'static str,
}

impl Device {
    pub async fn new(url: &str, office: &'static str, seed: u8) -> Self {
        let entropy = Entropy { actor: [seed; 8] };
        let mut tablet = Tablet::open(MemoryStore::new(), entropy).await.expect("opens");
        tablet
            .enrol(&format!("{office}-0"), DeviceId::new([seed; 8]), [seed; 32])
            .await
            .expect("enrols");
        let mut device = Self { tablet, office };
        device.meet(url).await;
        device
    }

    /// Connects, and talks until nothing comes any more.
    pub async fn meet(&mut self, url: &str) {
        self.tablet.set_relay(url);
        let mut line = Line::connect(url).await.expect("connects");
        loop {
            let next = tokio::time::timeout(Duration::from_millis(700), line.hear()).await;
            let effects = match next {
                Ok(Some(frame)) => {
                    let message = wire::decode_frame::<ToStation>(&frame).expect("reads");
                    let now = Moment::from_millis(relay::clock::now_millis());
                    self.tablet.receive(message, now).await.expect("takes")
                }
                Ok(None) => panic!("the connection ended"),
                Err(_) if self.tablet.wants_refreshing() => {
                    self.tablet.refresh_rows().await.expect("refreshes")
                }
                Err(_) => break,
            };
            self.send(effects, &mut line).await;
            while self.tablet.wants_refreshing() {
                let effects = self.tablet.refresh_rows().await.expect("refreshes");
                self.send(effects, &mut line).await;
            }
        }
        self.tablet.disconnected();
    }

    /// Connects and introduces itself; whether it is sent away.
    pub async fn is_sent_away(&mut self, url: &str) -> bool {
        self.tablet.set_relay(url);
        let mut line = Line::connect(url).await.expect("connects");
        let mut away = false;
        while !away && !self.tablet.sync_status().welcomed {
            let frame = line.hear().await.expect("an answer");
            let message = wire::decode_frame::<ToStation>(&frame).expect("reads");
            let now = Moment::from_millis(relay::clock::now_millis());
            let effects = self.tablet.receive(message, now).await.expect("takes");
            away = effects.iter().any(|effect| matches!(effect, Effect::Disconnect));
            if !away {
                self.send(effects, &mut line).await;
            }
        }
        self.tablet.disconnected();
        away
    }

    async fn send(&self, effects: Vec<Effect>, line: &mut Line) {
        for effect in effects {
            match effect {
                Effect::Send(message) => {
                    let frame = wire::encode_frame(&message).expect("a frame");
                    assert!(line.say(frame).await, "sends");
                }
                Effect::Disconnect => panic!("{} was sent away", self.office),
                _ => {}
            }
        }
    }

    pub async fn register(&mut self, at: u8) {
        let intake = Intake {
            petitioner: PersonIntake { name: "单小兰".into(), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "3".into(),
            demands: vec!["修路".into()],
            narrative: format!("第{at}件：村口的路坏了"),
            ..Intake::default()
        };
        let now = Moment::from_millis(1_795_000_000_000);
        self.tablet.register(MatterId::new([at; 16]), &intake, "", now).await.expect("saved");
    }

    pub async fn note(&mut self, at: u8, text: &str) {
        let now = Moment::from_millis(1_795_000_100_000);
        self.tablet.note(MatterId::new([at; 16]), text, now).await.expect("saved");
    }

    pub async fn heads(&self, at: u8) -> Vec<ChangeHash> {
        let core = self.tablet.document(DocKey::core(MatterId::new([at; 16]))).await;
        core.expect("opens").heads()
    }
}
