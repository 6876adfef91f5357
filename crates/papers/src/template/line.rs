//! What one line of a template is.

use crate::limits::{CELLS_MAX, ROW_LINES_MAX};
use crate::sheet::ParagraphStyle;
use crate::{Field, List};

use super::inline::{is_block, known, parts};
use super::{CellNode, Node, Part, RowNode, SignPlace, SyntaxError};

/// One line.
pub enum Line {
    Nothing,
    Title(Vec<Part>),
    Footer(Vec<Part>),
    /// A finished part.
    Node(Node),
    /// `{signature}`, `{remedy}` …
    Block(String),
    If {
        field: Field,
        present: bool,
    },
    Each(List),
    Together,
    End,
}

impl Line {
    /// Reads a line. `each` is the list that is being repeated over.
    pub fn read(line: &str, each: Option<List>) -> Result<Self, SyntaxError> {
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            return Ok(Self::Nothing);
        }
        let block = line.strip_prefix('{').and_then(|line| line.strip_suffix('}'));
        if let Some(word) = block.map(str::trim).filter(|word| is_block(word)) {
            return Ok(Self::Block(word.to_owned()));
        }
        if !line.starts_with("[[")
            && let Some(words) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'))
        {
            return directive(words.trim(), each);
        }
        if let Some(row) = line.strip_prefix('|') {
            return Ok(Self::Node(Node::Row(cells(row, each)?)));
        }
        if let Some(line) = line.strip_prefix("! ") {
            return sign(line, each);
        }
        let (make, rest) = marked(line);
        Ok(make(parts(rest.trim(), each)?))
    }
}

/// Makes a line of its parts.
type Make = fn(Vec<Part>) -> Line;

fn marked(line: &str) -> (Make, &str) {
    const fn paragraph(style: ParagraphStyle, parts: Vec<Part>) -> Line {
        Line::Node(Node::Paragraph { style, parts })
    }
    const fn heading(level: u8, parts: Vec<Part>) -> Line {
        Line::Node(Node::Heading { level, parts })
    }
    let marks: [(&str, Make); 9] = [
        ("= ", Line::Title),
        ("~ ", Line::Footer),
        ("# ", |parts| heading(1, parts)),
        ("## ", |parts| heading(2, parts)),
        ("@ ", |parts| paragraph(ParagraphStyle::Addressee, parts)),
        ("< ", |parts| paragraph(ParagraphStyle::Flush, parts)),
        ("^ ", |parts| paragraph(ParagraphStyle::Centred, parts)),
        ("> ", |parts| paragraph(ParagraphStyle::Right, parts)),
        ("* ", |parts| paragraph(ParagraphStyle::Note, parts)),
    ];
    let found = marks.into_iter().find_map(|(mark, make)| Some((make, line.strip_prefix(mark)?)));
    found.unwrap_or((|parts| paragraph(ParagraphStyle::Body, parts), line))
}

/// Words, and after the last bar the place.
fn sign(line: &str, each: Option<List>) -> Result<Line, SyntaxError> {
    let (words, place) = line.rsplit_once('|').unwrap_or((line, ""));
    let place = place.trim();
    let known = SignPlace::from_word(place);
    Ok(Line::Node(Node::Sign {
        place: known.ok_or_else(|| SyntaxError::UnknownPlace(place.to_owned()))?,
        in_each: each.is_some(),
        parts: parts(words.trim(), each)?,
    }))
}

fn directive(words: &str, each: Option<List>) -> Result<Line, SyntaxError> {
    let (verb, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let rest = rest.trim();
    match verb {
        "if" | "如有" => Ok(Line::If { field: known(rest, each)?, present: true }),
        "unless" | "如无" => Ok(Line::If { field: known(rest, each)?, present: false }),
        "each" | "逐项" if each.is_some() => Err(SyntaxError::EachInEach),
        "each" | "逐项" => {
            let list = List::from_word(rest);
            Ok(Line::Each(list.ok_or_else(|| SyntaxError::UnknownList(rest.to_owned()))?))
        }
        "together" | "同页" if rest.is_empty() => Ok(Line::Together),
        "page" | "换页" if rest.is_empty() => Ok(Line::Node(Node::PageBreak)),
        "end" | "完" if rest.is_empty() => Ok(Line::End),
        _ => Err(SyntaxError::UnknownDirective(words.to_owned())),
    }
}

fn cells(row: &str, each: Option<List>) -> Result<RowNode, SyntaxError> {
    let row = row.strip_suffix('|').ok_or(SyntaxError::Row)?;
    let (lines, row) = match row.strip_prefix('+').and_then(|row| row.split_once('|')) {
        Some((lines, row)) => (lines.trim().parse().map_err(|_| SyntaxError::Row)?, row),
        None => (1, row),
    };
    let cells: Vec<&str> = row.split('|').collect();
    if cells.len() > CELLS_MAX || !(1..=ROW_LINES_MAX).contains(&lines) {
        return Err(SyntaxError::Row);
    }
    let cells = cells.into_iter().map(|cell| {
        let cell = cell.trim();
        let (label, text) =
            cell.strip_prefix('*').map_or((false, cell), |text| (true, text.trim()));
        Ok(CellNode { label, parts: parts(text, each)? })
    });
    Ok(RowNode { lines, cells: cells.collect::<Result<_, _>>()? })
}
