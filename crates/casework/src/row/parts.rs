//! Parts of rows that only some kinds of cases have.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PersonId, PostId};
use lookup::PinyinKey;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{
    CaseKind,
    dispute::codes::{DisputeOutcome, PerformanceOutcome, Risk},
    meeting::codes::{MeetingForm, QueuePlace},
    retention::{ErasureScope, RetentionClass},
    schema::{Fact, PersonField},
    view::MatterView,
};

/// What only a dispute's row has. Codes stand under their names; fields are numbered and a number is
/// never reused, here as in all parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct DisputeRow {
    /// The day it was found, `2026-11-22`.
    #[n(0)]
    pub found_on: String,
    /// Its type by name; empty where nobody said.
    #[n(1)]
    pub dispute_type: String,
    /// Its level by name.
    #[n(2)]
    pub risk: String,
    /// How many people are parties: persons.
    #[n(3)]
    pub parties: u32,
    /// The amount at issue, as written.
    #[n(4)]
    pub amount: String,
    /// Who takes charge (包案领导), once approved.
    #[n(5)]
    pub leader: String,
    /// A charge was filled in and awaits agreement or approval.
    #[n(6)]
    pub charge_waits: bool,
    /// A mediation goes on.
    #[n(7)]
    pub mediating: bool,
    /// An agreement was reached, and its number, which may be empty.
    #[n(8)]
    pub agreement: Option<String>,
    /// Something agreed was not, or only partly, carried out.
    #[n(9)]
    pub unperformed: bool,
    /// What came of it, by name; empty while it is open.
    #[n(10)]
    pub outcome: String,
    /// The day of that.
    #[n(11)]
    pub ended_on: String,
    /// The day it was struck off.
    #[n(12)]
    pub struck_on: String,
    /// The round of screening it was found in.
    #[n(13)]
    pub round: String,
}

impl DisputeRow {
    /// Whether it was settled.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.outcome == DisputeOutcome::Settled.name()
    }

    /// Whether its level is high.
    #[must_use]
    pub fn is_high(&self) -> bool {
        self.risk == Risk::High.name()
    }
}

/// What only the row of a visit or a reception has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct MeetingRow {
    /// Its form by name.
    #[n(0)]
    pub form: String,
    /// Its day, `2026-11-22`.
    #[n(1)]
    pub day: String,
    /// The leader.
    #[n(2)]
    pub leader: String,
    /// Their post.
    #[n(3)]
    pub leader_post: String,
    /// The village that is visited.
    #[n(4)]
    pub village: Option<OfficeCode>,
    /// It took place.
    #[n(5)]
    pub held: bool,
    /// It was cancelled.
    #[n(6)]
    pub cancelled: bool,
    /// Talks: batches (批次).
    #[n(7)]
    pub talks: u32,
    /// People in them: persons (人次).
    #[n(8)]
    pub people: u32,
    /// Problems raised: items.
    #[n(9)]
    pub problems: u32,
    /// Problems solved: items.
    #[n(10)]
    pub solved: u32,
    /// The cases that were raised, each once.
    #[n(11)]
    pub cases: Vec<MatterId>,
    /// Who waits: batches.
    #[n(12)]
    pub waiting: u32,
    /// Requests for a meeting whose hour is not fixed.
    #[n(13)]
    pub requests: u32,
    /// The notice was posted.
    #[n(14)]
    pub posted: bool,
}

impl MeetingRow {
    /// Its form.
    #[must_use]
    pub fn form(&self) -> Option<MeetingForm> {
        MeetingForm::from_name(&self.form)
    }
}

/// How a case that is over is kept.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct KeptRow {
    /// What kind of archive it is.
    #[n(0)]
    pub class: RetentionClass,
    /// The day since when it is over, `2026-11-22`; empty for one that goes on.
    #[n(1)]
    pub over_on: String,
    /// From which day on it is frozen, likewise.
    #[n(2)]
    pub frozen_from: String,
    /// A proposal to erase it waits for a word.
    #[n(3)]
    pub proposed: bool,
    /// What of it was erased.
    #[n(4)]
    pub erased: Option<ErasureScope>,
}

/// How it is kept; none while it goes on and nobody spoke of that.
pub(super) fn kept(view: &MatterView) -> Option<KeptRow> {
    let (keeping, state) = (view.state.keeping(), &view.state.retention);
    let day = |on: Option<NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    let said = keeping.over_on.is_some() || !state.erasures.is_empty();
    said.then(|| KeptRow {
        class: keeping.class,
        over_on: day(keeping.over_on),
        frozen_from: day(keeping.frozen_from),
        proposed: state.proposed().is_some(),
        erased: state.erased().map(|(scope, _)| scope),
    })
}

/// What only a report's row has. How it stands, `crate::screening` says with the rows of disputes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct ScreeningRow {
    /// The period's first day, `2026-11-16`.
    #[n(0)]
    pub from: String,
    /// Its last.
    #[n(1)]
    pub to: String,
    /// The round, by id; empty for the ordinary cycle.
    #[n(2)]
    pub round: String,
    /// Everybody who said something said that nothing was found.
    #[n(3)]
    pub nothing: bool,
    /// How often something was said: once for each tablet.
    #[n(4)]
    pub said: u32,
    /// The first day it was said on.
    #[n(5)]
    pub on: String,
}

/// What only the row of a remark on the app has: all of it, so that lists need no documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct RemarkRow {
    /// The day it was written, `2026-11-22`.
    #[n(0)]
    pub on: String,
    /// Who wrote it.
    #[n(1)]
    pub person: Option<PersonId>,
    /// What it says.
    #[n(2)]
    pub text: String,
    /// The app's version and the browser.
    #[n(3)]
    pub about: String,
    /// What was answered, in order.
    #[n(4)]
    pub answers: Vec<RowAnswer>,
}

/// An answer to a remark.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RowAnswer {
    /// By which office.
    #[n(0)]
    pub office: OfficeCode,
    /// On which day, `2026-11-22`.
    #[n(1)]
    pub on: String,
    /// What it says.
    #[n(2)]
    pub text: String,
}

/// A promise that is open.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RowPromise {
    /// The item.
    #[n(0)]
    pub id: String,
    /// What.
    #[n(1)]
    pub text: String,
    /// Who promised.
    #[n(2)]
    pub who: String,
    /// The office that owes it.
    #[n(3)]
    pub office: OfficeCode,
    /// By when.
    #[cbor(n(4), with = "crate::time::cbor_date")]
    pub due: NaiveDate,
    /// The visit or reception.
    #[n(5)]
    pub meeting: Option<MatterId>,
}

/// What a leader said.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RowInstruction {
    /// The item.
    #[n(0)]
    pub id: String,
    /// The leader.
    #[n(1)]
    pub leader: String,
    /// The day, `2026-11-22`.
    #[n(2)]
    pub on: String,
    /// On which occasion, by name.
    #[n(3)]
    pub way: String,
    /// Something was said; otherwise it was read (已阅).
    #[n(4)]
    pub says: bool,
    /// Whose task the office made it.
    #[n(5)]
    pub task: Option<OfficeCode>,
    /// Until when, `2026-11-30`; empty before it was confirmed.
    #[n(6)]
    pub until: String,
    /// It was reported back.
    #[n(7)]
    pub answered: bool,
    /// The post of who wrote it down. None in rows of an earlier projection.
    #[n(8)]
    pub post: Option<PostId>,
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn day(on: Option<NaiveDate>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

/// The names a case is found by: the parties', the leader's.
pub(super) fn names(view: &MatterView) -> String {
    if view.state.kind.is_meeting() {
        return leader(view);
    }
    let names = view.persons.iter().map(|person| person.shown(PersonField::Name));
    let names: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
    names.join("、")
}

/// The pinyin of the names: each by itself, so that each surname is read as one.
pub(super) fn name_key(kind: CaseKind, names: &str) -> String {
    if kind == CaseKind::Petition {
        return lookup::pinyin_of_name(names).as_str().to_owned();
    }
    let keys: Vec<PinyinKey> = names.split('、').map(lookup::pinyin_of_name).collect();
    PinyinKey::of_names(&keys).as_str().to_owned()
}

fn leader(view: &MatterView) -> String {
    let planned = view.state.meeting.plan.as_ref().map_or("", |plan| plan.leader.as_str());
    match view.shown(Fact::Leader) {
        "" => planned.trim().to_owned(),
        leader => leader.to_owned(),
    }
}

/// So much of a remark stands where others have a title, in characters.
const MAX_TITLE: usize = 40;

pub(super) fn title(view: &MatterView) -> String {
    match &view.state.remark.said {
        Some(said) => said.text.chars().take(MAX_TITLE).collect(),
        None => view.shown(Fact::Title).to_owned(),
    }
}

pub(super) fn dispute(view: &MatterView) -> Option<DisputeRow> {
    if view.state.kind != CaseKind::Dispute {
        return None;
    }
    let state = &view.state.dispute;
    let charge = state.charge.as_ref();
    let agreement = state.mediation().and_then(|mediation| mediation.agreement.as_ref());
    let running =
        |one: &crate::dispute::MediationState| one.agreement.is_none() && one.ended_on.is_none();
    Some(DisputeRow {
        found_on: day(state.found_on),
        dispute_type: view.shown(Fact::DisputeType).to_owned(),
        risk: state.risk.map(|(risk, _)| risk.name()).unwrap_or_default().to_owned(),
        parties: view.shown(Fact::Affected).parse().unwrap_or_else(|_| count(view.persons.len())),
        amount: view.shown(Fact::Amount).to_owned(),
        leader: charge
            .filter(|charge| charge.approved_on.is_some())
            .map(|charge| charge.charge.leader.clone())
            .unwrap_or_default(),
        charge_waits: state.awaits_charge(),
        mediating: state.outcome.is_none() && state.mediation().is_some_and(running),
        agreement: agreement.map(|agreement| agreement.number.clone()),
        unperformed: agreement.is_some_and(|agreement| {
            agreement
                .performance
                .iter()
                .any(|one| !matches!(one.outcome, Some((PerformanceOutcome::Done, _))))
        }),
        outcome: state.outcome.map(|(outcome, ..)| outcome.name()).unwrap_or_default().to_owned(),
        ended_on: day(state.outcome.map(|(.., on)| on)),
        struck_on: day(state.struck_on),
        round: state.round.clone().unwrap_or_default(),
    })
}

pub(super) fn meeting(view: &MatterView) -> Option<MeetingRow> {
    if !view.state.kind.is_meeting() {
        return None;
    }
    let state = &view.state.meeting;
    let plan = state.plan.as_ref()?;
    let waits = |one: &&crate::meeting::QueueState| {
        matches!(one.place, QueuePlace::Waiting | QueuePlace::Inside)
    };
    Some(MeetingRow {
        form: plan.kind.name().to_owned(),
        day: match view.shown(Fact::MeetOn) {
            "" => plan.day.to_string(),
            day => day.to_owned(),
        },
        leader: leader(view),
        leader_post: view.shown(Fact::LeaderPost).to_owned(),
        village: plan.village.clone(),
        held: state.took_place(),
        cancelled: state.cancelled.is_some(),
        talks: count(state.talks.len()),
        people: state.people(),
        problems: count(state.problems.len()),
        solved: count(state.solved()),
        cases: state.cases(),
        waiting: count(state.queue.iter().filter(waits).count()),
        requests: count(state.requests.iter().filter(|one| one.fixed.is_none()).count()),
        posted: state.posted_on.is_some(),
    })
}

pub(super) fn screening(view: &MatterView) -> Option<ScreeningRow> {
    if view.state.kind != CaseKind::Screening {
        return None;
    }
    let state = &view.state.screening;
    let (from, to) = state.period?;
    Some(ScreeningRow {
        from: from.to_string(),
        to: to.to_string(),
        round: state.round.clone().unwrap_or_default(),
        nothing: state.said.iter().all(|one| one.nothing),
        said: count(state.said.len()),
        on: day(state.said.iter().map(|one| one.on).min()),
    })
}

pub(super) fn remark(view: &MatterView) -> Option<RemarkRow> {
    let state = &view.state.remark;
    let said = state.said.as_ref()?;
    let answers = state.answers.iter().map(|one| RowAnswer {
        office: one.office.clone(),
        on: one.on.to_string(),
        text: one.text.clone(),
    });
    Some(RemarkRow {
        on: said.on.to_string(),
        person: state.person,
        text: said.text.clone(),
        about: said.about.clone(),
        answers: answers.collect(),
    })
}

pub(super) fn promises(view: &MatterView) -> Vec<RowPromise> {
    let open = view.state.promises.iter().filter(|one| one.end.is_none());
    open.map(|one| RowPromise {
        id: one.promise.id.clone(),
        text: one.promise.text.clone(),
        who: one.promise.who.clone(),
        office: one.promise.office.clone(),
        due: one.promise.due,
        meeting: one.promise.meeting,
    })
    .collect()
}

pub(super) fn instructions(view: &MatterView) -> Vec<RowInstruction> {
    let all = view.state.instructions.iter();
    all.map(|one| RowInstruction {
        id: one.instruction.id.clone(),
        leader: one.instruction.leader.clone(),
        on: one.instruction.by.on.to_string(),
        way: one.instruction.way.name().to_owned(),
        says: one.instruction.says_something(),
        task: one.task.as_ref().map(|task| task.to.clone()),
        until: one.task.as_ref().map(|task| task.until.to_string()).unwrap_or_default(),
        answered: one.answer.is_some(),
        post: Some(one.instruction.by.post),
    })
    .collect()
}
