//! Laying the documents' steps over a base.
//!
//! The result follows from the set of changes alone. Documents go one after another: the city's
//! first, since it appoints those who keep the others, then by tier and code; within a document
//! the order is that of [`history::in_order`]. A step is judged by the directory as it stands at
//! its place; one that contradicts an earlier one has no effect and is reported. One that speaks of what
//! a later document enters is judged again when all were read.
//!
//! Withdrawal is judged by the order of receipt. A post may be ended by a change that stands later
//! in the order and yet came in before; so everything is gone through again with the ends that the
//! time before found, until they are the same. An end hangs only on ends that came in before it, so
//! that a few times do; the last of [`MOST_TIMES`] stands.

use std::collections::{HashMap, HashSet};

use ident::{OfficeCode, PostId};

use super::{
    OrgReport, OrgStep, Why,
    contest::{History, Setters},
    effect::{Act, Working},
};
use crate::{
    Directory,
    directory::{Post, Power},
    history::{self, Arrival, SeenChange},
    step::payload::Acting,
};

/// So often everything is gone through at most.
const MOST_TIMES: usize = 8;

/// Where in the relay's log the end of each post stands.
type Ends = HashMap<PostId, u64>;

impl Directory {
    /// This directory with what the offices' documents say laid over it. `docs` are the documents'
    /// changes, each in any order, with repetitions. The version stays as it is.
    #[must_use]
    pub fn overlaid(&self, docs: &[(OfficeCode, Vec<SeenChange>)]) -> (Self, OrgReport) {
        let mut ordered: Vec<(OfficeCode, Vec<SeenChange>)> = Vec::with_capacity(docs.len());
        for (office, changes) in docs {
            let mut known = HashSet::with_capacity(changes.len());
            let once: Vec<SeenChange> =
                changes.iter().filter(|change| known.insert(change.hash)).cloned().collect();
            ordered.push((office.clone(), history::in_order(once)));
        }
        let mut ends: Ends = self.posts.iter().filter_map(end_of).collect();
        let mut result = reduce(self, &ordered, &ends);
        for _ in 1..MOST_TIMES {
            let found: Ends = result.0.posts.iter().filter_map(end_of).collect();
            if found == ends {
                break;
            }
            ends = found;
            result = reduce(self, &ordered, &ends);
        }
        result
    }
}

fn end_of(post: &crate::directory::Post) -> Option<(PostId, u64)> {
    Some((post.id, post.ended?.received?))
}

/// A step on its way into the directory.
struct Entered<'a> {
    office: &'a OfficeCode,
    change: &'a SeenChange,
    history: &'a History<'a>,
}

impl Entered<'_> {
    /// Carries it out, or says why it has no effect.
    fn take(&self, working: &mut Working, ends: &Ends) -> Result<(), Why> {
        let step = OrgStep::of(self.change);
        let by = judge(&working.directory, self.office, self.change, &step, ends)?;
        let Self { office: keeper, change, history } = *self;
        working.take(&Act { keeper, change, by, history }, step)
    }
}

fn reduce(
    base: &Directory,
    docs: &[(OfficeCode, Vec<SeenChange>)],
    ends: &Ends,
) -> (Directory, OrgReport) {
    let mut working =
        Working { directory: base.clone(), setters: Setters::default(), reserving: Vec::new() };
    let mut report = OrgReport::default();
    let histories: Vec<History<'_>> = docs.iter().map(|(_, of)| History::of(of)).collect();
    let mut left: Vec<_> = docs.iter().zip(&histories).collect();
    let mut failed: Vec<(Entered<'_>, Why)> = Vec::new();
    while !left.is_empty() {
        // The next one is looked for each time: the city's document may open the office of one.
        let place = |office: &OfficeCode| {
            let depth =
                working.directory.tier(office).map_or(u8::MAX, crate::directory::Tier::depth);
            (depth, office.clone())
        };
        let next = (0..left.len()).min_by_key(|at| left.get(*at).map(|((of, _), _)| place(of)));
        let Some(at) = next else { break };
        let ((office, changes), history) = left.swap_remove(at);
        for change in changes {
            if let Arrival::At(at) = change.arrival {
                report.through = report.through.max(at);
            }
            let entered = Entered { office, change, history };
            if let Err(why) = entered.take(&mut working, ends) {
                failed.push((entered, why));
            }
        }
    }
    // The city's document comes first, and what it says of somebody whom a township entered found nobody
    // there. Such steps are asked again, in their order, as long as one of them finds what it lacked.
    for _ in 0..MOST_TIMES {
        let before = failed.len();
        failed.retain_mut(|(entered, why)| {
            if !why.may_pass() {
                return true;
            }
            match entered.take(&mut working, ends) {
                Ok(()) => false,
                Err(still) => {
                    *why = still;
                    true
                }
            }
        });
        if failed.len() == before {
            break;
        }
    }
    let without = failed.into_iter().map(|(entered, why)| (entered.change.hash, why));
    report.without_effect.extend(without);
    working.reserve_all(&mut report);
    (working.directory, report)
}

/// What others built on stays, though its author's post is ended later as of a day before: numbers that
/// were reserved may be on papers by now, and must not be reserved for anybody else; and whoever was
/// appointed meanwhile may have reserved some.
fn was_entered_before(post: &Post, by: Acting, change: &SeenChange, step: &OrgStep) -> bool {
    let before = match (post.ended.and_then(|end| end.received), change.arrival) {
        (Some(end), Arrival::At(received)) => received < end,
        _ => false,
    };
    let built_on = matches!(
        step,
        OrgStep::BlockReserved { .. }
            | OrgStep::Appointed { .. }
            | OrgStep::PersonAdded { .. }
            | OrgStep::OfficeOpened { .. }
    );
    before && built_on && post.from <= by.on
}

/// Whether the author of a step may keep the directory.
fn judge(
    directory: &Directory,
    office: &OfficeCode,
    change: &SeenChange,
    step: &OrgStep,
    ends: &Ends,
) -> Result<Acting, Why> {
    let by = step.by().ok_or(Why::UnknownStep)?;
    let device = directory.device(change.device()).ok_or(Why::OtherOffice)?;
    if device.office != *office {
        return Err(Why::OtherOffice);
    }
    let post = directory.post(by.post).ok_or(Why::NotTheirPost)?;
    if post.office != *office || Some(post.person) != change.person {
        return Err(Why::NotTheirPost);
    }
    if by.on > change.at.date() {
        return Err(Why::InTheFuture);
    }
    match (ends.get(&by.post), change.arrival) {
        (Some(_), Arrival::Pending) => return Err(Why::Straggler),
        (Some(end), Arrival::At(received)) if received > *end => return Err(Why::Straggler),
        _ => {}
    }
    if !post.is_held_on(by.on) && !was_entered_before(post, by, change, step) {
        return Err(Why::PostNotHeld);
    }
    if !post.role.has(Power::Directory) {
        return Err(Why::NotPermitted);
    }
    Ok(by)
}
