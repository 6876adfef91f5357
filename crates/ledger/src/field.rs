//! What a column can mean.

use serde::{Deserialize, Serialize};

/// The meaning of a column. The names are those of the rows' JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The line's own number; carries nothing.
    Serial,
    /// The day it came in.
    ReceivedOn,
    /// Only the year of that day, where 年, 月 and 日 are columns of their own.
    ReceivedYear,
    /// Only the month.
    ReceivedMonth,
    /// Only the day of the month.
    ReceivedDay,
    /// Who came, wrote or called.
    Name,
    /// 男 or 女.
    Sex,
    /// Number of the identity card.
    IdNumber,
    /// Telephone.
    Phone,
    /// Village or community.
    Village,
    /// How many people.
    Petitioners,
    /// The way it came in.
    Channel,
    /// What it is about, in the ledger's words.
    Text,
    /// Kind of matter, as written.
    Category,
    /// Who is to deal with it.
    ResponsibleUnit,
    /// Until when, by the ledger's own statement.
    DueOn,
    /// Whether it is concluded.
    Concluded,
    /// The day it was concluded.
    ConcludedOn,
    /// Whether the petitioner accepts the outcome.
    PetitionerAccepts,
    /// Anything else; kept as written.
    Other,
}

impl Field {
    /// All of them, in the order a person would be offered them.
    pub const ALL: [Self; 20] = [
        Self::ReceivedOn,
        Self::Name,
        Self::Sex,
        Self::IdNumber,
        Self::Phone,
        Self::Village,
        Self::Petitioners,
        Self::Channel,
        Self::Text,
        Self::Category,
        Self::ResponsibleUnit,
        Self::DueOn,
        Self::Concluded,
        Self::ConcludedOn,
        Self::PetitionerAccepts,
        Self::ReceivedYear,
        Self::ReceivedMonth,
        Self::ReceivedDay,
        Self::Serial,
        Self::Other,
    ];
}

/// The way a petition came in. The names are those the casework documents use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 来访
    Visit,
    /// 来信
    Letter,
    /// 来电
    Call,
    /// 网上
    Online,
    /// 传真
    Fax,
    /// 下访
    LeaderFieldVisit,
    /// 约访
    Appointment,
    /// 领导接访
    ReceptionDay,
}

impl Channel {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Online => "online",
            Self::Fax => "fax",
            Self::LeaderFieldVisit => "leader_field_visit",
            Self::Appointment => "appointment",
            Self::ReceptionDay => "reception_day",
        }
    }
}

/// 男 or 女.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// 男
    #[serde(rename = "男")]
    Male,
    /// 女
    #[serde(rename = "女")]
    Female,
}
