//! Holiday tables: which years are there, and taking in another.

use std::borrow::Cow;

use casework::org::OrgStep;
use chrono::{Datelike, NaiveDate};
use clocks::{Calendar, YearTable};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

use super::{file_text::file_text, page::Page};
use crate::ui::{
    browser,
    components::{Bind, Dialog, Notice, TextArea, Tone},
    session::Session,
    words::{general, org},
};

/// The scratch pad's key for a table that was begun.
const KEY: &str = "org/calendar";
/// From this month on the next year's table is missed: the notice comes in October or November.
const LATE: u32 = 11;

/// The panel.
#[component]
pub fn Calendars(page: Page) -> AnyView {
    let set = page.part(|view| view.calendars.clone());
    let shipped = Calendar::shipped().years().fold(None, |range: Option<(i32, i32)>, year| {
        Some(range.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
    });
    let built_in = shipped.map(|(first, last)| view! { <p>{org::years(first, last)}</p> });
    let missing = move || {
        let years: Vec<i32> = set.with(|set| set.iter().map(|(year, _)| *year).collect());
        let lacking = lacking(browser::today(), shipped, &years);
        (!lacking.is_empty()).then(|| {
            let lines: Vec<AnyView> = lacking
                .into_iter()
                .map(|year| view! { <p>{org::no_year(year)}</p> }.into_any())
                .collect();
            view! { <Notice tone=Tone::Careful>{lines}</Notice> }
        })
    };
    let rows = move || {
        set.with(|set| {
            set.iter()
                .rev()
                .map(|(year, csv)| row(page.session, *year, csv))
                .collect::<Vec<AnyView>>()
        })
    };
    view! {
        <section class="panel" aria-labelledby="calendars">
            <h2 class="panel__title" id="calendars">{org::CALENDARS}</h2>
            <p>{org::CALENDARS_BODY}</p>
            {built_in}
            <ul class="org-years">{rows}</ul>
            {missing}
            {move || page.may.get().then(|| view! { <Take page /> })}
        </section>
    }
    .into_any()
}

/// The years whose table is due and not there, of those after what the program brings.
fn lacking(today: NaiveDate, shipped: Option<(i32, i32)>, set: &[i32]) -> Vec<i32> {
    let this = today.year();
    let last = if today.month() >= LATE { this.saturating_add(1) } else { this };
    let built_in = |year: i32| shipped.is_some_and(|(first, end)| (first..=end).contains(&year));
    (this..=last).filter(|year| !built_in(*year) && !set.contains(year)).collect()
}

/// The text with commas between its cells: what is copied out of a spreadsheet has tabs, and what is
/// typed with a Chinese keyboard has its own commas.
fn cells(text: &str) -> Cow<'_, str> {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if header.contains(',') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace(['\t', '，'], ","))
    }
}

fn counts(table: &YearTable) -> String {
    let on = table.rules().filter(|(_, rule)| rule.working).count();
    let off = table.rules().count().saturating_sub(on);
    org::table(table.year(), off, on)
}

fn row(session: Session, year: i32, csv: &str) -> AnyView {
    let said =
        YearTable::from_csv(csv).map_or_else(|bad| org::bad_table(&bad), |table| counts(&table));
    let csv = csv.to_owned();
    let save = move |_| {
        session.give_file(&format!("{}-{year}.csv", org::CALENDARS), csv.as_bytes());
    };
    let label = format!("{}：{year}", org::CALENDAR_DOWNLOAD);
    view! {
        <li class="org-year">
            <span>{said}</span>
            <button type="button" class="button button--small" aria-label=label on:click=save>
                {org::CALENDAR_DOWNLOAD}
            </button>
        </li>
    }
    .into_any()
}

/// Choosing a file or pasting, what was understood of it, and saving.
#[component]
fn Take(page: Page) -> AnyView {
    let scratch = page.session.scratch;
    let text = RwSignal::new(scratch.text(KEY));
    let wrong = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let bind = Bind::new(
        move || text.get(),
        move |typed| {
            scratch.set_text(KEY, &typed);
            wrong.set(None);
            text.set(typed);
        },
    );
    let read = Memo::new(move |_| {
        text.with(|text| (!text.trim().is_empty()).then(|| YearTable::from_csv(&cells(text))))
    });
    let chosen = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // The same file, mended, can be chosen again.
        input.set_value("");
        spawn_local(async move {
            match file_text(&file, YearTable::MAX_BYTES).await {
                Some(typed) => {
                    wrong.try_set(None);
                    scratch.set_text(KEY, &typed);
                    text.try_set(typed);
                }
                None => {
                    wrong.try_set(Some(org::CALENDAR_UNREADABLE.to_owned()));
                }
            }
        });
    };
    let there = page.part(|view| view.calendars.iter().map(|(year, _)| *year).collect::<Vec<_>>());
    // What one should look at before: half a table, and one that is replaced.
    let careful = move || {
        let Some(Ok(table)) = read.get() else { return Vec::new() };
        let missing = table.missing_fixed_days();
        let mut careful = Vec::new();
        if !missing.is_empty() {
            careful.push(org::lacks(&missing));
        }
        let year = table.year();
        if there.with(|there| there.contains(&year)) || Calendar::shipped().table(year).is_some() {
            careful.push(org::CALENDAR_REPLACES.to_owned());
        }
        careful
    };
    let write = Callback::new(move |()| {
        if saving.get_untracked() {
            return;
        }
        let (Some(by), Some(Ok(table))) = (page.acting(), read.get_untracked()) else { return };
        saving.set(true);
        let csv = text.with_untracked(|text| cells(text).into_owned());
        spawn_local(async move {
            let written = page.write(OrgStep::CalendarSet { by, year: table.year(), csv }).await;
            saving.try_set(false);
            asking.try_set(false);
            match written {
                Ok(()) => {
                    scratch.set_text(KEY, "");
                    text.try_set(String::new());
                }
                Err(failure) => {
                    wrong.try_set(Some(org::sentence(&failure)));
                }
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match read.get_untracked() {
            None => wrong.set(Some(org::CALENDAR_EMPTY.to_owned())),
            Some(Err(bad)) => wrong.set(Some(org::bad_table(&bad))),
            Some(Ok(_)) if untrack(careful).is_empty() => write.run(()),
            Some(Ok(_)) => asking.set(true),
        }
    };
    let error = MaybeProp::derive(move || {
        let bad = || match read.get() {
            Some(Err(bad)) => Some(org::bad_table(&bad)),
            Some(Ok(_)) | None => None,
        };
        wrong.get().or_else(bad)
    });
    let understood = move || match read.get() {
        Some(Ok(table)) => Some(view! { <p class="lead" role="status">{counts(&table)}</p> }),
        Some(Err(_)) | None => None,
    };
    let warnings = move || {
        careful()
            .into_iter()
            .map(|text| view! { <p>{text}</p> }.into_any())
            .collect::<Vec<AnyView>>()
    };
    let label = Signal::derive(move || {
        if saving.get() { general::SAVING.to_owned() } else { org::CALENDAR_SAVE.to_owned() }
    });
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <div class="field">
                <label class="field__label" for="org-calendar-file">{org::CALENDAR_FILE}</label>
                <input class="field__input file" id="org-calendar-file" type="file" autocomplete="off"
                    accept=".csv,text/csv,text/plain" on:change=chosen />
            </div>
            <TextArea id="org-calendar" label=org::CALENDAR_TEXT bind rows=6
                hint=org::CALENDAR_HINT.to_owned() error />
            {understood}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.get()>
                    {move || label.get()}
                </button>
            </div>
        </form>
        <Dialog id="org-calendar-ask" open=asking title=org::CALENDAR_SAVE.to_owned() confirm=label
            cancel=general::CANCEL on_confirm=write busy=saving>
            {understood}
            {warnings}
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_missed_from_november_on() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let shipped = Some((2004, 2026));
        assert_eq!(lacking(day("2026-10-31"), shipped, &[]), Vec::<i32>::new());
        assert_eq!(lacking(day("2026-11-01"), shipped, &[]), [2027]);
        assert_eq!(lacking(day("2026-11-01"), shipped, &[2027]), Vec::<i32>::new());
        assert_eq!(lacking(day("2028-03-01"), shipped, &[2027]), [2028]);
        assert_eq!(lacking(day("2028-12-01"), shipped, &[2027]), [2028, 2029]);
    }
    #[test]
    fn what_is_copied_out_of_a_spreadsheet_is_read() {
        let read = |text: &str| YearTable::from_csv(&cells(text)).expect("a table");
        let table = read("日期\t类别\t名称\n2027-01-01\t休\t元旦\n");
        assert_eq!((table.year(), table.rules().count()), (2027, 1));
        assert_eq!(read("日期，类别，名称\n2027-01-01，休，元旦\n"), table);
        // A comma inside of a cell stays what it is.
        let text = "日期,类别,名称\n2027-01-01,休,元旦，周末\n";
        assert_eq!(cells(text), text);
    }
}
