//! The list as an Excel file: rows are fetched some at a time, and the files worker writes them.

mod columns;

use casework::access::AccessKind;
use futures::channel::oneshot;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc};

use self::columns::{Heads, table};
use super::finder::Finder;
use crate::{
    bridge::{Command, ExportRow, FromImporter, ListQuery, Reply, ToImporter},
    ui::{
        browser,
        components::{Bind, Choices, Dialog, Notice, Reason, ReasonFields, Tone},
        pages::import::reader::Reader,
        session::{Session, session},
        words::{failure, general, list},
    },
};

/// Rows asked for at once.
const ROWS: u32 = 200;

/// What is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Choosing,
    Fetching(usize, usize),
    Wrong(String),
}

/// The dialog.
#[component]
pub fn Export(finder: Finder, open: RwSignal<bool>) -> AnyView {
    let session = session();
    let heads = RwSignal::new("chinese".to_owned());
    let personal = RwSignal::new("masked".to_owned());
    let reason = Reason::new();
    let step = RwSignal::new(Step::Choosing);
    Effect::new(move |_| {
        if open.get() {
            // Each time anew: whole names are asked for once, not for ever.
            personal.set("masked".to_owned());
            reason.clear();
            step.set(Step::Choosing);
        }
    });
    let busy = Signal::derive(move || matches!(step.get(), Step::Fetching(..)));
    let is_full = move || personal.with(|choice| choice == "full");
    let confirm = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        // Whole numbers leave the app for a reason, and it is recorded before they do.
        let full = personal.with_untracked(|choice| choice == "full");
        let given = if full { reason.given() } else { None };
        if full && given.is_none() {
            return;
        }
        step.set(Step::Fetching(0, 0));
        let query = finder.asked(0, ROWS);
        let national = heads.with_untracked(|heads| heads == "national");
        let heads = if national { Heads::National } else { Heads::Chinese };
        spawn_local(async move {
            if let Some(given) = given {
                let disclose = Command::Disclose { kind: AccessKind::Export, matter: None, given };
                if let Err(error) = session.ask(disclose).await {
                    step.try_set(Step::Wrong(failure::sentence(&error)));
                    return;
                }
            }
            let told = move |done, of| {
                step.try_set(Step::Fetching(done, of));
            };
            let made = match fetch(session, query, told).await {
                Ok(rows) => {
                    write(ToImporter::Export(table(&rows, heads, full, browser::today()))).await
                }
                Err(sentence) => Err(sentence),
            };
            let saved = made.and_then(|bytes| {
                let name = list::export_file(browser::today());
                browser::download(&name, &bytes).map_err(|_| list::EXPORT_FAILED.to_owned())
            });
            match saved {
                Ok(()) => {
                    session.say(list::EXPORT_DONE);
                    open.try_set(false);
                    step.try_set(Step::Choosing);
                }
                Err(sentence) => {
                    step.try_set(Step::Wrong(sentence));
                }
            }
        });
    });
    let label = Signal::derive(move || match step.get() {
        Step::Fetching(done, of) => list::exporting(done, of),
        Step::Choosing | Step::Wrong(_) => list::EXPORT_DO.to_owned(),
    });
    let pair = |first: (&str, &str), second: (&str, &str)| {
        [first, second].map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec()
    };
    let wrong = move || match step.get() {
        Step::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        Step::Choosing | Step::Fetching(..) => None,
    };
    let why = move || is_full().then(|| view! { <ReasonFields id="export" reason /> });
    let note = move || if is_full() { list::EXPORT_FULL_NOTE } else { list::EXPORT_MASKED_NOTE };
    let national = move || {
        heads
            .with(|heads| heads == "national")
            .then(|| view! { <p class="field__hint">{list::EXPORT_NATIONAL_NOTE}</p> })
    };
    view! {
        <Dialog id="export-dialog" open title=list::EXPORT.to_owned() confirm=label cancel=general::CANCEL
            on_confirm=confirm busy>
            <p>{list::EXPORT_BODY}</p>
            <Choices id="export-heads" legend=list::EXPORT_HEADS bind=Bind::from(heads)
                options=pair(("chinese", list::EXPORT_HEADS_CHINESE), ("national", list::EXPORT_HEADS_NATIONAL)) />
            {national}
            <Choices id="export-personal" legend=list::EXPORT_PERSONAL bind=Bind::from(personal)
                options=pair(("masked", list::EXPORT_MASKED), ("full", list::EXPORT_FULL)) />
            <p class="field__hint" role="status">{note}</p>
            {why}
            {wrong}
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
