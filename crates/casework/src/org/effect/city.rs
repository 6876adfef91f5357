//! What the city office sets for everybody.

use clocks::{ProfileRef, YearTable};

use super::{Act, Working, arrange::put};
use crate::org::{Why, contest::Thing, names::MAX_NAME};

/// Years a number or a table may be of.
pub(super) const YEARS: core::ops::RangeInclusive<i32> = 2000..=2200;

impl Working {
    pub(super) fn set_calendar(
        &mut self,
        act: &Act<'_>,
        year: i32,
        csv: String,
    ) -> Result<(), Why> {
        self.of_the_city(act)?;
        let table = YearTable::from_csv(&csv).map_err(|_| Why::Unreadable)?;
        if table.year() != year || !YEARS.contains(&year) {
            return Err(Why::Unreadable);
        }
        let place = self.directory.calendars.binary_search_by_key(&year, |(year, _)| *year);
        let there = place.ok().and_then(|at| self.directory.calendars.get(at));
        if there.is_some_and(|(_, there)| *there == csv) {
            return Ok(());
        }
        let thing = Thing::Calendar(year);
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)?;
        put(&mut self.directory.calendars, place, (year, csv));
        self.directory.renew_rules();
        Ok(())
    }

    pub(super) fn set_profile(&mut self, act: &Act<'_>, profile: String) -> Result<(), Why> {
        self.of_the_city(act)?;
        profile.parse::<ProfileRef>().map_err(|_| Why::Unreadable)?;
        if self.directory.profile.as_ref() == Some(&profile) {
            return Ok(());
        }
        self.setters.set(Thing::Profile, act.keeper, act.change, act.by.on, act.history)?;
        self.directory.profile = Some(profile);
        Ok(())
    }

    pub(super) fn set_template(
        &mut self,
        act: &Act<'_>,
        paper: String,
        text: String,
    ) -> Result<(), Why> {
        self.of_the_city(act)?;
        paper_name(&paper)?;
        let place = self.directory.templates.binary_search_by(|(name, _)| name.cmp(&paper));
        let there = place.ok().and_then(|at| self.directory.templates.get(at));
        if there.map_or(text.is_empty(), |(_, there)| *there == text) {
            return Ok(());
        }
        let thing = Thing::Template(paper.clone());
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)?;
        match place {
            Ok(at) if text.is_empty() => {
                self.directory.templates.remove(at);
            }
            place => put(&mut self.directory.templates, place, (paper, text)),
        }
        Ok(())
    }
}

/// Papers are named as `papers` names them: small letters, digits, underscores.
pub(super) fn paper_name(paper: &str) -> Result<(), Why> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let fits = !paper.is_empty() && paper.len() <= MAX_NAME && paper.bytes().all(plain);
    if fits { Ok(()) } else { Err(Why::BadName) }
}
