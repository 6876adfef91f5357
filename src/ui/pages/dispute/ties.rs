use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use super::to_petition::ToPetition;
use crate::{
    bridge::{Command, Reply, SimilarAsk, SimilarItem},
    ui::{pages::matter::page::Page, route::Route, words::dispute as words},
};

/// The petitions it belongs to, and the way to make one of it. A tie itself is made, and undone, among
/// what may be done.
#[component]
pub fn Tied(page: Page) -> AnyView {
    let links = page.part(|view| {
        let links: Vec<MatterId> = view.state.links.iter().map(|(other, _)| *other).collect();
        links
    });
    let known = RwSignal::new(Vec::<SimilarItem>::new());
    Effect::new(move |_| {
        let wanted = links.get();
        if wanted.is_empty() {
            return;
        }
        spawn_local(async move {
            let asked = Command::Similar(SimilarAsk::These(wanted));
            if let Ok(Reply::Similar(items)) = page.session.ask(asked).await {
                known.try_set(items.open().unwrap_or_default());
            }
        });
    });
    let rows = move || {
        let rows: Vec<AnyView> = links
            .get()
            .into_iter()
            .map(|other| {
                let words = known.with(|known| {
                    let item = known.iter().find(|item| item.matter == other);
                    item.map_or_else(
                        || other.to_hex(),
                        |item| [&*item.local_no, " ", &item.name, "：", &item.excerpt].concat(),
                    )
                });
                let href = Route::Matter(other).href();
                view! { <li><a class="link" href=href>{words}</a></li> }.into_any()
            })
            .collect();
        if rows.is_empty() {
            view! { <p class="none">{words::NO_TIES}</p> }.into_any()
        } else {
            view! { <ul class="dispute__ties">{rows}</ul> }.into_any()
        }
    };
    view! {
        <section class="panel" aria-labelledby="ties">
            <h2 class="panel__title" id="ties">{words::TIES}</h2>
            {rows}
            <ToPetition page />
        </section>
    }
    .into_any()
}
