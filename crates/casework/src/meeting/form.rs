//! A talk as one form: what is written to the visit or the reception and to every case that was
//! spoken of, in one transaction.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

use super::{
    codes::ProblemOutcome,
    step::{MeetingStep, Problem, Talk},
};
use crate::{
    CaseKind, Step,
    case_write::CaseWrite,
    dispute::{
        DisputeStep,
        codes::{DisputeOutcome, SettlementWay},
        step::{Ending, Found},
    },
    document::Edit,
    intake::{Intake, PersonIntake, person_edits},
    schema::{Channel, Fact, FactValue, keys},
    step::{
        codes::{Mark, MarkValue},
        duty::{HeardAt, Instruction, InstructionWay, Promise},
        payload::{Acting, Marking},
    },
};

/// The meeting that a talk belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkPlace {
    /// The visit or the reception.
    pub meeting: MatterId,
    /// Which of the two.
    pub kind: CaseKind,
    /// The leader, by name.
    pub leader: String,
    /// The leader's post; may be empty.
    pub post: String,
    /// The village that is visited, with its name.
    pub village: Option<(OfficeCode, String)>,
    /// In which capacity it is recorded, on which day.
    pub by: Acting,
    /// The recording office: cases that are new are its.
    pub office: OfficeCode,
}

impl TalkPlace {
    /// The leader, by name and post.
    #[must_use]
    pub fn leader_with_post(&self) -> String {
        [self.leader.trim(), self.post.trim()].join(" ").trim().to_owned()
    }
}

/// What becomes of a case that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RaisedCase {
    /// A petition is registered; its category by id, which may be empty.
    NewPetition {
        /// The category's id.
        category: String,
    },
    /// A dispute is registered, with the other party's name, which may be empty.
    NewDispute {
        /// The other party.
        other: String,
    },
    /// It joins a case that is here.
    Joins {
        /// Of which kind.
        kind: CaseKind,
        /// The recording office has it, so it may end it.
        holds: bool,
    },
}

/// A promise as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseForm {
    /// The item.
    pub id: String,
    /// What; what was raised, where nothing is said.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
    /// Who, by name and post.
    pub who: String,
    /// The office that owes it.
    pub office: OfficeCode,
}

/// A problem as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raising {
    /// The item.
    pub id: String,
    /// The case, new or not.
    pub case: MatterId,
    /// What becomes of it.
    pub what: RaisedCase,
    /// What it is about.
    pub text: String,
    /// What became of it there.
    pub outcome: ProblemOutcome,
    /// What was promised.
    pub promise: Option<PromiseForm>,
    /// To whom it is passed on, along the line; only for a case that this office has.
    pub pass_to: Option<OfficeCode>,
    /// What the leader said, word for word, with the item's id.
    pub instruction: Option<(String, String)>,
}

/// A talk as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkForm {
    /// The item.
    pub id: String,
    /// The person's slot.
    pub slot: String,
    /// Their place in the queue.
    pub entry: Option<String>,
    /// Who.
    pub person: PersonIntake,
    /// How many people took part.
    pub people: u32,
    /// What was said.
    pub words: String,
    /// What they raised.
    pub raised: Vec<Raising>,
}

impl TalkForm {
    /// What is to be written: the meeting first, then each case.
    #[must_use]
    pub fn writes(&self, place: &TalkPlace) -> Vec<CaseWrite> {
        let by = place.by;
        let talk = Talk {
            by,
            id: self.id.clone(),
            slot: self.slot.clone(),
            people: self.people,
            entry: self.entry.clone(),
            text: self.words.trim().to_owned(),
        };
        let mut meeting = CaseWrite::to(place.meeting)
            .people(person_edits(&self.slot, &self.person))
            .step(Step::Meeting(MeetingStep::Talked(talk)));
        for one in &self.raised {
            meeting = meeting.step(Step::Meeting(MeetingStep::Raised(Problem {
                by,
                id: one.id.clone(),
                talk: self.id.clone(),
                case: one.case,
                outcome: one.outcome,
                text: one.text.trim().to_owned(),
            })));
        }
        let mut writes = vec![meeting];
        writes.extend(self.raised.iter().map(|one| self.case(one, place)));
        writes
    }

    fn case(&self, one: &Raising, place: &TalkPlace) -> CaseWrite {
        let by = place.by;
        let mut case = match &one.what {
            RaisedCase::NewPetition { category } => {
                let intake = self.intake(one, category, place);
                CaseWrite::registering(one.case, &intake, &place.office)
            }
            RaisedCase::NewDispute { other } => self.dispute(one, other, place),
            RaisedCase::Joins { .. } => CaseWrite::to(one.case),
        };
        case = case.step(Step::HeardAt(HeardAt {
            by,
            meeting: place.meeting,
            leader: place.leader.clone(),
        }));
        if let Some((id, text)) = &one.instruction {
            case = case.step(Step::Instructed(Instruction {
                by,
                id: id.clone(),
                leader: place.leader_with_post(),
                text: text.trim().to_owned(),
                photographed: false,
                way: if place.kind == CaseKind::Visit {
                    InstructionWay::Visit
                } else {
                    InstructionWay::Reception
                },
                meeting: Some(place.meeting),
            }));
        }
        if let Some(promise) = &one.promise {
            let text = if promise.text.trim().is_empty() { &one.text } else { &promise.text };
            case = case.step(Step::Promised(Promise {
                by,
                id: promise.id.clone(),
                text: text.trim().to_owned(),
                due: promise.due,
                who: promise.who.trim().to_owned(),
                office: promise.office.clone(),
                meeting: Some(place.meeting),
            }));
        }
        if one.outcome == ProblemOutcome::Solved {
            case = solved(case, one, by);
        }
        match &one.pass_to {
            Some(to) => case.step(Step::Handed {
                to: to.clone(),
                text: one.text.trim().to_owned(),
                on: Some(by.on),
                post: Some(by.post),
            }),
            None => case,
        }
    }

    fn intake(&self, one: &Raising, category: &str, place: &TalkPlace) -> Intake {
        let channel = match place.kind {
            CaseKind::Visit => Channel::LeaderFieldVisit,
            _ => Channel::ReceptionDay,
        };
        let (place_office, name) = match &place.village {
            Some((code, name)) => (code.as_str().to_owned(), name.clone()),
            None => Default::default(),
        };
        Intake {
            petitioner: self.person.clone(),
            channel: channel.name().to_owned(),
            received_on: place.by.on.to_string(),
            petitioners: self.people.to_string(),
            place: name,
            place_office,
            category: category.to_owned(),
            demands: vec![one.text.trim().to_owned()],
            narrative: self.words.trim().to_owned(),
            ..Intake::default()
        }
    }

    fn dispute(&self, one: &Raising, other: &str, place: &TalkPlace) -> CaseWrite {
        let found = Found {
            office: place.office.clone(),
            local_no: String::new(),
            on: place.by.on,
            round: None,
            place: None,
            rules: None,
        };
        let text = |fact, value: &str| {
            let value = value.trim();
            (!value.is_empty()).then(|| Edit::Fact(fact, Some(FactValue::Text(value.to_owned()))))
        };
        let (office, name) = match &place.village {
            Some((code, name)) => (code.as_str(), name.as_str()),
            None => ("", ""),
        };
        let mut core: Vec<Edit> = [
            text(Fact::Title, &line(&one.text)),
            text(Fact::Place, name),
            text(Fact::PlaceOffice, office),
        ]
        .into_iter()
        .flatten()
        .collect();
        let words = [one.text.trim(), self.words.trim()];
        let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
        core.push(Edit::Narrative(words.join("\n")));
        let mut people = person_edits(keys::MAIN, &self.person);
        let other = PersonIntake { name: other.trim().to_owned(), ..PersonIntake::default() };
        // The other party's slot follows from the item: drawn where it was entered.
        people.extend(person_edits(&one.id, &other));
        CaseWrite::to(one.case).core(Step::Dispute(DisputeStep::Found(found)), core).people(people)
    }
}

/// Longest title made of what was said, in characters.
const TITLE: usize = 40;

fn line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().chars().take(TITLE).collect()
}

/// Solved there and then. That a petition was solved is a fact beside its procedure: what its holder
/// owes stays owed. A dispute is settled by it, where whoever records it has it; of another office's
/// the meeting alone says so, until its holder ends it.
fn solved(case: CaseWrite, one: &Raising, by: Acting) -> CaseWrite {
    let text = one.text.trim().to_owned();
    match one.what {
        RaisedCase::NewPetition { .. } | RaisedCase::Joins { kind: CaseKind::Petition, .. } => case
            .step(Step::Marked(Marking { by, mark: Mark::Resolved, value: MarkValue::Yes, text })),
        RaisedCase::NewDispute { .. }
        | RaisedCase::Joins { kind: CaseKind::Dispute, holds: true } => {
            case.step(Step::Dispute(DisputeStep::Ended(Ending {
                by,
                outcome: DisputeOutcome::Settled,
                way: SettlementWay::Agreement,
                text,
            })))
        }
        RaisedCase::Joins { .. } => case,
    }
}
