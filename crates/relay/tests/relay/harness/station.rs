//! A station without storage: says and hears the real messages.

use casework::{Document, Moment, Step, document::Edit};
use ident::DocKey;
use relay::demo::Hand;
use std::time::Duration;
use tokio::time::timeout;
use wire::{
    Bytes, Challenge, Connection, Cursor, DocChanges, Fault, Feed, FeedEntry, PackedPush, Pull,
    Push, PushResult, ToRelay, ToStation, Welcome,
};

use super::{Line, town};

/// So long is waited for what must come.
const SOON: Duration = Duration::from_secs(20);
/// So long for what must not.
const A_WHILE: Duration = Duration::from_millis(300);

pub struct Station {
    pub hand: Hand,
    pub challenge: Challenge,
    /// What it believes it speaks to.
    pub origin: String,
    line: Line,
    /// Whether it packs and reads packed messages, once it has introduced itself.
    pub packs: bool,
    /// How far the feed was heard.
    pub at: Cursor,
    /// Bytes of all frames heard and said since the greeting.
    pub traffic: usize,
}

/// Where a connection begins.
pub struct Place(pub Option<Cursor>);

impl Station {
    /// Connects and enrols, and says no more.
    pub async fn enrolled(url: &str, office: &str, which: u8) -> Self {
        let mut station = Self::connect(url, town::hand(office, which)).await;
        station.enrol(&format!("{office}-{which}")).await.expect("enrols");
        station
    }

    /// A device of an office that is introduced and reads from the beginning.
    pub async fn new(url: &str, office: &str, which: u8) -> (Self, Welcome) {
        let mut station = Self::enrolled(url, office, which).await;
        let welcome = station.hello(Place(None)).await.expect("is welcome");
        while station.at.seq < welcome.latest.seq {
            let feed = station.hear_feed().await;
            if feed.more {
                station.say(&ToRelay::Pull(Pull { cursor: Some(feed.to) })).await;
            }
        }
        (station, welcome)
    }

    /// Takes what is told of devices that were enrolled meanwhile.
    pub async fn settle(&mut self) {
        while self.hear_within(A_WHILE).await.is_some() {}
    }

    pub async fn connect(url: &str, hand: Hand) -> Self {
        Self::try_connect(url, hand).await.expect("connects")
    }

    /// `None` where there is no relay.
    pub async fn try_connect(url: &str, hand: Hand) -> Option<Self> {
        Self::greeted(url, hand, Line::connect(url).await?).await
    }

    /// On a line that was opened.
    pub async fn greeted(url: &str, hand: Hand, mut line: Line) -> Option<Self> {
        let frame = line.hear().await?;
        let Ok(ToStation::Challenge(challenge)) = wire::decode_frame(&frame) else {
            panic!("the first word is a challenge")
        };
        let origin = wire::origin_of(url);
        let at = Cursor::start(0);
        Some(Self { hand, challenge, origin, line, packs: false, at, traffic: 0 })
    }

    /// The same device on a new connection.
    pub async fn reconnect(self, url: &str) -> Self {
        let Self { hand, line, .. } = self;
        drop(line);
        Self::connect(url, hand).await
    }

    /// What is signed on this connection.
    pub fn on(&self) -> Connection<'_> {
        let Challenge { tenant, nonce, .. } = &self.challenge;
        Connection { tenant: *tenant, origin: &self.origin, nonce }
    }

    pub async fn enrol(&mut self, secret: &str) -> Result<wire::Enrolled, Fault> {
        let enrol = self.hand.enrol(secret, self.on());
        self.say(&ToRelay::Enrol(Box::new(enrol))).await;
        match self.hear().await {
            ToStation::Enrolled(enrolled) => Ok(enrolled),
            ToStation::Fault(fault) => Err(fault),
            other => panic!("{other:?}"),
        }
    }

    pub async fn hello(&mut self, place: Place) -> Result<Welcome, Fault> {
        // In every test about half of the devices do.
        let bits: u32 = self.hand.device.as_bytes().iter().map(|byte| byte.count_ones()).sum();
        self.greet(place, bits.is_multiple_of(2)).await
    }

    /// Introduces itself, as one that packs or as one of before.
    pub async fn greet(&mut self, place: Place, packs: bool) -> Result<Welcome, Fault> {
        self.greet_as(place, packs.then_some(wire::PACKS)).await
    }

    /// Introduces itself, saying what it reads.
    pub async fn greet_as(&mut self, place: Place, reads: Option<u8>) -> Result<Welcome, Fault> {
        self.packs = reads.is_some();
        let mut hello = self.hand.hello(self.on(), place.0);
        hello.packs = reads;
        self.say(&ToRelay::Hello(hello)).await;
        match self.hear().await {
            ToStation::Welcome(welcome) => Ok(welcome),
            ToStation::Fault(fault) => Err(fault),
            other => panic!("{other:?}"),
        }
    }

    pub async fn say(&mut self, message: &ToRelay) {
        self.say_bytes(wire::encode_frame(message).expect("a frame")).await;
    }

    /// Whether it could be said.
    pub async fn try_say(&mut self, message: &ToRelay) -> bool {
        self.try_say_bytes(wire::encode_frame(message).expect("a frame")).await
    }

    /// Whether it could be said.
    pub async fn try_say_bytes(&mut self, frame: Vec<u8>) -> bool {
        self.line.say(frame).await
    }

    pub async fn say_bytes(&mut self, frame: Vec<u8>) {
        self.traffic += frame.len();
        assert!(self.line.say(frame).await, "sends");
    }

    pub async fn hear(&mut self) -> ToStation {
        timeout(SOON, self.try_hear()).await.expect("an answer in time").expect("a connection")
    }

    /// What comes within a while, if anything.
    pub async fn hear_within(&mut self, time: Duration) -> Option<ToStation> {
        timeout(time, self.try_hear()).await.ok().flatten()
    }

    pub async fn hears_nothing(&mut self) {
        if let Some(heard) = self.hear_within(A_WHILE).await {
            panic!("heard {heard:?}");
        }
    }

    /// `None` where the connection is gone.
    pub async fn try_hear(&mut self) -> Option<ToStation> {
        let frame = self.line.hear().await?;
        self.traffic += frame.len();
        Some(match wire::decode_frame(&frame).expect("a message") {
            ToStation::PackedFeed(packed) => {
                assert!(self.packs, "packed for one that reads plain messages");
                ToStation::Feed(packed.unpack().expect("unpacks"))
            }
            ToStation::Feed(_) if self.packs => panic!("plain for one that packs"),
            message => message,
        })
    }

    pub async fn hear_fault(&mut self) -> Fault {
        match self.hear().await {
            ToStation::Fault(fault) => fault,
            other => panic!("{other:?}"),
        }
    }

    pub async fn hear_feed(&mut self) -> Feed {
        match self.hear().await {
            ToStation::Feed(feed) => {
                self.at = feed.to;
                feed
            }
            other => panic!("{other:?}"),
        }
    }

    pub async fn pull(&mut self, cursor: Option<Cursor>) -> Feed {
        self.say(&ToRelay::Pull(Pull { cursor })).await;
        self.hear_feed().await
    }

    /// Hands in; feed messages that come before the answer are skipped.
    pub async fn push(&mut self, docs: Vec<DocChanges>) -> Result<PushResult, Fault> {
        let push = self.hand.push(self.challenge.tenant, docs);
        self.push_as_is(push).await
    }

    pub async fn push_as_is(&mut self, push: Push) -> Result<PushResult, Fault> {
        let message = if self.packs {
            ToRelay::PackedPush(Box::new(PackedPush::pack(&push)))
        } else {
            ToRelay::Push(push)
        };
        self.say(&message).await;
        self.hear_result().await
    }

    pub async fn hear_result(&mut self) -> Result<PushResult, Fault> {
        loop {
            match self.hear().await {
                ToStation::PushResult(result) => return Ok(result),
                ToStation::Fault(fault) => return Err(fault),
                ToStation::Feed(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// One more step on a document, as changes to hand in.
    pub fn step(&self, document: &mut Document, step: &Step, edits: &[Edit]) -> DocChanges {
        let writer = self.hand.writer(Moment::from_millis(1_795_100_000_000));
        let bytes = document.write(&writer, step, edits).expect("writes").bytes;
        DocChanges { key: document.key().clone(), changes: vec![Bytes::from(bytes)] }
    }
}

/// A feed's entries in short: kind, document, how many changes.
pub fn outline(feed: &Feed) -> Vec<(char, Option<DocKey>, usize)> {
    feed.entries
        .iter()
        .map(|entry| match entry {
            FeedEntry::Changes(doc, _) => ('c', Some(doc.key.clone()), doc.changes.len()),
            FeedEntry::Granted(doc, _) => ('g', Some(doc.key.clone()), doc.changes.len()),
            FeedEntry::Directory(_) => ('d', None, 0),
            FeedEntry::Withdrawn(_) => ('w', None, 0),
            FeedEntry::Erased(key) => ('e', Some(key.clone()), 0),
        })
        .collect()
}
