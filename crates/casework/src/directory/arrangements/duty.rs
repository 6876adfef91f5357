//! Who must know, who is on duty, and what is done then.

use chrono::NaiveDate;
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Somebody who must know of what is urgent or major (Art. 25).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Contact {
    /// 16 hexadecimal digits.
    #[n(0)]
    pub id: String,
    /// The office they are of.
    #[n(1)]
    pub office: OfficeCode,
    /// Their name.
    #[n(2)]
    pub name: String,
    /// As what: 值班领导, 派出所.
    #[n(3)]
    pub duty: String,
    /// Their number.
    #[n(4)]
    pub phone: String,
    /// The lowest is called first.
    #[n(5)]
    pub order: u32,
}

/// Who is on duty at an office on a day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct DutyTurn {
    /// Where.
    #[n(0)]
    pub office: OfficeCode,
    /// The day.
    #[cbor(n(1), with = "crate::time::cbor_date")]
    #[serde(with = "clocks::iso_date")]
    pub day: NaiveDate,
    /// Who; empty takes the entry away.
    #[n(2)]
    pub name: String,
    /// Their number.
    #[n(3)]
    pub phone: String,
}

/// An office's emergency plan (应急预案).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct EmergencyPlan {
    /// Whose.
    #[n(0)]
    pub office: OfficeCode,
    /// Its text, a paragraph a line.
    #[n(1)]
    pub text: String,
}
