//! From a workbook to disputes.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{
    DisputeColumn, DisputeField as F, DisputeLedger, DisputeLedgerRow, DisputeParty,
    DisputeTrouble, codes, column::field,
};
use crate::{
    cell::Cell,
    date::{Written, read_date},
    fold::{prose, squeeze, tidy},
    key::RowKey,
    plan::column_letter,
    sheet::Sheet,
    values::name,
    workbook::Workbook,
};

/// Headings stand within so many lines.
const TOP: usize = 15;
/// So many columns at least are known in a line of headings.
const KNOWN: usize = 3;
/// A name made of a text has so many characters at most.
const TITLE: usize = 24;
/// More parties than this are read as text only.
const MOST_PARTIES: usize = 30;

/// Reads every sheet that is not hidden and has headings of a dispute ledger.
#[must_use]
pub fn read(workbook: &Workbook) -> DisputeLedger {
    let mut ledger = DisputeLedger::default();
    let mut seen = HashMap::new();
    for sheet in workbook.sheets().iter().filter(|sheet| !sheet.hidden()) {
        read_sheet(sheet, &mut ledger, &mut seen);
    }
    ledger
}

/// A column from 0, its heading, and what it means.
type Heading = (u32, String, F);

/// The line of headings, with what each column means.
fn headings(sheet: &Sheet) -> Option<(u32, Vec<Heading>)> {
    let lines = sheet.rows().take(TOP).map(|row| {
        let mut columns = Vec::new();
        for column in 0..sheet.width() {
            let heading = tidy(&sheet.text_merged(row, column));
            if heading.is_empty() {
                continue;
            }
            // A meaning belongs to its first column; a second one of it is kept as written.
            let meaning = field(&heading).unwrap_or(F::Other);
            let taken = columns.iter().any(|(_, _, known)| *known == meaning);
            columns.push((column, heading, if taken { F::Other } else { meaning }));
        }
        (row, columns)
    });
    let known =
        |columns: &[Heading]| columns.iter().filter(|(_, _, field)| *field != F::Other).count();
    lines
        .filter(|(_, columns)| {
            let about = [F::Title, F::Text, F::Parties];
            known(columns) >= KNOWN && columns.iter().any(|(_, _, field)| about.contains(field))
        })
        .max_by_key(|(row, columns)| (known(columns), u32::MAX - row))
}

fn read_sheet(sheet: &Sheet, ledger: &mut DisputeLedger, seen: &mut HashMap<[u8; 32], u32>) {
    let Some((top, columns)) = headings(sheet) else { return };
    ledger.columns.extend(columns.iter().map(|(column, heading, field)| DisputeColumn {
        sheet: sheet.name().to_owned(),
        letter: column_letter(*column),
        heading: heading.clone(),
        field: *field,
    }));
    let rows: Vec<u32> = sheet.rows().filter(|row| *row > top).collect();
    for at in rows {
        let line = Line { sheet, row: at, columns: &columns };
        match line.read() {
            Some(mut row) => {
                row.key = key(&row, seen);
                ledger.rows.push(row);
            }
            None => ledger.skipped.push((sheet.name().to_owned(), at, line.whole())),
        }
    }
}

/// One line of a sheet.
struct Line<'a> {
    sheet: &'a Sheet,
    row: u32,
    columns: &'a [Heading],
}

impl Line<'_> {
    fn cell(&self, field: F) -> Option<&Cell> {
        let (column, ..) = self.columns.iter().find(|(_, _, at)| *at == field)?;
        self.sheet.cell_merged_down(self.row, *column)
    }

    fn text(&self, field: F) -> String {
        let cell = self.cell(field);
        cell.map(|cell| tidy(&cell.written(self.sheet.epoch()))).unwrap_or_default()
    }

    /// What somebody wrote in sentences, as it is written.
    fn prose(&self, field: F) -> String {
        let cell = self.cell(field);
        cell.map(|cell| prose(&cell.written(self.sheet.epoch()))).unwrap_or_default()
    }

    /// All that stands on the line.
    fn whole(&self) -> String {
        let all = (0..self.sheet.width()).map(|column| self.sheet.text(self.row, column));
        let all: Vec<String> = all.filter(|text| !text.trim().is_empty()).collect();
        all.join(" ").chars().take(200).collect()
    }

    /// A day, `2026-11-22`; empty where none is written whole.
    fn day(&self, field: F) -> String {
        let read = self.cell(field).and_then(|cell| read_date(cell, self.sheet.epoch()).ok());
        match read.map(|read| read.written) {
            Some(Written::Full(date)) => date.to_string(),
            _ => String::new(),
        }
    }

    fn read(&self) -> Option<DisputeLedgerRow> {
        // A line under merged cells says nothing of its own.
        let own = (0..self.sheet.width()).filter(|at| self.sheet.cell(self.row, *at).is_some());
        if own.count() < 2 {
            return None;
        }
        let (title, text, parties) =
            (one_line(&self.prose(F::Title)), self.prose(F::Text), self.text(F::Parties));
        let total = [self.text(F::Serial), title.clone(), parties.clone()];
        let is_total = total.iter().any(|text| {
            let text = squeeze(text);
            ["合计", "总计", "小计"].iter().any(|word| text.starts_with(word))
        });
        if is_total || (title.is_empty() && text.is_empty() && parties.is_empty()) {
            return None;
        }
        Some(self.dispute(title, text, &parties))
    }

    fn dispute(&self, title: String, text: String, parties: &str) -> DisputeLedgerRow {
        let mut troubles = Vec::new();
        let mut other: Vec<(String, String)> = Vec::new();
        let mut keep = |field: F| {
            let heading = self.columns.iter().find(|(_, _, at)| *at == field);
            if let Some((_, heading, _)) = heading {
                other.push((heading.clone(), self.prose(field)));
            }
        };
        let found_on = self.day(F::FoundOn);
        if found_on.is_empty() {
            troubles.push(DisputeTrouble::NoDay);
            keep(F::FoundOn);
        }
        let named = if title.is_empty() {
            troubles.push(DisputeTrouble::NoTitle);
            let source = if text.is_empty() { parties } else { &text };
            source.chars().take(TITLE).collect()
        } else {
            title
        };
        let written_kind = self.text(F::Kind);
        let kind = codes::kind(&written_kind).unwrap_or_default();
        if kind.is_empty() && !written_kind.is_empty() {
            troubles.push(DisputeTrouble::TypeUnclear);
            keep(F::Kind);
        }
        let written_risk = self.text(F::Risk);
        let risk = codes::risk(&written_risk).unwrap_or_default();
        if risk.is_empty() && !written_risk.is_empty() {
            keep(F::Risk);
        }
        let written_outcome = self.text(F::Outcome);
        let outcome = codes::outcome(&written_outcome);
        if outcome.is_err() {
            troubles.push(DisputeTrouble::OutcomeUnclear);
        }
        // The words beside the code are what an auditor reads.
        if !written_outcome.is_empty() {
            keep(F::Outcome);
        }
        let way = codes::way(&self.text(F::Way)).unwrap_or_default();
        if way.is_empty() && !self.text(F::Way).is_empty() {
            keep(F::Way);
        }
        let until = self.day(F::Until);
        if until.is_empty() && !self.text(F::Until).is_empty() {
            keep(F::Until);
        }
        let people = people(parties, &self.text(F::Phone));
        if people.is_empty() {
            troubles.push(DisputeTrouble::NoParty);
            if !parties.is_empty() {
                keep(F::Parties);
            }
        }
        let affected = self.affected(parties);
        let others = self.columns.iter().filter(|(_, _, field)| *field == F::Other);
        other.extend(others.filter_map(|(column, heading, _)| {
            let cell = self.sheet.cell_merged_down(self.row, *column)?;
            Some((heading.clone(), prose(&cell.written(self.sheet.epoch()))))
        }));
        other.retain(|(_, text)| !text.is_empty());
        DisputeLedgerRow {
            key: crate::key::NONE,
            sheet: self.sheet.name().to_owned(),
            row: self.row,
            found_on,
            found_by: self.text(F::FoundBy),
            title: named,
            text,
            kind: kind.to_owned(),
            place: one_line(&self.prose(F::Place)),
            parties: people,
            affected,
            amount: self.text(F::Amount),
            risk: risk.to_owned(),
            cause: self.prose(F::Cause),
            unit: self.text(F::Unit),
            until,
            outcome: outcome.ok().flatten().unwrap_or_default().to_owned(),
            way: way.to_owned(),
            ended_on: self.day(F::EndedOn),
            other,
            troubles,
        }
    }

    /// How many people: the column's number, or what stands beside the names (等5人).
    fn affected(&self, parties: &str) -> String {
        let digits = |text: &str| -> String {
            let rest = text.chars().skip_while(|sign| !sign.is_ascii_digit());
            rest.take_while(char::is_ascii_digit).take(4).collect()
        };
        let stated = digits(&squeeze(&self.text(F::Affected)));
        let stated = if stated.is_empty() {
            let within = squeeze(parties);
            within.rfind('人').map(|_| digits(&within)).unwrap_or_default()
        } else {
            stated
        };
        if stated.parse().is_ok_and(|count: u32| count > 0) { stated } else { String::new() }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The persons of a cell, with the phones of another in the same order.
fn people(names: &str, phones: &str) -> Vec<DisputeParty> {
    let phones: Vec<String> = phones
        .split(|sign: char| !sign.is_ascii_digit() && sign != '-')
        .filter(|digits| digits.len() >= 7)
        .map(str::to_owned)
        .collect();
    let parts = names.split(['、', '，', ',', '；', ';', '/', '\n', '与']);
    let names = parts.flat_map(|part| {
        let facts = name::read(part);
        let phone = facts.phone.unwrap_or_default();
        let all = facts.name.into_iter().chain(facts.others);
        all.map(|name| DisputeParty { name, phone: phone.clone() }).collect::<Vec<_>>()
    });
    let mut people: Vec<DisputeParty> = names.take(MOST_PARTIES).collect();
    for (person, phone) in people.iter_mut().zip(phones) {
        if person.phone.is_empty() {
            person.phone = phone;
        }
    }
    people
}

/// A key made of what the row says when it is found; not of what changes as the dispute goes on.
fn key(row: &DisputeLedgerRow, seen: &mut HashMap<[u8; 32], u32>) -> RowKey {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        let text = squeeze(text).to_lowercase();
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(&row.found_on);
    part(&row.title);
    part(&row.text);
    part(&row.place);
    for person in &row.parties {
        part(&person.name);
    }
    let content: [u8; 32] = hash.finalize().into();
    let count = seen.entry(content).or_insert(0);
    *count = count.saturating_add(1);
    let mut hash = Sha256::new();
    hash.update(b"dispute-row/1");
    hash.update(content);
    hash.update(count.to_le_bytes());
    RowKey::cut(hash.finalize().into())
}
