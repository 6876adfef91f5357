//! The record: devices, manifests, documents with their changes, and who may see what.

use ident::{
    ActorBytes, ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode, Part, PublicKey,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use wire::{Manifest, ManifestEntry};

use super::{
    Fault, Faults, Growth, Large,
    document::{self, Held, Row},
    fields::{blob, int, is_null, text, unsigned},
    report::LARGEST,
};
use crate::store::{
    StoreError,
    tables::{
        AUDIENCE, CHANGE_BY_DOCUMENT, DEVICE, DOCUMENT, Line, MANIFEST, Pages, Rows, TOMBSTONE,
        Table,
    },
};

/// A document, as far as its feeds have to agree with it: the places and hashes of its changes.
pub(crate) struct Known {
    pub key: DocKey,
    pub id: DocId,
    pub changes: Vec<(u64, ChangeHash)>,
}

/// What the record holds.
#[derive(Default)]
pub(crate) struct Record {
    pub documents: HashMap<i64, Known>,
    pub audiences: BTreeMap<MatterId, BTreeSet<OfficeCode>>,
    /// Documents whose content was erased, each with the change that holds the approval.
    pub erased: HashMap<DocId, Option<ChangeHash>>,
    pub devices: u64,
    pub manifests: u64,
    pub changes: u64,
    pub change_bytes: u64,
    /// What manifests list and is not here.
    pub named: HashSet<ManifestEntry>,
    pub largest: Vec<Large>,
    pub growth: Growth,
}

impl Record {
    pub(super) fn matters(&self) -> u64 {
        self.documents.values().filter(|known| known.key.part == Part::Core).count() as u64
    }

    pub(super) async fn read(rows: &mut dyn Rows, faults: &mut Faults) -> Result<Self, StoreError> {
        let mut record = Self::default();
        let keys = record.devices(rows, faults).await?;
        let manifests = record.manifests(rows, &keys, faults).await?;
        let documents = documents(rows, faults).await?;
        record.erased = erased(rows, faults).await?;
        record.changes(rows, documents, &manifests, faults).await?;
        let mut each = Each::of(AUDIENCE);
        while let Some(line) = each.next(rows).await? {
            match audience(&line) {
                Some((matter, office)) => {
                    record.audiences.entry(matter).or_default().insert(office);
                }
                None => faults.add(each.fault()),
            }
        }
        Ok(record)
    }

    /// The documents without their changes, and nothing else. Rows that cannot be read are left out.
    pub(crate) async fn documents_alone(rows: &mut dyn Rows) -> Result<Self, StoreError> {
        let erased = erased(rows, &mut Faults::default()).await?;
        let mut record = Self { erased, ..Self::default() };
        for (number, row) in documents(rows, &mut Faults::default()).await? {
            let known = Known { key: row.key, id: row.id, changes: Vec::new() };
            record.documents.insert(number, known);
        }
        Ok(record)
    }

    async fn devices(
        &mut self,
        rows: &mut dyn Rows,
        faults: &mut Faults,
    ) -> Result<HashMap<DeviceId, PublicKey>, StoreError> {
        let mut keys = HashMap::new();
        let mut each = Each::of(DEVICE);
        while let Some(line) = each.next(rows).await? {
            self.devices += 1;
            let read = |line: &Line| {
                let id = DeviceId::from_slice(blob(line, 0)?).ok()?;
                Some((id, PublicKey::from_slice(blob(line, 3)?).ok()?))
            };
            match read(&line) {
                Some((id, key)) => {
                    keys.insert(id, key);
                }
                None => faults.add(each.fault()),
            }
        }
        Ok(keys)
    }

    async fn manifests(
        &mut self,
        rows: &mut dyn Rows,
        keys: &HashMap<DeviceId, PublicKey>,
        faults: &mut Faults,
    ) -> Result<HashMap<i64, BTreeSet<ManifestEntry>>, StoreError> {
        let mut manifests = HashMap::new();
        let mut each = Each::of(MANIFEST);
        while let Some(line) = each.next(rows).await? {
            self.manifests += 1;
            let Some(no) = int(&line, 0) else {
                faults.add(each.fault());
                continue;
            };
            match manifest(&line, keys) {
                Ok(entries) => {
                    self.named.extend(entries.iter().copied());
                    manifests.insert(no, entries);
                }
                Err(why) => faults.add(Fault::Manifest { no, why }),
            }
        }
        Ok(manifests)
    }

    async fn changes(
        &mut self,
        rows: &mut dyn Rows,
        mut documents: HashMap<i64, Row>,
        manifests: &HashMap<i64, BTreeSet<ManifestEntry>>,
        faults: &mut Faults,
    ) -> Result<(), StoreError> {
        let mut each = Each::of(CHANGE_BY_DOCUMENT);
        let mut current: Option<(i64, Vec<Held>)> = None;
        loop {
            let line = each.next(rows).await?;
            let change = line.as_ref().and_then(held);
            if line.is_some() && change.is_none() {
                faults.add(each.fault());
                continue;
            }
            let number = change.as_ref().map(|(number, _)| *number);
            if let Some((before, held)) = current.take_if(|(before, _)| Some(*before) != number)
                && let Some(row) = documents.remove(&before)
            {
                self.document(before, row, &held, manifests, faults);
            }
            let Some((number, change)) = change else { break };
            current.get_or_insert_with(|| (number, Vec::new())).1.push(change);
        }
        for (number, row) in documents {
            self.document(number, row, &[], manifests, faults);
        }
        Ok(())
    }

    fn document(
        &mut self,
        number: i64,
        row: Row,
        changes: &[Held],
        manifests: &HashMap<i64, BTreeSet<ManifestEntry>>,
        faults: &mut Faults,
    ) {
        let moments = if self.erased.contains_key(&row.id) {
            if row.size > 0 || changes.iter().any(|change| !change.bytes.is_empty()) {
                let why = "已清除而内容尚在 it was erased, and content of it is there";
                faults.add(Fault::Document { document: row.id, why });
            }
            Vec::new()
        } else {
            document::check(&row, changes, manifests, faults)
        };
        for (change, at) in changes.iter().zip(moments) {
            self.growth.add(at, change.bytes.len() as u64);
        }
        let bytes = changes.iter().map(|change| change.bytes.len() as u64).sum();
        let large = Large { key: row.key.clone(), changes: changes.len() as u64, bytes };
        let at = self.largest.partition_point(|other| other.bytes >= bytes);
        self.largest.insert(at, large);
        self.largest.truncate(LARGEST);
        for change in changes {
            self.named.remove(&ManifestEntry::of(row.id, &change.hash));
        }
        self.changes += changes.len() as u64;
        self.change_bytes += bytes;
        let changes = changes.iter().map(|change| (change.place, change.hash)).collect();
        self.documents.insert(number, Known { key: row.key, id: row.id, changes });
    }
}

/// The rows of a table one by one, with their number.
pub(crate) struct Each {
    table: Table,
    pages: Pages,
    page: std::vec::IntoIter<Line>,
    at: u64,
}

impl Each {
    pub(crate) fn of(table: Table) -> Self {
        Self { table, pages: Pages::of(table), page: Vec::new().into_iter(), at: 0 }
    }

    pub(crate) async fn next(&mut self, rows: &mut dyn Rows) -> Result<Option<Line>, StoreError> {
        self.at += 1;
        if let Some(line) = self.page.next() {
            return Ok(Some(line));
        }
        self.page = self.pages.next(rows).await?.into_iter();
        Ok(self.page.next())
    }

    /// The number of the row that came last, from 1.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// That the row that came last cannot be read.
    pub(crate) fn fault(&self) -> Fault {
        Fault::Row { table: self.table.name, at: self.at }
    }
}

async fn documents(
    rows: &mut dyn Rows,
    faults: &mut Faults,
) -> Result<HashMap<i64, Row>, StoreError> {
    let mut documents = HashMap::new();
    let mut each = Each::of(DOCUMENT);
    while let Some(line) = each.next(rows).await? {
        match document_row(&line) {
            Some((number, row)) => {
                documents.insert(number, row);
            }
            None => faults.add(each.fault()),
        }
    }
    Ok(documents)
}

async fn erased(
    rows: &mut dyn Rows,
    faults: &mut Faults,
) -> Result<HashMap<DocId, Option<ChangeHash>>, StoreError> {
    let mut erased = HashMap::new();
    let mut each = Each::of(TOMBSTONE);
    while let Some(line) = each.next(rows).await? {
        let approval = || match is_null(&line, 3) {
            true => Some(None),
            false => ChangeHash::from_slice(blob(&line, 3)?).ok().map(Some),
        };
        let read = blob(&line, 0).and_then(|id| Some((DocId::from_slice(id).ok()?, approval()?)));
        match read {
            Some((id, approval)) => {
                erased.insert(id, approval);
            }
            None => faults.add(each.fault()),
        }
    }
    Ok(erased)
}

fn document_row(line: &Line) -> Option<(i64, Row)> {
    let office = || OfficeCode::parse(text(line, 4)?).ok();
    let part = match (int(line, 3)?, is_null(line, 4)) {
        (0, true) => Part::Core,
        (1, true) => Part::People,
        (2, false) => Part::Internal(office()?),
        (3, false) => Part::Org(office()?),
        (4, false) => Part::Committee(office()?),
        _ => return None,
    };
    let key = DocKey { matter: MatterId::from_slice(blob(line, 2)?).ok()?, part };
    let id = DocId::from_slice(blob(line, 1)?).ok()?;
    let held = blob(line, 6).and_then(|held| held.try_into().ok());
    Some((int(line, 0)?, Row { key, id, size: unsigned(line, 5)?, held }))
}

pub(crate) fn held(line: &Line) -> Option<(i64, Held)> {
    let held = Held {
        place: unsigned(line, 0)?,
        hash: ChangeHash::from_slice(blob(line, 2)?).ok()?,
        actor: ActorBytes::from_slice(blob(line, 3)?).ok()?,
        seq: unsigned(line, 4)?,
        manifest: int(line, 5)?,
        bytes: blob(line, 6)?.to_vec(),
    };
    Some((int(line, 1)?, held))
}

pub(crate) fn audience(line: &Line) -> Option<(MatterId, OfficeCode)> {
    let matter = MatterId::from_slice(blob(line, 0)?).ok()?;
    Some((matter, OfficeCode::parse(text(line, 1)?).ok()?))
}

/// A manifest's entries, if it is its device's word.
fn manifest(
    line: &Line,
    keys: &HashMap<DeviceId, PublicKey>,
) -> Result<BTreeSet<ManifestEntry>, &'static str> {
    const UNREADABLE: &str = "无法读取 it cannot be read";
    let manifest: Manifest =
        minicbor::decode(blob(line, 4).ok_or(UNREADABLE)?).map_err(|_| UNREADABLE)?;
    let named = (Some(manifest.device.as_bytes().as_slice()), Some(manifest.number));
    if named != (blob(line, 1), unsigned(line, 2)) || blob(line, 3) != Some(&manifest.hash()[..]) {
        return Err("与登记不符 it is not the one that the record says it is");
    }
    let key = keys.get(&manifest.device).ok_or("设备未登记 its device is not known")?;
    manifest.verify(key).map_err(|_| "签名无效 its signature is not its device's")?;
    Ok(manifest.entries.into_iter().collect())
}
