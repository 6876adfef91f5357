//! The list: what is to be made now, what was made, what else could be.

use ::papers::{PaperKind, wording};
use casework::{MatterView, directory::Tier};
use ident::OfficeCode;
use leptos::prelude::*;

use super::desk::Desk;
use crate::{
    papers::{issued, may_now, suggested},
    ui::{
        components::{Notice, Tone},
        route::Route,
        words::papers,
    },
};

/// A line of the list: the paper, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    kind: PaperKind,
    title: &'static str,
    notes: Vec<String>,
}

impl Line {
    fn bare(kind: PaperKind) -> Self {
        Self { kind, title: wording::title(kind), notes: Vec::new() }
    }
}

/// Suggested, made out, other.
type Lines = (Vec<Line>, Vec<Line>, Vec<Line>);

fn lines(view: &MatterView, office: &OfficeCode, tier: Tier) -> Lines {
    let state = &view.state;
    let now = suggested(state, office, tier);
    let made: Vec<PaperKind> =
        PaperKind::ALL.into_iter().filter(|kind| issued(state, *kind, office).is_some()).collect();
    let others = PaperKind::ALL
        .into_iter()
        .filter(|kind| may_now(*kind, state, office, tier))
        .filter(|kind| !now.contains(kind) && !made.contains(kind));
    let done = made.iter().filter_map(|kind| {
        let made = issued(state, *kind, office)?;
        let mut notes = vec![papers::made_on(made.on, &made.number)];
        if kind.needs_number() {
            let delivered = state.delivered(&made.paper).filter(|found| found.by.on >= made.on);
            notes.push(delivered.map_or_else(
                || papers::NOT_DELIVERED.to_owned(),
                |found| papers::delivered_on(found.by.on, found.result),
            ));
        }
        Some(Line { notes, ..Line::bare(*kind) })
    });
    (
        now.iter().map(|kind| Line::bare(*kind)).collect(),
        done.collect(),
        others.map(Line::bare).collect(),
    )
}

/// The list.
#[component]
pub fn List(desk: Desk) -> AnyView {
    let lines = Memo::new(move |_| desk.with(lines).unwrap_or_default());
    let station = Memo::new(move |_| desk.with(|_, _, tier| tier == Tier::Village));
    let note = move || {
        let text = papers::about(desk.kind(), station.get()?)?;
        Some(view! { <Notice tone=Tone::Plain><p>{text}</p></Notice> })
    };
    let sections = move || {
        let (now, made, others) = lines.get();
        let none = now.is_empty() && made.is_empty() && others.is_empty();
        let nothing = now.is_empty() && station.get() != Some(true) || none;
        [
            section(desk, "papers-now", papers::SUGGESTED, now, nothing),
            section(desk, "papers-made", papers::ISSUED, made, false),
            section(desk, "papers-other", papers::OTHERS, others, false),
        ]
        .collect_view()
    };
    view! { {note}<div class="papers-list">{sections}</div> }.into_any()
}

fn section(
    desk: Desk,
    id: &'static str,
    title: &'static str,
    lines: Vec<Line>,
    say_empty: bool,
) -> AnyView {
    if lines.is_empty() && !say_empty {
        return ().into_any();
    }
    let content = if lines.is_empty() {
        view! { <p class="none">{papers::NOTHING_SUGGESTED}</p> }.into_any()
    } else {
        let items: Vec<AnyView> = lines.into_iter().map(|line| item(desk, line)).collect();
        view! { <ul class="papers-lines">{items}</ul> }.into_any()
    };
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 class="panel__title" id=id>{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn item(desk: Desk, line: Line) -> AnyView {
    // The receipt has a page of its own, for A4 and for a slip.
    let route = match line.kind {
        PaperKind::Receipt => Route::Receipt(desk.matter),
        kind => Route::Papers(desk.matter, Some(kind)),
    };
    let notes: Vec<AnyView> = line
        .notes
        .into_iter()
        .map(|note| view! { <span class="papers-line__note">{note}</span> }.into_any())
        .collect();
    view! {
        <li>
            <a class="papers-line" href=route.href()>
                <span class="papers-line__title">{line.title}</span>
                {notes}
            </a>
        </li>
    }
    .into_any()
}
