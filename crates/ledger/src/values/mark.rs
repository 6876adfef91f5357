//! Columns that are ticked: 来访, 来信 and 来电 side by side under 信访形式, with a √ in one of them.

use crate::cell::{Cell, Epoch};
use crate::field::Field;
use crate::fold::squeeze;
use crate::values::{channel, outcome, sex};

/// Whether a heading is one of the answers for a field rather than its name.
pub(crate) fn is_answer(field: Field, heading: &str) -> bool {
    match field {
        Field::Channel => channel::read(heading).is_some(),
        Field::Sex => sex::read(heading).is_some(),
        Field::Concluded | Field::PetitionerAccepts => outcome::answer(&squeeze(heading)).is_some(),
        _ => false,
    }
}

/// What a ticked cell says: its heading's last part, if that is an answer.
pub(crate) fn ticked(field: Field, heading: &str, cell: &Cell, epoch: Epoch) -> Option<String> {
    const TICKS: [&str; 10] = ["√", "✓", "✔", "●", "■", "☑", "1", "v", "V", "是"];
    let (_, answer) = heading.rsplit_once('·')?;
    let written = squeeze(&cell.written(epoch));
    (is_answer(field, answer) && TICKS.contains(&written.as_str())).then(|| answer.to_owned())
}
