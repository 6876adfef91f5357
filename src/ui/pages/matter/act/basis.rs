//! What a step answers or decides about, to be read before one does: the opinion that is signed, the
//! request a station was sent, the fault a supervision found.

use casework::{
    MatterView, Step,
    step::{StepKind, payload::DemandOpinion},
};
use ident::{ChangeHash, OfficeCode};

use crate::ui::words::{act, date, intake, matter, procedure, step};

/// Names and values; nothing where the step answers nothing. `own` is the reader's office.
#[must_use]
pub fn basis(
    kind: StepKind,
    view: &MatterView,
    own: Option<&OfficeCode>,
    settles: Option<ChangeHash>,
    office: &dyn Fn(&str) -> String,
) -> Vec<(String, String)> {
    let state = &view.state;
    match kind {
        StepKind::Signed | StepKind::Concluded | StepKind::Verified | StepKind::SentBack => {
            let held = state.opinion.iter().flat_map(|opinion| &opinion.demands);
            held.flat_map(|one| opinion(view, one)).collect()
        }
        StepKind::ErrandDone => state
            .errands
            .iter()
            .filter(|one| one.answer.is_none() && Some(&one.errand.to) == own)
            .take(1)
            .map(|one| (act::ASKED.to_owned(), until(&one.errand.text, one.errand.until)))
            .collect(),
        StepKind::SupervisionAnswered => state
            .supervision
            .iter()
            .find(|one| one.answer.is_none())
            .map(|one| (act::SUPERVISION.to_owned(), until(&one.notice.text, one.notice.until)))
            .into_iter()
            .collect(),
        StepKind::SupervisionClosed => state
            .supervision
            .iter()
            .find(|one| one.closed_on.is_none())
            .into_iter()
            .flat_map(|one| {
                let answer = one.answer.as_ref().map(|(_, text)| text.clone());
                [
                    (act::SUPERVISION.to_owned(), one.notice.text.clone()),
                    (act::ANSWER.to_owned(), answer.unwrap_or_else(|| act::UNDONE.to_owned())),
                ]
            })
            .collect(),
        StepKind::ObjectionAgreed | StepKind::ObjectionRefused => {
            let last = view.history.iter().rev().find_map(|entry| match &entry.step {
                Step::Objected(it) if entry.verdict.is_none() => Some(it),
                _ => None,
            });
            last.map(|it| {
                let reasons = act::label(StepKind::Objected, "text").0.to_owned();
                (reasons, it.text.clone())
            })
            .into_iter()
            .collect()
        }
        StepKind::ReviewAnswered | StepKind::ReviewDecided => state
            .review
            .iter()
            .map(|review| (act::REQUEST.to_owned(), review.request.clone()))
            .collect(),
        StepKind::Settled => {
            let entry = view.history.iter().find(|entry| Some(entry.by.change) == settles);
            entry
                .map(|entry| {
                    let said = step::sentence(&entry.step, office);
                    let mut pairs = vec![(matter::by(&entry.by), said)];
                    if let Some(text) = step::text(&entry.step) {
                        pairs.push((act::WORDS.to_owned(), text.to_owned()));
                    }
                    if let Some(verdict) = entry.verdict {
                        pairs.push((act::WHY.to_owned(), procedure::verdict(verdict)));
                    }
                    pairs
                })
                .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn until(text: &str, on: Option<chrono::NaiveDate>) -> String {
    let mut said = text.to_owned();
    if let Some(on) = on {
        for part in ["（", &date::day(on), "前）"] {
            said.push_str(part);
        }
    }
    said
}

fn opinion(view: &MatterView, held: &DemandOpinion) -> Vec<(String, String)> {
    let at = view.demands.iter().position(|demand| demand.id == held.demand).unwrap_or_default();
    let parts = [
        (intake::demand(at), procedure::outcome(held.outcome)),
        (act::FACTS.to_owned(), held.facts.as_str()),
        (act::OPINION.to_owned(), held.text.as_str()),
        (act::BASIS.to_owned(), held.basis.as_str()),
    ];
    let there = parts.into_iter().filter(|(_, value)| !value.is_empty());
    there.map(|(name, value)| (name, value.to_owned())).collect()
}
