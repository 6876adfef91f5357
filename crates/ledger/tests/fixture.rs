//! The fixture against its truth, field by field.

use ledger::{Limits, Workbook, guess, interpret, to_json};
use serde_json::Value;

const XLSX: &[u8] = include_bytes!("../../../tests/fixtures/township-ledger.xlsx");
const TRUTH: &str = include_str!("../../../tests/fixtures/township-ledger.truth.json");

const FIELDS: [&str; 15] = [
    "received_on",
    "name",
    "sex",
    "id_number",
    "phone",
    "village",
    "petitioners",
    "channel",
    "text",
    "category",
    "tag",
    "responsible_unit",
    "due_on",
    "concluded",
    "petitioner_accepts",
];

#[test]
fn every_row_and_field() {
    let workbook = Workbook::read(XLSX, &Limits::default()).unwrap();
    let plans = guess(&workbook);
    let read = to_json(&interpret(&workbook, &plans));
    let truth: Value = serde_json::from_str(TRUTH).unwrap();
    let truth = truth["rows"].as_array().unwrap();
    let rows = read["rows"].as_array().unwrap();
    assert_eq!(rows.len(), truth.len(), "rows");

    let mut right = [0; FIELDS.len()];
    for (row, expected) in rows.iter().zip(truth) {
        assert_eq!((&row["sheet"], &row["row"]), (&expected["sheet"], &expected["row"]));
        for (field, count) in FIELDS.iter().zip(&mut right) {
            if row[field] == expected[field] {
                *count += 1;
            } else {
                println!(
                    "{} {}: {field} {} instead of {}",
                    row["sheet"], row["row"], row[field], expected[field]
                );
            }
        }
    }
    for (field, count) in FIELDS.iter().zip(right) {
        println!("{field}: {count} of {}", truth.len());
    }
    assert_eq!(right, [320; FIELDS.len()]);
}

#[test]
fn skipped_lines() {
    let workbook = Workbook::read(XLSX, &Limits::default()).unwrap();
    let plans = guess(&workbook);
    let read = interpret(&workbook, &plans);
    let mut reasons = std::collections::BTreeMap::new();
    for skipped in &read.skipped {
        *reasons.entry(format!("{:?}", skipped.reason)).or_insert(0) += 1;
    }
    let expected =
        [("Blank", 8), ("Heading", 2), ("SheetLeftOut", 1), ("Subtotal", 12), ("Title", 2)];
    assert_eq!(reasons, expected.map(|(reason, count)| (reason.to_owned(), count)).into());
    assert!(!plans[2].include, "the notes are no ledger");
    // The only problems are years that were not written and identity cards whose last place was invented.
    let lost: Vec<_> = read
        .rows
        .iter()
        .flat_map(|row| &row.problems)
        .filter(|problem| problem.kind.loses_value())
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}
