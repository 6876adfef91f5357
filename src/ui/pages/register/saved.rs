//! After saving.

use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use super::{
    after::{Outcome, finish},
    form::Form,
};

use crate::{
    bridge::SealedFate,
    ui::{
        components::{Notice, PageTitle, Tone},
        route::Route,
        words::{general, intake, sealed},
    },
};

/// It is on this device's disk.
#[component]
pub fn SavedView(form: Form, matter: MatterId, local_no: String) -> AnyView {
    let outcomes = RwSignal::new(Vec::<Outcome>::new());
    let intake = form.intake.get_untracked();
    spawn_local(async move {
        let done = finish(form.session, matter, &intake).await;
        outcomes.try_set(done);
    });
    let said = move || {
        let line = |outcome: Outcome| {
            let tone = if outcome.good { Tone::Good } else { Tone::Careful };
            view! { <Notice tone><p>{outcome.text}</p></Notice> }
        };
        outcomes.get().into_iter().map(line).collect_view()
    };
    let go = |route: Route| move |_: leptos::ev::MouseEvent| route.go();
    view! {
        <div class="saved">
            <div role="status">
                <PageTitle text=general::SAVED_HERE.to_owned() tab=general::title(general::SAVED_HERE) />
                <p class="saved__number">{intake::number(&local_no)}</p>
            </div>
            {said}
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
pub fn SavedUnseenView(sealed: bool) -> AnyView {
    let (body, to, route) = if sealed {
        (intake::SEALED_UNSEEN, sealed::TO_SHELF, Route::Sealed)
    } else {
        (intake::SAVED_UNSEEN, intake::TO_LIST, Route::List)
    };
    view! {
        <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
        <Notice tone=Tone::Careful><p>{body}</p></Notice>
        <p>
            <button type="button" class="button button--primary" on:click=move |_| route.go()>{to}</button>
        </p>
    }
    .into_any()
}

/// An accusation is on this device's disk.
#[component]
pub fn SealedSavedView(number: String, fate: SealedFate) -> AnyView {
    let go = |route: Route| move |_: leptos::ev::MouseEvent| route.go();
    view! {
        <div class="saved">
            <div role="status">
                <PageTitle text=sealed::SAVED.to_owned() tab=general::title(sealed::SAVED) />
                <p class="saved__number">{intake::number(&number)}</p>
            </div>
            <Notice tone=Tone::Careful><p>{sealed::fate(fate)}</p><p>{sealed::SAVED_BODY}</p></Notice>
            <div class="saved__actions">
                <button type="button" class="button button--large"
                    on:click=go(Route::Sealed)>{sealed::TO_SHELF}</button>
                <button type="button" class="button button--large"
                    on:click=go(Route::List)>{general::BACK_TO_LIST}</button>
            </div>
        </div>
    }
    .into_any()
}
