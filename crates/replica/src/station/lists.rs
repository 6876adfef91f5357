//! Work lists: how many matters stand on each, and the rows of one.

use std::collections::BTreeSet;

use casework::{
    CaseKind, Directory,
    directory::Power,
    dispute::DisputeCounts,
    worklist::{Reader, RowFilter, RowOrder, TodayList},
};
use chrono::NaiveDate;
use ident::{OfficeCode, PersonId};

use super::{Station, StationError};
use crate::{Page, Store};

/// What somebody looks for in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// What was typed into the search box.
    pub typed: String,
    /// What else has to hold.
    pub filter: RowFilter,
    /// In which order.
    pub order: RowOrder,
}

/// How many matters there are on a day. Each count is that of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodayCounts {
    /// The lists that are not empty, the most pressing first.
    pub lists: Vec<(TodayList, usize)>,
    /// What this office registered: [`RowFilter::registered_here`].
    pub registered_here: usize,
    /// All petitions.
    pub total: usize,
}

/// Who reads the lists of this station: found once, asked for every row.
pub(super) struct Desk {
    office: OfficeCode,
    person: PersonId,
    powers: Vec<Power>,
    below: BTreeSet<OfficeCode>,
    today: NaiveDate,
}

impl Desk {
    fn new(office: &OfficeCode, person: PersonId, directory: &Directory, today: NaiveDate) -> Self {
        let posts = directory.posts_of(person, office, today);
        let mut powers: Vec<Power> =
            posts.flat_map(|post| post.role.powers().iter().copied()).collect();
        powers.sort_unstable();
        powers.dedup();
        let is_below = |code: &OfficeCode| code != office && directory.is_at_or_above(office, code);
        let codes = directory.offices.iter().map(|office| &office.code);
        let below = codes.filter(|code| is_below(code)).cloned().collect();
        Self { office: office.clone(), person, powers, below, today }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            office: &self.office,
            person: self.person,
            powers: &self.powers,
            today: self.today,
        }
    }
}

impl<S: Store> Station<S> {
    fn desk(&self, today: NaiveDate) -> Result<Desk, StationError> {
        let identity = self.registered()?;
        Ok(Desk::new(&identity.office, identity.person, self.directory(), today))
    }

    /// How many matters stand on each list of the day.
    ///
    /// # Errors
    /// [`StationError::NotRegistered`].
    pub fn today(&self, today: NaiveDate) -> Result<TodayCounts, StationError> {
        let desk = self.desk(today)?;
        let reader = desk.reader();
        let mut counts = TodayCounts { total: self.rows.petitions(), ..TodayCounts::default() };
        let mut lists = TodayList::ALL.map(|list| (list, 0));
        for row in self.rows.iter() {
            for (list, count) in &mut lists {
                *count += usize::from(reader.is_on(row, *list));
            }
            let petition = row.kind == casework::CaseKind::Petition;
            counts.registered_here +=
                usize::from(petition && row.home.as_ref() == Some(&desk.office));
        }
        counts.lists = lists.into_iter().filter(|(_, count)| *count > 0).collect();
        Ok(counts)
    }

    /// How many disputes there are, and how they stand.
    #[must_use]
    pub fn dispute_counts(&self) -> DisputeCounts {
        DisputeCounts::of(self.rows.of(CaseKind::Dispute))
    }

    /// The rows from `offset` on, at most `limit`, of those that are wanted.
    ///
    /// # Errors
    /// [`StationError::NotRegistered`] where the filter needs to know who asks.
    pub fn list(
        &mut self,
        wanted: &Wanted,
        today: NaiveDate,
        offset: usize,
        limit: usize,
    ) -> Result<Page<'_>, StationError> {
        if wanted.filter.is_everything() && wanted.order == RowOrder::Newest {
            return Ok(self.rows.page(&wanted.typed, offset, limit));
        }
        let desk = self.desk(today)?;
        let reader = desk.reader();
        // What the answer depends on beside the rows: it is found once and then scrolled through.
        let order = if wanted.order == RowOrder::DueFirst { "due" } else { "" };
        let version = self.directory.version.to_string();
        let filter = wanted.filter.to_text();
        let day = today.to_string();
        let name = [&*filter, order, &day, &version, &wanted.typed].join("\n");
        let is_below = |code: &OfficeCode| desk.below.contains(code);
        let wants = |row: &casework::MatterRow| wanted.filter.wants(row, &reader, &is_below);
        if wanted.order == RowOrder::DueFirst {
            let due = |row: &casework::MatterRow| reader.due(row).unwrap_or(NaiveDate::MAX);
            Ok(self.rows.page_where(&name, &wanted.typed, &wants, Some(&due), offset, limit))
        } else {
            Ok(self.rows.page_where(&name, &wanted.typed, &wants, None, offset, limit))
        }
    }
}
