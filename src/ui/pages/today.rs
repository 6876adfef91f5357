//! What is to be done today: how many matters stand on which list, each a way to its rows.

mod hand_over;
mod tiles;

use leptos::{prelude::*, task::spawn_local};

use self::{hand_over::HandOver, tiles::tiles};
use super::{
    load::{Frame, Load, failed, frame, loading, ready_with},
    screening::ScreeningTile,
};
use crate::{
    bridge::{Command, Event, Reply, TodayLists},
    ui::{
        browser,
        components::PageTitle,
        session::session,
        words::{general, today},
    },
};
use casework::Moment;

/// The day's work.
#[component]
pub fn TodayPage() -> AnyView {
    let session = session();
    let lists = RwSignal::new(Load::<TodayLists>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match session.ask(Command::Today).await {
                Ok(Reply::Today(lists)) => Load::Here(lists),
                Ok(_) => Load::Here(TodayLists::default()),
                Err(failure) => Load::Failed(failure),
            };
            lists.try_set(loaded);
        });
    });
    load.run(());
    session.on_event(move |event| {
        if matches!(event, Event::Identity(_)) {
            load.run(());
        }
    });
    session.on_rows_changed(move || load.run(()));
    ready_with(lists);
    let frame = frame(lists);
    let here = Memo::new(move |_| {
        lists.with(|lists| match lists {
            Load::Here(lists) => lists.clone(),
            Load::Loading | Load::Failed(_) => TodayLists::default(),
        })
    });
    let as_of = move || {
        let (reached, waiting) = session.sync.with(|sync| (sync.last_reached, sync.waiting));
        // Another tab may be the one that talks to the relay: the later word counts.
        let reached = reached.max(here.with(|lists| lists.as_of)).map(Moment::from_millis);
        today::as_of(reached, waiting, browser::now())
    };
    let content = move || match frame.get() {
        Frame::Loading => loading(),
        Frame::Failed(failure) => failed(&failure, load),
        Frame::Here(()) => view! {
            <p class="lead">{move || today::day(here.with(|lists| lists.today))}</p>
            <ScreeningTile />
            {move || tiles(session, &here.get())}
            <p class="today__as-of" role="status">{as_of}</p>
            <HandOver here />
        }
        .into_any(),
    };
    view! {
        <PageTitle text=today::TITLE.to_owned() tab=general::title(today::TITLE) />
        {content}
    }
    .into_any()
}
