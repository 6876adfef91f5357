//! The ledger as an Excel file: the disputes of the filter at hand, under the columns of town forms.

mod columns;

use leptos::prelude::*;

use self::columns::table;
use super::whole::whole;
use crate::{
    bridge::{Command, Failure, ListQuery, ListRow, Reply, ToImporter},
    ui::{
        components::{Bind, Choices, Dialog},
        pages::list::{
            export::{FULL, FileWords, Leaving, MASKED, write},
            finder::Finder,
        },
        session::{Session, session},
        words::{disputes as words, failure, general},
    },
};
use casework::MatterView;
use ident::MatterId;

/// Rows asked for at once.
const ROWS: u32 = 200;

const WORDS: FileWords = FileWords {
    make: words::EXPORT_DO,
    making: words::exporting,
    made: words::EXPORT_DONE,
    failed: words::EXPORT_FAILED,
    name: words::file,
};

/// The dialog.
#[component]
pub fn Export(finder: Finder, open: RwSignal<bool>) -> AnyView {
    let session = session();
    let leaving = Leaving::new(open, WORDS);
    let confirm = Callback::new(move |()| {
        leaving.start(move |full| {
            let query = finder.asked(0, ROWS);
            async move {
                let told = move |done, of| leaving.told(done, of);
                let disputes = fetch(session, query, told).await?;
                let office = |code: &str| session.office_name(code);
                write(ToImporter::Export(table(&disputes, full, &office))).await
            }
        });
    });
    let options = [(MASKED, words::EXPORT_MASKED), (FULL, words::EXPORT_FULL)]
        .map(|(value, text)| (value.to_owned(), text.to_owned()))
        .to_vec();
    view! {
        <Dialog id="dispute-export" open title=words::EXPORT.to_owned() confirm=leaving.label()
            cancel=general::CANCEL on_confirm=confirm busy=leaving.busy()>
            <p>{words::EXPORT_BODY}</p>
            <Choices id="dispute-personal" legend=words::EXPORT_PERSONAL bind=Bind::from(leaving.personal) options />
            <p class="field__hint">{words::EXPORT_NOTE}</p>
            {leaving.why("dispute-export")}
            {leaving.wrong()}
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
