//! Taking a dispute ledger in: what was read is looked through first, and a row is never taken in
//! twice.

mod entry;
mod take;

use std::sync::Arc;

use ledger::dispute::{DisputeField, DisputeLedger};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

use self::{
    entry::{becomes, probe},
    take::take,
};
use crate::{
    bridge::{Command, FromImporter, ImportCheck, Reply, ToImporter},
    ui::{
        components::{Notice, Tone},
        pages::import::reader::Reader,
        session::session,
        words::{disputes as words, general},
    },
};

/// Rows shown of the preview: the first, which say whether the columns were read rightly.
const SHOWN: usize = 30;

type Holder = StoredValue<Option<Reader>, LocalStorage>;

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Choose(Option<String>),
    Reading,
    /// What was read, and which rows are here already.
    Review(Arc<DisputeLedger>, Arc<Vec<bool>>),
    Taking(usize, usize),
    Done(usize, usize),
}

/// The panel.
#[component]
pub fn Import(open: RwSignal<bool>) -> AnyView {
    let stage = RwSignal::new(Stage::Choose(None));
    // The worker lives as long as the panel: its answer comes when something else stands in it.
    let holder: Holder = StoredValue::new_local(None);
    let content = move || match stage.get() {
        Stage::Choose(problem) => choose(stage, holder, problem),
        Stage::Reading => view! { <p role="status">{words::IMPORT_READING}</p> }.into_any(),
        Stage::Review(ledger, present) => review(stage, &ledger, &present),
        Stage::Taking(done, of) => {
            view! { <p role="status">{words::importing(done, of)}</p> }.into_any()
        }
        Stage::Done(added, present) => view! {
            <Notice tone=Tone::Good><p>{words::imported(added, present)}</p></Notice>
        }
        .into_any(),
    };
    view! {
        <section class="panel disputes__import" aria-labelledby="dispute-import">
            <h2 class="panel__title" id="dispute-import">{words::IMPORT}</h2>
            {content}
            <div class="actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{general::CLOSE}</button>
            </div>
        </section>
    }
    .into_any()
}

fn choose(stage: RwSignal<Stage>, holder: Holder, problem: Option<String>) -> AnyView {
    let session = session();
    let read = move |bytes: Vec<u8>| {
        stage.set(Stage::Reading);
        let reader = Reader::start(move |told| match told {
            Some(FromImporter::Disputes(ledger)) => {
                let ledger = Arc::new(ledger.open().unwrap_or_default());
                spawn_local(async move {
                    let present = check(session, &ledger).await;
                    stage.try_set(Stage::Review(ledger, Arc::new(present)));
                });
            }
            Some(FromImporter::Unreadable(why)) => {
                stage.try_set(Stage::Choose(Some(why)));
            }
            Some(_) => {}
            None => {
                stage.try_set(Stage::Choose(Some(words::WORKER_DIED.to_owned())));
            }
        });
        match reader {
            Some(reader) => {
                reader.ask(&ToImporter::ReadDisputes { bytes });
                holder.try_set_value(Some(reader));
            }
            None => stage.set(Stage::Choose(Some(words::WORKER_DIED.to_owned()))),
        }
    };
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(file) = file else { return };
        spawn_local(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => read(js_sys::Uint8Array::new(&buffer).to_vec()),
                Err(_) => {
                    stage.try_set(Stage::Choose(Some(words::WORKER_DIED.to_owned())));
                }
            }
        });
    };
    let problem = problem.map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> });
    view! {
        <p>{words::IMPORT_LEAD}</p>
        {problem}
        <label class="field__label" for="dispute-file">{words::IMPORT_FILE}</label>
        <input class="field__input" id="dispute-file" type="file" autocomplete="off" accept=".xlsx" on:change=chosen />
    }
    .into_any()
}

/// Which rows are here already. Unknown is as good as new: what is here is never added again.
async fn check(session: crate::ui::session::Session, ledger: &DisputeLedger) -> Vec<bool> {
    let mut present = Vec::with_capacity(ledger.rows.len());
    for some in ledger.rows.chunks(200) {
        match session.ask(Command::CheckImport(some.iter().map(probe).collect())).await {
            Ok(Reply::Checked(found)) => {
                present.extend(found.iter().map(|one| matches!(one, ImportCheck::Present(_))));
            }
            _ => present.extend(some.iter().map(|_| false)),
        }
    }
    present
}

fn review(
    stage: RwSignal<Stage>,
    ledger: &Arc<DisputeLedger>,
    present: &Arc<Vec<bool>>,
) -> AnyView {
    let session = session();
    if ledger.rows.is_empty() {
        return view! {
            <Notice tone=Tone::Careful><p>{words::IMPORT_NOTHING}</p></Notice>
            <button type="button" class="button" on:click=move |_| stage.set(Stage::Choose(None))>
                {words::IMPORT_BACK}
            </button>
        }
        .into_any();
    }
    let here = present.iter().filter(|here| **here).count();
    let new = ledger.rows.len() - here;
    let columns: Vec<AnyView> = ledger
        .columns
        .iter()
        .filter(|column| column.field != DisputeField::Other)
        .map(|column| {
            view! { <li>{column.letter.clone()}" "{column.heading.clone()}</li> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = ledger
        .rows
        .iter()
        .zip(present.iter())
        .take(SHOWN)
        .map(|(row, here)| {
            let place = words::row(&row.sheet, row.row);
            let becomes = becomes(row);
            let here = here.then(|| view! { <span class="tag">{words::IMPORT_PRESENT}</span> });
            view! { <li><p class="history__what">{place}"："{becomes}" "{here}</p></li> }.into_any()
        })
        .collect();
    let skipped: Vec<AnyView> = ledger
        .skipped
        .iter()
        .take(SHOWN)
        .map(|(sheet, row, text)| {
            view! { <li>{words::row(sheet, *row)}"："{text.clone()}</li> }.into_any()
        })
        .collect();
    let skipped = (!skipped.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary class="fold__summary">{words::IMPORT_SKIPPED}"（"{ledger.skipped.len()}"）"</summary>
                <ul>{skipped}</ul>
            </details>
        }
    });
    let (rows_of, present_of) = (Arc::clone(ledger), Arc::clone(present));
    let confirm = move |_| {
        let wanted: Vec<_> = rows_of
            .rows
            .iter()
            .zip(present_of.iter())
            .filter(|(_, here)| !**here)
            .map(|(row, _)| row.clone())
            .collect();
        let of = wanted.len();
        stage.set(Stage::Taking(0, of));
        spawn_local(async move {
            let told = move |done| {
                stage.try_set(Stage::Taking(done, of));
            };
            match take(session, wanted, told).await {
                Ok(added) => stage.try_set(Stage::Done(added, here + of - added)),
                Err(sentence) => stage.try_set(Stage::Choose(Some(sentence))),
            };
        });
    };
    view! {
        <p>{words::IMPORT_NEW}" "{words::found(new as u32)}"；"{words::IMPORT_PRESENT}" "{words::found(here as u32)}</p>
        <details class="fold">
            <summary class="fold__summary">{words::IMPORT_COLUMNS}</summary>
            <ul class="disputes__columns">{columns}</ul>
        </details>
        <ol class="disputes__preview">{rows}</ol>
        {skipped}
        <div class="actions">
            <button type="button" class="button button--primary" disabled=new == 0 on:click=confirm>
                {words::IMPORT_DO}
            </button>
            <button type="button" class="button" on:click=move |_| stage.set(Stage::Choose(None))>
                {words::IMPORT_BACK}
            </button>
        </div>
    }
    .into_any()
}
