//! Making rows of a workbook by its plans, all at once or in steps.

mod kept;
mod lookup;
mod reader;
mod table;

use crate::key::Keys;
use crate::plan::SheetPlan;
use crate::row::{Interpretation, LedgerRow, Skipped};
use crate::workbook::Workbook;
use table::{Line, Table};

/// Read all rows that the plans include.
#[must_use]
pub fn interpret(workbook: &Workbook, plans: &[SheetPlan]) -> Interpretation {
    let mut interpreter = Interpreter::new(workbook, plans);
    let mut all = Interpretation::default();
    while let Some(chunk) = interpreter.next_chunk(usize::MAX) {
        all.rows.extend(chunk.rows);
        all.skipped.extend(chunk.skipped);
    }
    all
}

/// What one step yields.
pub type Chunk = Interpretation;

/// Reads rows in steps, so that progress can be shown and the reading broken off between any two.
#[derive(Debug)]
pub struct Interpreter<'a> {
    workbook: &'a Workbook,
    plans: std::slice::Iter<'a, SheetPlan>,
    table: Option<Table<'a>>,
    keys: Keys,
    done: usize,
    total: usize,
}

impl<'a> Interpreter<'a> {
    /// Begin. Nothing is read yet.
    #[must_use]
    pub fn new(workbook: &'a Workbook, plans: &'a [SheetPlan]) -> Self {
        let total = plans
            .iter()
            .filter_map(|plan| {
                let sheet = workbook.sheet(&plan.sheet)?;
                Some(
                    sheet
                        .rows()
                        .filter(|row| (plan.first_row..=plan.last_row).contains(row))
                        .count(),
                )
            })
            .sum();
        Self { workbook, plans: plans.iter(), table: None, keys: Keys::default(), done: 0, total }
    }

    /// How many lines have been looked at.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many lines there are to look at.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Read up to `most` further lines; `None` when there are no more. The lines of one step are of one table.
    pub fn next_chunk(&mut self, most: usize) -> Option<Chunk> {
        if self.table.is_none() {
            let plan = self.plans.next()?;
            self.table = self.workbook.sheet(&plan.sheet).map(|sheet| Table::new(sheet, plan));
        }
        let mut chunk = Chunk::default();
        let Some(table) = &mut self.table else {
            // A plan for a sheet that is not there: nothing to read, but not the end.
            return Some(chunk);
        };
        for _ in 0..most.max(1) {
            match table.next_line() {
                Some(Line::Petition(row)) => {
                    self.done += 1;
                    let mut row: LedgerRow = *row;
                    self.keys.assign(&mut row);
                    chunk.rows.push(row);
                }
                Some(Line::Skipped(skipped)) => {
                    self.done += usize::from(counts(&skipped, table));
                    chunk.skipped.push(skipped);
                }
                None => {
                    self.table = None;
                    break;
                }
            }
        }
        Some(chunk)
    }
}

/// Whether a skipped line is one of those counted beforehand: titles, headings and blank lines are not.
fn counts(skipped: &Skipped, table: &Table<'_>) -> bool {
    skipped.row >= table.first_row() && !skipped.text.is_empty()
}
