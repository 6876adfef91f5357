//! What each form asks, and what it makes of the answers.

mod office;
mod open_office;
mod people;
mod reserve;
mod set;
mod typed;

pub use set::DEFAULT_PROFILE;

use casework::directory::Tier;
use ident::{OfficeCode, PersonId, PostId};
use leptos::prelude::*;

use super::{
    form::{Field, Form, Input},
    page::Page,
};

/// Which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// A new office; the tiers it may be of.
    OpenOffice(Vec<Tier>),
    /// Another name for an office.
    RenameOffice(OfficeCode),
    /// What stands on its papers.
    DescribeOffice(OfficeCode),
    /// Its end.
    CloseOffice(OfficeCode),
    /// A person for an office.
    AddPerson(OfficeCode),
    /// Another name for a person.
    RenamePerson(PersonId),
    /// A post at an office, for a person if one was chosen.
    Appoint(OfficeCode, Option<PersonId>),
    /// The end of a post.
    Relieve(PostId),
    /// Numbers for an office.
    Reserve(OfficeCode),
    /// The rule profile.
    Profile,
    /// The shipped template again, for a paper of this name.
    ResetTemplate(String),
}

/// The form; none where what it is about is not here any more.
pub fn build(page: Page, kind: &FormKind) -> Option<Form> {
    match kind {
        FormKind::OpenOffice(tiers) => open_office::open(page, tiers),
        FormKind::RenameOffice(code) => office::rename(page, code),
        FormKind::DescribeOffice(code) => office::describe(page, code),
        FormKind::CloseOffice(code) => office::close(page, code),
        FormKind::AddPerson(code) => people::add(page, code),
        FormKind::RenamePerson(id) => people::rename(page, *id),
        FormKind::Appoint(code, person) => people::appoint(page, code, *person),
        FormKind::Relieve(post) => people::relieve(page, *post),
        FormKind::Reserve(code) => reserve::reserve(page, code),
        FormKind::Profile => set::profile(page),
        FormKind::ResetTemplate(paper) => Some(set::reset_template(paper)),
    }
}

/// A tier's name among choices.
pub fn tier_name(tier: Tier) -> &'static str {
    open_office::name_of(tier)
}

/// A field without a hint.
fn field(id: &'static str, label: &'static str, input: Input, value: RwSignal<String>) -> Field {
    Field { id, label, input, value, hint: "" }
}

/// A button that opens a form; nothing for whoever may not act.
pub fn opener(page: Page, kind: FormKind, text: &'static str, small: bool) -> AnyView {
    let class = if small { "button button--small" } else { "button" };
    let button = move || {
        let kind = kind.clone();
        page.may.get().then(|| {
            view! {
                <button type="button" class=class on:click=move |_| page.form.set(Some(kind.clone()))>
                    {text}
                </button>
            }
        })
    };
    view! { {button} }.into_any()
}

/// The same, said with whom or what it is about, for whoever does not see where it stands.
pub fn opener_for(page: Page, kind: FormKind, text: &'static str, about: String) -> AnyView {
    let button = move || {
        let kind = kind.clone();
        let label = format!("{text}：{about}");
        page.may.get().then(|| {
            view! {
                <button type="button" class="button button--small" aria-label=label
                    on:click=move |_| page.form.set(Some(kind.clone()))>
                    {text}
                </button>
            }
        })
    };
    view! { {button} }.into_any()
}
