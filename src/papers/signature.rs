//! Signatures that were drawn for a paper, and where they stand in it.
//!
//! Who signs, signs one paper with the words that stand on it. So a signature is attached under the
//! name of its paper, and stands in it only while nobody wrote anything else there afterwards.

use ::papers::{PaperKind, SignPlace};
use casework::{
    MatterView, Step,
    dispute::DisputeStep,
    matter::AttachmentState,
    step::duty::InstructionWay,
    view::{Detail, HistoryEntry, Place},
};
use ident::{BlobId, OfficeCode};

/// Between a paper's name and the place: `mediation_agreement/party:main`.
const OF: char = '/';
/// Between a place and whose it is, where there are several.
const WHOSE: char = ':';

/// A signature, or a leader's handwriting, that was drawn or photographed for a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its place in the paper, as [`::papers::SignLine::place`] has it.
    pub place: String,
    /// The attachment.
    pub blob: BlobId,
    /// Nothing else was written there since. What does not stand is not printed.
    pub stands: bool,
}

/// The key under which a signature at this place of a paper is attached; none where the case has no
/// such place, or nobody to sign there.
#[must_use]
pub fn attached_as(kind: PaperKind, view: &MatterView, place: &str) -> Option<String> {
    let (name, item) =
        place.split_once('.').map_or((place, None), |(name, item)| (name, Some(item)));
    let known = SignPlace::ALL.into_iter().find(|one| one.name() == name)?;
    if known == SignPlace::Instruction {
        return instruction(view).map(|id| [name, &WHOSE.to_string(), id].concat());
    }
    let of = [kind.name(), &OF.to_string()].concat();
    let Some(item) = item else { return Some([&of, name].concat()) };
    let at: usize = item.parse().ok()?;
    let whose = match known {
        SignPlace::Party => view.persons.get(at)?.slot.as_str(),
        SignPlace::Visitor => view.state.meeting.talks.get(at)?.id.as_str(),
        _ => return None,
    };
    Some([&of, name, &WHOSE.to_string(), whose].concat())
}

/// The place in a paper of what is attached under a key; none where it is not of this paper.
#[must_use]
pub fn sign_place(kind: PaperKind, view: &MatterView, attached: &str) -> Option<String> {
    let whose = |name: SignPlace| {
        attached_of(kind, attached)?.strip_prefix(name.name())?.strip_prefix(WHOSE)
    };
    if let Some(slot) = whose(SignPlace::Party) {
        let at = view.persons.iter().position(|person| person.slot == slot)?;
        return Some(SignPlace::Party.key(Some(at)));
    }
    if let Some(talk) = whose(SignPlace::Visitor) {
        let at = view.state.meeting.talks.iter().position(|one| one.id == talk)?;
        return Some(SignPlace::Visitor.key(Some(at)));
    }
    let said = attached.strip_prefix(SignPlace::Instruction.name());
    if kind == PaperKind::InstructionSheet
        && let Some(said) = said.and_then(|said| said.strip_prefix(WHOSE))
    {
        return (instruction(view)? == said).then(|| SignPlace::Instruction.key(None));
    }
    let alone = |place: &SignPlace| {
        !matches!(place, SignPlace::Party | SignPlace::Visitor | SignPlace::Instruction)
    };
    let name = attached_of(kind, attached)?;
    let places = SignPlace::ALL.into_iter().filter(alone);
    places.map(|place| place.key(None)).find(|key| key == name)
}

fn attached_of(kind: PaperKind, attached: &str) -> Option<&str> {
    attached.strip_prefix(kind.name())?.strip_prefix(OF)
}

/// The instruction that an instruction sheet prints: the last on a letter, else the last.
fn instruction(view: &MatterView) -> Option<&str> {
    let all = || view.state.instructions.iter().rev();
    let by_letter = all().find(|one| one.instruction.way == InstructionWay::Letter);
    by_letter.or_else(|| all().next()).map(|one| one.instruction.id.as_str())
}

/// What was drawn for a paper of this office: of each place the last. `attached` is in the order it was attached.
#[must_use]
pub fn signatures<'a>(
    kind: PaperKind,
    view: &MatterView,
    office: &OfficeCode,
    attached: impl IntoIterator<Item = &'a AttachmentState>,
) -> Vec<Drawn> {
    let place_in_history =
        |state: &AttachmentState| view.history.iter().position(|one| one.by.change == state.change);
    let written = view.history.iter().rposition(|entry| is_written_there(kind, entry, office));
    let mut found: Vec<Drawn> = Vec::new();
    for one in attached {
        let own = one.office.as_ref() == Some(office);
        let picture = one.attachment.medium().is_some_and(|medium| medium.is_picture());
        if one.detached || !own || !picture {
            continue;
        }
        let Some(place) = sign_place(kind, view, &one.attachment.of) else { continue };
        let drawn = place_in_history(one);
        let stands = drawn.is_some_and(|at| written.is_none_or(|written| at > written));
        found.retain(|before| before.place != place);
        found.push(Drawn { place, blob: one.attachment.blob, stands });
    }
    found
}

/// Whether an entry of the history writes what is signed on such a paper.
fn is_written_there(kind: PaperKind, entry: &HistoryEntry, office: &OfficeCode) -> bool {
    use PaperKind as K;
    if entry.verdict.is_some() || entry.by.office_code.as_ref() != Some(office) {
        return false;
    }
    // A mediation that begins anew has papers of its own.
    if kind.is_committees() && matches!(entry.step, Step::Dispute(DisputeStep::MediationOpened(_)))
    {
        return true;
    }
    let committees = entry.place == Place::Committee;
    match kind {
        K::MediationAgreement | K::OralAgreement => {
            let words = entry.details.iter().any(|one| matches!(one, Detail::Agreement(..)));
            words || matches!(entry.step, Step::Dispute(DisputeStep::Agreed(_)))
        }
        K::MediationRecord => {
            committees && matches!(entry.step, Step::Noted { .. })
                || matches!(entry.step, Step::Dispute(DisputeStep::SessionHeld(_)))
        }
        K::TalkRecord => !committees && matches!(entry.step, Step::Talked(_)),
        K::MediationInquiry => committees && matches!(entry.step, Step::Talked(_)),
        K::MediationFollowUp => matches!(entry.step, Step::FollowedUp { .. }),
        _ => false,
    }
}
