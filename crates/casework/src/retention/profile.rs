//! Terms as data.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::RetentionClass;

/// For how long an archive is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// 永久
    Permanent,
    /// So many years.
    Years(u16),
    /// It becomes no archive: it is kept while it is needed.
    None,
}

/// A version of the terms. Versions are added, never changed: what was erased under one stays
/// explicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionProfile {
    /// Its name, as matters name the rules they run under.
    pub name: &'static str,
    /// With instructions of leaders, and a result.
    pub instructed: Term,
    /// With a result.
    pub with_result: Term,
    /// Without.
    pub without_result: Term,
    /// Files of disputes: a customary term, for a city to set.
    pub mediation: Term,
    /// So many calendar days after its end a case is frozen by itself. Longer than any limit within
    /// which something may still be asked for (review and re-review: 30 days each, Art. 35, 36).
    pub freeze_after: u64,
}

/// Terms after an organ's schedule under Order No. 8 of the National Archives Administration.
const NATIONAL: RetentionProfile = RetentionProfile {
    name: "national/1",
    instructed: Term::Permanent,
    with_result: Term::Years(30),
    without_result: Term::Years(10),
    mediation: Term::Years(10),
    freeze_after: 365,
};

const PROFILES: &[RetentionProfile] = &[NATIONAL];

impl RetentionProfile {
    /// The profile of this name; the national one where there is none.
    #[must_use]
    pub fn find(named: Option<&str>) -> &'static Self {
        let found = PROFILES.iter().find(|profile| Some(profile.name) == named);
        found.unwrap_or(&NATIONAL)
    }

    /// The term of a class.
    #[must_use]
    pub fn term(&self, class: RetentionClass) -> Term {
        match class {
            RetentionClass::Instructed => self.instructed,
            RetentionClass::WithResult => self.with_result,
            RetentionClass::WithoutResult => self.without_result,
            RetentionClass::Mediation => self.mediation,
            RetentionClass::NotArchived => Term::None,
        }
    }

    /// The last day on which it is kept: terms are counted in whole years from the one after its end.
    /// None for what is kept for ever.
    #[must_use]
    pub fn kept_until(&self, class: RetentionClass, over_on: NaiveDate) -> Option<NaiveDate> {
        match self.term(class) {
            Term::Permanent => None,
            Term::Years(years) => {
                NaiveDate::from_ymd_opt(over_on.year() + i32::from(years), 12, 31)
            }
            Term::None => self.frozen_from(over_on),
        }
    }

    /// From which day on a case that was over on a day is frozen.
    #[must_use]
    pub fn frozen_from(&self, over_on: NaiveDate) -> Option<NaiveDate> {
        over_on.checked_add_days(Days::new(self.freeze_after))
    }
}
