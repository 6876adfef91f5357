//! Reading ledgers.

use std::cell::RefCell;

use ledger::{Interpreter, LedgerRow, Limits, SheetPlan, Workbook, guess, likely_repeats, wording};

use crate::bridge::{FromImporter, Packed};

/// So many lines are read between two words of progress.
const LINES: usize = 50;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The file that was read last.
#[derive(Default)]
pub struct Import(RefCell<Option<Workbook>>);

impl Import {
    /// Reads a file and guesses its columns.
    pub fn read(&self, bytes: &[u8]) -> FromImporter {
        match Workbook::read(bytes, &Limits::default()) {
            Ok(read) => {
                let plans = guess(&read);
                *self.0.borrow_mut() = Some(read);
                FromImporter::Plans(plans)
            }
            Err(error) => FromImporter::Unreadable(wording::refusal(&error).to_owned()),
        }
    }

    /// Interprets it by these plans.
    pub fn interpret(&self, turn: u32, plans: &[SheetPlan], post: &impl Fn(&FromImporter)) {
        if let Some(workbook) = self.0.borrow().as_ref() {
            interpret(workbook, plans, turn, post);
        }
    }
}

/// Reads a dispute ledger.
pub fn disputes(bytes: &[u8]) -> FromImporter {
    match Workbook::read(bytes, &Limits::default()) {
        Ok(read) => FromImporter::Disputes(Packed::new(&ledger::dispute::read(&read))),
        Err(error) => FromImporter::Unreadable(wording::refusal(&error).to_owned()),
    }
}

fn interpret(workbook: &Workbook, plans: &[SheetPlan], turn: u32, post: &impl Fn(&FromImporter)) {
    let mut interpreter = Interpreter::new(workbook, plans);
    let mut all: Vec<LedgerRow> = Vec::new();
    while let Some(chunk) = interpreter.next_chunk(LINES) {
        all.extend(chunk.rows.iter().cloned());
        post(&FromImporter::Rows {
            turn,
            rows: chunk.rows,
            skipped: chunk.skipped,
            done: count(interpreter.done()),
            of: count(interpreter.total()),
        });
    }
    let repeats = likely_repeats(&all)
        .into_iter()
        .map(|(earlier, later, _)| (count(earlier), count(later)))
        .collect();
    post(&FromImporter::Done { turn, repeats });
}
