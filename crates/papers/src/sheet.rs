//! A laid-out paper, before it becomes HTML, paper or .docx.
//!
//! How each part should look is said at it, after GB/T 9704-2012 (Layout key for official document of
//! party and government organs): A4; margins 37 mm top, 28 left, 26 right, 35 bottom, which leaves
//! 156 × 225 mm for 22 lines of 28 characters; body 3号仿宋 (16 pt), lines 28.95 pt apart; everything
//! black. In CSS: `@page { size: A4; margin: 37mm 26mm 35mm 28mm }`.

use serde::{Deserialize, Serialize};

use crate::{PaperKind, Picture};

mod page;
mod text;

pub use page::Page;

/// A paper, laid out but not yet broken into pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Which paper it is.
    pub kind: PaperKind,
    /// The title, a line break where a line ends: 2号小标宋 (22 pt), centred, lines 33 pt apart, half
    /// a line of room below.
    pub title: String,
    /// What follows, from the top.
    pub blocks: Vec<Block>,
    /// What stands at the foot of each page.
    pub footer: Footer,
    /// A draft: 草稿 across each page in light grey, and [`crate::wording::DRAFT_LINE`] at its head.
    pub draft: bool,
}

impl Sheet {
    /// The lines to sign on, from the top.
    #[must_use]
    pub fn sign_lines(&self) -> Vec<&SignLine> {
        fn within<'a>(blocks: &'a [Block], found: &mut Vec<&'a SignLine>) {
            for block in blocks {
                match block {
                    Block::Sign(line) => found.push(line),
                    Block::KeepTogether(kept) => within(kept, found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        within(&self.blocks, &mut found);
        found
    }
}

/// What stands at the foot of each page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Footer {
    /// Page numbers: 4号 (14 pt) `— 1 —`, on odd pages right, on even pages left, one character in.
    pub page_numbers: bool,
    /// A line above the page number on every page, e.g. for signatures: 4号仿宋 (14 pt).
    pub line: Option<String>,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading in the text. Level 1: 3号黑体; level 2: 3号楷体. Indented by 2 characters, never
    /// last on a page.
    Heading {
        /// 1 or 2.
        level: u8,
        /// The words with their number, e.g. 一、投诉请求.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// How it looks.
        style: ParagraphStyle,
        /// The words; no line breaks in them.
        text: String,
    },
    /// A table over the whole width (156 mm): lines 0.5 pt, text 4号仿宋 (14 pt), cells centred in
    /// height. A row is not broken over two pages; half a line of room
    /// below the last.
    Table {
        /// Width of each column in thousandths of the whole; they add up to 1000.
        columns: Vec<u16>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Who issued it and when.
    Signature(SignatureBlock),
    /// A line to be signed on, or what was signed there.
    Sign(SignLine),
    /// The next block begins a page.
    PageBreak,
    /// Blocks that stay on one page.
    KeepTogether(Vec<Block>),
}

/// How a paragraph looks. Where nothing else is said: 3号仿宋, justified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphStyle {
    /// Running text: first line indented by 2 characters.
    Body,
    /// To whom it goes (主送): from the left edge, an empty line above.
    Addressee,
    /// From the left edge.
    Flush,
    /// Centred, e.g. the document number.
    Centred,
    /// To the right edge, 2 characters in, e.g. a line to be signed by hand.
    Right,
    /// A remark: 4号 (14 pt), lines 24 pt apart, first line indented by 2 characters, left-aligned.
    Note,
    /// What must be there whatever the template says (e.g. the remedy): as running text, kept on one
    /// page.
    Fixed,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Height in lines at least (28.95 pt each); 1 is as high as the text.
    pub lines: u8,
    /// The cells, from the left.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The words; line breaks begin paragraphs.
    pub text: String,
    /// How many columns it covers.
    pub span: u8,
    /// A label is centred, everything else starts at the left.
    pub label: bool,
}

/// A line to be signed on: as running text, but as high as what stands in it, half a line of room
/// above. Without a picture a blank follows the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignLine {
    /// Whose it is: the key of its picture in [`PaperData::pictures`](crate::PaperData::pictures).
    pub place: String,
    /// What is signed as, e.g. 人民调解员签名：
    pub text: String,
    /// What was drawn or photographed, if anything.
    pub picture: Option<Picture>,
    /// Width and height of the picture on paper, millimetres; 0 without one.
    pub size: (u16, u16),
}

/// Who issued it and when, at the right: date 4 characters from the right edge, issuer centred above
/// it (a name longer than the date: name 2 characters from the edge, date centred below). The
/// last paragraph before it, and the one before a remark there, stay on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureBlock {
    /// The organ.
    pub issuer: String,
    /// The date.
    pub date: String,
    /// The organ's seal goes over both: room for it above (two empty lines), nothing printed.
    pub seal: bool,
}

/// How far a signature's two lines are from the right edge, in half characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignaturePlace {
    /// The issuer.
    pub issuer: u16,
    /// The date.
    pub date: u16,
}

impl SignatureBlock {
    /// Where the two lines stand.
    #[must_use]
    pub fn place(&self) -> SignaturePlace {
        let (issuer, date) = (page::half_widths(&self.issuer), page::half_widths(&self.date));
        if issuer > date {
            SignaturePlace { issuer: 4, date: 4 + (issuer - date) / 2 }
        } else {
            SignaturePlace { issuer: 8 + (date - issuer) / 2, date: 8 }
        }
    }
}
