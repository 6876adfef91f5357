use casework::schema::Fact;
use leptos::prelude::*;

use crate::ui::{
    components::PageTitle,
    pages::matter::page::Page,
    route::Route,
    words::{cases, date, dispute as words, general, matter},
};

/// What it is called, its number, where it is, how grave it is, how it stands.
#[component]
pub fn Head(page: Page) -> AnyView {
    let title = page.part(|view| match view.shown(Fact::Title) {
        "" => words::UNTITLED.to_owned(),
        title => title.to_owned(),
    });
    let numbers = page.part(|view| view.local_nos.join("、"));
    let status = page.part(|view| {
        words::status(&view.home_name, view.state.dispute.found_on, &view.holder_name)
    });
    let standing = page.part(|view| words::standing(&view.state.dispute));
    let over = page.part(|view| view.state.dispute.struck_on.is_some());
    let risk = page.part(|view| view.state.dispute.risk);
    let urgent = page.part(|view| view.state.urgent);
    let risk_words = move || match risk.get() {
        Some((level, on)) => {
            [words::RISK, "：", cases::risk(level), "（", &date::day(on), "）"].concat()
        }
        None => [words::RISK, "：", words::NO_RISK].concat(),
    };
    let risk_class = move || match risk.get() {
        Some((casework::dispute::codes::Risk::High, _)) => "tag tag--bad",
        Some((casework::dispute::codes::Risk::Medium, _)) => "tag tag--careful",
        _ => "tag",
    };
    let urgent_tag =
        move || urgent.get().then(|| view! { <span class="tag tag--bad">{matter::URGENT}</span> });
    let flared =
        move || over.get().then(|| view! { <p class="field__hint">{words::FLARED_UP}</p> });
    // Not the name: browsers keep the titles of tabs in their history, in plain.
    let tab = Signal::derive(move || general::title(&numbers.get()));
    let papers = Route::Papers(page.matter, None).href();
    view! {
        <p class="back"><a class="link" href=Route::Disputes.href()>{words::BACK}</a></p>
        <div class="matter-head">
            <div>
                <PageTitle text=title tab />
                <p class="matter-head__number">{matter::NUMBER}" "{move || numbers.get()}</p>
                <p class="matter-head__status">{move || status.get()}</p>
                <p class="matter-head__stage">
                    <span class="stage">{move || standing.get()}</span>
                    <span class=risk_class>{risk_words}</span>
                    {urgent_tag}
                </p>
                {flared}
            </div>
            <div class="matter-head__actions">
                <a class="button" href=papers>{matter::PAPERS}</a>
            </div>
        </div>
    }
    .into_any()
}
