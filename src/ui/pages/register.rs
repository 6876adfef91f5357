//! Registering a petition. What is typed is kept as a draft all the while; saving is one transaction
//! of the engine's, and "已保存在本机" stands only where its answer is shown.

mod after;
mod demands;
mod draft_keeper;
mod form;
mod people;
mod purpose;
mod save;
mod saved;
mod sections;
mod similar;

use casework::{intake::Intake, schema::Channel};
use leptos::{prelude::*, task::spawn_local};

use self::{
    form::{Form, Stage},
    saved::{SavedUnseenView, SavedView, SealedSavedView},
    sections::FormView,
};
use crate::{
    bridge::{Command, Draft, Failure, Reply, SealedAsk},
    ui::{
        browser,
        components::PageTitle,
        lazy::Registering,
        pages::load::{Load, failed},
        route::Route,
        session::{Session, session},
        words::{general, intake},
    },
};

/// A new registration, or a draft gone on with.
#[component]
pub fn RegisterPage(what: Registering) -> AnyView {
    let session = session();
    let begun = RwSignal::new(Load::<Intake>::Loading);
    let new = |channel: Channel| {
        // The address names the draft from now on, so that opening it anew finds it.
        let id = browser::random_hex::<8>();
        Route::New(Some(id.clone())).replace();
        begun.set(Load::Here(blank(channel)));
        id
    };
    let load = Callback::new(move |id: String| {
        begun.set(Load::Loading);
        spawn_local(async move {
            // Only where it is certain that there is none may a blank form take its place: it would be
            // kept over it.
            begun.try_set(match draft(session, &id).await {
                Ok(Some(draft)) => Load::Here(draft.intake),
                Ok(None) => Load::Here(blank(Channel::Visit)),
                Err(failure) => Load::Failed(failure),
            });
        });
    });
    let id = match what {
        Registering::Draft(id) => {
            load.run(id.clone());
            id
        }
        Registering::Visit => new(Channel::Visit),
        Registering::Letter => new(Channel::Letter),
    };
    let content = move || match begun.get() {
        Load::Loading => view! {
            <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
            <p class="loading" role="status">{intake::LOADING_DRAFT}</p>
        }
        .into_any(),
        Load::Failed(failure) => {
            let id = id.clone();
            let again = Callback::new(move |()| load.run(id.clone()));
            view! {
                <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
                {failed(&failure, again)}
            }
            .into_any()
        }
        Load::Here(begun) => registering(Form::new(session, id.clone(), begun)),
    };
    view! { {content} }.into_any()
}

/// A draft of this device, by its id; none where there is none.
async fn draft(session: Session, id: &str) -> Result<Option<Draft>, Failure> {
    let mut drafts = session.drafts().await?;
    // An accusation's is listed nowhere, and only its writer gets it by its id.
    if let Reply::Drafts(sealed) =
        session.ask(Command::Sealed(SealedAsk::Draft(id.to_owned()))).await?
    {
        drafts.extend(sealed);
    }
    Ok(drafts.into_iter().find(|draft| draft.id == id))
}

fn registering(form: Form) -> AnyView {
    form.guard();
    // Only a change of the stage's kind draws anew: the fields stay while it is being saved.
    let done = Memo::new(move |_| match form.stage.get() {
        Stage::Saved { .. } | Stage::Sealed { .. } | Stage::SavedUnseen { .. } => {
            Some(form.stage.get())
        }
        Stage::Filling | Stage::Saving | Stage::Failed(_) => None,
    });
    let content = move || match done.get() {
        Some(Stage::Saved { matter, local_no }) => {
            view! { <SavedView form matter local_no /> }.into_any()
        }
        Some(Stage::Sealed { number, fate }) => {
            view! { <SealedSavedView number fate /> }.into_any()
        }
        Some(Stage::SavedUnseen { sealed }) => view! { <SavedUnseenView sealed /> }.into_any(),
        Some(_) | None => view! { <FormView form /> }.into_any(),
    };
    view! { {content} }.into_any()
}

/// What a new form is filled with.
fn blank(channel: Channel) -> Intake {
    Intake {
        channel: channel.name().to_owned(),
        received_on: browser::today().to_string(),
        petitioners: "1".to_owned(),
        demands: vec![String::new()],
        ..Intake::default()
    }
}
