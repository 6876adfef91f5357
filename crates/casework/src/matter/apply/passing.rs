//! Taking in, passing on, taking back.

use ::clocks::ClockId;
use chrono::NaiveDate;
use ident::{ChangeHash, OfficeCode};

use super::super::{Actor, ClockRun, Leg, LegKind, MatterState, Stage};
use crate::{
    Directory,
    directory::Tier,
    step::{
        codes::{Mark, MarkValue},
        payload::Assignment,
    },
};

/// Clocks that an addressee's receipt starts.
const OF_THE_ADDRESSEE: [ClockId; 4] =
    [ClockId::UnitNotice, ClockId::ReturnObjection, ClockId::DirectNotice, ClockId::BureauDispatch];

impl MatterState {
    /// An office, those above it and whoever took over from them may see the matter from now on.
    pub(crate) fn admit(&mut self, office: &OfficeCode, directory: &Directory) {
        self.admitted.insert(office.clone());
        self.audience.extend(directory.seers(office).into_iter().map(|office| office.code.clone()));
    }

    pub(super) fn register(&mut self, actor: &Actor<'_>, directory: &Directory) {
        self.registered_on = self.registered_on.or(Some(actor.on));
        if self.home.is_some() {
            return;
        }
        self.come_from(actor, directory);
        self.start_receipt((actor.office, actor.tier), actor.on, false, directory);
    }

    /// A ledger's entry is an old matter: what the ledger says of limits is its statement, and no
    /// clock of ours starts with reading it.
    pub(super) fn import(
        &mut self,
        actor: &Actor<'_>,
        on: Option<NaiveDate>,
        directory: &Directory,
    ) {
        self.registered_on = self.registered_on.or(on);
        if self.home.is_none() {
            self.come_from(actor, directory);
        }
    }

    /// What a ledger states of the matter's course: it is over, the petitioner accepts. The day of
    /// either is not in it; the day of reading stands for the statement.
    pub(super) fn take_from_record(
        &mut self,
        concluded: Option<bool>,
        accepted: Option<bool>,
        actor: &Actor<'_>,
    ) {
        if concluded == Some(true) && matches!(self.stage, Stage::AtStation | Stage::Open) {
            self.stage = Stage::OnRecord;
        }
        if let Some(accepted) = accepted {
            let value = if accepted { MarkValue::Yes } else { MarkValue::No };
            self.marks.entry(Mark::Accepted).or_insert((value, actor.on));
        }
    }

    pub(crate) fn come_from(&mut self, actor: &Actor<'_>, directory: &Directory) {
        self.home = Some(actor.office.clone());
        self.holder = Some(actor.office.clone());
        self.admit(actor.office, directory);
        self.stage = at(actor.tier);
    }

    pub(super) fn hand(
        &mut self,
        change: ChangeHash,
        actor: &Actor<'_>,
        to: &OfficeCode,
        directory: &Directory,
    ) {
        let from = self.holder.clone().unwrap_or_else(|| actor.office.clone());
        let tier = directory.tier(to).unwrap_or(Tier::Village);
        self.pass(Leg {
            change,
            kind: LegKind::Handed,
            from,
            to: to.clone(),
            sent_on: actor.on,
            received_on: None,
            assignment: None,
        });
        self.admit(to, directory);
        self.end(ClockId::StationPush, actor.on, true);
        // A body that hands a matter back to the station for completing keeps its own limits.
        if tier != Tier::Village {
            self.start_receipt((to, tier), actor.on, true, directory);
        }
        self.stage = at(tier);
    }

    pub(super) fn send(
        &mut self,
        change: ChangeHash,
        actor: &Actor<'_>,
        to: &OfficeCode,
        assignment: Option<&Assignment>,
        directory: &Directory,
    ) {
        let kind = if assignment.is_some() { LegKind::Assigned } else { LegKind::Forwarded };
        self.pass(Leg {
            change,
            kind,
            from: actor.office.clone(),
            to: to.clone(),
            sent_on: actor.on,
            received_on: None,
            assignment: assignment.cloned(),
        });
        self.admit(to, directory);
        self.end(ClockId::BureauDispatch, actor.on, true);
        if directory.tier(to) == Some(Tier::City) {
            self.start_receipt((to, Tier::City), actor.on, true, directory);
        } else {
            self.start(ClockRun::new(ClockId::UnitNotice, Some(to), actor.on).assumed());
            self.start(ClockRun::new(ClockId::ReturnObjection, Some(to), actor.on).assumed());
        }
        if let Some(assignment) = assignment {
            let clock = ClockRun::new(ClockId::AssignFeedback, Some(to), actor.on);
            self.start(clock.until(assignment.until));
        }
        self.stage = Stage::Sent;
    }

    fn pass(&mut self, leg: Leg) {
        self.holder = Some(leg.to.clone());
        self.charged = None;
        self.legs.push(leg);
    }

    /// The addressee's own receipt: its limits run from that day (Art. 23).
    pub(super) fn sign_in(&mut self, actor: &Actor<'_>, directory: &Directory) {
        if let Some(leg) = self.legs.last_mut() {
            leg.received_on = Some(actor.on);
        }
        for clock in self.clocks.iter_mut().filter(|clock| {
            clock.runs()
                && clock.assumed
                && clock.is_owed_by(actor, directory)
                && OF_THE_ADDRESSEE.contains(&clock.id)
        }) {
            clock.start = actor.on;
            clock.assumed = false;
        }
        if self.stage == Stage::Sent {
            self.stage = Stage::Received;
        }
    }

    /// Acting on a matter is receiving it, where no one had signed it in. Its limits run on from
    /// the day of sending then: not signing in gains nobody a day.
    pub(super) fn open_with(&mut self, actor: &Actor<'_>) {
        if self.is_unopened()
            && let Some(leg) = self.legs.last_mut()
        {
            leg.received_on = Some(actor.on);
            if self.stage == Stage::Sent {
                self.stage = Stage::Received;
            }
        }
    }

    /// Back to the sender, as if it had not been sent: the sender's own limit runs on from its own
    /// beginning.
    pub(super) fn take_back(&mut self, change: ChangeHash, actor: &Actor<'_>) {
        let Some(leg) = self.legs.last().cloned() else { return };
        for clock in self.clocks.iter_mut().filter(|clock| {
            clock.runs() && clock.office.as_ref() == Some(&leg.to) && clock.start >= leg.sent_on
        }) {
            clock.end = Some(super::super::ClockEnd { on: actor.on, met: false });
        }
        match leg.kind {
            LegKind::Handed => self.resume(ClockId::StationPush),
            LegKind::Forwarded | LegKind::Assigned => self.resume(ClockId::BureauDispatch),
        }
        self.pass(Leg {
            change,
            kind: LegKind::Handed,
            from: leg.to,
            to: leg.from,
            sent_on: actor.on,
            received_on: Some(actor.on),
            assignment: None,
        });
        self.stage = if actor.tier == Tier::Village { Stage::AtStation } else { Stage::Returned };
    }
}

fn at(tier: Tier) -> Stage {
    if tier == Tier::Village { Stage::AtStation } else { Stage::Open }
}
