//! The clocks there are.

use core::{fmt, str::FromStr};

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A name that no clock has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no clock of this name")]
pub struct UnknownClock;

/// One clock. Articles are those of the 2022 Regulation on petition work where nothing else is
/// said. Lengths stand in the [`Profile`](crate::Profile), never here.
///
/// Numbers and names are stored: they never change, new ones are added.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum ClockId {
    /// Petition bureau: from receipt to registered and sent on. Article 22.
    #[n(0)]
    BureauDispatch,
    /// Another organ that got it straight from the petitioner: to the notice. Article 23.
    #[n(1)]
    DirectNotice,
    /// An organ that got it forwarded or assigned, within its remit: to the notice. Article 23.
    #[n(2)]
    UnitNotice,
    /// An organ that got what is not in its remit: to the objection. Working days. Article 23.
    #[n(3)]
    ReturnObjection,
    /// From acceptance of an Article 31(6) matter to the delivered opinion. Article 34.
    #[n(4)]
    Handle,
    /// From assignment to the report back, on the date the assignment states. Article 22(3).
    #[n(5)]
    AssignFeedback,
    /// The petitioner's time to ask for review, from delivery of the opinion. Article 35.
    #[n(6)]
    ReqReview,
    /// The reviewing body's time. Article 35.
    #[n(7)]
    Review,
    /// The petitioner's time to ask for re-review. Article 36.
    #[n(8)]
    ReqRereview,
    /// The re-reviewing body's time, days of hearing not counted. Article 36.
    #[n(9)]
    Rereview,
    /// A unit's written answer to one of the three kinds of proposal. Article 40.
    #[n(10)]
    ProposalFeedback,
    /// Report of a grave or urgent matter: at once, no length. Article 25.
    #[n(11)]
    UrgentReport,
    /// Both parties' joint application to confirm a mediated agreement. Mediation Law, article 33.
    #[n(12)]
    JudicialConfirm,
    /// The court's decision to take that application (2011 rules on judicial confirmation).
    #[n(13)]
    CourtAccept,
    /// The court's decision on that application (2011 rules on judicial confirmation).
    #[n(14)]
    CourtDecide,
    /// A village station's own clock to pass up what it took down. Internal: receipt at a village
    /// station is not receipt by an organ, so no article starts here.
    #[n(15)]
    StationPush,
    /// What was promised, by the day that was named. Internal.
    #[n(16)]
    Promise,
    /// What a mediated agreement says, by the day it names. Internal: the parties owe it, the
    /// committee watches it (Mediation Law, article 31).
    #[n(17)]
    Performance,
    /// A leader's personal charge of a dispute (包案), by the day that was set. Internal.
    #[n(18)]
    Charge,
    /// Report back on a leader's instruction, by the day that was set. Internal.
    #[n(19)]
    Instruction,
}

impl ClockId {
    /// All of them, in the order of the reference's table.
    pub const ALL: [Self; 20] = [
        Self::BureauDispatch,
        Self::DirectNotice,
        Self::UnitNotice,
        Self::ReturnObjection,
        Self::Handle,
        Self::AssignFeedback,
        Self::ReqReview,
        Self::Review,
        Self::ReqRereview,
        Self::Rereview,
        Self::ProposalFeedback,
        Self::UrgentReport,
        Self::JudicialConfirm,
        Self::CourtAccept,
        Self::CourtDecide,
        Self::StationPush,
        Self::Promise,
        Self::Performance,
        Self::Charge,
        Self::Instruction,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BureauDispatch => "bureau_dispatch",
            Self::DirectNotice => "direct_notice",
            Self::UnitNotice => "unit_notice",
            Self::ReturnObjection => "return_objection",
            Self::Handle => "handle",
            Self::AssignFeedback => "assign_feedback",
            Self::ReqReview => "req_review",
            Self::Review => "review",
            Self::ReqRereview => "req_rereview",
            Self::Rereview => "rereview",
            Self::ProposalFeedback => "proposal_feedback",
            Self::UrgentReport => "urgent_report",
            Self::JudicialConfirm => "judicial_confirm",
            Self::CourtAccept => "court_accept",
            Self::CourtDecide => "court_decide",
            Self::StationPush => "station_push",
            Self::Promise => "promise",
            Self::Performance => "performance",
            Self::Charge => "charge",
            Self::Instruction => "instruction",
        }
    }

    /// The clock of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|clock| clock.name() == name)
    }
}

impl fmt::Display for ClockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ClockId {
    type Err = UnknownClock;

    fn from_str(name: &str) -> Result<Self, UnknownClock> {
        Self::from_name(name).ok_or(UnknownClock)
    }
}
