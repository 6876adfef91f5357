//! The facts, each changed in place.

use casework::{
    dispute::codes::DisputeType,
    document::Edit,
    schema::{Fact, FactKind},
};
use leptos::prelude::*;

use super::{
    edit_form::{EditForm, Wanted, opener},
    page::Page,
};
use crate::{
    bridge::Command,
    ui::{
        browser,
        components::{FieldKind, Stepper, TextArea, TextField},
        fields::{CategoryField, ChannelField, PlaceField},
        words::{act, directory, dispute, general, intake, list, matter},
    },
};

/// What one may change here; a ledger's statements stay what they are.
const OWN: [Fact; 5] =
    [Fact::ReceivedOn, Fact::Channel, Fact::Petitioners, Fact::Place, Fact::Category];
const LEDGER: [Fact; 7] = [
    Fact::StatedText,
    Fact::StatedCategory,
    Fact::StatedUnit,
    Fact::StatedDueOn,
    Fact::StatedConcluded,
    Fact::StatedAccepted,
    Fact::StatedRemarks,
];

/// The facts of a petition.
#[component]
pub fn Facts(page: Page) -> AnyView {
    facts(page, matter::FACTS, &OWN)
}

/// These facts of a case, and what a ledger stated of it.
pub fn facts(page: Page, title: &'static str, own: &[Fact]) -> AnyView {
    let own: Vec<AnyView> = own.iter().map(|fact| own_fact(page, *fact)).collect();
    let from_ledger = page.part(|view| LEDGER.iter().any(|fact| view.fact(*fact).is_some()));
    let ledger = move || {
        from_ledger.get().then(|| {
            let pairs: Vec<AnyView> = LEDGER.into_iter().map(|fact| stated(page, fact)).collect();
            view! {
                <section class="panel" aria-labelledby="ledger">
                    <h2 class="panel__title" id="ledger">{matter::LEDGER}</h2>
                    <dl class="pairs">{pairs}</dl>
                </section>
            }
        })
    };
    view! {
        <section class="panel" aria-labelledby="facts">
            <h2 class="panel__title" id="facts">{title}</h2>
            <dl class="pairs">{own}</dl>
        </section>
        {ledger}
    }
    .into_any()
}

/// A fact as it stands, in words.
fn in_words(page: Page, fact: Fact) -> String {
    let stored = page.with(|view| view.shown(fact).to_owned());
    if stored.is_empty() { String::new() } else { directory::value(fact, &stored, &page.office()) }
}

fn own_fact(page: Page, fact: Fact) -> AnyView {
    let name = directory::fact(fact);
    let contested =
        page.part(move |view| view.fact(fact).is_some_and(|register| register.is_contested()));
    let read = move || {
        view! {
            {move || {
                let words = in_words(page, fact);
                if words.is_empty() {
                    view! { <span class="none">{general::NONE}</span> }.into_any()
                } else {
                    words.into_any()
                }
            }}
            {move || contested.get().then(|| view! { <span class="tag tag--careful">{list::CONTESTED}</span> })}
        }
        .into_any()
    };
    let edit = move || fact_form(page, fact);
    view! {
        <div class="pairs__pair">
            <dt>{name}</dt>
            <dd>{opener(page, fact.key().to_owned(), matter::edit(name), read, edit)}</dd>
        </div>
    }
    .into_any()
}

fn stated(page: Page, fact: Fact) -> AnyView {
    let words = Memo::new(move |_| in_words(page, fact));
    let pair = move || {
        let words = words.get();
        (!words.is_empty()).then(|| {
            view! { <div class="pairs__pair"><dt>{directory::fact(fact)}</dt><dd class="prose">{words}</dd></div> }
        })
    };
    view! { {pair} }.into_any()
}

fn fact_form(page: Page, fact: Fact) -> AnyView {
    let before = page.with(|view| view.shown(fact).to_owned());
    let office_before = page.with(|view| view.shown(Fact::PlaceOffice).to_owned());
    let value = RwSignal::new(before.clone());
    let office = RwSignal::new(office_before.clone());
    let now = Signal::derive(move || in_words(page, fact));
    let id = format!("edit-{}", fact.key());
    let wanted = Callback::new(move |()| -> Wanted {
        let mut core = Vec::new();
        let mut add = |fact: Fact, before: &str, typed: String| -> Result<(), String> {
            let bad = |bad| intake::bad_fact(bad).to_owned();
            let typed_value = fact.value(&typed).map_err(bad)?;
            if typed.trim() != before {
                core.push(Edit::Fact(fact, typed_value));
            }
            Ok(())
        };
        add(fact, &before, value.get_untracked())?;
        if fact == Fact::Place {
            add(Fact::PlaceOffice, &office_before, office.get_untracked())?;
        }
        let edit = Command::Edit {
            matter: page.matter,
            core: core.clone(),
            people: Vec::new(),
            chosen: None,
        };
        Ok((!core.is_empty()).then_some(edit))
    });
    let field = match fact {
        Fact::Channel => view! { <ChannelField id bind=value.into() /> }.into_any(),
        Fact::Category => view! { <CategoryField id bind=value.into() /> }.into_any(),
        Fact::Place => view! { <PlaceField id place=value.into() office=office.into() /> }.into_any(),
        Fact::DisputeType => dispute_type(id, value),
        Fact::Cause => view! {
            <TextArea id label=directory::fact(fact) bind=value rows=3 />
        }
        .into_any(),
        Fact::Petitioners | Fact::Affected => view! {
            <Stepper id label=directory::fact(fact) bind=value fewer=intake::FEWER more=intake::MORE max=9999 />
        }
        .into_any(),
        other if other.kind() == FactKind::Date => view! {
            <TextField id label=directory::fact(other) bind=value kind=FieldKind::Date
                max=browser::today().to_string() />
        }
        .into_any(),
        other => view! { <TextField id label=directory::fact(other) bind=value /> }.into_any(),
    };
    view! {
        <EditForm page name=fact.key() title=matter::edit(directory::fact(fact)) now wanted>{field}</EditForm>
    }
    .into_any()
}

/// The type of a dispute: the 18 of ledgers.
fn dispute_type(id: String, bind: RwSignal<String>) -> AnyView {
    let now = bind.get_untracked();
    let options: Vec<AnyView> = DisputeType::ALL
        .iter()
        .map(|kind| {
            let selected = kind.name() == now;
            let words = dispute::numbered_type(*kind);
            view! { <option value=kind.name() selected=selected>{words}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{directory::fact(Fact::DisputeType)}</label>
            <select autocomplete="off" class="field__input" id=id on:change=move |event| bind.set(event_target_value(&event))>
                <option value="">{act::CHOOSE}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
