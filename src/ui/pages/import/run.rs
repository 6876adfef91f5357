//! Taking the rows in, some at a time.

use leptos::{prelude::*, task::spawn_local};

use super::{Book, Stage, intake::import_row, villages::office_of};
use crate::{
    bridge::{Command, ImportRow, Reply},
    ui::{
        session::session,
        words::{failure, import},
    },
};

/// So many rows are one transaction: few enough that stopping is prompt.
const ROWS: usize = 20;

/// Taking the rows in.
#[component]
pub fn Running(stage: RwSignal<Stage>, book: Book) -> AnyView {
    let session = session();
    let done = RwSignal::new(0usize);
    let stop = RwSignal::new(false);
    let rows: Vec<ImportRow> = session.offices.with_untracked(|offices| {
        let rows = book.rows.get_untracked();
        let taken = rows.iter().enumerate().filter(|(at, _)| untrack(|| book.is_taken(*at)));
        taken
            .map(|(_, row)| {
                let place = row.village.as_deref().unwrap_or_default();
                import_row(row, &office_of(book, offices, place))
            })
            .collect()
    });
    let of = rows.len();
    let here = book.rows.with_untracked(|rows| rows.len()) - of;
    spawn_local(async move {
        let (mut added, mut present) = (0, here);
        for some in rows.chunks(ROWS) {
            if stop.try_get_untracked().unwrap_or(true) {
                stage.try_set(Stage::Done { added, present, stopped: true, failure: None });
                return;
            }
            match session.ask(Command::Import(some.to_vec())).await {
                Ok(Reply::Imported { added: new, present: known }) => {
                    added += new as usize;
                    present += known as usize;
                    done.try_update(|done| *done += some.len());
                }
                Ok(_) => {}
                Err(error) => {
                    let failure = Some(failure::sentence(&error));
                    stage.try_set(Stage::Done { added, present, stopped: true, failure });
                    return;
                }
            }
        }
        stage.try_set(Stage::Done { added, present, stopped: false, failure: None });
    });
    view! {
        <label class="field__label" for="import-progress">{import::PROGRESS}</label>
        <progress class="progress" id="import-progress" max=of.to_string() value=move || done.get().to_string()></progress>
        <p role="status">{move || import::progress(done.get(), of)}</p>
        <button type="button" class="button" on:click=move |_| stop.set(true)>{import::CANCEL}</button>
    }
    .into_any()
}
