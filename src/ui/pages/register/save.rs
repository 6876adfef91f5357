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
    // Whoever leaves the page meanwhile takes the form away.
    let (session, draft) = (form.session, form.keeper.draft_id());
    spawn_local(async move {
        // First the draft as it stands: should the engine die now, nothing of it is lost.
        form.keeper.keep().await;
        form.keeper.close();
        let sealed = intake.is_accusation();
        let command = if sealed {
            Command::Sealed(SealedAsk::Record { draft, intake: Box::new(intake) })
        } else {
            Command::Register { draft, intake }
        };
        let stage = match session.ask(command).await {
            Ok(Reply::SealedAs(number, fate)) => Stage::Sealed { number, fate },
            Ok(Reply::Registered { matter, local_no }) => Stage::Saved { matter, local_no },
            // It was saved by an engine that died before it could say under which number.
            Ok(_) => Stage::SavedUnseen { sealed },
            Err(failure) => Stage::Failed(failure),
        };
        if matches!(stage, Stage::Failed(_)) {
            form.keeper.open();
        }
        form.stage.try_set(stage);
    });
}
