//! A station's period on the page of the day, until it is reported on.

use casework::{directory::Tier, screening::Standing};
use leptos::{prelude::*, task::spawn_local};

use super::page::ask;
use crate::{
    bridge::Event,
    ui::{route::Route, session::session, words::screening as words},
};

/// The tile; nothing where nothing is due.
#[component]
pub fn ScreeningTile() -> AnyView {
    let session = session();
    let due = RwSignal::new(None::<String>);
    let load = move || {
        let tier = session.identity.with_untracked(|own| own.as_ref().map(|own| own.tier));
        if tier != Some(Tier::Village) {
            return;
        }
        spawn_local(async move {
            if let Ok(view) = ask(session).await {
                let open = view.now.filter(|now| now.standing == Standing::NotReported);
                due.try_set(open.map(|now| words::period(now.period)));
            }
        });
    };
    load();
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Identity(_)) {
            load();
        }
    });
    let tile = move || {
        due.get().map(|days| {
            view! {
                <ul class="tiles">
                    <li>
                        <a class="tile tile--soon" href=Route::Screening.href()>
                            <span class="tile__name">{words::TILE}</span>
                            <span class="tag tag--careful">{words::standing(Standing::NotReported)}</span>
                            <span class="tile__hint">{days}"。"{words::TILE_HINT}</span>
                        </a>
                    </li>
                </ul>
            }
        })
    };
    view! { {tile} }.into_any()
}
