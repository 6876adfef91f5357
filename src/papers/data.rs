//! Everything a paper of a matter can say, from the matter.

use ::papers::{
    Delivery, Handling, PaperData, PaperKind, Remedy, Signing, Talk, wording as titles,
};
use casework::{
    Directory, MatterView, Step,
    directory::Tier,
    matter::PaperState,
    schema::PersonField,
    step::payload,
    view::{HistoryEntry, Place},
};
use chrono::NaiveDate;
use clocks::ClockId;
use ident::OfficeCode;

use super::{
    course, dispute, issuer,
    issuer::{government, issuer_tier},
    meeting, people, steps,
    suggest::issued,
    wording,
};

/// Who makes the paper.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// The directory at hand.
    pub directory: &'a Directory,
    /// The issuing office.
    pub office: &'a OfficeCode,
    /// The person at the desk.
    pub person: &'a str,
    /// The day.
    pub today: NaiveDate,
}

/// What can stand in a paper of this kind. What the matter does not say stays empty and is a gap.
///
/// With `fresh` it is a new paper, with today's date and no number, although one of the kind was
/// made out before.
#[must_use]
pub fn paper_data(
    kind: PaperKind,
    view: &MatterView,
    writer: &Writer<'_>,
    fresh: bool,
) -> PaperData {
    let tier = writer.directory.tier(writer.office).unwrap_or(Tier::Village);
    let made = issued(&view.state, kind, writer.office).filter(|_| !fresh);
    PaperData {
        tier: issuer_tier(kind, tier),
        issuer: issuer::issuer(kind, writer),
        number: made.map(|made| made.number.clone()).filter(|number| !number.is_empty()),
        date: Some(made.map_or_else(|| dispute::day(kind, view, writer), |made| made.on)),
        is_draft: made.is_none(),
        people: people::people(view),
        matter: people::matter(view, writer),
        demands: people::demands(view),
        handling: handling(view),
        referral: course::referral(kind, view, writer),
        reason: course::reason(kind, view, writer),
        material: course::material(view, writer),
        extension: course::extension(view, writer.directory),
        remedy: remedy(kind, view, tier, writer),
        delivery: delivery(view, writer),
        talk: talk(kind, view, writer),
        review: course::review(view, writer.directory),
        report: course::report(view, writer),
        supervision: course::supervision(kind, view, writer),
        signing: signing(view, writer),
        dispute: dispute::dispute(view, writer),
        mediation: dispute::mediation(view, writer),
        charge: dispute::charge(view, writer),
        meeting: meeting::meeting(view, writer),
        instruction: meeting::instruction(view, writer),
        attachments: Vec::new(),
        pictures: std::collections::BTreeMap::new(),
    }
}

/// Acceptance, and the 60 days of Art. 34, which are there for demands of Art. 31 (6) alone.
fn handling(view: &MatterView) -> Handling {
    let accepted = steps::last(view, |step| match step {
        Step::Accepted(word) => Some(word),
        _ => None,
    });
    let (route, procedure) = accepted.map(|(word, _)| steps::split(&word.text)).unwrap_or_default();
    let clock = view.desk.clocks.iter().rev().find(|clock| clock.id == ClockId::Handle);
    Handling {
        accepted_on: view.state.accepted.as_ref().map(|(_, on)| *on),
        route,
        procedure,
        limit_end: clock.and_then(|clock| clock.due),
        limit_provisional: clock.is_some_and(|clock| clock.provisional),
        limit_text: String::new(),
        investigation: String::new(),
    }
}

/// The body above that reviews: of a township or a department of the city it is the city government
/// (Art. 35). Whatever is above that is not in the directory.
fn remedy(kind: PaperKind, view: &MatterView, tier: Tier, writer: &Writer<'_>) -> Remedy {
    let decided = match kind {
        PaperKind::ReviewOpinion => return Remedy::default(),
        // The form is handed out by whoever has the petitioner before them.
        PaperKind::ReviewRequest => {
            view.state.decided_by().and_then(|office| writer.directory.tier(office))
        }
        _ => Some(tier),
    };
    let below = decided.is_some_and(Tier::is_organ);
    let body = if below { government(writer.directory) } else { None };
    Remedy { body: body.unwrap_or_default(), days: None }
}

/// The paper that goes with a delivery receipt: the last one made out here that has not arrived.
fn open_paper<'a>(view: &'a MatterView, writer: &Writer<'_>) -> Option<&'a PaperState> {
    view.state.papers.iter().rev().find(|made| {
        made.office == *writer.office
            && PaperKind::from_name(&made.paper).is_some_and(PaperKind::needs_number)
            && view.state.delivered(&made.paper).is_none()
    })
}

fn delivery(view: &MatterView, writer: &Writer<'_>) -> Delivery {
    let recipient =
        view.main_person().map_or("", |person| person.shown(PersonField::Name)).to_owned();
    let title = |paper: &str| {
        PaperKind::from_name(paper).map(|kind| titles::title(kind).to_owned()).unwrap_or_default()
    };
    if let Some(made) = open_paper(view, writer) {
        return Delivery {
            paper: title(&made.paper),
            paper_number: made.number.clone(),
            recipient,
            ..Delivery::default()
        };
    }
    let last: Option<&payload::Delivery> = view.state.deliveries.last();
    last.map_or_else(
        || Delivery { recipient: recipient.clone(), ..Delivery::default() },
        |last| Delivery {
            paper: title(&last.paper),
            paper_number: view
                .state
                .issued(&last.paper)
                .map(|made| made.number.clone())
                .unwrap_or_default(),
            recipient: recipient.clone(),
            way: wording::way(last.way).to_owned(),
            result: wording::delivered(last.result).to_owned(),
            ..Delivery::default()
        },
    )
}

/// The last talk that was recorded: of a committee's papers one that the committee kept, which nobody
/// above reads; of all others one of the matter.
fn talk(kind: PaperKind, view: &MatterView, writer: &Writer<'_>) -> Talk {
    let own = |entry: &&HistoryEntry| {
        let committees = entry.place == Place::Committee;
        let by_us = entry.by.office_code.as_ref() == Some(writer.office);
        entry.verdict.is_none() && by_us && committees == kind.is_committees()
    };
    let talked = view.history.iter().rev().filter(own).find_map(|entry| match &entry.step {
        Step::Talked(talk) => Some((talk, entry)),
        _ => None,
    });
    let Some((talk, entry)) = talked else {
        return Talk { recorder: writer.person.to_owned(), ..Talk::default() };
    };
    let known = view.persons.iter().find(|one| one.shown(PersonField::Name) == talk.asked.trim());
    let fact = |field| known.map_or("", |one| one.shown(field)).to_owned();
    Talk {
        place: talk.place.clone(),
        from: None,
        to: None,
        asked: ::papers::Person {
            name: talk.asked.clone(),
            address: fact(PersonField::Address),
            phone: fact(PersonField::Phone),
        },
        asking: talk.asking.clone(),
        recorder: entry.by.person.clone(),
        text: talk.text.clone(),
    }
}

fn signing(view: &MatterView, writer: &Writer<'_>) -> Signing {
    let charged = view.state.charged.and_then(|person| writer.directory.person(person));
    let here = charged.filter(|person| person.office == *writer.office);
    let signed = steps::last_own(view, writer.office, |step| match step {
        Step::Signed(signature) => Some(signature.by.on),
        _ => None,
    });
    Signing {
        handler: here.map_or_else(|| writer.person.to_owned(), |person| person.name.clone()),
        signer: signed.map(|(_, entry)| entry.by.person.clone()).unwrap_or_default(),
        signer_title: String::new(),
        signed_on: signed.map(|(on, _)| on),
    }
}
