//! The import format: a text with one day a row, as a spreadsheet saves it.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::{BadTable, RowFault, Rule, YearTable};
use crate::{iso, parse_date};

impl YearTable {
    /// Reads a table: a header row, then rows `date,kind,name,source`. The kind is `holiday` or 休
    /// for a day off, `workday` or 班 for a make-up working day; name and source may be missing.
    /// Cells may be quoted. The year is that of the latest date; days of the December before belong
    /// to it too.
    ///
    /// # Errors
    /// [`BadTable`], with the row where one is wrong. Nothing is taken from a file with a wrong row.
    pub fn from_csv(text: &str) -> Result<Self, BadTable> {
        if text.len() > Self::MAX_BYTES {
            return Err(BadTable::TooLarge { bytes: text.len(), most: Self::MAX_BYTES });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let header = lines.next().and_then(|(_, line)| cells(line).ok()).unwrap_or_default();
        if !header.first().is_some_and(|cell| is_one_of(cell, &["date", "日期"])) {
            return Err(BadTable::NoHeader);
        }
        let mut rows = Vec::new();
        for (row, line) in lines {
            if rows.len() == Self::MAX_ROWS {
                return Err(BadTable::TooManyRows { most: Self::MAX_ROWS });
            }
            let (date, rule) = read(line).map_err(|fault| BadTable::Row { row, fault })?;
            rows.push((row, date, rule));
        }
        let latest = rows.iter().map(|(_, date, _)| *date).max().ok_or(BadTable::Empty)?;
        let mut table = Self::new(latest.year());
        for (row, date, rule) in rows {
            if !Self::covers(table.year, date) {
                return Err(BadTable::Row { row, fault: RowFault::OtherYear });
            }
            if table.rules.insert(date, rule).is_some() {
                return Err(BadTable::Row { row, fault: RowFault::Duplicate });
            }
        }
        Ok(table)
    }

    /// The table in the format [`YearTable::from_csv`] reads.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::from("date,kind,name,source\n");
        for (date, rule) in self.rules() {
            let kind = if rule.working { "workday" } else { "holiday" };
            for (cell, after) in
                [(iso(date).as_str(), ","), (kind, ","), (&*rule.name, ","), (&*rule.source, "\n")]
            {
                text.push_str(&quoted(cell));
                text.push_str(after);
            }
        }
        text
    }
}

fn read(line: &str) -> Result<(NaiveDate, Rule), RowFault> {
    let mut cells = cells(line)?.into_iter();
    let (Some(date), Some(kind)) = (cells.next(), cells.next()) else {
        return Err(RowFault::Columns);
    };
    let (name, source) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    // A spreadsheet that has seen wider rows leaves empty cells behind.
    if cells.any(|cell| !cell.is_empty()) {
        return Err(RowFault::Columns);
    }
    let date = parse_date(&date).ok_or(RowFault::Date)?;
    let working = match () {
        () if is_one_of(&kind, &["holiday", "休", "放假", "休息", "节假日"]) => false,
        () if is_one_of(&kind, &["workday", "班", "上班", "工作日"]) => true,
        () => return Err(RowFault::Kind),
    };
    if name.len() > YearTable::MAX_TEXT || source.len() > YearTable::MAX_TEXT {
        return Err(RowFault::TooLong);
    }
    Ok((date, Rule { working, name: Cow::Owned(name), source: Cow::Owned(source) }))
}

fn is_one_of(cell: &str, words: &[&str]) -> bool {
    words.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The cells of one line, without the space around them. No line breaks inside cells.
fn cells(line: &str) -> Result<Vec<String>, RowFault> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match rest.trim_start().strip_prefix('"') {
            Some(inside) => unquote(inside)?,
            None => match rest.split_once(',') {
                Some((cell, after)) => (cell.to_owned(), Some(after)),
                None => (rest.to_owned(), None),
            },
        };
        cells.push(cell.trim().to_owned());
        match after {
            Some(after) => rest = after,
            None => return Ok(cells),
        }
    }
}

/// The text up to the closing quotation mark, and what follows the comma after it.
fn unquote(inside: &str) -> Result<(String, Option<&str>), RowFault> {
    let mut cell = String::new();
    let mut rest = inside;
    loop {
        let (before, after) = rest.split_once('"').ok_or(RowFault::Quote)?;
        cell.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
            continue;
        }
        let after = after.trim_start();
        return match after.strip_prefix(',') {
            Some(next) => Ok((cell, Some(next))),
            None if after.is_empty() => Ok((cell, None)),
            None => Err(RowFault::Quote),
        };
    }
}

fn quoted(cell: &str) -> Cow<'_, str> {
    let plain = !cell.contains([',', '"']) && cell.trim() == cell;
    if plain {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    }
}
