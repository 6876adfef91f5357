//! What is due for appraisal (鉴定): its term has ended, and people decide whether it is kept on or
//! proposed for destruction. Nothing goes by itself.

use chrono::NaiveDate;

use super::{ErasureScope, RetentionClass, RetentionProfile, Term};
use crate::MatterRow;

/// How a row stands to its term on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appraisal {
    /// What kind of archive it is.
    pub class: RetentionClass,
    /// Its term.
    pub term: Term,
    /// The last day of the term.
    pub until: NaiveDate,
    /// A proposal to erase it waits for a word.
    pub proposed: bool,
}

/// Whether a case is due for appraisal on a day; none where its term runs, or there is nothing left.
#[must_use]
pub fn appraisal(row: &MatterRow, rules: Option<&str>, today: NaiveDate) -> Option<Appraisal> {
    let kept = row.kept.as_ref()?;
    if kept.erased == Some(ErasureScope::Whole) {
        return None;
    }
    let over_on: NaiveDate = kept.over_on.parse().ok()?;
    let profile = RetentionProfile::find(rules);
    let until = profile.kept_until(kept.class, over_on)?;
    (until < today).then(|| Appraisal {
        class: kept.class,
        term: profile.term(kept.class),
        until,
        proposed: kept.proposed,
    })
}
