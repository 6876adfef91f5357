//! Who may see what, where offices come to stand elsewhere: a township's villages come under the one it
//! was merged into, and so does the sight of their matters.

use casework::{
    Directory, MatterState,
    directory::Reach,
    document::ReadChange,
    history::{self, Arrival, SeenChange},
};
use ident::{DeviceId, DocKey, OfficeCode};

use crate::{
    directory::derive,
    store::{Append, Grant, StoreError, Withdrawal},
};

/// Follows what this transaction does to the directory: grants and withdrawals, in it.
pub(super) async fn turn(
    append: &mut dyn Append,
    before: &Directory,
    device: DeviceId,
) -> Result<(), StoreError> {
    let after = derive(append.org().await?)?;
    if !Reach::moves(before, &after) {
        return Ok(());
    }
    let line = |directory: &Directory, code: &OfficeCode| -> Vec<OfficeCode> {
        directory.line_up(code).map(|office| office.code.clone()).collect()
    };
    let codes = before.offices.iter().map(|office| &office.code);
    let moved = codes.filter(|code| line(before, code) != line(&after, code));
    let moved: Vec<OfficeCode> = moved.cloned().collect();
    if moved.is_empty() {
        return Ok(());
    }
    let (mut grants, mut withdrawals) = (Vec::new(), Vec::new());
    let mut seen: Vec<_> = append.seen_by(&moved).await?.into_iter().collect();
    seen.sort_by_key(|(matter, _)| *matter);
    for (matter, sight) in seen {
        let key = DocKey::core(matter);
        let mut steps = Vec::new();
        for held in append.core_changes(matter).await? {
            let read = ReadChange::from_bytes(&held.bytes, &key.part);
            let seen = read.map_err(|_| StoreError::Corrupt("change"))?.seen;
            steps.push(SeenChange { arrival: Arrival::At(held.place), ..seen });
        }
        let state = MatterState::derive(matter, &history::in_order(steps), &after);
        // Nobody's matter is left to those who have it.
        let Some(home) = &state.home else { continue };
        let new = state.audience.difference(&sight).cloned().collect::<Vec<_>>();
        let gone = sight.difference(&state.audience).filter(|office| *office != home);
        let gone = gone.cloned().collect::<Vec<_>>();
        if !new.is_empty() {
            grants.push(Grant { matter, offices: new, tell: true });
        }
        if !gone.is_empty() {
            withdrawals.push(Withdrawal { matter, offices: gone });
        }
    }
    append.turn_sight(&grants, &withdrawals, device).await
}
