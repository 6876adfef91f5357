//! Numbers that are dialled by touching them.

use casework::directory::ContactView;
use leptos::prelude::*;

use crate::ui::words::duty as words;

/// A link that dials; nothing where there is no number.
pub fn dial(name: &str, phone: &str) -> AnyView {
    if phone.trim().is_empty() {
        return ().into_any();
    }
    let plain: String =
        phone.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let label = format!("{} {name} {phone}", words::CALL);
    view! { <a class="button button--primary calls__dial" href=format!("tel:{plain}") aria-label=label>{phone.to_owned()}</a> }
        .into_any()
}

/// Who is called: office, name, duty.
pub fn whom(one: &ContactView) -> String {
    let parts = [one.office_name.as_str(), one.contact.name.as_str(), one.contact.duty.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}
