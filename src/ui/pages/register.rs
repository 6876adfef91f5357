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
    saved::{MaybeSavedView, SavedView, SealedSavedView},
    sections::FormView,
};
use crate::{
    bridge::{Command, Reply, SealedAsk},
    ui::{
        browser,
        components::PageTitle,
        route::Route,
        session::session,
        words::{general, intake},
    },
};

/// A new registration, or a draft gone on with.
#[component]
pub fn RegisterPage(draft: Option<String>) -> AnyView {
    let session = session();
    let begun = RwSignal::new(None::<Intake>);
    let id = match draft {
        Some(id) => {
            let wanted = id.clone();
            spawn_local(async move {
                let mut drafts = session.drafts().await.unwrap_or_default();
                // An accusation's is listed nowhere, and only its writer gets it by its id.
                let ask = Command::Sealed(SealedAsk::Draft(wanted.clone()));
                if let Ok(Reply::Drafts(sealed)) = session.ask(ask).await {
                    drafts.extend(sealed);
                }
                let kept = drafts.into_iter().find(|draft| draft.id == wanted);
                begun.try_set(Some(kept.map_or_else(blank, |draft| draft.intake)));
            });
            id
        }
        None => {
            // The address names the draft from now on, so that opening it anew finds it.
            let id = browser::random_hex::<8>();
            Route::New(Some(id.clone())).replace();
            begun.set(Some(blank()));
            id
        }
    };
    let content = move || match begun.get() {
        None => view! {
            <PageTitle text=intake::TITLE.to_owned() tab=general::title(intake::TITLE) />
            <p class="loading" role="status">{intake::LOADING_DRAFT}</p>
        }
        .into_any(),
        Some(begun) => registering(Form::new(session, id.clone(), begun)),
    };
    view! { {content} }.into_any()
}

fn registering(form: Form) -> AnyView {
    form.guard();
    // Only a change of the stage's kind draws anew: the fields stay while it is being saved.
    let done = Memo::new(move |_| match form.stage.get() {
        Stage::Saved { .. } | Stage::Sealed { .. } | Stage::MaybeSaved => Some(form.stage.get()),
        Stage::Filling | Stage::Saving | Stage::Failed(_) => None,
    });
    let content = move || match done.get() {
        Some(Stage::Saved { matter, local_no }) => {
            view! { <SavedView form matter local_no /> }.into_any()
        }
        Some(Stage::Sealed { number, fate }) => {
            view! { <SealedSavedView number fate /> }.into_any()
        }
        Some(_) => view! { <MaybeSavedView /> }.into_any(),
        None => view! { <FormView form /> }.into_any(),
    };
    view! { {content} }.into_any()
}

/// What a new form is filled with.
fn blank() -> Intake {
    Intake {
        channel: Channel::Visit.name().to_owned(),
        received_on: browser::today().to_string(),
        petitioners: "1".to_owned(),
        demands: vec![String::new()],
        ..Intake::default()
    }
}
