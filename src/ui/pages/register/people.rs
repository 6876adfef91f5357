//! Who came: the petitioner and the representatives.

use casework::{
    intake::{IntakeField, MAX_REPRESENTATIVES, PersonIntake},
    schema::PersonField,
};
use leptos::prelude::*;

use super::form::Form;
use crate::ui::{fields::PersonFields, words::intake};

/// The main petitioner.
#[component]
pub fn PetitionerFields(form: Form) -> AnyView {
    let person = Signal::derive(move || form.intake.with(|of| of.petitioner.clone()));
    let set = Callback::new(move |person| form.change(|of| of.petitioner = person));
    let label = Callback::new(|what: &'static str| what.to_owned());
    view! {
        <section class="panel" aria-labelledby="who">
            <h2 class="panel__title" id="who">{intake::WHO}</h2>
            <PersonFields prefix="" label person set required=true name_error=form.problem(IntakeField::Name)
                address_error=form.problem(IntakeField::Petitioner(PersonField::Address)) />
        </section>
    }
    .into_any()
}

/// The representatives.
#[component]
pub fn RepresentativeFields(form: Form) -> AnyView {
    let count = Memo::new(move |_| form.intake.with(|of| of.representatives.len()));
    let add = move |_| form.change(|of| of.representatives.push(PersonIntake::default()));
    let problem = form.problem(IntakeField::Representatives);
    let said = move || intake::representatives(count.get());
    let foot = move || {
        if count.get() < MAX_REPRESENTATIVES {
            view! {
                <button type="button" class="button" id="representatives" on:click=add>
                    {intake::ADD_REPRESENTATIVE}
                </button>
            }
            .into_any()
        } else {
            view! { <p class="field__hint" id="representatives">{intake::REPRESENTATIVES_FULL}</p> }
                .into_any()
        }
    };
    view! {
        <p class="field__label">{said}</p>
        <For each=move || 0..count.get() key=|at| *at children=move |at| representative(form, at) />
        {move || problem.get().map(|text| view! { <p class="field__error">{text}</p> })}
        {foot}
    }
    .into_any()
}

fn representative(form: Form, at: usize) -> AnyView {
    let person = Signal::derive(move || {
        form.intake.with(|of| of.representatives.get(at).cloned().unwrap_or_default())
    });
    let set = Callback::new(move |person| {
        form.change(|of| {
            if let Some(place) = of.representatives.get_mut(at) {
                *place = person;
            }
        });
    });
    let label = Callback::new(move |what: &'static str| intake::representative(at, what));
    let remove = move |_| {
        form.change(|of| {
            if at < of.representatives.len() {
                of.representatives.remove(at);
            }
        });
    };
    view! {
        <div class="item" role="group" aria-label=intake::representative(at, "")>
            <PersonFields prefix=format!("rep-{at}-") label person set />
            <button type="button" class="button" on:click=remove>{intake::remove_representative(at)}</button>
        </div>
    }
    .into_any()
}
