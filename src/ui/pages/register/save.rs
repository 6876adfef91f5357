//! Saving the registration.

use leptos::{prelude::*, task::spawn_local};

use super::form::{Form, Stage};
use crate::{
    bridge::{Command, Failure, Reply, SealedAsk},
    ui::browser,
};

/// Saves; what comes of it is the form's stage.
pub fn save(form: Form) {
    if form.stage.get_untracked() == Stage::Saving {
        return;
    }
    form.tried.set(true);
    let intake = form.intake.get_untracked();
    let problems = intake.problems(browser::today());
    if !problems.is_empty() {
        form.stage.set(Stage::Failed(Failure::Problems(problems)));
        return;
    }
    form.stage.set(Stage::Saving);
    spawn_local(async move {
        // First the draft as it stands: should the engine die now, it tells whether this was saved.
        let kept = form.keeper.keep().await;
        form.keeper.close();
        let draft = form.keeper.draft_id();
        let sealed = intake.is_accusation();
        let command = if sealed {
            Command::Sealed(SealedAsk::Record { draft, intake: Box::new(intake) })
        } else {
            Command::Register { draft, intake }
        };
        let stage = match form.session.ask(command).await {
            Ok(Reply::SealedAs(number, fate)) => Stage::Sealed { number, fate },
            Ok(Reply::Registered { matter, local_no }) => Stage::Saved { matter, local_no },
            Ok(_) => Stage::Failed(Failure::EngineRestarted),
            Err(Failure::EngineRestarted) if kept && !sealed => after_a_restart(form).await,
            Err(failure) => Stage::Failed(failure),
        };
        if matches!(stage, Stage::Failed(_)) {
            form.keeper.open();
        }
        form.stage.try_set(stage);
    });
}

/// Registering takes the draft away in the same transaction, so the draft tells what happened.
async fn after_a_restart(form: Form) -> Stage {
    let id = form.keeper.draft_id();
    match form.session.drafts().await {
        Ok(drafts) if drafts.iter().any(|draft| draft.id == id) => {
            Stage::Failed(Failure::EngineRestarted)
        }
        Ok(_) => Stage::MaybeSaved,
        Err(failure) => Stage::Failed(failure),
    }
}
