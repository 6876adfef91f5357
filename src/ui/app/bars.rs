//! Bars under the header, and the line at the foot that says something once.

use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::{JsCast, JsValue};

use crate::ui::{
    browser,
    components::{Notice, Tone},
    session::session,
    words::general,
};

/// What the offer of a new version says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    None,
    Ready,
    /// Something is unsaved that would be lost; this says what to do.
    Blocked(&'static str),
}

/// Offers a new version; never forces it.
#[component]
pub fn UpdateBar() -> AnyView {
    let session = session();
    let offer = RwSignal::new(if already_ready() { Offer::Ready } else { Offer::None });
    window_event_listener_untyped("cunzhan-update-ready", move |_| offer.set(Offer::Ready));
    let update = move |_| {
        spawn_local(async move {
            if session.scratch.has_unsaved() {
                offer.set(Offer::Blocked(general::UPDATE_BLOCKED));
            } else if !session.scratch.keep_draft().await {
                offer.set(Offer::Blocked(general::UPDATE_DRAFT));
            } else {
                activate().await;
                browser::reload();
            }
        });
    };
    let bar = move || {
        let blocked = match offer.get() {
            Offer::None => return None,
            Offer::Ready => None,
            Offer::Blocked(why) => Some(why),
        };
        Some(view! {
            <div class="bar" role="status">
                <p class="bar__text">{general::UPDATE_READY}{blocked}</p>
                <button type="button" class="button button--primary" on:click=update>{general::UPDATE_NOW}</button>
                <button type="button" class="button" on:click=move |_| offer.set(Offer::None)>
                    {general::UPDATE_LATER}
                </button>
            </div>
        })
    };
    view! { {bar} }.into_any()
}

/// Whether the page's own script found a new version before the app was there to hear of it.
fn already_ready() -> bool {
    let shell = Reflect::get(&window(), &JsValue::from_str("cunzhanShell"));
    shell
        .and_then(|shell| Reflect::get(&shell, &JsValue::from_str("updateReady")))
        .is_ok_and(|ready| ready.is_truthy())
}

/// Lets the new version take over; the promise ends when it has.
async fn activate() {
    let script = Reflect::get(&window(), &JsValue::from_str("cunzhanActivateUpdate"));
    let Some(activate) = script.ok().and_then(|script| script.dyn_into::<Function>().ok()) else {
        return;
    };
    if let Ok(done) = activate.call0(&JsValue::UNDEFINED) {
        let _ = JsFuture::from(Promise::resolve(&done)).await;
    }
}

/// Says that the device's clock is off, until dismissed.
#[component]
pub fn ClockBar() -> AnyView {
    let session = session();
    let bar = move || {
        session.clock_ahead.get().map(|ahead| {
            view! {
                <Notice tone=Tone::Careful>
                    <p>{general::clock_off(ahead)}</p>
                    <button type="button" class="button" on:click=move |_| session.clock_ahead.set(None)>
                        {general::CLOSE}
                    </button>
                </Notice>
            }
        })
    };
    view! { {bar} }.into_any()
}

/// How long the line at the foot stands.
const TOAST_MILLIS: u32 = 6000;

/// The line at the foot: what was just done. Read aloud; goes by itself.
#[component]
pub fn Toast() -> AnyView {
    let session = session();
    Effect::new(move |_| {
        if let Some(said) = session.toast.get() {
            Timeout::new(TOAST_MILLIS, move || {
                // Something else may have been said meanwhile.
                if session.toast.get_untracked().as_ref() == Some(&said) {
                    session.toast.set(None);
                }
            })
            .forget();
        }
    });
    view! {
        <div class="toast" role="status" aria-live="polite">
            {move || session.toast.get().map(|text| view! { <p class="toast__text">{text}</p> })}
        </div>
    }
    .into_any()
}
