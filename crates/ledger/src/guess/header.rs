//! Finding the headings.

use std::collections::HashSet;

use crate::cell::Cell;
use crate::date::read_date;
use crate::field::Field;
use crate::fold::squeeze;
use crate::headings::{bare, recognise, recognise_path};
use crate::lines::{is_footer, is_subtotal};
use crate::sheet::Sheet;
use crate::values::mark::is_answer;
use crate::values::{id_number, name, phone, sex, village};

/// The rows of the headings of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) top: u32,
    pub(super) bottom: u32,
}

impl Header {
    /// A table without headings whose data begin in a row.
    pub(super) fn none(first: u32) -> Self {
        Self { top: first, bottom: first.saturating_sub(1) }
    }

    pub(super) fn first_data_row(self) -> u32 {
        self.bottom + 1
    }

    pub(super) fn rows(self) -> std::ops::RangeInclusive<u32> {
        self.top..=self.bottom
    }

    /// The headings above a column, outermost first.
    pub(super) fn path(self, sheet: &Sheet, column: u32) -> Vec<String> {
        let mut path: Vec<String> = Vec::new();
        for row in self.rows() {
            let text = squeeze(&sheet.text_merged(row, column));
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        path
    }

    /// How many different meanings its headings have.
    fn meanings(self, sheet: &Sheet) -> usize {
        let fields: HashSet<Field> = (0..sheet.width())
            .filter_map(|column| recognise_path(&self.path(sheet, column)))
            .map(|(field, _)| field)
            .filter(|field| *field != Field::Other)
            .collect();
        fields.len()
    }
}

/// How far down the first headings may begin.
const DEEPEST: usize = 60;

/// The headings of every table on a sheet. Headings repeated for a new page count as the same table.
pub(super) fn find(sheet: &Sheet) -> Vec<Header> {
    let rows: Vec<u32> = sheet.rows().collect();
    let counted: Vec<(u32, usize)> =
        rows.iter().map(|row| (*row, meanings_of_row(sheet, *row))).collect();
    let best = counted.iter().take(DEEPEST).map(|(_, count)| *count).max().unwrap_or(0);
    if best < 2 {
        return unknown_headings(sheet).into_iter().collect();
    }
    // The first row that is about as good as the best: later ones are repetitions, or further tables.
    let threshold = best.min(3).max(best * 2 / 3);
    let Some(first) = counted.iter().find(|(_, count)| *count >= threshold) else {
        return Vec::new();
    };
    let mut headers = vec![extended(sheet, first.0)];
    for (row, count) in &counted {
        let Some(last) = headers.last().copied() else { break };
        if *row <= last.bottom || *count < 4 {
            continue;
        }
        let header = extended(sheet, *row);
        let repeated = headers.iter().any(|earlier| same_table(sheet, *earlier, header));
        if !repeated && header.top > last.bottom && header.meanings(sheet) >= 4 {
            headers.push(header);
        }
    }
    headers
}

/// A row of headings none of which is known: short texts, none of them a value, right above the first row of data.
fn unknown_headings(sheet: &Sheet) -> Option<Header> {
    let data = first_data_row(sheet);
    let row = sheet.rows().take_while(|row| *row < data).last()?;
    let cells = sheet.cells(row);
    let heading = |cell: &Cell| {
        let text = squeeze(&cell.written(sheet.epoch()));
        let value =
            name::looks_like(&text) || village::looks_like(&text) || sex::read(&text).is_some();
        !is_datum(sheet, cell) && text.chars().count() <= 10 && !value
    };
    let wide = cells.len() >= 3 && cells.len() * 2 >= sheet.cells(data).len();
    let known = |cell: &Cell| recognise(&cell.written(sheet.epoch())).is_some();
    let all_known = cells.len() >= 2 && cells.iter().all(|(_, cell)| known(cell));
    (all_known || (wide && cells.iter().all(|(_, cell)| heading(cell))))
        .then_some(Header { top: row, bottom: row })
}

/// Where the table above a header ends: before the lines that are the header's title.
pub(super) fn last_row_before(sheet: &Sheet, header: Header) -> u32 {
    let mut last = header.top.saturating_sub(1);
    let above: Vec<u32> = sheet.rows().take_while(|row| *row < header.top).collect();
    for row in above.iter().rev() {
        let cells = sheet.cells(*row);
        let closing = cells.iter().any(|(_, cell)| {
            let text = squeeze(&cell.written(sheet.epoch()));
            is_subtotal(&text) || is_footer(&text)
        });
        if cells.len() > 2 || closing {
            return *row;
        }
        last = row.saturating_sub(1);
    }
    last
}

/// How many different meanings the headings of one row have; none if it holds anything that is not a heading.
fn meanings_of_row(sheet: &Sheet, row: u32) -> usize {
    if !could_be_headings(sheet, row) {
        return 0;
    }
    let mut fields = HashSet::new();
    let mut others = 0;
    for (_, cell) in sheet.cells(row) {
        if is_datum(sheet, cell) {
            return 0;
        }
        match recognise(&cell.written(sheet.epoch())) {
            Some((field, _)) => {
                fields.insert(field);
            }
            None => others += 1,
        }
    }
    fields.remove(&Field::Other);
    // A row of data may hold a word or two that could be headings.
    let most = if fields.len() < 4 { fields.len() } else { fields.len() * 2 };
    if others > most { 0 } else { fields.len() }
}

/// A quick look that rules out nearly every row of data: headings are short texts without long numbers.
fn could_be_headings(sheet: &Sheet, row: u32) -> bool {
    let cells = sheet.cells(row);
    cells.len() >= 2
        && cells.iter().all(|(_, cell)| match cell {
            // What stands in brackets explains a heading at any length. 12345工单编号 is one, too.
            Cell::Text(text) => {
                let head = text.split(['(', '（']).next().unwrap_or_default();
                head.len() <= 120 && head.chars().filter(|c| c.is_numeric()).count() <= 5
            }
            _ => false,
        })
}

/// Whether a cell cannot be a heading.
fn is_datum(sheet: &Sheet, cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return true };
    // 身份证号(18位,不得填写15位旧号): a plain heading with a note in brackets.
    if text.contains(['(', '（']) && recognise(text).is_some_and(|(_, score)| score >= 75) {
        return false;
    }
    let length = squeeze(text).chars().count();
    length > 30
        || id_number::find(text).is_some()
        || !phone::find_all(text).0.is_empty()
        || (length > 3 && read_date(cell, sheet.epoch()).is_ok())
}

/// The header around its best row: groups above it, and parts below it.
fn extended(sheet: &Sheet, row: u32) -> Header {
    let mut header = Header { top: row, bottom: row };
    for _ in 0..2 {
        let below = header.bottom + 1;
        if !continues(sheet, header.bottom, below) {
            break;
        }
        header.bottom = below;
    }
    for _ in 0..2 {
        let Some(above) = header.top.checked_sub(1) else { break };
        if above == 0 || !continues(sheet, above, header.top) {
            break;
        }
        header.top = above;
    }
    header
}

/// Whether a lower row goes on with the headings of an upper one.
fn continues(sheet: &Sheet, upper: u32, lower: u32) -> bool {
    let heads: Vec<u32> = columns_with_text(sheet, upper);
    let parts: Vec<u32> = columns_with_text(sheet, lower);
    if heads.len() < 2 || parts.is_empty() {
        // Nothing but a title above, or nothing below: unless headings are merged down over an empty row.
        return heads.len() >= 2 && parts.is_empty() && merged_down(sheet, upper, lower) >= 2;
    }
    // Lines such as 填报单位：… 填表人：… stand above headings without being any.
    let no_heading = |row| {
        sheet.cells(row).iter().any(|(_, cell)| {
            is_datum(sheet, cell) || squeeze(&cell.written(sheet.epoch())).contains(':')
        })
    };
    if no_heading(lower) || no_heading(upper) {
        return false;
    }
    let known = |column: &&u32| {
        let part = sheet.text(lower, **column);
        let answers = |field| is_answer(field, &part);
        let group = || recognise(&sheet.text_merged(upper, **column)).map(|(field, _)| field);
        recognise(&part).is_some() || group().is_some_and(answers)
    };
    let under_group = parts
        .iter()
        .filter(|column| {
            sheet
                .merge(upper, **column)
                .is_some_and(|merge| merge.right > merge.left && merge.bottom < lower)
        })
        .filter(known)
        .count();
    let under_nothing = parts
        .iter()
        .filter(|column| sheet.text_merged(upper, **column).is_empty())
        .filter(known)
        .count();
    let under_heading =
        parts.len() - parts.iter().filter(|column| sheet.text(upper, **column).is_empty()).count();
    let known_above =
        heads.iter().filter(|column| recognise(&sheet.text(upper, **column)).is_some()).count();
    let down = merged_down(sheet, upper, lower);
    (down >= 1 && (under_group + under_nothing >= 1))
        || under_group >= 2
        || (under_nothing >= 2 && known_above >= 2 && under_heading <= parts.len() / 2)
}

fn columns_with_text(sheet: &Sheet, row: u32) -> Vec<u32> {
    sheet.cells(row).iter().map(|(column, _)| *column).collect()
}

/// How many cells of the upper row are merged down into the lower.
fn merged_down(sheet: &Sheet, upper: u32, lower: u32) -> usize {
    columns_with_text(sheet, upper)
        .into_iter()
        .filter(|column| sheet.merge(upper, *column).is_some_and(|merge| merge.bottom >= lower))
        .count()
}

/// Whether two headers have the same headings in most columns.
fn same_table(sheet: &Sheet, one: Header, two: Header) -> bool {
    let (mut same, mut all) = (0, 0);
    for column in 0..sheet.width() {
        let paths = (one.path(sheet, column), two.path(sheet, column));
        if !paths.0.is_empty() || !paths.1.is_empty() {
            all += 1;
            same += usize::from(paths.0.last() == paths.1.last());
        }
    }
    same * 10 >= all * 7
}

/// Whether a row repeats headings: most of its cells say what stands in the same column of one of the rows.
pub(crate) fn same_headings(sheet: &Sheet, header_rows: &[u32], row: u32) -> bool {
    let cells = sheet.cells(row);
    if !could_be_headings(sheet, row) {
        return false;
    }
    header_rows.iter().any(|header| {
        let same = cells
            .iter()
            .filter(|(column, cell)| {
                let heading = bare(&sheet.text(*header, *column));
                !heading.is_empty() && heading == bare(&cell.written(sheet.epoch()))
            })
            .count();
        same >= 2 && same * 10 >= cells.len() * 6
    })
}

/// The first row that looks like data, for a sheet without headings.
pub(super) fn first_data_row(sheet: &Sheet) -> u32 {
    let data = |row: &u32| {
        let cells = sheet.cells(*row);
        cells.len() >= 3 && cells.iter().any(|(_, cell)| is_datum(sheet, cell))
    };
    sheet.rows().find(data).or_else(|| sheet.rows().next()).unwrap_or(1)
}
