//! Attachments against their names, and against the documents that mention them.

use ident::{BlobId, Part};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

use super::{
    Fault, Faults,
    fields::{blob, int, unsigned},
    record::{Each, Record},
};
use crate::store::{
    StoreError,
    tables::{BLOB, BLOB_MENTION, BLOB_PART, Line, Rows},
};

/// What is there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attachments {
    pub count: u64,
    pub bytes: u64,
}

/// An attachment as its row has it.
struct Row {
    id: BlobId,
    size: u64,
    held: u64,
    whole: bool,
}

/// What its parts come to so far.
#[derive(Default)]
struct Parts {
    end: u64,
    hash: Sha256,
    /// Whether one is missing.
    broken: bool,
}

pub(super) async fn check(
    rows: &mut dyn Rows,
    record: &Record,
    faults: &mut Faults,
) -> Result<Attachments, StoreError> {
    let mentioned = mentions(rows, record, faults).await?;
    let mut blobs = HashMap::new();
    let mut each = Each::of(BLOB);
    while let Some(line) = each.next(rows).await? {
        match row(&line) {
            Some((no, row)) => {
                if !mentioned.contains(&row.id) {
                    let why = "无文档提及 no document mentions it";
                    faults.add(Fault::Blob { blob: row.id, why });
                }
                blobs.insert(no, row);
            }
            None => faults.add(each.fault()),
        }
    }
    let mut found = Attachments { count: blobs.len() as u64, bytes: 0 };
    let mut current: Option<(i64, Parts)> = None;
    let mut each = Each::of(BLOB_PART);
    loop {
        let line = each.next(rows).await?;
        let part = line.as_ref().and_then(part);
        if line.is_some() && part.is_none() {
            faults.add(each.fault());
            continue;
        }
        let number = part.map(|(number, ..)| number);
        if let Some((before, parts)) = current.take_if(|(before, _)| Some(*before) != number)
            && let Some(row) = blobs.remove(&before)
        {
            judge(&row, parts, faults);
        }
        let Some((number, start, bytes)) = part else { break };
        found.bytes += bytes.len() as u64;
        if !blobs.contains_key(&number) {
            faults.add(Fault::StrayPart { at: each.at() });
            continue;
        }
        let (_, parts) = current.get_or_insert_with(|| (number, Parts::default()));
        parts.broken |= start != parts.end;
        parts.end = start.saturating_add(bytes.len() as u64);
        parts.hash.update(bytes);
    }
    for row in blobs.values() {
        judge(row, Parts::default(), faults);
    }
    Ok(found)
}

/// What documents mention that are there.
async fn mentions(
    rows: &mut dyn Rows,
    record: &Record,
    faults: &mut Faults,
) -> Result<HashSet<BlobId>, StoreError> {
    let mut mentioned = HashSet::new();
    let mut each = Each::of(BLOB_MENTION);
    while let Some(line) = each.next(rows).await? {
        let Some((blob, document)) = mention(&line) else {
            faults.add(each.fault());
            continue;
        };
        match record.documents.get(&document).map(|known| &known.key.part) {
            Some(Part::Core | Part::People | Part::Committee(_)) => {
                mentioned.insert(blob);
            }
            Some(_) => {
                let why =
                    "提及它的文档不可附件 it is mentioned by a document that nobody sees it by";
                faults.add(Fault::Blob { blob, why });
            }
            None => {
                let why = "提及它的文档不在 a document that mentions it is not there";
                faults.add(Fault::Blob { blob, why });
            }
        }
    }
    Ok(mentioned)
}

fn judge(row: &Row, parts: Parts, faults: &mut Faults) {
    let name = || BlobId::new(parts.hash.finalize().into());
    let why = if parts.broken {
        "各段不连续 a part before another is missing"
    } else if parts.end != row.held || row.held > row.size || (row.whole && row.held < row.size) {
        "大小不符 its size is not that of its parts"
    } else if row.whole && name() != row.id {
        "内容与名称不符 its bytes have another hash than its name"
    } else {
        return;
    };
    faults.add(Fault::Blob { blob: row.id, why });
}

fn mention(line: &Line) -> Option<(BlobId, i64)> {
    Some((BlobId::from_slice(blob(line, 0)?).ok()?, int(line, 1)?))
}

fn row(line: &Line) -> Option<(i64, Row)> {
    let row = Row {
        id: BlobId::from_slice(blob(line, 1)?).ok()?,
        size: unsigned(line, 2)?,
        held: unsigned(line, 3)?,
        whole: int(line, 4)? == 1,
    };
    Some((int(line, 0)?, row))
}

fn part(line: &Line) -> Option<(i64, u64, &[u8])> {
    Some((int(line, 0)?, unsigned(line, 1)?, blob(line, 2)?))
}
