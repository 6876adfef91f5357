//! Ids that are drawn once for a form and kept with it, and what is wrong with its fields.

use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{browser, session::Session};

/// What is wrong: the field's id and a sentence.
pub type Errors = RwSignal<Vec<(String, String)>>;

/// What is wrong with a field.
pub fn error_of(errors: Errors, id: impl Into<String>) -> MaybeProp<String> {
    let id = id.into();
    MaybeProp::derive(move || {
        errors.with(|all| all.iter().find(|(at, _)| *at == id).map(|(_, text)| text.clone()))
    })
}

/// An id of so many bytes in hexadecimal that is drawn when it is first asked for and kept with the
/// form: a form that is saved again after a crash writes the same items.
pub fn drawn<const BYTES: usize>(session: Session, key: &str) -> String {
    let known = session.scratch.text(key);
    if !known.is_empty() {
        return known;
    }
    let id = browser::random_hex::<BYTES>();
    session.scratch.set_text(key, &id);
    id
}

/// A case's id that is drawn likewise.
pub fn matter_of(session: Session, key: &str) -> MatterId {
    MatterId::from_hex(&drawn::<16>(session, key)).unwrap_or(MatterId::new([0; 16]))
}
