//! What of all that the office may see lies on this device: rows of everything, documents of all of it
//! or of some.
//!
//! A station that comes for the first time notes where its feed ends, reads the rows of everything
//! there is, and follows the feed from the noted place on; documents it fetches by their matters, those
//! that matter most first. Where it was interrupted follows from what is stored: the place in the rows,
//! and which rows say that their documents are elsewhere. A city's and a township's office fetch what
//! is open or recent, and the rest when somebody opens it; the others fetch all.

mod documents;
mod rows;
mod withdrawn;

use std::collections::{BTreeSet, VecDeque};

use casework::directory::Tier;
use ident::{DocKey, MatterId};
use minicbor::{Decode, Encode};
use wire::{Cursor, Fetch, RowsPass, RowsPlace, ToRelay};

use super::{Station, StationError};
use crate::{Effect, Space, Store, record::meta};

/// Matters in one request; the relay answers as many of them as fit.
const AT_A_TIME: usize = 200;
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// How far the relay's rows were read. Stored; fields are numbered and a number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub(super) struct RowsStanding {
    /// The place behind what was read.
    #[n(0)]
    pub place: Option<RowsPlace>,
    /// The first rows are still being read: from here on the feed is followed after that.
    #[n(1)]
    pub cursor: Option<Cursor>,
    /// How many rows came so far.
    #[n(2)]
    pub rows: u64,
    /// How many there were at the beginning.
    #[n(3)]
    pub all: u64,
    /// For so many days documents of matters that are over are held.
    #[n(4)]
    pub days: u32,
}

/// How far the first reading of everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FirstSync {
    /// Whether the rows are all here, and what is still coming are documents.
    pub rows_here: bool,
    /// So many matters came.
    pub matters: u64,
    /// Of so many.
    pub of_matters: u64,
    /// So many bytes of documents came.
    pub bytes: u64,
    /// Of so many.
    pub of_bytes: u64,
}

/// What is known in memory alone.
#[derive(Debug, Default)]
pub(super) struct Holding {
    standing: Option<RowsStanding>,
    /// Somebody looks at these, or something happened to them: they go first.
    urgent: BTreeSet<MatterId>,
    /// The others whose documents are to be here, the most wanted first, with their bytes.
    wanted: VecDeque<(MatterId, u64)>,
    /// They were looked for since a row came.
    looked: bool,
    /// What was asked for and is not answered: each with its bytes.
    in_flight: Option<Vec<(MatterId, u64)>>,
    /// Answered on this connection: not asked for again by themselves.
    answered: BTreeSet<MatterId>,
    /// Matters of which the relay could make no row.
    rowless: BTreeSet<MatterId>,
    /// No longer the office's to see, and still here because something of them is not handed in.
    leaving: BTreeSet<MatterId>,
    /// Rows stored to say that there is none any more.
    gone: BTreeSet<MatterId>,
    /// Rows are to be asked for once the feed has been read: what it brings whole need not be fetched.
    rows_after_feed: bool,
    progress: FirstSync,
}

impl Holding {
    pub(super) fn disconnected(&mut self) {
        let mut before = core::mem::take(self);
        let asked = before.in_flight.take().into_iter().flatten();
        before.urgent.extend(asked.filter(|(_, bytes)| *bytes == 0).map(|(matter, _)| matter));
        *self = Self {
            standing: before.standing,
            urgent: before.urgent,
            rowless: before.rowless,
            leaving: before.leaving,
            gone: before.gone,
            ..Self::default()
        };
    }
}

impl<S: Store> Station<S> {
    /// Reads what is stored of it.
    pub(super) async fn load_holding(&mut self) -> Result<(), StationError> {
        self.load_rows_standing().await?;
        let rowless = self.read_all(Space::Unrowed, &[vec![]]).await?.concat();
        let to_come = |(key, value): &(Vec<u8>, Vec<u8>)| {
            (value.as_slice() == TO_COME).then(|| MatterId::from_slice(key).ok()).flatten()
        };
        self.holding.rowless = rowless.iter().filter_map(to_come).collect();
        self.load_leaving().await
    }

    pub(super) async fn load_rows_standing(&mut self) -> Result<(), StationError> {
        let bytes = self.read(Space::Meta, meta::ROWS_PLACE).await?;
        // One that cannot be read is as good as none: rows are read anew.
        self.holding.standing = bytes.and_then(|bytes| minicbor::decode(&bytes).ok());
        Ok(())
    }

    /// Whether this office holds rows of what it holds no documents of.
    fn holds_rows(&self) -> bool {
        let tier = self.identity.as_ref().and_then(|own| self.directory().tier(&own.office));
        matches!(tier, Some(Tier::City | Tier::Township))
    }

    /// The place from which the feed is followed once the first rows are here, while they come.
    pub(super) fn first_from(&self) -> Option<Cursor> {
        self.holding.standing.as_ref().and_then(|standing| standing.cursor)
    }

    /// How far the first reading is; none where there is nothing of it left to come.
    #[must_use]
    pub(super) fn first_sync(&self) -> Option<FirstSync> {
        if let Some(standing) = &self.holding.standing
            && standing.cursor.is_some()
        {
            return Some(FirstSync {
                matters: standing.rows.min(standing.all),
                of_matters: standing.all,
                ..FirstSync::default()
            });
        }
        let coming = self.holding.wanted.is_empty() && self.holding.in_flight.is_none();
        (!coming).then_some(self.holding.progress)
    }

    /// Whether a matter's row is here and its documents are not.
    #[must_use]
    pub fn is_absent(&self, matter: MatterId) -> bool {
        // What has come and is still to be made a row of is here.
        let elsewhere = |row: &casework::MatterRow| row.absent.is_some() && !row.is_destroyed();
        self.rows.get(matter).is_some_and(elsewhere) && !self.stale.contains(&matter)
    }

    /// Asks for the documents of matters that are not here: somebody wants to open them, or to take
    /// them along. They come when the relay is reached.
    pub fn want(&mut self, matters: &[MatterId]) -> Vec<Effect> {
        let absent: Vec<MatterId> =
            matters.iter().copied().filter(|matter| self.is_absent(*matter)).collect();
        for matter in absent {
            self.holding.answered.remove(&matter);
            self.holding.urgent.insert(matter);
        }
        self.next_fetch()
    }

    /// Asks once more for the documents of matters of which something here cannot be read; once on each connection.
    pub(super) fn want_anew(&mut self, damaged: BTreeSet<MatterId>) {
        let again = damaged.into_iter().filter(|matter| !self.holding.answered.contains(matter));
        self.holding.urgent.extend(again.collect::<Vec<_>>());
    }

    /// Whether documents of matters are still to come.
    #[must_use]
    pub fn is_fetching(&self) -> bool {
        self.holding.in_flight.is_some() || !self.holding.urgent.is_empty()
    }

    /// What is done once the relay knows the device.
    pub(super) fn begin_holding(&mut self) -> Vec<Effect> {
        let Some(standing) = &self.holding.standing else { return self.next_fetch() };
        let since = standing.place.is_some_and(|place| place.pass == RowsPass::Since);
        let place = standing.place;
        let mut effects = Vec::new();
        if standing.cursor.is_some() {
            effects.push(Self::ask_for_rows(place));
        } else if self.holds_rows() || !since {
            if self.sync.catching_up {
                self.holding.rows_after_feed = true;
            } else {
                effects.push(Self::ask_for_rows(place));
            }
        }
        effects.extend(self.next_fetch());
        effects
    }

    /// The feed was read to its end, for now.
    pub(super) fn feed_is_read(&mut self) -> Option<Effect> {
        let place = self.holding.standing.as_ref().map(|standing| standing.place)?;
        core::mem::take(&mut self.holding.rows_after_feed).then(|| Self::ask_for_rows(place))
    }

    /// Whether nothing is here that the first rows would leave as it is, though the relay may know
    /// more of it.
    pub(super) fn holds_nothing(&self) -> bool {
        self.rows.is_empty() && self.stale.is_empty() && self.outbox.is_empty()
    }

    /// The directory is another one: rows that the relay makes are, too.
    pub(super) fn rows_may_be_others(&mut self) -> Option<Effect> {
        if self.sync.catching_up {
            self.holding.rows_after_feed = self.holding.standing.is_some() && self.holds_rows();
            return None;
        }
        let standing = self.holding.standing.as_ref()?;
        let reads = self.sync.welcomed && self.relay_holds() && self.holds_rows();
        (reads && standing.cursor.is_none()).then(|| Self::ask_for_rows(standing.place))
    }

    /// Asks for documents, unless an answer is awaited.
    pub(super) fn next_fetch(&mut self) -> Vec<Effect> {
        if !self.sync.welcomed || !self.relay_holds() || self.holding.in_flight.is_some() {
            return Vec::new();
        }
        let mut some: Vec<(MatterId, u64)> = Vec::new();
        while some.len() < AT_A_TIME
            && let Some(matter) = self.holding.urgent.pop_first()
        {
            some.push((matter, 0));
        }
        // While rows still come they go first: there is something to look at then.
        if self.first_from().is_none() {
            self.look_for_wanted();
            while some.len() < AT_A_TIME
                && let Some(next) = self.holding.wanted.pop_front()
            {
                some.push(next);
            }
        }
        if some.is_empty() {
            return Vec::new();
        }
        let matters = some.iter().map(|(matter, _)| *matter).collect();
        self.holding.in_flight = Some(some);
        vec![Effect::Send(ToRelay::Fetch(Fetch { matters }))]
    }

    /// Finds the documents that are to be here and are not: those of open matters first, then the
    /// newest.
    fn look_for_wanted(&mut self) {
        if self.holding.looked || !self.holding.wanted.is_empty() {
            return;
        }
        self.holding.looked = true;
        let days = self.holding.standing.as_ref().map_or(0, |standing| i64::from(standing.days));
        let now = self.sync.last_reached.map_or(0, casework::Moment::millis);
        let recent = now - days * DAY;
        let all = !self.holds_rows();
        let mut found: Vec<(bool, i64, MatterId, u64)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row, row.absent?)))
            .filter(|(row, _)| all || !row.is_over() || row.touched_at >= recent)
            .map(|(row, bytes)| (row.is_over(), -row.recorded_at, row.matter, u64::from(bytes)))
            .filter(|(_, _, matter, _)| {
                !self.stale.contains(matter) && !self.holding.answered.contains(matter)
            })
            .collect();
        found.sort_unstable();
        let rowless = self.holding.rowless.iter().filter(|it| !self.holding.answered.contains(*it));
        let mut wanted: VecDeque<(MatterId, u64)> = rowless.map(|matter| (*matter, 0)).collect();
        wanted.extend(found.into_iter().map(|(_, _, matter, bytes)| (matter, bytes)));
        self.holding.progress = FirstSync {
            rows_here: true,
            of_matters: wanted.iter().filter(|(it, _)| *it != DocKey::NO_MATTER).count() as u64,
            of_bytes: wanted.iter().map(|(_, bytes)| bytes).sum(),
            ..FirstSync::default()
        };
        self.holding.wanted = wanted;
    }
}

/// In [`Space::Unrowed`]: the documents are still to come.
const TO_COME: &[u8] = &[1];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_pinned() {
        let place = RowsPlace { epoch: 7, top: 70_000, pass: RowsPass::Since, at: 300 };
        let cursor = Some(Cursor::start(7));
        let standing = RowsStanding { place: Some(place), cursor, rows: 4, all: 300_000, days: 90 };
        let bytes = minicbor::to_vec(&standing).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(hex.starts_with("8584071a00011170"), "{hex}");
        assert!(hex.ends_with("041a000493e0185a"), "{hex}");
        assert_eq!(minicbor::decode::<RowsStanding>(&bytes).expect("decodes"), standing);
    }
}
