//! The own period: how it stands, what was entered in it, and the one tap.

use casework::{
    CaseKind,
    directory::Tier,
    screening::{FoundView, PeriodView, Standing},
};
use leptos::prelude::*;

use super::page::{Page, Saying};
use crate::ui::{
    components::TextArea,
    route::Route,
    words::{date, screening as words},
};

/// The panel.
#[component]
pub fn Own(page: Page) -> AnyView {
    let now = page.part(|view| view.now);
    let found = page.part(|view| {
        let Some(now) = view.now else { return Vec::new() };
        let inside =
            |one: &&FoundView| clocks::parse_date(&one.on).is_some_and(|on| now.period.holds(on));
        view.found.iter().filter(inside).cloned().collect()
    });
    let above = Memo::new(move |_| {
        let tier = page.session.identity.with(|own| own.as_ref().map(|own| own.tier));
        matches!(tier, Some(Tier::City | Tier::Township))
    });
    let content = move || match now.get() {
        None => view! { <p>{words::NONE_DUE}</p> }.into_any(),
        Some(now) => {
            let review = move || above.get().then(|| view! { <Review page now /> });
            view! {
                <p class="lead">
                    {words::period(now.period)}" "{tag(now.standing)}
                </p>
                <p>{body(now.standing)}</p>
                {move || entered(&found.get())}
                <div class="actions">
                    {(now.standing == Standing::NotReported).then(|| nothing(page, now, words::NOTHING, "button button--primary screening__one"))}
                    <a class="button" href=Route::NewDispute.href()>{words::ENTER}</a>
                </div>
                {review}
            }
            .into_any()
        }
    };
    view! {
        <section class="panel" aria-labelledby="now">
            <h2 class="panel__title" id="now">{words::NOW}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn body(standing: Standing) -> &'static str {
    match standing {
        Standing::NotReported => words::HOW,
        Standing::Zero => words::ZERO_BODY,
        Standing::Found(0) => words::SAID_BODY,
        Standing::Found(_) => words::FOUND_BODY,
    }
}

/// A standing as a tag: its words say it.
pub fn tag(standing: Standing) -> AnyView {
    let class = match standing {
        Standing::NotReported => "tag tag--careful",
        Standing::Zero => "tag",
        Standing::Found(_) => "tag tag--waiting",
    };
    view! { <span class=class>{words::standing(standing)}</span> }.into_any()
}

/// The one tap.
pub fn nothing(page: Page, of: PeriodView, text: &'static str, class: &'static str) -> AnyView {
    let say = move |_| {
        let (from, to) = (of.period.from, of.period.to);
        page.say(Saying { from, to, round: None, nothing: true, text: String::new() }, None);
    };
    view! {
        <button type="button" class=class
            disabled=move || page.saving.get() on:click=say>{text}</button>
    }
    .into_any()
}

/// Disputes that were entered, each a way to its page.
pub fn entered(found: &[FoundView]) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = found
        .iter()
        .map(|one| {
            let href = Route::of_case(CaseKind::Dispute, one.case).href();
            let day = date::day_of_text(&one.on);
            view! {
                <li class="lines__line">
                    <a class="link" href=href>{one.title.clone()}</a>" "<span>{day}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <h3 class="screening__heading">{words::ENTERED}</h3>
        <ul class="lines">{rows}</ul>
    }
    .into_any()
}

/// What a township or the city office writes of the period: it convenes and reviews, and enters
/// nothing again.
#[component]
fn Review(page: Page, now: PeriodView) -> AnyView {
    let prefix = format!("screening/{}/", now.period.from);
    let text = page.session.scratch.field(format!("{prefix}review"));
    let wrong = RwSignal::new(false);
    let error = MaybeProp::derive(move || wrong.get().then(|| words::REVIEW_MISSING.to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = text.get_untracked().trim().to_owned();
        wrong.set(typed.is_empty());
        if typed.is_empty() {
            return;
        }
        let (from, to) = (now.period.from, now.period.to);
        let saying = Saying { from, to, round: None, nothing: false, text: typed };
        page.say(saying, Some((prefix.clone(), text)));
    };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <TextArea id="review" label=words::REVIEW bind=text rows=4 hint=words::REVIEW_HINT error />
            <div class="actions">
                <button type="submit" class="button" disabled=move || page.saving.get()>{words::REVIEW_SAVE}</button>
            </div>
        </form>
    }
    .into_any()
}
