//! Starting and ending clocks.

use ::clocks::ClockId;
use chrono::NaiveDate;
use ident::OfficeCode;

use super::super::{Actor, ClockEnd, ClockRun, MatterState};
use crate::{CaseKind, Directory, directory::Tier};

/// The notices of Art. 23.
pub(super) const NOTICES: [ClockId; 2] = [ClockId::UnitNotice, ClockId::DirectNotice];

impl MatterState {
    pub(crate) fn start(&mut self, clock: ClockRun) {
        self.clocks.push(clock);
    }

    /// The clock of a kind that runs.
    pub(crate) fn running(&mut self, id: ClockId) -> Option<&mut ClockRun> {
        self.clocks.iter_mut().rev().find(|clock| clock.id == id && clock.runs())
    }

    /// Ends a clock. `met`: what was owed was done.
    pub(crate) fn end(&mut self, id: ClockId, on: NaiveDate, met: bool) {
        if let Some(clock) = self.running(id) {
            clock.end = Some(ClockEnd { on, met });
        }
    }

    /// Ends the clock of a kind that was to end on a day that was set.
    pub(crate) fn end_set(&mut self, id: ClockId, set: NaiveDate, on: NaiveDate, met: bool) {
        let clock = self
            .clocks
            .iter_mut()
            .find(|clock| clock.id == id && clock.runs() && clock.stated == Some(set));
        if let Some(clock) = clock {
            clock.end = Some(ClockEnd { on, met });
        }
    }

    /// Ends what an office owes as notice (Art. 23). Another office's notice is not given by it:
    /// the sender telling where a matter went does not tell whether the addressee accepts it.
    pub(crate) fn end_notices_of(
        &mut self,
        actor: &Actor<'_>,
        notices: &[ClockId],
        met: bool,
        directory: &Directory,
    ) {
        for clock in self.clocks.iter_mut().filter(|clock| {
            clock.runs() && notices.contains(&clock.id) && clock.is_owed_by(actor, directory)
        }) {
            clock.end = Some(ClockEnd { on: actor.on, met });
        }
    }

    /// Ends all clocks of a kind, whoever owes them: the duty fell away.
    pub(crate) fn end_every(&mut self, id: ClockId, on: NaiveDate) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.id == id && clock.runs()) {
            clock.end = Some(ClockEnd { on, met: false });
        }
    }

    /// Ends all that run because the actor's office ended the matter: its own are met by that, others'
    /// fall away. A body that had passed the matter on still owes the petitioner its notice (Art. 23):
    /// nobody else gave it.
    pub(crate) fn end_by(&mut self, actor: &Actor<'_>, directory: &Directory) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.runs()) {
            let met = clock.is_owed_by(actor, directory);
            if met || clock.id != ClockId::DirectNotice {
                clock.end = Some(ClockEnd { on: actor.on, met });
            }
        }
    }

    /// Ends all that run, because the duty fell away.
    pub(crate) fn end_all(&mut self, on: NaiveDate, met: bool) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.runs()) {
            clock.end = Some(ClockEnd { on, met });
        }
    }

    /// Lets the last clock of a kind run on from where it had started.
    pub(crate) fn resume(&mut self, id: ClockId) {
        if let Some(clock) = self.clocks.iter_mut().rev().find(|clock| clock.id == id) {
            clock.end = None;
        }
    }

    /// What an office owes from the day it receives a matter: by what it is, and by how it came.
    pub(crate) fn start_receipt(
        &mut self,
        (office, tier): (&OfficeCode, Tier),
        on: NaiveDate,
        assumed: bool,
        directory: &Directory,
    ) {
        // The limits of the Regulation are those of petitions.
        if self.kind != CaseKind::Petition {
            return;
        }
        let id = match tier {
            Tier::Village => ClockId::StationPush,
            Tier::City => ClockId::BureauDispatch,
            Tier::Township | Tier::Department => ClockId::DirectNotice,
        };
        // Coming back to the same office, or to whoever took over from it, moves no start: nobody gains
        // days.
        let same = |of: &OfficeCode| of == office || directory.heir_on(of, on) == office;
        let known = self
            .clocks
            .iter()
            .any(|clock| clock.id == id && clock.office.as_ref().is_some_and(same) && clock.runs());
        if !known {
            let clock = ClockRun::new(id, Some(office), on);
            self.start(if assumed { clock.assumed() } else { clock });
        }
    }
}
