//! What a paper says about leaders who met people, and what they said.

use ::papers::{Instruction, Meeting, Visitor};
use casework::{
    MatterView,
    matter::InstructionState,
    meeting::TalkState,
    schema::{Fact, PersonField},
    step::duty::InstructionWay,
};

use super::{Writer, issuer::organ_of, people, wording};

/// The reception or visit, or the one at which the case was spoken of last.
pub fn meeting(view: &MatterView, writer: &Writer<'_>) -> Meeting {
    if view.state.kind.is_meeting() { of_itself(view, writer) } else { of_case(view, writer) }
}

fn of_itself(view: &MatterView, writer: &Writer<'_>) -> Meeting {
    let meeting = &view.state.meeting;
    let plan = meeting.plan.as_ref();
    let fact = |fact| view.shown(fact).trim().to_owned();
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let village = plan.and_then(|plan| writer.directory.office(plan.village.as_ref()?));
    let counts = || {
        let (problems, solved) = (meeting.problems.len(), meeting.solved());
        wording::counts(meeting.talks.len(), meeting.people(), problems, solved)
    };
    Meeting {
        number: view.local_nos.join("、"),
        form: plan.map(|plan| wording::meeting_form(plan.kind).to_owned()).unwrap_or_default(),
        leader: or(fact(Fact::Leader), plan.map_or("", |plan| plan.leader.trim())),
        leader_post: fact(Fact::LeaderPost),
        leader_field: fact(Fact::Field),
        on: plan.map(|plan| plan.day),
        hours: fact(Fact::Hours),
        place: or(fact(Fact::Place), village.map_or("", |office| office.name.as_str())),
        present: meeting.present.clone(),
        recorder: or(fact(Fact::Recorder), writer.person),
        visitors: meeting.talks.iter().map(|talk| visitor(view, talk)).collect(),
        counts: if meeting.took_place() { counts() } else { String::new() },
    }
}

/// Who was talked with, what they said, and what became of what they raised. The numbers of the cases
/// are not in the meeting's documents: a person writes them in.
fn visitor(view: &MatterView, talk: &TalkState) -> Visitor {
    let person = view.persons.iter().find(|person| person.slot == talk.slot);
    let fact = |field| person.map(|it| it.shown(field).trim().to_owned()).unwrap_or_default();
    let words = talk.words.iter().map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
    let raised = view.state.meeting.problems.iter().filter(|one| one.problem.talk == talk.id);
    let raised = raised.map(|one| {
        let (text, outcome) =
            (one.problem.text.trim(), wording::problem_outcome(one.problem.outcome));
        if text.is_empty() { outcome.to_owned() } else { [text, "：", outcome].concat() }
    });
    Visitor {
        name: fact(PersonField::Name),
        people: u16::try_from(talk.people).ok(),
        address: fact(PersonField::Address),
        phone: fact(PersonField::Phone),
        text: words.collect::<Vec<_>>().join("\n"),
        result: raised.collect::<Vec<_>>().join("\n"),
        ..Visitor::default()
    }
}

/// Of one case: the leader's words on it are those of a reception or visit.
fn of_case(view: &MatterView, writer: &Writer<'_>) -> Meeting {
    let Some(heard) = view.state.heard.last() else { return Meeting::default() };
    let said = last(view, |it| {
        it.instruction.meeting == Some(heard.meeting)
            || matches!(it.instruction.way, InstructionWay::Reception | InstructionWay::Visit)
    });
    let task = said.and_then(|said| said.task.as_ref());
    let came = people::people(view).petitioners.into_iter().next().unwrap_or_default();
    let answer = said.and_then(|said| said.answer.as_ref());
    let visitor = Visitor {
        name: came.name,
        people: view.shown(Fact::Petitioners).parse().ok(),
        address: came.address,
        phone: came.phone,
        case_no: view.local_nos.join("、"),
        text: people::summary(view),
        opinion: said.map(|it| it.instruction.text.trim().to_owned()).unwrap_or_default(),
        unit: task.map(|task| organ_of(writer.directory, &task.to)).unwrap_or_default(),
        until: task.map(|task| task.until),
        result: answer.map(|(_, text)| text.trim().to_owned()).unwrap_or_default(),
    };
    Meeting {
        leader: heard.leader.trim().to_owned(),
        on: Some(heard.by.on),
        recorder: writer.person.to_owned(),
        visitors: vec![visitor],
        ..Meeting::default()
    }
}

fn last(view: &MatterView, which: impl Fn(&InstructionState) -> bool) -> Option<&InstructionState> {
    view.state.instructions.iter().rev().find(|it| which(it))
}

/// The last thing a leader said of it, letters first: verbatim, and what the office made of it.
pub fn instruction(view: &MatterView, writer: &Writer<'_>) -> Instruction {
    let by_letter = |it: &InstructionState| it.instruction.way == InstructionWay::Letter;
    let Some(said) = last(view, by_letter).or_else(|| last(view, |_| true)) else {
        return Instruction::default();
    };
    let task = said.task.as_ref();
    Instruction {
        proposal: String::new(),
        leader: said.instruction.leader.trim().to_owned(),
        text: said.instruction.text.trim().to_owned(),
        on: Some(said.instruction.by.on),
        unit: task.map(|task| organ_of(writer.directory, &task.to)).unwrap_or_default(),
        until: task.map(|task| task.until),
        feedback: said.answer.as_ref().map(|(_, text)| text.trim().to_owned()).unwrap_or_default(),
    }
}
