//! A document's changes, read one by one: who, when, which step.

use std::collections::HashMap;

use automerge::{Automerge, ChangeMetadata};
use ident::{ActorBytes, ChangeHash, DeviceId, PersonId};

use crate::{Moment, Step};

/// When the relay took a change in, as far as is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrival {
    /// Not known here: it came from the relay before the relay said.
    #[default]
    Unknown,
    /// Made here and not handed in yet.
    Pending,
    /// Its place in the relay's log.
    At(u64),
}

/// What a change says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenChange {
    /// Its hash.
    pub hash: ChangeHash,
    /// The changes it builds on.
    pub deps: Vec<ChangeHash>,
    /// The actor that made it.
    pub actor: ActorBytes,
    /// Its number among the actor's changes, from 1.
    pub seq: u64,
    /// The person, where the change is an actor's first and names one.
    pub person: Option<PersonId>,
    /// The device's clock.
    pub at: Moment,
    /// The step it is.
    pub step: Step,
    /// When the relay took it in. Not part of the change: whoever keeps it says so.
    pub arrival: Arrival,
}

impl SeenChange {
    /// The device whose actor made it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.actor.device()
    }

    fn from_meta(meta: &ChangeMetadata<'_>) -> Option<Self> {
        Some(Self {
            hash: ChangeHash::new(meta.hash.0),
            deps: meta.deps.iter().map(|hash| ChangeHash::new(hash.0)).collect(),
            actor: ActorBytes::from_slice(meta.actor.to_bytes()).ok()?,
            seq: meta.seq,
            person: meta
                .author
                .as_ref()
                .and_then(|author| PersonId::from_slice(author.as_bytes()).ok()),
            at: Moment::from_millis(meta.timestamp),
            step: Step::from_message(meta.message.as_deref()),
            arrival: Arrival::Unknown,
        })
    }
}

/// All changes of a document but its fixed first one, in an order that is the same on every
/// replica: ancestors first, then by how far along the history they stand, then by hash.
#[must_use]
pub fn read(doc: &Automerge, genesis: ChangeHash) -> Vec<SeenChange> {
    let seen: Vec<SeenChange> = doc
        .get_changes_meta(&[])
        .iter()
        .filter_map(|meta| {
            let mut change = SeenChange::from_meta(meta)?;
            // Automerge names the author with an actor's first change only.
            if change.person.is_none() {
                change.person = doc
                    .get_author_for_actor(&meta.actor)
                    .and_then(|author| PersonId::from_slice(author.as_bytes()).ok());
            }
            Some(change)
        })
        .filter(|change| change.hash != genesis)
        .collect();
    in_order(seen)
}

/// Puts changes into the order of [`read`], each with its author. Changes come ancestors first or
/// not at all ordered; what they build on and is not among them counts as the beginning.
#[must_use]
pub fn in_order(mut changes: Vec<SeenChange>) -> Vec<SeenChange> {
    // An actor's first change alone names the author.
    let authors: HashMap<ActorBytes, PersonId> =
        changes.iter().filter_map(|change| Some((change.actor, change.person?))).collect();
    for change in &mut changes {
        change.person = change.person.or_else(|| authors.get(&change.actor).copied());
    }
    let index: HashMap<ChangeHash, usize> =
        changes.iter().enumerate().map(|(at, change)| (change.hash, at)).collect();
    // Depth = 1 + the deepest ancestor. Worked off with a stack of our own: a history may be
    // longer than a thread's stack is deep.
    let mut depth: Vec<Option<u64>> = vec![None; changes.len()];
    for start in 0..changes.len() {
        let mut stack = vec![start];
        while let Some(&at) = stack.last() {
            if depth.get(at).copied().flatten().is_some() {
                stack.pop();
                continue;
            }
            let Some(change) = changes.get(at) else { break };
            let mut deepest = 0;
            let mut waits = false;
            for dep in change.deps.iter().filter_map(|dep| index.get(dep)) {
                match depth.get(*dep).copied().flatten() {
                    Some(found) => deepest = deepest.max(found),
                    None => {
                        stack.push(*dep);
                        waits = true;
                    }
                }
            }
            if !waits {
                if let Some(slot) = depth.get_mut(at) {
                    *slot = Some(deepest + 1);
                }
                stack.pop();
            }
        }
    }
    let mut keyed: Vec<(u64, SeenChange)> = changes
        .into_iter()
        .zip(depth)
        .map(|(change, depth)| (depth.unwrap_or_default(), change))
        .collect();
    keyed.sort_by(|(a_depth, a), (b_depth, b)| (a_depth, a.hash).cmp(&(b_depth, b.hash)));
    keyed.into_iter().map(|(_, change)| change).collect()
}
