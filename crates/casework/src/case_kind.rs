//! Kinds of cases. All of them are families of documents under one id, made, judged, passed on and
//! listed by the same machinery; what opens a family says of which kind it is (docs/adr/0010).

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a family of documents is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Encode,
    Decode,
    Serialize,
    Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 信访事项: registered, or taken in from a ledger.
    #[n(0)]
    #[default]
    Petition,
    /// 矛盾纠纷: an entry of the dispute ledger.
    #[n(1)]
    Dispute,
    /// 下访: a leader goes to a village.
    #[n(2)]
    Visit,
    /// 接访、约访: a leader's day at the desk.
    #[n(3)]
    Reception,
    /// 排查情况: what one office says of one period.
    #[n(4)]
    Screening,
    /// 对本应用的意见: what somebody says of the app.
    #[n(5)]
    Remark,
}

impl CaseKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Petition,
        Self::Dispute,
        Self::Visit,
        Self::Reception,
        Self::Screening,
        Self::Remark,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Dispute => "dispute",
            Self::Visit => "visit",
            Self::Reception => "reception",
            Self::Screening => "screening",
            Self::Remark => "remark",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Something that is handled until it is settled: it has a holder, it can be passed on, promised
    /// about, instructed on. A visit or a report of a screening is an event.
    #[must_use]
    pub fn is_handled(self) -> bool {
        matches!(self, Self::Petition | Self::Dispute)
    }

    /// A leader meets people.
    #[must_use]
    pub fn is_meeting(self) -> bool {
        matches!(self, Self::Visit | Self::Reception)
    }
}
