//! The control for each kind of field.

use casework::{
    directory::Tier,
    dispute::codes::Risk,
    step::codes::{DeliveryResult, Route},
};
use leptos::prelude::*;

use super::{
    build::{petitions, standing},
    field::{Ask, Codes, Field},
    form::Form,
    options::options,
    pick::{MatterField, OfficeField, OfficesField, TieField, Whose},
    values::{YES, key_of, slot_key},
};
use crate::ui::{
    browser,
    components::{Bind, Choices, FieldKind, Notice, Stepper, TextArea, TextField, Tone},
    words::{act, cases, dispute as words, intake, matter, procedure},
};

/// More than so many are no tiles but a list that opens.
const TILES: usize = 5;

/// The control of a field.
pub fn control(form: Form, field: Field) -> AnyView {
    let Field { key, ask, needed } = field;
    let (label, said) = act::label(form.kind, key);
    let hint = (!said.is_empty()).then_some(said);
    let hint: MaybeProp<String> = hint.map(str::to_owned).into();
    let chosen = !matches!(ask, Ask::Line | Ask::Text | Ask::Day | Ask::Future | Ask::Days);
    let error = form.error(key, label, chosen);
    let id = Form::id(key);
    match ask {
        Ask::Day => view! {
            <TextField id label bind=form.bind(key) kind=FieldKind::Date hint error required=needed
                max=browser::today().to_string() />
        }
        .into_any(),
        Ask::Future => view! {
            <TextField id label bind=form.bind(key) kind=FieldKind::Date hint error required=needed />
        }
        .into_any(),
        Ask::Line => view! {
            <TextField id label bind=form.bind_words(key) hint error required=needed />
        }
        .into_any(),
        Ask::Text => {
            view! { <TextArea id label bind=form.bind_words(key) rows=3 hint error /> }.into_any()
        }
        Ask::Days => {
            let max = form.page.once(|view| view.desk.longest_extension);
            let days = RwSignal::new(form.values.with_untracked(|values| values.typed(key)));
            Effect::new(move |_| form.set(key, days.get()));
            view! {
                <Stepper id label bind=Bind::from(days) fewer=intake::FEWER more=intake::MORE max hint error />
            }
            .into_any()
        }
        Ask::Office => {
            view! { <OfficeField form key label whose=Whose::Addressees hint error /> }.into_any()
        }
        Ask::Station => {
            view! { <OfficeField form key label whose=Whose::Stations hint error /> }.into_any()
        }
        Ask::Offices => view! { <OfficesField form key label hint /> }.into_any(),
        Ask::Colleague => {
            let people = form.page.once(|view| view.desk.colleagues.clone());
            let options = people.into_iter().map(|(id, name)| (id.to_hex(), name)).collect();
            one_of(id, label, form.bind(key), options, said, error)
        }
        Ask::One(codes) => {
            let mut options = options(form.kind, codes, own_tier(form) == Some(Tier::City));
            // Only who owes a notice is free of it.
            if codes == Codes::Results && !owes_notice(form) {
                options.retain(|(name, _)| name != DeliveryResult::NotOwed.name());
            }
            one_of(id, label, form.bind(key), options, said, error)
        }
        Ask::Tie => view! { <TieField form key label error /> }.into_any(),
        Ask::Demands => demands(form, label, error),
        Ask::Routes => routes(form),
        Ask::Opinions => opinions(form),
        Ask::Unit => view! { <OfficeField form key label whose=Whose::Units hint error /> }.into_any(),
        Ask::Risk => risk(form, key, label, error),
        Ask::Slots => slots(form),
        Ask::Matter => view! { <MatterField form key label hint error /> }.into_any(),
    }
}

/// The levels, each with when it holds: the level is the dispute's, and its criteria are in sight
/// where it is chosen.
fn risk(form: Form, key: &'static str, label: &str, error: MaybeProp<String>) -> AnyView {
    let options = risk_options();
    view! { <Choices id=Form::id(key) legend=label bind=form.bind(key) options error /> }.into_any()
}

/// Levels by name, with their criteria.
pub fn risk_options() -> Vec<(String, String)> {
    let one = |level: &Risk| {
        let words = [cases::risk(*level), "：", cases::risk_criteria(*level)].concat();
        (level.name().to_owned(), words)
    };
    Risk::ALL.iter().map(one).collect()
}

/// What the city's scheme asks for, a line each.
fn slots(form: Form) -> AnyView {
    let slots = form.page.once(|view| view.desk.slots.clone());
    let lines: Vec<AnyView> = slots
        .into_iter()
        .enumerate()
        .map(|(at, slot)| {
            let key = slot_key(at);
            let bind = form.bind_words(&key);
            view! { <TextField id=Form::id(&key) label=slot bind /> }.into_any()
        })
        .collect();
    view! { <div role="group" aria-label=words::SLOTS>{lines}</div> }.into_any()
}

fn own_tier(form: Form) -> Option<Tier> {
    form.page.session.identity.with_untracked(|own| own.as_ref().map(|own| own.tier))
}

/// Whether this office owes the petitioner who came to it a notice: of that alone it can be free.
fn owes_notice(form: Form) -> bool {
    form.page.once(|view| view.notice.any)
}

/// One of a list: tiles where there are few, else a list that opens.
fn one_of(
    id: String,
    label: &str,
    bind: Bind,
    options: Vec<(String, String)>,
    hint: &'static str,
    error: MaybeProp<String>,
) -> AnyView {
    if options.len() > TILES {
        return select(id, label, bind, options, error);
    }
    let hint = (!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> });
    view! { <Choices id legend=label bind options error />{hint} }.into_any()
}

fn select(
    id: String,
    label: &str,
    bind: Bind,
    options: Vec<(String, String)>,
    error: MaybeProp<String>,
) -> AnyView {
    let now = bind.value.get_untracked();
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == now;
            view! { <option value=value selected=selected>{text}</option> }.into_any()
        })
        .collect();
    let (error_id, described) = (format!("{id}-error"), format!("{id}-error"));
    let line = move || {
        error.get().map(|text| view! { <p class="field__error" id=error_id.clone()>{text}</p> })
    };
    view! {
        <div class="field" class:field--bad=move || error.get().is_some()>
            <label class="field__label" for=id.clone()>{label.to_owned()}</label>
            <select autocomplete="off" class="field__input" id=id aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || error.get().is_some().then(|| described.clone())
                on:change=move |event| bind.set.run(event_target_value(&event))>
                <option value="">{act::CHOOSE}</option>
                {options}
            </select>
            {line}
        </div>
    }
    .into_any()
}

/// A demand's text, by its id.
fn text_of(form: Form, id: &str) -> String {
    form.page.once(|view| {
        let found = view.demands.iter().find(|demand| demand.id == id);
        found.map(|demand| demand.text.clone()).unwrap_or_default()
    })
}

fn nothing(text: &'static str) -> AnyView {
    view! { <Notice tone=Tone::Careful><p>{text}</p></Notice> }.into_any()
}

fn demands(form: Form, label: &str, error: MaybeProp<String>) -> AnyView {
    let all = form.page.once(standing);
    if all.is_empty() {
        return nothing(act::DEMANDS_NONE);
    }
    let boxes: Vec<AnyView> = all
        .into_iter()
        .enumerate()
        .map(|(at, demand)| {
            let text = text_of(form, &demand);
            let key = key_of("demand", &demand);
            let id = if at == 0 { Form::id("demands") } else { Form::id(&key) };
            let checked = form.values.with_untracked(|values| values.get(&key) == YES);
            let tick = move |event| {
                let value = if event_target_checked(&event) { YES } else { "" };
                form.set(&key, value.to_owned());
            };
            view! {
                <label class="check" for=id.clone()>
                    <input class="check__box" type="checkbox" id=id.clone() prop:checked=checked on:change=tick />
                    <span>{text}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let line = move || error.get().map(|text| view! { <p class="field__error">{text}</p> });
    view! {
        <fieldset class="field">
            <legend class="field__label">{label.to_owned()}</legend>
            {boxes}
            {line}
        </fieldset>
    }
    .into_any()
}

fn routes(form: Form) -> AnyView {
    let all = form.page.once(standing);
    if all.is_empty() {
        return nothing(act::DEMANDS_NONE);
    }
    let each: Vec<AnyView> = all
        .into_iter()
        .enumerate()
        .map(|(at, demand)| {
            let key = key_of("route", &demand);
            let label = with_text(&intake::demand(at), &text_of(form, &demand));
            let options = Route::ALL
                .iter()
                .map(|route| (route.name().to_owned(), procedure::route(*route).to_owned()));
            let error = form.error(&key, act::ROUTE, true);
            select(Form::id(&key), &label, form.bind(&key), options.collect(), error)
        })
        .collect();
    let accusing = move || {
        form.values.with(|values| {
            form.page
                .once(standing)
                .iter()
                .any(|demand| values.get(&key_of("route", demand)) == Route::Accusation.name())
        })
    };
    let warning = move || {
        accusing().then(|| {
            view! { <Notice tone=Tone::Bad><p>{crate::ui::words::guide::ACCUSATION}</p></Notice> }
        })
    };
    view! { {each}{warning} }.into_any()
}

/// `诉求 1：……`
fn with_text(name: &str, text: &str) -> String {
    let mut label = String::from(name);
    label.push('：');
    label.push_str(text);
    label
}

fn opinions(form: Form) -> AnyView {
    let all = form.page.once(petitions);
    if all.is_empty() {
        return nothing(act::PETITIONS_NONE);
    }
    let order = form
        .page
        .once(|view| view.demands.iter().map(|demand| demand.id.clone()).collect::<Vec<_>>());
    let place = |id: &String| order.iter().position(|at| at == id).unwrap_or(usize::MAX);
    let mut all = all;
    all.sort_by_key(place);
    let each: Vec<AnyView> = all
        .into_iter()
        .map(|demand| {
            let at = place(&demand);
            let legend = with_text(&intake::demand(at), &text_of(form, &demand));
            let outcome = key_of("outcome", &demand);
            let options = options(form.kind, Codes::Outcomes, false);
            let area = |part: &str, label: &'static str, rows: u32| {
                let key = key_of(part, &demand);
                let (id, error) = (Form::id(&key), form.error(&key, label, false));
                view! { <TextArea id label bind=form.bind_words(&key) rows error /> }.into_any()
            };
            let error = form.error(&outcome, act::OUTCOME, true);
            view! {
                <fieldset class="item">
                    <legend class="act__demand">{legend}</legend>
                    <Choices id=Form::id(&outcome) legend=act::OUTCOME bind=form.bind(&outcome) options error />
                    {area("facts", act::FACTS, 4)}
                    {area("opinion", act::OPINION, 3)}
                    {area("basis", act::BASIS, 2)}
                </fieldset>
            }
            .into_any()
        })
        .collect();
    let heading = matter::DEMANDS;
    view! { <div role="group" aria-label=heading>{each}</div> }.into_any()
}
