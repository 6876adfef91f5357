//! One table, line by line.

use std::collections::VecDeque;

use chrono::NaiveDate;

use crate::date::years::{Period, Stated, resolve, settle_tens};
use crate::date::{Written, one_or_ten, read_date};
use crate::field::{Channel, Field};
use crate::fold::squeeze;
use crate::guess::period_of;
use crate::lines::skip_reason;
use crate::plan::SheetPlan;
use crate::problem::ProblemKind;
use crate::row::{LedgerRow, SkipReason, Skipped};
use crate::sheet::Sheet;
use crate::values::{channel, count, village};

use super::lookup::{Above, Cells, Found, blank};
use super::reader::read_row;

/// One line read.
pub(super) enum Line {
    Petition(Box<LedgerRow>),
    Skipped(Skipped),
}

/// What holds for a line without standing on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// The channel where none is stated.
    pub(super) channel: Option<Channel>,
    /// The village where there is no column for it.
    pub(super) village: Option<String>,
    pub(super) period: Period,
}

/// The day a line states, made out beforehand because it depends on its neighbours.
#[derive(Debug, Clone, Default)]
pub(super) struct Received {
    pub(super) date: Option<NaiveDate>,
    pub(super) problems: Vec<(ProblemKind, String)>,
}

#[derive(Debug)]
enum Task {
    Read { row: u32, setting: Setting, received: Received },
    Skip(Skipped),
}

/// A table being read.
#[derive(Debug)]
pub(super) struct Table<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    above: Above,
    tasks: VecDeque<Task>,
}

impl<'a> Table<'a> {
    pub(super) fn new(sheet: &'a Sheet, plan: &'a SheetPlan) -> Self {
        let mut table = Self { sheet, plan, above: Above::default(), tasks: VecDeque::new() };
        table.sort_lines();
        table.date_lines();
        table
    }

    pub(super) fn first_row(&self) -> u32 {
        self.plan.first_row
    }

    pub(super) fn next_line(&mut self) -> Option<Line> {
        Some(match self.tasks.pop_front()? {
            Task::Skip(skipped) => Line::Skipped(skipped),
            Task::Read { row, setting, received } => {
                let cells = Cells::of(self.sheet, self.plan, row, &mut self.above);
                Line::Petition(Box::new(read_row(
                    self.sheet, self.plan, row, cells, &setting, received,
                )))
            }
        })
    }

    fn sort_lines(&mut self) {
        let plan = self.plan;
        let mut setting = Setting {
            channel: plan.channel,
            village: plan
                .village
                .clone()
                .filter(|_| plan.columns_of(Field::Village).next().is_none()),
            period: Period { years: plan.years, month: plan.month },
        };
        let mut expected = plan.first_row;
        for row in self.sheet.rows().filter(|row| *row <= plan.last_row) {
            if row < plan.first_row {
                let heading = plan.header_rows.contains(&row);
                if heading || plan.title_rows.contains(&row) {
                    let reason = match (plan.include, heading) {
                        (false, _) => SkipReason::SheetLeftOut,
                        (true, true) => SkipReason::Heading,
                        (true, false) => SkipReason::Title,
                    };
                    self.skip(row, row, reason);
                }
                continue;
            }
            if plan.include && row > expected {
                self.skip(expected, row - 1, SkipReason::Blank);
            }
            expected = row.saturating_add(1);
            if !plan.include {
                self.skip(row, row, SkipReason::SheetLeftOut);
                continue;
            }
            match skip_reason(self.sheet, plan, row) {
                Some(reason) => {
                    if reason == SkipReason::Section {
                        setting.enter(&self.line_text(row), plan);
                    }
                    self.skip(row, row, reason);
                }
                None => self.tasks.push_back(Task::Read {
                    row,
                    setting: setting.clone(),
                    received: Received::default(),
                }),
            }
        }
    }

    fn line_text(&self, row: u32) -> String {
        let texts: Vec<String> = self
            .sheet
            .cells(row)
            .iter()
            .map(|(_, cell)| cell.written(self.sheet.epoch()))
            .collect();
        texts.join(" ")
    }

    fn skip(&mut self, row: u32, last_row: u32, reason: SkipReason) {
        let text = if reason == SkipReason::Blank { String::new() } else { self.line_text(row) };
        self.tasks.push_back(Task::Skip(Skipped {
            sheet: self.sheet.name().to_owned(),
            row,
            last_row,
            reason,
            text,
        }));
    }

    /// Make out the day of every line, with the years that are missing.
    fn date_lines(&mut self) {
        let mut above = Above::default();
        let mut dated: Vec<usize> = Vec::new();
        let mut stated: Vec<(Stated, Period)> = Vec::new();
        for (at, task) in self.tasks.iter_mut().enumerate() {
            let Task::Read { row, setting, received } = task else { continue };
            let read = date_of_line(self.sheet, self.plan, *row, &mut above, received);
            if let Some(date) = read {
                dated.push(at);
                stated.push((date, setting.period));
            }
        }
        let days: Vec<Stated> = stated.iter().map(|(day, _)| *day).collect();
        let mut resolvable: Vec<usize> = Vec::new();
        let mut written: Vec<(Written, Period)> = Vec::new();
        for ((at, (day, period)), settled) in dated.into_iter().zip(stated).zip(settle_tens(&days))
        {
            let ten = matches!(day, Stated::OneOrTen { .. });
            if let (true, Some(Task::Read { row, received, .. })) = (ten, self.tasks.get_mut(at)) {
                let kind = match settled {
                    Some(_) => ProblemKind::DayInferred,
                    None => ProblemKind::DateAmbiguous,
                };
                received.problems.push((kind, stated_text(self.sheet, self.plan, *row)));
            }
            if let Some(day) = settled {
                resolvable.push(at);
                written.push((day, period));
            }
        }
        let resolved = resolve(&written);
        for (at, result) in resolvable.into_iter().zip(resolved) {
            let Some(Task::Read { row, received, .. }) = self.tasks.get_mut(at) else { continue };
            let raw = stated_text(self.sheet, self.plan, *row);
            match result {
                Ok((date, inferred)) => {
                    received.date = Some(date);
                    if inferred {
                        received.problems.push((ProblemKind::YearInferred, raw));
                    }
                }
                Err(kind) => received.problems.push((kind, raw)),
            }
        }
    }
}

impl Setting {
    /// Take over what a heading line says about the lines below it.
    fn enter(&mut self, text: &str, plan: &SheetPlan) {
        let squeezed = squeeze(text);
        // A title of its own over the next block may be longer than a heading line.
        let titled = squeezed.contains(['账', '帐', '表', '册', '簿', '薄']);
        if squeezed.chars().count() > if titled { 40 } else { 16 } {
            return;
        }
        if let Some(channel) = channel::only(&squeezed) {
            self.channel = Some(channel);
        }
        let period = period_of(&squeezed, &[]);
        self.period = Period {
            years: period.years.or(self.period.years),
            month: period.month.or(if period.years.is_some() { None } else { self.period.month }),
        };
        let own = village::as_heading(&squeezed)
            .filter(|_| plan.columns_of(Field::Village).next().is_none());
        if own.is_some() {
            self.village = own;
        }
    }
}

/// What stands in the column for the day.
fn stated_text(sheet: &Sheet, plan: &SheetPlan, row: u32) -> String {
    plan.columns_of(Field::ReceivedOn)
        .next()
        .map(|column| sheet.text(row, column.column))
        .unwrap_or_default()
}

/// The date a line states, as far as written.
fn date_of_line(
    sheet: &Sheet,
    plan: &SheetPlan,
    row: u32,
    above: &mut Above,
    received: &mut Received,
) -> Option<Stated> {
    let mut stated = None;
    for column in plan.columns_of(Field::ReceivedOn) {
        match above.resolve(sheet, row, column.column) {
            Ok(Some(found)) if !blank(&found.cell) && stated.is_none() => stated = Some(found),
            Ok(_) => {}
            Err(raw) => received.problems.push((ProblemKind::DittoWithoutAbove, raw)),
        }
    }
    let Some(found) = stated else {
        return date_of_parts(sheet, plan, row, above).map(Stated::Known);
    };
    if let Some((month, day)) = one_or_ten(&found.cell) {
        return Some(Stated::OneOrTen { month, day });
    }
    match read_date(&found.cell, sheet.epoch()) {
        Ok(read) => {
            if let Some(note) = read.note {
                received.problems.push((note, found.raw));
            }
            Some(Stated::Known(read.written))
        }
        Err(kind) => {
            let kind =
                if kind == ProblemKind::DueIsTerm { ProblemKind::DateUnreadable } else { kind };
            received.problems.push((kind, found.raw));
            None
        }
    }
}

/// The date from columns of its own for year, month and day.
fn date_of_parts(sheet: &Sheet, plan: &SheetPlan, row: u32, above: &mut Above) -> Option<Written> {
    let mut part = |field| -> Option<u32> {
        let column = plan.columns_of(field).next()?;
        let found: Found = above.resolve(sheet, row, column.column).ok()??;
        let text = squeeze(&found.text(sheet));
        let digits = crate::numeral::with_digits(text.trim_end_matches(['年', '月', '日', '号']));
        digits.parse().ok()
    };
    let year = part(Field::ReceivedYear);
    let month = part(Field::ReceivedMonth);
    let day = part(Field::ReceivedDay)?;
    let Some(month) = month else {
        return (1..=31).contains(&day).then_some(Written::DayOnly { day });
    };
    let year = year.map(|year| if year < 80 { year + 2000 } else { year });
    match year.and_then(|year| i32::try_from(year).ok()) {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day).map(Written::Full),
        None => NaiveDate::from_ymd_opt(2024, month, day).map(|_| Written::NoYear { month, day }),
    }
}

/// The number of people a cell states.
pub(super) fn people(found: &Found) -> Result<count::ReadCount, ProblemKind> {
    count::read(&found.cell)
}
