//! What a paper says about a dispute, its mediation and who takes charge of it.

use ::papers::{
    Agreement, Charge, ChargeSlot, Dispute, FilePaper, FollowUp, Mediation, PaperKind, Party,
    chinese_date, wording as titles,
};
use casework::{
    MatterView, Step,
    dispute::{
        DisputeStep, MediationState,
        codes::{AgreementForm, DisputeType},
    },
    schema::{AgreementField, Fact, PersonField},
    view::Place,
};
use chrono::NaiveDate;
use clocks::ClockId;

use super::{
    Writer,
    issuer::{court, organ_of},
    mediation::of,
    people, steps,
    suggest::issued,
    wording,
};

/// The day of a paper that is not made out yet: an agreement's is the day it was reached.
pub fn day(kind: PaperKind, view: &MatterView, writer: &Writer<'_>) -> NaiveDate {
    let agreement = of(&view.state, writer.office).and_then(|own| own.agreement.as_ref());
    match (kind, agreement) {
        (PaperKind::MediationAgreement, Some(agreement)) => agreement.on,
        _ => writer.today,
    }
}

/// A dispute. Parties may be the persons of any case; where there is no dispute there are none.
pub fn dispute(view: &MatterView, writer: &Writer<'_>) -> Dispute {
    if view.state.kind != casework::CaseKind::Dispute {
        return Dispute::default();
    }
    let kind = view.shown(Fact::DisputeType);
    let state = &view.state.dispute;
    let fact = |fact| view.shown(fact).trim().to_owned();
    Dispute {
        kind: DisputeType::from_name(kind)
            .map_or_else(|| kind.to_owned(), |known| wording::dispute_type(known).to_owned()),
        place: fact(Fact::Place),
        found_on: state.found_on,
        amount: fact(Fact::Amount),
        cause: fact(Fact::Cause),
        risk: state.risk.map(|(level, _)| wording::risk(level).to_owned()).unwrap_or_default(),
        affected: view.shown(Fact::Affected).parse().ok(),
        outcome: outcome(view),
        parties: parties(view, of(&view.state, writer.office)),
    }
}

fn outcome(view: &MatterView) -> String {
    let ended = steps::last(view, |step| match step {
        Step::Dispute(DisputeStep::Ended(ending)) => Some(ending),
        _ => None,
    });
    let Some((result, ..)) = view.state.dispute.outcome else { return String::new() };
    let words = ended.map(|(ending, _)| ending.text.trim()).unwrap_or_default();
    [wording::dispute_outcome(result), "。", words].concat()
}

fn parties(view: &MatterView, own: Option<&MediationState>) -> Vec<Party> {
    let consent = |slot: &str| {
        let (agrees, on) = own?.consents.get(slot)?;
        Some([chinese_date(*on).as_str(), wording::consent(*agrees)].concat())
    };
    view.persons
        .iter()
        .map(|person| {
            let fact = |field| person.shown(field).trim().to_owned();
            Party {
                name: fact(PersonField::Name),
                sex: fact(PersonField::Sex),
                id_number: fact(PersonField::IdNumber),
                phone: fact(PersonField::Phone),
                address: fact(PersonField::Address),
                consent: consent(&person.slot).unwrap_or_default(),
            }
        })
        .collect()
}

/// The mediation by the office's own committee. Of another's there is nothing in here.
pub fn mediation(view: &MatterView, writer: &Writer<'_>) -> Mediation {
    let asked = Mediation {
        request: people::request(view),
        recorder: writer.person.to_owned(),
        court: court(writer.directory),
        ..Mediation::default()
    };
    let Some(own) = of(&view.state, writer.office) else { return asked };
    let session = steps::last_own(view, writer.office, |step| match step {
        Step::Dispute(DisputeStep::SessionHeld(session)) => Some(session),
        _ => None,
    });
    let told = steps::last_own(view, writer.office, |step| match step {
        Step::Dispute(DisputeStep::MediationEnded(word)) => Some(word.text.trim()),
        _ => None,
    });
    let confirm = view.desk.clocks.iter().rev().find(|it| it.id == ClockId::JudicialConfirm);
    Mediation {
        number: number(view, own, writer),
        origin: wording::origin(own.applied).to_owned(),
        opened_on: Some(own.opened_on),
        mediators: own.mediators.clone(),
        rights_told_on: own.rights_told_on,
        session_on: own.sessions.last().copied(),
        session_place: session.map(|(it, _)| it.place.trim().to_owned()).unwrap_or_default(),
        session_text: said(view, own),
        result: result(own),
        ended_on: view.state.dispute.outcome.map(|(.., on)| on).or(own.ended_on),
        other_ways: told
            .filter(|_| own.ended_on.is_some())
            .map(|(words, _)| words.to_owned())
            .unwrap_or_default(),
        agreement: agreement(view, own),
        follow_up: follow_up(view, writer),
        confirm_until: confirm.and_then(|clock| clock.due),
        confirmation: confirmation(own),
        papers: file(view, own, writer),
        ..asked
    }
}

/// The agreement's number, as its step or else as its paper has it.
fn number(view: &MatterView, own: &MediationState, writer: &Writer<'_>) -> String {
    let agreed = own.agreement.as_ref().map(|it| it.number.trim()).filter(|it| !it.is_empty());
    let made = || issued(&view.state, PaperKind::MediationAgreement, writer.office);
    agreed.or_else(|| made().map(|it| it.number.as_str())).unwrap_or_default().to_owned()
}

/// What was said before the committee; of several sessions, what was written down since the last
/// began.
fn said(view: &MatterView, own: &MediationState) -> String {
    let since = own.sessions.last().filter(|_| own.sessions.len() > 1);
    let notes = view.history.iter().filter(|entry| {
        entry.place == Place::Committee && since.is_none_or(|since| entry.by.at.date() >= *since)
    });
    let texts = notes.filter_map(|entry| match &entry.step {
        Step::Noted { text } if entry.verdict.is_none() => Some(text.trim()),
        _ => None,
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn result(own: &MediationState) -> String {
    match (&own.agreement, own.ended_on) {
        (Some(agreement), _) => {
            [wording::REACHED, wording::agreement_form(agreement.form), "。"].concat()
        }
        (None, Some(_)) => wording::NO_AGREEMENT.to_owned(),
        (None, None) => String::new(),
    }
}

/// What the committee's document says, with what the steps say of it.
fn agreement(view: &MatterView, own: &MediationState) -> Agreement {
    let text = |field: AgreementField| {
        let held = view.agreement.iter().find(|(at, _)| *at == field);
        held.map(|(_, register)| register.shown().trim().to_owned()).unwrap_or_default()
    };
    let known = own.agreement.as_ref();
    let owed = known.map(|it| it.performance.as_slice()).unwrap_or_default();
    let done = owed.iter().filter_map(|one| {
        let (outcome, on) = one.outcome?;
        let (due, on) = (chinese_date(one.due), chinese_date(on));
        Some([&due, wording::OWED, &on, wording::performance(outcome)].concat())
    });
    Agreement {
        form: known.map(|it| wording::agreement_form(it.form).to_owned()).unwrap_or_default(),
        facts: text(AgreementField::Facts),
        points: text(AgreementField::Points),
        duties: text(AgreementField::Duties),
        content: text(AgreementField::Content),
        way: text(AgreementField::Way),
        perform_by: owed.iter().map(|one| one.due).collect(),
        performance: done.collect::<Vec<_>>().join("；"),
        on: known.map(|it| it.on),
    }
}

fn follow_up(view: &MatterView, writer: &Writer<'_>) -> FollowUp {
    let made = steps::last_own(view, writer.office, |step| match step {
        Step::FollowedUp { on, text } => Some((*on, text)),
        _ => None,
    });
    made.map_or_else(FollowUp::default, |((on, text), entry)| FollowUp {
        on: Some(on),
        by: entry.by.person.clone(),
        text: text.trim().to_owned(),
    })
}

fn confirmation(own: &MediationState) -> String {
    let Some(confirmation) = &own.confirmation else { return String::new() };
    let sought = [&chinese_date(confirmation.sought_on), wording::CONFIRMATION_SOUGHT].concat();
    let Some((confirmed, on, number)) = &confirmation.decided else { return sought };
    [&sought, "，", &chinese_date(*on), wording::confirmed(*confirmed), " ", number.trim()]
        .concat()
        .trim_end()
        .to_owned()
}

/// The file's index: what always belongs to it, and what was made beside.
fn file(view: &MatterView, own: &MediationState, writer: &Writer<'_>) -> Vec<FilePaper> {
    use PaperKind as K;
    let oral = own.agreement.as_ref().is_some_and(|it| it.form == AgreementForm::Oral);
    let line = |title: &str, on| FilePaper { title: title.to_owned(), on, ..FilePaper::default() };
    let paper = |kind: PaperKind, always: bool| {
        let made = issued(&view.state, kind, writer.office).map(|made| made.on);
        (always || made.is_some()).then(|| line(titles::title(kind), made))
    };
    let agreed = own.agreement.is_some();
    let lines = [
        paper(K::MediationApplication, own.applied),
        paper(K::MediationIntake, true),
        paper(K::MediationRights, true),
        Some(line(wording::IDENTITY, None)),
        paper(K::MediationInquiry, false),
        paper(K::MediationRecord, true),
        paper(K::MediationAgreement, agreed && !oral),
        paper(K::OralAgreement, agreed && oral),
        paper(K::MediationFollowUp, agreed),
        paper(K::ConfirmationRequest, own.confirmation.is_some()),
        paper(K::MediationClosing, true),
    ];
    lines.into_iter().flatten().collect()
}

/// Who takes personal charge.
pub fn charge(view: &MatterView, writer: &Writer<'_>) -> Charge {
    let Some(charge) = &view.state.dispute.charge else { return Charge::default() };
    let filled = &charge.charge;
    let slot = |(name, text): &(String, String)| ChargeSlot {
        name: name.clone(),
        text: text.trim().to_owned(),
    };
    Charge {
        leader: filled.leader.trim().to_owned(),
        unit: organ_of(writer.directory, &filled.unit),
        person: filled.person.trim().to_owned(),
        plan: filled.plan.trim().to_owned(),
        until: Some(charge.until),
        slots: filled.slots.iter().map(slot).collect(),
        agreed_on: charge.agreed_on,
        approved_on: charge.approved_on,
        progress: String::new(),
    }
}
