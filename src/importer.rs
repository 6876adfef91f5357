//! The importer worker: reads Excel ledgers. A worker of its own, so that neither a large file nor
//! one that breaks the reader touches the screen or what is stored: when it dies, the import does.

use std::{cell::RefCell, rc::Rc};

use ledger::{Interpreter, LedgerRow, Limits, SheetPlan, Workbook, guess, likely_repeats, wording};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::bridge::{self, FromImporter, ToImporter};

/// So many lines are read between two words of progress.
const LINES: usize = 50;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Starts the importer in this worker.
pub fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let workbook: Rc<RefCell<Option<Workbook>>> = Rc::default();
    let post = {
        let scope = scope.clone();
        move |message: &FromImporter| {
            let buffer = js_sys::Uint8Array::from(bridge::encode(message).as_slice()).buffer();
            let _ = scope.post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer));
        }
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
        match bridge::decode::<ToImporter>(&bytes) {
            Some(ToImporter::Read { bytes }) => match Workbook::read(&bytes, &Limits::default()) {
                Ok(read) => {
                    post(&FromImporter::Plans(guess(&read)));
                    *workbook.borrow_mut() = Some(read);
                }
                Err(error) => {
                    post(&FromImporter::Unreadable(wording::refusal(&error).to_owned()));
                }
            },
            Some(ToImporter::Interpret { turn, plans }) => {
                if let Some(workbook) = workbook.borrow().as_ref() {
                    interpret(workbook, &plans, turn, &post);
                }
            }
            None => {}
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
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
