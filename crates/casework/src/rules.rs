//! Rules as data: the profiles and working days that a city's directory gives, ready to count with.

use clocks::{Calendar, ClockId, Due, Found, NoDue, Pause, ProfileRef, Profiles, Start, YearTable};

use crate::matter::ClockRun;

/// The profiles and the calendar of a city.
#[derive(Debug, Clone)]
pub struct RuleBook {
    profiles: Profiles,
    calendar: Calendar,
}

impl RuleBook {
    /// What comes with the program, and the working-day tables that the city added, as CSV. A table
    /// that cannot be read is left out: dates of its year stay provisional.
    #[must_use]
    pub fn new<'a>(tables: impl IntoIterator<Item = &'a str>) -> Self {
        let read = tables.into_iter().filter_map(|csv| YearTable::from_csv(csv).ok());
        Self {
            profiles: Profiles::shipped(),
            calendar: read.fold(Calendar::shipped(), Calendar::with_year),
        }
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The profile a matter runs under; `national/1` where it names none or one unknown here.
    #[must_use]
    pub fn profile(&self, named: Option<&str>) -> Found<'_> {
        let wanted = named.and_then(|name| name.parse().ok()).unwrap_or_else(ProfileRef::national);
        self.profiles.find(&wanted)
    }

    /// When a clock of a matter is due; none for clocks without a length.
    #[must_use]
    pub fn due(&self, profile: Option<&str>, clock: &ClockRun) -> Option<Due> {
        let paused: Vec<Pause> =
            clock.pauses.iter().map(|(from, to)| Pause { from: *from, to: *to }).collect();
        let start = Start {
            on: clock.start,
            stated: clock.stated,
            extended_days: clock.extended,
            paused: &paused,
        };
        let limits = self.profile(profile).profile;
        match clocks::due(clock.id, limits, &self.calendar, &start) {
            Ok(due) => Some(due),
            // Extended under a profile that is not known here: the days the national one would
            // allow are better than no day.
            Err(NoDue::ExtensionBeyond { most, .. }) => {
                let start = Start { extended_days: most, ..start };
                clocks::due(clock.id, limits, &self.calendar, &start).ok()
            }
            Err(_) => None,
        }
    }

    /// The most days by which a clock may be extended.
    #[must_use]
    pub fn longest_extension(&self, profile: Option<&str>, clock: ClockId) -> u32 {
        let limit = self.profile(profile).profile.limit(clock);
        limit.and_then(|limit| limit.extension.as_ref()).map_or(0, clocks::Extension::most)
    }

    /// Whether a request for review may come late for a good reason (Shandong, Art. 46).
    #[must_use]
    pub fn knows_good_reason(&self, profile: Option<&str>) -> bool {
        self.profile(profile).profile.late_review_with_good_reason
    }
}
