//! What was done so far beside the course of steps: papers and deliveries, ratings, review,
//! supervision, help by stations, marks. Blocks of names and values, none of them empty.

use casework::{MatterView, matter::MatterState, step::codes::RatedBody};
use chrono::NaiveDate;
use leptos::prelude::*;

use super::page::Page;
use crate::ui::words::{act, date, procedure};

/// A heading with names and values.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    title: &'static str,
    pairs: Vec<(String, String)>,
}

/// The panel; nothing while there is nothing to say.
#[component]
pub fn Dossier(page: Page) -> AnyView {
    let office = page.office();
    let blocks = Memo::new(move |_| {
        let persons = |state: &MatterState| {
            state.recused.iter().map(|person| page.person(*person)).collect::<Vec<_>>()
        };
        page.with(|view| blocks(view, &office, &persons(&view.state)))
    });
    let panel = move || {
        let drawn: Vec<AnyView> = blocks.get().into_iter().map(block).collect();
        if drawn.is_empty() {
            return None;
        }
        Some(view! {
            <section class="panel" aria-labelledby="dossier">
                <h2 class="panel__title" id="dossier">{act::COURSE}</h2>
                {drawn}
            </section>
        })
    };
    view! { {panel} }.into_any()
}

fn block(block: Block) -> AnyView {
    let pairs: Vec<AnyView> = block
        .pairs
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
                .into_any()
        })
        .collect();
    view! { <h3 class="dossier__title">{block.title}</h3><dl class="pairs">{pairs}</dl> }.into_any()
}

/// `2026年11月20日 已反馈`, parts that are there only.
fn said(on: NaiveDate, text: &str) -> String {
    [date::day(on).as_str(), text].join(" ").trim_end().to_owned()
}

/// Everything, in the order of the procedure.
fn blocks(view: &MatterView, office: &dyn Fn(&str) -> String, recused: &[String]) -> Vec<Block> {
    let state = &view.state;
    let all = [
        (act::PAPERS, papers(state)),
        (act::ERRANDS, errands(state, office)),
        (act::SUPERVISION, supervision(state)),
        (act::REVIEW, review(state, office)),
        (act::REREVIEW, rereview(state)),
        (act::RATINGS, ratings(state)),
        (act::MARKS, marks(state)),
        (
            act::RECUSED,
            recused.iter().map(|name| (act::RECUSED.to_owned(), name.clone())).collect(),
        ),
    ];
    all.into_iter()
        .filter(|(_, pairs)| !pairs.is_empty())
        .map(|(title, pairs)| Block { title, pairs })
        .collect()
}

fn papers(state: &MatterState) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for paper in &state.papers {
        let issued = [act::ISSUED, paper.number.as_str()].join(" ");
        pairs.push((procedure::paper(&paper.paper).to_owned(), said(paper.on, &issued)));
    }
    for delivery in &state.deliveries {
        let how = [
            procedure::delivery_way(delivery.way),
            procedure::delivery_result(delivery.result),
            delivery.receiver.as_str(),
            delivery.text.as_str(),
        ];
        let how: Vec<&str> = how.into_iter().filter(|part| !part.is_empty()).collect();
        pairs.push((
            procedure::paper(&delivery.paper).to_owned(),
            said(delivery.by.on, &how.join("，")),
        ));
    }
    pairs
}

fn errands(state: &MatterState, office: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for one in &state.errands {
        let name = office(one.errand.to.as_str());
        pairs.push((name, said(one.errand.by.on, &one.errand.text)));
        let answer = match &one.answer {
            Some((on, text)) => said(*on, text),
            None => act::UNDONE.to_owned(),
        };
        pairs.push((act::ANSWER.to_owned(), answer));
    }
    pairs
}

fn supervision(state: &MatterState) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for one in &state.supervision {
        let notice = &one.notice;
        let name = procedure::supervision(notice.means).to_owned();
        pairs.push((name, said(notice.by.on, &notice.text)));
        let answer = match &one.answer {
            Some((on, text)) => said(*on, text),
            None => act::UNDONE.to_owned(),
        };
        pairs.push((act::ANSWER.to_owned(), answer));
        if let Some(on) = one.closed_on {
            pairs.push((act::CLOSED.to_owned(), date::day(on)));
        }
    }
    pairs
}

fn review(state: &MatterState, office: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let Some(review) = &state.review else { return Vec::new() };
    let mut pairs = vec![
        (act::AGAINST.to_owned(), office(review.against.as_str())),
        (act::REQUEST.to_owned(), said(review.requested_on, &review.request)),
    ];
    if let Some(accepted) = review.accepted {
        let word = if accepted { act::TAKEN_UP } else { act::NOT_TAKEN_UP };
        pairs.push((act::TAKING_UP.to_owned(), word.to_owned()));
    }
    if let Some((outcome, on, text, basis)) = &review.decision {
        let held = [procedure::review_outcome(*outcome), text.as_str()].join("：");
        pairs.push((act::DECISION.to_owned(), said(*on, &held)));
        pairs.push((act::BASIS.to_owned(), basis.clone()));
    }
    pairs
}

fn rereview(state: &MatterState) -> Vec<(String, String)> {
    let Some(rereview) = &state.rereview else { return Vec::new() };
    let mut pairs = vec![(act::REQUEST.to_owned(), said(rereview.requested_on, &rereview.body))];
    let decision = match (rereview.decided_on, rereview.outcome) {
        (Some(on), Some(outcome)) => {
            let held = [procedure::review_outcome(outcome), rereview.number.as_str()].join(" ");
            said(on, &held)
        }
        _ => act::OPEN.to_owned(),
    };
    pairs.push((act::DECISION.to_owned(), decision));
    pairs
}

/// Both bodies, once anything was rated or the matter is over: not rated is not satisfied.
fn ratings(state: &MatterState) -> Vec<(String, String)> {
    if state.ratings.is_empty() && !state.stage.is_concluded() {
        return Vec::new();
    }
    RatedBody::ALL
        .iter()
        .map(|body| {
            let last = state.ratings.iter().rev().find(|rating| rating.about == *body);
            let value = last.map_or_else(
                || act::NOT_RATED.to_owned(),
                |rating| {
                    let how =
                        [procedure::satisfaction(rating.value), procedure::rating_way(rating.way)];
                    said(rating.by.on, &how.join("，"))
                },
            );
            (procedure::rated_body(*body).to_owned(), value)
        })
        .collect()
}

fn marks(state: &MatterState) -> Vec<(String, String)> {
    state
        .marks
        .iter()
        .map(|(mark, (value, on))| {
            (procedure::mark(*mark).to_owned(), said(*on, procedure::mark_value(*value)))
        })
        .collect()
}
