use ident::PersonId;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, VaultAsk, VaultState},
    ui::{
        components::{Bind, Choices, Notice, Tone},
        pages::unlock::SecretField,
        session::{Session, session},
        words::{failure, unlock as words},
    },
};

fn change(session: Session, ask: VaultAsk, said: &'static str, load: Callback<()>) {
    spawn_local(async move {
        match session.write(Command::Vault(ask)).await {
            Ok(()) => {
                session.say(said);
                load.try_run(());
            }
            Err(failure) => session.say(failure::sentence(&failure)),
        }
    });
}

/// Who may unlock the device.
#[component]
pub fn People(state: VaultState, load: Callback<()>) -> AnyView {
    let session = session();
    // Whoever works here now stands first, and is not to lock themselves out.
    let lines: Vec<AnyView> = state
        .people
        .iter()
        .enumerate()
        .map(|(at, (person, name))| {
            let person = *person;
            let remove = (at > 0).then(|| {
                view! {
                    <button type="button" class="button button--small" aria-label=words::remove(name)
                        on:click=move |_| change(session, VaultAsk::Remove(person), words::REMOVE, load)>
                        {words::REMOVE}
                    </button>
                }
            });
            view! { <li class="shown"><span class="shown__value">{name.clone()}</span>{remove}</li> }
                .into_any()
        })
        .collect();
    let add =
        (!state.others.is_empty()).then(|| view! { <Add others=state.others.clone() load /> });
    view! {
        <h3>{words::PEOPLE}</h3>
        <ul>{lines}</ul>
        {add}
    }
    .into_any()
}

#[component]
fn Add(others: Vec<(PersonId, String)>, load: Callback<()>) -> AnyView {
    let session = session();
    let who = RwSignal::new("0".to_owned());
    let (secret, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<&'static str>);
    let names = others.iter().enumerate();
    let options = names.map(|(at, (_, name))| (at.to_string(), name.clone())).collect();
    let others = StoredValue::new(others);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let at: usize = who.get_untracked().parse().unwrap_or_default();
        let person = others.with_value(|others| others.get(at).map(|(person, _)| *person));
        let Some(person) = person else { return };
        if secret.get_untracked() != again.get_untracked() {
            return wrong.set(Some(words::DIFFERENT));
        }
        wrong.set(None);
        let ask = VaultAsk::Add { person, secret: secret.get_untracked() };
        change(session, ask, words::ADDED, load);
    };
    let who = Bind::new(move || who.get(), move |value| who.set(value));
    view! {
        <details class="more-of-pin">
            <summary>{words::ADD}</summary>
            <form class="form form--narrow" on:submit=submit>
                <Choices id="other" legend=words::WHO bind=who options />
                <p>{words::ADD_WHO}</p>
                <SecretField id="other-pin" label=words::NEW secret hint=words::NEW_HINT />
                <SecretField id="other-pin-again" label=words::AGAIN secret=again />
                {move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })}
                <button type="submit" class="button">{words::ADD}</button>
            </form>
        </details>
    }
    .into_any()
}
