//! Which rows of a ledger are here already, and in what they differ from what stands here.

use std::collections::HashMap;

use casework::{
    CaseKind, MatterView,
    worklist::{Kinds, RowFilter},
};
use ident::MatterId;
use ledger::dispute::{DisputeLedger, DisputeLedgerRow};

use super::super::whole::whole;
use super::{
    differ::{Difference, differences},
    entry::{intake, probe},
};
use crate::{
    bridge::{Command, ImportCheck, ListQuery, ListRow, Reply},
    ui::{browser, session::Session},
};

/// Rows asked about, or asked for, at once.
const SOME: u32 = 200;

/// A row that is here already.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The dispute; none where only its row is on this device, and the rest could not be fetched. It is
    /// not added again for that.
    pub view: Option<MatterView>,
    /// In what the row differs from it.
    pub differences: Vec<Difference>,
}

/// For each row of the ledger the dispute that it is; none where it is new. A row is recognised by what
/// it said when it was taken in, by the number that this app gave it, or by its name and day.
/// Unknown is as good as new: what is here is never added again.
pub async fn known(session: Session, ledger: &DisputeLedger) -> Vec<Option<Known>> {
    let mut cases: Vec<(Option<MatterId>, bool)> = Vec::with_capacity(ledger.rows.len());
    let index = Index::of(&all_disputes(session).await);
    for some in ledger.rows.chunks(SOME as usize) {
        let checked =
            match session.ask(Command::CheckImport(some.iter().map(probe).collect())).await {
                Ok(Reply::Checked(found)) => found,
                _ => Vec::new(),
            };
        for (at, row) in some.iter().enumerate() {
            let by_content = match checked.get(at) {
                Some(ImportCheck::Present(case)) => Some(*case),
                _ => None,
            };
            let by_number = index.by_number(row);
            cases.push((
                by_number.or(by_content).or_else(|| index.by_name(row)),
                by_number.is_some(),
            ));
        }
    }
    let here: Vec<MatterId> = cases.iter().filter_map(|(case, _)| *case).collect();
    let mut views = whole(session, &here, |_| {}).await.into_iter();
    let mut known = Vec::with_capacity(cases.len());
    for ((case, exported), row) in cases.into_iter().zip(&ledger.rows) {
        let view = case.and_then(|_| views.next());
        known.push(view.map(|view| match view {
            Ok(view) => {
                let differences = differences(&view, &intake(row, browser::today()), exported);
                Known { view: Some(view), differences }
            }
            Err(_) => Known { view: None, differences: Vec::new() },
        }));
    }
    known
}

async fn all_disputes(session: Session) -> Vec<ListRow> {
    let filter = RowFilter { kinds: Kinds::Only(CaseKind::Dispute), ..RowFilter::default() };
    let mut rows: Vec<ListRow> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let query =
            ListQuery { filter: filter.clone(), offset, limit: SOME, ..ListQuery::default() };
        let Ok(Reply::Window(window)) = session.ask(Command::List(query)).await else {
            return rows;
        };
        let end = window.rows.is_empty();
        rows.extend(window.all_rows());
        if end || rows.len() >= window.found as usize {
            return rows;
        }
    }
}

/// The disputes that are here, by number and by name and day.
struct Index {
    numbers: HashMap<String, MatterId>,
    /// None where two have the same name and day: then neither is guessed.
    names: HashMap<(String, String), Option<MatterId>>,
}

fn bare(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

impl Index {
    fn of(rows: &[ListRow]) -> Self {
        let numbers = rows.iter().map(|row| (bare(&row.local_no), row.matter)).collect();
        let mut names: HashMap<(String, String), Option<MatterId>> = HashMap::new();
        for row in rows {
            let more = row.more.open().unwrap_or_default();
            let found_on = more.dispute.map(|dispute| dispute.found_on).unwrap_or_default();
            names
                .entry((bare(&row.title), found_on))
                .and_modify(|case| *case = None)
                .or_insert(Some(row.matter));
        }
        Self { numbers, names }
    }

    /// By the number in a column of its own, as our own export has it.
    fn by_number(&self, row: &DisputeLedgerRow) -> Option<MatterId> {
        let mut numbers = row.other.iter().filter(|(heading, _)| bare(heading) == "编号");
        numbers.find_map(|(_, number)| self.numbers.get(&bare(number)).copied())
    }

    fn by_name(&self, row: &DisputeLedgerRow) -> Option<MatterId> {
        if row.found_on.is_empty() || row.title.is_empty() {
            return None;
        }
        self.names.get(&(bare(&row.title), row.found_on.clone())).copied().flatten()
    }
}
