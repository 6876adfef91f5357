//! The list as an Excel file: rows are fetched some at a time, and the files worker writes them.

mod columns;
mod leaving;

use futures::channel::oneshot;
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

use self::columns::{Heads, table};
pub use self::leaving::{FULL, FileWords, Leaving, MASKED};
use super::finder::Finder;
use crate::{
    bridge::{Command, ExportRow, FromImporter, ListQuery, Reply, ToImporter},
    ui::{
        browser,
        components::{Bind, Choices, Dialog},
        pages::import::reader::Reader,
        session::{Session, session},
        words::{failure, general, list},
    },
};

/// Rows asked for at once.
const ROWS: u32 = 200;

const WORDS: FileWords = FileWords {
    make: list::EXPORT_DO,
    making: list::exporting,
    made: list::EXPORT_DONE,
    failed: list::EXPORT_FAILED,
    name: list::export_file,
};

/// The dialog.
#[component]
pub fn Export(finder: Finder, open: RwSignal<bool>) -> AnyView {
    let session = session();
    let heads = RwSignal::new("chinese".to_owned());
    let leaving = Leaving::new(open, WORDS);
    let is_national = move || heads.with(|heads| heads == "national");
    let confirm = Callback::new(move |()| {
        leaving.start(move |full| {
            let query = finder.asked(0, ROWS);
            let heads = if untrack(is_national) { Heads::National } else { Heads::Chinese };
            async move {
                let rows = fetch(session, query, move |done, of| leaving.told(done, of)).await?;
                write(ToImporter::Export(table(&rows, heads, full, browser::today()))).await
            }
        });
    });
    let pair = |first: (&str, &str), second: (&str, &str)| {
        [first, second].map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec()
    };
    let note =
        move || if leaving.is_full() { list::EXPORT_FULL_NOTE } else { list::EXPORT_MASKED_NOTE };
    let national = move || {
        is_national().then(|| view! { <p class="field__hint">{list::EXPORT_NATIONAL_NOTE}</p> })
    };
    view! {
        <Dialog id="export-dialog" open title=list::EXPORT.to_owned() confirm=leaving.label()
            cancel=general::CANCEL on_confirm=confirm busy=leaving.busy()>
            <p>{list::EXPORT_BODY}</p>
            <Choices id="export-heads" legend=list::EXPORT_HEADS bind=Bind::from(heads)
                options=pair(("chinese", list::EXPORT_HEADS_CHINESE), ("national", list::EXPORT_HEADS_NATIONAL)) />
            {national}
            <Choices id="export-personal" legend=list::EXPORT_PERSONAL bind=Bind::from(leaving.personal)
                options=pair((MASKED, list::EXPORT_MASKED), (FULL, list::EXPORT_FULL)) />
            <p class="field__hint" role="status">{note}</p>
            {leaving.why("export")}
            {leaving.wrong()}
        </Dialog>
    }
    .into_any()
}

/// All rows of a question. Should the list change meanwhile, some could be missing: then it says so.
async fn fetch(
    session: Session,
    query: ListQuery,
    told: impl Fn(usize, usize),
) -> Result<Vec<ExportRow>, String> {
    let mut all: Vec<ExportRow> = Vec::new();
    let mut expected = None;
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let asked = Command::ExportRows(ListQuery { offset, ..query.clone() });
        let (found, rows) = match session.ask(asked).await {
            Ok(Reply::Exported { found, rows }) => {
                (found as usize, rows.open().unwrap_or_default())
            }
            Ok(_) => return Err(list::EXPORT_FAILED.to_owned()),
            Err(error) => return Err(failure::sentence(&error)),
        };
        if *expected.get_or_insert(found) != found {
            return Err(list::EXPORT_CHANGED.to_owned());
        }
        let end = rows.is_empty();
        all.extend(rows);
        told(all.len(), found);
        if end || all.len() >= found {
            return Ok(all);
        }
    }
}

/// The file, as the files worker writes it. The worker ends with the answer.
pub async fn write(message: ToImporter) -> Result<Vec<u8>, String> {
    let failed = || list::EXPORT_FAILED.to_owned();
    let (sender, answer) = oneshot::channel::<Option<Vec<u8>>>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let reader = Reader::start(move |told| {
        let bytes = match told {
            Some(FromImporter::Workbook(bytes)) => Some(bytes),
            _ => None,
        };
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(bytes);
        }
    });
    let reader = reader.ok_or_else(failed)?;
    reader.ask(&message);
    let bytes = answer.await.ok().flatten();
    drop(reader);
    bytes.ok_or_else(failed)
}
