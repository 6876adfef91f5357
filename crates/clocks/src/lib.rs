//! The clocks of petition casework: which limits there are (rule profiles, as data), which days are
//! working days (one table a year), and when something is due.
//!
//! Nothing here reads a clock: "today" is an argument. Everything runs on the UI thread too, so it
//! stays small: dates are read and written by hand, and JSON is behind the feature `json`.
//!
//! `docs/clocks.md` says in prose what is counted how, and where each number comes from.

#![warn(missing_docs)]

mod calendar;
mod clock_id;
mod date;
mod due;
mod limit;
mod profile;
mod profile_ref;
mod profiles;
mod progress;
mod shipped;
mod year_table;

pub use calendar::{Calendar, Day};
pub use clock_id::{ClockId, UnknownClock};
pub use date::{iso, iso_date, parse_date};
pub use due::{Due, NoDue, Pause, Start, due};
pub use limit::{Duty, Extension, Limit, Unit};
pub use profile::{BadProfile, Profile, SmallGroup};
pub use profile_ref::{BadProfileRef, ProfileRef};
pub use profiles::{Found, Profiles};
pub use progress::{Progress, Stage, WARN_AT, progress, progress_at};
pub use year_table::{BadTable, RowFault, Rule, YearTable};
