//! Questions about a whole push, each answered by one statement however many documents it has.

use ident::{ActorBytes, ChangeHash, DocId, MatterId};
use sqlx::{PgConnection, Row};
use std::collections::{BTreeSet, HashMap};

use super::{StoreError, erase, rows};
use crate::store::{Findings, FoundDoc, SurveyDoc};

pub(super) async fn survey(
    tx: &mut PgConnection,
    docs: &[SurveyDoc],
) -> Result<Findings, StoreError> {
    let mut findings =
        Findings { docs: vec![FoundDoc::default(); docs.len()], ..Findings::default() };
    let matters: BTreeSet<MatterId> = docs.iter().map(|doc| doc.matter).collect();
    let asked: Vec<&[u8]> = matters.iter().map(|matter| matter.as_bytes().as_slice()).collect();
    let found = sqlx::query("SELECT matter, office FROM audience WHERE matter = ANY($1)");
    for row in found.bind(&asked).fetch_all(&mut *tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        findings.audiences.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }
    let found = sqlx::query("SELECT matter, office FROM withdrawn WHERE matter = ANY($1)");
    for row in found.bind(&asked).fetch_all(&mut *tx).await? {
        let matter = MatterId::from_slice(row.try_get(0)?)?;
        findings.former.entry(matter).or_default().insert(rows::office(&row, 1)?);
    }

    let destroyed = erase::destroyed(tx, &asked).await?;
    for (doc, found) in docs.iter().zip(&mut findings.docs) {
        found.erased = destroyed.contains(&doc.matter);
    }

    let index: HashMap<DocId, usize> =
        docs.iter().enumerate().map(|(at, doc)| (doc.id, at)).collect();
    let asked: Vec<&[u8]> = index.keys().map(|id| id.as_bytes().as_slice()).collect();
    let found = sqlx::query(
        "SELECT id, no, size, held FROM document WHERE id = ANY($1)
         UNION ALL SELECT document, NULL, NULL, NULL FROM tombstone WHERE document = ANY($1)",
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

async fn held_changes(
    tx: &mut PgConnection,
    docs: &[SurveyDoc],
    numbers: &[(usize, i64)],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let questions: Vec<(usize, i64, &ChangeHash)> = numbers
        .iter()
        .filter_map(|(at, no)| Some((*at, *no, docs.get(*at)?)))
        .flat_map(|(at, no, doc)| doc.changes.iter().map(move |change| (at, no, change)))
        .collect();
    let documents: Vec<i64> = questions.iter().map(|question| question.1).collect();
    let hashes: Vec<&[u8]> =
        questions.iter().map(|question| question.2.as_bytes().as_slice()).collect();
    let found = sqlx::query(
        "SELECT q.at, coalesce(c.received, c.no)
         FROM unnest($1::bigint[], $2::bytea[]) WITH ORDINALITY q (document, hash, at)
         JOIN change c ON c.document = q.document AND c.hash = q.hash",
    );
    for row in found.bind(documents).bind(hashes).fetch_all(tx).await? {
        if let Some((at, _, change)) = nth(&questions, row.try_get(0)?)
            && let Some(doc) = findings.docs.get_mut(*at)
        {
            doc.changes.insert(**change, rows::unsigned(&row, 1)?);
        }
    }
    Ok(())
}

async fn held_slots(
    tx: &mut PgConnection,
    docs: &[SurveyDoc],
    numbers: &[(usize, i64)],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let questions: Vec<(usize, i64, (ActorBytes, u64))> = numbers
        .iter()
        .filter_map(|(at, no)| Some((*at, *no, docs.get(*at)?)))
        .flat_map(|(at, no, doc)| doc.slots.iter().map(move |slot| (at, no, *slot)))
        .collect();
    let documents: Vec<i64> = questions.iter().map(|question| question.1).collect();
    let actors: Vec<&[u8]> =
        questions.iter().map(|question| question.2.0.as_bytes().as_slice()).collect();
    let seqs: Vec<i64> = questions.iter().map(|question| rows::signed(question.2.1)).collect();
    let found = sqlx::query(
        "SELECT q.at, c.hash
         FROM unnest($1::bigint[], $2::bytea[], $3::bigint[])
         WITH ORDINALITY q (document, actor, seq, at)
         JOIN change c ON c.document = q.document AND c.actor = q.actor AND c.seq = q.seq",
    );
    for row in found.bind(documents).bind(actors).bind(seqs).fetch_all(tx).await? {
        if let Some((at, _, slot)) = nth(&questions, row.try_get(0)?)
            && let Some(doc) = findings.docs.get_mut(*at)
        {
            doc.slots.insert(*slot, rows::change_hash(&row, 1)?);
        }
    }
    Ok(())
}

/// The question with this number; PostgreSQL counts from 1.
fn nth<T>(questions: &[T], ordinality: i64) -> Option<&T> {
    questions.get(usize::try_from(ordinality).ok()?.checked_sub(1)?)
}
