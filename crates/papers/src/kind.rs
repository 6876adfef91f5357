//! Which papers there are.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::template::FixedBlock;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $n:literal, $name:literal, $number:literal;)*) => {
        /// One official paper. The numbers are those of the field's list of documents; number 17, the
        /// re-review opinion, is made outside of our tiers and not in here.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode,
        )]
        #[serde(rename_all = "snake_case")]
        #[cbor(index_only)]
        pub enum PaperKind {
            $($(#[$doc])* #[n($n)] $kind,)*
        }

        impl PaperKind {
            /// All kinds, in the order of the list.
            pub const ALL: [Self; [$($n),*].len()] = [$(Self::$kind),*];

            /// The stable name, as stored and as a template's file is called.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The number in the field's list of documents, e.g. `12` or `15a`.
            #[must_use]
            pub const fn number(self) -> &'static str {
                match self { $(Self::$kind => $number,)* }
            }
        }
    };
}

kinds! {
    /// 登记回执: what was registered, and the query code. Not a decision on acceptance.
    Receipt = 0, "receipt", "1";
    /// 转送单 (Art. 22).
    ForwardingSlip = 1, "forwarding_slip", "2";
    /// 交办函, with a deadline and a result owed (Art. 22 (3)).
    AssignmentLetter = 2, "assignment_letter", "3";
    /// 转送（交办）去向告知书, to the petitioner (Art. 23).
    WhereItWentNotice = 3, "where_it_went_notice", "4";
    /// 受理告知书 (Art. 23).
    AcceptanceNotice = 4, "acceptance_notice", "5";
    /// 不予受理告知书 (Art. 19, 23).
    DeclineNotice = 5, "decline_notice", "6";
    /// 不再受理告知书, after the re-review (Art. 36).
    NoLongerNotice = 6, "no_longer_notice", "7";
    /// 异议（退回）函, within 5 working days (Art. 23).
    ReturnObjection = 7, "return_objection", "8";
    /// 补充材料通知. No clock stops for it.
    MaterialRequest = 8, "material_request", "9";
    /// 延期审批表, inside the organ (Art. 34).
    ExtensionApproval = 9, "extension_approval", "10a";
    /// 延期告知书, to the petitioner (Art. 34).
    ExtensionNotice = 10, "extension_notice", "10b";
    /// 谈话笔录.
    TalkRecord = 11, "talk_record", "11";
    /// 信访处理意见书 (Art. 32).
    HandlingOpinion = 12, "handling_opinion", "12";
    /// 送达回证.
    DeliveryReceipt = 13, "delivery_receipt", "13";
    /// 信访人意见表, always voluntary.
    PetitionerStatement = 14, "petitioner_statement", "14";
    /// 复查申请书, the petitioner's own (Art. 35).
    ReviewRequest = 15, "review_request", "15a";
    /// 复查受理通知书 (Art. 35).
    ReviewAcceptance = 16, "review_acceptance", "15b";
    /// 复查不予受理通知书.
    ReviewDecline = 17, "review_decline", "15c";
    /// 复查意见书 (Art. 35).
    ReviewOpinion = 18, "review_opinion", "16";
    /// 办结报告, to the one who assigned (Art. 22 (3)).
    CompletionReport = 19, "completion_report", "18";
    /// 督办通知 (Art. 40).
    SupervisionNotice = 20, "supervision_notice", "19a";
    /// 催办记录.
    ReminderRecord = 21, "reminder_record", "19b";
    /// 人民调解申请书, the parties' own (Mediation Law, art. 17).
    MediationApplication = 22, "mediation_application", "21a";
    /// 人民调解受理登记表.
    MediationIntake = 23, "mediation_intake", "21b";
    /// 人民调解权利义务告知书 (Mediation Law, art. 23, 24).
    MediationRights = 24, "mediation_rights", "21c";
    /// 人民调解调查记录.
    MediationInquiry = 25, "mediation_inquiry", "21d";
    /// 人民调解记录.
    MediationRecord = 26, "mediation_record", "21e";
    /// 人民调解协议书 (Mediation Law, art. 28, 29).
    MediationAgreement = 27, "mediation_agreement", "21f";
    /// 人民调解口头协议登记表 (Mediation Law, art. 28, 30).
    OralAgreement = 28, "oral_agreement", "21g";
    /// 人民调解回访记录 (Mediation Law, art. 31).
    MediationFollowUp = 29, "mediation_follow_up", "21h";
    /// 司法确认申请书, of all parties together (Mediation Law, art. 33).
    ConfirmationRequest = 30, "confirmation_request", "21i";
    /// 人民调解结案情况说明.
    MediationClosing = 31, "mediation_closing", "21j";
    /// 人民调解卷宗: cover and index (Mediation Law, art. 27).
    MediationFile = 32, "mediation_file", "21k";
    /// 领导接访登记表 (Regulation, art. 18).
    ReceptionRecord = 33, "reception_record", "23a";
    /// 领导下访记录 (Regulation, art. 18).
    VisitRecord = 34, "visit_record", "23b";
    /// 领导包案情况表 (Regulation, art. 18).
    ChargeForm = 35, "charge_form", "23c";
    /// 领导接待日公告, to post.
    ReceptionNotice = 36, "reception_notice", "23d";
    /// 阅批单: a letter put to a leader (Regulation, art. 18).
    InstructionSheet = 37, "instruction_sheet", "23e";
}

impl PaperKind {
    /// The kind of a stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it has a document number (文号): the ones with legal effect, and letters between organs.
    /// Forms, records and receipts have none.
    #[must_use]
    pub const fn needs_number(self) -> bool {
        !self.is_committees()
            && !matches!(
                self,
                Self::Receipt
                    | Self::ExtensionApproval
                    | Self::TalkRecord
                    | Self::DeliveryReceipt
                    | Self::PetitionerStatement
                    | Self::ReviewRequest
                    | Self::ReminderRecord
                    | Self::ReceptionRecord
                    | Self::VisitRecord
                    | Self::ChargeForm
                    | Self::ReceptionNotice
                    | Self::InstructionSheet
            )
    }

    /// Whether a mediation committee makes it: the office's own, which is no organ, so a village has
    /// one too. Its content is confidential (Mediation Law, art. 15).
    #[must_use]
    pub const fn is_committees(self) -> bool {
        matches!(
            self,
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
        )
    }

    /// Whether it is between parties, of which there are two at least.
    #[must_use]
    pub const fn needs_two_parties(self) -> bool {
        matches!(
            self,
            Self::MediationRecord
                | Self::MediationAgreement
                | Self::OralAgreement
                | Self::ConfirmationRequest
        )
    }

    /// Whether the organ's own seal goes on it (never that of an inner office). What has a number has a
    /// seal. The committee's seal brings an agreement into force.
    #[must_use]
    pub const fn needs_seal(self) -> bool {
        self.needs_number() || matches!(self, Self::MediationAgreement | Self::ReceptionNotice)
    }

    /// The block that must be printed, whatever the office's template says.
    #[must_use]
    pub const fn fixed_block(self) -> Option<FixedBlock> {
        match self {
            Self::Receipt => Some(FixedBlock::NotDecision),
            Self::DeclineNotice
            | Self::NoLongerNotice
            | Self::HandlingOpinion
            | Self::ReviewDecline
            | Self::ReviewOpinion => Some(FixedBlock::Remedy),
            Self::PetitionerStatement => Some(FixedBlock::Voluntary),
            Self::MediationRights => Some(FixedBlock::MediationRights),
            Self::MediationAgreement => Some(FixedBlock::AgreementEffect),
            _ => None,
        }
    }
}
