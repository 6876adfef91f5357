//! Accusations recorded on this device: for who recorded them, and the discipline liaison.

use casework::Moment;
use leptos::{prelude::*, task::spawn_local};

use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Draft, Failure, Reply, SealedAsk, SealedItem, SealedShelf},
    ui::{
        browser,
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::session,
        words::{date, general, intake, list, sealed},
    },
};

/// The page.
#[component]
pub fn SealedPage() -> AnyView {
    let session = session();
    let shelf = RwSignal::new(Load::<SealedShelf>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Sealed(SealedAsk::List)).await {
                Ok(Reply::Sealed(packed)) => {
                    packed.open().map_or(Load::Failed(Failure::EngineRestarted), Load::Here)
                }
                Ok(_) => Load::Failed(Failure::EngineRestarted),
                Err(failure) => Load::Failed(failure),
            };
            shelf.try_set(loaded);
        });
    });
    load.run(());
    let content = move || match shelf.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(shelf) => lists(shelf),
    };
    view! {
        <PageTitle text=sealed::TITLE.to_owned() tab=general::title(sealed::TITLE) />
        <Notice tone=Tone::Careful><p>{sealed::BODY}</p></Notice>
        {content}
    }
    .into_any()
}

fn lists(shelf: SealedShelf) -> AnyView {
    if shelf.records.is_empty() && shelf.drafts.is_empty() {
        return view! { <p>{sealed::NONE}</p> }.into_any();
    }
    let drafts: Vec<AnyView> = shelf.drafts.into_iter().map(draft).collect();
    let records: Vec<AnyView> = shelf.records.into_iter().map(record).collect();
    (
        part("sealed-drafts", sealed::DRAFTS, drafts),
        part("sealed-records", sealed::RECORDS, records),
    )
        .into_any()
}

fn part(id: &'static str, title: &'static str, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 class="panel__title" id=id>{title}</h2>
            <ul class="similar__list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn draft(draft: Draft) -> AnyView {
    let when = date::short_moment(Moment::from_millis(draft.kept_at), browser::now());
    let route = Route::New(Some(draft.id));
    view! {
        <li class="similar__item">
            <p class="similar__facts">{when}</p>
            <div class="similar__actions">
                <button type="button" class="button button--primary" on:click=move |_| route.go()>
                    {list::CONTINUE}
                </button>
            </div>
        </li>
    }
    .into_any()
}

fn record(item: SealedItem) -> AnyView {
    let when = date::moment(Moment::from_millis(item.at));
    // Closed until asked for: somebody may look over a shoulder.
    let open = RwSignal::new(false);
    let text = intake::as_text(&item.intake);
    view! {
        <li class="similar__item">
            <p class="similar__name">{intake::number(&item.number)}</p>
            <p class="similar__facts">{sealed::recorded(&item.recorder, &when)}</p>
            <div class="similar__actions">
                <button type="button" class="button"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)>
                    {sealed::OPEN}<span class="unseen">{item.number.clone()}</span>
                </button>
            </div>
            {move || open.get().then(|| view! { <p class="paper-text">{text.clone()}</p> })}
        </li>
    }
    .into_any()
}
