//! Numbers with a hint below. A hint never stops anyone: the number is saved as written.

use leptos::prelude::*;
use lookup::{
    identity_number::{self, IdentityHint},
    phone::{self, PhoneHint},
};

use crate::ui::{
    browser,
    components::{Bind, FieldKind, TextField},
    words::intake,
};

/// Whether a field was left since it was empty: only then is a number called too short.
fn left(bind: Bind) -> (Signal<bool>, Callback<()>) {
    let left = RwSignal::new(!bind.value.get_untracked().is_empty());
    (left.into(), Callback::new(move |()| left.set(true)))
}

/// An ID number.
#[component]
pub fn IdNumberField(#[prop(into)] id: String, #[prop(into)] label: String, bind: Bind) -> AnyView {
    let (left, leave) = left(bind);
    let hint = move || {
        let hint = bind.value.with(|typed| identity_number::check(typed, browser::today()));
        let unfinished =
            matches!(hint, IdentityHint::WrongLength { len } if len < identity_number::LENGTH);
        if unfinished && !left.get() { None } else { intake::identity_hint(hint) }
    };
    view! {
        <TextField id label bind kind=FieldKind::Code hint=MaybeProp::derive(hint) on_leave=leave />
    }
    .into_any()
}

/// A telephone number.
#[component]
pub fn PhoneField(#[prop(into)] id: String, #[prop(into)] label: String, bind: Bind) -> AnyView {
    let (left, leave) = left(bind);
    let hint = move || {
        let hint = bind.value.with(|typed| phone::check(typed));
        let unfinished = match hint {
            PhoneHint::WrongLength { len } => len < 11,
            PhoneHint::LocalLandline => true,
            _ => false,
        };
        if unfinished && !left.get() { None } else { intake::phone_hint(hint) }
    };
    view! {
        <TextField id label bind kind=FieldKind::Phone hint=MaybeProp::derive(hint) on_leave=leave />
    }
    .into_any()
}
