//! Every paper as text, full and as a draft of next to nothing.

use std::fmt::Write;

use papers::{Filled, IssuerTier, PaperData, PaperKind, Template, fill};

use crate::fixture::{full, issuer};

pub fn filled(kind: PaperKind) -> Filled {
    fill(&Template::shipped(kind), &full(kind))
        .unwrap_or_else(|error| panic!("{}: {error:?}", kind.name()))
}

pub fn empty_draft(kind: PaperKind) -> Filled {
    let data = PaperData { tier: issuer(kind).0, is_draft: true, ..PaperData::default() };
    fill(&Template::shipped(kind), &data).unwrap()
}

fn compare(name: &str, text: &str) {
    let path = format!("{}/tests/papers/{name}.golden", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (now, then)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(now, then, "{name}.golden, line {}", line + 1);
    }
    assert_eq!(text.lines().count(), golden.lines().count(), "{name}.golden has another length");
}

#[test]
fn all_papers_with_everything() {
    let mut text = String::new();
    for kind in PaperKind::ALL {
        let filled = filled(kind);
        assert_eq!(filled.gaps, [], "{}", kind.name());
        writeln!(text, "===== {} {}\n{}", kind.number(), kind.name(), filled.sheet).unwrap();
    }
    compare("full", &text);
}

#[test]
fn all_papers_as_drafts_with_gaps() {
    let mut text = String::new();
    for kind in PaperKind::ALL {
        let filled = empty_draft(kind);
        let gaps: Vec<&str> = filled.gaps.iter().map(|gap| gap.field.name()).collect();
        assert!(!gaps.is_empty(), "{}", kind.name());
        writeln!(text, "===== {} {}\n{}", kind.number(), kind.name(), filled.sheet).unwrap();
        writeln!(text, "gaps: {}\n", gaps.join(" ")).unwrap();
    }
    compare("draft", &text);
}

#[test]
fn a_sheet_and_its_data_survive_json() {
    for kind in PaperKind::ALL {
        let filled = filled(kind);
        let json = serde_json::to_string(&filled).unwrap();
        assert_eq!(serde_json::from_str::<Filled>(&json).unwrap(), filled);
        let data = full(kind);
        let json = serde_json::to_string(&data).unwrap();
        assert_eq!(serde_json::from_str::<PaperData>(&json).unwrap(), data);
    }
    assert_eq!(serde_json::from_str::<PaperData>("{}").unwrap(), PaperData::default());
    assert_eq!(PaperData::default().tier, IssuerTier::Village);
}
