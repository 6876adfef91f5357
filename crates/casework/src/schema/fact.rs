//! Facts: single values that several offices may set, each a register of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of value a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A line of text, up to [`Fact::MAX_TEXT`] characters.
    Text,
    /// A calendar date, written `2026-11-22`.
    Date,
    /// A count of persons, 1 to 9999 (the range statistics take).
    Count,
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $($(#[$vdoc])* $variant),*
        }

        impl $type {
            /// All of them, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The key in the document.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// From the key in the document.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names!(
    /// A fact of a matter, in its core document.
    Fact {
        /// How it came (信访形式): a [`super::Channel`] by name.
        Channel = "channel",
        /// The day it was received (信访日期).
        ReceivedOn = "received_on",
        /// How many people came (信访人数): persons.
        Petitioners = "petitioners",
        /// How many people are affected (涉及人数): persons. Never fewer than came.
        Affected = "affected",
        /// Whom it came from (来源): the person, a superior, a leader, 12345, the media.
        Source = "source",
        /// What it is for (信访目的): a [`super::Purpose`] by name.
        Purpose = "purpose",
        /// Where the problem arose (问题属地), as written; not the residence.
        Place = "place",
        /// The village or community the place was matched with: an office code.
        PlaceOffice = "place_office",
        /// Content classification (内容分类): an id of `lookup::content`.
        Category = "category",
        /// The matter's text as a ledger wrote it. A register and not merged text, so that one
        /// ledger read on two tablets apart does not say everything twice.
        StatedText = "stated_text",
        /// The category as a ledger wrote it.
        StatedCategory = "stated_category",
        /// The responsible unit as a ledger wrote it.
        StatedUnit = "stated_unit",
        /// The due date a ledger states (限办日期): its statement, not one of our clocks.
        StatedDueOn = "stated_due_on",
        /// What a ledger says of the conclusion: `yes`, `no`.
        StatedConcluded = "stated_concluded",
        /// What a ledger says of the petitioner's acceptance: `yes`, `no`.
        StatedAccepted = "stated_accepted",
        /// The rest of the ledger's row, as written, and what could not be understood.
        StatedRemarks = "stated_remarks",
        /// A dispute's name (纠纷名称).
        Title = "title",
        /// A dispute's type: a [`crate::dispute::codes::DisputeType`] by name.
        DisputeType = "dispute_type",
        /// The amount at issue (涉及金额), as written; yuan.
        Amount = "amount",
        /// How it came about (起因).
        Cause = "cause",
        /// Who found it (排查人).
        FoundBy = "found_by",
        /// A meeting's leader, by name.
        Leader = "leader",
        /// The leader's post.
        LeaderPost = "leader_post",
        /// The leader's field of work (分管领域).
        Field = "field",
        /// Who records (记录人).
        Recorder = "recorder",
        /// The day of a meeting.
        MeetOn = "meet_on",
        /// From when to when: `09:00-11:30`.
        Hours = "hours",
    }
);

names!(
    /// What a mediated agreement says (Mediation Law, art. 29), in the committee's document.
    AgreementField {
        /// 主要事实
        Facts = "facts",
        /// 争议事项
        Points = "points",
        /// 各方责任
        Duties = "duties",
        /// 协议内容
        Content = "content",
        /// 履行方式、期限
        Way = "way",
    }
);

names!(
    /// A fact of a person, in the people document.
    PersonField {
        /// 姓名
        Name = "name",
        /// 性别: 男, 女, or nothing.
        Sex = "sex",
        /// 身份证号; optional, and a wrong check digit never stops anyone.
        IdNumber = "id_number",
        /// 联系电话
        Phone = "phone",
        /// 住址
        Address = "address",
    }
);

/// A value that does not fit its fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum BadFact {
    /// Not a calendar date.
    #[error("not a date")]
    NotADate,
    /// Not a whole number from 1 to 9999.
    #[error("not a number from 1 to 9999")]
    NotACount,
    /// Longer than the limit.
    #[error("too long")]
    TooLong,
}

/// A fact's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactValue {
    /// Text.
    Text(String),
    /// A date.
    Date(NaiveDate),
    /// A count.
    Count(u32),
}

impl Fact {
    /// Longest text of a fact, in characters.
    pub const MAX_TEXT: usize = 4000;

    /// The kind of its value.
    #[must_use]
    pub fn kind(self) -> FactKind {
        match self {
            Self::ReceivedOn | Self::StatedDueOn | Self::MeetOn => FactKind::Date,
            Self::Petitioners | Self::Affected => FactKind::Count,
            _ => FactKind::Text,
        }
    }

    /// Reads what was typed; empty text clears the fact.
    ///
    /// # Errors
    /// [`BadFact`] where it does not fit.
    pub fn value(self, typed: &str) -> Result<Option<FactValue>, BadFact> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.kind() {
            FactKind::Text if typed.chars().count() > Self::MAX_TEXT => {
                return Err(BadFact::TooLong);
            }
            FactKind::Text => FactValue::Text(typed.to_owned()),
            FactKind::Date => FactValue::Date(date(typed).ok_or(BadFact::NotADate)?),
            FactKind::Count => FactValue::Count(
                typed
                    .parse()
                    .ok()
                    .filter(|count| (1..=9999).contains(count))
                    .ok_or(BadFact::NotACount)?,
            ),
        }))
    }
}

/// Reads `2026-11-22`. By hand: chrono's parser of formats would be in the UI for this alone.
fn date(typed: &str) -> Option<NaiveDate> {
    // Numbers may be parsed with a sign, too.
    if !typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let mut parts = typed.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    whole.then_some(date)
}

impl core::fmt::Display for FactValue {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => write!(f, "{date}"),
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_or_refused() {
        let read = |typed| Fact::ReceivedOn.value(typed);
        let leap = NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date");
        assert_eq!(read(" 2024-02-29 "), Ok(Some(FactValue::Date(leap))));
        assert_eq!(read(""), Ok(None));
        for bad in [
            "2026-02-29",
            "2026-13-01",
            "26-01-01",
            "2026-1",
            "2026-01-01-01",
            "明天",
            "-2026-1-1",
            "+202-1-1",
            "2026-+1-1",
        ] {
            assert_eq!(read(bad), Err(BadFact::NotADate), "{bad}");
        }
    }
}
