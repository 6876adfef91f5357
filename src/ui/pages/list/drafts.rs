use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Draft},
    ui::{
        browser,
        components::Dialog,
        route::Route,
        session::session,
        words::{date, failure, general, list},
    },
};
use casework::Moment;

/// Registrations that were begun and not saved.
#[component]
pub fn Drafts() -> AnyView {
    let session = session();
    let drafts = RwSignal::new(Vec::<Draft>::new());
    let discarding = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let load = move || {
        spawn_local(async move {
            if let Ok(found) = session.drafts().await {
                drafts.try_set(found);
            }
        });
    };
    load();
    session.on_rows_changed(load);
    let discard = Callback::new(move |()| {
        let Some(id) = discarding.get_untracked() else { return };
        spawn_local(async move {
            if let Err(failure) = session.write(Command::DropDraft(id)).await {
                session.say(failure::sentence(&failure));
            }
            open.try_set(false);
            load();
        });
    });
    let ask = Callback::new(move |id: String| {
        discarding.set(Some(id));
        open.set(true);
    });
    let cards = move || drafts.get().into_iter().map(|draft| card(draft, ask)).collect_view();
    let some = Memo::new(move |_| drafts.with(|drafts| !drafts.is_empty()));
    view! {
        {move || some.get().then(|| view! {
            <section class="drafts" aria-labelledby="drafts-title">
                <h2 class="drafts__title" id="drafts-title">
                    {move || list::drafts(drafts.with(Vec::len))}
                </h2>
                <ul class="drafts__list">{cards}</ul>
            </section>
        })}
        <Dialog id="discard" open title=list::DISCARD_TITLE.to_owned() confirm=list::DISCARD.to_owned()
            cancel=general::CANCEL on_confirm=discard danger=true>
            <p>{list::DISCARD_BODY}</p>
        </Dialog>
    }
    .into_any()
}

fn card(draft: Draft, ask: Callback<String>) -> AnyView {
    let name = draft.intake.petitioner.name.trim();
    let name = if name.is_empty() { list::NO_NAME } else { name }.to_owned();
    let about = draft.intake.demands.iter().find(|demand| !demand.trim().is_empty());
    let about: String = about.unwrap_or(&draft.intake.narrative).chars().take(40).collect();
    let kept = date::short_moment(Moment::from_millis(draft.kept_at), browser::now());
    let (id, route) = (draft.id.clone(), Route::New(Some(draft.id)));
    view! {
        <li class="drafts__item">
            <p class="drafts__text">
                <span class="drafts__name">{name.clone()}</span>
                <span class="drafts__about">{about}</span>
                <span class="drafts__kept">{kept}</span>
            </p>
            <div class="drafts__actions">
                <button type="button" class="button button--primary" on:click=move |_| route.go()>
                    {list::CONTINUE}<span class="unseen">{name.clone()}</span>
                </button>
                <button type="button" class="button" on:click=move |_| ask.run(id.clone())>
                    {list::DISCARD}<span class="unseen">{name}</span>
                </button>
            </div>
        </li>
    }
    .into_any()
}
