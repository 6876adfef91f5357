//! After saving.

use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{
    components::{Notice, PageTitle, Tone},
    route::Route,
    words::{general, intake},
};

/// It is on this device's disk.
#[component]
pub fn SavedView(matter: MatterId, local_no: String) -> AnyView {
    let go = |route: Route| move |_: leptos::ev::MouseEvent| route.go();
    view! {
        <div class="saved">
            <div role="status">
                <PageTitle text=general::SAVED_HERE.to_owned() tab=general::title(general::SAVED_HERE) />
                <p class="saved__number">{intake::number(&local_no)}</p>
            </div>
            <div class="saved__actions">
                <button type="button" class="button button--primary button--large"
                    on:click=go(Route::Receipt(matter))>{intake::PRINT}</button>
                <button type="button" class="button button--large"
                    on:click=go(Route::New(None))>{intake::ANOTHER}</button>
                <button type="button" class="button button--large"
                    on:click=go(Route::Matter(matter))>{intake::LOOK}</button>
            </div>
        </div>
    }
    .into_any()
}

/// It was cut off, and very likely saved.
#[component]
pub fn MaybeSavedView() -> AnyView {
    view! {
        <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
        <Notice tone=Tone::Careful><p>{intake::MAYBE_SAVED}</p></Notice>
        <p>
            <button type="button" class="button button--primary" on:click=move |_| Route::List.go()>
                {intake::TO_LIST}
            </button>
        </p>
    }
    .into_any()
}
