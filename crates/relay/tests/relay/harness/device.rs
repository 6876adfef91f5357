//! A real station on a real socket.

use casework::{
    Moment,
    intake::{Intake, PersonIntake},
};
use futures_util::StreamExt;
use ident::{ChangeHash, DeviceId, DocKey, MatterId};
use replica::{Effect, Entropy, MemoryStore, Station as Tablet};
use std::time::Duration;
use wire::ToStation;

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
        let (socket, _) = tokio_tungstenite::connect_async(url).await.expect("connects");
        let (mut say, mut hear) = socket.split();
        loop {
            let next = tokio::time::timeout(Duration::from_millis(700), hear.next()).await;
            let effects = match next {
                Ok(Some(Ok(message))) if message.is_binary() => {
                    let message =
                        wire::decode_frame::<ToStation>(&message.into_data()).expect("reads");
                    let now = Moment::from_millis(relay::clock::now_millis());
                    self.tablet.receive(message, now).await.expect("takes")
                }
                Ok(Some(Ok(_))) => Vec::new(),
                Ok(other) => panic!("the connection ended: {other:?}"),
                Err(_) if self.tablet.wants_refreshing() => {
                    self.tablet.refresh_rows().await.expect("refreshes")
                }
                Err(_) => break,
            };
            self.send(effects, &mut say).await;
            while self.tablet.wants_refreshing() {
                let effects = self.tablet.refresh_rows().await.expect("refreshes");
                self.send(effects, &mut say).await;
            }
        }
        self.tablet.disconnected();
    }

    async fn send<S>(&self, effects: Vec<Effect>, say: &mut S)
    where
        S: futures_util::Sink<tokio_tungstenite::tungstenite::Message> + Unpin,
        S::Error: std::fmt::Debug,
    {
        use futures_util::SinkExt;
        for effect in effects {
            match effect {
                Effect::Send(message) => {
                    let frame = wire::encode_frame(&message).expect("a frame");
                    say.send(tokio_tungstenite::tungstenite::Message::Binary(frame.into()))
                        .await
                        .expect("sends");
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
