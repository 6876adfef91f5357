//! The styles of official papers, GB/T 9704-2012.

use std::io;

use crate::sheet::ParagraphStyle;

use super::parts::W;
use super::xml::Xml;

/// Distance of lines in twentieths of a point: 22 lines on 225 mm.
pub const LINE: u16 = 579;
/// A character of the text (3号), in twentieths of a point.
pub const CHARACTER: u16 = 320;

/// What a style says. Sizes in half points, distances in twentieths of a point.
struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    size: &'static str,
    line: u16,
    align: &'static str,
    /// First line's indent in hundredths of a character.
    indent: u16,
    before: u16,
    after: u16,
    keep_next: bool,
    keep_lines: bool,
    /// Lines may be higher than `line`, for pictures.
    grows: bool,
}

const BODY: Style = Style {
    id: "Body",
    name: "Official Body",
    font: "仿宋_GB2312",
    size: "32",
    line: LINE,
    align: "both",
    indent: 200,
    before: 0,
    after: 0,
    keep_next: false,
    keep_lines: false,
    grows: false,
};

const FLUSH: Style = Style { id: "Flush", name: "Official Flush", indent: 0, ..BODY };

const STYLES: [Style; 17] = [
    BODY,
    FLUSH,
    Style {
        id: "PaperTitle",
        name: "Official Title",
        font: "方正小标宋简体",
        size: "44",
        line: 660,
        align: "center",
        keep_next: true,
        ..FLUSH
    },
    Style { id: "Level1", name: "Official Heading 1", font: "黑体", keep_next: true, ..BODY },
    Style {
        id: "Level2",
        name: "Official Heading 2",
        font: "楷体_GB2312",
        keep_next: true,
        ..BODY
    },
    Style { id: "Addressee", name: "Official Addressee", before: LINE, keep_next: true, ..FLUSH },
    Style { id: "Centred", name: "Official Centred", align: "center", ..FLUSH },
    Style { id: "AtRight", name: "Official Right", align: "right", ..FLUSH },
    Style { id: "Note", name: "Official Note", size: "28", line: 480, align: "left", ..BODY },
    Style { id: "Fixed", name: "Official Fixed", keep_lines: true, ..BODY },
    Style {
        id: "SignLine",
        name: "Official Sign Line",
        align: "left",
        before: LINE / 2,
        keep_lines: true,
        grows: true,
        ..BODY
    },
    Style { id: "SignedBy", name: "Official Signature", align: "right", keep_lines: true, ..FLUSH },
    Style { id: "CellText", name: "Official Cell", size: "28", line: 440, align: "left", ..FLUSH },
    Style {
        id: "CellLabel",
        name: "Official Label",
        size: "28",
        line: 440,
        align: "center",
        ..FLUSH
    },
    Style { id: "Thin", name: "Official Thin", size: "2", line: 20, ..FLUSH },
    Style {
        id: "DraftLine",
        name: "Official Draft",
        font: "黑体",
        size: "24",
        line: 360,
        align: "center",
        ..FLUSH
    },
    Style {
        id: "PageFoot",
        name: "Official Foot",
        font: "宋体",
        size: "28",
        line: 400,
        align: "left",
        ..FLUSH
    },
];

/// The style of a paragraph.
pub const fn of(style: ParagraphStyle) -> &'static str {
    match style {
        ParagraphStyle::Body => "Body",
        ParagraphStyle::Addressee => "Addressee",
        ParagraphStyle::Flush => "Flush",
        ParagraphStyle::Centred => "Centred",
        ParagraphStyle::Right => "AtRight",
        ParagraphStyle::Note => "Note",
        ParagraphStyle::Fixed => "Fixed",
    }
}

/// The part with all styles.
pub fn styles() -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    xml.element("w:styles", &[("xmlns:w", W)], |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| run(xml, BODY.font, BODY.size))
        })?;
        let default = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
        xml.element("w:style", &default, |xml| xml.value("w:name", "Normal"))?;
        STYLES.iter().try_for_each(|style| write(xml, style))
    })?;
    Ok(xml.finish())
}

fn run(xml: &mut Xml, font: &str, size: &str) -> io::Result<()> {
    xml.element("w:rPr", &[], |xml| {
        let western = "Times New Roman";
        xml.empty(
            "w:rFonts",
            &[("w:ascii", western), ("w:hAnsi", western), ("w:eastAsia", font), ("w:cs", western)],
        )?;
        // 28 characters on 156 mm are 15.79 points each: a quarter of a point less than 3号 is wide.
        // A character grid would say the same, but office programs read it differently.
        if size == BODY.size {
            xml.value("w:spacing", "-5")?;
        }
        xml.value("w:sz", size)?;
        xml.value("w:szCs", size)?;
        xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")])
    })
}

fn write(xml: &mut Xml, style: &Style) -> io::Result<()> {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)], |xml| {
        xml.value("w:name", style.name)?;
        xml.value("w:basedOn", "Normal")?;
        xml.empty("w:qFormat", &[])?;
        xml.element("w:pPr", &[], |xml| {
            if style.keep_next {
                xml.empty("w:keepNext", &[])?;
            }
            if style.keep_lines {
                xml.empty("w:keepLines", &[])?;
            }
            // Official papers count lines; a page may end with one line of a paragraph.
            xml.value("w:widowControl", "0")?;
            let (before, after, line) =
                (style.before.to_string(), style.after.to_string(), style.line.to_string());
            xml.empty(
                "w:spacing",
                &[
                    ("w:before", &before),
                    ("w:after", &after),
                    ("w:line", &line),
                    ("w:lineRule", if style.grows { "atLeast" } else { "exact" }),
                ],
            )?;
            if style.indent > 0 {
                let (signs, twips) =
                    (style.indent.to_string(), (style.indent / 100 * CHARACTER).to_string());
                xml.empty("w:ind", &[("w:firstLineChars", &signs), ("w:firstLine", &twips)])?;
            }
            xml.value("w:jc", style.align)
        })?;
        run(xml, style.font, style.size)
    })
}
