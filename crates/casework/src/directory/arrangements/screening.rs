//! When screening is due.

use chrono::NaiveDate;
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{Directory, directory::Tier, screening::Cycle};

/// How often each tier screens. Departments do not, except in rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Cycles {
    /// Villages.
    #[n(0)]
    pub village: Cycle,
    /// Townships.
    #[n(1)]
    pub township: Cycle,
    /// The city office, which convenes and reviews; nothing is entered there again.
    #[n(2)]
    pub city: Cycle,
}

impl Default for Cycles {
    fn default() -> Self {
        Self { village: Cycle::Weekly, township: Cycle::HalfMonthly, city: Cycle::Monthly }
    }
}

impl Cycles {
    /// That of a tier.
    #[must_use]
    pub fn of(self, tier: Tier) -> Option<Cycle> {
        match tier {
            Tier::Village => Some(self.village),
            Tier::Township => Some(self.township),
            Tier::City => Some(self.city),
            Tier::Department => None,
        }
    }

    /// With another one for a tier; none where that tier has none.
    #[must_use]
    pub fn with(mut self, tier: Tier, cycle: Cycle) -> Option<Self> {
        match tier {
            Tier::Village => self.village = cycle,
            Tier::Township => self.township = cycle,
            Tier::City => self.city = cycle,
            Tier::Department => return None,
        }
        Some(self)
    }
}

/// 重点时段: from a day to a day, screening is daily at an office and below it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Intensive {
    /// 16 hexadecimal digits.
    #[n(0)]
    pub id: String,
    /// Its first day.
    #[cbor(n(1), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub from: NaiveDate,
    /// Its last, as announced.
    #[cbor(n(2), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub to: NaiveDate,
    /// Why.
    #[n(3)]
    pub reason: String,
    /// The office at and below which it holds.
    #[n(4)]
    pub scope: OfficeCode,
    /// Its last day, where it was ended before; the eve of its first where it was called off.
    #[cbor(n(5), with = "crate::time::cbor_date_option")]
    #[serde(with = "clocks::iso_date::option")]
    pub ended: Option<NaiveDate>,
}

impl Intensive {
    /// Its last day.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        self.ended.map_or(self.to, |ended| ended.min(self.to))
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.last()
    }
}

/// Whether a round has a theme of its own.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// 专项排查: of one theme.
    #[n(0)]
    Special,
    /// 定期（集中）排查: of everything.
    #[n(1)]
    Regular,
}

impl RoundKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Special, Self::Regular];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Special => "special",
            Self::Regular => "regular",
        }
    }
}

/// A round of screening: somebody asks offices to look, from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Round {
    /// 16 hexadecimal digits. Disputes and reports name it.
    #[n(0)]
    pub id: String,
    /// What it is called: its theme.
    #[n(1)]
    pub name: String,
    /// Of a theme, or of everything.
    #[n(2)]
    pub kind: RoundKind,
    /// Its first day.
    #[cbor(n(3), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub from: NaiveDate,
    /// The last day for reports.
    #[cbor(n(4), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub to: NaiveDate,
    /// Who asks; it and the offices below it take part.
    #[n(5)]
    pub organiser: OfficeCode,
    /// Only offices of these tiers; none: of all.
    #[cbor(n(6), default)]
    pub tiers: Vec<Tier>,
    /// What is to be looked for.
    #[cbor(n(7), default)]
    pub text: String,
    /// The day it was closed.
    #[cbor(n(8), with = "crate::time::cbor_date_option")]
    #[serde(with = "clocks::iso_date::option")]
    pub closed: Option<NaiveDate>,
}

impl Round {
    /// Whether one can report to it on a day: it has begun and nobody closed it. A report that is
    /// late is still one.
    #[must_use]
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.closed.is_none_or(|closed| day <= closed)
    }

    /// Whether an office takes part.
    #[must_use]
    pub fn is_for(&self, directory: &Directory, office: &OfficeCode) -> bool {
        let of_tier = |tier: Tier| self.tiers.is_empty() || self.tiers.contains(&tier);
        directory.tier(office).is_some_and(of_tier)
            && directory.is_at_or_above(&self.organiser, office)
    }
}
