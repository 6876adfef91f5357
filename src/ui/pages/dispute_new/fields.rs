use casework::dispute::{
    DisputeProblem,
    codes::{DisputeType, Risk},
};
use leptos::{prelude::*, task::spawn_local};

use super::entry::{Entry, NO_ROUND};
use crate::{
    bridge::{Command, FieldAsk, ListQuery, ListRow, Reply},
    ui::{
        browser,
        components::{Bind, Choice, Choices, Combobox, FieldKind, Stepper, TextArea, TextField},
        fields::PlaceField,
        session::session,
        words::{act, cases, dispute, dispute_new as words, general, intake},
    },
};

/// How many petitions are proposed at once.
const PROPOSED: u32 = 12;

fn error(problems: RwSignal<Vec<DisputeProblem>>, field: &'static str) -> MaybeProp<String> {
    MaybeProp::derive(move || {
        let found = problems.get().into_iter().map(words::problem).find(|(at, _)| *at == field);
        found.map(|(_, text)| text)
    })
}

/// What is asked before the parties.
pub fn first(entry: Entry, problems: RwSignal<Vec<DisputeProblem>>) -> AnyView {
    let options: Vec<AnyView> = DisputeType::ALL
        .iter()
        .map(|kind| {
            let own = kind.name();
            let selected = move || entry.kind.with(|now| now == own);
            view! { <option value=own prop:selected=selected>{dispute::numbered_type(*kind)}</option> }
                .into_any()
        })
        .collect();
    view! {
        <TextField id="dispute-title" label=words::NAME bind=entry.title required=true
            hint=words::NAME_HINT.to_owned() error=error(problems, "dispute-title") />
        <div class="field">
            <label class="field__label" for="dispute-kind">{words::KIND}</label>
            <select autocomplete="off" class="field__input" id="dispute-kind"
                on:change=move |event| entry.kind.set(event_target_value(&event))>
                <option value="" prop:selected=move || entry.kind.with(String::is_empty)>{act::CHOOSE}</option>
                {options}
            </select>
        </div>
        <TextField id="dispute-found-on" label=words::FOUND_ON bind=entry.found_on
            kind=FieldKind::Date max=browser::today().to_string() required=true
            error=error(problems, "dispute-found-on") />
        {round(entry)}
        <PlaceField id="dispute-place" place=entry.place.into() office=entry.place_office.into() />
    }
    .into_any()
}

/// The round of screening it was found in; nothing where none runs. What runs is chosen until somebody
/// chooses otherwise: a dispute that is entered while everybody screens is a finding of that round.
fn round(entry: Entry) -> AnyView {
    let session = session();
    let running = RwSignal::new(Vec::<(String, String)>::new());
    spawn_local(async move {
        let Ok(Reply::Screening(view)) = session.ask(Command::Field(FieldAsk::Screening)).await
        else {
            return;
        };
        let rounds = view.open().map(|view| view.rounds).unwrap_or_default();
        // Only those that this office takes part in.
        let own = rounds.into_iter().filter(|one| one.open && one.own.is_some());
        let own: Vec<(String, String)> =
            own.map(|one| (one.round.id.clone(), one.round.name.clone())).collect();
        let chosen = entry.round.try_get_untracked().unwrap_or_default();
        let known = own.iter().any(|(id, _)| *id == chosen) || chosen == NO_ROUND;
        if !known {
            let first = own.first().map(|(id, _)| id.clone()).unwrap_or_default();
            entry.round.try_set(first);
        }
        running.try_set(own);
    });
    let options = move || {
        let none = (NO_ROUND.to_owned(), words::NO_ROUND.to_owned());
        let options = running.get().into_iter().chain(std::iter::once(none));
        let options: Vec<AnyView> = options
            .map(|(id, name)| {
                let own = id.clone();
                let selected = move || entry.round.with(|now| *now == own);
                view! { <option value=id prop:selected=selected>{name}</option> }.into_any()
            })
            .collect();
        options
    };
    let some = Memo::new(move |_| running.with(|running| !running.is_empty()));
    let field = move || {
        some.get().then(|| {
            view! {
                <div class="field">
                    <label class="field__label" for="dispute-round">{words::ROUND}</label>
                    <select class="field__input" id="dispute-round"
                        on:change=move |event| entry.round.set(event_target_value(&event))>{options}</select>
                </div>
            }
        })
    };
    view! { {field} }.into_any()
}

/// What can be added later.
pub fn fields(entry: Entry, problems: RwSignal<Vec<DisputeProblem>>) -> AnyView {
    let rated = Memo::new(move |_| !entry.risk.with(String::is_empty));
    let reason = move || {
        rated.get().then(|| {
            view! {
                <TextArea id="dispute-risk-text" label=words::RISK_TEXT bind=entry.risk_text rows=2
                    error=error(problems, "dispute-risk-text") />
            }
        })
    };
    let later = (String::new(), words::RISK_LATER.to_owned());
    let levels = Risk::ALL.iter().map(|level| {
        let words = [cases::risk(*level), "：", cases::risk_criteria(*level)].concat();
        (level.name().to_owned(), words)
    });
    let levels = std::iter::once(later).chain(levels).collect();
    view! {
        <TextArea id="dispute-text" label=words::TEXT bind=entry.text rows=4 />
        <Choices id="dispute-risk" legend=words::RISK bind=Bind::from(entry.risk) options=levels />
        {reason}
        <details class="fold">
            <summary class="fold__summary">{words::MORE}</summary>
            <TextField id="dispute-found-by" label=words::FOUND_BY bind=entry.found_by />
            <Stepper id="dispute-affected" label=words::AFFECTED bind=entry.affected fewer=intake::FEWER
                more=intake::MORE max=9999 error=error(problems, "dispute-affected") />
            <TextField id="dispute-amount" label=words::AMOUNT bind=entry.amount />
            <TextArea id="dispute-cause" label=words::CAUSE bind=entry.cause rows=2 />
            {petition(entry)}
        </details>
    }
    .into_any()
}

/// A petition it belongs to, found as one types.
fn petition(entry: Entry) -> AnyView {
    let session = session();
    let found = RwSignal::new(Vec::<Choice>::new());
    let asked = StoredValue::new(String::new());
    let find = Callback::new(move |typed: String| {
        let text = typed.trim().to_owned();
        if !text.is_empty() && asked.with_value(|before| *before != text) {
            asked.set_value(text.clone());
            spawn_local(async move {
                let query = ListQuery { text, limit: PROPOSED, ..ListQuery::default() };
                if let Ok(Reply::Window(window)) = session.ask(Command::List(query)).await {
                    found.try_set(window.all_rows().iter().map(choice).collect());
                }
            });
        }
        found.get()
    });
    let pick = Callback::new(move |picked: Option<Choice>| {
        let (id, label) = picked.map(|choice| (choice.id, choice.label)).unwrap_or_default();
        entry.petition.set(id);
        entry.petition_name.set(label);
    });
    view! {
        <Combobox id="dispute-petition" label=words::PETITION bind=Bind::from(entry.petition_name)
            find pick no_match=general::NO_MATCH hint=words::PETITION_HINT.to_owned() />
    }
    .into_any()
}

fn choice(row: &ListRow) -> Choice {
    Choice {
        id: row.matter.to_hex(),
        label: [&*row.local_no, " ", &row.name].concat(),
        detail: row.excerpt.clone(),
    }
}
