//! From lines to a template.

use crate::limits::NESTING_MAX;
use crate::{Field, List, PaperKind};

use super::inline::is_signature;
use super::line::Line;
use super::{FixedBlock, Node, Part, SyntaxError, Template, TemplateError};

/// A block that has begun and not ended.
struct Open {
    /// Where it began, from 1.
    line: usize,
    block: OpenBlock,
    nodes: Vec<Node>,
}

enum OpenBlock {
    If { field: Field, present: bool },
    Each(List),
    Together,
}

struct Parser {
    kind: PaperKind,
    title: Vec<Vec<Part>>,
    footer: Option<Vec<Part>>,
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// Blocks that have been placed.
    placed: Vec<String>,
}

/// Reads a template's lines.
pub fn parse(kind: PaperKind, text: &str) -> Result<Template, TemplateError> {
    let mut parser = Parser {
        kind,
        title: Vec::new(),
        footer: None,
        nodes: Vec::new(),
        open: Vec::new(),
        placed: Vec::new(),
    };
    for (text, line) in text.trim_start_matches('\u{FEFF}').lines().zip(1..) {
        parser.line(text, line).map_err(|error| TemplateError::Line { line, error })?;
    }
    if let Some(open) = parser.open.pop() {
        return Err(TemplateError::Line { line: open.line, error: SyntaxError::NotEnded });
    }
    if parser.title.is_empty() {
        return Err(TemplateError::Line { line: 1, error: SyntaxError::NoTitle });
    }
    let Parser { title, footer, nodes, .. } = parser;
    Ok(Template { kind, title, footer, nodes, warnings: Vec::new() })
}

impl Parser {
    fn line(&mut self, text: &str, at: usize) -> Result<(), SyntaxError> {
        let each = self.open.iter().find_map(|open| match open.block {
            OpenBlock::Each(list) => Some(list),
            _ => None,
        });
        match Line::read(text, each)? {
            Line::Nothing => {}
            Line::Title(parts) => self.title.push(parts),
            Line::Footer(parts) => self.footer = Some(parts),
            Line::Node(node) => self.push(node),
            Line::Block(word) => self.block(&word)?,
            Line::If { field, present } => self.begin(OpenBlock::If { field, present }, at)?,
            Line::Each(list) => self.begin(OpenBlock::Each(list), at)?,
            Line::Together => self.begin(OpenBlock::Together, at)?,
            Line::End => self.end()?,
        }
        Ok(())
    }

    fn push(&mut self, node: Node) {
        let nodes = self.open.last_mut().map_or(&mut self.nodes, |open| &mut open.nodes);
        nodes.push(node);
    }

    fn begin(&mut self, block: OpenBlock, line: usize) -> Result<(), SyntaxError> {
        if self.open.len() >= NESTING_MAX {
            return Err(SyntaxError::TooDeep);
        }
        self.open.push(Open { line, block, nodes: Vec::new() });
        Ok(())
    }

    fn end(&mut self) -> Result<(), SyntaxError> {
        let Open { block, nodes, .. } = self.open.pop().ok_or(SyntaxError::EndWithoutBegin)?;
        self.push(match block {
            OpenBlock::If { field, present } => Node::If { field, present, nodes },
            OpenBlock::Each(list) => Node::Each { list, nodes },
            OpenBlock::Together => Node::Together(nodes),
        });
        Ok(())
    }

    /// A signature or fixed block: once, and where it is always printed.
    fn block(&mut self, word: &str) -> Result<(), SyntaxError> {
        if self.open.iter().any(|open| !matches!(open.block, OpenBlock::Together)) {
            return Err(SyntaxError::BlockMisplaced(word.to_owned()));
        }
        let (node, name) = match FixedBlock::from_word(word) {
            _ if is_signature(word) => (Node::Signature, "signature"),
            Some(block) if self.kind.fixed_block() == Some(block) => {
                (Node::Fixed(self.kind, block), "fixed")
            }
            _ => return Err(SyntaxError::NotThisKind(word.to_owned())),
        };
        if self.placed.iter().any(|placed| placed == name) {
            return Err(SyntaxError::Twice(word.to_owned()));
        }
        self.placed.push(name.to_owned());
        self.push(node);
        Ok(())
    }
}
