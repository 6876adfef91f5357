//! From data to the words a paper prints.

use chrono::{NaiveDate, NaiveDateTime};

use crate::data::{Party, People, Person};
use crate::limits::NAMES_WRITTEN_OUT;
use crate::numeral::{chinese_date, chinese_moment};

/// Trimmed; nothing where nothing is left.
pub fn text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A date.
pub fn date(date: Option<NaiveDate>) -> Option<String> {
    date.map(chinese_date)
}

/// A moment by the clock on the wall.
pub fn moment(moment: Option<NaiveDateTime>) -> Option<String> {
    moment.map(chinese_moment)
}

/// Names with 、 between them.
pub fn joined(names: &[String]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    text(&names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("、"))
}

/// Each on its line, with its number where there are several.
pub fn numbered(names: &[String]) -> Option<String> {
    match names {
        [only] => text(only),
        _ => text(
            &names
                .iter()
                .enumerate()
                .map(|(at, name)| format!("{}．{}", at + 1, name.trim()))
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    }
}

/// The petitioners in one line: all of a few, or the first and how many.
pub fn names(people: &People) -> Option<String> {
    let names: Vec<String> =
        people.petitioners.iter().filter_map(|person| text(&person.name)).collect();
    let total = people.total.map_or(0, |total| usize::try_from(total).unwrap_or(usize::MAX));
    let total = total.max(names.len());
    if total <= NAMES_WRITTEN_OUT && total == names.len() {
        joined(&names)
    } else {
        names.first().map(|first| format!("{first}等{total}人"))
    }
}

/// The parties' names in one line.
pub fn parties(parties: &[Party]) -> Option<String> {
    joined(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>())
}

/// Days with 、 between them.
pub fn days(days: &[NaiveDate]) -> Option<String> {
    joined(&days.iter().copied().map(chinese_date).collect::<Vec<_>>())
}

/// Something of the only petitioner, or of the first.
pub fn first(people: &People, of: fn(&Person) -> &String) -> Option<String> {
    people.petitioners.first().and_then(|person| text(of(person)))
}

/// Values that need a sentence.
pub mod words {
    use crate::data::{Handling, Remedy};
    use crate::limits::REMEDY_DAYS;
    use crate::wording;

    /// The limit as a date with its reservation, or in the caller's words.
    pub fn limit(handling: &Handling) -> Option<String> {
        let by = super::date(handling.limit_end).map(|date| wording::limit_by(&date));
        let provisional = provisional(handling).unwrap_or_default();
        by.map(|by| by + &provisional).or_else(|| super::text(&handling.limit_text))
    }

    /// That the date is provisional, where it is.
    pub fn provisional(handling: &Handling) -> Option<String> {
        let provisional = handling.limit_provisional && handling.limit_end.is_some();
        provisional.then(|| wording::PROVISIONAL.to_owned())
    }

    /// The days to ask for review; none for a senseless 0.
    pub fn remedy_days(remedy: &Remedy) -> Option<String> {
        let days = remedy.days.unwrap_or(REMEDY_DAYS);
        (days > 0).then(|| days.to_string())
    }
}
