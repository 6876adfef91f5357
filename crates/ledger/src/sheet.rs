//! One sheet of a workbook: its lines and what is merged in it.

use crate::cell::{Cell, Epoch};

/// One line with something on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// As Excel counts, from 1.
    pub(crate) row: u32,
    /// Column (from 0) and cell, in order.
    pub(crate) cells: Vec<(u32, Cell)>,
}

/// Cells merged into one; rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) top: u32,
    pub(crate) bottom: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
}

/// One worksheet. Rows are counted from 1 as in Excel, columns from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    name: String,
    hidden: bool,
    epoch: Epoch,
    lines: Vec<Line>,
    /// For each column, the merges that cover it, by their top row. Merges do not overlap.
    merges: Vec<Vec<Merge>>,
    unreadable: usize,
}

/// More merges than this are not a ledger; the rest of them are then treated as unmerged.
const MOST_MERGES: usize = 500_000;

impl Sheet {
    pub(crate) fn new(
        name: String,
        hidden: bool,
        epoch: Epoch,
        lines: Vec<Line>,
        merged: &[Merge],
        unreadable: usize,
    ) -> Self {
        let width = lines
            .iter()
            .filter_map(|line| line.cells.last())
            .map(|(column, _)| *column as usize + 1)
            .max()
            .unwrap_or(0);
        let mut merges = vec![Vec::new(); width];
        let mut room = MOST_MERGES;
        for merge in merged {
            for column in merge.left..=merge.right {
                let Some(covering) = merges.get_mut(column as usize) else {
                    break;
                };
                if room > 0 {
                    room -= 1;
                    covering.push(*merge);
                }
            }
        }
        for covering in &mut merges {
            covering.sort_by_key(|merge| merge.top);
        }
        Self { name, hidden, epoch, lines, merges, unreadable }
    }

    /// Its name on the tab.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the office has hidden it.
    #[must_use]
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// How many columns are in use.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.merges.len() as u32
    }

    /// The last row with anything on it; 0 for an empty sheet.
    #[must_use]
    pub fn last_row(&self) -> u32 {
        self.lines.last().map_or(0, |line| line.row)
    }

    /// How many cells the reader could not make out at all.
    #[must_use]
    pub fn unreadable_cells(&self) -> usize {
        self.unreadable
    }

    /// The rows that have anything on them.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.lines.iter().map(|line| line.row)
    }

    /// The cell at a place, if anything stands there itself.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let cells = self.cells(row);
        let at = cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        cells.get(at).map(|(_, cell)| cell)
    }

    /// The text at a place as written; empty where nothing stands.
    #[must_use]
    pub fn text(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map(|cell| cell.written(self.epoch)).unwrap_or_default()
    }

    /// The cell at a place, or the one above that is merged down over it.
    #[must_use]
    pub fn cell_merged_down(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let merge = self.merge(row, column)?;
            (merge.left == column).then(|| self.cell(merge.top, column)).flatten()
        })
    }

    pub(crate) fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// What stands on a line.
    pub(crate) fn cells(&self, row: u32) -> &[(u32, Cell)] {
        self.lines
            .binary_search_by_key(&row, |line| line.row)
            .ok()
            .and_then(|at| self.lines.get(at))
            .map_or(&[], |line| line.cells.as_slice())
    }

    /// The merge covering a place.
    pub(crate) fn merge(&self, row: u32, column: u32) -> Option<Merge> {
        let covering = self.merges.get(column as usize)?;
        let after = covering.partition_point(|merge| merge.top <= row);
        let merge = covering.get(after.checked_sub(1)?)?;
        (merge.bottom >= row).then_some(*merge)
    }

    /// The text at a place, or of the cell it is merged into in any direction: how headings are read.
    pub(crate) fn text_merged(&self, row: u32, column: u32) -> String {
        let own = self.text(row, column);
        if !own.is_empty() {
            return own;
        }
        self.merge(row, column).map(|merge| self.text(merge.top, merge.left)).unwrap_or_default()
    }
}
