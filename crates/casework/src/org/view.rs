//! What a screen needs to keep the directory.

use chrono::NaiveDate;
use ident::{ChangeHash, DeviceId, OfficeCode, PersonId, PostId};
use serde::{Deserialize, Serialize};

use super::{OrgReport, OrgStep, Why, effect::is_kept};
use crate::{
    Directory, Moment,
    directory::{Arrangements, NumberBlock, Office, Person, Post, Power, Recusal},
    history::{Arrival, SeenChange, in_order},
};

/// A step of the own office's document that has no effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoEffect {
    /// The change.
    pub change: ChangeHash,
    /// What it was to do.
    pub step: OrgStep,
    /// Who entered it; their name as far as known.
    pub by: String,
    /// When it was recorded.
    pub at: Moment,
    /// Why it has none.
    pub why: Why,
}

/// A device of an office that one keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDevice {
    /// Which.
    pub device: DeviceId,
    /// Its office.
    pub office: OfficeCode,
    /// The office's running number of it.
    pub number: u32,
    /// When it was revoked: milliseconds since 1970.
    pub revoked: Option<i64>,
}

/// An office that others keep, with who works there today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The office.
    pub office: Office,
    /// Its people, sorted by id.
    pub people: Vec<Person>,
    /// The posts that are held there, sorted by id; a person of another office may hold one.
    pub posts: Vec<Post>,
}

/// The part of the directory that an office keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgView {
    /// The office.
    pub office: OfficeCode,
    /// The posts in which the person may change something today; none: they may only read.
    pub may_act_in: Vec<PostId>,
    /// The offices it keeps, sorted by code: those below; for the city office, itself too.
    pub offices: Vec<Office>,
    /// The office itself and those above it, nearest first, as far as it does not keep them: for reading,
    /// with no network too.
    pub above: Vec<Seat>,
    /// The people who work there, sorted by id.
    pub people: Vec<Person>,
    /// Their posts, those that ended too, sorted by id.
    pub posts: Vec<Post>,
    /// What they keep away from, what ended too.
    pub recusals: Vec<Recusal>,
    /// Their devices, those that were revoked too, by office and number.
    pub devices: Vec<KeptDevice>,
    /// Numbers of papers reserved for them, in the order they were.
    pub blocks: Vec<NumberBlock>,
    /// Of these, those that the relay has not confirmed: no number of them is given out yet.
    pub unconfirmed: Vec<NumberBlock>,
    /// Working-day tables the city added, as CSV, by year; for the city office alone.
    pub calendars: Vec<(i32, String)>,
    /// The rule profile that new matters run under, where the city set one.
    pub profile: Option<String>,
    /// Templates the city set, by the paper's name; for the city office alone.
    pub templates: Vec<(String, String)>,
    /// What was arranged for them, for the office itself, and above it.
    pub arrangements: Arrangements,
    /// Changes not handed in yet.
    pub waiting: usize,
    /// What was entered and has no effect, newest first.
    pub without_effect: Vec<NoEffect>,
}

impl Seat {
    fn of(directory: &Directory, office: &Office, today: NaiveDate) -> Self {
        let posts = directory.posts.iter();
        let posts: Vec<Post> = posts
            .filter(|post| post.office == office.code && post.is_held_on(today))
            .cloned()
            .collect();
        let here = |person: &&Person| {
            person.office == office.code || posts.iter().any(|post| post.person == person.id)
        };
        let people = directory.people.iter().filter(here).cloned().collect();
        Self { office: office.clone(), people, posts }
    }
}

impl OrgView {
    /// The part of a directory that an office keeps, as one of its people sees it. `changes` are
    /// those of the office's document that are here, in any order.
    #[must_use]
    pub fn of(
        directory: &Directory,
        office: &OfficeCode,
        person: PersonId,
        today: NaiveDate,
        changes: &[SeenChange],
        report: &OrgReport,
    ) -> Self {
        let kept = |code: &OfficeCode| is_kept(directory, office, code);
        let city = kept(office);
        let may_act_in = directory
            .posts_of(person, office, today)
            .filter(|post| post.role.has(Power::Directory))
            .map(|post| post.id)
            .collect();
        let changes = in_order(changes.to_vec());
        let mut without_effect: Vec<NoEffect> = changes
            .iter()
            .filter_map(|change| {
                let by = change.person.and_then(|person| directory.person(person));
                Some(NoEffect {
                    change: change.hash,
                    step: OrgStep::of(change),
                    by: by.map(|person| person.name.clone()).unwrap_or_default(),
                    at: change.at,
                    why: report.why(&change.hash)?,
                })
            })
            .collect();
        without_effect.reverse();
        let revoked = directory.revoked.as_deref().unwrap_or_default();
        let mut devices: Vec<KeptDevice> = directory
            .devices
            .iter()
            .filter(|at| kept(&at.office))
            .map(|at| KeptDevice {
                device: at.id,
                office: at.office.clone(),
                number: at.number,
                revoked: revoked.iter().find(|end| end.device == at.id).map(|end| end.at),
            })
            .collect();
        devices.sort_by(|a, b| (&a.office, a.number).cmp(&(&b.office, b.number)));
        let waiting = changes.iter().filter(|change| change.arrival == Arrival::Pending);
        Self {
            office: office.clone(),
            may_act_in,
            above: directory
                .line_up(office)
                .filter(|at| !kept(&at.code))
                .map(|at| Seat::of(directory, at, today))
                .collect(),
            offices: directory.offices.iter().filter(|at| kept(&at.code)).cloned().collect(),
            people: directory.people.iter().filter(|at| kept(&at.office)).cloned().collect(),
            posts: directory.posts.iter().filter(|at| kept(&at.office)).cloned().collect(),
            recusals: directory
                .recusals()
                .iter()
                .filter(|one| {
                    directory.person(one.person).is_some_and(|person| kept(&person.office))
                })
                .cloned()
                .map(|mut one| {
                    one.reason = reason(&one, &changes);
                    one
                })
                .collect(),
            devices,
            blocks: directory.blocks.iter().filter(|at| kept(&at.office)).cloned().collect(),
            unconfirmed: Vec::new(),
            calendars: if city { directory.calendars.clone() } else { Vec::new() },
            profile: directory.profile.clone(),
            templates: if city { directory.templates.clone() } else { Vec::new() },
            arrangements: directory.arrangements.seen_by(directory, office),
            waiting: waiting.count(),
            without_effect,
        }
    }
}

/// Why somebody keeps away, where the own office entered it.
fn reason(of: &Recusal, changes: &[SeenChange]) -> String {
    let mut entered = changes.iter().filter_map(|change| match OrgStep::of(change) {
        OrgStep::RecusalEntered { id, person, reason, .. }
            if id == of.id && person == of.person =>
        {
            Some(reason)
        }
        _ => None,
    });
    entered.next().unwrap_or_default()
}
