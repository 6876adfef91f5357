use casework::access::{AccessReason, Given};
use leptos::prelude::*;

use super::{Bind, Choices, Dialog, FieldKind, TextField};
use crate::{
    bridge::Failure,
    ui::words::{access, failure, general},
};

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
    let chosen = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            chosen.set(String::new());
            text.set(String::new());
            missing.set(false);
            trouble.set(None);
        }
    });
    let options = AccessReason::ALL
        .iter()
        .map(|reason| (reason.number().to_string(), access::reason(*reason).to_owned()))
        .collect::<Vec<_>>();
    let give = Callback::new(move |()| {
        let number = chosen.with_untracked(|chosen| chosen.parse::<u8>().ok());
        let given = number.and_then(AccessReason::from_number);
        let given = given.map(|reason| Given { reason, text: text.get_untracked() });
        match given.filter(Given::is_sound) {
            Some(given) => {
                missing.set(false);
                on_given.run(given);
            }
            None => missing.set(true),
        }
    });
    let error = MaybeProp::derive(move || missing.get().then(|| access::MISSING.to_owned()));
    let wrong = move || {
        trouble.get().map(|trouble| view! { <p role="alert">{failure::sentence(&trouble)}</p> })
    };
    view! {
        <Dialog id=id.clone() open title=title.to_owned() confirm=confirm.to_owned()
            cancel=general::CANCEL on_confirm=give>
            <p>{access::ASK_BODY}</p>
            <Choices id=format!("{id}-reason") legend=access::REASON bind=Bind::from(chosen) options error />
            <TextField id=format!("{id}-text") label=access::TEXT bind=Bind::from(text) kind=FieldKind::Text />
            {wrong}
        </Dialog>
    }
    .into_any()
}
