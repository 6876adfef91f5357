//! No paper is made of data without end.

use crate::limits::{LIST_MAX, PICTURES_MAX, TEXT_CHARS_MAX};
use crate::{Field, PaperData, Picture};

use super::FillError;

/// Looks at all lists and texts.
pub fn lengths(data: &PaperData) -> Result<(), FillError> {
    let lists = [
        (data.people.petitioners.len(), Field::Petitioners),
        (data.people.representatives.len(), Field::Representatives),
        (data.demands.len(), Field::DemandText),
        (data.attachments.len(), Field::Attachments),
        (data.talk.asking.len(), Field::TalkAsking),
        (data.dispute.parties.len(), Field::Parties),
        (data.mediation.mediators.len(), Field::Mediators),
        (data.mediation.papers.len(), Field::FilePaperTitle),
        (data.mediation.agreement.perform_by.len(), Field::PerformBy),
        (data.meeting.present.len(), Field::MeetPresent),
        (data.meeting.visitors.len(), Field::VisitorName),
        (data.charge.slots.len(), Field::ChargeSlotName),
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

/// Looks at all pictures.
pub fn pictures(data: &PaperData) -> Result<(), FillError> {
    let bad = |bytes: &[u8]| Picture::read(bytes).is_err();
    let wrong = data.pictures.iter().find(|(_, bytes)| bad(bytes));
    let over = data.pictures.iter().nth(PICTURES_MAX);
    wrong.or(over).map_or(Ok(()), |(place, _)| Err(FillError::Picture(place.clone())))
}
