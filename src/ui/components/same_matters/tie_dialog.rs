//! The question before two matters are tied or untied.

use casework::{
    Step,
    step::{
        codes::Relation,
        payload::{Acting, Link},
    },
};
use ident::{MatterId, PostId};
use leptos::{prelude::*, task::spawn_local};

use super::Ties;
use crate::{
    bridge::{Command, Packed},
    ui::{
        browser,
        components::{Dialog, Notice, Tone},
        session::session,
        words::{failure, general, similar},
    },
};

/// What is to be confirmed.
#[derive(Clone, Copy)]
pub enum Asked {
    /// To tie this matter to another.
    Tie(MatterId, Relation),
    /// To take that back.
    Untie(MatterId, Relation),
}

/// What tying is called.
pub fn verb(relation: Relation) -> &'static str {
    if relation == Relation::Repeat { similar::REPEAT } else { similar::RELATED }
}

/// The question before anything is tied or untied.
#[component]
pub fn TieDialog(
    matter: MatterId,
    ties: Signal<Ties>,
    open: RwSignal<bool>,
    asked: RwSignal<Option<Asked>>,
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            wrong.set(None);
        }
    });
    let title = Signal::derive(move || match asked.get() {
        Some(Asked::Tie(_, relation)) => similar::tie_title(relation).to_owned(),
        Some(Asked::Untie(_, Relation::Repeat | Relation::Related)) | None => {
            similar::UNTIE_TITLE.to_owned()
        }
        Some(Asked::Untie(..)) => similar::UNTIE_MERGE_TITLE.to_owned(),
    });
    let body = move || match asked.get() {
        Some(Asked::Tie(_, relation)) => similar::tie_body(relation),
        Some(Asked::Untie(..)) | None => similar::UNTIE_BODY,
    };
    let confirm_text = Signal::derive(move || {
        let text = match asked.get() {
            _ if busy.get() => general::SAVING,
            Some(Asked::Tie(_, Relation::MergedInto)) => similar::MERGE,
            Some(Asked::Tie(_, Relation::MergedFrom)) => similar::COMPLETE,
            Some(Asked::Tie(_, relation)) => verb(relation),
            Some(Asked::Untie(..)) | None => similar::UNTIE,
        };
        text.to_owned()
    });
    let confirm = Callback::new(move |()| {
        let Some(what) = asked.get_untracked() else { return };
        let posts = ties.with_untracked(|ties| (ties.tie, ties.untie));
        let link = |post: PostId, other, relation| Link {
            by: Acting { post, on: browser::today() },
            other,
            relation,
        };
        let step = match (what, posts) {
            (Asked::Tie(other, relation), (Some(post), _)) => {
                Step::Linked(link(post, other, relation))
            }
            (Asked::Untie(other, relation), (_, Some(post))) => {
                Step::Unlinked(link(post, other, relation))
            }
            _ => return wrong.set(Some(similar::NO_POST.to_owned())),
        };
        busy.set(true);
        spawn_local(async move {
            match session.write(Command::Act { matter, step: Packed::new(&step) }).await {
                Ok(()) => {
                    session.say(general::SAVED_HERE);
                    open.try_set(false);
                    changed.run(());
                }
                Err(failure) => {
                    wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
            busy.try_set(false);
        });
    });
    view! {
        <Dialog id="tie" open title confirm=confirm_text cancel=similar::CANCEL on_confirm=confirm busy>
            <p>{body}</p>
            {move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })}
        </Dialog>
    }
    .into_any()
}
