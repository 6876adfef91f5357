//! One clock's limit, as a rule profile has it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::BadProfile;

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Calendar,
    /// Working days, after the State Council's yearly notice.
    Working,
    /// Not counted: the date stands in a paper (an assignment).
    Stated,
    /// The law gives no length ("in time", "in writing").
    None,
}

impl Unit {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Working => "working",
            Self::Stated => "stated",
            Self::None => "none",
        }
    }
}

/// Who has to act before it runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// The petitioner, or the parties to a mediation: it is their time to ask for something.
    Citizen,
    /// An office, an organ, a court.
    Body,
}

/// How a limit may be made longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Most days of one extension, in `unit`.
    pub max_days: u16,
    /// What its days are: calendar or working.
    pub unit: Unit,
    /// How often.
    pub times: u8,
    /// Whether the head of the body must approve.
    pub head_of_unit: bool,
}

impl Extension {
    /// Most days of all extensions together.
    #[must_use]
    pub fn most(&self) -> u32 {
        u32::from(self.max_days) * u32::from(self.times)
    }
}

/// One clock's limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Days in `unit`; 0 where the unit is stated or none. The day of the event is not counted.
    pub length: u16,
    /// What `length` counts.
    pub unit: Unit,
    /// The switch: an end on a day off moves to the next working day. An analogy to the Civil
    /// Code's article 203, not text of the Regulation; on for citizens, off for own duties.
    pub postpone: bool,
    /// Whether days of a hearing are left out of the count (re-review, article 36).
    #[serde(default)]
    pub pausable: bool,
    /// How it may be extended, if at all.
    pub extension: Option<Extension>,
    /// Number of the article; of the 2022 Regulation where no other text is named. May be empty.
    pub article: Cow<'static, str>,
    /// The text it stands in, or `[D] internal` for a clock of our own.
    #[serde(default)]
    pub source: Cow<'static, str>,
    /// Who must act.
    pub owed_by: Duty,
}

impl Limit {
    /// Longest limit and extension a profile may name, in days (about ten years).
    pub const MAX_DAYS: u16 = 3650;
    /// Longest article and source, in bytes.
    pub const MAX_TEXT: usize = 200;

    /// Whether an extension of so many days in all is one this limit allows.
    #[must_use]
    pub fn may_extend(&self, days: u32) -> bool {
        days == 0 || self.extension.as_ref().is_some_and(|extension| days <= extension.most())
    }

    /// What is wrong with it as data.
    pub(crate) fn check(&self, of: &'static str) -> Result<(), BadProfile> {
        let counted = matches!(self.unit, Unit::Calendar | Unit::Working);
        let days = 1..=Self::MAX_DAYS;
        if counted != days.contains(&self.length) || (!counted && self.length != 0) {
            return Err(BadProfile::Length { of });
        }
        if let Some(extension) = &self.extension {
            let countable = matches!(extension.unit, Unit::Calendar | Unit::Working);
            let fits = countable && days.contains(&extension.max_days) && extension.times > 0;
            if !fits || self.unit == Unit::None {
                return Err(BadProfile::Extension { of });
            }
        }
        if self.article.len() > Self::MAX_TEXT || self.source.len() > Self::MAX_TEXT {
            return Err(BadProfile::TextTooLong { of });
        }
        Ok(())
    }
}
