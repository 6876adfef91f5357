//! The numbers of those who must know, beside the form of the written report.

use casework::directory::ContactView;
use leptos::{prelude::*, task::spawn_local};

use super::{ask, phone};
use crate::ui::{session::session, words::duty as words};

/// Whom to call, in order. All of it is on the device.
#[component]
pub fn WhomToCall() -> AnyView {
    let session = session();
    let contacts = RwSignal::new(None::<Vec<ContactView>>);
    spawn_local(async move {
        if let Ok(duty) = ask(session).await {
            contacts.try_set(Some(duty.contacts));
        }
    });
    let row = |one: ContactView| {
        view! {
            <li class="calls__row">
                <span class="calls__who">{phone::whom(&one)}</span>
                {phone::dial(&one.contact.name, &one.contact.phone)}
            </li>
        }
        .into_any()
    };
    let content = move || {
        let contacts = contacts.get()?;
        if contacts.is_empty() {
            return Some(view! { <p class="none">{words::NO_CONTACTS}</p> }.into_any());
        }
        let rows: Vec<AnyView> = contacts.into_iter().map(row).collect();
        Some(view! { <p>{words::CALL_NOW}</p><ol class="calls">{rows}</ol> }.into_any())
    };
    view! { {content} }.into_any()
}
