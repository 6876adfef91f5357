//! What identifies a row across imports.

use std::collections::HashSet;

use ledger::{
    Brief, Interpreter, Limits, Person, RowKey, Workbook, guess, interpret, likely_repeats,
    repeats_of_existing,
};

use crate::builder::{Put, line, put, serial, single};
use crate::{read, rows};

fn keys(bytes: &[u8]) -> Vec<RowKey> {
    rows(bytes).iter().map(|row| row.key).collect()
}

const XLSX: &[u8] = include_bytes!("../../../../tests/fixtures/township-ledger.xlsx");

#[test]
fn the_fixture_twice() {
    let first = keys(XLSX);
    assert_eq!(first, keys(XLSX));
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), 320);
}

const HEADER: &str = "登记日期|信访人|身份证号|联系电话|住址|人数|反映问题|信访形式|办理情况";

const LINES: [&str; 4] = [
    "2025.3.7|李杰|99010119940513582X|19900001408|石桥村|1|要求修路|来访|办理中",
    "3月8日|王芳|无|19900001409|东岗社区|2|要求低保|来信|办理中",
    "2025.3.9|赵敏|无|19900001410|前进村|1|反映污染|来电|办理中",
    "2025.3.9|赵敏|无|19900001410|前进村|1|反映污染|来电|办理中",
];

fn with(lines: &[&str]) -> Vec<RowKey> {
    keys(&single("台账", |sheet| {
        line(sheet, 1, HEADER);
        for (at, text) in lines.iter().enumerate() {
            line(sheet, at as u32 + 2, text);
        }
    }))
}

#[test]
fn one_row_more() {
    let before = with(&LINES);
    assert_eq!(before.iter().collect::<HashSet<_>>().len(), 4, "equal rows are counted apart");
    let further = "2025.3.8|周海|无|19900001411|柳树庄|1|要求公开账目|网上|办结";
    for at in 0..=LINES.len() {
        let mut lines = LINES.to_vec();
        lines.insert(at, further);
        let mut after = with(&lines);
        let new = after.remove(at);
        assert_eq!(after, before, "inserted at {at}");
        assert!(!before.contains(&new));
    }
}

#[test]
fn the_same_typed_otherwise() {
    let before = with(&LINES);
    // Other columns, other order, other title, numbers for texts, another state of the matter.
    let bytes = single("信访", |sheet| {
        line(sheet, 1, "清水镇信访台账");
        line(sheet, 3, "序号|方式|诉求|所在村|姓名|手机|证件号码|收信日期|办理结果|是否息访");
        let texts = [
            ("来访", "要求修路", "清水镇石桥村"),
            ("来信", "要求低保 ", "东岗社区"),
            ("电话", "反映污染", "前进村"),
            ("来电", "反映污染", "前进村"),
        ];
        for (at, (channel, text, village)) in texts.into_iter().enumerate() {
            let row = at as u32 + 4;
            put(sheet, row, 0, &Put::Number(f64::from(row)));
            put(sheet, row, 1, &channel.into());
            put(sheet, row, 2, &text.into());
            put(sheet, row, 3, &village.into());
            put(sheet, row, 4, &["李　杰", "王芳　", "赵敏", "赵敏"][at].into());
            put(
                sheet,
                row,
                5,
                &Put::Number(
                    [19_900_001_408.0, 19_900_001_409.0, 19_900_001_410.0, 19_900_001_410.0][at],
                ),
            );
            put(sheet, row, 6, &["９９０１０１１９９４０５１３５８２x", "", "未带", ""][at].into());
            put(
                sheet,
                row,
                7,
                &Put::Date(serial(["2025-03-07", "2025-03-08", "2025-03-09", "2025-03-09"][at])),
            );
            put(sheet, row, 8, &"已办结".into());
        }
    });
    assert_eq!(keys(&bytes), before);
}

#[test]
fn in_steps() {
    let workbook = Workbook::read(XLSX, &Limits::default()).unwrap();
    let plans = guess(&workbook);
    let whole = interpret(&workbook, &plans);
    let mut steps = Interpreter::new(&workbook, &plans);
    let (mut rows, mut skipped, mut last) = (Vec::new(), Vec::new(), 0);
    while let Some(chunk) = steps.next_chunk(25) {
        rows.extend(chunk.rows);
        skipped.extend(chunk.skipped);
        assert!(steps.done() >= last && steps.done() <= steps.total());
        last = steps.done();
    }
    assert_eq!((rows, skipped), (whole.rows, whole.skipped));
    assert_eq!(steps.done(), steps.total());
}

#[test]
fn repeats() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, HEADER);
        for (at, text) in [
            "2025.3.7|李杰|99010119940513582X|19900001408|石桥村|1|修高速占用其承包地4亩，补偿款至今未足额发放|来访|",
            "2025.3.8|王芳|无|19900001409|东岗社区|2|申请低保未批，要求说明原因|来信|",
            "2025.4.7|李杰|99010119940513582X||石桥村|1|高速公路占用承包地5亩，补偿款至今未发放|来访|",
            "2025.4.8|王芳|无|19900001409||2|村内道路损坏，下雨积水，要求修复|来信|",
            "2025.4.9|王芳|无||东岗社区|2|申请低保未获批，要求说明原因|来电|",
        ].into_iter().enumerate() {
            line(sheet, at as u32 + 2, text);
        }
    });
    let rows = read(&bytes).1.rows;
    let found: Vec<_> =
        likely_repeats(&rows).iter().map(|(one, two, why)| (*one, *two, why.person)).collect();
    assert_eq!(found, [(0, 2, Person::SameId), (1, 4, Person::SameNameAndVillage)]);
    let existing = [Brief {
        name: Some("王芳".into()),
        phone: Some("19900001409".into()),
        text: Some("低保申请未批，要求说明原因".into()),
        ..Brief::default()
    }];
    let found: Vec<_> = repeats_of_existing(&rows, &existing)
        .iter()
        .map(|(row, record, why)| (*row, *record, why.person))
        .collect();
    assert_eq!(found, [(1, 0, Person::SameNameAndPhone)]);
}

#[test]
fn a_long_ledger_takes_time_in_proportion() {
    let make = |lines: u32| {
        single("台账", |sheet| {
            line(sheet, 1, HEADER);
            for at in 0..lines {
                // Nearly all of one person, which is the worst for comparing.
                line(
                    sheet,
                    at + 2,
                    &format!(
                        "2025.3.{}|李杰|99010119940513582X|19900001408|石桥村|1|要求修第{at}条路，补偿款至今未足额发放|来访|办理中",
                        1 + at % 28
                    ),
                );
            }
        })
    };
    for lines in [1_000, 4_000] {
        let bytes = make(lines);
        let start = std::time::Instant::now();
        let workbook = Workbook::read(&bytes, &Limits::default()).unwrap();
        let opened = start.elapsed();
        let plans = guess(&workbook);
        let guessed = start.elapsed();
        let rows = interpret(&workbook, &plans).rows;
        let read = start.elapsed();
        let repeats = likely_repeats(&rows).len();
        println!(
            "{lines}: open {opened:?}, guess {:?}, read {:?}, repeats {:?} ({repeats})",
            guessed - opened,
            read - guessed,
            start.elapsed() - read
        );
        assert_eq!(rows.len(), lines as usize);
    }
}
