//! Who may see what, where offices come to stand elsewhere: a township's villages come under the one it
//! was merged into, and so does the sight of their matters. Likewise where somebody keeps away, or need
//! not any more.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    Directory, MatterState,
    directory::{Reach, Recusal, RecusalScope},
    document::ReadChange,
    history::{self, Arrival, SeenChange},
};
use ident::{DeviceId, DocKey, MatterId, OfficeCode, PersonId};

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
    let mut seen = BTreeMap::new();
    let mut offices = moved(before, &after);
    let (units, matters) = recused(before, &after);
    offices.extend(units);
    if !offices.is_empty() {
        let offices: Vec<OfficeCode> = offices.into_iter().collect();
        seen.extend(append.seen_by(&offices).await?);
    }
    for (person, matter) in matters {
        let offices: Vec<OfficeCode> = offices_of(person, &after).into_iter().collect();
        let found = append.seen_by(&offices).await?;
        seen.extend(found.into_iter().filter(|(seen, _)| *seen == matter));
    }
    let (mut grants, mut withdrawals) = (Vec::new(), Vec::new());
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

/// Offices whose matters others see now.
fn moved(before: &Directory, after: &Directory) -> BTreeSet<OfficeCode> {
    if !Reach::moves(before, after) {
        return BTreeSet::new();
    }
    let codes = before.offices.iter().map(|office| &office.code);
    let line = |directory: &Directory, code: &OfficeCode| -> Vec<OfficeCode> {
        directory.seers(code).into_iter().map(|office| office.code.clone()).collect()
    };
    codes.filter(|code| line(before, code) != line(after, code)).cloned().collect()
}

/// What recusals concern that are others now: units, and single matters with who keeps away. What
/// somebody does who keeps away hands nothing on; where that has ended, it does.
fn recused(
    before: &Directory,
    after: &Directory,
) -> (BTreeSet<OfficeCode>, BTreeSet<(PersonId, MatterId)>) {
    let (mut units, mut matters) = (BTreeSet::new(), BTreeSet::new());
    let only = |of: &Directory, other: &Directory| -> Vec<Recusal> {
        of.recusals().iter().filter(|one| !other.recusals().contains(one)).cloned().collect()
    };
    for one in only(before, after).into_iter().chain(only(after, before)) {
        match one.scope() {
            Some(RecusalScope::Unit(unit)) => {
                units.insert(after.heir(&unit).clone());
                units.insert(unit);
            }
            Some(RecusalScope::Matter(matter)) => {
                matters.insert((one.person, matter));
            }
            // Whether a step counts does not hang on the category.
            Some(RecusalScope::Category(_)) | None => {}
        }
    }
    (units, matters)
}

/// Where somebody may have acted.
fn offices_of(person: PersonId, directory: &Directory) -> BTreeSet<OfficeCode> {
    let posts = directory.posts.iter().filter(|post| post.person == person);
    let home = directory.person(person).map(|person| &person.office);
    posts.map(|post| &post.office).chain(home).cloned().collect()
}
