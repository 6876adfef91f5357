//! Questions about a whole push, each answered by one statement however many documents it has.

use ident::{ActorBytes, ChangeHash, DocId, MatterId};
use sqlx::{Row, SqliteConnection};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use super::{StoreError, erase, rows};
use crate::store::{Findings, FoundDoc, SurveyDoc};

pub(super) async fn survey(
    tx: &mut SqliteConnection,
    docs: &[SurveyDoc],
) -> Result<Findings, StoreError> {
    let matters: HashSet<MatterId> = docs.iter().map(|doc| doc.matter).collect();
    let mut findings =
        Findings { docs: vec![FoundDoc::default(); docs.len()], ..Findings::default() };
    let asked = hex_list(matters.iter().map(MatterId::as_bytes));
    let found = sqlx::query(
        "SELECT matter, office FROM audience
         WHERE matter IN (SELECT unhex(value) FROM json_each(?))",
    );
    for row in found.bind(asked.clone()).fetch_all(&mut *tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        findings.audiences.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }
    let found = sqlx::query(
        "SELECT matter, office FROM withdrawn
         WHERE matter IN (SELECT unhex(value) FROM json_each(?))",
    );
    for row in found.bind(asked.clone()).fetch_all(&mut *tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        findings.former.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }

    let destroyed = erase::destroyed(tx, asked).await?;
    for (doc, found) in docs.iter().zip(&mut findings.docs) {
        found.erased = destroyed.contains(&doc.matter);
    }

    let index: HashMap<DocId, usize> =
        docs.iter().enumerate().map(|(at, doc)| (doc.id, at)).collect();
    let asked = hex_list(index.keys().map(DocId::as_bytes));
    let found = sqlx::query(
        "SELECT id, no, size, held FROM document
         WHERE id IN (SELECT unhex(value) FROM json_each(?1))
         UNION ALL SELECT document, NULL, NULL, NULL FROM tombstone
         WHERE document IN (SELECT unhex(value) FROM json_each(?1))",
    );
    let mut numbers: Vec<(usize, i64)> = Vec::new();
    for row in found.bind(asked).fetch_all(&mut *tx).await? {
        let Some(at) = index.get(&DocId::from_slice(row.try_get(0)?)?) else { continue };
        let Some(doc) = findings.docs.get_mut(*at) else { continue };
        let Some(number) = row.try_get(1)? else {
            doc.erased = true;
            continue;
        };
        numbers.push((*at, number));
        doc.exists = true;
        doc.size = rows::unsigned(&row, 2)?;
        let held: Option<&[u8]> = row.try_get(3)?;
        doc.held = held.and_then(|held| held.try_into().ok());
    }
    if !numbers.is_empty() {
        held_changes(tx, docs, &numbers, &mut findings).await?;
        held_slots(tx, docs, &numbers, &mut findings).await?;
    }
    Ok(findings)
}

/// The numbers of those of these documents that are held.
pub(super) async fn numbers(
    tx: &mut SqliteConnection,
    docs: impl Iterator<Item = DocId>,
) -> Result<HashMap<DocId, i64>, StoreError> {
    let docs: Vec<DocId> = docs.collect();
    let asked = hex_list(docs.iter().map(DocId::as_bytes));
    let found = sqlx::query(
        "SELECT id, no FROM document WHERE id IN (SELECT unhex(value) FROM json_each(?))",
    );
    let found = found.bind(asked).fetch_all(tx).await?;
    found.iter().map(|row| Ok((DocId::from_slice(row.try_get(0)?)?, row.try_get(1)?))).collect()
}

async fn held_changes(
    tx: &mut SqliteConnection,
    docs: &[SurveyDoc],
    numbers: &[(usize, i64)],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let questions: Vec<(usize, i64, ChangeHash)> = numbers
        .iter()
        .filter_map(|(at, no)| Some((*at, *no, docs.get(*at)?)))
        .flat_map(|(at, no, doc)| doc.changes.iter().map(move |change| (at, no, *change)))
        .collect();
    let mut asked = String::from("[");
    for (at, (_, no, change)) in questions.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(asked, "{comma}[{no},\"{change}\"]");
    }
    asked.push(']');
    let found = sqlx::query(
        "SELECT q.key, coalesce(c.received, c.no) FROM json_each(?) q CROSS JOIN change c
         ON c.document = (q.value ->> 0) AND c.hash = unhex(q.value ->> 1)",
    );
    for row in found.bind(asked).fetch_all(&mut *tx).await? {
        let at = usize::try_from(rows::small(&row, 0)?).unwrap_or(usize::MAX);
        if let Some((doc, _, change)) = questions.get(at)
            && let Some(doc) = findings.docs.get_mut(*doc)
        {
            doc.changes.insert(*change, rows::unsigned(&row, 1)?);
        }
    }
    Ok(())
}

async fn held_slots(
    tx: &mut SqliteConnection,
    docs: &[SurveyDoc],
    numbers: &[(usize, i64)],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let questions: Vec<(usize, i64, (ActorBytes, u64))> = numbers
        .iter()
        .filter_map(|(at, no)| Some((*at, *no, docs.get(*at)?)))
        .flat_map(|(at, no, doc)| doc.slots.iter().map(move |slot| (at, no, *slot)))
        .collect();
    let mut asked = String::from("[");
    for (at, (_, no, (actor, seq))) in questions.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(asked, "{comma}[{no},\"{actor}\",{}]", rows::signed(*seq));
    }
    asked.push(']');
    let found = sqlx::query(
        "SELECT q.key, c.hash FROM json_each(?) q CROSS JOIN change c
         ON c.document = (q.value ->> 0) AND c.actor = unhex(q.value ->> 1)
         AND c.seq = (q.value ->> 2)",
    );
    for row in found.bind(asked).fetch_all(&mut *tx).await? {
        let at = usize::try_from(rows::small(&row, 0)?).unwrap_or(usize::MAX);
        if let Some((doc, _, slot)) = questions.get(at)
            && let Some(doc) = findings.docs.get_mut(*doc)
        {
            doc.slots.insert(*slot, rows::change_hash(&row, 1)?);
        }
    }
    Ok(())
}

pub(super) fn hex_list<'a, const N: usize>(ids: impl Iterator<Item = &'a [u8; N]>) -> String {
    let mut list = String::from("[");
    for (at, id) in ids.enumerate() {
        list.push_str(if at == 0 { "\"" } else { ",\"" });
        for byte in id {
            let _ = write!(list, "{byte:02x}");
        }
        list.push('"');
    }
    list.push(']');
    list
}
