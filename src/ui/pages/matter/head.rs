use casework::schema::PersonField;
use leptos::prelude::*;

use super::page::Page;
use crate::ui::{
    components::PageTitle,
    route::Route,
    words::{general, list, matter, procedure},
};

/// Who, which number, where it stands.
#[component]
pub fn Head(page: Page) -> AnyView {
    let name = page.part(|view| {
        let name = view.main_person().map_or("", |person| person.shown(PersonField::Name));
        if name.is_empty() { list::NO_NAME.to_owned() } else { name.to_owned() }
    });
    let numbers = page.part(|view| view.local_nos.join("、"));
    let status =
        page.part(|view| matter::status(&view.home_name, view.registered_on, &view.holder_name));
    let stage = page.part(|view| procedure::stage(view.state.stage).to_owned());
    let urgent = page.part(|view| view.state.urgent);
    let over = page.part(|view| view.state.stage.is_over());
    let in_charge = Memo::new(move |_| match page.with(|view| view.state.charged) {
        Some(person) => page.person(person),
        None => matter::NOBODY_IN_CHARGE.to_owned(),
    });
    let shown_charge = move || {
        let known = page.with(|view| view.state.charged.is_some());
        (known || !over.get())
            .then(|| view! { <span class="matter-head__charge">{matter::IN_CHARGE}"："{move || in_charge.get()}</span> })
    };
    let urgent_tag =
        move || urgent.get().then(|| view! { <span class="tag tag--bad">{matter::URGENT}</span> });
    // Not the name: browsers keep the titles of tabs in their history, in plain.
    let tab = Signal::derive(move || general::title(&numbers.get()));
    let receipt = Route::Receipt(page.matter);
    let papers = Route::Papers(page.matter, None).href();
    view! {
        <p class="back"><a class="link" href="#/">{general::BACK_TO_LIST}</a></p>
        <div class="matter-head">
            <div>
                <PageTitle text=name tab />
                <p class="matter-head__number">{matter::NUMBER}" "{move || numbers.get()}</p>
                <p class="matter-head__status">{move || status.get()}</p>
                <p class="matter-head__stage">
                    <span class="stage"><span class="unseen">{matter::STAGE}"："</span>{move || stage.get()}</span>
                    {urgent_tag}
                    {shown_charge}
                </p>
            </div>
            <div class="matter-head__actions">
                <a class="button" href=papers>{matter::PAPERS}</a>
                <button type="button" class="button" on:click=move |_| receipt.go()>{matter::RECEIPT}</button>
            </div>
        </div>
    }
    .into_any()
}
