//! Compares what a station holds with what was entered elsewhere.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use casework::Step;
use ident::{DocKey, MatterId};
use replica::{MemoryStore, Station};

use crate::matters::Entered;

/// Opens every document at the reader and compares it with the ledger of what was entered: notes and
/// follow-ups in their order, the row's name and place, and that nothing is missing. Returns how many
/// documents were loaded.
pub async fn same(reader: &mut Station<MemoryStore>, entered: &[&Entered]) -> Result<usize> {
    let total = reader.page("", 0, 0).total;
    let rows: HashMap<MatterId, (String, String)> = reader
        .page("", 0, total)
        .rows
        .iter()
        .map(|row| (row.matter, (row.name.clone(), row.place.clone())))
        .collect();
    let mut loaded = 0;
    for entered in entered {
        let matter = entered.matter;
        let mut changes = 0;
        for key in [DocKey::core(matter), DocKey::people(matter)] {
            let core = key == DocKey::core(matter);
            let document = reader.document(key).await?;
            ensure!(document.missing().is_empty(), "{matter}: changes are missing");
            let history = document.history();
            changes += history.len();
            loaded += 1;
            if core {
                let notes: Vec<&str> = history
                    .iter()
                    .filter_map(|change| match &change.step {
                        Step::Noted { text } | Step::FollowedUp { text, .. } => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                ensure!(notes == entered.notes, "{matter}: the notes are others");
            }
        }
        ensure!(changes == entered.changes, "{matter}: {changes} changes, not {}", entered.changes);
        let (name, place) = rows.get(&matter).with_context(|| format!("{matter} has no row"))?;
        ensure!(*name == entered.name && *place == entered.place, "{matter}: another row");
    }
    Ok(loaded)
}

/// Whether two stations hold the same newest changes of a matter's documents.
pub async fn equal_heads(
    one: &Station<MemoryStore>,
    other: &Station<MemoryStore>,
    matter: MatterId,
) -> Result<()> {
    for key in [DocKey::core(matter), DocKey::people(matter)] {
        let (one, other) = (one.document(key.clone()).await?, other.document(key).await?);
        ensure!(one.heads() == other.heads(), "{matter}: the heads differ");
    }
    Ok(())
}
