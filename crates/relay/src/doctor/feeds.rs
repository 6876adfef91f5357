//! The feeds against the record.

use ident::{ChangeHash, LogHash, OfficeCode, Part};
use std::collections::{BTreeMap, HashMap};
use wire::Cursor;

use super::{
    Fault, Faults,
    fields::{blob, int, is_null, text, unsigned},
    record::{Each, Known, Record},
};
use crate::store::{
    EntryKind, StoreError, directory_digest, entry_digest,
    tables::{FEED, Line, Rows},
};

/// An entry as its row has it.
struct Entry {
    audience: OfficeCode,
    seq: u64,
    hash: LogHash,
    kind: EntryKind,
    /// Document, first and last place.
    range: Option<(i64, u64, u64)>,
}

fn entry(line: &Line) -> Option<Entry> {
    let range = match is_null(line, 4) {
        true => None,
        false => Some((int(line, 4)?, unsigned(line, 5)?, unsigned(line, 6)?)),
    };
    Some(Entry {
        audience: OfficeCode::parse(text(line, 0)?).ok()?,
        seq: unsigned(line, 1)?,
        hash: LogHash::from_slice(blob(line, 2)?).ok()?,
        kind: EntryKind::from_number(int(line, 3)?)?,
        range,
    })
}

/// One audience's feed, so far.
struct Feed {
    end: Cursor,
    /// The last version of the directory that it told.
    directory: u32,
    /// How many changes of each document it handed out.
    told: HashMap<i64, u64>,
}

/// Checks all feeds; returns how many entries they have.
pub(crate) async fn check(
    rows: &mut dyn Rows,
    record: &Record,
    epoch: u64,
    directory: u32,
    faults: &mut Faults,
) -> Result<u64, StoreError> {
    let visible = visible(record);
    let mut feeds: BTreeMap<OfficeCode, Feed> = BTreeMap::new();
    let mut count = 0;
    let mut each = Each::of(FEED);
    while let Some(line) = each.next(rows).await? {
        count += 1;
        let Some(entry) = entry(&line) else {
            faults.add(each.fault());
            continue;
        };
        let feed = feeds.entry(entry.audience.clone()).or_insert_with(|| Feed {
            end: Cursor::start(epoch),
            directory: 0,
            told: HashMap::new(),
        });
        if let Err(why) = feed.follow(&entry, record, directory) {
            faults.add(Fault::Feed { audience: entry.audience, seq: entry.seq, why });
        }
        // What comes after is judged by what stands here: one fault, not a thousand.
        feed.end = Cursor { epoch, seq: entry.seq, hash: entry.hash };
    }
    for (audience, documents) in visible {
        let told = feeds.get(audience).map(|feed| &feed.told);
        for number in documents {
            let Some(known) = record.documents.get(&number) else { continue };
            let told = told.and_then(|told| told.get(&number)).copied().unwrap_or_default();
            if told < known.changes.len() as u64 {
                let missing = known.changes.len() as u64 - told;
                faults.add(Fault::NotTold {
                    audience: audience.clone(),
                    document: known.id,
                    missing,
                });
            }
        }
    }
    Ok(count)
}

/// Which core and people documents each office may see.
fn visible(record: &Record) -> BTreeMap<&OfficeCode, Vec<i64>> {
    let mut visible: BTreeMap<&OfficeCode, Vec<i64>> = BTreeMap::new();
    for (number, known) in &record.documents {
        if matches!(known.key.part, Part::Core | Part::People) {
            for office in record.audiences.get(&known.key.matter).into_iter().flatten() {
                visible.entry(office).or_default().push(*number);
            }
        }
    }
    visible
}

impl Feed {
    fn follow(&mut self, entry: &Entry, record: &Record, newest: u32) -> Result<(), &'static str> {
        if entry.seq != self.end.seq + 1 {
            return Err("编号不连续 the entry before it is missing");
        }
        let fits = |digest: &[u8; 32]| self.end.after(digest).hash == entry.hash;
        let Some((number, first, last)) = entry.range else {
            if entry.kind != EntryKind::Directory {
                return Err("未指明文档 it names no document");
            }
            // Which version it told is only in the hash. Versions count up.
            let told = (self.directory + 1..=newest).find(|told| fits(&directory_digest(*told)));
            self.directory = told.ok_or("校验值不符 its hash does not follow")?;
            return Ok(());
        };
        let known =
            record.documents.get(&number).ok_or("所指文档不在 its document is not there")?;
        if matches!(entry.kind, EntryKind::Withdrawn | EntryKind::Erased) {
            let digest = entry_digest(entry.kind, Some(known.id), []);
            return if fits(&digest) {
                Ok(())
            } else {
                Err("校验值不符 its hash does not follow")
            };
        }
        let changes = within(known, first, last);
        if changes.is_empty() {
            return Err("所指更改不在 its changes are not there");
        }
        let digest = entry_digest(entry.kind, Some(known.id), changes.iter().map(|(_, hash)| hash));
        if !fits(&digest) {
            return Err("校验值不符 its hash does not follow");
        }
        let told = self.told.entry(number).or_default();
        match entry.kind {
            // All there was, whatever was told before.
            EntryKind::Granted => *told = (*told).max(changes.len() as u64),
            _ => *told += changes.len() as u64,
        }
        Ok(())
    }
}

/// The changes of a document between two places of the log.
fn within(known: &Known, first: u64, last: u64) -> &[(u64, ChangeHash)] {
    let from = known.changes.partition_point(|(place, _)| *place < first);
    let to = known.changes.partition_point(|(place, _)| *place <= last);
    known.changes.get(from..to).unwrap_or_default()
}
