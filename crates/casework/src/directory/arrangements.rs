//! What the offices arranged among themselves: when screening is due, who must know, who is on duty,
//! who helps. Nothing of it concerns one case.

mod duty;
mod help;
mod scheme;
mod screening;

use chrono::NaiveDate;
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Directory;

pub use duty::{Contact, DutyTurn, EmergencyPlan};
pub use help::{Helper, HelperKind, Training};
pub use scheme::Scheme;
pub use screening::{Cycles, Intensive, Round, RoundKind};

/// All arrangements of a city. Fields are numbered and a number is never reused, here as in all
/// parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct Arrangements {
    /// How often each tier screens.
    #[cbor(n(0), default)]
    pub cycles: Cycles,
    /// Periods in which screening is daily, sorted by id.
    #[cbor(n(1), default)]
    pub intensives: Vec<Intensive>,
    /// Rounds of screening, sorted by id.
    #[cbor(n(2), default)]
    pub rounds: Vec<Round>,
    /// What is laid down for a dispute that somebody takes charge of; none: the shipped scheme.
    #[n(3)]
    pub scheme: Option<Scheme>,
    /// Who must know of what is urgent, sorted by id.
    #[cbor(n(4), default)]
    pub contacts: Vec<Contact>,
    /// Who is on duty, sorted by office and day.
    #[cbor(n(5), default)]
    pub roster: Vec<DutyTurn>,
    /// Emergency plans, sorted by office.
    #[cbor(n(6), default)]
    pub plans: Vec<EmergencyPlan>,
    /// Lawyers, retired officials, mediators, volunteers; sorted by id.
    #[cbor(n(7), default)]
    pub helpers: Vec<Helper>,
    /// Trainings held, sorted by id.
    #[cbor(n(8), default)]
    pub trainings: Vec<Training>,
}

impl Arrangements {
    /// What concerns an office that keeps others: of those it keeps, of itself, and of those above
    /// it, whose rounds and telephone numbers are its own business too.
    #[must_use]
    pub fn seen_by(&self, directory: &Directory, office: &OfficeCode) -> Self {
        let sees = |code: &OfficeCode| {
            directory.is_at_or_above(office, code) || directory.is_at_or_above(code, office)
        };
        Self {
            cycles: self.cycles,
            intensives: self.intensives.iter().filter(|one| sees(&one.scope)).cloned().collect(),
            rounds: self.rounds.iter().filter(|one| sees(&one.organiser)).cloned().collect(),
            scheme: self.scheme.clone(),
            contacts: self.contacts.iter().filter(|one| sees(&one.office)).cloned().collect(),
            roster: self.roster.iter().filter(|one| sees(&one.office)).cloned().collect(),
            plans: self.plans.iter().filter(|one| sees(&one.office)).cloned().collect(),
            helpers: self.helpers.iter().filter(|one| sees(&one.office)).cloned().collect(),
            trainings: self.trainings.iter().filter(|one| sees(&one.office)).cloned().collect(),
        }
    }

    /// The intensive period that an office is in on a day; of several the first by id.
    #[must_use]
    pub fn intensive_on(
        &self,
        directory: &Directory,
        office: &OfficeCode,
        day: NaiveDate,
    ) -> Option<&Intensive> {
        self.intensives
            .iter()
            .find(|one| one.is_on(day) && directory.is_at_or_above(&one.scope, office))
    }

    /// A round by its id.
    #[must_use]
    pub fn round(&self, id: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// Who must know, in the order they are called: the own office's, then those of each office
    /// above.
    #[must_use]
    pub fn contacts_for(&self, directory: &Directory, office: &OfficeCode) -> Vec<&Contact> {
        let mut found = Vec::new();
        for at in directory.line_up(office) {
            let mut own: Vec<&Contact> =
                self.contacts.iter().filter(|contact| contact.office == at.code).collect();
            own.sort_by_key(|contact| (contact.order, contact.id.clone()));
            found.extend(own);
        }
        found
    }

    /// Who is on duty at an office on a day.
    #[must_use]
    pub fn on_duty(&self, office: &OfficeCode, day: NaiveDate) -> Option<&DutyTurn> {
        self.roster.iter().find(|turn| turn.office == *office && turn.day == day)
    }

    /// An office's emergency plan.
    #[must_use]
    pub fn plan_of(&self, office: &OfficeCode) -> Option<&EmergencyPlan> {
        self.plans.iter().find(|plan| plan.office == *office)
    }

    /// Who helps at an office, or at one above it, on a day: the nearest office's first, by kind and
    /// name.
    #[must_use]
    pub fn helpers_on(
        &self,
        directory: &Directory,
        office: &OfficeCode,
        day: NaiveDate,
    ) -> Vec<&Helper> {
        let mut found = Vec::new();
        for at in directory.line_up(office) {
            let mut own: Vec<&Helper> = self
                .helpers
                .iter()
                .filter(|helper| helper.office == at.code && helper.is_there_on(day))
                .collect();
            own.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
            found.extend(own);
        }
        found
    }
}
