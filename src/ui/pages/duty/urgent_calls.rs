//! An urgent case: whom to call, in order, and the record of the calls. Two taps: the number, and
//! whether somebody answered. Nothing here follows a person.

use casework::{
    Step,
    directory::ContactView,
    step::{duty::Call, payload::Acting},
};
use ident::{MatterId, PostId};
use leptos::{prelude::*, task::spawn_local};

use super::{ask, phone};
use crate::{
    bridge::{Command, Packed},
    ui::{
        browser,
        components::TextField,
        session::session,
        words::{date, duty as words, failure, general},
    },
};

/// The panel of a case; nothing where it is not urgent.
#[component]
pub fn UrgentCalls(
    /// Which case.
    case: MatterId,
    /// Whether it is urgent.
    #[prop(into)]
    urgent: Signal<bool>,
    /// The post in which a call is recorded.
    #[prop(into)]
    post: Signal<Option<PostId>>,
    /// The calls made so far.
    #[prop(into)]
    calls: Signal<Vec<Call>>,
    /// Called when one was recorded.
    changed: Callback<()>,
) -> AnyView {
    let content = move || urgent.get().then(|| view! { <Panel case post calls changed /> });
    view! { {content} }.into_any()
}

#[component]
fn Panel(
    case: MatterId,
    post: Signal<Option<PostId>>,
    calls: Signal<Vec<Call>>,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let contacts = RwSignal::new(Vec::<ContactView>::new());
    spawn_local(async move {
        if let Ok(duty) = ask(session).await {
            contacts.try_set(duty.contacts);
        }
    });
    let key = format!("call/{case}/words");
    let said = session.scratch.field(key.clone());
    let saving = RwSignal::new(false);
    let log = Callback::new(move |(contact, reached): (ContactView, bool)| {
        let Some(post) = post.get_untracked() else { return };
        if saving.get_untracked() {
            return;
        }
        let call = Call {
            by: Acting { post, on: browser::today() },
            whom: phone::whom(&contact),
            phone: contact.contact.phone,
            at: date::clock(browser::now()),
            reached,
            text: said.get_untracked().trim().to_owned(),
        };
        saving.set(true);
        spawn_local(async move {
            let step = Packed::new(&Step::Called(call));
            match session.write(Command::Act { matter: case, step }).await {
                Ok(()) => {
                    said.try_set(String::new());
                    session.say(general::SAVED_HERE);
                    changed.run(());
                }
                Err(trouble) => session.say(failure::sentence(&trouble)),
            }
            saving.try_set(false);
        });
    });
    let rows = move || {
        let may = post.get().is_some();
        contacts.get().into_iter().map(|one| row(one, may, saving, log)).collect::<Vec<AnyView>>()
    };
    let none = move || {
        contacts.with(Vec::is_empty).then(|| view! { <p class="none">{words::NO_CONTACTS}</p> })
    };
    let barred =
        move || post.get().is_none().then(|| view! { <p class="field__hint">{words::NO_POST}</p> });
    let logged = move || {
        let lines: Vec<AnyView> = calls
            .get()
            .iter()
            .rev()
            .map(|call| {
                let line = words::call(
                    &call.by,
                    &call.at,
                    &call.whom,
                    &call.phone,
                    call.reached,
                    &call.text,
                );
                view! { <li class="lines__line">{line}</li> }.into_any()
            })
            .collect();
        if lines.is_empty() {
            view! { <p class="none">{words::NOT_LOGGED}</p> }.into_any()
        } else {
            view! { <ul class="lines">{lines}</ul> }.into_any()
        }
    };
    view! {
        <section class="panel panel--bad" aria-labelledby="urgent-calls">
            <h2 class="panel__title" id="urgent-calls">{words::CALLS}</h2>
            <p>{words::CALLS_BODY}</p>
            {barred}
            {none}
            <TextField id="call-words" label=words::CALL_WORDS bind=said />
            <ol class="calls">{rows}</ol>
            <h3 class="screening__heading">{words::LOGGED}</h3>
            {logged}
            <p>{words::WRITTEN}</p>
        </section>
    }
    .into_any()
}

fn row(
    one: ContactView,
    may: bool,
    saving: RwSignal<bool>,
    log: Callback<(ContactView, bool)>,
) -> AnyView {
    let button = |reached: bool, text: &'static str| {
        let contact = one.clone();
        let label = format!("{text}：{}", one.contact.name);
        view! {
            <button type="button" class="button" aria-label=label disabled=move || saving.get()
                on:click=move |_| log.run((contact.clone(), reached))>{text}</button>
        }
    };
    let buttons = may.then(|| (button(true, words::REACHED), button(false, words::NOT_REACHED)));
    view! {
        <li class="calls__row">
            <span class="calls__who">{phone::whom(&one)}</span>
            {phone::dial(&one.contact.name, &one.contact.phone)}
            {buttons}
        </li>
    }
    .into_any()
}
