use casework::access::{AccessReason, Given};
use leptos::prelude::*;

use super::{Bind, Choices, Dialog, FieldKind, TextField};
use crate::{
    bridge::Failure,
    ui::words::{access, failure, general},
};

/// A reason that is being given. A handle.
#[derive(Clone, Copy)]
pub struct Reason {
    chosen: RwSignal<String>,
    text: RwSignal<String>,
    missing: RwSignal<bool>,
}

impl Reason {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { chosen: text(), text: text(), missing: RwSignal::new(false) }
    }

    /// Forgets what was given: each time it is asked anew.
    pub fn clear(self) {
        self.chosen.set(String::new());
        self.text.set(String::new());
        self.missing.set(false);
    }

    /// The reason, if it is a sound one; else the fields say what is missing.
    #[must_use]
    pub fn given(self) -> Option<Given> {
        let number = self.chosen.with_untracked(|chosen| chosen.parse::<u8>().ok());
        let reason = number.and_then(AccessReason::from_number);
        let given = reason.map(|reason| Given { reason, text: self.text.get_untracked() });
        let given = given.filter(Given::is_sound);
        self.missing.set(given.is_none());
        given
    }
}

impl Default for Reason {
    fn default() -> Self {
        Self::new()
    }
}

/// The fields of a reason.
#[component]
pub fn ReasonFields(#[prop(into)] id: String, reason: Reason) -> AnyView {
    let options = AccessReason::ALL
        .iter()
        .map(|reason| (reason.number().to_string(), access::reason(*reason).to_owned()))
        .collect::<Vec<_>>();
    let error = MaybeProp::derive(move || reason.missing.get().then(|| access::MISSING.to_owned()));
    view! {
        <p>{access::ASK_BODY}</p>
        <Choices id=format!("{id}-reason") legend=access::REASON bind=Bind::from(reason.chosen) options error />
        <TextField id=format!("{id}-text") label=access::TEXT bind=Bind::from(reason.text) kind=FieldKind::Text />
    }
    .into_any()
}

/// Asks why something is to be shown. What is given is recorded before anything is shown.
#[component]
pub fn ReasonDialog(
    #[prop(into)] id: String,
    /// Whether it stands open.
    open: RwSignal<bool>,
    title: &'static str,
    #[prop(default = access::CONFIRM)] confirm: &'static str,
    /// What went wrong with the last try.
    trouble: RwSignal<Option<Failure>>,
    /// Called with a sound reason; the dialog does not close by itself.
    on_given: Callback<Given>,
) -> AnyView {
    let reason = Reason::new();
    Effect::new(move |_| {
        if open.get() {
            reason.clear();
            trouble.set(None);
        }
    });
    let give = Callback::new(move |()| {
        if let Some(given) = reason.given() {
            on_given.run(given);
        }
    });
    let wrong = move || {
        trouble.get().map(|trouble| view! { <p role="alert">{failure::sentence(&trouble)}</p> })
    };
    view! {
        <Dialog id=id.clone() open title=title.to_owned() confirm=confirm.to_owned()
            cancel=general::CANCEL on_confirm=give>
            <ReasonFields id reason />
            {wrong}
        </Dialog>
    }
    .into_any()
}
