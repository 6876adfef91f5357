//! The form as it is filled in.

use casework::{intake::IntakeField, schema::Fact};
use leptos::prelude::*;

use super::{
    demands::DemandFields,
    draft_keeper::Kept,
    form::{Form, Stage, field_id},
    people::{PetitionerFields, RepresentativeFields},
    save::save,
};
use crate::{
    bridge::Failure,
    ui::{
        browser,
        components::{
            ErrorSummary, FieldKind, Notice, PageTitle, Stepper, TextArea, TextField, Tone,
        },
        fields::{CategoryField, ChannelField, PlaceField},
        words::{date, failure, general, intake},
    },
};

/// From this many people on it is a group visit.
const GROUP: u32 = 5;

/// The form.
#[component]
pub fn FormView(form: Form) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(form);
    };
    let saving = move || form.stage.with(|stage| *stage == Stage::Saving);
    let label = move || if saving() { general::SAVING } else { intake::SAVE };
    view! {
        <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
        <form class="form" novalidate=true on:submit=submit>
            <Trouble form />
            <PetitionerFields form />
            <HowFields form />
            <PeopleFields form />
            <WhatFields form />
            <div class="form__foot">
                <Draft form />
                <button type="submit" class="button button--primary button--large" disabled=saving>{label}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Why it is not saved, and what to do.
#[component]
fn Trouble(form: Form) -> AnyView {
    let trouble = Memo::new(move |_| match form.stage.get() {
        Stage::Failed(failure) => Some(failure),
        _ => None,
    });
    let problems: Signal<Vec<(String, String)>> = Signal::derive(move || {
        let all = form.problems().into_iter();
        all.map(|(field, problem)| (field_id(field).to_owned(), intake::problem(field, problem)))
            .collect()
    });
    let none_left = Memo::new(move |_| problems.with(Vec::is_empty));
    let view = move || match trouble.get() {
        None => ().into_any(),
        Some(Failure::Problems(_)) if none_left.get() => ().into_any(),
        Some(Failure::Problems(_)) => {
            view! { <ErrorSummary title=intake::SUMMARY problems /> }.into_any()
        }
        Some(failure) => {
            let to_file = move |_| {
                let text = intake::as_text(&form.intake.get_untracked());
                let _ = browser::download(intake::FILE_NAME, text.as_bytes());
            };
            view! {
                <Notice tone=Tone::Bad>
                    <p>{failure::sentence(&failure)}</p>
                    <p class="notice__actions">
                        <button type="button" class="button button--primary" on:click=move |_| save(form)>
                            {failure::RETRY_SAVE}
                        </button>
                        <button type="button" class="button" on:click=to_file>{failure::SAVE_AS_FILE}</button>
                    </p>
                </Notice>
            }
            .into_any()
        }
    };
    Effect::new(move |_| {
        // The sentence stands on top; the button that was pressed, at the foot.
        if trouble.get().is_some_and(|failure| !matches!(failure, Failure::Problems(_))) {
            browser::scroll_to(0.0);
        }
    });
    view! { {view} }.into_any()
}

#[component]
fn HowFields(form: Form) -> AnyView {
    let channel = form.bind(|of| of.channel.clone(), |of, text| of.channel = text);
    let received = form.bind(|of| of.received_on.clone(), |of, text| of.received_on = text);
    view! {
        <section class="panel" aria-labelledby="how">
            <h2 class="panel__title" id="how">{intake::HOW}</h2>
            <ChannelField id="channel" bind=channel error=form.problem(IntakeField::Channel) />
            <TextField id="received-on" label=intake::RECEIVED_ON bind=received kind=FieldKind::Date
                max=browser::today().to_string() required=true
                error=form.problem(IntakeField::ReceivedOn) />
        </section>
    }
    .into_any()
}

#[component]
fn PeopleFields(form: Form) -> AnyView {
    let people = form.bind(|of| of.petitioners.clone(), |of, text| of.petitioners = text);
    let group = Memo::new(move |_| {
        form.intake
            .with(|of| of.petitioners.trim().parse().is_ok_and(|number: u32| number >= GROUP))
    });
    view! {
        <section class="panel" aria-labelledby="many">
            <h2 class="panel__title" id="many">{intake::MANY}</h2>
            <Stepper id="petitioners" label=intake::PETITIONERS bind=people fewer=intake::FEWER
                more=intake::MORE max=9999 error=form.problem(IntakeField::Petitioners) />
            {move || group.get().then(|| view! { <Notice tone=Tone::Plain><p>{intake::GROUP}</p></Notice> })}
            <RepresentativeFields form />
        </section>
    }
    .into_any()
}

#[component]
fn WhatFields(form: Form) -> AnyView {
    let place = form.bind(|of| of.place.clone(), |of, text| of.place = text);
    let office = form.bind(|of| of.place_office.clone(), |of, text| of.place_office = text);
    let category = form.bind(|of| of.category.clone(), |of, text| of.category = text);
    let narrative = form.bind(|of| of.narrative.clone(), |of, text| of.narrative = text);
    view! {
        <section class="panel" aria-labelledby="what">
            <h2 class="panel__title" id="what">{intake::WHAT}</h2>
            <PlaceField id="place" place office error=form.problem(IntakeField::Fact(Fact::Place)) />
            <DemandFields form />
            <CategoryField id="category" bind=category error=form.problem(IntakeField::Fact(Fact::Category)) />
            <TextArea id="narrative" label=intake::NARRATIVE bind=narrative rows=6 hint=intake::NARRATIVE_HINT />
        </section>
    }
    .into_any()
}

/// How the draft stands.
#[component]
fn Draft(form: Form) -> AnyView {
    let text = move || match form.keeper.kept.get() {
        Kept::Nothing => String::new(),
        Kept::At(at) => intake::kept(&date::clock(at)),
        Kept::Failed => intake::NOT_KEPT.to_owned(),
    };
    let failed = move || form.keeper.kept.get() == Kept::Failed;
    view! { <p class="draft" class:draft--failed=failed role="status">{text}</p> }.into_any()
}
