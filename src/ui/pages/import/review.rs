//! Looking through what was read.

use std::sync::Arc;

use casework::schema::PersonField;
use ledger::LedgerRow;
use leptos::prelude::*;

use super::{Book, Stage, columns::Columns, villages::Villages};
use crate::{
    bridge::ImportCheck,
    ui::{
        components::{Notice, Tone},
        session::session,
        words::{failure, import, mask::masked},
    },
};

/// So many rows are drawn at first, and more at a time.
const SHOWN: usize = 60;

/// Which rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Problems,
    Repeats,
    Present,
    Skipped,
}

/// Looking through what was read.
#[component]
pub fn Review(stage: RwSignal<Stage>, book: Book) -> AnyView {
    let filter = RwSignal::new(Filter::All);
    let shown = RwSignal::new(SHOWN);
    let wanted = Memo::new(move |_| {
        let rows = book.rows.get();
        (0..rows.len()).filter(|at| matches(book, &rows, *at, filter.get())).collect::<Vec<usize>>()
    });
    let taken = Memo::new(move |_| {
        let count = book.rows.with(|rows| rows.len());
        (0..count).filter(|at| book.is_taken(*at)).count()
    });
    let summary = move || {
        let rows = book.rows.get();
        let count = |filter| (0..rows.len()).filter(|at| matches(book, &rows, *at, filter)).count();
        import::summary(
            rows.len(),
            count(Filter::Problems),
            count(Filter::Repeats),
            count(Filter::Present),
        )
    };
    let checking = move || {
        book.checks.with(|checks| checks.is_empty()) && book.rows.with(|rows| !rows.is_empty())
    };
    let filters = [
        (Filter::All, import::ALL),
        (Filter::Problems, import::WITH_PROBLEMS),
        (Filter::Repeats, import::REPEATS),
        (Filter::Present, import::PRESENT),
        (Filter::Skipped, import::SKIPPED),
    ];
    let tabs: Vec<AnyView> = filters
        .into_iter()
        .map(|(this, label)| {
            let choose = move |_| {
                filter.set(this);
                shown.set(SHOWN);
            };
            view! {
                <button type="button" class="button" aria-pressed=move || (filter.get() == this).to_string() on:click=choose>
                    {label}
                </button>
            }
            .into_any()
        })
        .collect();
    let list = move || {
        if filter.get() == Filter::Skipped { skipped(book) } else { rows(book, wanted, shown) }
    };
    let empty = move || {
        let text = if book.rows.with(|rows| rows.is_empty()) {
            import::NOTHING_READ
        } else if taken.get() == 0 && !checking() {
            import::NOTHING_NEW
        } else {
            return None;
        };
        Some(view! { <Notice tone=Tone::Careful><p>{text}</p></Notice> })
    };
    let unchecked = move || {
        book.unchecked.get().map(|why| {
            view! {
                <Notice tone=Tone::Careful>
                    <p>{import::unchecked(&failure::sentence(&why))}</p>
                    <button type="button" class="button" on:click=move |_| book.check()>
                        {import::CHECK_AGAIN}
                    </button>
                </Notice>
            }
        })
    };
    let begin = move |_| stage.set(Stage::Running);
    let another = move |_| stage.set(Stage::Choose(None));
    view! {
        <Columns book />
        <Villages book />
        <section class="panel" aria-labelledby="result">
            <h2 class="panel__title" id="result">{import::RESULT}</h2>
            <p class="lead" role="status">{summary}</p>
            {empty}
            <p role="status">{move || checking().then_some(import::CHECKING)}</p>
            {unchecked}
            <div class="actions">
                <button
                    type="button"
                    class="button button--primary button--large"
                    disabled=move || checking() || taken.get() == 0
                    on:click=begin
                >
                    {move || import::import(taken.get())}
                </button>
                <SaveProblems book />
                <button type="button" class="button" on:click=another>{import::OTHER_FILE}</button>
            </div>
            <div class="actions actions--tight" role="group" aria-label=import::RESULT>{tabs}</div>
            {list}
        </section>
    }
    .into_any()
}

fn matches(book: Book, rows: &Arc<Vec<LedgerRow>>, at: usize, filter: Filter) -> bool {
    match filter {
        Filter::All => true,
        Filter::Problems => rows.get(at).is_some_and(|row| !row.problems.is_empty()),
        Filter::Repeats => book.is_repeat(at),
        Filter::Present => matches!(book.check_of(at), ImportCheck::Present(_)),
        Filter::Skipped => false,
    }
}

fn rows(book: Book, wanted: Memo<Vec<usize>>, shown: RwSignal<usize>) -> AnyView {
    let items = move || {
        let rows = book.rows.get();
        wanted
            .get()
            .into_iter()
            .take(shown.get())
            .filter_map(|at| Some(item(book, at, rows.get(at)?)))
            .collect::<Vec<_>>()
    };
    let more = move || {
        (wanted.with(Vec::len) > shown.get()).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|count| *count += SHOWN)>
                    {import::SHOW_MORE}
                </button>
            }
        })
    };
    view! { <ol class="entries">{items}</ol> {more} }.into_any()
}

fn item(book: Book, at: usize, row: &LedgerRow) -> AnyView {
    let name = row.name.clone().unwrap_or_else(|| import::NO_NAME.to_owned());
    let facts: Vec<String> = [
        row.received_on.map(|on| on.to_string()),
        row.village.clone(),
        row.petitioners.map(import::people),
        row.phone.as_deref().map(|phone| masked(PersonField::Phone, phone)),
        row.id_number.as_deref().map(|number| masked(PersonField::IdNumber, number)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let text = row.text.clone().unwrap_or_default();
    let problems: Vec<AnyView> = import::problems(row)
        .into_iter()
        .map(|problem| view! { <li>{problem}</li> }.into_any())
        .collect();
    let like = move || {
        let said = match book.check_of(at) {
            ImportCheck::Present(_) => Some(import::HERE_ALREADY.to_owned()),
            ImportCheck::LikelyRepeat { local_no, .. } => Some(import::like(&local_no)),
            ImportCheck::New => book
                .repeats
                .with(|repeats| repeats.contains(&at))
                .then(|| import::LIKE_ANOTHER.to_owned()),
        };
        said.map(|said| view! { <p class="entry__refused">{said}</p> })
    };
    let take = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        book.left_out.update(|left_out| {
            if on {
                left_out.remove(&at);
            } else {
                left_out.insert(at);
            }
        });
    };
    let choice = move || {
        (!matches!(book.check_of(at), ImportCheck::Present(_))).then(|| {
            let on = book.left_out.with_untracked(|left_out| !left_out.contains(&at));
            view! {
                <label class="check">
                    <input type="checkbox" checked=on on:change=take />
                    {import::TAKE}
                </label>
            }
        })
    };
    view! {
        <li class="entry">
            <p class="entry__what"><b>{name}</b>" "{facts.join(" · ")}</p>
            <p>{text}</p>
            <ul class="problems">{problems}</ul>
            {like}
            <p class="entry__when">{import::place(&row.sheet, row.row)}</p>
            {choice}
        </li>
    }
    .into_any()
}

fn skipped(book: Book) -> AnyView {
    let lines: Vec<AnyView> = book.skipped.with(|lines| {
        lines
            .iter()
            .filter(|line| !line.text.is_empty())
            .map(|line| view! { <li class="entry">{import::skipped(line)}</li> }.into_any())
            .collect()
    });
    view! { <ol class="entries">{lines}</ol> }.into_any()
}

/// Saves what could not be understood.
#[component]
fn SaveProblems(book: Book) -> AnyView {
    let session = session();
    let save = move |_| {
        let file = book.rows.with_untracked(|rows| problems_file(rows));
        session.give_file(import::PROBLEMS_FILE, file.as_bytes());
    };
    let any = move || book.rows.with(|rows| rows.iter().any(|row| !row.problems.is_empty()));
    let button = move || {
        any().then(|| {
            view! { <button type="button" class="button" on:click=save>{import::SAVE_PROBLEMS}</button> }
        })
    };
    view! { {button} }.into_any()
}

/// A table for Excel (CSV with a byte order mark, or Excel takes it for another encoding).
fn problems_file(rows: &[LedgerRow]) -> String {
    let cell = |text: &str| {
        // A cell that begins like a formula is made text.
        let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let mut file = String::from("\u{feff}");
    file.push_str(&import::PROBLEMS_HEAD.map(cell).join(","));
    for row in rows.iter().filter(|row| !row.problems.is_empty()) {
        let raw: Vec<String> =
            row.raw.iter().map(|(heading, text)| format!("{heading}：{text}")).collect();
        let cells = [
            import::place(&row.sheet, row.row),
            row.name.clone().unwrap_or_default(),
            import::problems(row).join("；"),
            raw.join("；"),
        ];
        file.push_str("\r\n");
        file.push_str(&cells.map(|text| cell(&text)).join(","));
    }
    file
}
