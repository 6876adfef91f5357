//! Columns that are ticked: 来访, 来信 and 来电 side by side, under 信访形式 or alone, with a √ in one of them.

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

/// The field that a heading answers of itself: 女, 来访, 未办结, 满意.
pub(crate) fn answered(heading: &str) -> Option<Field> {
    let squeezed = squeeze(heading);
    if outcome::answer(&squeezed).is_some() {
        return None;
    }
    if channel::is_word(&squeezed) {
        Some(Field::Channel)
    } else if matches!(squeezed.as_str(), "男" | "女" | "男性" | "女性") {
        Some(Field::Sex)
    } else if outcome::plainly_accepts(&squeezed) {
        Some(Field::PetitionerAccepts)
    } else if outcome::plainly_concluded(&squeezed) {
        Some(Field::Concluded)
    } else {
        None
    }
}

/// Whether a cell holds a tick and nothing else.
pub(crate) fn is_tick(squeezed: &str) -> bool {
    const TICKS: [&str; 10] = ["√", "✓", "✔", "●", "■", "☑", "1", "v", "V", "是"];
    TICKS.contains(&squeezed)
}

/// What a ticked cell says: its heading's last part, if that is an answer.
pub(crate) fn ticked(field: Field, heading: &str, cell: &Cell, epoch: Epoch) -> Option<String> {
    let (group, answer) = heading.rsplit_once('·').unwrap_or(("", heading));
    let answers =
        answered(answer) == Some(field) || (!group.is_empty() && is_answer(field, answer));
    (answers && is_tick(&squeeze(&cell.written(epoch)))).then(|| answer.to_owned())
}
