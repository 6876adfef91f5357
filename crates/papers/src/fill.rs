//! From a template and data to a sheet.

use serde::{Deserialize, Serialize};

use crate::gap::Gaps;
use crate::sheet::{Block, Footer, ParagraphStyle, Sheet, SignLine, SignatureBlock};
use crate::template::{Node, Part};
use crate::{
    Field, Gap, IssuerTier, PaperData, PaperKind, Picture, SignPlace, Template, Why, wording,
};

mod guard;
mod table;

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillError {
    /// Such a body may not make such a paper, not even as a draft.
    #[error("{tier:?} may not issue {kind:?}")]
    NotAllowed {
        /// The paper.
        kind: PaperKind,
        /// The body.
        tier: IssuerTier,
    },
    /// It is not a draft and something is missing.
    #[error("{} gaps", .0.len())]
    Gaps(Vec<Gap>),
    /// Something at a place of a picture is none, or there are too many; the place.
    #[error("at {0} is no picture that can be printed")]
    Picture(String),
    /// A text longer than [`crate::TEXT_CHARS_MAX`], or a list longer than [`crate::LIST_MAX`].
    #[error("{} is too long for one paper", .0.name())]
    TooLong(Field),
}

/// A filled paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The paper, laid out.
    pub sheet: Sheet,
    /// What is missing; empty unless it is a draft.
    pub gaps: Vec<Gap>,
}

/// Fills a template.
///
/// # Errors
/// [`FillError`]: the body may not issue it, data too long, or gaps in what is not a draft.
pub fn fill(template: &Template, data: &PaperData) -> Result<Filled, FillError> {
    let kind = template.kind;
    if !kind.may_issue(data.tier) {
        return Err(FillError::NotAllowed { kind, tier: data.tier });
    }
    guard::lengths(data)?;
    guard::pictures(data)?;
    let mut filler = Filler { kind, data, item: 0, gaps: Gaps::of(kind, data) };
    let title: Vec<String> = template.title.iter().map(|line| filler.line(line)).collect();
    let footer = template.footer.as_ref().map(|line| filler.line(line));
    let blocks = filler.nodes(&template.nodes);
    let gaps = filler.gaps.into_vec();
    if !gaps.is_empty() && !data.is_draft {
        return Err(FillError::Gaps(gaps));
    }
    let sheet = Sheet {
        kind,
        title: title.join("\n"),
        blocks,
        footer: Footer { page_numbers: true, line: footer },
        draft: data.is_draft,
    };
    Ok(Filled { sheet, gaps })
}

struct Filler<'a> {
    kind: PaperKind,
    data: &'a PaperData,
    /// Which entry of the list that is being repeated over.
    item: usize,
    gaps: Gaps,
}

impl Filler<'_> {
    fn nodes(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Rows one after another, also those of repetitions, make one table.
        let mut rows = table::Rows::default();
        self.write(nodes, &mut blocks, &mut rows);
        rows.finish(&mut blocks);
        blocks
    }

    fn write(&mut self, nodes: &[Node], blocks: &mut Vec<Block>, rows: &mut table::Rows) {
        for node in nodes {
            match node {
                Node::Row(row) => {
                    let cells = row.cells.iter().map(|cell| (self.words(&cell.parts), cell.label));
                    rows.push(row.lines, cells.collect());
                }
                Node::If { field, present, nodes } => {
                    if field.value(self.data, self.item).is_some() == *present {
                        self.write(nodes, blocks, rows);
                    }
                }
                Node::Each { list, nodes } => {
                    // A draft shows where the entries will stand.
                    let needed = self.kind.required().any(|field| field.list() == Some(*list));
                    for item in 0..list.len(self.data).max(usize::from(needed)) {
                        self.item = item;
                        self.write(nodes, blocks, rows);
                    }
                    self.item = 0;
                }
                _ => {
                    rows.finish(blocks);
                    self.block(node, blocks);
                }
            }
        }
    }

    fn block(&mut self, node: &Node, blocks: &mut Vec<Block>) {
        match node {
            Node::Heading { level, parts } => {
                blocks.push(Block::Heading { level: *level, text: self.line(parts) });
            }
            Node::Paragraph { style, parts } => {
                let words = self.words(parts);
                let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
                blocks.extend(
                    lines.map(|line| Block::Paragraph { style: *style, text: line.to_owned() }),
                );
            }
            Node::Fixed(kind, fixed) => {
                let data = self.data;
                let lines =
                    wording::fixed(*fixed, *kind, data, &mut |field| self.field(field, false));
                let style = ParagraphStyle::Fixed;
                let lines = lines.into_iter().map(|line| one_line(&line));
                blocks.extend(lines.map(|text| Block::Paragraph { style, text }));
            }
            Node::Signature => {
                let issuer = one_line(&self.field(Field::IssuerName, false));
                let date = self.field(Field::Date, false);
                let seal = self.kind.needs_seal();
                blocks.push(Block::Signature(SignatureBlock { issuer, date, seal }));
            }
            Node::Sign { place, in_each, parts } => {
                let line = self.sign(*place, *in_each, parts);
                blocks.push(Block::Sign(line));
            }
            Node::PageBreak => blocks.push(Block::PageBreak),
            Node::Together(nodes) => {
                let inner = self.nodes(nodes);
                blocks.push(Block::KeepTogether(inner));
            }
            // Written by `write`.
            Node::Row(_) | Node::If { .. } | Node::Each { .. } => {}
        }
    }

    /// A line to sign on, with the picture of its place.
    fn sign(&mut self, place: SignPlace, in_each: bool, parts: &[Part]) -> SignLine {
        let text = self.line(parts);
        let key = place.key(in_each.then_some(self.item));
        // Looked at before anything was filled, so that none is left out here.
        let picture = self.data.pictures.get(&key).and_then(|bytes| Picture::read(bytes).ok());
        let size = picture.as_ref().map_or((0, 0), |picture| picture.fit(place.room()));
        SignLine { place: key, text, picture, size }
    }

    /// Words in one line.
    fn line(&mut self, parts: &[Part]) -> String {
        one_line(&self.words(parts))
    }

    fn words(&mut self, parts: &[Part]) -> String {
        let mut words = String::new();
        for part in parts {
            match part {
                Part::Text(text) => words.push_str(text),
                Part::Field { field, by_hand } => words.push_str(&self.field(*field, *by_hand)),
                Part::Optional(inner) => {
                    let there = inner.iter().all(|part| match part {
                        Part::Field { field, .. } => field.value(self.data, self.item).is_some(),
                        _ => true,
                    });
                    if there {
                        words.push_str(&self.words(inner));
                    }
                }
            }
        }
        words
    }

    /// A field's words, or a blank and the gap noted.
    fn field(&mut self, field: Field, by_hand: bool) -> String {
        field.value(self.data, self.item).unwrap_or_else(|| {
            if !by_hand {
                let entries = field.list().map(|list| list.len(self.data));
                let item = entries.filter(|entries| *entries > 0).map(|_| self.item);
                self.gaps.add(field, item, Why::Missing);
            }
            wording::BLANK.to_owned()
        })
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
