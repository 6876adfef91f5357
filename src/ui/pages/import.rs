//! Taking in a ledger: choose a file, see how it was read and correct that, take it in.

mod book;
mod choose;
mod columns;
mod intake;
pub(in crate::ui) mod reader;
mod review;
mod run;
mod villages;

use leptos::prelude::*;

use self::{book::Book, choose::Choose, review::Review, run::Running};
use crate::ui::{
    components::{Notice, PageTitle, Tone},
    route::Route,
    words::{general, import},
};

/// Where the import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// A file is to be chosen; why the last one did not do.
    Choose(Option<String>),
    /// The file is being read.
    Reading,
    /// What was read is looked through.
    Review,
    /// Rows are being taken in.
    Running,
    /// It is over.
    Done {
        /// New matters.
        added: usize,
        /// Rows that were here.
        present: usize,
        /// Whether it was stopped before the end.
        stopped: bool,
        /// Why it could not go on.
        failure: Option<String>,
    },
}

/// Taking in a ledger.
#[component]
pub fn ImportPage() -> AnyView {
    let stage = RwSignal::new(Stage::Choose(None));
    let book = Book::new();
    let content = move || match stage.get() {
        Stage::Choose(problem) => view! { <Choose stage book problem /> }.into_any(),
        Stage::Reading => view! { <p role="status">{import::READING}</p> }.into_any(),
        Stage::Review => view! { <Review stage book /> }.into_any(),
        Stage::Running => view! { <Running stage book /> }.into_any(),
        Stage::Done { added, present, stopped, failure } => {
            done(stage, import::outcome(added, present, stopped), failure)
        }
    };
    view! {
        <PageTitle text=import::TITLE.to_owned() tab=general::title(import::TITLE) />
        {content}
    }
    .into_any()
}

fn done(stage: RwSignal<Stage>, outcome: String, failure: Option<String>) -> AnyView {
    let again = move |_| stage.set(Stage::Choose(None));
    let tone = if failure.is_some() { Tone::Bad } else { Tone::Good };
    view! {
        <Notice tone=tone>
            <p class="notice__title">{outcome}</p>
            {failure.map(|why| view! { <p>{why}</p> })}
        </Notice>
        <div class="actions">
            <a class="button button--primary" href=Route::List.href()>{import::TO_LIST}</a>
            <button type="button" class="button" on:click=again>{import::OTHER_FILE}</button>
        </div>
    }
    .into_any()
}
