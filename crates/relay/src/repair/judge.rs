//! Decides about what is given back, with what is held, and appends what is taken.

use casework::{
    Directory,
    history::{Arrival, SeenChange},
    schema::Genesis,
};
use ident::{ChangeHash, MatterId, Part};
use std::collections::{BTreeMap, HashSet};
use wire::{Numbers, Refusal, TakenDoc};

use super::{ProvedChange, ProvedDoc, ProvedHandIn};
use crate::{
    acceptance::{
        CheckedChange, MAX_DOCUMENT,
        judge::{
            Sight, derived_with, grants, held_with, may_write_part, mentions, told_of_changes,
        },
    },
    erase::{erase_approved, may_erase},
    store::{
        Append, FoundDoc, Keep, KeptChange, KeptDoc, Proof, RepairNote, StoreError, SurveyDoc,
    },
};

/// A place that is claimed may lie so far behind the last one here: nobody moves the log to the end
/// of all numbers.
const FARTHEST: u64 = 1 << 32;

/// What became of a message that gives back.
#[derive(Debug)]
pub struct Taken {
    /// Document by document.
    pub docs: Vec<TakenDoc>,
    /// Changes that were not here before.
    pub changes: usize,
    /// What is noted of it; none where nothing was missing.
    pub note: Option<RepairNote>,
}

/// A document that grows.
struct Grown<'p> {
    at: usize,
    doc: &'p ProvedDoc,
    new: Vec<&'p ProvedChange>,
    held: Option<[u8; 32]>,
}

/// Judges what is given back as if its authors handed it in; what one document is refused for does
/// not touch the others.
///
/// # Errors
/// [`StoreError`]: then everything in the transaction is undone.
pub async fn judge(
    append: &mut dyn Append,
    hand_in: &ProvedHandIn,
    directory: &Directory,
    now: i64,
) -> Result<Taken, StoreError> {
    let usable = usable_proofs(append, hand_in).await?;
    let questions: Vec<SurveyDoc> = hand_in.docs().iter().map(question).collect();
    let findings = append.survey(&questions).await?;
    let mut sights: BTreeMap<MatterId, Sight> = findings
        .audiences
        .iter()
        .map(|(matter, offices)| (*matter, Sight { before: offices.clone(), now: offices.clone() }))
        .collect();
    let mut taken = vec![TakenDoc::default(); hand_in.docs().len()];
    let mut grown: Vec<Grown<'_>> = Vec::new();
    let mut note = RepairNote {
        at: now,
        device: hand_in.from(),
        cause: hand_in.cause(),
        documents: 0,
        changes: 0,
        unproved: 0,
        refused: 0,
    };
    // Core documents first: they say who may see the others.
    let mut order: Vec<usize> = (0..hand_in.docs().len()).collect();
    order.sort_by_key(|at| hand_in.docs().get(*at).is_none_or(|doc| doc.key.part != Part::Core));
    for at in order {
        let Some(doc) = hand_in.docs().get(at) else { continue };
        let found = findings.docs.get(at).cloned().unwrap_or_default();
        let Some(answer) = taken.get_mut(at) else { continue };
        if found.erased {
            answer.erased = true;
            continue;
        }
        match judge_doc(append, doc, &found, &usable, directory, &mut sights).await? {
            Ok((new, unproved)) => {
                answer.numbers = held_numbers(doc, &found);
                note.unproved += unproved;
                if !new.is_empty() {
                    note.documents += 1;
                    note.changes += new.len() as u64;
                    let held = held_with(&found, &changes_of(&new));
                    grown.push(Grown { at, doc, new, held });
                }
            }
            Err(refusal) => {
                note.refused += 1;
                answer.refused = Some(refusal);
            }
        }
    }
    if !grown.is_empty() {
        keep(append, hand_in, &grown, &sights, directory, &mut taken).await?;
    }
    let noted = note.changes + note.unproved + note.refused > 0;
    if noted {
        append.note_repair(&note).await?;
    }
    let changes = usize::try_from(note.changes).unwrap_or(usize::MAX);
    Ok(Taken { docs: taken, changes, note: noted.then_some(note) })
}

/// Manifests under whose number no other one is held. A device that used a number twice cannot have
/// both kept.
async fn usable_proofs(
    append: &mut dyn Append,
    hand_in: &ProvedHandIn,
) -> Result<Vec<bool>, StoreError> {
    let mut usable = Vec::with_capacity(hand_in.manifests().len());
    let mut numbers = HashSet::new();
    for (manifest, hash) in hand_in.manifests() {
        let standing = append.standing(manifest.device, manifest.number).await?;
        let free = standing.same_number.is_none_or(|held| held == *hash);
        usable.push(free && numbers.insert((manifest.device, manifest.number)));
    }
    Ok(usable)
}

fn question(doc: &ProvedDoc) -> SurveyDoc {
    let mut question =
        SurveyDoc { id: doc.id, matter: doc.key.matter, changes: Vec::new(), slots: Vec::new() };
    for proved in doc.content.as_deref().unwrap_or_default() {
        let seen = &proved.change.seen;
        question.changes.push(seen.hash);
        question.changes.extend(seen.deps.iter().copied());
        question.slots.extend([(seen.actor, seen.seq), (seen.actor, seen.seq - 1)]);
    }
    question.changes.sort_unstable();
    question.changes.dedup();
    question.slots.sort_unstable();
    question.slots.dedup();
    question
}

/// The changes that are taken, and how many were offered without proof.
type New<'p> = (Vec<&'p ProvedChange>, u64);

async fn judge_doc<'p>(
    append: &mut dyn Append,
    doc: &'p ProvedDoc,
    found: &FoundDoc,
    usable: &[bool],
    directory: &Directory,
    sights: &mut BTreeMap<MatterId, Sight>,
) -> Result<Result<New<'p>, Refusal>, StoreError> {
    let changes = match &doc.content {
        Ok(changes) => changes,
        Err(refusal) => return Ok(Err(refusal.clone())),
    };
    if !doc.key.is_sound() {
        return Ok(Err(Refusal::NotAllowed));
    }
    let (new, unproved) = fitting(doc, changes, found, usable);
    let bytes: u64 = new.iter().map(|new| new.change.bytes.len() as u64).sum();
    if found.size + bytes > MAX_DOCUMENT {
        return Ok(Err(Refusal::TooLarge));
    }
    if let Part::Org(office) = &doc.key.part {
        let own = new.iter().all(|new| new.office == *office);
        return Ok(if own { Ok((new, unproved)) } else { Err(Refusal::NotAllowed) });
    }
    let mut now = sights.get(&doc.key.matter).map(|sight| sight.now.clone()).unwrap_or_default();
    if doc.key.part == Part::Core && !new.is_empty() {
        let steps = new.iter().map(|new| arrived(new, append.next_place())).collect();
        now.extend(derived_with(append, &doc.key, steps, directory).await?.audience);
    }
    let allowed = |new: &&ProvedChange| {
        now.contains(&new.office) && may_write_part(&doc.key.part, &new.office)
    };
    if !new.iter().all(allowed) {
        return Ok(Err(Refusal::NotAllowed));
    }
    if doc.key.part == Part::Core {
        sights.entry(doc.key.matter).or_default().now = now;
    }
    Ok(Ok((new, unproved)))
}

/// What a change says of itself, with the place it had.
fn arrived(new: &ProvedChange, coming: u64) -> SeenChange {
    let place = claimed(new, coming).unwrap_or(coming);
    SeenChange { arrival: Arrival::At(place), ..new.change.seen.clone() }
}

/// The place it is said to have had, where that can be.
fn claimed(new: &ProvedChange, coming: u64) -> Option<u64> {
    new.received.filter(|place| *place < coming + FARTHEST)
}

/// Those that are not held yet and fit what is: whose ancestors are here, and whose actor's number
/// is free and in turn. What cannot be proved is left out, and what builds on it.
fn fitting<'p>(
    doc: &ProvedDoc,
    changes: &'p [ProvedChange],
    found: &FoundDoc,
    usable: &[bool],
) -> New<'p> {
    let mut known: HashSet<ChangeHash> = found.changes.keys().copied().collect();
    known.insert(Genesis::of(&doc.key.part).hash);
    let mut slots: HashSet<_> = found.slots.keys().copied().collect();
    let mut new = Vec::new();
    let mut unproved = doc.unproved as u64;
    for proved in changes {
        let seen = &proved.change.seen;
        if found.changes.contains_key(&seen.hash) {
            continue;
        }
        let in_turn = seen.seq == 1 || slots.contains(&(seen.actor, seen.seq - 1));
        let slot = (seen.actor, seen.seq);
        let fits = in_turn
            && !slots.contains(&slot)
            && seen.deps.iter().all(|dep| known.contains(dep))
            && usable.get(proved.proof) == Some(&true);
        if fits && known.insert(seen.hash) {
            slots.insert(slot);
            new.push(proved);
        } else {
            unproved += 1;
        }
    }
    (new, unproved)
}

fn changes_of<'p>(new: &[&'p ProvedChange]) -> Vec<&'p CheckedChange> {
    new.iter().map(|new| &new.change).collect()
}

/// The places of what was held before, 0 for the others.
fn held_numbers(doc: &ProvedDoc, found: &FoundDoc) -> Numbers {
    let mut numbers = vec![0; doc.sent];
    for proved in doc.content.as_deref().unwrap_or_default() {
        if let (Some(place), Some(number)) =
            (found.changes.get(&proved.change.seen.hash), numbers.get_mut(proved.at))
        {
            *number = *place;
        }
    }
    Numbers(numbers)
}

async fn keep(
    append: &mut dyn Append,
    hand_in: &ProvedHandIn,
    grown: &[Grown<'_>],
    sights: &BTreeMap<MatterId, Sight>,
    directory: &Directory,
    taken: &mut [TakenDoc],
) -> Result<(), StoreError> {
    let coming = append.next_place();
    // Only the manifests that something rests on.
    let mut proofs = Vec::new();
    let mut proof_of: BTreeMap<usize, usize> = BTreeMap::new();
    for new in grown.iter().flat_map(|grown| &grown.new) {
        if let Some((manifest, hash)) = hand_in.manifests().get(new.proof) {
            proof_of.entry(new.proof).or_insert_with(|| {
                proofs.push(Proof { manifest, hash: *hash });
                proofs.len() - 1
            });
        }
    }
    let docs = grown.iter().map(|Grown { doc, new, held, .. }| KeptDoc {
        key: &doc.key,
        id: doc.id,
        changes: new
            .iter()
            .map(|new| KeptChange {
                hash: new.change.seen.hash,
                actor: new.change.seen.actor,
                seq: new.change.seen.seq,
                bytes: &new.change.bytes,
                proof: proof_of.get(&new.proof).copied().unwrap_or_default(),
                received: claimed(new, coming),
            })
            .collect(),
        audience: told_of_changes(&doc.key, sights, directory),
        held: *held,
    });
    let docs = docs.collect();
    let keep = Keep { from: hand_in.from(), proofs, docs, grants: grants(sights) };
    let places = append.keep(&keep).await?;
    for (Grown { at, new, .. }, places) in grown.iter().zip(places) {
        for (new, place) in new.iter().zip(places) {
            let answer = taken.get_mut(*at).and_then(|answer| answer.numbers.0.get_mut(new.at));
            if let Some(number) = answer {
                *number = place;
            }
        }
    }
    let checked: Vec<Vec<&CheckedChange>> =
        grown.iter().map(|grown| changes_of(&grown.new)).collect();
    let of_docs = grown.iter().zip(&checked);
    let of_docs = of_docs.map(|(grown, new)| (grown.doc.id, &grown.doc.key, new.as_slice()));
    let mentions = mentions(of_docs);
    if !mentions.is_empty() {
        append.mention(&mentions).await?;
    }
    let erased = grown.iter().zip(&checked).filter(|(grown, _)| grown.doc.key.part == Part::Core);
    let erased = erased.filter(|(_, new)| new.iter().any(|new| may_erase(&new.seen.step)));
    let erased = erased.map(|(grown, _)| grown.doc.key.matter).collect();
    erase_approved(append, erased, sights, directory, hand_in.from()).await?;
    if grown.iter().any(|grown| matches!(grown.doc.key.part, Part::Org(_))) {
        append.tell_directory().await?;
    }
    Ok(())
}
