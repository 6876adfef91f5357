//! Where an office stands to a matter.

use ident::OfficeCode;

use super::super::{Actor, Barrier, ErrandState, LegKind, MatterState, Stage};
use crate::{CaseKind, Directory, dispute::DisputeKind, meeting::MeetingKind, step::StepKind};

impl MatterState {
    /// Registering needs the office's own device, and a matter that is new or the office's own:
    /// the same ledger read on two tablets of one office is one matter.
    pub(crate) fn may_register(&self, kind: StepKind, actor: &Actor<'_>) -> Result<(), Barrier> {
        // What the first opening made it, it is.
        if self.home.is_some() && !self.is_opened_by(kind) {
            return Err(Barrier::OtherKind);
        }
        match &self.home {
            None => Ok(()),
            Some(home) if home == actor.office => Ok(()),
            Some(_) => Err(Barrier::NotHolder),
        }
    }

    fn is_opened_by(&self, kind: StepKind) -> bool {
        match self.kind {
            CaseKind::Petition => matches!(kind, StepKind::Registered | StepKind::Imported),
            CaseKind::Dispute => kind == StepKind::Dispute(DisputeKind::Found),
            CaseKind::Visit | CaseKind::Reception => {
                kind == StepKind::Meeting(MeetingKind::Planned)
            }
            CaseKind::Screening => kind == StepKind::Screened,
            CaseKind::Remark => kind == StepKind::Remarked,
        }
    }

    pub(crate) fn holder(&self, actor: &Actor<'_>) -> Result<(), Barrier> {
        if self.holder.as_ref() == Some(actor.office) { Ok(()) } else { Err(Barrier::NotHolder) }
    }

    pub(crate) fn holder_or_above(
        &self,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let fits = self
            .holder
            .as_ref()
            .is_some_and(|holder| directory.is_at_or_above_on(actor.office, holder, actor.on));
        if fits { Ok(()) } else { Err(Barrier::NotHolder) }
    }

    /// The office that sent it to where it is.
    pub(crate) fn sender(&self, actor: &Actor<'_>) -> Result<(), Barrier> {
        let fits = self.leg().is_some_and(|leg| leg.from == *actor.office);
        if fits { Ok(()) } else { Err(Barrier::NotSender) }
    }

    pub(crate) fn decider(&self, actor: &Actor<'_>) -> Result<(), Barrier> {
        if self.decided_by() == Some(actor.office) { Ok(()) } else { Err(Barrier::NotHolder) }
    }

    /// The office above the one that concluded it: nobody recognises their own conclusion.
    pub(crate) fn above_concluder(
        &self,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        let fits = self.concluded.as_ref().is_some_and(|(office, _)| {
            office != actor.office && directory.is_at_or_above_on(actor.office, office, actor.on)
        });
        if fits { Ok(()) } else { Err(Barrier::NotAbove) }
    }

    /// Whether an office saw the matter on a day: it came there, or to an office below.
    pub(super) fn is_seen_by(&self, actor: &Actor<'_>, directory: &Directory) -> bool {
        let mut admitted = self.admitted.iter();
        admitted.any(|office| directory.is_at_or_above_on(actor.office, office, actor.on))
    }

    /// Sent to the holder, who has done nothing with it yet.
    #[must_use]
    pub fn is_unopened(&self) -> bool {
        self.leg().is_some_and(|leg| {
            leg.received_on.is_none()
                && match leg.kind {
                    LegKind::Handed => matches!(self.stage, Stage::Open | Stage::AtStation),
                    LegKind::Forwarded | LegKind::Assigned => self.stage == Stage::Sent,
                }
        })
    }

    /// What a station was asked and has not answered.
    pub(crate) fn open_errand(&self, office: &OfficeCode) -> Result<&ErrandState, Barrier> {
        self.errands
            .iter()
            .find(|one| one.errand.to == *office && one.answer.is_none())
            .ok_or(Barrier::NothingOpen)
    }
}
