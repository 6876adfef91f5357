//! A workbook read from bytes.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::cell::{Cell, Epoch};
use crate::error::{Measure, ReadError};
use crate::limits::Limits;
use crate::package::Package;
use crate::sheet::{Line, Merge, Sheet};

/// The sheets of an Excel workbook (.xlsx), read whole and within limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    sheets: Vec<Sheet>,
}

type Archive = Xlsx<Cursor<Vec<u8>>>;

/// A sheet with more unreadable cells than this is damaged, not odd.
const MOST_UNREADABLE: usize = 1_000;

impl Workbook {
    /// Read a workbook. The bytes may be anything at all.
    ///
    /// # Errors
    /// When the file as a whole cannot be used; see [`ReadError`].
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let package = Package::open(bytes, limits)?;
        let mut archive = match Archive::new(Cursor::new(package.repacked())) {
            Ok(archive) => archive,
            Err(XlsxError::Password) => return Err(ReadError::Encrypted),
            // Oddly written styles are no reason to refuse a ledger.
            Err(_) => Archive::new(Cursor::new(package.repacked_without_styles()))
                .map_err(|error| ReadError::damaged("workbook", error))?,
        };
        drop(package);
        let epoch = if archive.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
        let listed: Vec<(String, bool)> = archive
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
            .map(|sheet| {
                let hidden = sheet.visible != calamine::SheetVisible::Visible;
                (sheet.name.clone(), hidden)
            })
            .collect();
        if listed.is_empty() {
            return Err(ReadError::NotAWorkbook);
        }
        if listed.len() > limits.sheets {
            return Err(ReadError::beyond(Measure::Sheets, limits.sheets));
        }
        let sheets = listed
            .into_iter()
            .map(|(name, hidden)| read_sheet(&mut archive, name, hidden, epoch, limits))
            .collect::<Result<_, _>>()?;
        Ok(Self { sheets })
    }

    /// Its sheets, in the order of the tabs.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet of a name.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name() == name)
    }
}

fn read_sheet(
    archive: &mut Archive,
    name: String,
    hidden: bool,
    epoch: Epoch,
    limits: &Limits,
) -> Result<Sheet, ReadError> {
    let merges: Vec<Merge> = archive
        .merge_cells_by_sheet_name(&name)
        .map_err(|error| ReadError::damaged(name.as_str(), error))?
        .into_iter()
        .map(|merge| Merge {
            top: merge.start.0.saturating_add(1),
            bottom: merge.end.0.saturating_add(1),
            left: merge.start.1,
            right: merge.end.1,
        })
        .collect();
    let mut reader = match archive.worksheet_cells_reader(&name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => {
            return Ok(Sheet::new(name, hidden, epoch, Vec::new(), &[], 0));
        }
        Err(error) => return Err(ReadError::damaged(name, error)),
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut unreadable = 0;
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            // What one cell holds is refused, but the reader stands within that cell and can go on.
            Err(
                XlsxError::CellError(_)
                | XlsxError::CellTAttribute(_)
                | XlsxError::ParseFloat(_)
                | XlsxError::Unrecognized { .. }
                | XlsxError::Unexpected(_),
            ) if unreadable < MOST_UNREADABLE => {
                unreadable += 1;
                continue;
            }
            Err(error) => return Err(ReadError::damaged(name, error)),
        };
        let (row, column) = cell.get_position();
        let Some(value) = value(cell.get_value()) else {
            continue;
        };
        if let Cell::Text(text) = &value
            && text.len() > limits.cell_chars
            && text.chars().count() > limits.cell_chars
        {
            return Err(ReadError::beyond(Measure::CellText, limits.cell_chars));
        }
        if column >= limits.columns {
            return Err(ReadError::beyond(Measure::Columns, limits.columns as usize));
        }
        let row = row.saturating_add(1);
        match lines.last_mut() {
            Some(line) if line.row == row => line.cells.push((column, value)),
            _ => {
                if lines.len() >= limits.rows {
                    return Err(ReadError::beyond(Measure::Rows, limits.rows));
                }
                lines.push(Line { row, cells: vec![(column, value)] });
            }
        }
    }
    Ok(Sheet::new(name, hidden, epoch, in_order(lines), &merges, unreadable))
}

/// Lines and cells in order, each place once. Excel writes them so; other programs may not.
fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|line| line.row);
    lines.dedup_by(|later, earlier| {
        let same = later.row == earlier.row;
        if same {
            earlier.cells.append(&mut later.cells);
        }
        same
    });
    for line in &mut lines {
        line.cells.sort_by_key(|(column, _)| *column);
        line.cells.dedup_by_key(|(column, _)| *column);
    }
    lines
}

fn value(data: &DataRef<'_>) -> Option<Cell> {
    let text = |text: &str| {
        let blank = crate::fold::trimmed(text).is_empty();
        (!blank).then(|| Cell::Text(text.to_owned()))
    };
    match data {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Cell::Number(*number as f64)),
        DataRef::Float(number) => number.is_finite().then_some(Cell::Number(*number)),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(value) => Some(Cell::Bool(*value)),
        DataRef::DateTime(date) => date.as_f64().is_finite().then_some(Cell::Date(date.as_f64())),
        DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => text(string),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
    }
}
