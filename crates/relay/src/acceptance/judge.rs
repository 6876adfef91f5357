//! Decides about a checked push, with what is held, and appends what is taken.

use casework::{
    Directory, MatterState, Step,
    document::ReadChange,
    history::{self, Arrival, SeenChange},
    schema::Genesis,
};
use ident::{ChangeHash, DocId, DocKey, MatterId, OfficeCode, Part};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use wire::{DocOutcome, Fault, HeldSet, Numbers, PushResult, Refusal};

use super::{CheckedChange, CheckedDoc, CheckedPush, MAX_DOCUMENT, sight};
use crate::erase::{erase_approved, may_erase};
use crate::store::{
    Append, Findings, FoundDoc, Grant, Keep, KeptChange, KeptDoc, Mention, Proof, StoreError,
    SurveyDoc,
};

/// Why a push was not taken.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// It does not fit what is held.
    #[error(transparent)]
    Fault(Fault),
    /// The store failed: everything in the transaction is undone.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who sees a matter: before this push, and now.
#[derive(Debug, Default)]
pub(crate) struct Sight {
    pub(crate) before: BTreeSet<OfficeCode>,
    pub(crate) now: BTreeSet<OfficeCode>,
}

/// Judges a push document by document; one that is refused does not touch the others.
///
/// # Errors
/// [`JudgeError`].
pub async fn judge(
    append: &mut dyn Append,
    push: &CheckedPush,
    directory: &Directory,
) -> Result<PushResult, JudgeError> {
    let manifest = push.manifest();
    let standing = append.standing(manifest.device, manifest.number).await?;
    if let Some((number, hash)) = standing.last
        && manifest.number <= number
        && standing.same_number != Some(push.manifest_hash())
    {
        return Err(JudgeError::Fault(Fault::StaleManifest { number, hash }));
    }
    let questions: Vec<SurveyDoc> = push.docs().iter().map(question).collect();
    let findings = append.survey(&questions).await?;
    let mut sights: BTreeMap<MatterId, Sight> = findings
        .audiences
        .iter()
        .map(|(matter, offices)| (*matter, Sight { before: offices.clone(), now: offices.clone() }))
        .collect();

    let mut outcomes = vec![DocOutcome::Kept; push.docs().len()];
    let mut kept: Vec<Kept<'_>> = Vec::new();
    // Core documents first, whatever their place: they say who may see the others.
    let cores_first = |core: bool| {
        push.docs().iter().enumerate().filter(move |(_, doc)| (doc.key.part == Part::Core) == core)
    };
    for (at, doc) in cores_first(true).chain(cores_first(false)) {
        let found = findings.docs.get(at).cloned().unwrap_or_default();
        let former = findings.former.get(&doc.key.matter);
        let former = former.is_some_and(|offices| offices.contains(push.office()));
        match judge_doc(append, push, doc, &found, directory, &mut sights, former).await? {
            Ok(new) if new.is_empty() => {}
            Ok(new) => kept.push(Kept { doc, held: held_with(&found, &new), new }),
            Err(refusal) => {
                if let Some(outcome) = outcomes.get_mut(at) {
                    *outcome = DocOutcome::Refused(refusal);
                }
            }
        }
    }
    let mut places: HashMap<(DocId, ChangeHash), u64> = HashMap::new();
    if !kept.is_empty() {
        let new = append.keep(&to_keep(push, &kept, &sights, directory)).await?;
        for (Kept { doc, new: changes, .. }, new) in kept.iter().zip(new) {
            let new = changes.iter().map(|change| (doc.id, change.seen.hash)).zip(new);
            places.extend(new);
        }
        let of_docs = kept.iter().map(|kept| (kept.doc.id, &kept.doc.key, kept.new.as_slice()));
        let mentions = mentions(of_docs);
        if !mentions.is_empty() {
            append.mention(&mentions).await?;
        }
        let erased = kept.iter().filter(|kept| kept.doc.key.part == Part::Core);
        let erased = erased.filter(|kept| kept.new.iter().any(|new| may_erase(&new.seen.step)));
        let erased = erased.map(|kept| kept.doc.key.matter).collect();
        erase_approved(append, erased, &sights, directory, manifest.device).await?;
        if kept.iter().any(|kept| matches!(kept.doc.key.part, Part::Org(_))) {
            append.tell_directory().await?;
            sight::turn(append, directory, manifest.device).await?;
        }
    }
    let numbers = push
        .docs()
        .iter()
        .enumerate()
        .map(|(at, doc)| match outcomes.get(at) {
            Some(DocOutcome::Kept) => numbers(doc, at, &places, &findings),
            _ => Numbers::default(),
        })
        .collect();
    Ok(PushResult { number: manifest.number, docs: outcomes, numbers: Some(numbers) })
}

/// What documents mention anew that others may see besides their authors' line: a matter's, and a
/// mediation committee's.
pub(crate) fn mentions<'a, 'c: 'a>(
    kept: impl Iterator<Item = (DocId, &'a DocKey, &'a [&'c CheckedChange])>,
) -> Vec<Mention> {
    kept.filter(|(_, key, _)| matches!(key.part, Part::Core | Part::People | Part::Committee(_)))
        .flat_map(|(doc, _, new)| {
            new.iter().filter_map(move |change| match &change.seen.step {
                Step::Attached(attachment) => Some(Mention { doc, blob: attachment.blob }),
                _ => None,
            })
        })
        .collect()
}

/// A document of a push that grows.
struct Kept<'p> {
    doc: &'p CheckedDoc,
    new: Vec<&'p CheckedChange>,
    held: Option<[u8; 32]>,
}

/// What is held of a document with these further changes.
pub(crate) fn held_with(found: &FoundDoc, new: &[&CheckedChange]) -> Option<[u8; 32]> {
    let before = if found.exists { found.held } else { Some([0; 32]) };
    before.map(|held| new.iter().fold(held, |held, one| HeldSet::with(held, &one.seen.hash)))
}

/// The places of a kept document's changes, new ones and those held before; none where one of them
/// has none (the fixed first change, which a station need not send).
fn numbers(
    doc: &CheckedDoc,
    at: usize,
    places: &HashMap<(DocId, ChangeHash), u64>,
    findings: &Findings,
) -> Numbers {
    let before = findings.docs.get(at).map(|found| &found.changes);
    let changes = doc.content.as_deref().unwrap_or_default();
    let numbers: Option<Vec<u64>> = changes
        .iter()
        .map(|change| {
            let hash = change.seen.hash;
            let new = places.get(&(doc.id, hash));
            new.or_else(|| before.and_then(|before| before.get(&hash))).copied()
        })
        .collect();
    Numbers(numbers.filter(|numbers| numbers.len() == doc.sent).unwrap_or_default())
}

/// What has to be known about a document: its changes, what they build on, and their actors'
/// numbers with the ones before.
fn question(doc: &CheckedDoc) -> SurveyDoc {
    let mut changes = BTreeSet::new();
    let mut slots = BTreeSet::new();
    for change in doc.content.as_deref().unwrap_or_default() {
        changes.insert(change.seen.hash);
        changes.extend(change.seen.deps.iter().copied());
        slots.insert((change.seen.actor, change.seen.seq));
        slots.insert((change.seen.actor, change.seen.seq - 1));
    }
    SurveyDoc {
        id: doc.id,
        matter: doc.key.matter,
        changes: changes.into_iter().collect(),
        slots: slots.into_iter().collect(),
    }
}

async fn judge_doc<'p>(
    append: &mut dyn Append,
    push: &CheckedPush,
    doc: &'p CheckedDoc,
    found: &FoundDoc,
    directory: &Directory,
    sights: &mut BTreeMap<MatterId, Sight>,
    former: bool,
) -> Result<Result<Vec<&'p CheckedChange>, Refusal>, StoreError> {
    let changes = match &doc.content {
        Ok(changes) => changes,
        Err(refusal) => return Ok(Err(refusal.clone())),
    };
    // What was erased is answered like what never was this office's.
    if found.erased {
        return Ok(Err(Refusal::NotAllowed));
    }
    if let Part::Org(office) = &doc.key.part {
        let own = doc.key.is_sound() && office == push.office();
        return Ok(if own { new_of(doc, changes, found) } else { Err(Refusal::NotAllowed) });
    }
    // Who may see it comes before anything that would tell what is there: a matter that is
    // another's is answered like one that does not exist.
    let is_new = !sights.contains_key(&doc.key.matter);
    let mut sight = sights.get(&doc.key.matter).map(|sight| sight.now.clone()).unwrap_or_default();
    if is_new && doc.key.part == Part::Core && doc.key.is_sound() {
        let coming = append.next_place();
        let steps = changes.iter().map(|change| arriving(change, coming)).collect();
        let steps = history::in_order(steps);
        let state = MatterState::derive(doc.key.matter, &steps, directory);
        if state.home.as_ref() == Some(push.office()) {
            sight = state.audience;
        }
    }
    // What was entered before the office heard that it may not see the matter any more is taken in.
    if !(former || sight.contains(push.office())) || !may_write_part(&doc.key.part, push.office()) {
        return Ok(Err(Refusal::NotAllowed));
    }
    let new = match new_of(doc, changes, found) {
        Ok(new) => new,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if doc.key.part == Part::Core {
        let moves = new.iter().any(|change| change.seen.step.moves_custody());
        if moves && !is_new {
            sight.extend(derived(append, &doc.key, &new, directory).await?);
        }
        sights.entry(doc.key.matter).or_default().now = sight;
    }
    Ok(Ok(new))
}

/// The changes that are not held yet, if they fit what is held and there is room for them.
fn new_of<'p>(
    doc: &CheckedDoc,
    changes: &'p [CheckedChange],
    found: &FoundDoc,
) -> Result<Vec<&'p CheckedChange>, Refusal> {
    let new = fitting(changes, found, Genesis::of(&doc.key.part).hash)?;
    let bytes: u64 = new.iter().map(|change| change.bytes.len() as u64).sum();
    if found.size + bytes > MAX_DOCUMENT {
        return Err(Refusal::TooLarge);
    }
    Ok(new)
}

/// What a change says of itself, coming in now: after everything that is held.
fn arriving(change: &CheckedChange, coming: u64) -> SeenChange {
    SeenChange { arrival: Arrival::At(coming), ..change.seen.clone() }
}

/// An internal document is written by its own office alone.
pub(crate) fn may_write_part(part: &Part, office: &OfficeCode) -> bool {
    match part {
        Part::Core | Part::People => true,
        Part::Internal(whose) | Part::Org(whose) | Part::Committee(whose) => whose == office,
    }
}

/// The changes that are not held yet, if they fit what is held.
fn fitting<'p>(
    changes: &'p [CheckedChange],
    found: &FoundDoc,
    genesis: ChangeHash,
) -> Result<Vec<&'p CheckedChange>, Refusal> {
    let mut known: HashSet<ChangeHash> = found.changes.keys().copied().collect();
    known.insert(genesis);
    let mut slots: HashSet<_> = found.slots.keys().copied().collect();
    let mut missing = BTreeSet::new();
    let mut new = Vec::new();
    for change in changes {
        let seen = &change.seen;
        if found.changes.contains_key(&seen.hash) {
            continue;
        }
        let slot = (seen.actor, seen.seq);
        // Two changes under one number, or a number out of turn, would wedge the document at
        // everybody who applies them.
        let in_turn = seen.seq == 1 || slots.contains(&(seen.actor, seen.seq - 1));
        let absent: Vec<ChangeHash> =
            seen.deps.iter().filter(|dep| !known.contains(dep)).copied().collect();
        if found.slots.contains_key(&slot) || (!in_turn && absent.is_empty()) {
            return Err(Refusal::Forged);
        }
        missing.extend(absent);
        known.insert(seen.hash);
        slots.insert(slot);
        new.push(change);
    }
    if missing.is_empty() {
        Ok(new)
    } else {
        Err(Refusal::Missing { hashes: missing.into_iter().collect() })
    }
}

/// Who may see a matter after these further changes of its core document.
async fn derived(
    append: &mut dyn Append,
    key: &DocKey,
    new: &[&CheckedChange],
    directory: &Directory,
) -> Result<BTreeSet<OfficeCode>, StoreError> {
    let coming = append.next_place();
    let new = new.iter().map(|change| arriving(change, coming)).collect();
    Ok(derived_with(append, key, new, directory).await?.audience)
}

/// What a matter is with these further changes of its core document.
pub(crate) async fn derived_with(
    append: &mut dyn Append,
    key: &DocKey,
    new: Vec<SeenChange>,
    directory: &Directory,
) -> Result<MatterState, StoreError> {
    let mut steps = Vec::new();
    for held in append.core_changes(key.matter).await? {
        let read = ReadChange::from_bytes(&held.bytes, &key.part);
        let seen = read.map_err(|_| StoreError::Corrupt("change"))?.seen;
        steps.push(SeenChange { arrival: Arrival::At(held.place), ..seen });
    }
    steps.extend(new);
    Ok(MatterState::derive(key.matter, &history::in_order(steps), directory))
}

fn to_keep<'p>(
    push: &'p CheckedPush,
    kept: &[Kept<'p>],
    sights: &BTreeMap<MatterId, Sight>,
    directory: &Directory,
) -> Keep<'p> {
    let docs = kept.iter().map(|Kept { doc, new, held }| KeptDoc {
        key: &doc.key,
        id: doc.id,
        changes: new
            .iter()
            .map(|change| KeptChange {
                hash: change.seen.hash,
                actor: change.seen.actor,
                seq: change.seen.seq,
                bytes: &change.bytes,
                proof: 0,
                received: None,
            })
            .collect(),
        audience: told_of_changes(&doc.key, sights, directory),
        held: *held,
    });
    Keep {
        from: push.manifest().device,
        proofs: vec![Proof { manifest: push.manifest(), hash: push.manifest_hash() }],
        docs: docs.collect(),
        grants: grants(sights),
    }
}

/// Who sees a matter from now on.
pub(crate) fn grants(sights: &BTreeMap<MatterId, Sight>) -> Vec<Grant> {
    let grants = sights.iter().filter_map(|(matter, sight)| {
        let offices: Vec<OfficeCode> = sight.now.difference(&sight.before).cloned().collect();
        let tell = !sight.before.is_empty();
        (!offices.is_empty()).then_some(Grant { matter: *matter, offices, tell })
    });
    grants.collect()
}

/// Who gets the changes as such: those who see the matter only from now on are granted the whole
/// document instead, unless all of it is new.
pub(crate) fn told_of_changes(
    key: &DocKey,
    sights: &BTreeMap<MatterId, Sight>,
    directory: &Directory,
) -> Vec<OfficeCode> {
    match &key.part {
        Part::Internal(office) => {
            directory.line_up(office).map(|office| office.code.clone()).collect()
        }
        // Everybody hears of what a directory comes to; the document itself is the office's. And not
        // even those above learn what was said before a mediation committee.
        Part::Org(office) | Part::Committee(office) => vec![office.clone()],
        Part::Core | Part::People => sights
            .get(&key.matter)
            .map(|sight| if sight.before.is_empty() { &sight.now } else { &sight.before })
            .map(|offices| offices.iter().cloned().collect())
            .unwrap_or_default(),
    }
}
