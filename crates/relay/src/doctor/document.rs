//! One document against its rows.

use casework::{Document, Moment, document::ReadChange, schema::Genesis};
use ident::{ActorBytes, ChangeHash, DocId, DocKey};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};
use wire::{HeldSet, ManifestEntry};

use super::{Fault, Faults};

/// A change as its row has it.
pub(crate) struct Held {
    pub place: u64,
    pub hash: ChangeHash,
    pub actor: ActorBytes,
    pub seq: u64,
    pub manifest: i64,
    pub bytes: Vec<u8>,
}

/// A document as its row has it.
pub(crate) struct Row {
    pub key: DocKey,
    pub id: DocId,
    pub size: u64,
    /// What is held of it (`wire::HeldSet`), as noted.
    pub held: Option<[u8; 32]>,
}

/// Checks it; returns when its changes were made, by their devices' clocks.
pub(super) fn check(
    row: &Row,
    changes: &[Held],
    manifests: &HashMap<i64, BTreeSet<ManifestEntry>>,
    faults: &mut Faults,
) -> Vec<Moment> {
    let mut wrong = |why| faults.add(Fault::Document { document: row.id, why });
    if row.key.id() != row.id || !row.key.is_sound() {
        wrong("名称不符 its id is not that of its matter, part and office");
    }
    if changes.is_empty() {
        wrong("没有更改 it has no changes");
    }
    let bytes: u64 = changes.iter().map(|change| change.bytes.len() as u64).sum();
    if bytes != row.size {
        wrong("大小不符 its size is not that of its changes");
    }
    let held = changes.iter().fold([0; 32], |held, change| HeldSet::with(held, &change.hash));
    if row.held != Some(held) {
        wrong("所持校验不符 what is noted of its changes is not what they are");
    }
    let genesis = Genesis::of(&row.key.part).hash;
    // Bytes that were tampered with may make the library panic.
    let read = catch_unwind(AssertUnwindSafe(|| read(row, changes, genesis, manifests, faults)));
    let Ok((heads, moments)) = read else {
        faults
            .add(Fault::Document {
                document: row.id, why: "无法读取 its changes cannot be read"
            });
        return Vec::new();
    };
    let opened = catch_unwind(AssertUnwindSafe(|| {
        Document::open(row.key.clone(), changes.iter().map(|change| &change.bytes[..])).ok()
    }));
    let mut wrong = |why| faults.add(Fault::Document { document: row.id, why });
    match opened {
        Ok(Some(document)) => {
            let loaded: BTreeSet<ChangeHash> = document.heads().into_iter().collect();
            if !document.missing().is_empty() {
                wrong("缺前续更改 changes that others build on are missing");
            } else if loaded != heads {
                wrong("末端不符 its heads are not those of its changes");
            } else if !changes.iter().all(|change| document.holds(&change.hash)) {
                wrong("更改未生效 a change is not in it after loading");
            }
        }
        Ok(None) | Err(_) => wrong("打不开 it does not load"),
    }
    moments
}

/// Reads each change by itself; returns the heads that they make, and their moments.
fn read(
    row: &Row,
    changes: &[Held],
    genesis: ChangeHash,
    manifests: &HashMap<i64, BTreeSet<ManifestEntry>>,
    faults: &mut Faults,
) -> (BTreeSet<ChangeHash>, Vec<Moment>) {
    let mut known = HashSet::from([genesis]);
    let mut heads = BTreeSet::new();
    let mut moments = Vec::with_capacity(changes.len());
    let mut deps_of: HashMap<ChangeHash, (usize, Vec<ChangeHash>)> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let mut wrong =
            |why| faults.add(Fault::Change { document: row.id, place: change.place, why });
        let seen = match ReadChange::from_bytes(&change.bytes, &row.key.part) {
            Ok(read) => read.seen,
            Err(_) => {
                wrong("不是更改 not a change of this kind of document");
                continue;
            }
        };
        if (seen.hash, seen.actor, seen.seq) != (change.hash, change.actor, change.seq) {
            wrong("与登记不符 not the change that the record says it is");
        }
        if !seen.deps.iter().all(|dep| known.contains(dep)) {
            wrong("早于其所依 it stands before one that it builds on");
        }
        for dep in &seen.deps {
            heads.remove(dep);
        }
        heads.insert(seen.hash);
        known.insert(seen.hash);
        moments.push(seen.at);
        deps_of.insert(seen.hash, (at, seen.deps));
    }
    vouched(row, changes, &deps_of, manifests, faults);
    (heads, moments)
}

/// Each change is listed by its manifest, or is one that a listed change builds on.
fn vouched(
    row: &Row,
    changes: &[Held],
    deps_of: &HashMap<ChangeHash, (usize, Vec<ChangeHash>)>,
    manifests: &HashMap<i64, BTreeSet<ManifestEntry>>,
    faults: &mut Faults,
) {
    // From the last to the first: by which manifests what builds on a change is vouched for.
    let mut later: Vec<BTreeSet<i64>> = vec![BTreeSet::new(); changes.len()];
    for (at, change) in changes.iter().enumerate().rev() {
        // A manifest that cannot be read was told of already.
        let Some(listed) = manifests.get(&change.manifest) else { continue };
        let mut covers = later.get_mut(at).map(std::mem::take).unwrap_or_default();
        if listed.contains(&ManifestEntry::of(row.id, &change.hash)) {
            covers.insert(change.manifest);
        }
        if !covers.contains(&change.manifest) {
            let why = "无人具名 its manifest does not vouch for it";
            faults.add(Fault::Change { document: row.id, place: change.place, why });
        }
        let deps = deps_of.get(&change.hash).map(|(_, deps)| deps.as_slice()).unwrap_or_default();
        for (dep, _) in deps.iter().filter_map(|dep| deps_of.get(dep)) {
            if let Some(of_dep) = later.get_mut(*dep) {
                of_dep.extend(&covers);
            }
        }
    }
}
