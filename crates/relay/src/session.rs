//! One connection of one station, from the challenge to its end.

mod fault_name;
mod feed_frame;
mod line;
pub(crate) mod reader;
mod socket;

use axum::body::Bytes as Frame;
use ident::DeviceId;
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval, sleep, sleep_until},
};
use wire::{
    Challenge, Fault, Feed, FrameError, Hello, Pull, Push, RowsGet, ToRelay, ToStation, Welcome,
};

use crate::{
    Relay,
    acceptance::Introduced,
    clock,
    devices::Met,
    directory::Standing,
    door::Trust,
    greeting::Greeting,
    limits::{Pace, Seat, Seats},
};
use fault_name::fault_name;
use feed_frame::feed_frame;
pub use line::Line;
use line::{Gone, Heard};
use reader::Reader;
pub use socket::{NotAsked, Socket};

/// How often a silent station is asked whether it is there.
const PING: Duration = Duration::from_secs(30);
/// After so long without a sign the connection is given up.
const SILENCE: Duration = Duration::from_secs(100);
/// After so long what a station reads along is looked at again, where the store failed.
const AGAIN: Duration = Duration::from_secs(3);
/// So long may rows that were asked for take to be made, before the station is told to ask again.
const ROWS: Duration = Duration::from_secs(10);
/// How often is looked whether they are.
const LOOKING: Duration = Duration::from_millis(100);

/// Longest frame that is read at all from a device that has not introduced itself, in bytes: an
/// enrolment has about 200. Strangers cannot make the relay inflate anything large.
const FROM_STRANGERS: usize = 4 << 10;

/// What a connection brings with it.
#[derive(Debug)]
pub struct Visit {
    /// Our origins, as far as this connection is concerned.
    pub origins: Vec<String>,
    /// To be told once the device is known.
    pub trust: Trust,
    /// The connections of each device.
    pub seats: Arc<Seats>,
}

/// The connection is over: lost, or not to be continued.
struct Over;

impl From<Gone> for Over {
    fn from(_: Gone) -> Self {
        Self
    }
}

struct Session {
    relay: Relay,
    line: Line,
    greeting: Greeting,
    introduced: Option<Introduced>,
    /// A device that was revoked: all it may do is surrender what it had not handed in.
    former: Option<Introduced>,
    reader: Option<Reader>,
    trust: Trust,
    seats: Arc<Seats>,
    /// The connection's place among those of its device.
    seat: Option<Seat>,
    /// How fast it may ask.
    pace: Pace,
    /// When to look again, where the store failed: nobody wakes this session a second time for what
    /// it could not read.
    again: Option<Instant>,
    /// Rows that were asked for and are still to be made; when to look again, and until when.
    rows: Option<(RowsGet, Instant, Instant)>,
    /// Manifests that went out with documents that were fetched: the station has them.
    told: HashSet<i64>,
}

/// Serves a station until it or the relay goes.
pub async fn serve(relay: Relay, line: Line, visit: Visit, mut shutdown: watch::Receiver<bool>) {
    let mut nonce = [0u8; 32];
    if getrandom::fill(&mut nonce).is_err() {
        tracing::error!("no random bytes: connection refused");
        return;
    }
    let Visit { origins, trust, seats } = visit;
    let greeting = Greeting { tenant: relay.tenant(), nonce, origins };
    let (introduced, former, reader, seat, again) = (None, None, None, None, None);
    let pace = Pace::new(std::time::Instant::now());
    let mut session = Session {
        relay,
        line,
        greeting,
        introduced,
        former,
        reader,
        trust,
        seats,
        seat,
        pace,
        again,
        rows: None,
        told: HashSet::new(),
    };
    tokio::select! {
        _ = session.run() => {}
        _ = shutdown.wait_for(|down| *down) => {}
    }
    session.line.close().await;
}

impl Session {
    async fn run(&mut self) -> Result<(), Over> {
        let challenge = Challenge {
            nonce: self.greeting.nonce,
            tenant: self.relay.tenant(),
            now: clock::now_millis(),
            packs: Some(wire::PACKS | wire::HOLDS | wire::SEALS),
        };
        // What is done for a station takes kilobytes while it is done. Boxed, here and below, a thousand
        // stations that only wait do not each hold room for it.
        Box::pin(self.send(ToStation::Challenge(challenge))).await?;
        let mut heard = Instant::now();
        let mut ping = interval(PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                said = self.line.hear() => {
                    heard = Instant::now();
                    Box::pin(self.heard(said)).await?;
                }
                () = Reader::grown(&mut self.reader) => Box::pin(self.hand_on()).await?,
                () = at(self.again) => Box::pin(self.hand_on()).await?,
                () = at(self.rows.as_ref().map(|(_, next, _)| *next)) => {
                    if let Some((get, _, until)) = self.rows.take() {
                        Box::pin(self.rows(get, until)).await?;
                    }
                }
                () = Seat::given_up(self.seat.as_ref()) => return Err(Over),
                _ = ping.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Err(Over);
                    }
                    if heard.elapsed() > PING {
                        self.line.ping().await?;
                    }
                }
            }
        }
    }

    async fn heard(&mut self, heard: Heard) -> Result<(), Over> {
        let frame = match heard {
            Heard::Frame(frame) => frame,
            Heard::Sign => return Ok(()),
            Heard::Malformed => return self.fault(Fault::Malformed).await,
            Heard::TooLong => {
                // Beyond what is read at all, the stream cannot be followed any further.
                self.fault(Fault::TooLarge).await?;
                return Err(Over);
            }
            Heard::Over => return Err(Over),
        };
        let weight = frame.len();
        let wait = self.pace.take(weight, std::time::Instant::now());
        if !wait.is_zero() {
            sleep(wait).await;
        }
        if self.introduced.is_none() && self.former.is_none() && weight > FROM_STRANGERS {
            return self.fault(Fault::NotIntroduced).await;
        }
        let untrusted = self.relay.untrusted();
        let mut decoded = untrusted
            .read(weight, move || wire::decode_frame::<ToRelay>(&frame))
            .await
            .unwrap_or(Err(FrameError::Malformed));
        // Nothing is unpacked for strangers. A short frame may be a great deal of work.
        if self.introduced.is_some()
            && let Ok(ToRelay::PackedPush(packed)) = decoded
        {
            let weight = usize::try_from(packed.weight()).unwrap_or(usize::MAX);
            decoded = untrusted
                .read(weight, move || packed.unpack().map(ToRelay::Push))
                .await
                .unwrap_or(Err(FrameError::Malformed));
        }
        let over = decoded.is_ok() && self.is_over().await?;
        match decoded {
            Ok(message) if over => self.surrendered(message).await,
            Ok(message) => self.take(message).await,
            Err(FrameError::UnknownVersion(_)) => self.fault(Fault::UnknownVersion).await,
            Err(FrameError::TooLarge) => self.fault(Fault::TooLarge).await,
            Err(FrameError::Malformed) => self.fault(Fault::Malformed).await,
        }
    }

    async fn take(&mut self, message: ToRelay) -> Result<(), Over> {
        let taken = match message {
            ToRelay::Enrol(enrol) => self.relay.enrol(&enrol, &self.greeting).await,
            ToRelay::Hello(hello) => return self.hello(hello).await,
            ToRelay::Push(push) => self.push(push).await,
            ToRelay::Pull(pull) => return self.pull(pull).await,
            // Of a device that has introduced itself, it was unpacked where it was read.
            ToRelay::PackedPush(_) => Err(Fault::NotIntroduced),
            ToRelay::Rows(get) => return self.rows(get, Instant::now() + ROWS).await,
            ToRelay::Fetch(fetch) => match &self.introduced {
                Some(from) => self.relay.fetched(from, fetch, &mut self.told).await,
                None => Err(Fault::NotIntroduced),
            },
            asked => match &self.introduced {
                Some(from) => answer(&self.relay, from, asked).await,
                None => Err(Fault::NotIntroduced),
            },
        };
        match taken {
            Ok(answer) => self.send(answer).await,
            Err(fault) => self.fault(fault).await,
        }
    }

    async fn hello(&mut self, hello: Hello) -> Result<(), Over> {
        let introduced = match self.relay.meet(&hello, &self.greeting).await {
            Ok(Met::Device(introduced)) => introduced,
            Ok(Met::Former(former, proof)) => {
                self.known(former.device);
                self.former = Some(former);
                return self.send(ToStation::Revoked(proof)).await;
            }
            Err(fault) => return self.fault(fault).await,
        };
        let (device, office) = (introduced.device, introduced.office.clone());
        self.known(device);
        self.introduced = Some(introduced);
        match Reader::begin(&self.relay, device, office, &hello).await {
            Ok((reader, cursor_known)) => {
                let latest = reader.present();
                self.reader = Some(reader);
                // To one that comes from another log its number means nothing.
                let known = if cursor_known { hello.directory } else { 0 };
                let standing = self.relay.directory();
                let newer = standing.directory.version != known;
                let welcome = Welcome {
                    directory: newer.then(|| standing.bytes.clone()),
                    latest,
                    cursor_known,
                    repairs: Some(wire::REPAIRS),
                    courier: self.relay.courier_key(),
                };
                let welcome = ToStation::Welcome(welcome);
                if newer {
                    self.send_with_directory(welcome, standing).await?;
                } else {
                    self.send(welcome).await?;
                }
                if wire::holds_first(hello.packs) {
                    return Ok(());
                }
                self.hand_on().await
            }
            Err(fault) => self.fault(fault).await,
        }
    }

    /// Hands out rows; where some are still to be made, later, and meanwhile everything else goes on.
    async fn rows(&mut self, get: RowsGet, until: Instant) -> Result<(), Over> {
        self.rows = None;
        let Some(from) = &self.introduced else { return self.fault(Fault::NotIntroduced).await };
        match self.relay.rows_asked(from, &get, Instant::now() >= until).await {
            Ok(Some(answer)) => self.send(answer).await,
            Ok(None) => {
                self.rows = Some((get, Instant::now() + LOOKING, until));
                Ok(())
            }
            Err(fault) => self.fault(fault).await,
        }
    }

    /// A device is at the other end: it may say more than a stranger, on so many connections.
    fn known(&mut self, device: DeviceId) {
        self.trust.gain();
        self.seat = Some(self.seats.take(device));
    }

    /// Whether the device of this connection is one no more. The first time it is told so.
    async fn is_over(&mut self) -> Result<bool, Over> {
        if let Some(introduced) = &self.introduced
            && self.relay.is_revoked(introduced.device)
        {
            let former = self.introduced.take();
            (self.reader, self.again, self.rows) = (None, None, None);
            let proof = match &former {
                Some(former) => self.relay.end_of(former).await,
                None => Ok(None),
            };
            self.former = former;
            match proof {
                Ok(Some(proof)) => self.send(ToStation::Revoked(Box::new(proof))).await?,
                Ok(None) => return Err(Over),
                Err(fault) => self.fault(fault).await?,
            }
        }
        Ok(self.former.is_some())
    }

    /// A revoked device surrenders; whatever else it says is not answered.
    async fn surrendered(&mut self, message: ToRelay) -> Result<(), Over> {
        let Some(former) = &self.former else { return Ok(()) };
        let answer = match message {
            ToRelay::Surrender(surrender) => self.relay.surrendered(former, *surrender).await,
            // Nobody else has these; they go into what is a one-way inbox anyway.
            ToRelay::SealedPut(item) => self.relay.sealed_put(&item).await,
            ToRelay::AccessPut(put) => self.relay.access_put(former, &put).await,
            _ => return Ok(()),
        };
        match answer {
            Ok(answer) => self.send(answer).await,
            Err(fault) => self.fault(fault).await,
        }
    }

    async fn push(&mut self, push: Push) -> Result<ToStation, Fault> {
        let introduced = self.introduced.as_ref().ok_or(Fault::NotIntroduced)?;
        let result = self.relay.push(introduced, push).await?;
        for outcome in &result.docs {
            if let wire::DocOutcome::Refused(refusal) = outcome {
                let reason = fault_name::refusal_name(refusal);
                tracing::warn!(device = %introduced.device, reason, "document refused");
            }
        }
        Ok(ToStation::PushResult(result))
    }

    async fn pull(&mut self, pull: Pull) -> Result<(), Over> {
        let Some(reader) = &mut self.reader else { return self.fault(Fault::NotIntroduced).await };
        let feed = match reader.moved_to(&self.relay, pull.cursor).await {
            Ok(()) => reader.next(&self.relay).await,
            Err(fault) => Err(fault),
        };
        match feed {
            Ok(feed) => self.send_feed(feed).await,
            Err(fault) => self.fault(fault).await,
        }
    }

    /// Hands on what has come since, if the station reads along.
    async fn hand_on(&mut self) -> Result<(), Over> {
        self.again = None;
        if self.is_over().await? {
            return Ok(());
        }
        let Some(reader) = &mut self.reader else { return Ok(()) };
        match reader.shared(&self.relay).await {
            Ok(Some(frame)) => return self.send_frame(frame).await,
            Ok(None) => {}
            Err(fault) => return self.fault(fault).await,
        }
        let Some(reader) = &mut self.reader else { return Ok(()) };
        match reader.next(&self.relay).await {
            // Nothing is worth no message.
            Ok(feed) if feed.to == feed.from => Ok(()),
            Ok(feed) => self.send_feed(feed).await,
            Err(fault) => self.fault(fault).await,
        }
    }

    async fn send_feed(&mut self, feed: Feed) -> Result<(), Over> {
        let packs = self.reader.as_ref().is_some_and(Reader::packs);
        match feed_frame(feed, packs, self.relay.directory()).await {
            Ok(frame) => self.send_frame(frame).await,
            Err(error) => Err(self.unsendable(error)),
        }
    }

    async fn send(&mut self, message: ToStation) -> Result<(), Over> {
        let is_large = |message: &ToStation| {
            matches!(
                message,
                ToStation::Enrolled(_)
                    | ToStation::Rows(_)
                    | ToStation::Fetched(_)
                    | ToStation::Sealed(_)
                    | ToStation::Access(_)
            )
        };
        let frame = if is_large(&message) {
            // Compressing a large directory, or a megabyte, takes milliseconds.
            tokio::task::spawn_blocking(move || wire::encode_frame(&message))
                .await
                .map_err(|_| Over)?
        } else {
            wire::encode_frame(&message)
        };
        match frame {
            Ok(frame) => self.send_frame(frame.into()).await,
            Err(error) => Err(self.unsendable(error)),
        }
    }

    /// Sends what carries the directory, which is compressed once for all who get it.
    async fn send_with_directory(
        &mut self,
        message: ToStation,
        standing: Arc<Standing>,
    ) -> Result<(), Over> {
        let encode = move || match standing.prepared() {
            Some(prepared) => wire::encode_frame_with(&message, prepared),
            None => wire::encode_frame(&message),
        };
        match tokio::task::spawn_blocking(encode).await.map_err(|_| Over)? {
            Ok(frame) => self.send_frame(frame.into()).await,
            Err(error) => Err(self.unsendable(error)),
        }
    }

    fn unsendable(&self, error: FrameError) -> Over {
        tracing::error!(%error, device = self.device(), "an answer does not fit a frame");
        Over
    }

    async fn send_frame(&mut self, frame: Frame) -> Result<(), Over> {
        Ok(self.line.say(frame).await?)
    }

    /// Names the fault; the connection goes on, unless nobody is known on it.
    async fn fault(&mut self, fault: Fault) -> Result<(), Over> {
        tracing::warn!(device = self.device(), fault = fault_name(&fault), "message not taken");
        let ends = fault == Fault::NotKnown;
        if fault == Fault::Unavailable && self.reader.as_ref().is_some_and(Reader::reads_along) {
            self.again = Some(Instant::now() + AGAIN);
        }
        self.send(ToStation::Fault(fault)).await?;
        if ends { Err(Over) } else { Ok(()) }
    }

    fn device(&self) -> String {
        self.introduced
            .as_ref()
            .map_or_else(|| "-".to_owned(), |known| DeviceId::to_hex(&known.device))
    }
}

/// What a device asks that needs nothing of its connection.
async fn answer(relay: &Relay, from: &Introduced, asked: ToRelay) -> Result<ToStation, Fault> {
    match asked {
        ToRelay::BlobOffer(offer) => relay.blob_offered(from, offer).await,
        ToRelay::BlobPut(put) => relay.blob_put(from, put).await,
        ToRelay::BlobGet(get) => relay.blob_asked(from, get).await,
        ToRelay::Repair(message) => relay.repair(from, message).await.map(ToStation::Repair),
        ToRelay::Vouch(vouch) => relay.vouch(from, &vouch).await,
        ToRelay::Revoke(revoke) => relay.revoke(from, &revoke).await,
        ToRelay::AskInbox(asked) => relay.inbox(from, asked).await,
        ToRelay::TakeIn(take) => relay.take_in(from, take).await,
        ToRelay::AskCertificates(asked) => relay.certificates(&asked).await,
        ToRelay::AskRecipients => relay.recipients().await,
        ToRelay::SealedPut(item) => relay.sealed_put(&item).await,
        ToRelay::AskSealed(asked) => relay.sealed(from, asked).await,
        ToRelay::PutWrap(put) => relay.put_wrap(from, &put).await,
        ToRelay::AccessPut(put) => relay.access_put(from, &put).await,
        ToRelay::AskAccess(asked) => relay.access(from, asked).await,
        // Who is a device has nothing to surrender; the rest is answered by the session.
        _ => Err(Fault::Malformed),
    }
}

/// Returns then, if ever.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}
