//! Values that are lost, and files that are broken.

use std::io::{Cursor, Read, Write};

use ledger::{Limits, Measure, ProblemKind, ReadError, Workbook};
use proptest::prelude::*;

use crate::builder::{Put, line, put, single};
use crate::read;

const HEADER: &str =
    "登记日期|信访人|身份证号|联系电话|住址|人数|反映问题|信访形式|限办日期|办理情况|是否息访";

fn ledger() -> Vec<u8> {
    single("台账", |sheet| {
        line(sheet, 1, HEADER);
        for row in 2..40 {
            line(
                sheet,
                row,
                "2025.3.7|李杰|990101198006031789|19900001408|石桥村|1|要求修路|来访|2025.5.7|办结|是",
            );
        }
    })
}

#[test]
fn what_is_lost_is_reported_and_never_invented() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, HEADER);
        line(sheet, 2, "2025.2.30|李杰|_|1990000140|石桥村|若干|要求修路|托人|60日内|约谈|不好说");
        put(sheet, 2, 2, &Put::Number(990_101_198_006_031_789.0));
        line(
            sheet,
            3,
            "同上|王芳|9.90101E+17|1.99E+10|石桥村|4-5人|要求修路|来访|2024.1.1|办结|是",
        );
        line(
            sheet,
            4,
            "2025.3.7|赵敏等|990101********1789|19900001408|石桥村||要求修路|来访|2025.5.7||",
        );
        line(
            sheet,
            5,
            "2025.3.8|周海|990101198006031780|19900001408/19900001409|石桥村|约20人||来访|2025.5.7||",
        );
    });
    let rows = read(&bytes).1.rows;
    let kinds = |at: usize| -> Vec<ProblemKind> {
        let mut kinds: Vec<_> = rows[at].problems.iter().map(|problem| problem.kind).collect();
        kinds.sort();
        kinds
    };
    use ProblemKind::*;
    let sorted = |mut kinds: Vec<ProblemKind>| {
        kinds.sort();
        kinds
    };
    assert_eq!(
        kinds(0),
        sorted(vec![
            DateImpossible,
            IdPrecisionLost,
            PhoneUnclear,
            CountUnclear,
            ChannelUnclear,
            DueIsTerm,
            OutcomeUnclear,
            AcceptanceUnclear
        ])
    );
    assert_eq!((&rows[0].id_number, rows[0].received_on, rows[0].due_on), (&None, None, None));
    let raw = &rows[0].problems.iter().find(|problem| problem.kind == IdPrecisionLost).unwrap().raw;
    assert_eq!(raw, "9.90101198006032E+17");
    assert_eq!(
        kinds(1),
        sorted(vec![DateImpossible, IdPrecisionLost, PhonePrecisionLost, CountUnclear])
    );
    assert_eq!(kinds(2), sorted(vec![IdMasked, CountUnclear]));
    assert_eq!(kinds(3), sorted(vec![IdCheckDigit, SeveralPhones, CountApproximate, TextMissing]));
}

#[test]
fn ditto_with_nothing_above() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, HEADER);
        line(
            sheet,
            2,
            "同上|李杰|990101198006031789|19900001408|〃|1|要求修路|来访|2025.5.7|办结|是",
        );
        line(
            sheet,
            3,
            "2025.3.7|王芳|990101198006031789|19900001408|石桥村|1|要求修路|来访|2025.5.7|办结|是",
        );
    });
    let rows = read(&bytes).1.rows;
    assert_eq!(
        rows[0]
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::DittoWithoutAbove)
            .count(),
        2
    );
    assert_eq!(rows[1].received_on.unwrap().to_string(), "2025-03-07");
}

#[test]
fn wrong_files() {
    let limits = Limits::default();
    assert_eq!(Workbook::read(b"", &limits), Err(ReadError::NotAWorkbook));
    assert_eq!(Workbook::read("姓名,电话".as_bytes(), &limits), Err(ReadError::NotAWorkbook));
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(4096, 0);
    assert_eq!(Workbook::read(&old, &limits), Err(ReadError::OldFormat));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(Workbook::read(&old, &limits), Err(ReadError::Encrypted));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<a/>").unwrap();
    let document = archive.finish().unwrap().into_inner();
    assert_eq!(Workbook::read(&document, &limits), Err(ReadError::NotAWorkbook));
}

#[test]
fn limits_hold() {
    let bytes = ledger();
    let refused = |limits: Limits| match Workbook::read(&bytes, &limits) {
        Err(ReadError::TooLarge { measure, .. }) => measure,
        other => panic!("{other:?}"),
    };
    let usual = Limits::default;
    assert_eq!(refused(Limits { file_bytes: 100, ..usual() }), Measure::File);
    assert_eq!(refused(Limits { entries: 2, ..usual() }), Measure::Entries);
    assert_eq!(refused(Limits { inflated_bytes: 2_000, ..usual() }), Measure::Inflated);
    assert_eq!(refused(Limits { sheets: 0, ..usual() }), Measure::Sheets);
    assert_eq!(refused(Limits { rows: 10, ..usual() }), Measure::Rows);
    assert_eq!(refused(Limits { columns: 5, ..usual() }), Measure::Columns);
    assert_eq!(refused(Limits { cells: 50, ..usual() }), Measure::Cells);
    assert_eq!(refused(Limits { cell_chars: 3, ..usual() }), Measure::CellText);
}

/// The workbook with one part rewritten.
fn rewritten(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = String::new();
        file.read_to_string(&mut content).unwrap();
        to.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let content = if name == part { change(content) } else { content };
        to.write_all(content.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_that_understates_its_size() {
    let bytes = rewritten(&ledger(), "xl/worksheets/sheet1.xml", |sheet| {
        sheet.replace("<sheetData>", &format!("<sheetData>{}", " ".repeat(50_000_000)))
    });
    assert!(bytes.len() < 1_000_000);
    let limits = Limits { inflated_bytes: 10_000_000, ..Limits::default() };
    assert_eq!(
        Workbook::read(&bytes, &limits),
        Err(ReadError::TooLarge { measure: Measure::Inflated, limit: 10_000_000 })
    );
    // The same with the sizes in the directory and the local header made small.
    let mut lying = bytes.clone();
    let real = 50_000_000_u32.to_le_bytes()[2..].to_vec();
    let mut at = 0;
    while let Some(found) =
        lying[at..].windows(4).position(|window| window == b"PK\x01\x02" || window == b"PK\x03\x04")
    {
        let start = at + found;
        let size = if lying[start + 2] == 1 { start + 24 } else { start + 22 };
        if lying[size + 2..size + 4] == real[..] || lying[size + 3] == real[1] {
            lying[size..size + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        at = start + 4;
    }
    assert_ne!(lying, bytes);
    assert!(Workbook::read(&lying, &limits).is_err());
}

#[test]
fn parts_that_lie_are_refused() {
    let limits = Limits::default();
    for (part, from, to) in [
        ("xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"99999999999"),
        ("xl/worksheets/sheet1.xml", "r=\"A2\"", "r=\"ZZZZZZZZZZ99999999999\""),
        ("xl/worksheets/sheet1.xml", "<sheetData>", "<!DOCTYPE a><sheetData>"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", "<"),
    ] {
        let bytes = rewritten(&ledger(), part, |content| {
            assert!(content.contains(from), "{part} {from}");
            content.replace(from, to)
        });
        assert!(
            matches!(Workbook::read(&bytes, &limits), Err(ReadError::Damaged { .. })),
            "{part} {to}"
        );
    }
}

#[test]
fn odd_but_readable() {
    // An error of a kind newer than the reader, in one cell.
    let bytes = rewritten(&ledger(), "xl/worksheets/sheet1.xml", |sheet| {
        sheet.replacen(
            "<c r=\"F3\" t=\"s\"><v>",
            "<c r=\"F3\" t=\"e\"><v>#SPILL!</v></c><c r=\"L3\"><v>",
            1,
        )
    });
    let workbook = Workbook::read(&bytes, &Limits::default()).unwrap();
    assert_eq!(workbook.sheets()[0].unreadable_cells(), 1);
    assert_eq!(read(&bytes).1.rows.len(), 38);
    // Days counted from 1904.
    let bytes = single("来访", |sheet| {
        line(sheet, 1, "登记日期|信访人|反映问题");
        line(sheet, 2, "_|李杰|要求修路");
        put(sheet, 2, 0, &Put::Date(44_261.0));
    });
    let bytes = rewritten(&bytes, "xl/workbook.xml", |content| {
        content.replace("<workbookPr", "<workbookPr date1904=\"1\"")
    });
    assert_eq!(read(&bytes).1.rows[0].received_on.unwrap().to_string(), "2025-03-07");
    // Styles the reader does not understand.
    let bytes = rewritten(&ledger(), "xl/styles.xml", |_| "<styleSheet><fonts>".to_owned());
    assert_eq!(read(&bytes).1.rows.len(), 38);
}

#[test]
fn cut_off_anywhere() {
    let bytes = ledger();
    for length in (0..bytes.len()).step_by(7) {
        let _ = Workbook::read(&bytes[..length], &Limits::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn damaged_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = ledger();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(workbook) = Workbook::read(&bytes, &Limits::default()) {
            let _ = ledger::interpret(&workbook, &ledger::guess(&workbook));
        }
    }

    #[test]
    fn damaged_parts_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), "[ -~]{0,4}"), 1..8)) {
        let bytes = rewritten(&ledger(), "xl/worksheets/sheet1.xml", |mut content| {
            for (at, text) in &changes {
                let at = at.index(content.len() - 4);
                if content.is_char_boundary(at) && content.is_char_boundary(at + text.len()) {
                    content.replace_range(at..at + text.len(), text);
                }
            }
            content
        });
        if let Ok(workbook) = Workbook::read(&bytes, &Limits::default()) {
            let _ = ledger::interpret(&workbook, &ledger::guess(&workbook));
        }
    }

    #[test]
    fn any_text_in_any_cell(cells in prop::collection::vec(cell(), 33)) {
        let bytes = single("台账", |sheet| {
            line(sheet, 1, HEADER);
            for (at, value) in cells.iter().enumerate() {
                put(sheet, 2 + at as u32 / 11, (at % 11) as u16, value);
            }
        });
        let (_, read) = read(&bytes);
        // Every line is accounted for.
        for row in 2..5_u32 {
            let any = cells[(row as usize - 2) * 11..][..11].iter().any(|cell| *cell != Put::Nothing);
            let seen = read.rows.iter().any(|read| read.row == row)
                || read.skipped.iter().any(|skipped| (skipped.row..=skipped.last_row).contains(&row));
            prop_assert!(seen || !any, "row {row}");
        }
        let _ = ledger::to_json(&read);
    }
}

fn cell() -> impl Strategy<Value = Put> {
    let text = prop_oneof![
        "[0-9年月日.\\-/ 一二三十〇:上午至]{1,14}",
        "[0-9xX*' \\-E+.]{1,24}",
        "[李王张等、，人户村民镇社区委会（）0-9 ]{1,12}",
        "同上|〃|\"|无|—|小计|合计",
        "\\PC{1,30}",
    ];
    prop_oneof![
        4 => text.prop_map(|text| if text.trim().is_empty() { Put::Nothing } else { Put::Text(text) }),
        1 => any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Put::Number),
        1 => (-10.0..3_000_000.0).prop_map(Put::Date),
        1 => Just(Put::Nothing),
    ]
}
