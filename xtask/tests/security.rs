//! docs/security.md names the test that holds each claim. Here is held that each of them is there.

use std::{collections::BTreeSet, fs, path::Path};

/// Fewest tests that the document names: fewer, and it is not read right.
const FEWEST: usize = 40;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project")
}

/// All `file#name` in backticks.
fn named(text: &str) -> BTreeSet<(&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|code| code.split_once('#')).collect()
}

/// Whether a source has a test of this name: an attribute that says so stands right above it.
fn has_test(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let head = [format!("fn {name}("), format!("async fn {name}(")];
    lines.iter().enumerate().any(|(at, line)| {
        let is_head = head.iter().any(|head| line.starts_with(head.as_str()));
        let above = &lines[at.saturating_sub(3)..at];
        is_head && above.iter().any(|line| line.starts_with("#[") && line.contains("test"))
    })
}

#[test]
fn every_test_that_the_security_document_names_is_there() {
    let text = fs::read_to_string(root().join("docs/security.md")).expect("reads");
    let named = named(&text);
    assert!(named.len() >= FEWEST, "{} tests are named", named.len());
    let missing: Vec<_> = named
        .iter()
        .filter(|(file, name)| {
            !fs::read_to_string(root().join(file)).is_ok_and(|source| has_test(&source, name))
        })
        .collect();
    assert!(missing.is_empty(), "not there: {missing:#?}");
}

/// Each row of a table of claims names one.
#[test]
fn every_claim_names_a_test() {
    let text = fs::read_to_string(root().join("docs/security.md")).expect("reads");
    let mut in_claims = false;
    let mut bare = Vec::new();
    let mut claims = 0;
    for line in text.lines() {
        in_claims = line.starts_with('|') && (in_claims || line == "| claim | held by |");
        let is_row = in_claims && !line.starts_with("| claim |") && !line.starts_with("|---");
        claims += usize::from(is_row);
        if is_row && named(line).is_empty() {
            bare.push(line);
        }
    }
    assert!(claims >= 30, "{claims} claims were found");
    assert!(bare.is_empty(), "without a test: {bare:#?}");
}

#[test]
fn a_test_is_told_from_what_is_none() {
    let source =
        "#[test]\nfn is_one() {}\n\nfn is_none() {}\n\n#[tokio::test]\nasync fn too() {}\n";
    assert!(has_test(source, "is_one") && has_test(source, "too"));
    assert!(!has_test(source, "is_none_either") && !has_test(source, "is"));
    assert!(!has_test("fn helper() {}\n\n\n\nfn is_none() {}", "is_none"));
}
