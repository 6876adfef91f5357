//! What the cells of a column look like.

use std::collections::HashSet;

use crate::cell::{Cell, Epoch};
use crate::date::{Written, read_date};
use crate::field::Field;
use crate::fold::{is_han, squeeze};
use crate::values::mark::is_tick;
use crate::values::{
    channel, count, id_number, is_ditto, name, outcome, phone, says_nothing, sex, tag, village,
};

/// How many of a column's cells look like what.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Cells with something in them, without those that say 无 or 同上.
    pub(crate) filled: u32,
    id_number: u32,
    phone: u32,
    sex: u32,
    date: u32,
    /// Days without a month: 3日.
    days: u32,
    village: u32,
    people: u32,
    channel: u32,
    outcome: u32,
    accepts: u32,
    /// 是, 否, √: an answer, but to which question?
    answers: u32,
    ticks: u32,
    name: u32,
    unit: u32,
    subject: u32,
    sentence: u32,
    characters: u32,
    /// Cells whose whole number is one more than that above.
    counted_up: u32,
    last_number: Option<f64>,
    distinct: HashSet<String>,
}

impl Profile {
    /// Take another cell into account.
    pub(crate) fn add(&mut self, cell: &Cell, epoch: Epoch) {
        let text = cell.written(epoch);
        if says_nothing(&text) || is_ditto(&text) || matches!(cell, Cell::Error(_)) {
            return;
        }
        let squeezed = squeeze(&text);
        let length = squeezed.chars().count() as u32;
        let found = |slot: &mut u32, holds: bool| *slot += u32::from(holds);
        self.filled += 1;
        self.characters += length;
        let number = match cell {
            Cell::Number(number) => Some(*number),
            _ => squeezed.parse().ok().filter(|_| length < 6),
        };
        if let (Some(number), Some(last)) = (number, self.last_number) {
            found(&mut self.counted_up, number == last + 1.0);
        }
        self.last_number = number.or(self.last_number);
        let is_id = match cell {
            Cell::Number(number) => *number >= 1e14,
            _ => {
                id_number::find(&text).is_some()
                    || id_number::read(cell) == Err(crate::ProblemKind::IdPrecisionLost)
            }
        };
        found(&mut self.id_number, is_id);
        found(&mut self.phone, !is_id && phone::read(cell).is_ok() && !looks_dated(cell, epoch));
        found(&mut self.sex, length <= 2 && sex::read(&text).is_some());
        found(&mut self.date, looks_dated(cell, epoch));
        found(&mut self.days, length <= 3 && squeezed.ends_with(['日', '号']));
        found(&mut self.village, village::looks_like(&text));
        let of_people = match cell {
            Cell::Number(number) => number.fract() == 0.0 && (1.0..1_000.0).contains(number),
            _ => {
                (squeezed.contains('人') || length <= 3) && length <= 8 && count::read(cell).is_ok()
            }
        };
        found(&mut self.people, of_people);
        found(&mut self.channel, length <= 8 && channel::read(&text).is_some());
        let answer = outcome::answer(&squeezed).is_some();
        let accepts = !answer && length <= 12 && outcome::accepts(&text).is_some();
        found(&mut self.answers, answer);
        found(&mut self.ticks, is_tick(&squeezed));
        found(&mut self.accepts, accepts);
        found(
            &mut self.outcome,
            !answer && !accepts && length <= 12 && outcome::concluded(&text).is_some(),
        );
        found(
            &mut self.name,
            length <= 12 && name::read(&text).name.is_some_and(|name| name::looks_like(&name)),
        );
        let unit_ends = ['所', '办', '局', '站', '委', '队', '院', '部', '科', '室', '厅', '会'];
        found(
            &mut self.unit,
            (3..=16).contains(&length)
                && (squeezed.ends_with(unit_ends)
                    || squeezed.ends_with("中心")
                    || squeezed.ends_with("政府")),
        );
        found(&mut self.subject, length <= 10 && tag::of_category(&text).is_some());
        found(
            &mut self.sentence,
            length >= 7 && squeezed.chars().filter(|c| is_han(*c)).count() >= 6,
        );
        if self.distinct.len() < 400 {
            self.distinct.insert(squeezed);
        }
    }

    /// Which part of the filled cells looks like what a field holds; none where looks say nothing.
    pub(crate) fn share(&self, field: Field) -> Option<f32> {
        let hits = match field {
            Field::IdNumber => self.id_number,
            Field::Phone => self.phone,
            Field::Sex => self.sex,
            Field::ReceivedOn if self.date == 0 => self.days,
            Field::ReceivedOn | Field::DueOn | Field::ConcludedOn => self.date,
            Field::Village => self.village,
            Field::Petitioners => self.people,
            Field::Channel => self.channel,
            // Where a few cells show what is asked, a plain 是 or 否 answers the same.
            Field::Concluded if self.outcome * 8 >= self.filled => self.outcome + self.answers,
            Field::PetitionerAccepts if self.accepts * 8 >= self.filled => {
                self.accepts + self.answers
            }
            Field::Concluded => self.outcome,
            Field::PetitionerAccepts => self.accepts,
            Field::Name => self.name,
            Field::ResponsibleUnit => self.unit,
            Field::Category => self.subject,
            Field::Text => self.sentence,
            Field::Serial if self.last_number.is_some() => self.counted_up,
            _ => return None,
        };
        (self.filled > 0).then(|| hits as f32 / self.filled as f32)
    }

    /// Whether there is nothing but ticks.
    pub(crate) fn only_ticks(&self) -> bool {
        self.filled > 0 && self.ticks == self.filled
    }

    /// Characters per cell.
    pub(crate) fn length(&self) -> f32 {
        if self.filled == 0 { 0.0 } else { self.characters as f32 / self.filled as f32 }
    }

    /// Whether the cells differ from each other, as names and numbers do and kinds do not.
    pub(crate) fn varied(&self) -> bool {
        self.filled < 6 || self.distinct.len() as u32 * 4 >= self.filled.min(400)
    }
}

fn looks_dated(cell: &Cell, epoch: Epoch) -> bool {
    match cell {
        Cell::Date(serial) => *serial > 18_000.0,
        // Any small number could be the day of a month.
        Cell::Number(number) => {
            (36_000.0..60_000.0).contains(number) || (19_900_101.0..20_991_231.0).contains(number)
        }
        _ => {
            let text = squeeze(&cell.written(epoch));
            text.chars().filter(char::is_ascii_digit).count()
                + text.chars().filter(|c| "〇零一二三四五六七八九十".contains(*c)).count()
                >= 2
                && read_date(cell, epoch)
                    .is_ok_and(|read| !matches!(read.written, Written::DayOnly { .. }))
        }
    }
}
