//! A dispute ledger as towns keep it, written and read.

use ledger::{
    Limits, Workbook,
    dispute::{DisputeField, DisputeTrouble, read},
    export::{Column, Entry, Table, workbook},
};
use proptest::prelude::*;

const HEADINGS: [&str; 14] = [
    "序号",
    "排查时间",
    "纠纷名称",
    "主要内容",
    "类型",
    "发生地",
    "当事人及人数",
    "联系电话",
    "涉及金额（元）",
    "风险等级",
    "包案领导",
    "结果",
    "化解方式",
    "销号时间",
];

fn table(rows: Vec<Vec<Entry>>) -> Vec<u8> {
    let columns =
        HEADINGS.iter().map(|heading| Column { heading: (*heading).to_owned(), width: 14 });
    workbook(&Table { sheet: "2026年台账".to_owned(), columns: columns.collect(), rows })
}

fn line(texts: [&str; 14]) -> Vec<Entry> {
    let cell = |(at, text): (usize, &&str)| match at {
        1 | 13 => Entry::day(text),
        _ => Entry::text(*text),
    };
    texts.iter().enumerate().map(cell).collect()
}

fn first() -> Vec<Entry> {
    line([
        "1",
        "2026-03-02",
        "单家与查家地界纠纷",
        "砌墙时占地一尺",
        "邻里",
        "前杨村",
        "单小明、查理明等5人",
        "19900001234，19900005678",
        "3000",
        "二级",
        "仇副镇长",
        "成功",
        "人民调解",
        "2026-03-20",
    ])
}

#[test]
fn a_ledger_is_read_and_nothing_is_left_behind() {
    let second =
        line(["2", "", "", "夜里装修吵闹", "狗吠", "", "", "", "", "", "", "见附件", "", ""]);
    let total = line(["合计", "", "2 件", "", "", "", "", "", "", "", "", "", "", ""]);
    let bytes = table(vec![first(), second, total]);
    let ledger = read(&Workbook::read(&bytes, &Limits::default()).expect("reads"));
    assert_eq!(ledger.columns.len(), HEADINGS.len());
    assert_eq!(ledger.columns[4].field, DisputeField::Kind);
    let [one, two] = ledger.rows.as_slice() else { panic!("two: {:?}", ledger.rows) };
    assert_eq!((one.found_on.as_str(), one.kind.as_str()), ("2026-03-02", "neighbours"));
    assert_eq!((one.risk.as_str(), one.outcome.as_str()), ("medium", "settled"));
    assert_eq!((one.way.as_str(), one.ended_on.as_str()), ("peoples_mediation", "2026-03-20"));
    assert_eq!(one.affected, "5");
    let people: Vec<(&str, &str)> =
        one.parties.iter().map(|one| (one.name.as_str(), one.phone.as_str())).collect();
    assert_eq!(people, [("单小明", "19900001234"), ("查理明", "19900005678")]);
    assert!(one.other.contains(&("包案领导".to_owned(), "仇副镇长".to_owned())));
    assert!(one.troubles.is_empty(), "{:?}", one.troubles);
    assert_eq!(two.title, "夜里装修吵闹");
    assert_eq!(
        two.troubles,
        [
            DisputeTrouble::NoDay,
            DisputeTrouble::NoTitle,
            DisputeTrouble::TypeUnclear,
            DisputeTrouble::OutcomeUnclear,
            DisputeTrouble::NoParty,
        ]
    );
    assert!(two.outcome.is_empty());
    for (heading, text) in [("类型", "狗吠"), ("结果", "见附件")] {
        assert!(two.other.contains(&(heading.to_owned(), text.to_owned())), "{heading}");
    }
    assert_eq!(ledger.skipped.len(), 1, "the total is no dispute");
}

#[test]
fn a_later_state_of_a_ledger_finds_its_rows_again() {
    let mut later = first();
    later[11] = Entry::text("终止");
    later[10] = Entry::text("另一位领导");
    let keys = |rows: Vec<Vec<Entry>>| -> Vec<_> {
        let read = read(&Workbook::read(&table(rows), &Limits::default()).expect("reads"));
        read.rows.iter().map(|row| row.key).collect()
    };
    let once = keys(vec![first()]);
    assert_eq!(once, keys(vec![later.clone()]));
    // One that stands in it twice is two.
    let twice = keys(vec![first(), later]);
    assert_eq!(twice.first(), once.first());
    assert_ne!(twice.first(), twice.last());
}

#[test]
fn what_is_no_dispute_ledger_gives_nothing() {
    let columns = ["甲", "乙"].map(|heading| Column { heading: heading.into(), width: 9 });
    let rows = vec![vec![Entry::text("1"), Entry::text("2")]];
    let bytes = workbook(&Table { sheet: "表".into(), columns: columns.to_vec(), rows });
    let ledger = read(&Workbook::read(&bytes, &Limits::default()).expect("reads"));
    assert!(ledger.rows.is_empty() && ledger.columns.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_cells_end_in_a_panic(cells in proptest::collection::vec("\\PC{0,12}", 14 * 3)) {
        let rows = cells.chunks(14).map(|row| row.iter().map(|text| Entry::text(text.as_str())).collect());
        let bytes = table(rows.collect());
        if let Ok(workbook) = Workbook::read(&bytes, &Limits::default()) {
            let ledger = read(&workbook);
            prop_assert!(ledger.rows.len() + ledger.skipped.len() <= 3);
        }
    }
}
