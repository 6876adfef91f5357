//! Tables.

use std::io;

use crate::sheet::{Cell, Page, Row};

use super::body::{Paragraph, paragraph, twips};
use super::style;
use super::xml::Xml;

/// Width of the text in twentieths of a point.
const WIDTH: u32 = twips(Page::OFFICIAL.text_width());

/// Writes a table. `keep_next` binds its rows to one another and to what follows.
pub fn write(xml: &mut Xml, columns: &[u16], rows: &[Row], keep_next: bool) -> io::Result<()> {
    let widths: Vec<u32> =
        columns.iter().map(|thousandths| WIDTH * u32::from(*thousandths) / 1000).collect();
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
            xml.value("w:jc", "center")?;
            xml.element("w:tblBorders", &[], |xml| {
                let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
                sides.into_iter().try_for_each(|side| {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0")];
                    xml.empty(side, &[line.as_slice(), &[("w:color", "000000")]].concat())
                })
            })?;
            xml.value_of("w:tblLayout", "w:type", "fixed")?;
            xml.element("w:tblCellMar", &[], |xml| {
                [("w:top", "60"), ("w:left", "90"), ("w:bottom", "60"), ("w:right", "90")]
                    .into_iter()
                    .try_for_each(|(side, width)| {
                        xml.empty(side, &[("w:w", width), ("w:type", "dxa")])
                    })
            })
        })?;
        xml.element("w:tblGrid", &[], |xml| {
            widths.iter().try_for_each(|width| xml.value_of("w:gridCol", "w:w", &width.to_string()))
        })?;
        rows.iter().try_for_each(|row| write_row(xml, &widths, row, keep_next))
    })
}

fn write_row(xml: &mut Xml, widths: &[u32], row: &Row, keep_next: bool) -> io::Result<()> {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[])?;
            let height = (u32::from(style::LINE) * u32::from(row.lines)).to_string();
            xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")])
        })?;
        let mut at = 0;
        for cell in &row.cells {
            let span = usize::from(cell.span.max(1));
            let width: u32 = widths.iter().skip(at).take(span).sum();
            at += span;
            write_cell(xml, cell, width, keep_next)?;
        }
        Ok(())
    })
}

fn write_cell(xml: &mut Xml, cell: &Cell, width: u32, keep_next: bool) -> io::Result<()> {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if cell.span > 1 {
                xml.value("w:gridSpan", &cell.span.to_string())?;
            }
            xml.value("w:vAlign", "center")
        })?;
        let style = if cell.label { "CellLabel" } else { "CellText" };
        let own = Paragraph { keep_next, ..Paragraph::default() };
        // A cell has at least one paragraph.
        if cell.text.is_empty() {
            return paragraph(xml, style, own, "");
        }
        cell.text.lines().try_for_each(|line| paragraph(xml, style, own, line.trim()))
    })
}
