//! The cells of a line by what they mean, with what is merged down or written as 同上 filled in.

use std::collections::HashMap;

use crate::cell::Cell;
use crate::field::Field;
use crate::fold::trimmed;
use crate::plan::SheetPlan;
use crate::row::LedgerRow;
use crate::sheet::Sheet;
use crate::values::mark::ticked;
use crate::values::{is_ditto, says_nothing};

use super::kept::says_more;

/// A cell that means something.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What it says; the cell above in place of 同上.
    pub(super) cell: Cell,
    /// What stands here, as written.
    pub(super) raw: String,
}

impl Found {
    pub(super) fn text(&self, sheet: &Sheet) -> String {
        self.cell.written(sheet.epoch())
    }
}

/// What stood in each column of the line before.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    cells: HashMap<u32, Cell>,
}

impl Above {
    /// The cell at a place. `Err` is a 同上 with nothing above. A cell that says there is nothing is given as it is.
    pub(super) fn resolve(
        &mut self,
        sheet: &Sheet,
        row: u32,
        column: u32,
    ) -> Result<Option<Found>, String> {
        let Some(cell) = sheet.cell_merged_down(row, column) else {
            self.cells.remove(&column);
            return Ok(None);
        };
        let raw = cell.written(sheet.epoch());
        if is_ditto(&raw) {
            return match self.cells.get(&column) {
                Some(above) => Ok(Some(Found { cell: above.clone(), raw })),
                None => Err(raw),
            };
        }
        self.cells.insert(column, cell.clone());
        Ok(Some(Found { cell: cell.clone(), raw }))
    }
}

/// The meaningful cells of one line.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// What each means, its heading, and the cell.
    found: Vec<(Field, String, Found)>,
    /// Fields and raw text of every 同上 with nothing above.
    pub(super) dangling: Vec<(Field, String)>,
    /// Heading and text of every cell on the line.
    pub(super) raw: Vec<(String, String)>,
    /// Heading and text of those that mean nothing known.
    pub(super) other: Vec<(String, String)>,
}

impl Cells {
    pub(super) fn of(sheet: &Sheet, plan: &SheetPlan, row: u32, above: &mut Above) -> Self {
        let mut cells = Self::default();
        for column in &plan.columns {
            let heading = if column.heading.is_empty() { &column.letter } else { &column.heading };
            let resolved = above.resolve(sheet, row, column.column);
            let raw = match &resolved {
                Ok(Some(found)) => found.raw.clone(),
                Ok(None) => continue,
                Err(raw) => raw.clone(),
            };
            cells.raw.push((heading.clone(), raw.clone()));
            match (column.field, resolved) {
                (Field::Other, Ok(Some(found))) => {
                    let text = trimmed(&found.text(sheet)).to_owned();
                    cells.other.push((heading.clone(), text));
                }
                (Field::Other, _) => cells.other.push((heading.clone(), raw)),
                (field, Ok(Some(mut found))) => {
                    if let Some(answer) = ticked(field, heading, &found.cell, sheet.epoch()) {
                        found.cell = Cell::Text(answer);
                    }
                    // Of two columns for one thing the first that says something counts; the other is kept as it is.
                    if field != Field::Phone && field != Field::Serial && cells.says(field) {
                        cells.other.push((heading.clone(), raw));
                    } else {
                        cells.found.push((field, heading.clone(), found));
                    }
                }
                (field, _) => cells.dangling.push((field, raw)),
            }
        }
        // Cells beside the table.
        for (column, cell) in sheet.cells(row) {
            if !plan.columns.iter().any(|plan| plan.column == *column) {
                let pair = (crate::plan::column_letter(*column), cell.written(sheet.epoch()));
                cells.raw.push(pair.clone());
                cells.other.push(pair);
            }
        }
        cells
    }

    fn says(&self, field: Field) -> bool {
        self.found.iter().any(|(f, _, found)| *f == field && !blank(&found.cell))
    }

    /// The cells for a field which say something, errors included.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &Found> {
        self.found
            .iter()
            .filter(move |(f, _, found)| *f == field && !blank(&found.cell))
            .map(|(_, _, found)| found)
    }

    /// What stands in the first cell for any of the fields, even if it says that there is nothing.
    pub(super) fn written(&self, fields: &[Field]) -> Option<&str> {
        self.found
            .iter()
            .find(|(field, _, _)| fields.contains(field))
            .map(|(_, _, found)| found.raw.as_str())
    }

    /// Heading and text of the cells that say more than was read from them.
    pub(super) fn kept(&self, sheet: &Sheet, row: &LedgerRow) -> Vec<(String, String)> {
        self.found
            .iter()
            .filter(|(field, _, found)| says_more(*field, &found.cell, row))
            .map(|(_, heading, found)| (heading.clone(), trimmed(&found.text(sheet)).to_owned()))
            .collect()
    }

    /// The first of them.
    pub(super) fn first(&self, field: Field) -> Option<&Found> {
        self.all(field).next()
    }
}

/// Whether a cell says that there is nothing.
pub(super) fn blank(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if says_nothing(text))
}
