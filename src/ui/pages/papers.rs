//! The papers of a matter: which there are, and one of them as it will be on paper.

mod desk;
mod fields;
mod issue;
mod list;
mod paper;
mod preview;
mod signs;

use ::papers::{PaperKind, wording};
use ident::MatterId;
use leptos::prelude::*;

use self::{desk::Desk, list::List, paper::Paper};
use super::load::{Load, failed, loading};
use crate::{
    papers::fits,
    ui::{
        components::{Notice, PageTitle, Tone},
        route::Route,
        words::{general, papers},
    },
};

/// The list of papers, or one paper.
#[component]
pub fn PapersPage(matter: MatterId, kind: Option<PaperKind>) -> AnyView {
    let desk = Desk::new(matter);
    let title = kind.map_or(papers::TITLE, wording::title);
    let back = Memo::new(move |_| match kind {
        Some(_) => (Route::Papers(matter, None).href(), papers::BACK_TO_PAPERS),
        None => {
            let case = desk.kind();
            (Route::of_case(case, matter).href(), papers::back_to(case))
        }
    });
    // Not the view itself: a field that is being typed into must not be made anew.
    let foreign = Memo::new(move |_| kind.is_some_and(|kind| !fits(kind, desk.kind())));
    let frame = Memo::new(move |_| {
        desk.view.with(|view| match view {
            Load::Loading => Load::Loading,
            Load::Failed(failure) => Load::Failed(failure.clone()),
            Load::Here(_) => Load::Here(()),
        })
    });
    let content = move || match (frame.get(), kind) {
        (Load::Loading, _) => loading(),
        (Load::Failed(failure), _) => failed(&failure, Callback::new(move |()| desk.reload())),
        (Load::Here(()), None) => view! { <List desk /> }.into_any(),
        (Load::Here(()), Some(_)) if foreign.get() => {
            view! { <Notice tone=Tone::Careful><p>{papers::OTHER_KIND}</p></Notice> }.into_any()
        }
        (Load::Here(()), Some(kind)) => view! { <Paper desk kind /> }.into_any(),
    };
    view! {
        <p class="back"><a class="link" href=move || back.get().0>{move || back.get().1}</a></p>
        <PageTitle text=title.to_owned() tab=general::title(title) />
        {move || desk.whose.get().map(|whose| view! { <p class="papers-whose">{whose}</p> })}
        {content}
    }
    .into_any()
}
