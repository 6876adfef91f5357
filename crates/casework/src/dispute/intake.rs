//! An entry of the dispute ledger as typed, or as a ledger's row says it.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PostId};

use super::{
    DisputeStep,
    codes::{DisputeOutcome, DisputeType, Risk, SettlementWay},
    step::{Ending, Found, RiskSetting},
};
use crate::{
    Step,
    case_write::CaseWrite,
    document::Edit,
    intake::{PersonIntake, item_id, person_edits},
    schema::{BadFact, Fact, FactValue, keys},
    step::{
        codes::Relation,
        payload::{Acting, Link},
    },
};

/// An entry as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DisputeIntake {
    /// What it is called (纠纷名称).
    pub title: String,
    /// Its type by name; empty where nobody said.
    pub kind: String,
    /// The day it was found, `2026-11-22`.
    pub found_on: String,
    /// Who found it.
    pub found_by: String,
    /// Where it arose, as written.
    pub place: String,
    /// The office that was matched with, by code; empty where none.
    pub place_office: String,
    /// The parties; those without a name are left out.
    pub parties: Vec<PersonIntake>,
    /// How many people it concerns; empty where nobody counted.
    pub affected: String,
    /// The amount at issue, as written.
    pub amount: String,
    /// How it came about.
    pub cause: String,
    /// What it is about.
    pub text: String,
    /// The round of screening it was found in, by id.
    pub round: Option<String>,
    /// Its level, with which of the criteria holds.
    pub risk: Option<(Risk, String)>,
    /// A petition it belongs to.
    pub petition: Option<MatterId>,
    /// Sheet and row, where it came from a ledger.
    pub place_in_ledger: Option<String>,
    /// What a ledger states and has no other place here.
    pub stated: Vec<(Fact, String)>,
    /// What came of it, by which way, when, in words: for what is entered when it is over.
    pub ended: Option<(DisputeOutcome, SettlementWay, NaiveDate, String)>,
}

/// What keeps an entry from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisputeProblem {
    /// It has no name.
    NoTitle,
    /// No party has a name.
    NoParty,
    /// The day it was found is missing.
    NoDay,
    /// That day is in the future.
    InTheFuture,
    /// A value does not fit its fact.
    Bad(Fact, BadFact),
    /// A level is given without saying why.
    RiskWithoutReason,
}

impl DisputeIntake {
    /// What keeps it from being written, in the order of the form.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<DisputeProblem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(DisputeProblem::NoTitle);
        }
        match Fact::ReceivedOn.value(&self.found_on) {
            Ok(Some(FactValue::Date(on))) if on > today => {
                problems.push(DisputeProblem::InTheFuture);
            }
            Ok(Some(_)) => {}
            Ok(None) => problems.push(DisputeProblem::NoDay),
            Err(bad) => problems.push(DisputeProblem::Bad(Fact::ReceivedOn, bad)),
        }
        if self.named().next().is_none() {
            problems.push(DisputeProblem::NoParty);
        }
        let facts = self.facts();
        problems.extend(
            facts
                .iter()
                .filter_map(|(fact, typed)| Some((*fact, fact.value(typed).err()?)))
                .map(|(fact, bad)| DisputeProblem::Bad(fact, bad)),
        );
        if self.risk.as_ref().is_some_and(|(_, reason)| reason.trim().is_empty()) {
            problems.push(DisputeProblem::RiskWithoutReason);
        }
        problems
    }

    /// The entry. Ask [`DisputeIntake::problems`] first: what does not fit is left out. `post` is one
    /// with which whoever enters it may record. Ids of items follow from the case's, so that one row
    /// of a ledger that two tablets take in apart makes the same persons.
    #[must_use]
    pub fn write(
        &self,
        case: MatterId,
        office: &OfficeCode,
        post: PostId,
        today: NaiveDate,
    ) -> CaseWrite {
        let on = match Fact::ReceivedOn.value(&self.found_on) {
            Ok(Some(FactValue::Date(on))) => on,
            _ => today,
        };
        let by = Acting { post, on: today };
        let found = Step::Dispute(DisputeStep::Found(Found {
            office: office.clone(),
            local_no: String::new(),
            on,
            round: self.round.clone(),
            place: self.place_in_ledger.clone(),
            rules: None,
        }));
        let mut core: Vec<Edit> = self
            .facts()
            .into_iter()
            .filter_map(|(fact, typed)| {
                Some(Edit::Fact(fact, Some(fact.value(typed).ok().flatten()?)))
            })
            .collect();
        let text = self.text.trim();
        if !text.is_empty() {
            core.push(Edit::Narrative(text.to_owned()));
        }
        let mut people = Vec::new();
        for (at, party) in self.named().enumerate() {
            let slot = if at == 0 { keys::MAIN.to_owned() } else { item_id(case, "party", at) };
            people.extend(person_edits(&slot, party));
        }
        let mut write = CaseWrite::to(case).core(found, core).people(people);
        if let Some((level, text)) = &self.risk {
            let setting = RiskSetting { by, level: *level, text: text.trim().to_owned() };
            write = write.step(Step::Dispute(DisputeStep::RiskSet(setting)));
        }
        if let Some((outcome, way, on, text)) = &self.ended {
            let by = Acting { post, on: *on };
            let ending = Ending { by, outcome: *outcome, way: *way, text: text.clone() };
            write = write.step(Step::Dispute(DisputeStep::Ended(ending)));
        }
        if let Some(other) = self.petition {
            let relation = Relation::Related;
            write = write.step(Step::Linked(Link { by, other, relation }));
        }
        write
    }

    fn named(&self) -> impl Iterator<Item = &PersonIntake> {
        self.parties.iter().filter(|party| !party.name.trim().is_empty())
    }

    /// Its facts as typed, those that are empty too.
    #[must_use]
    pub fn facts(&self) -> Vec<(Fact, &str)> {
        let kind = DisputeType::from_name(&self.kind).map_or("", DisputeType::name);
        let own = [
            (Fact::Title, self.title.as_str()),
            (Fact::DisputeType, kind),
            (Fact::FoundBy, &self.found_by),
            (Fact::Place, &self.place),
            (Fact::PlaceOffice, &self.place_office),
            (Fact::Affected, &self.affected),
            (Fact::Amount, &self.amount),
            (Fact::Cause, &self.cause),
        ];
        own.into_iter()
            .chain(self.stated.iter().map(|(fact, text)| (*fact, text.as_str())))
            .collect()
    }
}
