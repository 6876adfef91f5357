//! What stands in place of the app until it can be used.

use leptos::prelude::*;

use crate::{
    bridge::Failure,
    ui::{
        browser,
        components::{Notice, PageTitle, Tone},
        session::session,
        words::{devices, failure, general, list, start},
    },
};

/// The engine is starting: the shape of the list, so that nothing jumps when it comes.
#[component]
pub fn StartingPage() -> AnyView {
    let rows: Vec<AnyView> = (0..6)
        .map(|_| {
            view! {
                <li class="skeleton__row">
                    <span class="skeleton__bar skeleton__bar--short"></span>
                    <span class="skeleton__bar"></span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <PageTitle text=general::LIST.to_owned() tab=general::APP.to_owned() hidden=true />
        <p class="loading" role="status">{start::STARTING}</p>
        <ul class="skeleton" aria-hidden="true" aria-label=list::RESULTS>{rows}</ul>
    }
    .into_any()
}

/// This device is being registered.
#[component]
pub fn EnrollingPage() -> AnyView {
    view! {
        <PageTitle text=start::UNREGISTERED.to_owned() tab=general::title(start::UNREGISTERED) hidden=true />
        <p class="loading" role="status">{start::ENROLLING}</p>
    }
    .into_any()
}

/// The storage cannot be opened.
#[component]
pub fn RefusedPage(failure: Failure) -> AnyView {
    let session = session();
    let outdated = failure == Failure::StorageTooNew;
    let again = move |_| if outdated { browser::reload() } else { session.open_again() };
    let label = if outdated { general::REOPEN } else { general::RETRY };
    view! {
        <PageTitle text=start::REFUSED.to_owned() tab=general::title(start::REFUSED) />
        <Notice tone=Tone::Bad>
            <p>{failure::sentence(&failure)}</p>
            <p>{start::REFUSED_TODO}</p>
        </Notice>
        <p><button type="button" class="button button--primary" on:click=again>{label}</button></p>
    }
    .into_any()
}

/// The engine died too often.
#[component]
pub fn StoppedPage() -> AnyView {
    view! {
        <PageTitle text=start::STOPPED.to_owned() tab=general::title(start::STOPPED) />
        <Notice tone=Tone::Bad><p>{start::STOPPED_BODY}</p></Notice>
        <p>
            <button type="button" class="button button--primary" on:click=move |_| browser::reload()>
                {general::REOPEN}
            </button>
        </p>
    }
    .into_any()
}

/// This device was revoked: nothing of it is shown any more.
#[component]
pub fn GonePage(
    /// Whether everything on it is deleted already.
    erased: bool,
) -> AnyView {
    let body = if erased { devices::ERASED_BODY } else { devices::GONE_BODY };
    view! {
        <PageTitle text=devices::GONE.to_owned() tab=general::title(devices::GONE) />
        <Notice tone=Tone::Careful><p>{body}</p></Notice>
    }
    .into_any()
}
