//! The course of a matter as papers tell it: where it went, why not, how much longer, what above says.

use ::papers::{Extension, Material, PaperKind, Reason, Referral, Report, Review, Supervision};
use casework::{
    Directory, MatterView, Step,
    matter::{ClockRun, LegKind},
    step::codes,
};
use clocks::ClockId;

use super::{Writer, issuer::organ_of, steps, wording};

/// The last passing on by the office at hand: of a slip or a letter the last one that such a paper went
/// with; the petitioner is told of any.
pub fn referral(kind: PaperKind, view: &MatterView, writer: &Writer<'_>) -> Referral {
    let usual = Referral {
        report_form: wording::REPORT_FORM.to_owned(),
        legal_limits: wording::LEGAL_LIMITS.to_owned(),
        ..Referral::default()
    };
    let told = kind == PaperKind::WhereItWentNotice;
    let sent = view.state.legs.iter().rev().find(|leg| {
        let ours = leg.from == *writer.office || writer.directory.heir(&leg.from) == writer.office;
        ours && (told || leg.kind != LegKind::Handed)
    });
    let Some(leg) = sent else { return usual };
    let to = writer.directory.office(&leg.to);
    Referral {
        to: organ_of(writer.directory, &leg.to),
        to_phone: to.map(|office| office.phone.clone()).unwrap_or_default(),
        sent_on: Some(leg.sent_on),
        way: match leg.kind {
            LegKind::Assigned => wording::ASSIGNED,
            LegKind::Handed => wording::HANDED,
            LegKind::Forwarded => wording::FORWARDED,
        }
        .to_owned(),
        deadline: leg.assignment.as_ref().map(|assignment| assignment.until),
        demanded: leg.assignment.as_ref().map(|it| it.text.clone()).unwrap_or_default(),
        ..usual
    }
}

/// Why it is declined, returned or no longer accepted.
pub fn reason(kind: PaperKind, view: &MatterView, writer: &Writer<'_>) -> Reason {
    let found = match kind {
        PaperKind::DeclineNotice => declined(view, writer),
        PaperKind::ReturnObjection => objected(view, writer),
        PaperKind::NoLongerNotice => no_longer(view, writer),
        PaperKind::ReviewDecline => review_declined(view, writer),
        _ => None,
    };
    found.unwrap_or_default()
}

fn declined(view: &MatterView, writer: &Writer<'_>) -> Option<Reason> {
    let (reason, _) = steps::last_own(view, writer.office, |step| match step {
        Step::Declined(decline) => Some(Reason {
            code: wording::decline_code(decline.reason).to_owned(),
            text: sentence(&decline.text),
            article: wording::decline_article(decline.reason).to_owned(),
            turn_to: decline.turn_to.clone(),
            ..Reason::default()
        }),
        Step::OtherProcedure(other) => Some(Reason {
            code: wording::OTHER_PROCEDURE.to_owned(),
            text: sentence(&other.text),
            article: wording::route_article(other.route).to_owned(),
            turn_to: other.turn_to.clone(),
            ..Reason::default()
        }),
        _ => None,
    })?;
    Some(reason)
}

fn objected(view: &MatterView, writer: &Writer<'_>) -> Option<Reason> {
    let (objection, _) = steps::last_own(view, writer.office, |step| match step {
        Step::Objected(objection) => Some(objection),
        _ => None,
    })?;
    let right = objection.proposes.as_ref();
    Some(Reason {
        text: sentence(&objection.text),
        turn_to: right.map(|office| organ_of(writer.directory, office)).unwrap_or_default(),
        ..Reason::default()
    })
}

fn no_longer(view: &MatterView, writer: &Writer<'_>) -> Option<Reason> {
    let rereview = view.state.rereview.as_ref();
    let said = steps::last_own(view, writer.office, |step| match step {
        Step::NoLonger(no_longer) => Some(no_longer),
        _ => None,
    });
    if said.is_none() && rereview.is_none() {
        return None;
    }
    let earlier_body = rereview.map(|it| it.body.clone()).unwrap_or_default();
    Some(match said {
        Some((it, _)) => Reason {
            earlier_number: it.opinion_no.clone(),
            earlier_date: Some(it.opinion_on),
            earlier_body,
            help: it.text.clone(),
            ..Reason::default()
        },
        None => Reason {
            earlier_number: rereview.map(|it| it.number.clone()).unwrap_or_default(),
            earlier_date: rereview.and_then(|it| it.decided_on),
            earlier_body,
            ..Reason::default()
        },
    })
}

fn review_declined(view: &MatterView, writer: &Writer<'_>) -> Option<Reason> {
    let (answer, _) = steps::last_own(view, writer.office, |step| match step {
        Step::ReviewAnswered(answer) if !answer.accepted => Some(answer),
        _ => None,
    })?;
    Some(Reason {
        text: sentence(&answer.text),
        article: wording::REVIEW_ARTICLE.to_owned(),
        ..Reason::default()
    })
}

/// What is asked of the petitioner: the first line says what, the rest why.
pub fn material(view: &MatterView, writer: &Writer<'_>) -> Material {
    let asked = steps::last_own(view, writer.office, |step| match step {
        Step::MaterialAsked(request) => Some(request),
        _ => None,
    });
    let Some((request, _)) = asked else { return Material::default() };
    let (what, why) = steps::split(&request.text);
    Material { what, why, until: request.until }
}

/// The extension, with the day before and after it.
pub fn extension(view: &MatterView, directory: &Directory) -> Extension {
    let state = &view.state;
    let clock = state.clocks.iter().rev().find(|clock| clock.id == ClockId::Handle);
    let due =
        |clock: &ClockRun| directory.rules().due(state.rules.as_deref(), clock).map(|due| due.due);
    let plain = clock.map(|clock| ClockRun { extended: 0, ..clock.clone() });
    let old_end = plain.as_ref().and_then(due);
    let extended = steps::last(view, |step| match step {
        Step::Extended(extension) => Some(extension),
        _ => None,
    });
    // An extension before a sending back is of a time that is over.
    let Some((extension, entry)) = extended.filter(|_| state.extended.is_some()) else {
        return Extension { old_end, ..Extension::default() };
    };
    Extension {
        reason: sentence(&extension.text),
        days: u16::try_from(extension.days).ok(),
        old_end,
        new_end: clock.and_then(due),
        approver: entry.by.person.clone(),
        approved_on: Some(extension.by.on),
        approver_opinion: String::new(),
    }
}

/// The review, from the request on.
pub fn review(view: &MatterView, directory: &Directory) -> Review {
    let state = &view.state;
    let decided =
        state.review.as_ref().map(|review| &review.against).or_else(|| state.decided_by());
    let number = decided.and_then(|office| {
        let kind = PaperKind::HandlingOpinion.name();
        state.papers.iter().rev().find(|made| made.paper == kind && made.office == *office)
    });
    let mut review = Review {
        respondent: decided.map(|office| organ_of(directory, office)).unwrap_or_default(),
        challenged_number: number.map(|made| made.number.clone()).unwrap_or_default(),
        challenged_received_on: state.opinion.as_ref().and_then(|opinion| opinion.delivered_on),
        ..Review::default()
    };
    let Some(found) = &state.review else { return review };
    review.requested_on = Some(found.requested_on);
    review.requests.clone_from(&found.request);
    let clock = view.desk.clocks.iter().rev().find(|clock| clock.id == ClockId::Review);
    review.limit_end = clock.and_then(|clock| clock.due);
    if let Some((outcome, _, opinion, basis)) = &found.decision {
        wording::review_outcome(*outcome).clone_into(&mut review.outcome);
        review.opinion.clone_from(opinion);
        review.basis.clone_from(basis);
    }
    review
}

/// The report to whoever assigned it.
pub fn report(view: &MatterView, writer: &Writer<'_>) -> Report {
    let leg = view
        .state
        .legs
        .iter()
        .rev()
        .find(|leg| leg.to == *writer.office && leg.kind == LegKind::Assigned);
    let concluded = steps::last(view, |step| match step {
        Step::Concluded(word) => Some(word.text.clone()),
        _ => None,
    });
    let mut report =
        Report { result: concluded.map(|(text, _)| text).unwrap_or_default(), ..Report::default() };
    let Some(leg) = leg else { return report };
    let letter =
        view.state.papers.iter().rev().find(|made| {
            made.paper == PaperKind::AssignmentLetter.name() && made.office == leg.from
        });
    report.to = organ_of(writer.directory, &leg.from);
    report.assignment_number = letter.map(|made| made.number.clone()).unwrap_or_default();
    report.assigned_on = Some(leg.sent_on);
    report
}

/// The last supervision: of a notice the first line is what was found, the rest what is demanded; a
/// reminder only demands.
pub fn supervision(kind: PaperKind, view: &MatterView, writer: &Writer<'_>) -> Supervision {
    let means = match kind {
        PaperKind::SupervisionNotice => codes::Supervision::Order,
        PaperKind::ReminderRecord => codes::Supervision::Reminder,
        _ => return Supervision::default(),
    };
    let to = view
        .state
        .holder
        .as_ref()
        .map(|office| organ_of(writer.directory, office))
        .unwrap_or_default();
    let found = view.state.supervision.iter().rev().find(|found| found.notice.means == means);
    let Some(found) = found else { return Supervision { to, ..Supervision::default() } };
    let (fault, demand) = match means {
        codes::Supervision::Order => steps::split(&found.notice.text),
        codes::Supervision::Reminder => (String::new(), found.notice.text.trim().to_owned()),
    };
    Supervision {
        to,
        fault,
        demand,
        deadline: found.notice.until,
        feedback: found.answer.as_ref().map(|(_, text)| text.clone()).unwrap_or_default(),
        on: Some(found.notice.by.on),
        ..Supervision::default()
    }
}

/// With a full stop at the end: the templates go on after it.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['。', '！', '？', '；', '：']) {
        text.to_owned()
    } else {
        [text, "。"].concat()
    }
}
