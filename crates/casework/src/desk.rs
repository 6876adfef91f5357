//! A matter on somebody's desk: what this person may do with it today, what they may not and why,
//! and when what is due.

use chrono::NaiveDate;
use clocks::{ClockId, Due, Unit};
use ident::{OfficeCode, PersonId, PostId};
use serde::{Deserialize, Serialize};

use crate::{
    CaseKind, Directory,
    dispute::scheme,
    matter::{Actor, Barrier, ClockEnd, ClockRun, MatterState},
    step::StepKind,
};

/// Who looks at a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer<'a> {
    /// Their office.
    pub office: &'a OfficeCode,
    /// The person.
    pub person: PersonId,
    /// Their day.
    pub today: NaiveDate,
}

/// Whether a step may be taken from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which.
    pub kind: StepKind,
    /// In which post it would be taken; none where it is not theirs.
    pub post: Option<PostId>,
    /// What stands in its way.
    pub barrier: Option<Barrier>,
}

/// A clock as a screen shows it. How far it is today, `clocks::progress` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Which limit.
    pub id: ClockId,
    /// Who owes it; none where it is the petitioner's own limit, or a body's outside.
    pub office: Option<OfficeCode>,
    /// That office's name.
    pub office_name: String,
    /// The day of the event that started it.
    pub start: NaiveDate,
    /// The start is the day of sending: nobody signed the matter in.
    pub assumed: bool,
    /// The last day in time, postponed where the rules say so; none where the law gives no length.
    pub due: Option<NaiveDate>,
    /// The last working day before the statutory end: when a body should be done.
    pub target: Option<NaiveDate>,
    /// Counted in calendar days, working days, or a day that was set.
    pub unit: Unit,
    /// A year's table of working days was missing: the day may move.
    pub provisional: bool,
    /// The article it rests on, of the Regulation where nothing else is said.
    pub article: String,
    /// The profile it ran under is not known here; this was counted by the national one.
    pub fallback: bool,
    /// Its end, where it ended.
    pub end: Option<ClockEnd>,
}

/// A matter on a desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Desk {
    /// Every formal step of a case of its kind, and whether it may be taken.
    pub offers: Vec<Offer>,
    /// All clocks, in the order they started.
    pub clocks: Vec<ClockView>,
    /// Offices it can be forwarded or assigned to, by code.
    pub addressees: Vec<(OfficeCode, String)>,
    /// Stations that can be asked to help.
    pub stations: Vec<(OfficeCode, String)>,
    /// Colleagues who can be put in charge, or stand aside.
    pub colleagues: Vec<(PersonId, String)>,
    /// The most days of an extension.
    pub longest_extension: u32,
    /// Names of the persons that the matter's state speaks of, of whichever office.
    pub names: Vec<(PersonId, String)>,
    /// What a leader who takes charge of a dispute is asked for beside the fields of their own.
    pub slots: Vec<String>,
}

impl Desk {
    /// The matter on the viewer's desk.
    #[must_use]
    pub fn of(state: &MatterState, viewer: &Viewer<'_>, directory: &Directory) -> Self {
        let rules = directory.rules();
        Self {
            offers: offers(state, viewer, directory),
            clocks: clocks(state, directory),
            addressees: addressees(viewer, directory),
            stations: directory
                .below(viewer.office)
                .filter(|office| office.tier == crate::directory::Tier::Village)
                .filter(|office| office.is_open_on(viewer.today))
                .map(|office| (office.code.clone(), office.name.clone()))
                .collect(),
            colleagues: colleagues(viewer, directory),
            longest_extension: rules.longest_extension(state.rules.as_deref(), ClockId::Handle),
            names: names(state, directory),
            slots: match state.kind {
                CaseKind::Dispute => scheme::slots(directory.arrangements.scheme.as_ref()),
                _ => Vec::new(),
            },
        }
    }

    /// The offer of a kind of step.
    #[must_use]
    pub fn offer(&self, kind: StepKind) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.kind == kind)
    }
}

fn offers(state: &MatterState, viewer: &Viewer<'_>, directory: &Directory) -> Vec<Offer> {
    let formal = StepKind::all_of(state.kind).filter(|kind| kind.is_formal() && !kind.opens());
    formal.map(|kind| offer(kind, state, viewer, directory)).collect()
}

/// In the first of the viewer's posts that permits it. Where none does, the barrier of the post
/// that comes nearest: one that has the power and fails for another reason says more.
fn offer(kind: StepKind, state: &MatterState, viewer: &Viewer<'_>, directory: &Directory) -> Offer {
    let mut nearest = Barrier::NotTheirPost;
    let Some(tier) = directory.tier(viewer.office) else {
        return Offer { kind, post: None, barrier: Some(Barrier::UnknownDevice) };
    };
    for post in directory.posts_of(viewer.person, viewer.office, viewer.today) {
        let (person, role) = (Some(viewer.person), Some(post.role));
        let actor = Actor::here(viewer.office, tier, person, role, viewer.today);
        match state.may(kind, &actor, directory) {
            Ok(()) => return Offer { kind, post: Some(post.id), barrier: None },
            Err(Barrier::PowerNeeded(power)) => {
                if nearest == Barrier::NotTheirPost {
                    nearest = Barrier::PowerNeeded(power);
                }
            }
            Err(barrier) => nearest = barrier,
        }
    }
    Offer { kind, post: None, barrier: Some(nearest) }
}

/// All clocks of a matter, with the days that follow from the rules.
#[must_use]
pub fn clocks(state: &MatterState, directory: &Directory) -> Vec<ClockView> {
    state.clocks.iter().map(|clock| clock_view(clock, state, directory)).collect()
}

fn clock_view(clock: &ClockRun, state: &MatterState, directory: &Directory) -> ClockView {
    let rules = directory.rules();
    let due: Option<Due> = rules.due(state.rules.as_deref(), clock);
    let found = rules.profile(state.rules.as_deref());
    let limit = found.profile.limit(clock.id);
    // What is still owed by an office that was merged into another is that one's to do.
    let office = clock.office.as_ref();
    let office = if clock.runs() { office.map(|of| directory.heir(of)) } else { office };
    ClockView {
        id: clock.id,
        office: office.cloned(),
        office_name: office
            .and_then(|office| directory.office(office))
            .map(|office| office.name.clone())
            .unwrap_or_default(),
        start: clock.start,
        assumed: clock.assumed,
        due: due.as_ref().map(|due| due.due),
        target: due.as_ref().map(|due| due.working_target),
        unit: limit.map_or(Unit::None, |limit| limit.unit),
        provisional: due.as_ref().is_some_and(|due| due.provisional),
        article: limit.map(|limit| limit.article.to_string()).unwrap_or_default(),
        fallback: found.fallback && state.rules.is_some(),
        end: clock.end,
    }
}

fn addressees(viewer: &Viewer<'_>, directory: &Directory) -> Vec<(OfficeCode, String)> {
    directory
        .offices
        .iter()
        .filter(|office| office.tier != crate::directory::Tier::Village)
        .filter(|office| office.code != *viewer.office && office.is_open_on(viewer.today))
        .map(|office| (office.code.clone(), office.name.clone()))
        .collect()
}

fn names(state: &MatterState, directory: &Directory) -> Vec<(PersonId, String)> {
    let spoken_of = state.charged.iter().chain(&state.recused).chain(&state.handlers);
    let mut found: Vec<(PersonId, String)> = spoken_of
        .filter_map(|person| directory.person(*person))
        .map(|person| (person.id, person.name.clone()))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn colleagues(viewer: &Viewer<'_>, directory: &Directory) -> Vec<(PersonId, String)> {
    let mut found: Vec<(PersonId, String)> = directory
        .posts
        .iter()
        .filter(|post| post.office == *viewer.office && post.is_held_on(viewer.today))
        .filter_map(|post| directory.person(post.person))
        .map(|person| (person.id, person.name.clone()))
        .collect();
    found.sort();
    found.dedup();
    found
}
