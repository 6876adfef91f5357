//! An office's names, day by day.

use chrono::NaiveDate;

use super::Why;
use crate::directory::{Office, PastName};

/// Longest name of an office, a person or an organ, in characters.
pub(super) const MAX_NAME: usize = 60;

/// A name as it is kept.
pub(super) fn name(typed: &str) -> Result<String, Why> {
    let name = typed.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return Err(Why::BadName);
    }
    Ok(name.to_owned())
}

/// The name that begins on a day, if one does.
pub(super) fn beginning_on(office: &Office, from: NaiveDate) -> Option<&str> {
    let eve = from.pred_opt()?;
    let at = office.past_names.iter().position(|past| past.until == eve)?;
    Some(office.past_names.get(at + 1).map_or(office.name.as_str(), |next| next.name.as_str()))
}

/// Gives an office another name from a day on, in the place of one that begins that day. Names may
/// be entered in any order of their days: the new one holds until the next one's first day.
pub(super) fn rename(office: &mut Office, name: String, from: NaiveDate) -> Result<(), Why> {
    if office.opened_on.is_some_and(|opened| from <= opened) {
        return Err(Why::BadDay);
    }
    let Some(eve) = from.pred_opt() else { return Err(Why::BadDay) };
    // The name of that day is one of the past, or the one of today.
    let past = office.past_names.iter().position(|past| from <= past.until);
    let begins = office.past_names.iter().any(|past| past.until == eve);
    let there = match past.and_then(|at| office.past_names.get_mut(at)) {
        Some(past) => &mut past.name,
        None => &mut office.name,
    };
    if *there == name {
        return Ok(());
    }
    let former = core::mem::replace(there, name);
    if !begins {
        let at = past.unwrap_or(office.past_names.len());
        office.past_names.insert(at, PastName { name: former, until: eve });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Tier;
    use ident::OfficeCode;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn office() -> Office {
        let code = OfficeCode::parse("990101101").expect("a code");
        Office::new(code, "柳湾乡".into(), None, Tier::Township)
    }

    #[test]
    fn each_day_has_the_name_of_that_day() {
        let mut there = office();
        rename(&mut there, "柳湾街道".into(), day("2024-01-01")).expect("renames");
        rename(&mut there, "柳湾镇".into(), day("2022-07-01")).expect("renames, entered later");
        for (on, name) in [
            ("2022-06-30", "柳湾乡"),
            ("2022-07-01", "柳湾镇"),
            ("2023-12-31", "柳湾镇"),
            ("2024-01-01", "柳湾街道"),
        ] {
            assert_eq!(there.name_on(day(on)), name, "on {on}");
        }
        assert_eq!(there.name, "柳湾街道");
        // The same in the order of the days, and said twice.
        let mut other = office();
        for (name, from) in [("柳湾镇", "2022-07-01"), ("柳湾街道", "2024-01-01")] {
            rename(&mut other, name.into(), day(from)).expect("renames");
            rename(&mut other, name.into(), day(from)).expect("says nothing new");
        }
        assert_eq!(other, there);
    }

    #[test]
    fn a_name_from_the_same_day_takes_its_place() {
        let mut there = office();
        rename(&mut there, "柳弯镇".into(), day("2022-07-01")).expect("renames");
        assert_eq!(beginning_on(&there, day("2022-07-01")), Some("柳弯镇"));
        rename(&mut there, "柳湾镇".into(), day("2022-07-01")).expect("corrects");
        assert_eq!(beginning_on(&there, day("2022-07-01")), Some("柳湾镇"));
        assert_eq!(there.past_names.len(), 1);
        assert_eq!(there.name_on(day("2022-06-30")), "柳湾乡");
        assert_eq!(beginning_on(&there, day("2022-07-02")), None);
    }
}
