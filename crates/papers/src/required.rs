//! What each kind of paper needs before it may be issued.

use crate::Field as F;
use crate::PaperKind as K;

/// What every paper of an office needs.
const HEAD: &[F] = &[F::IssuerName, F::Date];

/// What a paper needs besides head and number. Other fields are printed where they are there; forms
/// have more that is filled in by hand.
const fn own(kind: K) -> &'static [F] {
    match kind {
        K::Receipt => &[F::ItemNo, F::QueryCode, F::ReceivedOn, F::Channel, F::Subject, F::Phone],
        K::ForwardingSlip => {
            &[F::ReferredTo, F::ItemNo, F::Petitioners, F::Summary, F::LegalLimits]
        }
        K::AssignmentLetter => &[
            F::ReferredTo,
            F::ItemNo,
            F::Petitioners,
            F::Summary,
            F::Demanded,
            F::Deadline,
            F::ReportForm,
            F::LegalLimits,
            F::Handler,
            F::Phone,
        ],
        K::WhereItWentNotice => &[
            F::Petitioners,
            F::ReceivedOn,
            F::Subject,
            F::ReferralWay,
            F::ReferredTo,
            F::ReferredOn,
            F::ReferredPhone,
            F::QueryCode,
        ],
        K::AcceptanceNotice => &[
            F::Petitioners,
            F::ReceivedOn,
            F::Summary,
            F::AcceptedOn,
            F::Route,
            F::Procedure,
            F::Limit,
            F::InnerOffice,
            F::Phone,
            F::QueryCode,
        ],
        K::DeclineNotice => &[
            F::Petitioners,
            F::ReceivedOn,
            F::Summary,
            F::ReasonCode,
            F::ReasonText,
            F::ReasonArticle,
            F::TurnTo,
        ],
        K::NoLongerNotice => {
            &[F::Petitioners, F::Summary, F::EarlierBody, F::EarlierDate, F::EarlierNumber, F::Help]
        }
        K::ReturnObjection => &[
            F::ReceivedFrom,
            F::ReceivedOn,
            F::ItemNo,
            F::Petitioners,
            F::Summary,
            F::ReasonText,
            F::TurnTo,
        ],
        K::MaterialRequest => &[
            F::Petitioners,
            F::Subject,
            F::MaterialWhat,
            F::MaterialWhy,
            F::MaterialUntil,
            F::Phone,
        ],
        K::ExtensionApproval => &[
            F::ItemNo,
            F::Petitioners,
            F::Subject,
            F::AcceptedOn,
            F::ExtensionOldEnd,
            F::ExtensionReason,
            F::ExtensionDays,
            F::ExtensionNewEnd,
            F::Handler,
        ],
        K::ExtensionNotice => &[
            F::Petitioners,
            F::Subject,
            F::AcceptedOn,
            F::ExtensionReason,
            F::ExtensionDays,
            F::ExtensionNewEnd,
            F::Phone,
        ],
        K::TalkRecord => &[
            F::TalkFrom,
            F::TalkTo,
            F::TalkPlace,
            F::TalkAsked,
            F::TalkAsking,
            F::TalkRecorder,
            F::TalkText,
        ],
        K::HandlingOpinion => &[
            F::Petitioners,
            F::Channel,
            F::ReceivedOn,
            F::DemandText,
            F::DemandFacts,
            F::DemandOpinion,
            F::DemandOutcome,
            F::DemandBasis,
            F::RemedyBody,
            F::RemedyDays,
        ],
        K::DeliveryReceipt => &[F::DeliveryPaper, F::DeliveryRecipient],
        K::PetitionerStatement => &[F::Petitioners, F::Subject],
        K::ReviewRequest => {
            &[F::Petitioners, F::ReviewRespondent, F::ReviewChallengedNumber, F::RemedyBody]
        }
        K::ReviewAcceptance => &[
            F::Petitioners,
            F::ReviewRespondent,
            F::ReviewChallengedNumber,
            F::ReviewRequestedOn,
            F::ReviewLimitEnd,
            F::Phone,
        ],
        K::ReviewDecline => &[
            F::Petitioners,
            F::ReviewRespondent,
            F::ReviewChallengedNumber,
            F::ReviewRequestedOn,
            F::ReasonText,
            F::ReasonArticle,
        ],
        K::ReviewOpinion => &[
            F::Petitioners,
            F::ReviewRespondent,
            F::ReviewChallengedNumber,
            F::ReviewRequestedOn,
            F::ReviewRequests,
            F::ReviewFacts,
            F::ReviewOutcome,
            F::ReviewOpinion,
            F::ReviewBasis,
            F::RemedyBody,
            F::RemedyDays,
        ],
        K::CompletionReport => &[
            F::ReportTo,
            F::AssignmentNumber,
            F::AssignedOn,
            F::Petitioners,
            F::DemandText,
            F::Investigation,
            F::ReportResult,
            F::ReportOpinion,
            F::Signer,
            F::SignerTitle,
            F::Handler,
            F::Phone,
        ],
        K::SupervisionNotice => &[
            F::SupervisionTo,
            F::ItemNo,
            F::Subject,
            F::SupervisionFault,
            F::SupervisionDemand,
            F::SupervisionDeadline,
            F::Phone,
        ],
        K::ReminderRecord => &[
            F::SupervisionTo,
            F::ItemNo,
            F::Subject,
            F::SupervisionOn,
            F::SupervisionWay,
            F::SupervisionContact,
            F::SupervisionDemand,
            F::Handler,
        ],
        _ => of_others(kind),
    }
}

/// The same, of the papers beside the petition procedure.
const fn of_others(kind: K) -> &'static [F] {
    match kind {
        K::MediationApplication => &[F::IssuerName, F::PartyName, F::Summary],
        K::MediationIntake => &[
            F::Subject,
            F::DisputeType,
            F::PartyName,
            F::Summary,
            F::MediationOrigin,
            F::MediationOpenedOn,
        ],
        K::MediationRights => &[F::Subject, F::PartyName],
        K::MediationInquiry => {
            &[F::Subject, F::TalkPlace, F::TalkAsked, F::TalkAsking, F::TalkRecorder, F::TalkText]
        }
        K::MediationRecord => &[
            F::Subject,
            F::PartyName,
            F::SessionOn,
            F::SessionPlace,
            F::Mediators,
            F::MediationRecorder,
            F::SessionText,
        ],
        K::MediationAgreement => &[
            F::MediationNumber,
            F::PartyName,
            F::AgreementFacts,
            F::AgreementPoints,
            F::AgreementDuties,
            F::AgreementContent,
            F::AgreementWay,
        ],
        K::OralAgreement => &[
            F::PartyName,
            F::AgreementFacts,
            F::AgreementContent,
            F::AgreementWay,
            F::AgreedOn,
            F::Mediators,
        ],
        K::MediationFollowUp => {
            &[F::Subject, F::Parties, F::FollowUpOn, F::FollowUpBy, F::FollowUpText]
        }
        K::ConfirmationRequest => {
            &[F::PartyName, F::Court, F::IssuerName, F::MediationNumber, F::AgreedOn]
        }
        K::MediationClosing => {
            &[F::Subject, F::Parties, F::MediationOpenedOn, F::MediationResult, F::Mediators]
        }
        K::MediationFile => {
            &[F::Subject, F::Parties, F::MediationOpenedOn, F::Mediators, F::FilePaperTitle]
        }
        K::ReceptionRecord => &[
            F::MeetLeader,
            F::MeetOn,
            F::MeetPlace,
            F::MeetRecorder,
            F::VisitorName,
            F::VisitorText,
        ],
        K::VisitRecord => &[
            F::MeetLeader,
            F::MeetOn,
            F::MeetPlace,
            F::MeetRecorder,
            F::VisitorName,
            F::VisitorText,
        ],
        K::ChargeForm => &[
            F::ItemNo,
            F::Subject,
            F::Summary,
            F::ChargeLeader,
            F::ChargeUnit,
            F::ChargePerson,
            F::ChargePlan,
            F::ChargeUntil,
        ],
        K::ReceptionNotice => &[
            F::MeetLeader,
            F::LeaderPost,
            F::LeaderField,
            F::MeetOn,
            F::MeetHours,
            F::MeetPlace,
            F::MeetForm,
        ],
        K::InstructionSheet => &[F::ItemNo, F::Petitioners, F::ReceivedOn, F::Summary],
        _ => &[],
    }
}

impl K {
    /// Whether the petitioner, or the parties, fill it in and date it, and the office only hands it
    /// out.
    const fn is_petitioners_form(self) -> bool {
        matches!(
            self,
            Self::PetitionerStatement
                | Self::ReviewRequest
                | Self::MediationApplication
                | Self::ConfirmationRequest
        )
    }

    /// What must be there before such a paper may be issued.
    pub fn required(self) -> impl Iterator<Item = F> {
        let head = if self.is_petitioners_form() { &[] } else { HEAD };
        let number = self.needs_number().then_some(F::Number);
        number.into_iter().chain(head.iter().copied()).chain(own(self).iter().copied())
    }
}
