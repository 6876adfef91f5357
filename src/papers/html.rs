//! A sheet as HTML. How it looks is `style/papers.css`'s; here stands only what is what. No style is
//! written into the text, because the page's policy forbids that.

use ::papers::{Block, ParagraphStyle, Row, Sheet, SignLine, SignatureBlock, wording::BLANK};

use super::picture::data_address;

/// Row heights, in lines, that the stylesheet has a class for; others take the next.
const HEIGHTS: [u8; 9] = [2, 3, 4, 5, 6, 8, 10, 15, 20];

/// The paper from its title to its signature, without what stands on every page.
#[must_use]
pub fn html(sheet: &Sheet) -> String {
    let mut to = String::new();
    if !sheet.title.is_empty() {
        to.push_str("<h2 class=\"paper__title\">");
        for (at, line) in sheet.title.lines().enumerate() {
            if at > 0 {
                to.push_str("<br>");
            }
            escape(line, &mut to);
        }
        to.push_str("</h2>");
    }
    blocks(&sheet.blocks, &mut to);
    to
}

/// Where the run begins that stays on the signature's page: the last paragraph before it, and the one
/// before a remark there.
fn run_before(blocks: &[Block], signature: usize) -> usize {
    let paragraph = |at: usize| {
        matches!(blocks.get(at), Some(Block::Paragraph { .. } | Block::KeepTogether(_)))
    };
    let note = |at: usize| {
        matches!(blocks.get(at), Some(Block::Paragraph { style: ParagraphStyle::Note, .. }))
    };
    let mut from = signature;
    while from > 0 && paragraph(from - 1) {
        from -= 1;
        if !note(from) {
            break;
        }
    }
    from
}

fn blocks(all: &[Block], to: &mut String) {
    let signature = all.iter().position(|block| matches!(block, Block::Signature(_)));
    let run = signature.map(|at| run_before(all, at));
    for (at, block) in all.iter().enumerate() {
        if run == Some(at) {
            to.push_str("<div class=\"paper__keep\">");
        }
        one(block, to);
        if signature == Some(at) {
            to.push_str("</div>");
        }
    }
}

fn one(block: &Block, to: &mut String) {
    match block {
        Block::Heading { level, text } => {
            let tag = if *level == 1 { "h3" } else { "h4" };
            element(tag, if *level == 1 { "heading" } else { "subheading" }, text, to);
        }
        Block::Paragraph { style, text } => element("p", class(*style), text, to),
        Block::Table { columns, rows } => table(columns, rows, to),
        Block::Signature(signature) => sign(signature, to),
        Block::Sign(line) => sign_line(line, to),
        Block::PageBreak => to.push_str("<div class=\"paper__break\"></div>"),
        Block::KeepTogether(kept) => {
            to.push_str("<div class=\"paper__keep\">");
            blocks(kept, to);
            to.push_str("</div>");
        }
    }
}

const fn class(style: ParagraphStyle) -> &'static str {
    match style {
        ParagraphStyle::Body => "body",
        ParagraphStyle::Addressee => "addressee",
        ParagraphStyle::Flush => "flush",
        ParagraphStyle::Centred => "centred",
        ParagraphStyle::Right => "right",
        ParagraphStyle::Note => "note",
        ParagraphStyle::Fixed => "fixed",
    }
}

fn element(tag: &str, class: &str, text: &str, to: &mut String) {
    for part in ["<", tag, " class=\"paper__", class, "\">"] {
        to.push_str(part);
    }
    escape(text, to);
    for part in ["</", tag, ">"] {
        to.push_str(part);
    }
}

fn table(columns: &[u16], rows: &[Row], to: &mut String) {
    to.push_str("<table class=\"paper__table\"><colgroup>");
    for thousandths in columns {
        let (percent, tenth) = (thousandths / 10, thousandths % 10);
        to.push_str("<col width=\"");
        to.push_str(&percent.to_string());
        to.push('.');
        to.push_str(&tenth.to_string());
        to.push_str("%\">");
    }
    to.push_str("</colgroup><tbody>");
    for row in rows {
        to.push_str("<tr");
        if let Some(lines) = HEIGHTS.iter().find(|lines| row.lines > 1 && **lines >= row.lines) {
            to.push_str(" class=\"paper__row--");
            to.push_str(&lines.to_string());
            to.push('"');
        }
        to.push('>');
        for cell in &row.cells {
            let tag = if cell.label { "th" } else { "td" };
            to.push('<');
            to.push_str(tag);
            if cell.label {
                to.push_str(" scope=\"row\"");
            }
            if cell.span > 1 {
                to.push_str(" colspan=\"");
                to.push_str(&cell.span.to_string());
                to.push('"');
            }
            to.push('>');
            for (at, line) in cell.text.lines().enumerate() {
                if at > 0 {
                    to.push_str("<br>");
                }
                escape(line, to);
            }
            to.push_str("</");
            to.push_str(tag);
            to.push('>');
        }
        to.push_str("</tr>");
    }
    to.push_str("</tbody></table>");
}

/// Words and a picture, or a blank to sign on. Sizes are attributes: CSS pixels.
fn sign_line(line: &SignLine, to: &mut String) {
    to.push_str("<p class=\"paper__signline\">");
    escape(&line.text, to);
    match &line.picture {
        Some(picture) => {
            let pixels = |millimetres: u16| (u32::from(millimetres) * 960 / 254).to_string();
            to.push_str("<img class=\"paper__picture\" alt=\"");
            escape(&line.text, to);
            to.push_str("\" width=\"");
            to.push_str(&pixels(line.size.0));
            to.push_str("\" height=\"");
            to.push_str(&pixels(line.size.1));
            to.push_str("\" src=\"");
            data_address(picture, to);
            to.push_str("\">");
        }
        None => to.push_str(BLANK),
    }
    to.push_str("</p>");
}

/// The two lines are centred over each other; which one sets the distance from the edge depends on
/// which is longer, as [`SignatureBlock::place`] says.
fn sign(signature: &SignatureBlock, to: &mut String) {
    let place = signature.place();
    to.push_str("<div class=\"paper__sign");
    if signature.seal {
        to.push_str(" paper__sign--seal");
    }
    if place.issuer < place.date {
        to.push_str(" paper__sign--wide");
    }
    to.push_str("\">");
    element("p", "signer", &signature.issuer, to);
    element("p", "date", &signature.date, to);
    to.push_str("</div>");
}

/// Adds a text as HTML shows it.
pub fn escape(text: &str, to: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            sign => to.push(sign),
        }
    }
}
