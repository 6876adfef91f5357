//! A headless station: the engine the browser has, over a store in memory, on a real socket.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use casework::Moment;
use futures_util::{SinkExt, StreamExt};
use ident::DeviceId;
use replica::{Batch, Durability, Effect, Entropy, MemoryStore, Space, Station, Store};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};
use wire::{FeedEntry, ToStation, decode_frame, encode_frame};

use crate::{
    counted::{Counted, Traffic},
    dice::Dice,
};

/// So long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a station holds, to be opened again elsewhere: on another thread, in another run.
#[derive(Debug, Clone, Default)]
pub struct Snapshot(Vec<(Space, Vec<u8>, Vec<u8>)>);

impl Snapshot {
    /// The same device, before it read anything.
    pub fn unread(mut self) -> Self {
        let read: [&[u8]; 2] = [b"cursor", b"rows_place"];
        self.0.retain(|(space, key, _)| *space != Space::Meta || !read.contains(&key.as_slice()));
        self
    }
}

/// A station and its connection.
pub struct Client {
    pub station: Station<MemoryStore>,
    store: MemoryStore,
    socket: Option<WebSocketStream<Counted>>,
    traffic: Arc<Traffic>,
    /// How many changes of documents came in feeds.
    pub changes: usize,
    /// What was read and not given to the station yet.
    later: Vec<ToStation>,
}

/// The moment, as the engine's clock would say it.
pub fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_millis(since.map_or(0, |since| since.as_millis() as i64))
}

impl Client {
    /// A station on what a snapshot holds; an empty one is a device that is not registered.
    pub async fn open(snapshot: &Snapshot, dice: &mut Dice, traffic: Arc<Traffic>) -> Result<Self> {
        let store = MemoryStore::new();
        let mut batch = Batch::default();
        for (space, key, value) in &snapshot.0 {
            batch.put(*space, key.clone(), value.clone());
        }
        store.commit(batch, Durability::Strict).await?;
        let station = Station::open(store.clone(), Entropy { actor: dice.bytes() }).await?;
        Ok(Self { station, store, socket: None, traffic, changes: 0, later: Vec::new() })
    }

    pub async fn snapshot(&self) -> Result<Snapshot> {
        let mut entries = Vec::new();
        for space in Space::ALL {
            let found = self.store.scan(space, &[vec![]]).await?;
            entries.extend(found.into_iter().flatten().map(|(key, value)| (space, key, value)));
        }
        Ok(Snapshot(entries))
    }

    /// Connects; what the upgrade cost is not counted.
    pub async fn connect(&mut self, relay: SocketAddr) -> Result<()> {
        let stream = TcpStream::connect(relay).await?;
        stream.set_nodelay(true)?;
        let counted = Counted::new(stream, Arc::clone(&self.traffic));
        let config = WebSocketConfig::default().read_buffer_size(16 << 10).write_buffer_size(0);
        let url = format!("ws://{relay}/sync");
        self.station.set_relay(&url);
        let (socket, answer) = client_async_with_config(url, counted, Some(config)).await?;
        // The first frame may have come in one piece with the answer to the upgrade: what counts
        // from here on is what lies behind that answer.
        let answered = 2
            + "HTTP/1.1 101 Switching Protocols\r\n".len()
            + answer
                .headers()
                .iter()
                .map(|(name, value)| name.as_str().len() + value.len() + 4)
                .sum::<usize>();
        self.traffic.forget(socket.get_ref().up, answered as u64);
        self.socket = Some(socket);
        Ok(())
    }

    pub fn disconnect(&mut self) {
        self.socket = None;
        self.station.disconnected();
    }

    /// Takes one message of the relay and says what the station answers.
    pub async fn hear(&mut self) -> Result<()> {
        let message = self.read().await?;
        let effects = self.station.receive(message, now()).await?;
        self.carry_out(effects).await
    }

    /// Reads one message, and whatever changes are in it; the station gets it later.
    pub async fn read_ahead(&mut self) -> Result<()> {
        let message = self.read().await?;
        if let ToStation::PackedFeed(feed) = &message {
            std::hint::black_box(feed.clone().unpack().ok());
        }
        self.later.push(message);
        Ok(())
    }

    /// The station takes what was read ahead.
    pub async fn catch_up(&mut self) -> Result<()> {
        for message in std::mem::take(&mut self.later) {
            let effects = self.station.receive(message, now()).await?;
            self.carry_out(effects).await?;
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<ToStation> {
        let message = loop {
            let socket = self.socket.as_mut().context("not connected")?;
            match timeout(PATIENCE, socket.next()).await.context("nothing was heard")? {
                Some(Ok(Message::Binary(frame))) => break frame,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => bail!("heard {other:?}"),
                Some(Err(error)) => return Err(error.into()),
                None => bail!("the relay hung up"),
            }
        };
        let message: ToStation = decode_frame(&message)?;
        match &message {
            ToStation::PackedFeed(feed) => self.changes += feed.changes(),
            ToStation::Fetched(fetched) => self.changes += fetched.docs.changes(),
            ToStation::Feed(feed) => {
                for entry in &feed.entries {
                    if let FeedEntry::Changes(doc, _) | FeedEntry::Granted(doc, _) = entry {
                        self.changes += doc.changes.len();
                    }
                }
            }
            ToStation::Fault(fault) => bail!("the relay answered: {fault}"),
            _ => {}
        }
        Ok(message)
    }

    /// Sends what a station wants sent.
    pub async fn carry_out(&mut self, effects: Vec<Effect>) -> Result<()> {
        for effect in effects {
            match effect {
                Effect::Send(message) => {
                    let Some(socket) = self.socket.as_mut() else { continue };
                    socket.send(Message::Binary(encode_frame(&message)?.into())).await?;
                }
                Effect::Disconnect => bail!("the station gives the connection up"),
                Effect::EnrolmentRefused => bail!("the relay does not take the secret"),
                _ => {}
            }
        }
        Ok(())
    }

    /// Registers with a one-time secret, and reads all there is.
    pub async fn enrol(&mut self, relay: SocketAddr, secret: &str, dice: &mut Dice) -> Result<()> {
        self.connect(relay).await?;
        let device = DeviceId::new(dice.bytes());
        let effects = self.station.enrol(secret, device, dice.bytes()).await?;
        self.carry_out(effects).await?;
        self.settle().await
    }

    /// Whether nothing is on its way in either direction.
    pub fn is_settled(&self) -> bool {
        let status = self.station.sync_status();
        let here = status.first.is_none() && !self.station.is_fetching();
        status.welcomed && !status.catching_up && status.waiting == 0 && here
    }

    /// Hears on until nothing is on its way.
    pub async fn settle(&mut self) -> Result<()> {
        while !self.is_settled() {
            self.hear().await?;
        }
        if self.station.sync_status().refused > 0 {
            bail!("the relay refused something");
        }
        Ok(())
    }

    /// Makes the rows that were put off while nobody waited. Returns how many turns it took.
    pub async fn make_rows(&mut self) -> Result<()> {
        while self.station.wants_refreshing() {
            self.station.refresh_rows().await?;
        }
        Ok(())
    }
}

impl Client {
    /// The connection alone: the station's own memory goes.
    pub fn into_socket(self) -> Option<Counted> {
        self.socket.map(WebSocketStream::into_inner)
    }
}
