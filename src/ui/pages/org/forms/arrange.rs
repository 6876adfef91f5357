//! Forms of what offices arrange among themselves.

mod duty;
mod help;
mod screening;

pub use duty::{contact, duty, plan, remove_contact};
pub use help::{helper, training};
pub use screening::{
    close_round, cycle, end_intensive, open_intensive, open_round, reset_scheme, scheme,
};

use casework::org::{ArrangeStep, OrgStep};
use leptos::prelude::*;

use crate::ui::{
    pages::org::form::{Field, Form, Wrong},
    words::general,
};

/// What a form makes: a step, or what is wrong.
type Made = Result<Option<OrgStep>, Wrong>;

/// A form with a title and fields; `lead` says what follows from it.
fn form(
    title: impl Into<String>,
    lead: &[&str],
    fields: Vec<Field>,
    make: impl Fn(casework::step::payload::Acting) -> Made + Send + Sync + 'static,
) -> Form {
    Form {
        title: title.into(),
        lead: lead.iter().map(|text| (*text).to_owned()).collect(),
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make: Callback::new(make),
    }
}

fn made(step: ArrangeStep) -> Made {
    Ok(Some(OrgStep::Arranged(step)))
}

/// A new id for an entry.
fn new_id() -> String {
    crate::ui::browser::random_hex::<8>()
}

/// Lines that say something.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
