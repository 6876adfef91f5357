//! No paper is made of data without end.

use crate::limits::{LIST_MAX, TEXT_CHARS_MAX};
use crate::{Field, PaperData};

use super::FillError;

/// Looks at all lists and texts.
pub fn lengths(data: &PaperData) -> Result<(), FillError> {
    let lists = [
        (data.people.petitioners.len(), Field::Petitioners),
        (data.people.representatives.len(), Field::Representatives),
        (data.demands.len(), Field::DemandText),
        (data.attachments.len(), Field::Attachments),
        (data.talk.asking.len(), Field::TalkAsking),
    ];
    if let Some((_, field)) = lists.into_iter().find(|(entries, _)| *entries > LIST_MAX) {
        return Err(FillError::TooLong(field));
    }
    for field in Field::ALL {
        let entries = field.list().map_or(1, |list| list.len(data));
        let long = |item| {
            let value = field.value(data, item).unwrap_or_default();
            // A character has at most four bytes: most texts need no counting.
            value.len() > TEXT_CHARS_MAX && value.chars().count() > TEXT_CHARS_MAX
        };
        if (0..entries).any(long) {
            return Err(FillError::TooLong(*field));
        }
    }
    Ok(())
}
