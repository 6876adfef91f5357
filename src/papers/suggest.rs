//! Which papers a matter asks for now.

use ::papers::PaperKind;
use casework::{
    CaseKind, MatterState,
    directory::Tier,
    matter::{InstructionState, LegKind, PaperState, Stage},
    meeting::{codes::MeetingForm, step::Plan},
    step::{codes::Supervision, duty::InstructionWay},
};
use ident::OfficeCode;

use super::{issuer::may_issue, mediation};

/// The last paper of a kind that an office made out, as far as it still stands: a handling opinion
/// that was withdrawn by a sending back is made out anew.
#[must_use]
pub fn issued<'a>(
    state: &'a MatterState,
    kind: PaperKind,
    office: &OfficeCode,
) -> Option<&'a PaperState> {
    let made = state
        .papers
        .iter()
        .rev()
        .find(|made| made.paper == kind.name() && made.office == *office)?;
    let stands = kind != PaperKind::HandlingOpinion
        || state.opinion.as_ref().is_some_and(|opinion| opinion.on <= made.on);
    stands.then_some(made)
}

/// Whether an office of this tier may make such a paper of this matter as it stands.
#[must_use]
pub fn may_now(kind: PaperKind, state: &MatterState, office: &OfficeCode, tier: Tier) -> bool {
    use PaperKind as K;
    if !may_issue(kind, tier) || !fits(kind, state.kind) {
        return false;
    }
    if kind.is_committees() {
        return mediation::may_now(kind, state, office);
    }
    let holds = state.holder.as_ref() == Some(office);
    let accepted = state.accepted.as_ref().is_some_and(|(by, _)| by == office);
    let decided = state.decided_by() == Some(office);
    match kind {
        // Whoever accepted or decided says so, also after it went on.
        K::AcceptanceNotice => holds || accepted,
        K::HandlingOpinion => holds || decided,
        // Only the bureau assigns (Art. 22).
        K::AssignmentLetter => tier == Tier::City,
        K::ExtensionApproval | K::ExtensionNotice => accepted,
        K::ReviewAcceptance | K::ReviewDecline | K::ReviewOpinion => state.review.is_some(),
        K::ReviewRequest => state.opinion.is_some(),
        K::CompletionReport => {
            state.legs.iter().any(|leg| leg.to == *office && leg.kind == LegKind::Assigned)
        }
        K::ReturnObjection => {
            state.legs.iter().any(|leg| leg.to == *office && leg.kind != LegKind::Handed)
        }
        K::ReceptionRecord if state.kind != CaseKind::Reception => !state.heard.is_empty(),
        K::ReceptionRecord | K::VisitRecord => comes_along(state, office),
        K::ReceptionNotice => {
            state.meeting.plan.as_ref().is_some_and(|plan| plan.office == *office)
        }
        _ => true,
    }
}

/// Whether a case of this kind can have such a paper.
#[must_use]
pub fn fits(kind: PaperKind, case: CaseKind) -> bool {
    use PaperKind as K;
    match kind {
        K::ReceptionRecord => case.is_handled() || case == CaseKind::Reception,
        K::VisitRecord => case == CaseKind::Visit,
        K::ReceptionNotice => case == CaseKind::Reception,
        K::ChargeForm | K::InstructionSheet | K::TalkRecord => case.is_handled(),
        kind if kind.is_committees() => case == CaseKind::Dispute,
        _ => case == CaseKind::Petition,
    }
}

/// Whether the office's people are at the meeting.
fn comes_along(state: &MatterState, office: &OfficeCode) -> bool {
    let plan = state.meeting.plan.as_ref();
    plan.is_some_and(|plan| plan.office == *office || plan.with.contains(office))
}

/// The papers that follow from where the matter stands and are not made out yet, in the order of the
/// procedure. What an office may not issue is never among them.
#[must_use]
pub fn suggested(state: &MatterState, office: &OfficeCode, tier: Tier) -> Vec<PaperKind> {
    PaperKind::ALL
        .into_iter()
        .filter(|kind| {
            may_now(*kind, state, office, tier) && issued(state, *kind, office).is_none()
        })
        .filter(|kind| is_due(*kind, state, office))
        .collect()
}

fn is_due(kind: PaperKind, state: &MatterState, office: &OfficeCode) -> bool {
    use PaperKind as K;
    let stage = state.stage;
    let sent = |kind: LegKind| {
        state.legs.last().is_some_and(|leg| leg.from == *office && leg.kind == kind)
    };
    let review = state.review.as_ref();
    if kind.is_committees() {
        return mediation::is_due(kind, state, office);
    }
    match kind {
        K::ForwardingSlip => sent(LegKind::Forwarded),
        K::AssignmentLetter => sent(LegKind::Assigned),
        // A body that received it straight owes the notice however far the matter went since; a bureau
        // gives it by practice.
        K::WhereItWentNotice => {
            let owes = state.owes_where_it_went(office);
            owes || sent(LegKind::Forwarded) || sent(LegKind::Assigned)
        }
        K::AcceptanceNotice => {
            state.accepted.as_ref().is_some_and(|(by, _)| by == office) && stage.is_in_handling()
        }
        K::DeclineNotice => matches!(stage, Stage::Declined | Stage::OtherProcedure),
        K::NoLongerNotice => stage == Stage::NoLonger,
        K::ReturnObjection => stage == Stage::Objected,
        K::MaterialRequest => state.material_asked.is_some(),
        K::ExtensionApproval | K::ExtensionNotice => state.extended.is_some(),
        K::HandlingOpinion => matches!(stage, Stage::Drafted | Stage::Signed),
        K::DeliveryReceipt => state.papers.iter().any(|made| {
            made.office == *office
                && PaperKind::from_name(&made.paper).is_some_and(PaperKind::needs_number)
                && state.delivered(&made.paper).is_none()
        }),
        K::PetitionerStatement => stage == Stage::Delivered,
        K::ReviewAcceptance => review.is_some_and(|review| review.accepted == Some(true)),
        K::ReviewDecline => review.is_some_and(|review| review.accepted == Some(false)),
        K::ReviewOpinion => review.is_some_and(|review| review.decision.is_some()),
        K::CompletionReport => stage.is_concluded(),
        K::SupervisionNotice => supervised(state, Supervision::Order),
        K::ReminderRecord => supervised(state, Supervision::Reminder),
        K::ChargeForm => state.dispute.charge.as_ref().is_some_and(|it| it.office == *office),
        K::ReceptionRecord if state.kind != CaseKind::Reception => false,
        K::ReceptionRecord | K::VisitRecord => {
            state.meeting.took_place()
                && state.meeting.plan.as_ref().is_some_and(|plan| plan.office == *office)
        }
        K::ReceptionNotice => {
            let meeting = &state.meeting;
            let open = |plan: &Plan| plan.kind == MeetingForm::OpenReception;
            let settled = meeting.cancelled.is_some() || meeting.took_place();
            meeting.plan.as_ref().is_some_and(open) && meeting.posted_on.is_none() && !settled
        }
        K::InstructionSheet => {
            let by_letter = |it: &InstructionState| it.instruction.way == InstructionWay::Letter;
            state.instructions.iter().any(by_letter)
        }
        // The committee's are asked above.
        _ => false,
    }
}

fn supervised(state: &MatterState, means: Supervision) -> bool {
    state.supervision.iter().any(|found| found.closed_on.is_none() && found.notice.means == means)
}
