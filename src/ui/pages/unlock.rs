//! The lock screen: who, and their PIN on a keypad or by keyboard; or a passphrase.

mod keypad;
mod secret_field;

use ident::PersonId;
use leptos::{prelude::*, task::spawn_local};

use self::keypad::Keypad;
pub use self::secret_field::SecretField;
use crate::{
    bridge::{Failure, Link, LockScreen, VaultTrouble},
    ui::{
        components::{Bind, Choices, Notice, PageTitle, Tone},
        session::session,
        words::{failure, general, unlock as words},
    },
};

/// The device is locked.
#[component]
pub fn UnlockPage(screen: LockScreen) -> AnyView {
    if let Some(days) = screen.overdue {
        return view! { <Overdue days /> }.into_any();
    }
    let session = session();
    let people = StoredValue::new(screen.people);
    let at = RwSignal::new(0usize);
    let secret = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<Failure>);

    let submit = Callback::new(move |()| {
        let person: Option<PersonId> =
            people.with_value(|people| people.get(at.get_untracked()).map(|one| one.person));
        let typed = secret.get_untracked();
        let (Some(person), false) = (person, busy.get_untracked() || typed.is_empty()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let outcome = session.unlock(person, typed).await;
            secret.try_set(String::new());
            busy.try_set(false);
            wrong.try_set(outcome.err());
        });
    });
    let pick = Bind::new(
        move || at.get().to_string(),
        move |value: String| {
            at.set(value.parse().unwrap_or_default());
            secret.set(String::new());
            wrong.set(None);
        },
    );
    let several = people.with_value(|people| {
        let labels = people.iter().enumerate();
        let options: Vec<(String, String)> =
            labels.map(|(at, one)| (at.to_string(), words::person(at, &one.label))).collect();
        (options.len() > 1).then_some(options)
    });
    let picker = several.map(|options| {
        view! { <Choices id="who" legend=words::WHO bind=pick options /> }
    });
    let text = RwSignal::new(false);
    let entry = move || {
        let digits = people.with_value(|people| people.get(at.get()).is_none_or(|one| one.digits));
        if digits && !text.get() {
            view! { <Keypad secret busy submit /> }.into_any()
        } else {
            view! {
                <form class="form form--narrow" on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }>
                    <SecretField id="secret" label=words::PASSPHRASE secret />
                    <button type="submit" class="button button--primary button--large" disabled=move || busy.get()>
                        {move || if busy.get() { words::UNLOCKING } else { words::UNLOCK }}
                    </button>
                </form>
            }
            .into_any()
        }
    };
    let trouble = move || {
        wrong.get().map(|failure| {
            let blocked = failure == Failure::Vault(VaultTrouble::Blocked);
            view! {
                <Notice tone=Tone::Bad>
                    <p>{failure::sentence(&failure)}</p>
                    {blocked.then(|| view! { <p>{words::BLOCKED_TODO}</p> })}
                </Notice>
            }
        })
    };
    let waiting = move || {
        let sync = session.sync.get();
        (sync.waiting > 0).then(|| view! { <p>{words::waiting(sync.waiting)}</p> })
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <div class="unlock">
            <p>{words::BODY}</p>
            {picker}
            <div role="alert">{trouble}</div>
            {entry}
            <div role="status">{waiting}</div>
        </div>
    }
    .into_any()
}

/// Unlocked, and out of touch for too long.
#[component]
fn Overdue(days: u32) -> AnyView {
    let session = session();
    let trying = move || match session.sync.get().link {
        Link::Connecting | Link::Online => words::OVERDUE_TRYING,
        Link::Offline | Link::OtherTab => words::OVERDUE_OFFLINE,
    };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <Notice tone=Tone::Careful>
            <p>{words::overdue(days)}</p>
            <p role="status">{trying}</p>
        </Notice>
        <button type="button" class="button" on:click=move |_| session.try_relay()>{general::RETRY}</button>
    }
    .into_any()
}
