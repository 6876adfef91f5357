//! The ledger as an Excel file: the disputes of the filter at hand, under the columns of town forms.

mod columns;

use leptos::{prelude::*, task::spawn_local};

use self::columns::table;
use super::whole::whole;
use crate::{
    bridge::{Command, Failure, ListQuery, ListRow, Reply, ToImporter},
    ui::{
        browser,
        components::{Bind, Choices, Dialog, Notice, Reason, ReasonFields, Tone},
        pages::list::{export::write, finder::Finder},
        session::{Session, session},
        words::{disputes as words, failure, general},
    },
};
use casework::{MatterView, access::AccessKind};
use ident::MatterId;

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
                Ok(disputes) => {
                    let office = |code: &str| session.office_name(code);
                    write(ToImporter::Export(table(&disputes, full, &office))).await
                }
                Err(sentence) => Err(sentence),
            };
            let saved = made.and_then(|bytes| {
                let name = words::file(browser::today());
                browser::download(&name, &bytes).map_err(|_| words::EXPORT_FAILED.to_owned())
            });
            match saved {
                Ok(()) => {
                    session.say(words::EXPORT_DONE);
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
        Step::Fetching(done, of) => words::exporting(done, of),
        Step::Choosing | Step::Wrong(_) => words::EXPORT_DO.to_owned(),
    });
    let is_full = Memo::new(move |_| personal.with(|choice| choice == "full"));
    let why = move || is_full.get().then(|| view! { <ReasonFields id="dispute-export" reason /> });
    let options = [("masked", words::EXPORT_MASKED), ("full", words::EXPORT_FULL)]
        .map(|(value, text)| (value.to_owned(), text.to_owned()))
        .to_vec();
    let wrong = move || match step.get() {
        Step::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        Step::Choosing | Step::Fetching(..) => None,
    };
    view! {
        <Dialog id="dispute-export" open title=words::EXPORT.to_owned() confirm=label
            cancel=general::CANCEL on_confirm=confirm busy>
            <p>{words::EXPORT_BODY}</p>
            <Choices id="dispute-personal" legend=words::EXPORT_PERSONAL bind=Bind::from(personal) options />
            <p class="field__hint">{words::EXPORT_NOTE}</p>
            {why}
            {wrong}
        </Dialog>
    }
    .into_any()
}

/// Every dispute the list finds, whole: some columns stand only in the documents.
async fn fetch(
    session: Session,
    query: ListQuery,
    told: impl Fn(usize, usize),
) -> Result<Vec<MatterView>, String> {
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let asked = Command::List(ListQuery { offset, limit: ROWS, ..query.clone() });
        let window = match session.ask(asked).await {
            Ok(Reply::Window(window)) => window,
            Ok(_) => return Err(words::EXPORT_FAILED.to_owned()),
            Err(error) => return Err(failure::sentence(&error)),
        };
        let end = window.rows.is_empty();
        rows.extend(window.all_rows());
        if end || rows.len() >= window.found as usize {
            break;
        }
    }
    let cases: Vec<MatterId> = rows.iter().map(|row| row.matter).collect();
    let found = whole(session, &cases, |here| told(here, cases.len())).await;
    let lacking = found.iter().filter(|one| matches!(one, Err(Failure::Absent { .. }))).count();
    if lacking > 0 {
        return Err(words::export_lacks(lacking));
    }
    found.into_iter().map(|one| one.map_err(|error| failure::sentence(&error))).collect()
}
