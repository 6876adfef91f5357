//! A sheet as plain text: for the clipboard, for search, for tests.

use std::fmt::{Display, Formatter, Result};

use crate::wording;

use super::{Block, ParagraphStyle, Row, Sheet};

impl Display for Sheet {
    /// One line a paragraph, cells with `|` between them.
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        if self.draft {
            writeln!(to, "[{}]", wording::DRAFT_LINE)?;
        }
        writeln!(to, "{}", self.title)?;
        write_blocks(&self.blocks, to)?;
        self.footer.line.as_ref().map_or(Ok(()), |line| writeln!(to, "[{line}]"))
    }
}

fn write_blocks(blocks: &[Block], to: &mut Formatter<'_>) -> Result {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => writeln!(to, "　　{text}")?,
            Block::Paragraph { style, text } => writeln!(to, "{}{text}", indent(*style))?,
            Block::Table { rows, .. } => rows.iter().try_for_each(|row| write_row(row, to))?,
            Block::Signature(signature) => {
                writeln!(to, "{:>24}{}\n{:>24}{}", "", signature.issuer, "", signature.date)?;
            }
            Block::Sign(line) => {
                let after = if line.picture.is_some() { wording::PICTURE } else { wording::BLANK };
                writeln!(to, "　　{}{after}", line.text)?;
            }
            Block::PageBreak => writeln!(to, "----")?,
            Block::KeepTogether(blocks) => write_blocks(blocks, to)?,
        }
    }
    Ok(())
}

const fn indent(style: ParagraphStyle) -> &'static str {
    match style {
        ParagraphStyle::Body | ParagraphStyle::Fixed | ParagraphStyle::Note => "　　",
        ParagraphStyle::Centred => "          ",
        ParagraphStyle::Right => "                        ",
        ParagraphStyle::Addressee | ParagraphStyle::Flush => "",
    }
}

fn write_row(row: &Row, to: &mut Formatter<'_>) -> Result {
    for cell in &row.cells {
        write!(to, "| {} ", cell.text.replace('\n', " / "))?;
    }
    writeln!(to, "|")
}
