//! One row from its cells.

use chrono::NaiveDate;

use crate::cell::Cell;
use crate::date::years::{Period, first_from};
use crate::date::{Written, read_date};
use crate::field::{Field, Sex};
use crate::fold::{tidy, trimmed};
use crate::key;
use crate::plan::SheetPlan;
use crate::problem::{Problem, ProblemKind};
use crate::row::LedgerRow;
use crate::sheet::Sheet;
use crate::values::name::NameFacts;
use crate::values::{channel, id_number, name, outcome, phone, sex, tag, village};

use super::lookup::{Cells, Found};
use super::table::{Received, Setting, people};

/// Collects what is wrong while a row is read.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, field: Field, kind: ProblemKind, raw: impl Into<String>) {
        self.0.push(Problem { field, kind, raw: raw.into() });
    }
}

/// Read one row. Nothing stops it: what cannot be read becomes a problem.
pub(super) fn read_row(
    sheet: &Sheet,
    plan: &SheetPlan,
    row: u32,
    cells: Cells,
    setting: &Setting,
    received: Received,
) -> LedgerRow {
    let mut problems = Problems::default();
    for (kind, raw) in received.problems {
        problems.add(Field::ReceivedOn, kind, raw);
    }
    let dated = [Field::ReceivedOn, Field::ReceivedDay];
    if received.date.is_none()
        && problems.0.is_empty()
        && dated.iter().any(|field| plan.columns_of(*field).next().is_some())
    {
        let raw = cells.written(&dated).unwrap_or_default();
        problems.add(Field::ReceivedOn, ProblemKind::DateMissing, raw);
    }
    for (field, raw) in &cells.dangling {
        if *field != Field::ReceivedOn {
            problems.add(*field, ProblemKind::DittoWithoutAbove, raw.as_str());
        }
    }
    let reader = Reader { sheet, plan, cells: &cells };
    let mut facts = reader.facts(&mut problems);
    let id_number = reader.id_number(&mut facts, &mut problems);
    let phone = reader.phone(&mut facts, &mut problems);
    let sex = reader.sex(&facts, id_number.as_deref(), &mut problems);
    let petitioners = reader.petitioners(&facts, &mut problems);
    let channel = match reader.text(Field::Channel, &mut problems) {
        None => setting.channel,
        Some((text, raw)) => reader.understood(
            Field::Channel,
            channel::read(&text),
            raw,
            ProblemKind::ChannelUnclear,
            &mut problems,
        ),
    };
    let address = reader
        .text(Field::Village, &mut problems)
        .map(|(text, _)| tidy(&phone::find_all(&without_id_text(&text)).1))
        .filter(|address| !address.is_empty());
    let village = address
        .as_deref()
        .map(village::read)
        .or(facts.village.take())
        .or_else(|| setting.village.clone());
    let text = reader.text(Field::Text, &mut problems).map(|(text, _)| trimmed(&text).to_owned());
    if text.is_none() && reader.has(Field::Text) {
        problems.add(Field::Text, ProblemKind::TextMissing, "");
    }
    let category = reader.text(Field::Category, &mut problems).map(|(text, _)| tidy(&text));
    let tag = category.as_deref().and_then(tag::of_category).map(str::to_owned);
    let responsible_unit =
        reader.text(Field::ResponsibleUnit, &mut problems).map(|(text, _)| tidy(&text));
    let due_on = reader.date(Field::DueOn, received.date, setting.period, &mut problems);
    if let (Some(due), Some(received), Some(found)) =
        (due_on, received.date, cells.first(Field::DueOn))
        && due < received
    {
        problems.add(Field::DueOn, ProblemKind::DueBeforeReceived, found.raw.as_str());
    }
    let concluded_on =
        reader.date(Field::ConcludedOn, received.date, setting.period, &mut problems);
    let concluded = reader.concluded(concluded_on, &mut problems);
    let petitioner_accepts =
        reader.text(Field::PetitionerAccepts, &mut problems).and_then(|(text, raw)| {
            let read = outcome::accepts(&text);
            reader.understood(
                Field::PetitionerAccepts,
                read,
                raw,
                ProblemKind::AcceptanceUnclear,
                &mut problems,
            )?
        });
    let address = address.filter(|address| village.as_ref() != Some(address));
    let mut row = LedgerRow {
        key: key::NONE,
        sheet: sheet.name().to_owned(),
        row,
        received_on: received.date,
        name: facts.name,
        other_names: facts.others,
        sex,
        id_number,
        phone,
        village,
        address,
        petitioners,
        channel,
        text,
        category,
        tag,
        responsible_unit,
        due_on,
        concluded,
        concluded_on,
        petitioner_accepts,
        other: Vec::new(),
        raw: Vec::new(),
        problems: problems.0,
    };
    let kept = cells.kept(sheet, &row);
    row.raw = cells.raw;
    row.other = cells.other;
    row.other.extend(kept);
    row
}

struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    cells: &'a Cells,
}

impl Reader<'_> {
    fn has(&self, field: Field) -> bool {
        self.plan.columns_of(field).next().is_some()
    }

    /// The text of a field's cell, and the cell as written. The error of a formula is a problem and not a text.
    fn text(&self, field: Field, problems: &mut Problems) -> Option<(String, String)> {
        let found = self.cells.first(field)?;
        if matches!(found.cell, Cell::Error(_)) {
            problems.add(field, ProblemKind::CellError, found.raw.as_str());
            return None;
        }
        Some((found.text(self.sheet), found.raw.clone()))
    }

    fn understood<T>(
        &self,
        field: Field,
        read: Option<T>,
        raw: String,
        kind: ProblemKind,
        problems: &mut Problems,
    ) -> Option<T> {
        if read.is_none() {
            problems.add(field, kind, raw);
        }
        read
    }

    /// What the cell for names says, and the cells for numbers where they hold a name as well.
    fn facts(&self, problems: &mut Problems) -> NameFacts {
        let stated = self.text(Field::Name, problems);
        let raw = stated.as_ref().map(|(_, raw)| raw.clone()).unwrap_or_default();
        let mut facts = stated.map(|(text, _)| name::read(&text)).unwrap_or_default();
        if facts.name.is_none() && !facts.anonymous {
            let beside =
                [Field::Phone, Field::IdNumber].into_iter().flat_map(|field| self.cells.all(field));
            for found in beside {
                let side = name::read(&found.text(self.sheet));
                if side.name.as_deref().is_some_and(name::looks_like) {
                    facts.name = side.name;
                    facts.others = side.others;
                    facts.count = facts.count.or(side.count);
                    facts.and_others |= side.and_others;
                    break;
                }
            }
        }
        if facts.anonymous {
            problems.add(Field::Name, ProblemKind::Anonymous, raw);
        } else if facts.name.is_none() && self.has(Field::Name) {
            problems.add(Field::Name, ProblemKind::NameMissing, raw);
        } else if !facts.others.is_empty() {
            problems.add(Field::Name, ProblemKind::SeveralNames, raw);
        }
        facts
    }

    fn id_number(&self, facts: &mut NameFacts, problems: &mut Problems) -> Option<String> {
        if let Some(found) = self.cells.first(Field::IdNumber) {
            match id_number::read(&found.cell) {
                Ok(read) => {
                    if let Some(note) = read.note {
                        problems.add(Field::IdNumber, note, found.raw.as_str());
                    }
                    return Some(read.number);
                }
                Err(kind) => problems.add(Field::IdNumber, kind, found.raw.as_str()),
            }
        }
        facts.id_number.take().or_else(|| {
            let beside =
                [Field::Phone, Field::Village].into_iter().flat_map(|field| self.cells.all(field));
            beside.filter_map(|found| id_number::find(&found.text(self.sheet))).next()
        })
    }

    fn phone(&self, facts: &mut NameFacts, problems: &mut Problems) -> Option<String> {
        let mut failed: Option<(ProblemKind, &Found)> = None;
        for found in self.cells.all(Field::Phone) {
            match phone::read(&without_id(&found.cell)) {
                Ok(read) => {
                    if let Some(note) = read.note {
                        problems.add(Field::Phone, note, found.raw.as_str());
                    }
                    return Some(read.number);
                }
                Err(kind) => failed = failed.or(Some((kind, found))),
            }
        }
        let beside =
            [Field::IdNumber, Field::Village].into_iter().flat_map(|field| self.cells.all(field));
        let elsewhere = facts.phone.take().or_else(|| {
            beside
                .filter_map(|found| {
                    phone::find_all(&without_id_text(&found.text(self.sheet))).0.into_iter().next()
                })
                .next()
        });
        if elsewhere.is_none()
            && let Some((kind, found)) = failed
        {
            problems.add(Field::Phone, kind, found.raw.as_str());
        }
        elsewhere
    }

    fn sex(&self, facts: &NameFacts, id: Option<&str>, problems: &mut Problems) -> Option<Sex> {
        let stated = match self.text(Field::Sex, problems) {
            None => facts.sex,
            Some((text, raw)) => self.understood(
                Field::Sex,
                sex::read(&text),
                raw,
                ProblemKind::SexUnclear,
                problems,
            ),
        };
        if let (Some(stated), Some(by_id)) = (stated, id.and_then(id_number::sex))
            && stated != by_id
        {
            let raw =
                self.cells.first(Field::Sex).map(|found| found.raw.clone()).unwrap_or_default();
            problems.add(Field::Sex, ProblemKind::SexAgainstId, raw);
        }
        stated
    }

    fn petitioners(&self, facts: &NameFacts, problems: &mut Problems) -> Option<u32> {
        let named = facts.count.map(|count| count.people);
        if let Some(found) = self.cells.first(Field::Petitioners) {
            match people(found) {
                Ok(read) => {
                    if let Some(note) = read.note {
                        problems.add(Field::Petitioners, note, found.raw.as_str());
                    }
                    if named.is_some_and(|named| named != read.people)
                        || (facts.and_others && read.people == 1)
                    {
                        problems.add(
                            Field::Petitioners,
                            ProblemKind::CountDiffers,
                            found.raw.as_str(),
                        );
                    }
                    return Some(read.people);
                }
                Err(kind) => {
                    if named.is_none() {
                        problems.add(Field::Petitioners, kind, found.raw.as_str());
                        return None;
                    }
                }
            }
        }
        if let Some(count) = facts.count {
            if let Some(note) = count.note {
                problems.add(Field::Petitioners, note, "");
            }
            return Some(count.people);
        }
        if facts.and_others {
            let raw =
                self.cells.first(Field::Name).map(|found| found.raw.clone()).unwrap_or_default();
            problems.add(Field::Petitioners, ProblemKind::CountUnclear, raw);
            return None;
        }
        u32::try_from(facts.others.len() + 1).ok()
    }

    /// A date that is not the day of receipt. Without a year it is the first such day from the receipt on.
    fn date(
        &self,
        field: Field,
        received: Option<NaiveDate>,
        period: Period,
        problems: &mut Problems,
    ) -> Option<NaiveDate> {
        let found = self.cells.first(field)?;
        let read = match read_date(&found.cell, self.sheet.epoch()) {
            Ok(read) => read,
            Err(kind) => {
                problems.add(field, kind, found.raw.as_str());
                return None;
            }
        };
        if let Some(note) = read.note {
            problems.add(field, note, found.raw.as_str());
        }
        match read.written {
            Written::Full(date) => Some(date),
            Written::NoYear { month, day } => {
                let single = period.years.filter(|(first, last)| first == last);
                let date = match (received, single) {
                    (Some(received), _) => first_from(received, month, day),
                    (None, Some((year, _))) => NaiveDate::from_ymd_opt(year, month, day),
                    (None, None) => None,
                };
                let kind = if date.is_some() {
                    ProblemKind::YearInferred
                } else {
                    ProblemKind::YearUnknown
                };
                problems.add(field, kind, found.raw.as_str());
                date
            }
            // In a column for terms, 30日 is thirty days.
            Written::DayOnly { .. } => {
                problems.add(field, ProblemKind::DueIsTerm, found.raw.as_str());
                None
            }
        }
    }

    fn concluded(&self, concluded_on: Option<NaiveDate>, problems: &mut Problems) -> Option<bool> {
        if let Some(found) = self.cells.first(Field::Concluded) {
            if let Cell::Bool(value) = found.cell {
                return Some(value);
            }
            let dated = matches!(
                read_date(&found.cell, self.sheet.epoch()).map(|read| read.written),
                Ok(Written::Full(_) | Written::NoYear { .. })
            );
            let (text, raw) = self.text(Field::Concluded, problems)?;
            let read = outcome::concluded(&text).or(dated.then_some(true));
            return self.understood(
                Field::Concluded,
                read,
                raw,
                ProblemKind::OutcomeUnclear,
                problems,
            );
        }
        if self.has(Field::Concluded) || self.has(Field::ConcludedOn) {
            return Some(concluded_on.is_some());
        }
        None
    }
}

fn without_id(cell: &Cell) -> Cell {
    match cell {
        Cell::Text(text) => Cell::Text(without_id_text(text)),
        other => other.clone(),
    }
}

fn without_id_text(text: &str) -> String {
    id_number::find_run(text).map_or_else(|| text.to_owned(), |(_, rest)| rest)
}
