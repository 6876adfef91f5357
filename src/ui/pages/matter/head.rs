use casework::schema::PersonField;
use leptos::prelude::*;

use super::page::Page;
use crate::ui::{
    components::PageTitle,
    route::Route,
    words::{general, list, matter},
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
    let tab = Signal::derive(move || general::title(&name.get()));
    let receipt = Route::Receipt(page.matter);
    view! {
        <p class="back"><a class="link" href="#/">{general::BACK_TO_LIST}</a></p>
        <div class="matter-head">
            <div>
                <PageTitle text=name tab />
                <p class="matter-head__number">{matter::NUMBER}" "{move || numbers.get()}</p>
                <p class="matter-head__status">{move || status.get()}</p>
            </div>
            <button type="button" class="button" on:click=move |_| receipt.go()>{matter::RECEIPT}</button>
        </div>
    }
    .into_any()
}
