//! What is demanded, one by one.

use casework::intake::IntakeField;
use leptos::prelude::*;

use super::form::Form;
use crate::ui::{components::TextArea, words::intake};

/// The demands.
#[component]
pub fn DemandFields(form: Form) -> AnyView {
    let count = Memo::new(move |_| form.intake.with(|of| of.demands.len()));
    let add = move |_| form.change(|of| of.demands.push(String::new()));
    view! {
        <fieldset class="group">
            <legend class="unseen">{intake::DEMANDS}</legend>
            <For each=move || 0..count.get() key=|at| *at children=move |at| demand(form, at, count) />
            <button type="button" class="button" on:click=add>{intake::ADD_DEMAND}</button>
        </fieldset>
    }
    .into_any()
}

fn demand(form: Form, at: usize, count: Memo<usize>) -> AnyView {
    let bind = form.bind(
        move |of| of.demands.get(at).cloned().unwrap_or_default(),
        move |of, text| {
            if let Some(place) = of.demands.get_mut(at) {
                *place = text;
            }
        },
    );
    let remove = move |_| {
        form.change(|of| {
            if at < of.demands.len() && of.demands.len() > 1 {
                of.demands.remove(at);
            }
        });
    };
    let error = if at == 0 { form.problem(IntakeField::Demands) } else { MaybeProp::default() };
    let hint = (at == 0).then(|| intake::DEMANDS_HINT.to_owned());
    view! {
        <div class="item item--plain">
            <TextArea id=format!("demand-{at}") label=intake::demand(at) bind rows=2 hint error />
            {move || (count.get() > 1).then(|| view! {
                <button type="button" class="button" on:click=remove>{intake::remove_demand(at)}</button>
            })}
        </div>
    }
    .into_any()
}
