//! What it is for, asked before anything else: an accusation leaves the ordinary course here, before
//! a word of it is written.

use casework::schema::Purpose;
use leptos::{prelude::*, task::spawn_local};

use super::form::Form;
use crate::{
    bridge::{Command, SealedAsk},
    ui::{
        browser,
        components::{Bind, Choices, Dialog, Notice, Tone},
        route::Route,
        words::{directory, failure, general, intake, sealed},
    },
};

/// The question, and the warning behind one of its answers.
#[component]
pub fn PurposeFields(form: Form) -> AnyView {
    // What the tiles show: an accusation is shown as chosen while its warning is read, and becomes
    // the form's only when that is confirmed.
    let shown = RwSignal::new(form.intake.with_untracked(|of| of.purpose.clone()));
    let open = RwSignal::new(false);
    let bind = Bind::new(
        move || shown.get(),
        move |name| {
            shown.set(name.clone());
            if Purpose::from_name(&name) == Some(Purpose::Accusation) {
                open.set(true);
            } else {
                form.change(|of| of.purpose = name);
            }
        },
    );
    Effect::new(move |_| {
        if !open.get() {
            shown.set(form.intake.with_untracked(|of| of.purpose.clone()));
        }
    });
    let options = Purpose::ALL
        .into_iter()
        .map(|purpose| (purpose.name().to_owned(), directory::purpose(purpose).to_owned()))
        .collect();
    view! {
        <section class="panel" aria-label=intake::PURPOSE>
            <p class="field__hint">{intake::PURPOSE_HINT}</p>
            <Choices id="purpose" legend=intake::PURPOSE bind options />
            <Warning form open />
        </section>
    }
    .into_any()
}

#[component]
fn Warning(form: Form, open: RwSignal<bool>) -> AnyView {
    let here = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            here.set(String::new());
            missing.set(false);
        }
    });
    let confirm = Callback::new(move |()| {
        let here = here.get_untracked();
        if here.is_empty() {
            return missing.set(true);
        }
        // Closed first: what comes next takes this question off the page.
        open.set(false);
        if here == "no" {
            form.change(|of| of.purpose = Purpose::Accusation.name().to_owned());
        } else {
            form.stopped.set(true);
        }
    });
    let error =
        MaybeProp::derive(move || missing.get().then(|| sealed::ACCUSED_MISSING.to_owned()));
    let options = sealed::ACCUSED_OPTIONS
        .iter()
        .map(|(value, text)| ((*value).to_owned(), (*text).to_owned()))
        .collect();
    view! {
        <Dialog id="accusation" open title=sealed::ASK_TITLE.to_owned() confirm=sealed::GO_ON.to_owned()
            cancel=general::CANCEL on_confirm=confirm>
            <ul class="points">
                {sealed::ASK_BODY.iter().map(|text| view! { <li>{*text}</li> }).collect_view()}
            </ul>
            <Choices id="accused-here" legend=sealed::ACCUSED_HERE bind=here options error />
        </Dialog>
    }
    .into_any()
}

/// The accused may see this device: nothing is to be written here.
#[component]
pub fn Stopped(form: Form) -> AnyView {
    let drop = move |_| {
        form.keeper.close();
        let id = form.keeper.draft_id();
        spawn_local(async move {
            match form.session.write(Command::DropDraft(id)).await {
                Ok(()) => Route::List.go(),
                Err(failure) => form.session.say(failure::sentence(&failure)),
            }
        });
    };
    view! {
        <Notice tone=Tone::Careful>
            <h2 class="notice__title">{sealed::STOP_TITLE}</h2>
            {sealed::STOP_BODY.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
            <p class="notice__actions">
                <button type="button" class="button button--danger" on:click=drop>{sealed::STOP_DROP}</button>
                <button type="button" class="button" on:click=move |_| form.stopped.set(false)>
                    {sealed::STOP_BACK}
                </button>
            </p>
        </Notice>
    }
    .into_any()
}

/// What stands above the form of an accusation, in place of the question.
#[component]
pub fn SealedNotice(form: Form) -> AnyView {
    let discard = move |_| {
        if !browser::confirm(sealed::DISCARD_ASK) {
            return;
        }
        form.keeper.close();
        let id = form.keeper.draft_id();
        spawn_local(async move {
            let dropped = form.session.write(Command::Sealed(SealedAsk::DropDraft(id))).await;
            match dropped {
                Ok(()) => Route::List.go(),
                Err(failure) => form.session.say(failure::sentence(&failure)),
            }
        });
    };
    view! {
        <Notice tone=Tone::Careful>
            <p>{sealed::FORM_NOTICE}</p>
            <p class="notice__actions">
                <button type="button" class="button" on:click=discard>{sealed::DISCARD}</button>
            </p>
        </Notice>
    }
    .into_any()
}
