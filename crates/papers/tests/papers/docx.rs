//! The files: opened again, and parsed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use papers::{Block, PaperKind, Sheet, Template, docx, fill};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::fixture::full;
use crate::golden::{empty_draft, filled};
use crate::pictures::png;

fn unpack(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

/// Reads the part to its end; the words in it.
fn words(name: &str, xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut words, mut depth) = (String::new(), 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(start) => {
                assert!(start.attributes().all(|attribute| attribute.is_ok()), "{name}");
                depth += 1;
            }
            Event::End(end) => {
                depth -= 1;
                if end.name().as_ref() == "w:p" {
                    words.push('\n');
                }
            }
            Event::Text(text) => words.push_str(text.as_ref()),
            Event::GeneralRef(name) => match name.as_ref() {
                "amp" => words.push('&'),
                "lt" => words.push('<'),
                "gt" => words.push('>'),
                "quot" => words.push('"'),
                "apos" => words.push('\''),
                other => panic!("{other:?}"),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    words
}

fn texts(blocks: &[Block], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => into.push(text.clone()),
            Block::Table { rows, .. } => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                into.extend(cells.flat_map(|cell| cell.text.lines().map(|l| l.trim().to_owned())));
            }
            Block::Signature(signature) => {
                into.extend([signature.issuer.clone(), signature.date.clone()]);
            }
            Block::Sign(line) if line.picture.is_some() => into.push(line.text.clone()),
            Block::Sign(line) => into.push([&line.text, papers::wording::BLANK].concat()),
            Block::PageBreak => {}
            Block::KeepTogether(blocks) => texts(blocks, into),
        }
    }
}

fn holds_all(sheet: &Sheet) -> BTreeMap<String, String> {
    let parts = unpack(docx(sheet).unwrap());
    for (name, xml) in &parts {
        words(name, xml);
    }
    let body = words("document", &parts["word/document.xml"]);
    let body: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
    let mut wanted: Vec<String> = sheet.title.lines().map(str::to_owned).collect();
    texts(&sheet.blocks, &mut wanted);
    wanted.retain(|text| !text.is_empty());
    assert_eq!(body, wanted);
    parts
}

#[test]
fn every_paper_is_well_formed_and_says_everything() {
    for kind in PaperKind::ALL {
        holds_all(&filled(kind).sheet);
        holds_all(&empty_draft(kind).sheet);
    }
}

#[test]
fn every_part_is_declared_and_every_relation_leads_somewhere() {
    let parts = unpack(docx(&filled(PaperKind::HandlingOpinion).sheet).unwrap());
    let types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| name.starts_with("word/") && !name.ends_with(".rels")) {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    let relations = &parts["word/_rels/document.xml.rels"];
    for target in relations.split("Target=\"").skip(1) {
        let target = target.split('"').next().unwrap();
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
    }
    let document = &parts["word/document.xml"];
    for id in document.split("r:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
    for style in
        document.split("w:pStyle w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap())
    {
        assert!(parts["word/styles.xml"].contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn a_draft_says_so_on_every_page_and_a_paper_does_not() {
    let draft = unpack(docx(&empty_draft(PaperKind::AcceptanceNotice).sheet).unwrap());
    for header in ["word/header1.xml", "word/header2.xml"] {
        assert!(draft[header].contains("草稿　未经签发"));
        assert!(draft[header].contains("string=\"草稿\""));
    }
    assert_eq!(draft["word/document.xml"].matches("w:headerReference").count(), 2);
    let paper = unpack(docx(&filled(PaperKind::AcceptanceNotice).sheet).unwrap());
    assert!(paper.values().all(|part| !part.contains("草稿")));
}

#[test]
fn the_page_is_that_of_official_papers() {
    let parts = unpack(docx(&filled(PaperKind::HandlingOpinion).sheet).unwrap());
    let document = &parts["word/document.xml"];
    // A4 and 37/28/35/26 mm, in twentieths of a point.
    assert!(document.contains(r#"<w:pgSz w:w="11905" w:h="16837"/>"#), "{document}");
    assert!(document.contains(r#"w:top="2097" w:right="1474" w:bottom="1984" w:left="1587""#));
    for font in ["方正小标宋简体", "仿宋_GB2312", "仿宋", "FangSong", "Noto Serif CJK SC"]
    {
        assert!(parts["word/fontTable.xml"].contains(&format!("w:name=\"{font}\"")), "{font}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = filled(PaperKind::HandlingOpinion).sheet;
    assert_eq!(docx(&sheet).unwrap(), docx(&sheet).unwrap());
    // The first bytes of the file: no time in it.
    assert_eq!(docx(&sheet).unwrap().get(10..14), Some([0x00, 0x00, 0x21, 0x00].as_slice()));
}

/// The paragraphs of a template's document, each with whether it is bound to the next and whether it
/// begins a page.
fn bindings(template: &str) -> Vec<(String, bool, bool)> {
    let kind = PaperKind::MaterialRequest;
    let template = Template::parse(kind, template).unwrap();
    let sheet = fill(&template, &full(kind)).unwrap().sheet;
    let parts = unpack(docx(&sheet).unwrap());
    let paragraphs = parts["word/document.xml"].split("<w:p>").skip(1);
    paragraphs
        .map(|xml| {
            let text = xml.split("preserve\">").nth(1).unwrap_or_default();
            let text = text.split('<').next().unwrap_or_default().to_owned();
            (text, xml.contains("w:keepNext"), xml.contains("w:pageBreakBefore"))
        })
        .collect()
}

#[test]
fn a_signature_takes_the_text_before_it_along() {
    let bound: Vec<bool> =
        bindings("= 题\n一\n二\n* 注\n* 注\n{signature}").iter().map(|p| p.1).collect();
    // Title, 一, 二, two remarks, issuer, date. The title is bound by its style.
    assert_eq!(bound, [false, false, true, true, true, true, false]);
}

#[test]
fn what_is_kept_together_is_bound_but_for_its_last() {
    let text = "= 题\n一\n[together]\n二\n|*表|格|\n三\n[end]\n四\n{signature}";
    let bound: Vec<(String, bool)> =
        bindings(text).into_iter().map(|(text, bound, _)| (text, bound)).collect();
    let wanted =
        [("题", false), ("一", false), ("二", true), ("表", true), ("格", true), ("三", false)];
    for (found, wanted) in bound.iter().zip(wanted) {
        assert_eq!((found.0.as_str(), found.1), wanted);
    }
}

#[test]
fn what_is_kept_together_before_a_signature_is_bound_to_it() {
    let text = "= 题\n[together]\n一\n二\n[end]\n* 注\n{signature}";
    let bound: Vec<bool> = bindings(text).iter().map(|p| p.1).collect();
    assert_eq!(bound, [false, true, true, true, true, false]);
}

#[test]
fn a_page_break_begins_a_page_also_before_a_table() {
    let breaks: Vec<bool> =
        bindings("= 题\n一\n[page]\n二\n[page]\n|*表|\n{signature}").iter().map(|p| p.2).collect();
    // Title, 一, 二, the thin paragraph before the table, the cell, issuer, date.
    assert_eq!(breaks, [false, false, true, true, false, false, false]);
}

#[test]
fn word_wants_a_paragraph_after_the_last_table() {
    let parts = unpack(docx(&filled(PaperKind::ReturnObjection).sheet).unwrap());
    assert!(!parts["word/document.xml"].contains("</w:tbl><w:sectPr>"));
}

#[test]
fn what_xml_cannot_hold_is_left_out() {
    let kind = PaperKind::MaterialRequest;
    let mut data = full(kind);
    data.material.what = "<a>&\u{0}\u{8}]]>\"'\u{FFFF}𬱖\u{1F600}".into();
    let sheet = fill(&Template::shipped(kind), &data).unwrap().sheet;
    let parts = unpack(docx(&sheet).unwrap());
    let body = words("document", &parts["word/document.xml"]);
    assert!(body.contains("<a>&]]>\"'𬱖\u{1F600}"), "{body}");
}

/// Writes all papers where `CUNZHAN_PAPERS_DIR` says, to look at them with an office program.
#[test]
fn written_out_on_request() {
    let Some(folder) = std::env::var_os("CUNZHAN_PAPERS_DIR") else { return };
    let folder = std::path::PathBuf::from(folder);
    for kind in PaperKind::ALL {
        for (name, sheet) in [("full", filled(kind).sheet), ("draft", empty_draft(kind).sheet)] {
            let file = folder.join(format!("{}-{name}.docx", kind.name()));
            std::fs::write(file, docx(&sheet).unwrap()).unwrap();
        }
    }
    for (kind, places) in [
        (PaperKind::MediationAgreement, ["party.0", "party.1", "mediator"].as_slice()),
        (PaperKind::InstructionSheet, &["instruction"]),
    ] {
        let mut data = full(kind);
        data.pictures = places.iter().map(|at| ((*at).to_owned(), png(320, 90))).collect();
        let sheet = fill(&Template::shipped(kind), &data).unwrap().sheet;
        let file = folder.join(format!("{}-signed.docx", kind.name()));
        std::fs::write(file, docx(&sheet).unwrap()).unwrap();
    }
}
