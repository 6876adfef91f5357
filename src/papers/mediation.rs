//! Which papers of a mediation can be made, and which are due. They are those of the committee that
//! mediates: no other office makes them, whatever it sees of the dispute.

use ::papers::PaperKind;
use casework::{
    MatterState,
    dispute::{MediationState, codes::AgreementForm},
};
use ident::OfficeCode;

/// The last mediation by the committee of an office. What an office mediates as an organ (行政调解) is
/// none: an agreement there has another effect.
pub fn of<'a>(state: &'a MatterState, office: &OfficeCode) -> Option<&'a MediationState> {
    let mut last_first = state.dispute.mediations.iter().rev();
    last_first.find(|one| one.office == *office && one.way.is_committees())
}

/// Whether the committee of an office may make such a paper as it stands.
pub fn may_now(kind: PaperKind, state: &MatterState, office: &OfficeCode) -> bool {
    use PaperKind as K;
    let Some(own) = of(state, office) else {
        // A party may ask before anything was opened.
        return kind == K::MediationApplication && state.holder.as_ref() == Some(office);
    };
    let form = own.agreement.as_ref().map(|agreement| agreement.form);
    // Printed to be signed, before it takes effect.
    let running = own.agreement.is_none() && own.ended_on.is_none();
    match kind {
        K::MediationAgreement => running || form == Some(AgreementForm::Written),
        K::OralAgreement => running || form == Some(AgreementForm::Oral),
        K::MediationFollowUp | K::ConfirmationRequest => form.is_some(),
        _ => true,
    }
}

/// Whether such a paper follows from how the mediation stands.
pub fn is_due(kind: PaperKind, state: &MatterState, office: &OfficeCode) -> bool {
    use PaperKind as K;
    let Some(own) = of(state, office) else { return false };
    let agreement = own.agreement.as_ref();
    let running = agreement.is_none() && own.ended_on.is_none();
    match kind {
        K::MediationApplication => own.applied && running,
        K::MediationIntake | K::MediationRights => true,
        K::MediationRecord => !own.sessions.is_empty(),
        K::MediationAgreement => {
            agreement.is_some_and(|it| it.form == AgreementForm::Written)
                || running && !own.sessions.is_empty()
        }
        K::OralAgreement => agreement.is_some_and(|it| it.form == AgreementForm::Oral),
        K::MediationFollowUp => {
            agreement.is_some_and(|it| !it.performance.iter().any(|one| one.outcome.is_none()))
        }
        K::ConfirmationRequest => own.confirmation.is_some(),
        K::MediationClosing | K::MediationFile => {
            own.ended_on.is_some() || state.dispute.outcome.is_some()
        }
        _ => false,
    }
}
