use casework::{
    Step,
    case_write::CaseWrite,
    dispute::{DisputeKind, DisputeStep, step::Session},
    schema::{Fact, FactValue},
    step::payload::Acting,
    view::Place,
};
use leptos::{prelude::*, task::spawn_local};

use super::{acting, consent::all_agree, may};
use crate::ui::{
    browser,
    components::{FieldKind, Notice, TextArea, TextField, Tone},
    pages::matter::page::Page,
    words::{date, dispute as words, failure, general, matter},
};

/// The talks so far, and the form for the next. The day goes to everybody who sees the dispute; the
/// words go into the committee's own document.
#[component]
pub fn Talks(page: Page) -> AnyView {
    let held = page.part(|view| {
        view.state.dispute.mediation().map(|one| one.sessions.clone()).unwrap_or_default()
    });
    let days = move || {
        let days: Vec<AnyView> = held
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, on)| view! { <li>{words::session(at, on)}</li> }.into_any())
            .collect();
        (!days.is_empty()).then(|| view! { <ul class="mediation__days">{days}</ul> })
    };
    let (agree, may_hold) = (all_agree(page), may(page, DisputeKind::SessionHeld));
    let form = move || (agree.get() && may_hold.get()).then(|| view! { <TalkForm page /> });
    view! {
        <h3 class="mediation__step">{words::SESSIONS}</h3>
        {days}
        {form}
        {kept(page)}
    }
    .into_any()
}

#[component]
fn TalkForm(page: Page) -> AnyView {
    let prefix = StoredValue::new(["talk/", &page.matter.to_hex(), "/"].concat());
    let field = |key: &str| {
        let key = prefix.with_value(|prefix| [prefix, key].concat());
        page.session.scratch.field(key)
    };
    let (place, text) = (field("place"), field("text"));
    let on = prefix
        .with_value(|prefix| page.session.scratch.day(prefix, "on", &["on"], browser::today()));
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(by) = acting(page, DisputeKind::SessionHeld) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let said = text.get_untracked().trim().to_owned();
        if said.is_empty() {
            return wrong.set(Some(words::SESSION_MISSING.to_owned()));
        }
        let day = match Fact::ReceivedOn.value(&on.get_untracked()) {
            Ok(Some(FactValue::Date(day))) if day <= by.on => day,
            _ => {
                return wrong.set(Some(crate::ui::words::act::NOT_A_DATE.to_owned()));
            }
        };
        let by = Acting { on: day, ..by };
        let place = place.get_untracked().trim().to_owned();
        let held = Step::Dispute(DisputeStep::SessionHeld(Session { by, place }));
        // The note says of itself when it was: what else of the session is known stands elsewhere.
        let note = Step::Noted { text: [&date::day(day), "：", &said].concat() };
        let write = CaseWrite::to(page.matter).step(held).committee(note, Vec::new());
        busy.set(true);
        spawn_local(async move {
            let prefix = prefix.try_get_value().unwrap_or_default();
            match page.enter(vec![write], Some(&prefix)).await {
                Ok(_) => {
                    text.try_set(String::new());
                    on.try_set(browser::today().to_string());
                    wrong.try_set(None);
                }
                Err(why) => {
                    wrong.try_set(Some(failure::sentence(&why)));
                }
            }
            busy.try_set(false);
        });
    };
    let error = MaybeProp::derive(move || wrong.get());
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <Notice tone=Tone::Plain><p>{words::COMMITTEE_ONLY}</p></Notice>
            <TextField id="talk-on" label=words::SESSION_ON bind=on kind=FieldKind::Date
                max=browser::today().to_string() />
            <TextField id="talk-place" label=words::SESSION_PLACE bind=place />
            <TextArea id="talk-text" label=words::SESSION_TEXT bind=text rows=6 error />
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || busy.get()>
                    {move || if busy.get() { general::SAVING } else { words::SESSION_SAVE }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What the committee of this office kept of its talks; nothing where it kept none.
pub fn kept(page: Page) -> AnyView {
    let talks = page.part(|view| {
        let own = view.history.iter().filter(|entry| entry.place == Place::Committee);
        let noted = own.filter_map(|entry| match &entry.step {
            Step::Noted { text } => Some((text.clone(), matter::by(&entry.by))),
            Step::Talked(talk) => Some((super::inquiry::kept(talk), matter::by(&entry.by))),
            _ => None,
        });
        noted.collect::<Vec<_>>()
    });
    let shown = move || {
        let talks: Vec<AnyView> = talks
            .get()
            .into_iter()
            .map(|(text, by)| {
                view! { <li><p class="prose">{text}</p><p class="history__by">{by}</p></li> }
                    .into_any()
            })
            .collect();
        (!talks.is_empty()).then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__summary">{words::TALKS_KEPT}"（"{talks.len()}"）"</summary>
                    <ol class="mediation__talks">{talks}</ol>
                </details>
            }
        })
    };
    view! { {shown} }.into_any()
}
