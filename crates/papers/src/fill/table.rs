//! Rows to a table: how many columns, how wide.

use crate::sheet::{Block, Cell, Row};

/// Characters a label's column has room for, at least and at most. Longer labels take two lines.
const LABEL_CHARACTERS: (usize, usize) = (4, 6);
/// Thousandths of the table one character (14 pt) takes, and what is around the text of a cell.
const CHARACTER: usize = 32;
const AROUND: usize = 22;

/// Rows that will be one table.
#[derive(Default)]
pub struct Rows(Vec<(u8, Vec<(String, bool)>)>);

impl Rows {
    /// Adds a row: its height in lines, and the words of its cells with whether each is a label.
    pub fn push(&mut self, lines: u8, cells: Vec<(String, bool)>) {
        self.0.push((lines, cells));
    }

    /// Makes a table of what there is.
    pub fn finish(&mut self, blocks: &mut Vec<Block>) {
        let rows = std::mem::take(&mut self.0);
        let count = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        if count == 0 {
            return;
        }
        let columns = widths(count, &rows);
        let rows = rows.into_iter().map(|(lines, cells)| {
            let last = cells.len().saturating_sub(1);
            let cells = cells.into_iter().enumerate().map(|(at, (text, label))| {
                let span = if at == last { count - last } else { 1 };
                Cell { text, span: u8::try_from(span).unwrap_or(u8::MAX), label }
            });
            Row { lines, cells: cells.collect() }
        });
        blocks.push(Block::Table { columns, rows: rows.collect() });
    }
}

/// Columns of labels are narrow; the others share what is left.
fn widths(count: usize, rows: &[(u8, Vec<(String, bool)>)]) -> Vec<u16> {
    let is_label = |column: usize| {
        let mut cells = rows.iter().filter_map(|(_, cells)| cells.get(column)).peekable();
        cells.peek().is_some() && cells.all(|(_, label)| *label)
    };
    let labels: Vec<bool> = (0..count).map(is_label).collect();
    let narrow = labels.iter().filter(|label| **label).count();
    let wide = count - narrow;
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let label = if wide == 0 { 1000 / count } else { label_width(rows) };
    let left = 1000_u16.saturating_sub(label * u16::try_from(narrow).unwrap_or(0));
    let share = left.checked_div(u16::try_from(wide).unwrap_or(0)).unwrap_or(0);
    let mut widths: Vec<u16> =
        labels.iter().map(|is_label| if *is_label { label } else { share }).collect();
    // What division left over goes to the last.
    let rest = 1000_u16.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

/// As wide as the longest label, or as half of one that is too long for a line.
fn label_width(rows: &[(u8, Vec<(String, bool)>)]) -> u16 {
    let labels = rows.iter().flat_map(|(_, cells)| cells).filter(|(_, label)| *label);
    let (least, most) = LABEL_CHARACTERS;
    let longest = labels.map(|(text, _)| match text.chars().count() {
        long if long > most => long.div_ceil(2),
        short => short,
    });
    let characters = longest.max().unwrap_or(least).clamp(least, most);
    u16::try_from(characters * CHARACTER + AROUND).unwrap_or(0)
}
