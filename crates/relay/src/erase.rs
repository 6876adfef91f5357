//! Erasing what persons have approved to be erased: in the transaction that takes the approval in, so
//! that there is no moment at which it stands and has not happened. A relay that was set back to an
//! older copy erases again when the approval comes back to it.

mod list;

use casework::{
    Directory, Document, MatterRow, Step,
    document::ReadChange,
    history::{self, Arrival, SeenChange},
    retention::{ErasureScope, RetentionStep},
    view::MatterDocs,
};
use ident::{DeviceId, DocKey, MatterId, OfficeCode, Part};
use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

pub use list::{BadList, apply, list};

use crate::{
    acceptance::judge::{Sight, told_of_changes},
    clock,
    store::{Append, ErasedDoc, Erasure, StoreError},
};

/// Whether a step may make an approval stand.
pub(crate) fn may_erase(step: &Step) -> bool {
    matches!(step, Step::Retention(RetentionStep::ErasureApproved(_)) | Step::Settled(_))
}

/// Erases what stands approved of these matters.
///
/// # Errors
/// [`StoreError`]: then everything in the transaction is undone.
pub(crate) async fn erase_approved(
    append: &mut dyn Append,
    matters: BTreeSet<MatterId>,
    sights: &BTreeMap<MatterId, Sight>,
    directory: &Directory,
    device: DeviceId,
) -> Result<(), StoreError> {
    for matter in matters {
        let changes = append.core_changes(matter).await?;
        let core = DocKey::core(matter);
        let mut steps = Vec::with_capacity(changes.len());
        for held in &changes {
            let read = ReadChange::from_bytes(&held.bytes, &core.part);
            let seen = read.map_err(|_| StoreError::Corrupt("change"))?.seen;
            steps.push(SeenChange { arrival: Arrival::At(held.place), ..seen });
        }
        let steps = history::in_order(steps);
        let state = casework::MatterState::derive(matter, &steps, directory);
        let Some((scope, end)) = state.retention.erased() else { continue };
        let (keys, whole) = match scope {
            ErasureScope::People => (vec![DocKey::people(matter)], None),
            ErasureScope::Whole => {
                let bytes = changes.iter().map(|held| held.bytes.as_slice());
                let row = row_that_stays(matter, bytes.collect(), directory);
                let mut keys = append.family(matter).await?;
                keys.retain(|key| key.part != Part::People);
                keys.push(DocKey::people(matter));
                (keys, Some((matter, row)))
            }
        };
        let docs = keys
            .iter()
            .map(|key| ErasedDoc { id: key.id(), audience: told(key, sights, directory) });
        let erasure = Erasure {
            docs: docs.collect(),
            whole,
            approval: Some(end.change),
            at: clock::now_millis(),
            device,
        };
        append.erase(&erasure).await?;
        tracing::info!(%matter, ?scope, approval = %end.change, "erased as approved");
    }
    Ok(())
}

/// Who is told: those who were told of the document.
fn told(
    key: &DocKey,
    sights: &BTreeMap<MatterId, Sight>,
    directory: &Directory,
) -> Vec<OfficeCode> {
    match &key.part {
        // Those who see it only from now on, too: they may have had it by hand.
        Part::Core | Part::People => sights
            .get(&key.matter)
            .map(|sight| sight.before.union(&sight.now).cloned().collect())
            .unwrap_or_default(),
        _ => told_of_changes(key, sights, directory),
    }
}

/// What is counted of a matter, by its core document; empty where that makes no row.
fn row_that_stays(matter: MatterId, changes: Vec<&[u8]>, directory: &Directory) -> Vec<u8> {
    let made = catch_unwind(AssertUnwindSafe(|| {
        let core = Document::open(DocKey::core(matter), changes.iter().copied()).ok()?;
        let docs = MatterDocs { core: &core, people: None, internal: None, committee: None };
        let row = MatterRow::project(&docs, &directory.city()?.code, directory)?;
        Some(MatterRow { absent: Some(0), ..row.skeleton() }.to_bytes())
    }));
    made.ok().flatten().unwrap_or_default()
}
