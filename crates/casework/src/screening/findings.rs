//! What was found and said, read from the rows once, and how it stands with each report.

use std::collections::HashMap;

use chrono::NaiveDate;
use ident::OfficeCode;

use super::{Period, Standing};
use crate::{CaseKind, MatterRow, Moment, directory::Round};

/// A dispute as screening counts it.
#[derive(Debug, Clone, Copy)]
struct Found<'a> {
    on: NaiveDate,
    round: &'a str,
}

/// Something an office said of a period.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    from: NaiveDate,
    to: NaiveDate,
    round: &'a str,
    nothing: bool,
    on: NaiveDate,
}

/// What was found and said, by office: by that which entered it, whoever has it now.
#[derive(Debug, Default)]
pub struct Findings<'a> {
    found: HashMap<&'a OfficeCode, Vec<Found<'a>>>,
    said: HashMap<&'a OfficeCode, Vec<Said<'a>>>,
    /// The day on which each office recorded something first.
    begun: HashMap<&'a OfficeCode, NaiveDate>,
}

impl<'a> Findings<'a> {
    /// Reads them from rows of any kind.
    pub fn of(rows: impl IntoIterator<Item = &'a MatterRow>) -> Self {
        let mut all = Self::default();
        for row in rows {
            let Some(office) = &row.home else { continue };
            let recorded = Moment::from_millis(row.recorded_at).date();
            let begun = all.begun.entry(office).or_insert(recorded);
            *begun = recorded.min(*begun);
            if let (CaseKind::Dispute, Some(dispute)) = (row.kind, &row.dispute) {
                let Some(on) = clocks::parse_date(&dispute.found_on) else { continue };
                let found = Found { on, round: &dispute.round };
                all.found.entry(office).or_default().push(found);
            }
            if let (CaseKind::Screening, Some(report)) = (row.kind, &row.screening) {
                let day = clocks::parse_date;
                let days = (day(&report.from), day(&report.to), day(&report.on));
                let (Some(from), Some(to), Some(on)) = days else { continue };
                let said = Said { from, to, round: &report.round, nothing: report.nothing, on };
                all.said.entry(office).or_default().push(said);
            }
        }
        all
    }

    /// How it stands with an office's report on a period. A dispute found in it is the report,
    /// whatever was said; of what was said counts what was said of this very period, or of one that
    /// holds it, once it had begun.
    #[must_use]
    pub fn standing(&self, office: &OfficeCode, period: Period) -> Standing {
        let holds = |said: &Said<'_>| {
            said.round.is_empty()
                && said.from <= period.from
                && period.to <= said.to
                && period.from <= said.on
        };
        self.judge(office, |found| period.holds(found.on), holds)
    }

    /// Whether an office worked with this in a period already: it had recorded something by its last
    /// day. Nobody is asked about the time before.
    #[must_use]
    pub fn worked(&self, office: &OfficeCode, period: Period) -> bool {
        self.begun.get(office).is_some_and(|begun| *begun <= period.to)
    }

    /// How it stands with an office's share of a round.
    #[must_use]
    pub fn standing_in(&self, office: &OfficeCode, round: &Round) -> Standing {
        self.judge(office, |found| found.round == round.id, |said| said.round == round.id)
    }

    fn judge(
        &self,
        office: &OfficeCode,
        counts: impl Fn(&Found<'_>) -> bool,
        speaks: impl Fn(&Said<'_>) -> bool,
    ) -> Standing {
        let found = self.found.get(office).into_iter().flatten();
        let found = found.filter(|one| counts(one)).count();
        let mut said = self.said.get(office).into_iter().flatten().filter(|one| speaks(one));
        let first = said.next();
        match (found, first) {
            (0, None) => Standing::NotReported,
            // Whoever wrote something of the period reported, though nothing was entered: a review.
            (0, Some(first)) if first.nothing && said.all(|one| one.nothing) => Standing::Zero,
            (found, _) => Standing::Found(u32::try_from(found).unwrap_or(u32::MAX)),
        }
    }
}

/// How it stands with an office's report on a period, or on its share of a round. For many offices or
/// periods read the rows once with [`Findings::of`].
pub fn standing<'a>(
    rows: impl IntoIterator<Item = &'a MatterRow>,
    office: &OfficeCode,
    period: Period,
    round: Option<&Round>,
) -> Standing {
    let findings = Findings::of(rows);
    match round {
        Some(round) => findings.standing_in(office, round),
        None => findings.standing(office, period),
    }
}
