//! What the relay lost is given back, and now and then both sides compare what they hold.
//!
//! Nobody here starts it. It is due when the relay did not know the station's place in its feed (it
//! is another log, or an older copy of it), when it confirmed something that its feed never brought
//! back, when it misses what others' changes build on, and once a week only to see that nothing is
//! wrong. It begins once the feed is read to its end. Rounds of comparing tell which documents
//! differ; of those the relay says what it holds; and what it lacks is handed in, the own and
//! others', with the manifests that came with it.

mod due;
mod hand_in;
mod outcome;
mod proofs;
mod record;
mod weigh;

use std::collections::{BTreeSet, VecDeque};

use ident::{ChangeHash, DocId, DocKey};
use wire::{
    Compare, Difference, HeldDoc, MAX_ASKED, RepairCause, RepairToRelay, RepairToStation, ToRelay,
};

use super::{Station, StationError};
use crate::{Effect, Store};
use hand_in::Lacking;
use weigh::Weighing;

pub(super) use due::Due;
pub(super) use proofs::Proofs;
pub use record::RepairRecord;

/// More rounds than any comparison takes: the other side makes no sense.
const ROUNDS: u32 = 200;
/// Documents of one question: their answer has every change's hash.
const ASKED: usize = if MAX_ASKED < 100 { MAX_ASKED } else { 100 };

/// Repair on one connection.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// The relay understands messages about it.
    pub understood: bool,
    /// Why it is due, if it is.
    pub due: Due,
    run: Option<Run>,
    /// Changes that the relay did not allow while it may have lost what it knew of their matters.
    pub held: BTreeSet<(DocId, ChangeHash)>,
}

impl Repair {
    /// Whether the relay is still to get back what it lost.
    pub(super) fn is_ahead(&self) -> bool {
        self.run.is_some() || self.due.is_due()
    }
}

/// One repair under way.
#[derive(Debug)]
struct Run {
    cause: RepairCause,
    stage: Stage,
    /// Documents that are still to be asked about.
    queue: VecDeque<DocId>,
    /// What is still to be handed in.
    lacking: VecDeque<Lacking>,
    /// The manifests that are here; read once something is to be handed in.
    proofs: Option<Proofs>,
    record: RepairRecord,
}

#[derive(Debug)]
enum Stage {
    /// What is here is looked through, a part at a time.
    Weighing(Weighing),
    /// The sets are compared: so many rounds so far.
    Comparing(Weighing, Difference, u32),
    /// The relay was asked what it holds of these.
    Asked(Vec<DocId>),
    /// These were handed in.
    HandedIn(Vec<(DocKey, Vec<ChangeHash>)>),
    /// Between two of them.
    Ready,
}

impl<S: Store> Station<S> {
    /// Begins, if it is due and the feed is read to its end.
    pub(super) async fn repair_if_due(&mut self) -> Result<Vec<Effect>, StationError> {
        self.note_connected().await?;
        let repair = &self.sync.repair;
        let ready = self.sync.welcomed && repair.understood && !self.sync.catching_up;
        if !ready || repair.run.is_some() {
            return Ok(Vec::new());
        }
        let Some((cause, docs)) = self.sync.repair.due.take() else { return Ok(Vec::new()) };
        let stage = match &docs {
            Some(_) => Stage::Ready,
            None => Stage::Weighing(Weighing::default()),
        };
        self.sync.repair.run = Some(Run {
            cause,
            stage,
            queue: docs.unwrap_or_default().into(),
            lacking: VecDeque::new(),
            proofs: None,
            record: RepairRecord::begin(cause, self.sync.last_reached),
        });
        self.go_on_repairing().await
    }

    /// Whether there is something to look through, when nobody waits.
    pub(super) fn is_weighing(&self) -> bool {
        self.sync.repair.run.as_ref().is_some_and(|run| matches!(run.stage, Stage::Weighing(_)))
    }

    /// Looks through a part of what is here.
    pub(super) async fn weigh_some(&mut self) -> Result<Vec<Effect>, StationError> {
        let Some(run) = &mut self.sync.repair.run else { return Ok(Vec::new()) };
        let Stage::Weighing(weighing) = &mut run.stage else { return Ok(Vec::new()) };
        let mut weighing = core::mem::take(weighing);
        let weighed = self.weigh_part(&mut weighing).await;
        let Some(run) = &mut self.sync.repair.run else { return Ok(Vec::new()) };
        weighed?;
        if !weighing.is_done() {
            run.stage = Stage::Weighing(weighing);
            return Ok(Vec::new());
        }
        let message = weighing.seal();
        run.record.compared = weighing.len();
        run.stage = Stage::Comparing(weighing, Difference::default(), 0);
        Ok(vec![Self::say(RepairToRelay::Compare(Compare { message: message.into() }))])
    }

    /// Takes a message about repair.
    pub(super) async fn repaired(
        &mut self,
        message: RepairToStation,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(run) = &mut self.sync.repair.run else { return Ok(Vec::new()) };
        match (message, core::mem::replace(&mut run.stage, Stage::Ready)) {
            (RepairToStation::Compared(answer), Stage::Comparing(set, difference, rounds)) => {
                self.compared(&answer.message, set, difference, rounds).await
            }
            (RepairToStation::Held(answers), Stage::Asked(docs)) => {
                self.told_what_is_held(docs, answers).await
            }
            (RepairToStation::Taken(taken), Stage::HandedIn(docs)) => {
                self.given_back(docs, taken).await
            }
            // An answer to what was not asked.
            (_, stage) => {
                run.stage = stage;
                Ok(Vec::new())
            }
        }
    }

    /// The relay could not take a message that may have been ours: the next connection tries again.
    pub(super) fn repair_failed(&mut self) {
        self.sync.repair.run = None;
    }

    fn say(message: RepairToRelay) -> Effect {
        Effect::Send(ToRelay::Repair(message))
    }

    async fn compared(
        &mut self,
        answer: &[u8],
        set: Weighing,
        mut difference: Difference,
        rounds: u32,
    ) -> Result<Vec<Effect>, StationError> {
        let next = set.learn(answer, &mut difference);
        let Some(run) = &mut self.sync.repair.run else { return Ok(Vec::new()) };
        match next {
            Ok(Some(message)) if rounds < ROUNDS => {
                run.stage = Stage::Comparing(set, difference, rounds + 1);
                let compare = Compare { message: message.into() };
                Ok(vec![Self::say(RepairToRelay::Compare(compare))])
            }
            Ok(None) => {
                run.record.only_there = difference.theirs.saturating_sub(difference.ours.len());
                run.queue = set.in_order(difference.ours).into();
                self.go_on_repairing().await
            }
            _ => {
                self.repair_failed();
                Ok(Vec::new())
            }
        }
    }

    /// Says the next thing: what is to be handed in, else what is to be asked, else nothing more.
    async fn go_on_repairing(&mut self) -> Result<Vec<Effect>, StationError> {
        if let Some(message) = self.next_hand_in().await? {
            return Ok(vec![Self::say(RepairToRelay::HandIn(message))]);
        }
        let Some(run) = &mut self.sync.repair.run else { return Ok(Vec::new()) };
        if matches!(run.stage, Stage::Weighing(_)) {
            return Ok(vec![Effect::SyncChanged]);
        }
        if !run.queue.is_empty() {
            let asked: Vec<DocId> = run.queue.drain(..run.queue.len().min(ASKED)).collect();
            run.stage = Stage::Asked(asked.clone());
            return Ok(vec![Self::say(RepairToRelay::Held(asked))]);
        }
        self.repair_is_done().await
    }

    async fn told_what_is_held(
        &mut self,
        docs: Vec<DocId>,
        answers: Vec<HeldDoc>,
    ) -> Result<Vec<Effect>, StationError> {
        if docs.len() != answers.len() {
            self.repair_failed();
            return Ok(Vec::new());
        }
        let mut erased = Vec::new();
        for (doc, held) in docs.into_iter().zip(answers) {
            if held.erased {
                if let Some(run) = &mut self.sync.repair.run {
                    run.record.erased += 1;
                }
                erased.push(doc);
                continue;
            }
            let lacking = self.lacking(doc, &held.changes).await?;
            if let (Some(run), Some(lacking)) = (&mut self.sync.repair.run, lacking) {
                run.lacking.push_back(lacking);
            }
        }
        let mut effects = self.drop_erased_ids(erased).await?;
        effects.extend(self.go_on_repairing().await?);
        Ok(effects)
    }
}
