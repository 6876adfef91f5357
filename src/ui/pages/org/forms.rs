//! What each form asks, and what it makes of the answers.

mod arrange;
mod office;
mod open_office;
mod people;
mod recusal;
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
    /// Somebody is to keep away from something.
    Recuse(PersonId),
    /// That ends: which, by id.
    EndRecusal(String),
    /// Numbers for an office.
    Reserve(OfficeCode),
    /// The rule profile.
    Profile,
    /// How often a tier screens.
    Cycle(Tier),
    /// What is laid down where somebody takes charge; the shipped scheme again.
    Scheme,
    /// The shipped scheme again.
    ResetScheme,
    /// Screening is daily for a while.
    OpenIntensive,
    /// It ends before.
    EndIntensive(String),
    /// A round of screening.
    OpenRound,
    /// It is over.
    CloseRound(String),
    /// Somebody who must know: at an office, a new one or that of an id.
    Contact(OfficeCode, Option<String>),
    /// Who need not be called any more.
    RemoveContact(String),
    /// Who is on duty at an office.
    Duty(OfficeCode),
    /// An office's emergency plan.
    Plan(OfficeCode),
    /// Somebody who helps: at an office, a new one or that of an id.
    Helper(OfficeCode, Option<String>),
    /// A training at an office.
    Training(OfficeCode),
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
        FormKind::Recuse(person) => recusal::enter(page, *person),
        FormKind::EndRecusal(id) => recusal::end(page, id),
        FormKind::Reserve(code) => reserve::reserve(page, code),
        FormKind::Profile => set::profile(page),
        FormKind::Cycle(tier) => Some(arrange::cycle(page, *tier)),
        FormKind::Scheme => Some(arrange::scheme(page)),
        FormKind::ResetScheme => Some(arrange::reset_scheme()),
        FormKind::OpenIntensive => arrange::open_intensive(page),
        FormKind::EndIntensive(id) => arrange::end_intensive(page, id),
        FormKind::OpenRound => arrange::open_round(page),
        FormKind::CloseRound(id) => arrange::close_round(page, id),
        FormKind::Contact(office, id) => Some(arrange::contact(page, office, id.as_deref())),
        FormKind::RemoveContact(id) => arrange::remove_contact(page, id),
        FormKind::Duty(office) => Some(arrange::duty(page, office)),
        FormKind::Plan(office) => Some(arrange::plan(page, office)),
        FormKind::Helper(office, id) => Some(arrange::helper(page, office, id.as_deref())),
        FormKind::Training(office) => Some(arrange::training(page, office)),
        FormKind::ResetTemplate(paper) => Some(set::reset_template(paper)),
    }
}

/// Under which name the texts of a form are kept on the device as they are typed; none for those that
/// are a few words at most.
pub fn kept_under(kind: &FormKind) -> Option<String> {
    let whose = |what: &str, office: &OfficeCode, id: &Option<String>| {
        Some(format!("arrange/{what}/{office}/{}", id.as_deref().unwrap_or("new")))
    };
    match kind {
        FormKind::Scheme => Some("arrange/scheme".to_owned()),
        FormKind::OpenIntensive => Some("arrange/intensive".to_owned()),
        FormKind::OpenRound => Some("arrange/round".to_owned()),
        FormKind::Contact(office, id) => whose("contact", office, id),
        FormKind::Duty(office) => whose("duty", office, &None),
        FormKind::Plan(office) => whose("plan", office, &None),
        FormKind::Helper(office, id) => whose("helper", office, id),
        FormKind::Training(office) => whose("training", office, &None),
        _ => None,
    }
}

/// The name of one field's text.
pub fn kept_key(prefix: &str, id: &str) -> String {
    format!("{prefix}/{id}")
}

/// A field's text, as it was left half typed; else the one given.
fn kept(page: Page, kind: &FormKind, id: &str, otherwise: String) -> RwSignal<String> {
    let Some(prefix) = kept_under(kind) else { return RwSignal::new(otherwise) };
    let key = kept_key(&prefix, id);
    let begun = !page.session.scratch.text(&key).is_empty();
    let text = page.session.scratch.field(key);
    if !begun {
        text.set(otherwise);
    }
    text
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
