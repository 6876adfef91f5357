//! Taking the rows in, some at a time.

use casework::{case_write::CaseWrite, directory::Power, intake::ledger_matter};
use ledger::dispute::DisputeLedgerRow;

use super::{
    differ::{Difference, update},
    entry::intake,
    known::Known,
};
use crate::ui::{
    browser,
    session::Session,
    words::{dispute, failure, general},
};

/// So many rows are one transaction.
const ROWS: usize = 20;

/// Takes rows in that are not here yet; how many were added. A row's case follows from its content
/// and the office, so that the same ledger taken in twice, or on two tablets apart, adds nothing.
pub async fn take(
    session: Session,
    rows: Vec<DisputeLedgerRow>,
    told: impl Fn(usize),
) -> Result<usize, String> {
    let today = browser::today();
    let own = session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
    let post = session.post_with(Power::Record).await.map_err(|why| failure::sentence(&why))?;
    let (Some(office), Some(post)) = (own, post) else {
        return Err(dispute::NO_POST.to_owned());
    };
    if rows.is_empty() {
        return Ok(0);
    }
    let mut added = 0;
    for some in rows.chunks(ROWS) {
        let write = |row: &DisputeLedgerRow| {
            let case = ledger_matter(&office, &row.key.bytes());
            intake(row, today).write(case, &office, post, today)
        };
        let writes: Vec<CaseWrite> = some.iter().map(write).collect();
        session.enter(writes, None).await.map_err(|why| failure::sentence(&why))?;
        added += some.len();
        told(added);
    }
    session.say(general::SAVED_HERE);
    Ok(added)
}

/// Takes over what was chosen of rows that are here; how many differences.
pub async fn take_over(
    session: Session,
    chosen: Vec<(Known, Vec<Difference>)>,
) -> Result<usize, String> {
    if chosen.is_empty() {
        return Ok(0);
    }
    let today = browser::today();
    let post = session.post_with(Power::Record).await.map_err(|why| failure::sentence(&why))?;
    let post = post.ok_or_else(|| dispute::NO_POST.to_owned())?;
    let mut taken = 0;
    for some in chosen.chunks(ROWS) {
        let write = |(one, wanted): &(Known, Vec<Difference>)| {
            one.view.as_ref().map(|view| update(view, wanted, post, today))
        };
        let writes: Vec<CaseWrite> = some.iter().filter_map(write).collect();
        session.enter(writes, None).await.map_err(|why| failure::sentence(&why))?;
        taken += some.iter().map(|(_, wanted)| wanted.len()).sum::<usize>();
    }
    session.say(general::SAVED_HERE);
    Ok(taken)
}

use leptos::prelude::WithUntracked;
