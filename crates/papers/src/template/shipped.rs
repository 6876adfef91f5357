//! The templates that ship with the product, one file a kind, named as the kind.

use crate::PaperKind;

macro_rules! shipped {
    ($($kind:ident $file:literal;)*) => {
        /// The shipped template of a kind.
        pub const fn text(kind: PaperKind) -> &'static str {
            match kind {
                $(PaperKind::$kind => include_str!(concat!("../../templates/", $file, ".txt")),)*
            }
        }
    };
}

shipped! {
    Receipt "receipt";
    ForwardingSlip "forwarding_slip";
    AssignmentLetter "assignment_letter";
    WhereItWentNotice "where_it_went_notice";
    AcceptanceNotice "acceptance_notice";
    DeclineNotice "decline_notice";
    NoLongerNotice "no_longer_notice";
    ReturnObjection "return_objection";
    MaterialRequest "material_request";
    ExtensionApproval "extension_approval";
    ExtensionNotice "extension_notice";
    TalkRecord "talk_record";
    HandlingOpinion "handling_opinion";
    DeliveryReceipt "delivery_receipt";
    PetitionerStatement "petitioner_statement";
    ReviewRequest "review_request";
    ReviewAcceptance "review_acceptance";
    ReviewDecline "review_decline";
    ReviewOpinion "review_opinion";
    CompletionReport "completion_report";
    SupervisionNotice "supervision_notice";
    ReminderRecord "reminder_record";
    MediationApplication "mediation_application";
    MediationIntake "mediation_intake";
    MediationRights "mediation_rights";
    MediationInquiry "mediation_inquiry";
    MediationRecord "mediation_record";
    MediationAgreement "mediation_agreement";
    OralAgreement "oral_agreement";
    MediationFollowUp "mediation_follow_up";
    ConfirmationRequest "confirmation_request";
    MediationClosing "mediation_closing";
    MediationFile "mediation_file";
    ReceptionRecord "reception_record";
    VisitRecord "visit_record";
    ChargeForm "charge_form";
    ReceptionNotice "reception_notice";
    InstructionSheet "instruction_sheet";
}
