//! The reduction: from the changes of a core document to the matter's state.
//!
//! Three things have to hold at once: every replica ends with the same state whatever the order of
//! arrival; a step without authority changes nothing, not even the order of the others; of two
//! steps taken apart that exclude each other, the competent body's stands.
//!
//! So each formal step is judged first by what its author could know: the state of its own
//! ancestors. Without authority there, it is out. The rest is put into one order that follows from
//! each step's own ancestry alone (how many steps with authority it builds on, then whether its
//! office had the matter, then the head before the clerk, then day, direction of a merge and hash), and is replayed. A
//! step that no longer fits then was contradicted; it is kept and shown to a person.

mod ancestry;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use chrono::NaiveDate;
use ident::{ChangeHash, MatterId};

use self::ancestry::{Ancestry, Set, all_ancestors};
use super::{Actor, Barrier, MatterState, Verdict};
use crate::{
    Directory, Step, directory::Power, fixed_id, history::SeenChange, step::StepKind,
    step::codes::Relation,
};

/// So many formal steps of one matter are judged; a matter has some thirty. What comes after in
/// [`crate::history::in_order`] is kept and has no effect.
pub const MAX_ACTS: usize = 4096;

/// Where a formal step stands in the order: smaller goes first.
type Rank = (u32, u8, Reverse<bool>, NaiveDate, bool, ChangeHash);

/// A formal step as judged by its own ancestry.
enum Judged<'a> {
    /// It had authority.
    Allowed(Rank, Actor<'a>),
    /// A straggler: a person may give it effect.
    Waits,
    /// It had none.
    Out(Barrier),
}

struct Reduction<'a> {
    matter: MatterId,
    changes: &'a [SeenChange],
    directory: &'a Directory,
    ancestry: Ancestry,
    judged: Vec<Judged<'a>>,
}

impl MatterState {
    /// Reduces the changes of a matter's core document, given ancestors first (see [`crate::history::in_order`]).
    #[must_use]
    pub fn derive(matter: MatterId, changes: &[SeenChange], directory: &Directory) -> Self {
        // What the directory does not vouch for is out at once: it takes no room among the rest.
        let mut unvouched = Vec::new();
        for change in changes.iter().filter(|change| change.step.kind().is_formal()) {
            let own = fixed_id::may_open(matter, &change.step);
            match Actor::of(change, directory) {
                _ if !own => unvouched.push((change.hash, Barrier::OtherCase)),
                Ok(_) | Err(Barrier::Straggler) => {}
                Err(barrier) => unvouched.push((change.hash, barrier)),
            }
        }
        let vouched = |change: &SeenChange| {
            change.step.kind().is_formal()
                && !unvouched.iter().any(|(hash, _)| *hash == change.hash)
        };
        let ancestry = Ancestry::of(changes, vouched, MAX_ACTS);
        let mut reduction = Reduction { matter, changes, directory, ancestry, judged: Vec::new() };
        let mut state = reduction.judge_all();
        for (at, judged) in reduction.judged.iter().enumerate() {
            if let (Judged::Out(barrier), Some(change)) = (judged, reduction.act(at)) {
                unvouched.push((change.hash, *barrier));
            }
        }
        let beyond = reduction.ancestry.beyond().filter_map(|at| changes.get(at));
        unvouched.extend(beyond.map(|change| (change.hash, Barrier::NothingOpen)));
        let out = unvouched.iter().map(|(hash, why)| (*hash, Verdict::NoAuthority(*why)));
        state.verdicts.extend(out);
        reduction.mark_late(&mut state);
        state.take_attachments(changes, directory);
        state
    }
}

/// Of two merges made apart in opposite directions one is to stand in both matters: among equals, that
/// into the matter with the smaller id. True for the halves of the other one.
fn merges_against(matter: MatterId, step: &Step) -> bool {
    let Step::Linked(link) = step else { return false };
    match link.relation {
        Relation::MergedInto => matter < link.other,
        Relation::MergedFrom => link.other < matter,
        Relation::Repeat | Relation::Related => false,
    }
}

impl<'a> Reduction<'a> {
    fn act(&self, at: usize) -> Option<&'a SeenChange> {
        self.changes.get(self.ancestry.change_of(at)?)
    }

    /// The state before anything happened.
    fn blank(&self) -> MatterState {
        MatterState { matter: Some(self.matter), ..MatterState::default() }
    }

    /// Judges every formal step, and gives the state after all of them.
    fn judge_all(&mut self) -> MatterState {
        // In a history without branches each step's ancestors are all steps before it, and the
        // state after the last one is at hand.
        let mut linear = Some(self.blank());
        for at in 0..self.ancestry.acts() {
            let Some(change) = self.act(at) else { break };
            let ancestors = self.ancestry.ancestors(at);
            if !ancestors.is_first(at) {
                linear = None;
            }
            let judged = match &linear {
                Some(past) => self.judge(change, past, &ancestors),
                None => self.judge(change, &self.replay(&ancestors), &ancestors),
            };
            // A decision on an earlier step changes what came after that: replay from there on.
            if change.step.kind() == StepKind::Settled || matches!(judged, Judged::Waits) {
                linear = None;
            }
            if let (Some(state), Judged::Allowed(_, actor)) = (&mut linear, &judged) {
                state.apply(change.hash, &change.step, actor, self.directory);
            }
            self.judged.push(judged);
        }
        linear.unwrap_or_else(|| self.replay(&Set::all(self.judged.len())))
    }

    fn judge(&self, change: &SeenChange, past: &MatterState, ancestors: &Set) -> Judged<'a> {
        let actor = match Actor::of(change, self.directory) {
            Ok(actor) => actor,
            Err(Barrier::Straggler) => return Judged::Waits,
            Err(barrier) => return Judged::Out(barrier),
        };
        match past.permits(&change.step, &actor, self.directory) {
            Ok(()) => {}
            Err(Barrier::Straggler) => return Judged::Waits,
            Err(barrier) => return Judged::Out(barrier),
        }
        let depth = ancestors
            .iter()
            .filter_map(|at| match self.judged.get(at) {
                Some(Judged::Allowed((depth, ..), _)) => Some(*depth),
                _ => None,
            })
            .max()
            .map_or(0, |deepest| deepest + 1);
        let competence = match &past.holder {
            Some(holder) if holder == actor.office => 0,
            Some(holder) if self.directory.heir_on(holder, actor.on) == actor.office => 0,
            Some(holder) if self.directory.is_at_or_above_on(actor.office, holder, actor.on) => 1,
            _ => 2,
        };
        let head = actor.needs(Power::Head).is_ok();
        let against = merges_against(self.matter, &change.step);
        Judged::Allowed((depth, competence, Reverse(head), actor.on, against, change.hash), actor)
    }

    /// The state after these steps, in their order.
    fn replay(&self, set: &Set) -> MatterState {
        let mut order: Vec<(&Rank, &Actor<'a>, &'a SeenChange)> = Vec::new();
        let mut state = self.blank();
        for at in set.iter() {
            match (self.judged.get(at), self.act(at)) {
                (Some(Judged::Allowed(rank, actor)), Some(change)) => {
                    order.push((rank, actor, change));
                }
                (Some(Judged::Waits), Some(change)) => {
                    state.verdicts.insert(change.hash, Verdict::Straggler);
                }
                _ => {}
            }
        }
        order.sort_by_key(|(rank, ..)| *rank);
        // What persons decided about steps: the last word on each.
        let settled: BTreeMap<ChangeHash, bool> = order
            .iter()
            .filter_map(|(_, _, change)| match &change.step {
                Step::Settled(settlement) => Some((settlement.step, settlement.adopt)),
                _ => None,
            })
            .collect();
        for (_, actor, change) in order {
            if let Step::Settled(settlement) = &change.step {
                self.settle(&mut state, settlement.step, settled.get(&settlement.step));
                continue;
            }
            let decided = settled.get(&change.hash);
            match (state.permits(&change.step, actor, self.directory), decided) {
                (Err(barrier), None) => {
                    state.verdicts.insert(change.hash, Verdict::Contradicted(barrier));
                }
                (Err(_), Some(false)) => {
                    state.verdicts.insert(change.hash, Verdict::Dismissed);
                }
                (Ok(()), _) | (Err(_), Some(true)) => {
                    state.apply(change.hash, &change.step, actor, self.directory);
                }
            }
        }
        state
    }

    /// A straggler takes effect where a person adopts it: at the place of the decision, since its
    /// own place is what was in doubt.
    fn settle(&self, state: &mut MatterState, step: ChangeHash, adopt: Option<&bool>) {
        if state.verdicts.get(&step) != Some(&Verdict::Straggler) {
            return;
        }
        let Some(change) = self.changes.iter().find(|change| change.hash == step) else { return };
        if adopt != Some(&true) {
            state.verdicts.insert(step, Verdict::Dismissed);
            return;
        }
        // The doubt was when it came in, not what it is: a step that its author could never have
        // taken is not made one by a person's word.
        let allowed = Actor::of_straggler(change, self.directory).and_then(|actor| {
            state.permits(&change.step, &actor, self.directory)?;
            Ok(actor)
        });
        match allowed {
            Ok(actor) => {
                state.verdicts.remove(&step);
                state.apply(step, &change.step, &actor, self.directory);
            }
            Err(barrier) => {
                state.verdicts.insert(step, Verdict::NoAuthority(barrier));
            }
        }
    }

    /// Entries that an office made while the matter was leaving it and it did not know yet: they
    /// attach, and are marked.
    fn mark_late(&self, state: &mut MatterState) {
        let index: HashMap<ChangeHash, usize> =
            self.changes.iter().enumerate().map(|(at, change)| (change.hash, at)).collect();
        let mut late = Vec::new();
        for leg in &state.legs {
            let Some(moved) = index.get(&leg.change).copied() else { continue };
            let before = all_ancestors(moved, self.changes, &index);
            for (at, change) in self.changes.iter().enumerate() {
                let own = self
                    .directory
                    .device(change.device())
                    .is_some_and(|device| device.office == leg.from);
                let apart = at != moved && !before.contains(at) && !self.ancestry.knows(at, moved);
                if own && apart {
                    late.push(change.hash);
                }
            }
        }
        state.late.extend(late);
    }
}
