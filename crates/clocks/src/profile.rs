//! A rule profile: all limits of a region, as data.

mod bad;
#[cfg(feature = "json")]
mod json;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ClockId, Limit, ProfileRef, WARN_AT, iso_date};

pub use bad::BadProfile;

/// A rule about small groups of visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallGroup {
    /// A group of so many persons or fewer is small.
    pub people: u32,
    /// Most representatives of a small group, persons.
    pub representatives: u32,
}

/// A rule profile: one version of one region's rules. What was published is never changed; a new
/// rule is a new version, and each case keeps the [`ProfileRef`] it ran under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Region or city: `national`, `shandong`.
    pub id: String,
    /// From 1.
    pub version: u32,
    /// First day on which new cases may start under it.
    #[serde(with = "iso_date")]
    pub valid_from: NaiveDate,
    /// Last such day, if it was replaced.
    #[serde(default, with = "iso_date::option")]
    pub valid_to: Option<NaiveDate>,
    /// One limit a clock.
    pub limits: BTreeMap<ClockId, Limit>,
    /// Time of the (re-)reviewing body to say whether it takes the request, where a region has one
    /// (Shandong, articles 43 and 44).
    #[serde(default)]
    pub review_acceptance: Option<Limit>,
    /// Whether a late request for (re-)review is taken where there was good reason (Shandong,
    /// article 46).
    #[serde(default)]
    pub late_review_with_good_reason: bool,
    /// Most representatives for a common matter, persons (article 20).
    #[serde(default = "five")]
    pub max_representatives: u32,
    /// Fewer for a small group, where a region says so (Zhejiang).
    #[serde(default)]
    pub max_representatives_small_group: Option<SmallGroup>,
    /// Whether visitors are to show an identity document (Shandong 26, Zhejiang 15). A missing one
    /// never keeps anything from being saved.
    #[serde(default)]
    pub id_required_at_visits: bool,
    /// Percent of the time at which the colour changes; rising, the last is 100.
    #[serde(default = "warn_at")]
    pub warn_at: [u8; 3],
}

const fn five() -> u32 {
    5
}

const fn warn_at() -> [u8; 3] {
    WARN_AT
}

impl Profile {
    /// The name a case keeps.
    #[must_use]
    pub fn reference(&self) -> ProfileRef {
        ProfileRef { id: self.id.clone(), version: self.version }
    }

    /// The limit of a clock.
    #[must_use]
    pub fn limit(&self, clock: ClockId) -> Option<&Limit> {
        self.limits.get(&clock)
    }

    /// Whether cases that begin on `date` may run under it.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|last| date <= last)
    }

    /// Most representatives of a group of so many visitors, persons.
    #[must_use]
    pub fn representatives(&self, visitors: u32) -> u32 {
        match self.max_representatives_small_group {
            Some(small) if visitors <= small.people => small.representatives,
            _ => self.max_representatives,
        }
    }

    /// Takes the limits of clocks that it does not name from `base`.
    pub(crate) fn fill_from(&mut self, base: &Self) {
        for (clock, limit) in &base.limits {
            self.limits.entry(*clock).or_insert_with(|| limit.clone());
        }
    }

    /// Looks whether it makes sense as data.
    ///
    /// # Errors
    /// [`BadProfile`], the first thing that does not.
    pub fn check(&self) -> Result<(), BadProfile> {
        if !ProfileRef::id_fits(&self.id) || self.version == 0 {
            return Err(BadProfile::Name);
        }
        if self.valid_to.is_some_and(|last| last < self.valid_from) {
            return Err(BadProfile::Validity);
        }
        for (clock, limit) in &self.limits {
            limit.check(clock.name())?;
        }
        if let Some(limit) = &self.review_acceptance {
            limit.check("review_acceptance")?;
        }
        let [half, most, all] = self.warn_at;
        if half == 0 || half >= most || most >= all || all != 100 {
            return Err(BadProfile::WarnAt);
        }
        let small = self.max_representatives_small_group;
        let few = small.is_some_and(|small| small.representatives == 0 || small.people == 0);
        if few || self.max_representatives == 0 {
            return Err(BadProfile::Representatives);
        }
        Ok(())
    }
}
