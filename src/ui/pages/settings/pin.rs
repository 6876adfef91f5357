//! The part of the settings about PINs and the lock.

mod people;
mod set_form;

use leptos::{prelude::*, task::spawn_local};

use self::{people::People, set_form::SetForm};
use crate::{
    bridge::{Command, Reply, VaultAsk, VaultState},
    ui::{
        components::{Bind, Choices},
        session::session,
        words::{failure, unlock as words},
    },
};

/// PINs and the lock.
#[component]
pub fn PinSettings() -> AnyView {
    let session = session();
    let state = RwSignal::new(None::<VaultState>);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match session.ask(Command::Vault(VaultAsk::State)).await {
                Ok(Reply::Vault(packed)) => {
                    state.try_set(packed.open());
                }
                Ok(_) => {}
                Err(failure) => session.say(failure::sentence(&failure)),
            }
        });
    });
    load.run(());
    let content = move || {
        state.get().map(|state| {
            if state.pin {
                with_pin(state, load)
            } else {
                view! { <p>{words::PIN_NONE}</p><p>{words::DISK}</p><SetForm first=true done=load /> }
                    .into_any()
            }
        })
    };
    view! {
        <section class="panel" aria-labelledby="pin">
            <h2 class="panel__title" id="pin">{words::PIN}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn with_pin(state: VaultState, load: Callback<()>) -> AnyView {
    let session = session();
    let minutes = RwSignal::new(state.minutes.to_string());
    let bind = Bind::new(
        move || minutes.get(),
        move |value: String| {
            let Ok(wanted) = value.parse() else { return };
            minutes.set(value);
            spawn_local(async move {
                let ask = Command::Vault(VaultAsk::Minutes(wanted));
                if let Err(failure) = session.write(ask).await {
                    session.say(failure::sentence(&failure));
                }
            });
        },
    );
    let options = words::MINUTES_OPTIONS.iter();
    let options = options.map(|(value, text)| (value.to_string(), (*text).to_owned())).collect();
    let help = if state.entrusted { words::ENTRUSTED } else { words::NOT_ENTRUSTED };
    let sealing = state.sealing.then(|| view! { <p role="status">{words::SEALING}</p> });
    view! {
        <p>{words::PIN_SET}</p>
        {sealing}
        <p>{help}</p>
        <p>{words::days(state.days)}</p>
        <p>{words::DISK}</p>
        <button type="button" class="button" on:click=move |_| session.lock()>{words::LOCK_NOW}</button>
        <Choices id="lock-after" legend=words::MINUTES bind options />
        <People state=state.clone() load />
        <details class="more-of-pin">
            <summary>{words::CHANGE}</summary>
            <SetForm first=false done=load />
        </details>
    }
    .into_any()
}
