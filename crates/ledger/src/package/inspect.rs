//! A look over the tags of a part, for what the spreadsheet reader would trip over.
//!
//! calamine 0.38 reserves room for as many shared strings as `uniqueCount` claims (`xlsx/mod.rs`,
//! `read_shared_strings`), which aborts on an absurd number, and multiplies and subtracts cell references unchecked
//! (`get_row_and_optional_column`, `get_dimension`), which panics in builds that check overflow. Both are refused here.

use crate::error::ReadError;

const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// Check one part and count the cells in it.
pub(super) fn check(part: &str, content: &[u8]) -> Result<usize, ReadError> {
    let bad = |detail: &str| ReadError::damaged(part, detail);
    let text = std::str::from_utf8(content).map_err(|_| bad("not UTF-8"))?;
    let mut cells = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(length) = passage(rest) {
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        if rest.starts_with('!') {
            // A document type is the one door to entity expansion; no spreadsheet program writes one.
            return Err(bad("document type declaration"));
        }
        let end = tag_end(rest).ok_or_else(|| bad("cut off within a tag"))?;
        let tag = rest.get(..end).unwrap_or_default();
        rest = rest.get(end..).unwrap_or_default();
        let name_end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(name_end);
        match local(name) {
            "c" => {
                cells += 1;
                references(attributes).map_err(bad)?;
            }
            "row" | "dimension" | "mergeCell" | "f" => references(attributes).map_err(bad)?,
            "sst" => string_count(attributes, content.len()).map_err(bad)?,
            _ => {}
        }
    }
    Ok(cells)
}

/// The length of a comment, character data or processing instruction, if one starts here.
fn passage(rest: &str) -> Option<usize> {
    let (skip, end) = if rest.starts_with("!--") {
        (3, "-->")
    } else if rest.starts_with("![CDATA[") {
        (8, "]]>")
    } else if rest.starts_with('?') {
        (1, "?>")
    } else {
        return None;
    };
    let found = rest.get(skip..)?.find(end);
    Some(found.map_or(rest.len(), |at| skip + at + end.len()))
}

fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, _) => {}
        }
    }
    None
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Each attribute of a tag as name and raw value.
fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let equals = rest.find('=')?;
        let name = rest.get(..equals)?.trim();
        let after = rest.get(equals + 1..)?.trim_start();
        let quote = after.chars().next()?;
        let value = after.get(1..)?;
        let close = value.find(quote)?;
        rest = value.get(close + 1..)?;
        Some((local(name), value.get(..close)?))
    })
}

fn references(tag: &str) -> Result<(), &'static str> {
    for (name, value) in attributes(tag) {
        if name == "r" || name == "ref" {
            let mut corners = value.split(':').map(reference);
            let start = corners.next().flatten().ok_or("cell reference")?;
            if let Some(end) = corners.next() {
                let end = end.ok_or("cell range")?;
                if end.0 < start.0 || end.1 < start.1 {
                    return Err("cell range ends before it starts");
                }
            }
        }
    }
    Ok(())
}

/// Row and column of a reference; the column is 0 where only a row is given.
fn reference(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (letters, number) = text.split_at(digits);
    if letters.len() > 3 || number.len() > 7 {
        return None;
    }
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        letter
            .is_ascii_alphabetic()
            .then(|| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = number.parse().ok()?;
    ((1..=LAST_ROW).contains(&row) && column <= LAST_COLUMN).then_some((row, column))
}

fn string_count(tag: &str, bytes: usize) -> Result<(), &'static str> {
    for (name, value) in attributes(tag) {
        if name == "uniqueCount" {
            let count: usize = value.trim().parse().map_err(|_| "count of shared strings")?;
            // `<si/>` is the shortest a string can be.
            if count > bytes / 5 + 1 {
                return Err("more shared strings claimed than could be there");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_cells_and_passes_ordinary_parts() {
        let part =
            br#"<?xml version="1.0"?><x:worksheet><!-- <c r="0"> --><x:dimension ref="A1:B2"/>
            <row r="1"><c r="A1"/><c r='B1' t="s"><v>0</v></c></row></x:worksheet>"#;
        assert_eq!(check("s", part), Ok(2));
    }

    #[test]
    fn refuses_references_beyond_the_sheet() {
        for bad in [
            "<c r=\"ZZZZZZZ1\"/>",
            "<c r=\"A0\"/>",
            "<c r=\"A99999999999\"/>",
            "<mergeCell ref=\"B2:A1\"/>",
            "<sst uniqueCount=\"99999999999\">",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "<c r=\"A1",
        ] {
            assert!(check("s", bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
