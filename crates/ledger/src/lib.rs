//! Reading township petition ledgers (信访台账) from Excel workbooks: bytes in, rows out.
//!
//! [`Workbook::read`] takes the bytes, [`guess`] says what each column seems to mean, a person may correct that, and
//! [`interpret`] (or, step by step, [`Interpreter`]) makes rows of it. [`export`] writes rows the other way. No clock, no randomness, no input or output.

mod cell;
mod content;
mod date;
pub mod dispute;
mod error;
pub mod export;
mod field;
mod fold;
mod guess;
mod headings;
mod interpret;
mod json;
mod key;
mod limits;
mod lines;
mod numeral;
mod package;
mod plan;
mod problem;
mod repeats;
mod row;
mod sheet;
mod values;
pub mod wording;
mod workbook;

pub use cell::{Cell, Epoch};
pub use error::{Measure, ReadError};
pub use field::{Channel, Field, Sex};
pub use fold::same_words;
pub use guess::guess;
pub use interpret::{Chunk, Interpreter, interpret};
pub use json::to_json;
pub use key::RowKey;
pub use limits::Limits;
pub use plan::{ChannelReason, ColumnPlan, Reason, SheetPlan, column_letter};
pub use problem::{Problem, ProblemKind};
pub use repeats::{Brief, Likeness, Person, likely_repeats, likeness, repeats_of_existing};
pub use row::{Interpretation, LedgerRow, SkipReason, Skipped};
pub use sheet::Sheet;
pub use workbook::Workbook;
