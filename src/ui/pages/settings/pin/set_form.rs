use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, VaultAsk},
    ui::{
        components::{Notice, Tone},
        pages::unlock::SecretField,
        session::session,
        words::{failure, unlock as words},
    },
};

/// Sets the first PIN, or changes one.
#[component]
pub fn SetForm(first: bool, done: Callback<()>) -> AnyView {
    let session = session();
    let (old, new, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if new.get_untracked() != again.get_untracked() {
            return wrong.set(Some(words::DIFFERENT.to_owned()));
        }
        busy.set(true);
        wrong.set(None);
        let ask = if first {
            VaultAsk::SetFirst { secret: new.get_untracked() }
        } else {
            VaultAsk::Change { old: old.get_untracked(), new: new.get_untracked() }
        };
        spawn_local(async move {
            let outcome = session.write(Command::Vault(ask)).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    for typed in [old, new, again] {
                        typed.try_set(String::new());
                    }
                    session.say(if first { words::DONE_SET } else { words::DONE_CHANGED });
                    done.try_run(());
                }
                Err(failure) => {
                    wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
        });
    };
    let label = if first { words::SET } else { words::CHANGE };
    view! {
        <form class="form form--narrow" on:submit=submit>
            {(!first).then(|| view! { <SecretField id="old-pin" label=words::OLD secret=old /> })}
            <SecretField id="new-pin" label=words::NEW secret=new hint=words::NEW_HINT />
            <SecretField id="new-pin-again" label=words::AGAIN secret=again />
            <div role="alert">
                {move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })}
            </div>
            <button type="submit" class="button button--primary" disabled=move || busy.get()>
                {move || if busy.get() { words::SETTING } else { label }}
            </button>
        </form>
    }
    .into_any()
}
