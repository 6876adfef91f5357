//! The parts of the workbook that depend on the table.

use chrono::NaiveDate;

use super::{
    Column, Entry, Table,
    text::{push_column, push_number, push_text},
};

/// Longest name of a sheet, in characters.
const NAME: usize = 31;

/// The list of sheets.
pub(super) fn book(name: &str) -> String {
    let allowed = |sign: &char| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let name: String = name.chars().filter(allowed).take(NAME).collect();
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        "\n",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
        r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#,
        r#"<sheets><sheet name=""#
    ));
    push_text(&mut xml, if name.is_empty() { "Sheet1" } else { &name });
    xml.push_str(r#"" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    xml
}

/// The sheet itself.
pub(super) fn sheet(table: &Table) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        "\n",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        r#"<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" "#,
        r#"activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#
    ));
    widths(&mut xml, &table.columns);
    xml.push_str("<sheetData>");
    let headings = table.columns.iter().map(|column| Entry::text(column.heading.as_str()));
    line(&mut xml, 1, &headings.collect::<Vec<_>>(), " s=\"2\"");
    for (entries, number) in table.rows.iter().zip(2u32..) {
        line(&mut xml, number, entries, "");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

fn widths(xml: &mut String, columns: &[Column]) {
    if columns.is_empty() {
        return;
    }
    xml.push_str("<cols>");
    for (column, number) in columns.iter().zip(1u32..) {
        xml.push_str(r#"<col min=""#);
        push_number(xml, number);
        xml.push_str(r#"" max=""#);
        push_number(xml, number);
        xml.push_str(r#"" width=""#);
        push_number(xml, u32::from(column.width));
        xml.push_str(r#"" customWidth="1"/>"#);
    }
    xml.push_str("</cols>");
}

fn line(xml: &mut String, number: u32, entries: &[Entry], text_style: &str) {
    xml.push_str(r#"<row r=""#);
    push_number(xml, number);
    xml.push_str(r#"">"#);
    for (column, entry) in entries.iter().enumerate() {
        if *entry == Entry::Empty {
            continue;
        }
        xml.push_str(r#"<c r=""#);
        push_column(xml, column);
        push_number(xml, number);
        xml.push('"');
        match entry {
            Entry::Empty => {}
            Entry::Text(text) => {
                xml.push_str(text_style);
                xml.push_str(r#" t="inlineStr"><is><t xml:space="preserve">"#);
                push_text(xml, text);
                xml.push_str("</t></is></c>");
            }
            Entry::Number(value) => {
                xml.push_str(r#" s="3"><v>"#);
                push_number(xml, *value);
                xml.push_str("</v></c>");
            }
            Entry::Date(day) => match serial(*day) {
                Some(serial) => {
                    xml.push_str(r#" s="1"><v>"#);
                    push_number(xml, serial);
                    xml.push_str("</v></c>");
                }
                // Excel has no days before 1900; as text they are at least to be read.
                None => {
                    xml.push_str(r#" t="inlineStr"><is><t>"#);
                    push_text(xml, &day.to_string());
                    xml.push_str("</t></is></c>");
                }
            },
        }
    }
    xml.push_str("</row>");
}

/// The number by which Excel knows a day, from 1 March 1900: before it, its count is off by the day
/// that never was.
fn serial(day: NaiveDate) -> Option<u32> {
    let base = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let serial = u32::try_from(day.signed_duration_since(base).num_days()).ok()?;
    (61..2_958_466).contains(&serial).then_some(serial)
}
