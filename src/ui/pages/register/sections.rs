//! The form as it is filled in.

use casework::{
    intake::{Intake, IntakeField},
    schema::{Fact, Source},
};
use leptos::prelude::*;

use super::{
    demands::DemandFields,
    draft_keeper::Kept,
    form::{Form, Stage, field_id},
    people::{PetitionerFields, RepresentativeFields},
    purpose::{PurposeFields, SealedNotice, Stopped},
    save::save,
    similar::Similar,
};
use crate::{
    bridge::Failure,
    ui::{
        browser,
        components::{
            Choices, ErrorSummary, FieldKind, Notice, PageTitle, Stepper, TextArea, TextField, Tone,
        },
        fields::{CategoryField, ChannelField, PlaceField},
        words::{date, directory, failure, general, intake, sealed},
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
    let is_sealed = form.is_sealed();
    let label = move || match (saving(), is_sealed.get()) {
        (true, _) => general::SAVING,
        (false, true) => sealed::SAVE,
        (false, false) => intake::SAVE,
    };
    let title = move || if is_sealed.get() { sealed::FORM_TITLE } else { intake::TITLE };
    let head = move || {
        if is_sealed.get() {
            view! { <SealedNotice form /> }.into_any()
        } else if form.stopped.get() {
            view! { <Stopped form /> }.into_any()
        } else {
            view! { <PurposeFields form /> }.into_any()
        }
    };
    let foot = move || (!is_sealed.get()).then(|| view! { <FirstFields form /> });
    let alike = move || (!is_sealed.get()).then(|| view! { <Similar form /> });
    view! {
        <PageTitle text=Signal::derive(move || title().to_owned())
            tab=Signal::derive(move || general::title(title())) />
        // What is typed while it is being saved, which takes a minute where the program is still on its way,
        // would stand on the screen and nowhere else.
        <form class="form" novalidate=true inert=saving on:submit=submit>
            <Trouble form />
            {head}
            <PetitionerFields form />
            {alike}
            <HowFields form />
            <PeopleFields form />
            <WhatFields form />
            {foot}
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
                form.session.give_file(intake::FILE_NAME, text.as_bytes());
            };
            // What is to stay on this device does not become a file that lies about.
            let may_export = !form.intake.with_untracked(Intake::is_accusation);
            view! {
                <Notice tone=Tone::Bad>
                    <p>{failure::sentence(&failure)}</p>
                    <p class="notice__actions">
                        <button type="button" class="button button--primary" on:click=move |_| save(form)>
                            {failure::RETRY_SAVE}
                        </button>
                        {may_export.then(|| view! {
                            <button type="button" class="button" on:click=to_file>{failure::SAVE_AS_FILE}</button>
                        })}
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
    let source = form.bind(|of| of.source.clone(), |of, text| of.source = text);
    let sources = Source::ALL
        .into_iter()
        .map(|source| (source.name().to_owned(), directory::source(source).to_owned()))
        .collect();
    view! {
        <section class="panel" aria-labelledby="how">
            <h2 class="panel__title" id="how">{intake::HOW}</h2>
            <ChannelField id="channel" bind=channel error=form.problem(IntakeField::Channel) />
            <TextField id="received-on" label=intake::RECEIVED_ON bind=received kind=FieldKind::Date
                max=browser::today().to_string() required=true
                error=form.problem(IntakeField::ReceivedOn) />
            <Choices id="source" legend=intake::SOURCE bind=source options=sources />
        </section>
    }
    .into_any()
}

#[component]
fn PeopleFields(form: Form) -> AnyView {
    let people = form.bind(|of| of.petitioners.clone(), |of, text| of.petitioners = text);
    let affected = form.bind(|of| of.affected.clone(), |of, text| of.affected = text);
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
            <Stepper id="affected" label=intake::AFFECTED bind=affected fewer=intake::FEWER
                more=intake::MORE max=9999 hint=intake::AFFECTED_HINT.to_owned()
                error=form.problem(IntakeField::Fact(Fact::Affected)) />
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
            <TextArea id="narrative" label=intake::NARRATIVE bind=narrative rows=6 hint=intake::NARRATIVE_HINT
                error=form.problem(IntakeField::Narrative) />
        </section>
    }
    .into_any()
}

/// Whether it came up for the first time: asked, and marked once it is saved.
#[component]
fn FirstFields(form: Form) -> AnyView {
    let here = form.bind(|of| of.first_here.clone(), |of, text| of.first_here = text);
    let nationally =
        form.bind(|of| of.first_nationally.clone(), |of, text| of.first_nationally = text);
    let options = || {
        let both = intake::FIRST_OPTIONS.iter();
        both.map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect()
    };
    view! {
        <section class="panel" aria-labelledby="first">
            <h2 class="panel__title" id="first">{intake::FIRST}</h2>
            <p class="field__hint">{intake::FIRST_BODY}</p>
            <Choices id="first-here" legend=intake::FIRST_HERE bind=here options=options() />
            <Choices id="first-nationally" legend=intake::FIRST_NATIONALLY bind=nationally options=options() />
        </section>
    }
    .into_any()
}

/// How the draft stands.
#[component]
fn Draft(form: Form) -> AnyView {
    let text = move || match form.keeper.kept.get() {
        Kept::Nothing | Kept::Failed => String::new(),
        Kept::Soon => intake::KEEPING.to_owned(),
        Kept::At(at) => intake::kept(&date::clock(at)),
    };
    let failed = move || form.keeper.kept.get() == Kept::Failed;
    // Only a failure is read out: the rest changes with every pause in the typing.
    view! {
        <p class="draft" class:draft--failed=failed>
            <span>{text}</span>
            <span role="status">{move || failed().then_some(intake::NOT_KEPT)}</span>
        </p>
    }
    .into_any()
}
