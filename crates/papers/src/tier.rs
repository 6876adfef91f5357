//! Who may issue what.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::PaperKind;

/// What kind of body issues a paper.
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
    Serialize,
    Deserialize,
    Encode,
    Decode,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum IssuerTier {
    /// A village or community station. Not an organ, so nothing with legal effect. The default,
    /// because it may do least.
    #[default]
    #[n(0)]
    Village,
    /// A town's or street's government (镇政府、街道办).
    #[n(1)]
    Township,
    /// A department of the city (市直部门).
    #[n(2)]
    Department,
    /// The city's petition office (信访局). Forwards, assigns and supervises; does not decide (Art. 14).
    #[n(3)]
    Bureau,
    /// The city government, as the body above a town or department that reviews, or as one that
    /// decides in its own right.
    #[n(4)]
    Government,
}

impl IssuerTier {
    /// All tiers, lowest first.
    pub const ALL: [Self; 5] =
        [Self::Village, Self::Township, Self::Department, Self::Bureau, Self::Government];
}

impl PaperKind {
    /// Whether a body of this tier may make such a paper, drafts included. Says nothing of the matter:
    /// that a review body is not the one that decided, or that the bureau declines only what is being
    /// handled elsewhere (Art. 19), the caller guards.
    #[must_use]
    pub const fn may_issue(self, tier: IssuerTier) -> bool {
        use IssuerTier::{Bureau, Department, Government, Township, Village};
        match self {
            Self::Receipt | Self::TalkRecord | Self::PetitionerStatement => true,
            Self::ForwardingSlip | Self::AssignmentLetter | Self::WhereItWentNotice => {
                matches!(tier, Township | Department | Bureau)
            }
            // Whoever has the power to handle the matter decides; the bureau never does (Art. 14, 31).
            Self::AcceptanceNotice
            | Self::ExtensionApproval
            | Self::ExtensionNotice
            | Self::HandlingOpinion => matches!(tier, Township | Department | Government),
            Self::DeclineNotice
            | Self::NoLongerNotice
            | Self::ReturnObjection
            | Self::MaterialRequest
            | Self::DeliveryReceipt
            | Self::ReviewRequest => !matches!(tier, Village),
            Self::ReviewAcceptance | Self::ReviewDecline | Self::ReviewOpinion => {
                matches!(tier, Government)
            }
            Self::CompletionReport => matches!(tier, Township | Department | Bureau),
            Self::SupervisionNotice | Self::ReminderRecord => matches!(tier, Bureau),
            // A committee stands beside an office; a government has none.
            Self::MediationApplication
            | Self::MediationIntake
            | Self::MediationRights
            | Self::MediationInquiry
            | Self::MediationRecord
            | Self::MediationAgreement
            | Self::OralAgreement
            | Self::MediationFollowUp
            | Self::ConfirmationRequest
            | Self::MediationClosing
            | Self::MediationFile
            // A station comes along on a visit and writes down what it heard.
            | Self::VisitRecord => !matches!(tier, Government),
            Self::ReceptionRecord
            | Self::ChargeForm
            | Self::ReceptionNotice
            | Self::InstructionSheet => matches!(tier, Township | Department | Bureau),
        }
    }
}
