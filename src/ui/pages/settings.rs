//! Settings of this device, and what it is.

mod pin;

use leptos::{prelude::*, task::spawn_local};

use self::pin::PinSettings;

use crate::ui::{
    browser,
    components::{AttachmentStorage, Bind, Choices, PageTitle},
    device_settings,
    route::Route,
    session::session,
    words::{access, directory, feedback, general, sealed, settings},
};

/// The settings.
#[component]
pub fn SettingsPage() -> AnyView {
    view! {
        <PageTitle text=settings::TITLE.to_owned() tab=general::title(settings::TITLE) />
        <Look />
        <ThisDevice />
        <PinSettings />
        <a class="button org-link" href=crate::ui::route::Route::Org.href()>{crate::ui::words::org::TITLE}</a>
        <Storage />
        <AttachmentStorage />
        <About />
        <Complain />
    }
    .into_any()
}

#[component]
fn Look() -> AnyView {
    let all = |options: [(&str, &str); 3]| {
        options.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect()
    };
    let kept = |now: String, keep: fn(&str)| {
        let signal = RwSignal::new(now);
        Bind::new(
            move || signal.get(),
            move |value| {
                keep(&value);
                signal.set(value);
            },
        )
    };
    view! {
        <section class="panel">
            <Choices id="text-size" legend=settings::TEXT_SIZE options=all(settings::TEXT_SIZES)
                bind=kept(device_settings::text_size(), device_settings::set_text_size) />
            <Choices id="theme" legend=settings::THEME options=all(settings::THEMES)
                bind=kept(device_settings::theme(), device_settings::set_theme) />
        </section>
    }
    .into_any()
}

#[component]
fn ThisDevice() -> AnyView {
    let session = session();
    let pairs = move || {
        session.identity.get().map(|own| {
            view! {
                <dl class="pairs">
                    <div class="pairs__pair"><dt>{settings::OFFICE}</dt>
                        <dd>{own.office_name}" "{directory::tier(own.tier)}</dd></div>
                    <div class="pairs__pair"><dt>{settings::PERSON}</dt><dd>{own.person_name}</dd></div>
                    <div class="pairs__pair"><dt>{settings::DEVICE}</dt><dd>{settings::device(own.number)}</dd></div>
                </dl>
            }
        })
    };
    view! {
        <section class="panel" aria-labelledby="device">
            <h2 class="panel__title" id="device">{settings::THIS_DEVICE}</h2>
            {pairs}
        </section>
    }
    .into_any()
}

#[component]
fn Storage() -> AnyView {
    let persisted = RwSignal::new(None::<bool>);
    let usage = RwSignal::new(None::<(f64, f64)>);
    spawn_local(async move {
        persisted.try_set(browser::persisted().await);
        usage.try_set(browser::estimate().await);
    });
    let ask = move |_| {
        device_settings::set_persist_asked();
        spawn_local(async move {
            persisted.try_set(browser::persist().await);
        });
    };
    let state = move || match persisted.get() {
        Some(true) => settings::PERSISTED,
        Some(false) => settings::NOT_PERSISTED,
        None => settings::PERSIST_UNKNOWN,
    };
    view! {
        <section class="panel" aria-labelledby="storage">
            <h2 class="panel__title" id="storage">{settings::STORAGE}</h2>
            <p role="status">{state}</p>
            {move || usage.get().map(|(used, quota)| view! { <p>{settings::usage(used, quota)}</p> })}
            {move || (persisted.get() == Some(false)).then(|| view! {
                <button type="button" class="button" on:click=ask>{settings::ASK_AGAIN}</button>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn About() -> AnyView {
    view! {
        <section class="panel" aria-labelledby="about">
            <h2 class="panel__title" id="about">{settings::ABOUT}</h2>
            <dl class="pairs">
                <div class="pairs__pair"><dt>{settings::VERSION}</dt><dd>{env!("CARGO_PKG_VERSION")}</dd></div>
                <div class="pairs__pair"><dt>{settings::BROWSERS}</dt><dd>{settings::BROWSERS_BODY}</dd></div>
                <div class="pairs__pair"><dt>{settings::THIS_BROWSER}</dt>
                    <dd class="pairs__small">{browser::user_agent()}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// The complaint function that the rules for staff apps ask for, and what lies on this device alone.
#[component]
fn Complain() -> AnyView {
    view! {
        <section class="panel" aria-labelledby="complain">
            <h2 class="panel__title" id="complain">{feedback::TITLE}</h2>
            <p>{feedback::BODY}</p>
            <button type="button" class="button" on:click=move |_| Route::Feedback.go()>{feedback::LINK}</button>
        </section>
        <section class="panel" aria-labelledby="sealed">
            <h2 class="panel__title" id="sealed">{sealed::LINK}</h2>
            <p>{sealed::LINK_BODY}</p>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| Route::Sealed.go()>{sealed::TO_SHELF}</button>
                <button type="button" class="button" on:click=move |_| Route::Access.go()>{access::LINK}</button>
            </div>
        </section>
    }
    .into_any()
}
