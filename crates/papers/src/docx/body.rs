//! The document itself.

use std::io;

use crate::sheet::{Block, Page, ParagraphStyle, Sheet, SignLine, SignatureBlock};
use crate::wording;

use super::parts::{R, W};
use super::picture;
use super::style;
use super::table;
use super::xml::Xml;

/// How a paragraph differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paragraph {
    /// Stays on the page of the next.
    pub keep_next: bool,
    /// Begins a page.
    pub page_before: bool,
    /// Distance from the right edge, twentieths of a point.
    pub right: u16,
    /// Room above, twentieths of a point.
    pub before: Option<u16>,
    /// Room below, twentieths of a point.
    pub after: Option<u16>,
}

/// The document's part.
pub fn document(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    let names = [
        ("xmlns:w", W),
        ("xmlns:r", R),
        ("xmlns:wp", picture::WP),
        ("xmlns:a", picture::A),
        ("xmlns:pic", picture::PIC),
    ];
    xml.element("w:document", &names, |xml| {
        xml.element("w:body", &[], |xml| {
            let mut lines = sheet.title.lines().peekable();
            while let Some(line) = lines.next() {
                let after = lines.peek().is_none().then_some(style::LINE / 2);
                paragraph(xml, "PaperTitle", Paragraph { after, ..Paragraph::default() }, line)?;
            }
            let mut body = Body::default();
            body.blocks(xml, &sheet.blocks, false, false)?;
            if body.after_table {
                // Word wants a paragraph at the end.
                paragraph(xml, "Thin", Paragraph::default(), "")?;
            }
            section(xml, sheet)
        })
    })?;
    Ok(xml.finish())
}

#[derive(Default)]
struct Body {
    /// The next paragraph begins a page.
    page_before: bool,
    /// The last thing written was a table, which has no room below of its own.
    after_table: bool,
    /// Pictures written so far.
    pictures: usize,
}

impl Body {
    /// `keep` binds every block to the next one, `keep_last` the last one to what follows.
    fn blocks(
        &mut self,
        xml: &mut Xml,
        blocks: &[Block],
        keep: bool,
        keep_last: bool,
    ) -> io::Result<()> {
        for (at, block) in blocks.iter().enumerate() {
            let mut rest = blocks.iter().skip(at + 1).peekable();
            let bound = if rest.peek().is_some() { keep } else { keep_last };
            // A remark alone does not make a page worth signing: the text before it comes along.
            let signed = rest.find(|next| !is_remark(next)).is_some_and(holds_signature);
            let keep_next = bound || signed;
            self.block(xml, block, keep_next)?;
        }
        Ok(())
    }

    fn block(&mut self, xml: &mut Xml, block: &Block, keep_next: bool) -> io::Result<()> {
        let before = self.after_table.then_some(style::LINE / 2);
        let page_before = self.page_before;
        let own = Paragraph { keep_next, page_before, before, ..Paragraph::default() };
        if !matches!(block, Block::PageBreak) {
            self.page_before = false;
        }
        self.after_table = matches!(block, Block::Table { .. });
        match block {
            Block::Heading { level, text } => {
                let style = if *level == 1 { "Level1" } else { "Level2" };
                paragraph(xml, style, own, text)
            }
            Block::Paragraph { style, text } => {
                let right = if style::of(*style) == "AtRight" { 2 * style::CHARACTER } else { 0 };
                paragraph(xml, style::of(*style), Paragraph { right, ..own }, text)
            }
            Block::Table { columns, rows } => {
                // A table cannot begin a page by itself, and two in a row would become one.
                if own.page_before || own.before.is_some() {
                    paragraph(xml, "Thin", own, "")?;
                }
                table::write(xml, columns, rows, keep_next)
            }
            Block::Signature(signature) => sign(xml, signature, own),
            Block::Sign(line) => self.sign_line(xml, line, own),
            Block::PageBreak => {
                self.page_before = true;
                Ok(())
            }
            Block::KeepTogether(blocks) => {
                self.page_before = own.page_before;
                self.after_table = own.before.is_some();
                self.blocks(xml, blocks, true, keep_next)
            }
        }
    }
}

impl Body {
    /// Words and a picture, or a blank to sign on.
    fn sign_line(&mut self, xml: &mut Xml, line: &SignLine, own: Paragraph) -> io::Result<()> {
        xml.element("w:p", &[], |xml| {
            properties(xml, "SignLine", own)?;
            match &line.picture {
                Some(_) => {
                    run(xml, &line.text)?;
                    let at = self.pictures;
                    self.pictures += 1;
                    picture::write(xml, at, line.size)
                }
                None => run(xml, &[line.text.as_str(), wording::BLANK].concat()),
            }
        })
    }
}

const fn is_remark(block: &Block) -> bool {
    matches!(block, Block::Paragraph { style: ParagraphStyle::Note, .. })
}

fn holds_signature(block: &Block) -> bool {
    match block {
        Block::Signature(_) => true,
        Block::KeepTogether(blocks) => blocks.first().is_some_and(holds_signature),
        _ => false,
    }
}

fn sign(xml: &mut Xml, signature: &SignatureBlock, own: Paragraph) -> io::Result<()> {
    let place = signature.place();
    let half = style::CHARACTER / 2;
    let above = if signature.seal { 2 * style::LINE } else { style::LINE };
    let issuer = Paragraph {
        keep_next: true,
        right: place.issuer.saturating_mul(half),
        before: Some(above),
        ..own
    };
    paragraph(xml, "SignedBy", issuer, &signature.issuer)?;
    let date = Paragraph {
        right: place.date.saturating_mul(half),
        page_before: false,
        before: None,
        after: Some(style::LINE / 2),
        ..own
    };
    paragraph(xml, "SignedBy", date, &signature.date)
}

/// One paragraph with one run.
pub fn paragraph(xml: &mut Xml, style: &str, own: Paragraph, text: &str) -> io::Result<()> {
    xml.element("w:p", &[], |xml| {
        properties(xml, style, own)?;
        if text.is_empty() { Ok(()) } else { run(xml, text) }
    })
}

fn properties(xml: &mut Xml, style: &str, own: Paragraph) -> io::Result<()> {
    xml.element("w:pPr", &[], |xml| {
        xml.value("w:pStyle", style)?;
        if own.keep_next {
            xml.empty("w:keepNext", &[])?;
        }
        if own.page_before {
            xml.empty("w:pageBreakBefore", &[])?;
        }
        let room = [("w:before", own.before), ("w:after", own.after)];
        let room = room.map(|(side, room)| (side, room.map(|room| room.to_string())));
        let room: Vec<(&str, &str)> =
            room.iter().filter_map(|(side, room)| Some((*side, room.as_deref()?))).collect();
        if !room.is_empty() {
            xml.empty("w:spacing", &room)?;
        }
        if own.right > 0 {
            xml.empty("w:ind", &[("w:right", &own.right.to_string())])?;
        }
        Ok(())
    })
}

/// One run of text.
pub fn run(xml: &mut Xml, text: &str) -> io::Result<()> {
    xml.element("w:r", &[], |xml| {
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text))
    })
}

/// Millimetres in twentieths of a point.
pub const fn twips(millimetres: u16) -> u32 {
    millimetres as u32 * 14_400 / 254
}

/// The page: A4, margins, header and footers.
fn section(xml: &mut Xml, sheet: &Sheet) -> io::Result<()> {
    let page = Page::OFFICIAL;
    // The page number stands 7 mm below the text (GB/T 9704-2012, 7.5); a line above it needs room.
    let foot = page.bottom - if sheet.footer.line.is_some() { 21 } else { 14 };
    let text = |millimetres: u16| twips(millimetres).to_string();
    xml.element("w:sectPr", &[], |xml| {
        for (element, kind, id) in [
            ("w:headerReference", "default", "rId4"),
            ("w:headerReference", "even", "rId7"),
            ("w:footerReference", "default", "rId5"),
            ("w:footerReference", "even", "rId6"),
        ] {
            xml.empty(element, &[("w:type", kind), ("r:id", id)])?;
        }
        xml.empty("w:pgSz", &[("w:w", &text(page.width)), ("w:h", &text(page.height))])?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &text(page.top)),
                ("w:right", &text(page.right)),
                ("w:bottom", &text(page.bottom)),
                ("w:left", &text(page.left)),
                ("w:header", "851"),
                ("w:footer", &text(foot)),
                ("w:gutter", "0"),
            ],
        )
    })
}
