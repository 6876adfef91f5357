//! Head and foot of the pages.

use std::io;

use crate::{Sheet, wording};

use super::body::{Paragraph, paragraph, run};
use super::parts::W;
use super::style::CHARACTER;
use super::xml::Xml;

/// Odd pages are right-hand pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 1, 3, 5 …
    Odd,
    /// 2, 4, 6 …
    Even,
}

/// The head: empty, or what marks a draft.
pub fn header(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    let names = [
        ("xmlns:w", W),
        ("xmlns:v", "urn:schemas-microsoft-com:vml"),
        ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
        ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
    ];
    xml.element("w:hdr", &names, |xml| {
        if !sheet.draft {
            return paragraph(xml, "DraftLine", Paragraph::default(), "");
        }
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", "DraftLine"))?;
            run(xml, wording::DRAFT_LINE)?;
            watermark(xml)
        })
    })?;
    Ok(xml.finish())
}

/// Large grey letters across the page, behind the text: the way Word itself makes watermarks.
fn watermark(xml: &mut Xml) -> io::Result<()> {
    let style = "position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;\
                 rotation:315;z-index:-251658752;mso-position-horizontal:center;\
                 mso-position-horizontal-relative:margin;mso-position-vertical:center;\
                 mso-position-vertical-relative:margin";
    xml.element("w:r", &[], |xml| {
        xml.element("w:pict", &[], |xml| {
            let kind = [
                ("id", "_x0000_t136"),
                ("coordsize", "21600,21600"),
                ("o:spt", "136"),
                ("adj", "10800"),
                ("path", "m@7,l@8,m@5,21600l@6,21600e"),
            ];
            xml.element("v:shapetype", &kind, |xml| {
                xml.element("v:formulas", &[], |xml| {
                    FORMULAS
                        .into_iter()
                        .try_for_each(|formula| xml.empty("v:f", &[("eqn", formula)]))
                })?;
                xml.empty("v:path", &[("textpathok", "t"), ("o:connecttype", "rect")])?;
                xml.empty("v:textpath", &[("on", "t"), ("fitshape", "t")])
            })?;
            let shape = [
                ("id", "PowerPlusWaterMarkObject1"),
                ("o:spid", "_x0000_s2049"),
                ("type", "#_x0000_t136"),
                ("style", style),
                ("o:allowincell", "f"),
                ("fillcolor", "#d9d9d9"),
                ("stroked", "f"),
            ];
            xml.element("v:shape", &shape, |xml| {
                xml.empty("v:fill", &[("opacity", ".5")])?;
                let font = "font-family:\"黑体\";font-size:1pt";
                xml.empty("v:textpath", &[("style", font), ("string", wording::WATERMARK)])?;
                xml.empty("w10:wrap", &[("anchorx", "margin"), ("anchory", "margin")])
            })
        })
    })
}

/// How shape 136, text along a straight line, is computed (ECMA-376 part 4, 19.1.2.8).
const FORMULAS: [&str; 12] = [
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
];

/// The foot: perhaps a line of its own, and the page number on the outer side, one character in.
pub fn footer(sheet: &Sheet, side: Side) -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    xml.element("w:ftr", &[("xmlns:w", W)], |xml| {
        if let Some(line) = &sheet.footer.line {
            paragraph(xml, "CellText", Paragraph::default(), line)?;
        }
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "PageFoot")?;
                let (edge, align) = match side {
                    Side::Odd => ("w:right", "right"),
                    Side::Even => ("w:left", "left"),
                };
                xml.empty("w:ind", &[(edge, &CHARACTER.to_string())])?;
                xml.value("w:jc", align)
            })?;
            if !sheet.footer.page_numbers {
                return Ok(());
            }
            run(xml, "— ")?;
            xml.element("w:fldSimple", &[("w:instr", "PAGE")], |xml| run(xml, "1"))?;
            run(xml, " —")
        })
    })?;
    Ok(xml.finish())
}
