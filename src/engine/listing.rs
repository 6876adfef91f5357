//! Lists: windows of rows, the counts of the day, rows for a file.

use casework::{Directory, MatterRow, row::RowClock, step::codes::Relation};
use chrono::NaiveDate;
use ident::OfficeCode;
use replica::{Station, StationError, Wanted};
use std::collections::BTreeSet;

use super::{excerpt::excerpt, store::DeviceStore};
use crate::bridge::{
    ClockOwner, ExportRow, ListClock, ListQuery, ListRow, Packed, Reply, RowMore, TodayLists,
    Window,
};

/// Longest excerpt in a list, in characters.
const EXCERPT: usize = 80;
/// Most rows of one answer: what a screen asks for is far below it.
const MOST: u32 = 500;

type Answered = Result<Reply, StationError>;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A window of the list.
pub fn list(station: &mut Station<DeviceStore>, query: ListQuery, today: NaiveDate) -> Answered {
    let directory = station.directory().clone();
    let own = station.identity().map(|identity| identity.office.clone());
    let shown = Shown::new(&directory, own.as_ref());
    let waiting = station.waiting_matters();
    let (wanted, offset, limit) = wanted(query);
    let page = station.list(&wanted, today, offset as usize, limit)?;
    let packed = |row: &&MatterRow| {
        let shown = shown.list_row(row, waiting.contains(&row.matter));
        (row.matter, Packed::new(&shown))
    };
    let rows = page.rows.iter().map(packed).collect();
    let window = Window { total: count(page.total), found: count(page.found), offset, rows };
    Ok(Reply::Window(window))
}

/// Rows of the list for a file.
pub fn export(station: &mut Station<DeviceStore>, query: ListQuery, today: NaiveDate) -> Answered {
    let directory = station.directory().clone();
    let own = station.identity().map(|identity| identity.office.clone());
    let shown = Shown::new(&directory, own.as_ref());
    let (wanted, offset, limit) = wanted(query);
    let page = station.list(&wanted, today, offset as usize, limit)?;
    let rows = page.rows.iter().map(|row| shown.export_row(row)).collect();
    Ok(Reply::Exported { found: count(page.found), rows: Packed::new(&rows) })
}

/// How many matters stand on each list of the day.
pub fn today(station: &Station<DeviceStore>, today: NaiveDate) -> Answered {
    let counts = station.today(today)?;
    let lists = TodayLists {
        as_of: station.sync_status().last_reached.map(casework::Moment::millis),
        today,
        lists: counts.lists.into_iter().map(|(list, number)| (list, count(number))).collect(),
        registered_here: count(counts.registered_here),
        total: count(counts.total),
    };
    Ok(Reply::Today(lists))
}

fn wanted(query: ListQuery) -> (Wanted, u32, usize) {
    let ListQuery { text, filter, order, offset, limit } = query;
    (Wanted { typed: text, filter, order }, offset, limit.min(MOST) as usize)
}

/// Rows as they are shown at one office.
struct Shown<'a> {
    directory: &'a Directory,
    own: Option<&'a OfficeCode>,
    /// Names that more than one office has.
    alike: BTreeSet<&'a str>,
}

impl<'a> Shown<'a> {
    fn new(directory: &'a Directory, own: Option<&'a OfficeCode>) -> Self {
        let (mut seen, mut alike) = (BTreeSet::new(), BTreeSet::new());
        for office in &directory.offices {
            if !seen.insert(office.name.as_str()) {
                alike.insert(office.name.as_str());
            }
        }
        Self { directory, own, alike }
    }

    fn office(&self, code: Option<&OfficeCode>) -> String {
        let office = code.and_then(|code| self.directory.office(code));
        office.map(|office| office.name.clone()).unwrap_or_default()
    }

    /// The name of the office above, where the office's own name is not its alone.
    fn parent(&self, code: Option<&OfficeCode>) -> String {
        let office = code.and_then(|code| self.directory.office(code));
        let alike = office.filter(|office| self.alike.contains(office.name.as_str()));
        alike.map(|office| self.office(office.parent.as_ref())).unwrap_or_default()
    }

    fn person(&self, row: &MatterRow) -> String {
        let person = row.charged.and_then(|person| self.directory.person(person));
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    /// What this office owes comes before what others owe, and that before the petitioner's limits.
    fn clock(&self, row: &MatterRow) -> Option<ListClock> {
        let rank = |clock: &&RowClock| {
            let kind = match &clock.office {
                Some(office) if Some(office) == self.own => 0u8,
                Some(_) => 1,
                None => 2,
            };
            (kind, clock.due)
        };
        let clock = row.clocks.iter().min_by_key(rank)?;
        let owner = match &clock.office {
            Some(office) if Some(office) == self.own => ClockOwner::Here,
            Some(office) => ClockOwner::Office(self.office(Some(office))),
            None => ClockOwner::Petitioner,
        };
        let passed_on = clock.office.is_some() && clock.office != row.holder;
        let RowClock { id, start, due, provisional, .. } = *clock;
        Some(ListClock { id, owner, passed_on, start, due, provisional })
    }

    fn list_row(&self, row: &MatterRow, waiting: bool) -> ListRow {
        ListRow {
            matter: row.matter,
            local_no: row.local_no.clone(),
            name: row.name.clone(),
            received_on: row.received_on.clone(),
            channel: row.channel.clone(),
            category: row.category.clone(),
            place: row.place.clone(),
            petitioners: row.petitioners,
            excerpt: excerpt(&row.text, EXCERPT),
            home_name: self.office(row.home.as_ref()),
            holder_name: self.office(row.holder.as_ref()),
            contested: row.contested,
            notes: row.notes,
            waiting,
            stage: row.stage,
            clock: self.clock(row),
            urgent: row.urgent,
            unopened: row.unopened,
            charged_name: self.person(row),
            for_a_person: row.for_a_person,
            held_here: row.holder.as_ref() == self.own,
            holder_parent: self.parent(row.holder.as_ref()),
            kind: row.kind,
            title: row.title.clone(),
            more: Packed::new(&RowMore {
                dispute: row.dispute.clone(),
                meeting: row.meeting.clone(),
                screening: row.screening.clone(),
                promises: row.promises.clone(),
                instructions: row.instructions.clone(),
                home: row.home.clone(),
                place_office: row.place_office.clone(),
            }),
        }
    }

    fn export_row(&self, row: &MatterRow) -> ExportRow {
        let local_nos = if row.local_nos.is_empty() {
            vec![row.local_no.clone()]
        } else {
            row.local_nos.clone()
        };
        let home = row.home.as_ref().map(ToString::to_string).unwrap_or_default();
        ExportRow {
            local_nos,
            name: row.name.clone(),
            phone: row.phone.clone(),
            received_on: row.received_on.clone(),
            channel: row.channel.clone(),
            petitioners: row.petitioners,
            affected: row.affected,
            category: row.category.clone(),
            place: row.place.clone(),
            place_office: row.place_office.clone(),
            text: row.text.clone(),
            home: (home, self.office(row.home.as_ref())),
            holder_name: self.office(row.holder.as_ref()),
            charged_name: self.person(row),
            stage: row.stage,
            clock: self.clock(row),
            urgent: row.urgent,
            repeat: row.links.iter().any(|(_, how)| how == Relation::Repeat.name()),
        }
    }
}
