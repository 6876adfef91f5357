//! Taking a dispute ledger in: what was read is looked through first, and a row is never taken in
//! twice. Where a row that is here says something else than before, one chooses what is taken over.

mod differ;
mod entry;
mod known;
mod take;

use std::{collections::BTreeSet, sync::Arc};

use ledger::dispute::{DisputeField, DisputeLedger};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

use self::{
    differ::Difference,
    entry::becomes,
    known::{Known, known},
    take::{take, take_over},
};
use crate::{
    bridge::{FromImporter, ToImporter},
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

/// What was chosen: the row of the ledger, and which of its differences.
type Chosen = RwSignal<BTreeSet<(usize, usize)>>;

/// Where it stands.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Choose(Option<String>),
    Reading,
    /// What was read, and what of it is here already.
    Review(Arc<DisputeLedger>, Arc<Vec<Option<Known>>>),
    Taking(usize, usize),
    /// Added, here before, differences taken over.
    Done(usize, usize, usize),
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
        Stage::Review(ledger, known) => review(stage, &ledger, &known),
        Stage::Taking(done, of) => {
            view! { <p role="status">{words::importing(done, of)}</p> }.into_any()
        }
        Stage::Done(added, present, updated) => view! {
            <Notice tone=Tone::Good><p>{words::imported(added, present, updated)}</p></Notice>
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
                    let known = known(session, &ledger).await;
                    stage.try_set(Stage::Review(ledger, Arc::new(known)));
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

fn review(
    stage: RwSignal<Stage>,
    ledger: &Arc<DisputeLedger>,
    known: &Arc<Vec<Option<Known>>>,
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
    let here = known.iter().flatten().count();
    // What stands nowhere here is taken over unless somebody says no; what stands here is left unless
    // somebody says yes.
    let empty = known.iter().enumerate().flat_map(|(row, one)| {
        let all = one.iter().flat_map(|one| one.differences.iter().enumerate());
        all.filter(|(_, one)| one.here.is_empty()).map(move |(at, _)| (row, at))
    });
    let chosen: Chosen = RwSignal::new(empty.collect());
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
        .zip(known.iter())
        .take(SHOWN)
        .map(|(row, one)| {
            let place = words::row(&row.sheet, row.row);
            let becomes = becomes(row);
            let here = one.as_ref().map(|one| {
                let text = match one.view {
                    Some(_) => words::IMPORT_PRESENT,
                    None => words::IMPORT_ELSEWHERE,
                };
                view! { <span class="tag">{text}</span> }
            });
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
    let changed = changes(ledger, known, chosen);
    let (rows_of, known_of) = (Arc::clone(ledger), Arc::clone(known));
    let confirm = move |_| {
        let wanted: Vec<_> = rows_of
            .rows
            .iter()
            .zip(known_of.iter())
            .filter(|(_, one)| one.is_none())
            .map(|(row, _)| row.clone())
            .collect();
        let over = wanted_changes(&known_of, &chosen.get_untracked());
        let of = wanted.len();
        stage.set(Stage::Taking(0, of));
        spawn_local(async move {
            let told = move |done| {
                stage.try_set(Stage::Taking(done, of));
            };
            let done = async {
                let added = take(session, wanted, told).await?;
                Ok::<_, String>((added, take_over(session, over).await?))
            };
            match done.await {
                Ok((added, updated)) => {
                    stage.try_set(Stage::Done(added, here + of - added, updated))
                }
                Err(sentence) => stage.try_set(Stage::Choose(Some(sentence))),
            };
        });
    };
    let nothing = move || new == 0 && chosen.with(BTreeSet::is_empty);
    let label = move || words::import_do(new, chosen.with(BTreeSet::len));
    view! {
        <p>{words::IMPORT_NEW}" "{words::found(new as u32)}"；"{words::IMPORT_PRESENT}" "{words::found(here as u32)}</p>
        <details class="fold">
            <summary class="fold__summary">{words::IMPORT_COLUMNS}</summary>
            <ul class="disputes__columns">{columns}</ul>
        </details>
        <ol class="disputes__preview">{rows}</ol>
        {changed}
        {skipped}
        <div class="actions">
            <button type="button" class="button button--primary" disabled=nothing on:click=confirm>
                {label}
            </button>
            <button type="button" class="button" on:click=move |_| stage.set(Stage::Choose(None))>
                {words::IMPORT_BACK}
            </button>
        </div>
    }
    .into_any()
}

/// What was chosen of each dispute.
fn wanted_changes(
    known: &[Option<Known>],
    chosen: &BTreeSet<(usize, usize)>,
) -> Vec<(Known, Vec<Difference>)> {
    let of_row = |(row, one): (usize, &Option<Known>)| {
        let one = one.as_ref()?;
        let wanted: Vec<Difference> = one
            .differences
            .iter()
            .enumerate()
            .filter(|(at, _)| chosen.contains(&(row, *at)))
            .map(|(_, difference)| difference.clone())
            .collect();
        (!wanted.is_empty()).then(|| (one.clone(), wanted))
    };
    known.iter().enumerate().filter_map(of_row).collect()
}

/// The rows that are here and say something else: a box for each difference.
fn changes(
    ledger: &Arc<DisputeLedger>,
    known: &Arc<Vec<Option<Known>>>,
    chosen: Chosen,
) -> Option<AnyView> {
    let differing =
        ledger.rows.iter().zip(known.iter()).enumerate().filter_map(|(at, (row, one))| {
            one.as_ref().filter(|one| !one.differences.is_empty()).map(|one| (at, row, one))
        });
    let groups: Vec<AnyView> = differing
        .map(|(row_at, row, one)| {
            let legend = [
                &words::row(&row.sheet, row.row),
                "：",
                &row.title,
                "（",
                &one.view.as_ref().map(|view| view.local_nos.join("、")).unwrap_or_default(),
                "）",
            ]
            .concat();
            let boxes: Vec<AnyView> = one
                .differences
                .iter()
                .enumerate()
                .map(|(at, difference)| tick(chosen, (row_at, at), difference))
                .collect();
            view! {
                <fieldset class="field disputes__changes">
                    <legend class="field__label">{legend}</legend>
                    {boxes}
                </fieldset>
            }
            .into_any()
        })
        .collect();
    (!groups.is_empty()).then(|| {
        view! {
            <h3 class="panel__subtitle">{words::IMPORT_CHANGED}</h3>
            <p class="field__hint">{words::IMPORT_CHANGED_HINT}</p>
            {groups}
        }
        .into_any()
    })
}

fn tick(chosen: Chosen, place: (usize, usize), difference: &Difference) -> AnyView {
    let text = words::difference(&difference.label, &difference.here, &difference.ledger);
    let checked = move || chosen.with(|chosen| chosen.contains(&place));
    let change = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            if on {
                chosen.insert(place);
            } else {
                chosen.remove(&place);
            }
        });
    };
    view! {
        <label class="check">
            <input class="check__box" type="checkbox" prop:checked=checked on:change=change />
            <span>{text}</span>
        </label>
    }
    .into_any()
}
