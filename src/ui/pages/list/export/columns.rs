//! The columns of an exported list: under Chinese names, or under the field names of the national
//! system, with its codes where they are known.

use casework::schema::{Channel, PersonField};
use chrono::NaiveDate;
use ledger::export::{Column, Entry, Table};
use lookup::content::{ContentEntry, ContentList};

use crate::{
    bridge::{ClockOwner, ExportRow},
    ui::words::{directory, general, list, mask, procedure},
};

/// Which names stand above the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// Chinese ones, which the app itself reads again as a ledger.
    Chinese,
    /// The national system's field names.
    National,
}

/// Longest summary, in characters.
const SUMMARY: usize = 200;
/// Longest text the national system takes, in characters.
const LONGEST: usize = 4000;

type Cell = fn(&ExportRow, &How) -> Entry;

/// How personal data is written, and on which day.
struct How {
    full: bool,
    today: NaiveDate,
}

const CHINESE: [(&str, u8, Cell); 18] = [
    ("编号", 24, |row, _| Entry::text(row.local_nos.join("、"))),
    ("收到日期", 12, |row, _| Entry::day(&row.received_on)),
    ("姓名", 10, name),
    ("联系电话", 14, phone),
    ("信访形式", 10, |row, _| Entry::text(directory::channel_of_name(&row.channel))),
    ("来访人数", 9, |row, _| Entry::Number(row.petitioners)),
    ("涉及人数", 9, affected),
    ("问题发生地", 16, |row, _| Entry::text(row.place.as_str())),
    ("内容分类", 18, |row, _| Entry::text(category(&row.category))),
    ("反映内容", 50, |row, _| Entry::text(row.text.as_str())),
    ("登记单位", 14, |row, _| Entry::text(row.home.1.as_str())),
    ("现在单位", 14, |row, _| Entry::text(row.holder_name.as_str())),
    ("承办人", 10, |row, _| Entry::text(row.charged_name.as_str())),
    ("办理阶段", 14, |row, _| Entry::text(procedure::stage(row.stage))),
    ("期限事项", 16, |row, _| {
        row.clock.as_ref().map_or(Entry::Empty, |clock| Entry::text(procedure::clock(clock.id)))
    }),
    ("限办日期", 12, due),
    ("期限情况", 12, |row, how| {
        row.clock.as_ref().map_or(Entry::Empty, |clock| {
            Entry::text(list::days_left(clock.due.signed_duration_since(how.today).num_days()))
        })
    }),
    ("重大紧急", 9, |row, _| yes(row.urgent)),
];

const NATIONAL: [(&str, u8, Cell); 18] = [
    ("local_no", 24, |row, _| Entry::text(row.local_nos.join("、"))),
    ("xfrq", 12, |row, _| Entry::day(&row.received_on)),
    ("xfxs", 10, |row, _| channel_code(&row.channel)),
    ("xfrs", 8, |row, _| Entry::Number(row.petitioners)),
    ("sjrs", 8, affected),
    ("姓名", 10, name),
    ("手机", 14, phone),
    ("gkxx", 40, |row, _| text_of(row, SUMMARY)),
    ("tsnr", 50, |row, _| text_of(row, LONGEST)),
    ("wtsddm", 16, |row, _| Entry::text(row.place_office.as_str())),
    ("nrfldm", 18, |row, _| category_code(&row.category)),
    ("djjgdm", 16, |row, _| Entry::text(row.home.0.as_str())),
    ("djjgmc", 14, |row, _| Entry::text(row.home.1.as_str())),
    ("xfjzt", 14, |row, _| Entry::text(procedure::stage(row.stage))),
    ("cfxfbz", 8, |row, _| flag(row.repeat)),
    ("xbjzsj", 12, due),
    ("bjbz", 8, |row, _| flag(row.stage.is_concluded())),
    ("zdjjbz", 8, |row, _| flag(row.urgent)),
];

/// Rows as a table. `full` writes names and phones whole; else a part of them is hidden.
pub fn table(rows: &[ExportRow], heads: Heads, full: bool, today: NaiveDate) -> Table {
    let columns = match heads {
        Heads::Chinese => &CHINESE,
        Heads::National => &NATIONAL,
    };
    let how = How { full, today };
    let line = |row: &ExportRow| columns.iter().map(|(_, _, cell)| cell(row, &how)).collect();
    Table {
        sheet: general::LIST.to_owned(),
        columns: columns
            .iter()
            .map(|(heading, width, _)| Column { heading: (*heading).to_owned(), width: *width })
            .collect(),
        rows: rows.iter().map(line).collect(),
    }
}

fn name(row: &ExportRow, how: &How) -> Entry {
    if how.full {
        return Entry::text(row.name.as_str());
    }
    let sign = |(at, sign): (usize, char)| if at == 0 { sign } else { '*' };
    Entry::text(row.name.chars().enumerate().map(sign).collect::<String>())
}

fn phone(row: &ExportRow, how: &How) -> Entry {
    if how.full {
        return Entry::text(row.phone.as_str());
    }
    Entry::text(mask::masked(PersonField::Phone, &row.phone))
}

fn affected(row: &ExportRow, _: &How) -> Entry {
    if row.affected == 0 { Entry::Empty } else { Entry::Number(row.affected) }
}

/// A limit that an office has; the petitioner's own is no date by which anything is to be done.
fn due(row: &ExportRow, _: &How) -> Entry {
    let clock = row.clock.as_ref().filter(|clock| clock.owner != ClockOwner::Petitioner);
    clock.map_or(Entry::Empty, |clock| Entry::Date(clock.due))
}

fn text_of(row: &ExportRow, most: usize) -> Entry {
    Entry::text(row.text.chars().take(most).collect::<String>())
}

fn yes(is: bool) -> Entry {
    if is { Entry::text("是") } else { Entry::Empty }
}

fn flag(is: bool) -> Entry {
    Entry::Number(u32::from(is))
}

fn category(id: &str) -> String {
    if id.is_empty() { String::new() } else { directory::short_category(id) }
}

/// The national code where the city brought one; else the name, never an invented code.
fn category_code(id: &str) -> Entry {
    let code = match ContentList::current().entry(id) {
        Some(ContentEntry::Item(_, item)) => item.national_code.as_deref(),
        Some(ContentEntry::Category(category)) => category.national_code.as_deref(),
        None => None,
    };
    code.map_or_else(|| Entry::text(category(id)), Entry::text)
}

/// The national code of the channels of which it is known; else the word.
fn channel_code(name: &str) -> Entry {
    match Channel::from_name(name) {
        Some(Channel::Letter) => Entry::text("100"),
        Some(Channel::Visit) => Entry::text("200"),
        Some(Channel::Online) => Entry::text("300"),
        _ => Entry::text(directory::channel_of_name(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::ListClock;
    use casework::matter::Stage;
    use clocks::ClockId;
    use ledger::{Limits, Workbook, export::workbook, guess, interpret};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row() -> ExportRow {
        ExportRow {
            local_nos: vec!["990101001201-1-0001".into(), "990101001201-2-0001".into()],
            name: "单小明".into(),
            phone: "19900001234".into(),
            received_on: "2026-11-02".into(),
            channel: "visit".into(),
            petitioners: 3,
            affected: 40,
            category: "rural.land_contract".into(),
            place: "前杨村".into(),
            place_office: "990101001201".into(),
            text: "反映门前道路积水，要求修整".into(),
            home: ("990101001201".into(), "前杨村".into()),
            holder_name: "柳湾镇".into(),
            charged_name: "查理明".into(),
            stage: Stage::Accepted,
            clock: Some(ListClock {
                id: ClockId::Handle,
                owner: ClockOwner::Here,
                passed_on: false,
                start: day("2026-11-03"),
                due: day("2027-01-02"),
                provisional: false,
            }),
            urgent: true,
            repeat: true,
        }
    }

    fn line(heads: Heads, full: bool) -> Vec<(String, Entry)> {
        let table = table(&[row()], heads, full, day("2026-11-23"));
        let headings = table.columns.into_iter().map(|column| column.heading);
        headings.zip(table.rows.into_iter().flatten()).collect()
    }

    fn of<'a>(line: &'a [(String, Entry)], heading: &str) -> &'a Entry {
        &line.iter().find(|(at, _)| at == heading).unwrap().1
    }

    #[test]
    fn personal_data_is_hidden_unless_asked_for() {
        for (heads, phone) in [(Heads::Chinese, "联系电话"), (Heads::National, "手机")] {
            let masked = line(heads, false);
            assert_eq!(*of(&masked, "姓名"), Entry::text("单**"));
            assert_eq!(*of(&masked, phone), Entry::text("199****1234"));
            let full = line(heads, true);
            assert_eq!(*of(&full, "姓名"), Entry::text("单小明"));
            assert_eq!(*of(&full, phone), Entry::text("19900001234"));
        }
    }

    #[test]
    fn national_fields_have_codes_where_they_are_known() {
        let line = line(Heads::National, true);
        assert_eq!(*of(&line, "xfrq"), Entry::Date(day("2026-11-02")));
        assert_eq!(*of(&line, "xfxs"), Entry::text("200"));
        assert_eq!(*of(&line, "xfrs"), Entry::Number(3));
        assert_eq!(*of(&line, "wtsddm"), Entry::text("990101001201"));
        assert_eq!(*of(&line, "nrfldm"), Entry::text("土地承包经营"));
        assert_eq!(*of(&line, "xbjzsj"), Entry::Date(day("2027-01-02")));
        assert_eq!(*of(&line, "bjbz"), Entry::Number(0));
        assert_eq!(*of(&line, "cfxfbz"), Entry::Number(1));
        assert_eq!(channel_code("fax"), Entry::text("传真"));
    }

    #[test]
    fn what_was_exported_reads_as_a_ledger_of_the_same_rows() {
        let another = ExportRow {
            name: "查大方".into(),
            received_on: "2026-11-05".into(),
            petitioners: 1,
            affected: 0,
            clock: None,
            urgent: false,
            text: "要求公开账目 <附件> & 说明".into(),
            ..row()
        };
        let bytes = workbook(&table(&[row(), another], Heads::Chinese, true, day("2026-11-23")));
        let book = Workbook::read(&bytes, &Limits::default()).unwrap();
        let read = interpret(&book, &guess(&book)).rows;
        let short: Vec<_> = read
            .iter()
            .map(|row| {
                (
                    row.received_on.unwrap().to_string(),
                    row.name.clone().unwrap(),
                    row.phone.clone().unwrap(),
                    row.petitioners.unwrap(),
                    row.channel.unwrap().name(),
                    row.text.clone().unwrap(),
                    row.category.clone().unwrap(),
                    row.due_on.map(|on| on.to_string()),
                )
            })
            .collect();
        let text = |text: &str| text.to_owned();
        assert_eq!(
            short,
            [
                (
                    text("2026-11-02"),
                    text("单小明"),
                    text("19900001234"),
                    3,
                    "visit",
                    text("反映门前道路积水，要求修整"),
                    text("土地承包经营"),
                    Some(text("2027-01-02"))
                ),
                (
                    text("2026-11-05"),
                    text("查大方"),
                    text("19900001234"),
                    1,
                    "visit",
                    text("要求公开账目 <附件> & 说明"),
                    text("土地承包经营"),
                    None
                ),
            ]
        );
    }
}
