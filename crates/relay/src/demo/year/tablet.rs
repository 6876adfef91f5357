//! A tablet that meets the relay only now and then: a whole station, on a store in memory.

use std::collections::VecDeque;

use casework::{
    MatterRow, MatterView, Moment,
    case_write::CaseWrite,
    directory::{Person, Power, Round},
    org::{ArrangeStep, OrgStep},
    step::payload::Acting,
    worklist::{Kinds, RowFilter},
};
use chrono::NaiveDate;
use ident::{DeviceId, MatterId, OfficeCode, PersonId};
use replica::{Effect, Entropy, MemoryStore, Station, StationError, Wanted};
use wire::{Challenge, Fault, Feed, ToRelay, ToStation, Welcome};

use super::super::{DemoError, rng::Rng};
use crate::{
    Relay,
    acceptance::Introduced,
    greeting::Greeting,
    invite::{new_secret, random},
    relay::secret_hash,
    session::reader::Reader,
    store::Invitation,
};

/// More rows than there will ever be.
const ALL_ROWS: usize = 1_000_000;

pub(in crate::demo) struct Tablet {
    pub(in crate::demo) office: OfficeCode,
    pub(in crate::demo) person: PersonId,
    pub(in crate::demo) station: Station<MemoryStore>,
}

/// One connection of a tablet, in process.
struct Line<'r> {
    relay: &'r Relay,
    greeting: Greeting,
    introduced: Option<Introduced>,
    reader: Option<Reader>,
}

impl Tablet {
    /// A new device, registered with a link as any other.
    pub(in crate::demo) async fn enrol(
        relay: &Relay,
        person: &Person,
        rng: &mut Rng,
        now: Moment,
    ) -> Result<Self, DemoError> {
        let secret = new_secret()?;
        let invitation = Invitation {
            secret_hash: secret_hash(&secret),
            office: person.office.clone(),
            person: person.id,
            expires_at: None,
        };
        relay.store().invite(&invitation).await?;
        let mut station = Station::open(MemoryStore::new(), Entropy { actor: rng.bytes() }).await?;
        // The key is nobody's to guess; all else is the same each time.
        station.enrol(&secret, DeviceId::new(rng.bytes()), random()?).await?;
        let mut tablet = Self { office: person.office.clone(), person: person.id, station };
        tablet.meet(relay, now).await?;
        Ok(tablet)
    }

    /// Is connected until nothing is to be said any more.
    pub(in crate::demo) async fn meet(
        &mut self,
        relay: &Relay,
        now: Moment,
    ) -> Result<(), DemoError> {
        let nonce = random()?;
        let challenge = Challenge { nonce, tenant: relay.tenant(), now: now.millis(), packs: None };
        let greeting = Greeting { tenant: relay.tenant(), nonce, origins: vec![String::new()] };
        let mut line = Line { relay, greeting, introduced: None, reader: None };
        let mut heard = VecDeque::from([ToStation::Challenge(challenge)]);
        loop {
            while let Some(message) = heard.pop_front() {
                for effect in self.station.receive(message, now).await? {
                    match effect {
                        Effect::Send(message) => heard.extend(line.answer(message).await?),
                        Effect::Disconnect | Effect::EnrolmentRefused => {
                            return Err(DemoError::Refused(format!("{:?}", self.office)));
                        }
                        _ => {}
                    }
                }
            }
            match line.news().await? {
                Some(feed) => heard.push_back(ToStation::Feed(feed)),
                None => break,
            }
        }
        self.station.disconnected();
        while self.station.wants_refreshing() {
            self.station.refresh_rows().await?;
        }
        match self.station.sync_status().refused {
            0 => Ok(()),
            refused => Err(DemoError::Refused(format!("{refused} entries of {}", self.office))),
        }
    }

    /// Saves a form.
    pub(in crate::demo) async fn enter(
        &mut self,
        writes: &[CaseWrite],
        now: Moment,
    ) -> Result<(), StationError> {
        self.station.enter(writes, None, now).await.map(|_| ())
    }

    /// Announces a round of screening.
    pub(in crate::demo) async fn open_round(
        &mut self,
        round: Round,
        now: Moment,
    ) -> Result<(), DemoError> {
        let keeper = self.station.directory().posts_of(self.person, &self.office, now.date());
        let post = keeper.filter(|post| post.role.has(Power::Directory)).map(|post| post.id).next();
        let post =
            post.ok_or_else(|| DemoError::Astray("nobody keeps the directory".to_owned()))?;
        let by = Acting { post, on: now.date() };
        let step = OrgStep::Arranged(ArrangeStep::RoundOpened { by, round });
        self.station.org_step(&step, now).await?;
        Ok(())
    }

    /// A case as its screen shows it; none where it is not here.
    pub(in crate::demo) async fn view(
        &self,
        case: MatterId,
        today: NaiveDate,
    ) -> Result<Option<MatterView>, StationError> {
        match self.station.matter(case, today).await {
            Ok(view) => Ok(Some(view)),
            Err(StationError::NotHere) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All rows, of all kinds, by case.
    pub(in crate::demo) fn rows(&mut self, today: NaiveDate) -> Result<Vec<MatterRow>, DemoError> {
        let filter = RowFilter { kinds: Kinds::Any, ..RowFilter::default() };
        let wanted = Wanted { filter, ..Wanted::default() };
        let page = self.station.list(&wanted, today, 0, ALL_ROWS)?;
        let mut rows: Vec<MatterRow> = page.rows.into_iter().cloned().collect();
        rows.sort_by_key(|row| row.matter);
        Ok(rows)
    }
}

impl Line<'_> {
    async fn answer(&mut self, message: ToRelay) -> Result<Vec<ToStation>, DemoError> {
        match message {
            ToRelay::Enrol(enrol) => Ok(vec![self.relay.enrol(&enrol, &self.greeting).await?]),
            ToRelay::Hello(hello) => {
                let introduced = self.relay.introduce(&hello, &self.greeting).await?;
                let (device, office) = (introduced.device, introduced.office.clone());
                self.introduced = Some(introduced);
                let (reader, cursor_known) =
                    Reader::begin(self.relay, device, office, &hello).await?;
                let latest = reader.present();
                let directory = self.relay.directory_beyond(hello.directory);
                self.reader = Some(reader);
                let welcome =
                    Welcome { directory, latest, cursor_known, repairs: None, courier: None };
                Ok(vec![ToStation::Welcome(welcome)])
            }
            ToRelay::Push(push) => {
                let from = self.introduced.as_ref().ok_or(Fault::NotIntroduced)?;
                Ok(vec![ToStation::PushResult(self.relay.push(from, push).await?)])
            }
            ToRelay::Pull(pull) => {
                let reader = self.reader.as_mut().ok_or(Fault::NotIntroduced)?;
                reader.moved_to(self.relay, pull.cursor).await?;
                Ok(vec![ToStation::Feed(reader.next(self.relay).await?)])
            }
            // Nobody said that they would be read.
            ToRelay::PackedPush(_) | ToRelay::Repair(_) | ToRelay::Rows(_) | ToRelay::Fetch(_) => {
                Err(Fault::Malformed.into())
            }
            ToRelay::AskCertificates(asked) => Ok(vec![self.relay.certificates(&asked).await?]),
            _ => Err(DemoError::Refused("a message that the year has none of".to_owned())),
        }
    }

    /// What has come since; none where nothing has.
    async fn news(&mut self) -> Result<Option<Feed>, DemoError> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        let feed = reader.next(self.relay).await?;
        Ok((feed.to != feed.from).then_some(feed))
    }
}
