//! Making out how each sheet is to be read.

mod assign;
mod header;
mod period;

use crate::field::{Channel, Field};
use crate::plan::{ChannelReason, ColumnPlan, Reason, SheetPlan, column_letter};
use crate::sheet::Sheet;
use crate::values::{channel, village};
use crate::workbook::Workbook;
use header::Header;

pub(crate) use header::same_headings;
pub(crate) use period::period_of;

/// Guess how every sheet is to be read: one plan for each table found, in order. A sheet without a table has one plan
/// which is not included.
#[must_use]
pub fn guess(workbook: &Workbook) -> Vec<SheetPlan> {
    let mut plans: Vec<SheetPlan> = workbook.sheets().iter().flat_map(tables).collect();
    inherit_years(workbook, &mut plans);
    plans
}

/// A sheet that names no year at all, as when only the first page has a title, is of the year of the one before it.
fn inherit_years(workbook: &Workbook, plans: &mut [SheetPlan]) {
    let mut before: Option<(i32, i32)> = None;
    for plan in plans.iter_mut().filter(|plan| plan.include) {
        match plan.years {
            Some(years) => before = Some(years),
            None => {
                let dated = workbook.sheet(&plan.sheet).is_some_and(|sheet| {
                    let columns = plan.columns_of(Field::ReceivedOn);
                    assign::any_full_date(sheet, columns, plan.first_row, plan.last_row)
                });
                if !dated {
                    plan.years = before;
                }
            }
        }
    }
}

fn tables(sheet: &Sheet) -> Vec<SheetPlan> {
    let headers = header::find(sheet);
    if headers.is_empty() {
        let first = header::first_data_row(sheet);
        return vec![table(sheet, &Header::none(first), 1, sheet.last_row())];
    }
    let mut from = 1;
    let mut plans = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let last = headers
            .get(at + 1)
            .map_or(sheet.last_row(), |next| header::last_row_before(sheet, *next));
        plans.push(table(sheet, header, from, last));
        from = last + 1;
    }
    plans
}

fn table(sheet: &Sheet, header: &Header, from: u32, last: u32) -> SheetPlan {
    let first_row = header.first_data_row();
    let title_rows: Vec<u32> =
        sheet.rows().filter(|row| (from..header.top).contains(row)).collect();
    let title: Vec<String> = title_rows
        .iter()
        .flat_map(|row| sheet.cells(*row).iter().map(|(_, cell)| cell.written(sheet.epoch())))
        .take(20)
        .collect();
    let columns = assign::columns(sheet, header, first_row, last);
    let (channel, channel_reason) = default_channel(sheet, &title, &columns);
    let period = period_of(sheet.name(), &title);
    let village = default_village(sheet, &title, &columns);
    let known = columns
        .iter()
        .filter(|column| !matches!(column.field, Field::Other | Field::Serial))
        .count();
    let about = |field| columns.iter().any(|column| column.field == field);
    // A tally has villages and numbers, but neither people nor matters; a list of tasks has matters, but nobody who
    // brought them; a list of telephones has people, but no day and no matter.
    let brought = [
        Field::Name,
        Field::ReceivedOn,
        Field::ReceivedDay,
        Field::Village,
        Field::Phone,
        Field::IdNumber,
        Field::Channel,
    ];
    let dated = about(Field::ReceivedOn) || about(Field::ReceivedDay);
    let petitions =
        (about(Field::Text) && brought.into_iter().any(about)) || (about(Field::Name) && dated);
    let ledger = known >= 3 && petitions && last >= first_row;
    SheetPlan {
        sheet: sheet.name().to_owned(),
        include: ledger && !sheet.hidden(),
        hidden: sheet.hidden(),
        title,
        title_rows,
        header_rows: header.rows().collect(),
        first_row,
        last_row: last,
        columns,
        channel,
        channel_reason,
        village,
        years: period.years,
        month: period.month,
    }
}

/// The one village whose ledger it is, by the sheet's name, else the title; none where a column says it for each row.
fn default_village(sheet: &Sheet, title: &[String], columns: &[ColumnPlan]) -> Option<String> {
    if columns.iter().any(|column| column.field == Field::Village) {
        return None;
    }
    if let Some(village) = village::as_heading(sheet.name()) {
        return Some(village);
    }
    let mut named: Vec<String> = title.iter().filter_map(|line| village::in_title(line)).collect();
    named.dedup();
    match named.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The one channel that the sheet's name, else the title, else a heading speaks of.
fn default_channel(
    sheet: &Sheet,
    title: &[String],
    columns: &[ColumnPlan],
) -> (Option<Channel>, Option<ChannelReason>) {
    if let Some(found) = channel::only(sheet.name()) {
        return (Some(found), Some(ChannelReason::SheetName));
    }
    // The office's own telephone is no way of coming in.
    let title: String = title.iter().map(|line| without_telephone(line)).collect();
    if let Some(found) = channel::only(&title) {
        return (Some(found), Some(ChannelReason::Title));
    }
    if channel::any(sheet.name())
        || channel::any(&title)
        || columns.iter().any(|column| column.field == Field::Channel)
    {
        // Several are spoken of, or every row says for itself.
        return (None, None);
    }
    let headings: String = columns
        .iter()
        .filter(|column| {
            matches!(column.field, Field::ReceivedOn | Field::Name | Field::Petitioners)
        })
        .map(|column| column.heading.replace("电话", ""))
        .collect();
    match channel::only(&headings) {
        Some(found) => (Some(found), Some(ChannelReason::Heading)),
        None => (None, None),
    }
}

/// A line of the title without 联系电话：… and the like.
fn without_telephone(line: &str) -> String {
    const LABELS: [&str; 5] = ["联系电话", "办公电话", "值班电话", "电话号码", "电话:"];
    let squeezed = crate::fold::squeeze(line);
    LABELS.iter().fold(squeezed, |line, label| line.replace(label, ""))
}

/// A plan for a column without anything known about it yet.
fn unknown(column: u32, heading: String, samples: Vec<String>) -> ColumnPlan {
    ColumnPlan {
        column,
        letter: column_letter(column),
        heading,
        field: Field::Other,
        confidence: 0,
        reason: Reason::Nothing,
        samples,
    }
}
