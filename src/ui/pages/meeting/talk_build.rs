//! What was typed into the form of a talk, as what is written.

use casework::{
    CaseKind,
    intake::PersonIntake,
    meeting::{
        codes::ProblemOutcome,
        form::{PromiseForm, RaisedCase, Raising, TalkForm},
    },
    schema::{Fact, FactValue},
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use leptos::prelude::*;

use super::{
    Known, drawn, matter_of,
    raise::{DISPUTE, JOIN, PETITION, RaiseFields},
    talk::{TalkAbout, TalkFields},
};
use crate::ui::{browser, session::Session, words::visit};

type Wrong = Vec<(String, String)>;

/// A date as typed.
pub fn day_of(text: &str) -> Option<NaiveDate> {
    match Fact::ReceivedOn.value(text) {
        Ok(Some(FactValue::Date(day))) => Some(day),
        _ => None,
    }
}

/// The form, and the day of the talk.
///
/// # Errors
/// What is wrong, with the fields.
pub fn build(
    session: Session,
    fields: TalkFields,
    about: &TalkAbout,
    known: Known,
) -> Result<(TalkForm, NaiveDate), Wrong> {
    let mut wrong: Wrong = Vec::new();
    let mut needs = |fits: bool, id: &str, text: &str| {
        if !fits {
            wrong.push((id.to_owned(), text.to_owned()));
        }
    };
    let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
    let prefix = about.prefix();
    let (name, words) = (text(fields.name), text(fields.words));
    let people = text(fields.people).parse::<u32>().ok().filter(|count| (1..=9999).contains(count));
    needs(!name.is_empty(), "talk-name", visit::NAME_MISSING);
    needs(!words.is_empty(), "talk-words", visit::WORDS_MISSING);
    needs(people.is_some(), "talk-people", visit::PEOPLE_BAD);
    let today = browser::today();
    let on = match text(fields.on) {
        typed if typed.is_empty() => Some(today),
        typed => day_of(&typed).filter(|day| *day <= today),
    };
    needs(on.is_some(), "talk-on", visit::TALK_DAY_BAD);
    let shown = untrack(|| fields.shown());
    let mut raised = Vec::new();
    for one in fields.raised.get_value().into_iter().take(shown) {
        match raising(session, one, about, known) {
            Ok(one) => raised.push(one),
            Err(more) => wrong.extend(more),
        }
    }
    let Some(on) = on.filter(|_| wrong.is_empty()) else { return Err(wrong) };
    let slot = match &about.entry {
        Some(entry) => entry.slot.clone(),
        None => drawn::<8>(session, &format!("{prefix}slot")),
    };
    let form = TalkForm {
        id: drawn::<8>(session, &format!("{prefix}talk")),
        slot,
        entry: about.entry.as_ref().map(|entry| entry.id.clone()),
        person: PersonIntake {
            name,
            phone: text(fields.phone),
            id_number: text(fields.id_number),
            address: text(fields.address),
            ..PersonIntake::default()
        },
        people: people.unwrap_or(1),
        words,
        raised,
    };
    Ok((form, on))
}

fn raising(
    session: Session,
    fields: RaiseFields,
    about: &TalkAbout,
    known: Known,
) -> Result<Raising, Wrong> {
    let prefix = about.prefix();
    let mut wrong: Wrong = Vec::new();
    let mut needs = |fits: bool, name: &str, text: &str| {
        if !fits {
            wrong.push((fields.id(name), text.to_owned()));
        }
    };
    let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
    let key = |name: &str| format!("{prefix}r{}/{name}", fields.at);
    let about_what = text(fields.text);
    needs(!about_what.is_empty(), "text", visit::PROBLEM_MISSING);
    let outcome = ProblemOutcome::from_name(&text(fields.outcome));
    needs(outcome.is_some(), "outcome", visit::OUTCOME_MISSING);
    let kind = text(fields.what);
    let joined = joined(&text(fields.join), known);
    let what = match kind.as_str() {
        PETITION => Some(RaisedCase::NewPetition { category: text(fields.category) }),
        DISPUTE => Some(RaisedCase::NewDispute { other: text(fields.other) }),
        JOIN => joined.map(|(_, kind, holds)| RaisedCase::Joins { kind, holds }),
        _ => None,
    };
    needs(what.is_some() || kind == JOIN, "what", visit::WHAT_MISSING);
    needs(kind != JOIN || joined.is_some(), "join", visit::JOIN_MISSING);
    let due = day_of(&text(fields.due));
    let today = browser::today();
    let promised = outcome == Some(ProblemOutcome::Promised);
    needs(!promised || due.is_some_and(|due| due >= today), "due", visit::PROMISE_DUE_BAD);
    let own = session.identity.get_untracked().map(|own| own.office);
    let owes = OfficeCode::parse(&text(fields.owes)).ok().or(own);
    let who = match text(fields.who) {
        who if who.is_empty() => [about.leader.as_str(), about.leader_post.as_str()].join(" "),
        who => who,
    };
    let promise = match (promised, due, owes) {
        (true, Some(due), Some(office)) => Some(PromiseForm {
            id: drawn::<8>(session, &key("promise-id")),
            text: text(fields.promise),
            due,
            who: who.trim().to_owned(),
            office,
        }),
        _ => None,
    };
    // A case that another office has is passed on by that office.
    let here = kind != JOIN || joined.is_some_and(|(.., here)| here);
    let pass_to = (outcome == Some(ProblemOutcome::PassedOn) && here)
        .then(|| OfficeCode::parse(&text(fields.pass_to)).ok())
        .flatten();
    let instruction = text(fields.instruction);
    let case = match (kind.as_str(), joined) {
        (JOIN, Some((case, ..))) => case,
        _ => matter_of(session, &key("case")),
    };
    match (what, outcome) {
        (Some(what), Some(outcome)) if wrong.is_empty() => Ok(Raising {
            id: drawn::<8>(session, &key("id")),
            case,
            what,
            text: about_what,
            outcome,
            promise,
            pass_to,
            instruction: (!instruction.is_empty())
                .then(|| (drawn::<8>(session, &key("instruction-id")), instruction)),
        }),
        _ => Err(wrong),
    }
}

/// The case that was picked: of which kind, and whether this office has it.
fn joined(text: &str, known: Known) -> Option<(MatterId, CaseKind, bool)> {
    let case = MatterId::from_hex(text).ok()?;
    known.with_untracked(|desk| {
        let found = desk.cases.iter().find(|one| one.case == case)?;
        Some((case, found.kind, found.here))
    })
}
