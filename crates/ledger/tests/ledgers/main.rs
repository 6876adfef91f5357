//! Ledgers of other offices, which look nothing like the fixture.

mod builder;
mod keys;
mod offices;
mod random;
mod shapes;
mod trouble;

use ledger::{Interpretation, LedgerRow, Limits, SheetPlan, Workbook, guess, interpret};

fn read(bytes: &[u8]) -> (Vec<SheetPlan>, Interpretation) {
    let workbook = Workbook::read(bytes, &Limits::default()).unwrap();
    let plans = guess(&workbook);
    let read = interpret(&workbook, &plans);
    (plans, read)
}

fn rows(bytes: &[u8]) -> Vec<LedgerRow> {
    read(bytes).1.rows
}

/// A row in short, for comparing: date, name, ID, phone, village, people, channel, text.
fn short(row: &LedgerRow) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} {} {} {} {} {} {}",
        row.received_on.map_or("-".to_owned(), |date| date.to_string()),
        text(&row.name),
        text(&row.id_number),
        text(&row.phone),
        text(&row.village),
        row.petitioners.map_or("-".to_owned(), |people| people.to_string()),
        row.channel.map_or("-", |channel| channel.name()),
        text(&row.text),
    )
}

fn shorts(bytes: &[u8]) -> Vec<String> {
    rows(bytes).iter().map(short).collect()
}
