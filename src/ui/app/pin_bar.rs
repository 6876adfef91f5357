use leptos::prelude::*;

use crate::ui::{
    browser, device_settings,
    route::Route,
    session::{Screen, session},
    words::unlock as words,
};

/// Asks for a PIN as long as there is none: now and then, not at every opening.
#[component]
pub fn PinBar() -> AnyView {
    let session = session();
    let later = RwSignal::new(device_settings::pin_asked_on() == browser::today().to_string());
    let without = Memo::new(move |_| {
        let pin = session.identity.with(|identity| identity.as_ref().map(|own| own.pin));
        session.screen.get() == Screen::Ready && pin == Some(false) && !later.get()
    });
    let close = move || {
        device_settings::set_pin_asked_on(&browser::today().to_string());
        later.set(true);
    };
    let bar = move || {
        without.get().then(|| {
            view! {
                <div class="bar" role="status">
                    <p class="bar__text">{words::ASK}</p>
                    <button type="button" class="button button--small" on:click=move |_| {
                        close();
                        Route::Settings.go();
                    }>{words::ASK_SET}</button>
                    <button type="button" class="button button--small" on:click=move |_| close()>
                        {words::ASK_LATER}
                    </button>
                </div>
            }
        })
    };
    view! { {bar} }.into_any()
}
