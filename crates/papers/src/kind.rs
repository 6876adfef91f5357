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
        !matches!(
            self,
            Self::Receipt
                | Self::ExtensionApproval
                | Self::TalkRecord
                | Self::DeliveryReceipt
                | Self::PetitionerStatement
                | Self::ReviewRequest
                | Self::ReminderRecord
        )
    }

    /// Whether the organ's own seal goes on it (never that of an inner office). What has a number has a
    /// seal.
    #[must_use]
    pub const fn needs_seal(self) -> bool {
        self.needs_number()
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
            _ => None,
        }
    }
}
