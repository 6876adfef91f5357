//! Those who help, and trainings.

use chrono::{Datelike, NaiveDate};
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// As what somebody helps.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum HelperKind {
    /// 律师
    #[n(0)]
    Lawyer,
    /// 退休干部（“五老”）
    #[n(1)]
    Retired,
    /// 人民调解员
    #[n(2)]
    Mediator,
    /// 志愿者
    #[n(3)]
    Volunteer,
}

impl HelperKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Lawyer, Self::Retired, Self::Mediator, Self::Volunteer];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lawyer => "lawyer",
            Self::Retired => "retired",
            Self::Mediator => "mediator",
            Self::Volunteer => "volunteer",
        }
    }
}

/// Somebody who helps at an office on certain days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Helper {
    /// 16 hexadecimal digits.
    #[n(0)]
    pub id: String,
    /// As what.
    #[n(1)]
    pub kind: HelperKind,
    /// Their name.
    #[n(2)]
    pub name: String,
    /// Their number.
    #[n(3)]
    pub phone: String,
    /// Where.
    #[n(4)]
    pub office: OfficeCode,
    /// Days of the week, 1 for Monday to 7 for Sunday, sorted. None: only by appointment.
    #[cbor(n(5), default)]
    pub weekdays: Vec<u8>,
    /// The first day.
    #[cbor(n(6), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub from: NaiveDate,
    /// The last, where there is one.
    #[cbor(n(7), with = "crate::time::cbor_date_option")]
    #[serde(with = "clocks::iso_date::option")]
    pub until: Option<NaiveDate>,
}

impl Helper {
    /// Whether they help at all on a day.
    #[must_use]
    pub fn is_active_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is one of their days.
    #[must_use]
    pub fn is_there_on(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().number_from_monday();
        self.is_active_on(day) && self.weekdays.iter().any(|at| u32::from(*at) == weekday)
    }
}

/// A training that was held.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Training {
    /// 16 hexadecimal digits.
    #[n(0)]
    pub id: String,
    /// Who held it.
    #[n(1)]
    pub office: OfficeCode,
    /// The day.
    #[cbor(n(2), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub on: NaiveDate,
    /// What it was about.
    #[n(3)]
    pub title: String,
    /// How many took part: persons.
    #[n(4)]
    pub people: u32,
    /// What was taught, by whom.
    #[cbor(n(5), default)]
    pub text: String,
}
