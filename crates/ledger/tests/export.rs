//! What is exported reads back as it was.

use chrono::{Days, NaiveDate};
use ledger::{
    Channel, Limits, Workbook,
    export::{Column, Entry, Table, workbook},
    guess, interpret,
};
use proptest::prelude::*;

const HEADINGS: [&str; 9] = [
    "编号",
    "收到日期",
    "姓名",
    "联系电话",
    "来访人数",
    "信访形式",
    "问题发生地",
    "内容分类",
    "反映内容",
];

fn table(rows: Vec<Vec<Entry>>) -> Table {
    let columns =
        HEADINGS.iter().map(|heading| Column { heading: (*heading).to_owned(), width: 14 });
    Table { sheet: "信访事项".to_owned(), columns: columns.collect(), rows }
}

fn text(text: &str) -> Entry {
    Entry::text(text)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn petition(no: &str, on: &str, name: &str, people: u32, what: &str) -> Vec<Entry> {
    vec![
        text(no),
        Entry::day(on),
        text(name),
        text("19900001234"),
        Entry::Number(people),
        text("来访"),
        text("前杨村"),
        text("土地承包经营"),
        text(what),
    ]
}

#[test]
fn an_exported_list_reads_as_a_ledger() {
    let rows = vec![
        petition("990101001201-1-0001", "2026-11-02", "单小明", 1, "反映门前道路积水，要求修整"),
        petition(
            "990101001201-1-0002",
            "2026-11-03",
            "查理明",
            12,
            "要求公开“一事一议”账目 <附件> & 说明",
        ),
        petition("990101001201-1-0003", "2026-10-31", "仇小红", 3, "=1+1 不是公式\n第二行"),
    ];
    let bytes = workbook(&table(rows));
    let book = Workbook::read(&bytes, &Limits::default()).unwrap();
    let read = interpret(&book, &guess(&book)).rows;
    let short: Vec<_> = read
        .iter()
        .map(|row| {
            (
                row.received_on,
                row.name.as_deref().unwrap(),
                row.phone.as_deref(),
                row.petitioners,
                row.channel,
                row.text.as_deref().unwrap(),
            )
        })
        .collect();
    let phone = Some("19900001234");
    let visit = Some(Channel::Visit);
    assert_eq!(
        short,
        [
            (
                Some(day("2026-11-02")),
                "单小明",
                phone,
                Some(1),
                visit,
                "反映门前道路积水，要求修整"
            ),
            (
                Some(day("2026-11-03")),
                "查理明",
                phone,
                Some(12),
                visit,
                "要求公开“一事一议”账目 <附件> & 说明"
            ),
            (Some(day("2026-10-31")), "仇小红", phone, Some(3), visit, "=1+1 不是公式\n第二行"),
        ]
    );
    assert_eq!(read[0].sheet, "信访事项");
    assert_eq!(read[0].row, 2);
    assert_eq!(read[0].category.as_deref(), Some("土地承包经营"));
}

#[test]
fn the_same_table_makes_the_same_bytes_and_they_are_compressed() {
    let row = petition("1", "2026-11-02", "单小明", 1, "反映门前道路积水，要求修整");
    let many = table(vec![row; 500]);
    let bytes = workbook(&many);
    assert_eq!(bytes, workbook(&many));
    assert!(bytes.len() < 50_000, "{}", bytes.len());
}

#[test]
fn a_table_without_anything_is_a_workbook_still() {
    let bytes = workbook(&Table::default());
    assert_eq!(Workbook::read(&bytes, &Limits::default()).unwrap().sheets().len(), 1);
}

#[test]
fn signs_that_a_sheets_name_may_not_have_are_left_out() {
    let named = |name: &str| {
        let bytes = workbook(&Table { sheet: name.to_owned(), ..Table::default() });
        Workbook::read(&bytes, &Limits::default()).unwrap().sheets()[0].name().to_owned()
    };
    assert_eq!(named("a/b[c]:\"d\"&"), "abc\"d\"&");
    assert_eq!(named(&"名".repeat(40)), "名".repeat(31));
}

#[test]
fn days_excel_does_not_know_stay_readable() {
    let old = Table {
        rows: vec![vec![Entry::Date(day("1899-01-01"))]],
        columns: vec![Column { heading: "日期".into(), width: 10 }],
        ..Table::default()
    };
    assert_eq!(cells(&workbook(&old))[1], ["1899-01-01"]);
}

/// All cells as written, line by line.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let shown = |cell: &Data| match cell {
        Data::DateTime(at) => (day("1899-12-30") + Days::new(at.as_f64() as u64)).to_string(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

fn any_entry() -> impl Strategy<Value = (Entry, String)> {
    prop_oneof![
        Just((Entry::Empty, String::new())),
        any::<u32>().prop_map(|number| (Entry::Number(number), number.to_string())),
        (0u64..40_000).prop_map(|days| {
            let on = day("1950-01-01") + Days::new(days);
            (Entry::Date(on), on.to_string())
        }),
        "[一-龥a-z0-9<>&\"'=_x +\\-\\n]{1,12}".prop_map(|text| (Entry::Text(text.clone()), text)),
    ]
}

proptest! {
    #[test]
    fn every_cell_reads_back(rows in prop::collection::vec(prop::collection::vec(any_entry(), 9), 1..8)) {
        let entries = rows.iter().map(|row| row.iter().map(|(entry, _)| entry.clone()).collect());
        let read = cells(&workbook(&table(entries.collect())));
        let mut wanted: Vec<Vec<String>> = vec![HEADINGS.map(str::to_owned).to_vec()];
        wanted.extend(rows.iter().map(|row| row.iter().map(|(_, text)| text.clone()).collect()));
        // A line of nothing at the end is no line.
        while wanted.last().is_some_and(|row| row.iter().all(String::is_empty)) {
            wanted.pop();
        }
        prop_assert_eq!(read, wanted);
    }
}
