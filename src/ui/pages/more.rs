//! All pages, in groups, as large tiles.

use casework::{
    directory::Tier,
    worklist::{Kinds, RowFilter},
};
use leptos::prelude::*;

use crate::ui::{
    components::PageTitle,
    route::Route,
    session::session,
    words::{general, more as words, retention},
};

/// What is due for appraisal (鉴定): of any kind.
fn appraisal() -> (Route, (&'static str, &'static str)) {
    let filter = RowFilter { kinds: Kinds::Any, appraisal: true, ..RowFilter::default() };
    (Route::Filtered(filter.to_text()), retention::APPRAISAL)
}

/// The page.
#[component]
pub fn MorePage() -> AnyView {
    let session = session();
    let village = session
        .identity
        .with_untracked(|own| own.as_ref().is_none_or(|own| own.tier == Tier::Village));
    let groups = [
        (
            "desk",
            words::DESK,
            vec![
                (Route::Today, words::TODAY),
                (Route::List, words::LIST),
                (Route::New(None), words::NEW),
                (Route::Letters, words::LETTERS),
            ],
        ),
        (
            "field",
            words::FIELD,
            vec![
                (Route::Disputes, words::DISPUTE_LEDGER),
                (Route::Screening, words::SCREENING_PAGE),
                (Route::Visits, words::VISITS_PAGE),
                (Route::Receptions, words::RECEPTIONS_PAGE),
                (Route::Glance(None), words::GLANCE),
            ],
        ),
        ("safety", words::SAFETY, vec![(Route::Duty, words::DUTY)]),
        (
            "data",
            words::DATA,
            // A station takes in no ledgers.
            core::iter::once((Route::Waiting, words::WAITING))
                .chain((!village).then_some((Route::Import, words::IMPORT)))
                .chain((!village).then(appraisal))
                .collect(),
        ),
        (
            "app",
            words::APP,
            vec![
                (Route::Org, words::ORG),
                (Route::Settings, words::SETTINGS),
                (Route::Feedback, words::FEEDBACK),
            ],
        ),
    ];
    let groups: Vec<AnyView> = groups
        .into_iter()
        .map(|(id, name, pages)| {
            let tiles: Vec<AnyView> = pages.into_iter().map(tile).collect();
            view! {
                <section aria-labelledby=id>
                    <h2 class="today__heading" id=id>{name}</h2>
                    <ul class="tiles">{tiles}</ul>
                </section>
            }
            .into_any()
        })
        .collect();
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        {groups}
    }
    .into_any()
}

/// A tile whose whole face is the link, and whose name is the page's alone.
fn tile((to, (name, hint)): (Route, (&'static str, &'static str))) -> AnyView {
    view! {
        <li class="tile more__tile">
            <a class="tile__name more__link" href=to.href()>{name}</a>
            <span class="tile__hint">{hint}</span>
        </li>
    }
    .into_any()
}
