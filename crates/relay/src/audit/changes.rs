//! Batches and changes, in the order of the log.

use casework::{document::ReadChange, schema::Genesis};
use ident::{ChangeHash, DeviceId, DocId, MatterId, Part};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};
use wire::{Manifest, ManifestEntry};

use super::{
    finding::{Finding, Findings},
    keys::Known,
};
use crate::{
    doctor::{
        Each,
        fields::{blob, int, unsigned},
        record::{self, Record},
    },
    store::{
        StoreError,
        tables::{AUDIENCE, CHANGE, Line, MANIFEST, Rows},
    },
};

/// The batches.
#[derive(Default)]
pub(super) struct Manifests {
    by_no: HashMap<i64, (DeviceId, BTreeSet<ManifestEntry>)>,
    pub count: u64,
    pub gaps: u64,
}

/// A device's manifests by number: hash and predecessor.
type Links = BTreeMap<u64, ([u8; 32], [u8; 32])>;

/// Reads the batches: each is its device's word, and names the one before it.
pub(super) async fn manifests(
    rows: &mut dyn Rows,
    known: &Known,
    findings: &mut Findings,
) -> Result<Manifests, StoreError> {
    let mut manifests = Manifests::default();
    let mut chains: BTreeMap<DeviceId, Links> = BTreeMap::new();
    let mut each = Each::of(MANIFEST);
    while let Some(line) = each.next(rows).await? {
        manifests.count += 1;
        let read: Option<Manifest> = blob(&line, 4).and_then(|bytes| minicbor::decode(bytes).ok());
        let (Some(no), Some(manifest)) = (int(&line, 0), read) else {
            findings.add(Finding::Other(each.fault().to_string()));
            continue;
        };
        let Manifest { device, number, .. } = manifest;
        let mut wrong = |why| findings.add(Finding::Manifest { device, number, why });
        let hash = manifest.hash();
        let named = (blob(&line, 1), unsigned(&line, 2), blob(&line, 3));
        if named != (Some(&device.as_bytes()[..]), Some(number), Some(&hash[..])) {
            wrong("与登记不符 not the one that the record says it is");
        }
        match known.keys.get(&device) {
            None => wrong("设备未登记 its device is not known"),
            Some(key) if manifest.verify(key).is_err() => {
                wrong("签名无效，内容被改动 its signature does not fit: it was altered");
            }
            Some(_) => {}
        }
        chains.entry(device).or_default().insert(number, (hash, manifest.previous));
        manifests.by_no.insert(no, (device, manifest.entries.into_iter().collect()));
    }
    for (device, chain) in chains {
        let mut before: Option<(u64, [u8; 32])> = None;
        for (number, (hash, previous)) in chain {
            let (last, last_hash) = before.unwrap_or((0, [0; 32]));
            // A batch that never arrived leaves a gap; one that follows directly names the hash.
            manifests.gaps += number - last - 1;
            if number == last + 1 && previous != last_hash {
                let why = "与上一批不相接 it does not follow from the one before it";
                findings.add(Finding::Manifest { device, number, why });
            }
            before = Some((number, hash));
        }
    }
    Ok(manifests)
}

/// Changes of one document and one batch, one after another in the log.
struct Group {
    document: i64,
    manifest: i64,
    heads: BTreeMap<ChangeHash, u64>,
}

/// Reads the changes in the order of the log; returns what the feeds are compared with, how many
/// changes there are, and of how many the content was erased.
pub(super) async fn read(
    rows: &mut dyn Rows,
    manifests: &Manifests,
    findings: &mut Findings,
) -> Result<(Record, u64, u64), StoreError> {
    let mut record = Record::documents_alone(rows).await?;
    let mut held: HashMap<i64, HashSet<ChangeHash>> = HashMap::new();
    let (mut count, mut last, mut group, mut gone) = (0, 0, None, 0);
    let mut erased: BTreeMap<(DocId, i64), (u64, bool)> = BTreeMap::new();
    // The last place in a log that was lost, of what came back from there.
    let mut lost_log_end = 0;
    let mut each = Each::of(CHANGE);
    while let Some(line) = each.next(rows).await? {
        count += 1;
        let Some((number, change)) = record::held(&line) else {
            findings.add(Finding::Other(each.fault().to_string()));
            continue;
        };
        let place = change.place;
        // After what came back the log goes on behind where the lost one ended.
        if place != last + 1 && place != lost_log_end.max(last) + 1 {
            let why = "此笔起被移除 it was removed";
            findings.add(Finding::Change { place: last + 1, document: None, why });
        }
        last = place;
        lost_log_end = lost_log_end.max(unsigned(&line, 7).unwrap_or_default());
        let Some(known) = record.documents.get_mut(&number) else {
            let why = "所属文档不在 its document is not there";
            findings.add(Finding::Change { place, document: None, why });
            continue;
        };
        known.changes.push((place, change.hash));
        let (document, part) = (known.id, &known.key.part);
        // Its content is gone, its name is not: what it was can be compared with a copy elsewhere, and
        // its batch still vouches for the last of them.
        if change.bytes.is_empty() && record.erased.contains_key(&document) {
            gone += 1;
            close(group.take(), &record, manifests, findings);
            let listed = manifests.by_no.get(&change.manifest);
            let listed = listed.is_some_and(|(_, listed)| {
                listed.contains(&ManifestEntry::of(document, &change.hash))
            });
            let of_batch = erased.entry((document, change.manifest)).or_insert((place, false));
            of_batch.1 |= listed;
            continue;
        }
        let mut wrong =
            |why| findings.add(Finding::Change { place, document: Some(document), why });
        let reading = || ReadChange::from_bytes(&change.bytes, part);
        let Ok(Ok(read)) = catch_unwind(AssertUnwindSafe(reading)) else {
            wrong("内容被改动 it was altered: it cannot be read");
            continue;
        };
        let seen = read.seen;
        if (seen.hash, seen.actor, seen.seq) != (change.hash, change.actor, change.seq) {
            wrong("内容被改动 it was altered: not the change that the record says it is");
        }
        match manifests.by_no.get(&change.manifest) {
            None => wrong("所属批次不在 its batch is not there"),
            Some((device, _)) if *device != seen.device() => {
                wrong("不是该批设备所写 made by another device than that of its batch");
            }
            Some(_) => {}
        }
        let before = held.entry(number).or_insert_with(|| HashSet::from([Genesis::of(part).hash]));
        if !seen.deps.iter().all(|dep| before.contains(dep)) {
            wrong("次序被改动 it was put before one that it builds on, or that one was removed");
        }
        before.insert(seen.hash);
        let same = |group: &Group| (group.document, group.manifest) == (number, change.manifest);
        if group.as_ref().is_some_and(|group| !same(group)) {
            close(group.take(), &record, manifests, findings);
        }
        let group = group.get_or_insert_with(|| Group {
            document: number,
            manifest: change.manifest,
            heads: BTreeMap::new(),
        });
        for dep in &seen.deps {
            group.heads.remove(dep);
        }
        group.heads.insert(seen.hash, place);
    }
    close(group.take(), &record, manifests, findings);
    for ((document, _), (place, listed)) in erased {
        if !listed {
            let why = "无人具名 its batch does not vouch for it";
            findings.add(Finding::Change { place, document: Some(document), why });
        }
    }
    approved(&record, findings);
    let mut each = Each::of(AUDIENCE);
    while let Some(line) = each.next(rows).await? {
        audience(&line, &mut record);
    }
    Ok((record, count, gone))
}

/// A batch vouches for the last of its changes of a document, and so for those before.
fn close(group: Option<Group>, record: &Record, manifests: &Manifests, findings: &mut Findings) {
    let Some(group) = group else { return };
    let Some((_, listed)) = manifests.by_no.get(&group.manifest) else { return };
    let Some(known) = record.documents.get(&group.document) else { return };
    let document: DocId = known.id;
    for (head, place) in group.heads {
        if !listed.contains(&ManifestEntry::of(document, &head)) {
            let why = "无人具名 its batch does not vouch for it";
            findings.add(Finding::Change { place, document: Some(document), why });
        }
    }
}

/// Nothing is erased but by an approval that stands in the log.
fn approved(record: &Record, findings: &mut Findings) {
    let by_matter: HashMap<MatterId, &[(u64, ChangeHash)]> = record
        .documents
        .values()
        .filter(|known| known.key.part == Part::Core)
        .map(|known| (known.key.matter, known.changes.as_slice()))
        .collect();
    for known in record.documents.values() {
        let Some(approval) = record.erased.get(&known.id) else { continue };
        let core = by_matter.get(&known.key.matter).copied().unwrap_or_default();
        let stands =
            approval.is_some_and(|approval| core.iter().any(|(_, hash)| *hash == approval));
        if !stands && let Some((place, _)) = known.changes.first() {
            let why = "清除无批准 it was erased, and no approval stands in the log";
            findings.add(Finding::Change { place: *place, document: Some(known.id), why });
        }
    }
}

fn audience(line: &Line, record: &mut Record) {
    if let Some((matter, office)) = record::audience(line) {
        record.audiences.entry(matter).or_default().insert(office);
    }
}
