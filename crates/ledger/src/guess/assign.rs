//! Giving the columns their meanings.

use chrono::{Datelike, NaiveDate};

use crate::cell::{Cell, Epoch};
use crate::content::Profile;
use crate::date::{Written, read_date};
use crate::field::Field;
use crate::headings::{recognise, recognise_path};
use crate::plan::{ColumnPlan, Reason};
use crate::sheet::Sheet;
use crate::values::mark::{answered, is_answer};

use super::header::Header;
use super::unknown;

/// How many lines are looked at for what the cells look like.
const SAMPLE: usize = 120;

/// Fewer cells than this prove nothing.
const FEW: u32 = 3;

/// One meaning a column might have.
struct Candidate {
    at: usize,
    field: Field,
    score: f32,
    confidence: u8,
    reason: Reason,
    /// One of several columns that are ticked.
    ticked: bool,
}

/// Plans for all columns of a table.
pub(super) fn columns(sheet: &Sheet, header: &Header, first: u32, last: u32) -> Vec<ColumnPlan> {
    let lines: Vec<u32> = sheet
        .rows()
        .filter(|row| (first..=last).contains(row) && sheet.cells(*row).len() >= 3)
        .take(SAMPLE)
        .collect();
    let mut plans = Vec::new();
    let mut profiles = Vec::new();
    let mut candidates = Vec::new();
    for column in 0..sheet.width() {
        let path = header.path(sheet, column);
        let mut profile = Profile::default();
        let mut samples = Vec::new();
        for row in &lines {
            if let Some(cell) = sheet.cell(*row, column) {
                profile.add(cell, sheet.epoch());
                let text = cell.written(sheet.epoch());
                if samples.len() < 3 && !samples.contains(&text) {
                    samples.push(text);
                }
            }
        }
        if path.is_empty() && samples.is_empty() {
            continue;
        }
        let at = plans.len();
        candidates.extend(by_heading(at, &path, &profile));
        candidates.extend(by_content(at, &path, &profile));
        plans.push(unknown(column, path.join("·"), samples));
        profiles.push(profile);
    }
    settle(&mut plans, candidates);
    date_parts(&mut plans);
    second_date(sheet, &lines, &mut plans, &profiles);
    plans
}

fn by_heading(at: usize, path: &[String], profile: &Profile) -> Option<Candidate> {
    // 来访, 来信 and 来电 side by side without a common heading, and nothing but ticks below.
    if profile.only_ticks()
        && let Some(field) = path.last().and_then(|last| answered(last))
    {
        let score = 90.0;
        let reason = Reason::HeadingAndContent;
        return Some(Candidate { at, field, score, confidence: 90, reason, ticked: true });
    }
    let (field, score) = recognise_path(path)?;
    let ticked = path.len() > 1 && path.last().is_some_and(|last| is_answer(field, last));
    let share = profile.share(field).filter(|_| profile.filled >= FEW && !ticked);
    let mut total = f32::from(score);
    let mut reason = Reason::Heading;
    match share {
        // What is concluded and what is accepted, what is called a kind, a unit or a name, words alone cannot refute.
        Some(0.0)
            if matches!(
                field,
                Field::Concluded
                    | Field::PetitionerAccepts
                    | Field::Category
                    | Field::ResponsibleUnit
                    | Field::Name
                    | Field::Village
            ) =>
        {
            total -= 10.0;
        }
        Some(0.0) => total -= 45.0,
        Some(share) => {
            // Of 村 and 详细地址 side by side, the one with the villages in it is meant.
            total += if field == Field::Village { 30.0 } else { 10.0 } * share;
            if share >= 0.5 {
                reason = Reason::HeadingAndContent;
            }
        }
        None => {}
    }
    // 信访类别 often is 来访, 来信, 来电: what stands there then says so, unless another column is called the channel.
    let of_channels = profile.share(Field::Channel).is_some_and(|share| share >= 0.8);
    if field == Field::Category && of_channels && share == Some(0.0) {
        total = 20.0;
    }
    // Of two columns for the matter the fuller one is it.
    if field == Field::Text {
        total += profile.length().min(60.0) / 10.0;
    }
    let confidence = match (reason, share) {
        (Reason::HeadingAndContent, _) => score.min(99),
        (_, Some(0.0)) => score.min(95) / 2,
        _ => score.min(90),
    };
    Some(Candidate { at, field, score: total, confidence, reason, ticked })
}

/// Meanings that cells can show, with the share that is enough.
const SHOWN: [(Field, f32); 13] = [
    (Field::IdNumber, 0.6),
    (Field::Phone, 0.6),
    (Field::Sex, 0.8),
    (Field::Channel, 0.8),
    (Field::ReceivedOn, 0.7),
    (Field::Village, 0.6),
    (Field::Concluded, 0.7),
    (Field::PetitionerAccepts, 0.8),
    (Field::Text, 0.6),
    (Field::Name, 0.6),
    (Field::ResponsibleUnit, 0.7),
    (Field::Category, 0.7),
    (Field::Petitioners, 0.8),
];

fn by_content(at: usize, path: &[String], profile: &Profile) -> Vec<Candidate> {
    let by_heading = recognise_path(path);
    let enough = |share: f32, least: f32| share >= least && (profile.filled >= FEW || share >= 1.0);
    let refuted = by_heading
        .is_some_and(|(field, _)| profile.filled >= FEW && profile.share(field) == Some(0.0));
    let mut found = Vec::new();
    for (field, least) in SHOWN {
        let Some(share) = profile.share(field).filter(|share| enough(*share, least)) else {
            continue;
        };
        let allowed = match by_heading {
            None => true,
            Some((own, _)) if own == field => false,
            // A number, a date or a channel is plain to see, whatever the heading calls it.
            Some((Field::Other | Field::Serial, _)) => false,
            Some((Field::Category | Field::Text, score)) if field == Field::Channel => {
                score < 100 || refuted
            }
            Some(_) => {
                refuted
                    && matches!(
                        field,
                        Field::IdNumber
                            | Field::Phone
                            | Field::Sex
                            | Field::ReceivedOn
                            | Field::Channel
                    )
            }
        };
        let counted = profile.share(Field::Serial).unwrap_or(0.0) >= 0.7;
        let repetitive = matches!(field, Field::Name | Field::Text) && !profile.varied();
        if !allowed || repetitive || (field == Field::Petitioners && counted) {
            continue;
        }
        let length = if field == Field::Text { profile.length().min(50.0) / 5.0 } else { 0.0 };
        // Numbers that identify are the plainest of all; a column of them is not also one of something else.
        let plain = if matches!(field, Field::IdNumber | Field::Phone | Field::ReceivedOn) {
            10.0
        } else {
            0.0
        };
        found.push(Candidate {
            at,
            field,
            score: 30.0 * share + length + plain,
            confidence: (30.0 + 45.0 * share) as u8,
            reason: Reason::Content,
            ticked: false,
        });
    }
    found
}

/// Give each column one meaning and each meaning one column, the surest first. Several columns may hold telephones.
fn settle(plans: &mut [ColumnPlan], mut candidates: Vec<Candidate>) {
    candidates.sort_by(|one, two| two.score.total_cmp(&one.score).then(one.at.cmp(&two.at)));
    let mut settled = vec![false; plans.len()];
    let mut taken = Vec::new();
    for candidate in candidates {
        let many = matches!(candidate.field, Field::Other | Field::Serial)
            || candidate.ticked
            || (candidate.field == Field::Phone && candidate.reason != Reason::Content);
        if !many && taken.contains(&candidate.field) {
            continue;
        }
        let (Some(plan), Some(done)) = (plans.get_mut(candidate.at), settled.get_mut(candidate.at))
        else {
            continue;
        };
        if *done {
            continue;
        }
        *done = true;
        taken.push(candidate.field);
        plan.field = candidate.field;
        plan.confidence = candidate.confidence;
        plan.reason = candidate.reason;
    }
}

/// 年, 月 and 日 as columns mean something only together.
fn date_parts(plans: &mut [ColumnPlan]) {
    let has = |field| plans.iter().any(|plan: &ColumnPlan| plan.field == field);
    if has(Field::ReceivedMonth) && has(Field::ReceivedDay) && !has(Field::ReceivedOn) {
        return;
    }
    // A single 日, where the month stands in a line above the days.
    let days_only =
        has(Field::ReceivedDay) && !has(Field::ReceivedMonth) && !has(Field::ReceivedOn);
    for plan in plans {
        if days_only && plan.field == Field::ReceivedDay {
            plan.field = Field::ReceivedOn;
            continue;
        }
        if matches!(plan.field, Field::ReceivedYear | Field::ReceivedMonth | Field::ReceivedDay) {
            *plan = unknown(
                plan.column,
                std::mem::take(&mut plan.heading),
                std::mem::take(&mut plan.samples),
            );
        }
    }
}

/// Of two columns of dates without headings, the one mostly later than the other is when it is due.
fn second_date(sheet: &Sheet, lines: &[u32], plans: &mut [ColumnPlan], profiles: &[Profile]) {
    if plans.iter().any(|plan| plan.field == Field::DueOn) {
        return;
    }
    let Some(first) = plans.iter().position(|plan| plan.field == Field::ReceivedOn) else {
        return;
    };
    let second = plans.iter().zip(profiles).position(|(plan, profile)| {
        let dated = profile.share(Field::DueOn).is_some_and(|share| share >= 0.7);
        dated && plan.reason == Reason::Nothing && recognise(&plan.heading).is_none()
    });
    let column = |at: usize| plans.get(at).map(|plan| plan.column);
    let (Some(second), Some(received)) = (second, column(first)) else {
        return;
    };
    let Some(other) = column(second) else { return };
    let by_content = plans.get(first).is_some_and(|plan| plan.reason == Reason::Content);
    let days: Vec<i64> = lines
        .iter()
        .filter_map(|row| {
            let stated = |column| read_date(sheet.cell(*row, column)?, sheet.epoch()).ok();
            days_between(stated(received)?.written, stated(other)?.written)
        })
        .collect();
    let mostly = |count: usize| days.len() >= FEW as usize && count * 10 >= days.len() * 8;
    let later = mostly(days.iter().filter(|days| **days >= 5).count());
    let earlier = by_content && mostly(days.iter().filter(|days| **days <= -5).count());
    let (received, due) = match (later, earlier) {
        (true, _) => (first, second),
        (_, true) => (second, first),
        _ => return,
    };
    for (at, field) in [(received, Field::ReceivedOn), (due, Field::DueOn)] {
        if let Some(plan) = plans.get_mut(at).filter(|plan| plan.field != field) {
            plan.field = field;
            plan.confidence = 50;
            plan.reason = Reason::Content;
        }
    }
}

/// How many days lie between two dates; where one has no year, the shorter way round it.
fn days_between(from: Written, to: Written) -> Option<i64> {
    let day = |written| match written {
        Written::Full(date) => Some((Some(date), date.month(), date.day())),
        Written::NoYear { month, day } => Some((None, month, day)),
        Written::DayOnly { .. } => None,
    };
    let (from, to) = (day(from)?, day(to)?);
    if let (Some(from), Some(to)) = (from.0, to.0) {
        return Some((to - from).num_days());
    }
    // Of a leap year, which has every day.
    let ordinal = |(_, month, day)| {
        NaiveDate::from_ymd_opt(2024, month, day).map(|date| i64::from(date.ordinal()))
    };
    Some((ordinal(to)? - ordinal(from)? + 183).rem_euclid(366) - 183)
}

/// Whether any line of a table states a day with its year.
pub(super) fn any_full_date<'a>(
    sheet: &Sheet,
    columns: impl Iterator<Item = &'a ColumnPlan>,
    first: u32,
    last: u32,
) -> bool {
    let columns: Vec<u32> = columns.map(|column| column.column).collect();
    sheet.rows().filter(|row| (first..=last).contains(row)).any(|row| {
        columns.iter().any(|column| {
            sheet.cell(row, *column).and_then(|cell| full_date(cell, sheet.epoch())).is_some()
        })
    })
}

fn full_date(cell: &Cell, epoch: Epoch) -> Option<NaiveDate> {
    match read_date(cell, epoch).ok()?.written {
        Written::Full(date) => Some(date),
        _ => None,
    }
}
