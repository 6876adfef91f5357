//! What a template is made of.

use crate::sheet::ParagraphStyle;
use crate::{Field, List, PaperKind};

use super::{FixedBlock, SignPlace};

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// A field's words; `by_hand` where a missing one is no gap but a blank to write on.
    Field {
        field: Field,
        by_hand: bool,
    },
    /// Left out where a field in it is missing.
    Optional(Vec<Part>),
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    Heading {
        level: u8,
        parts: Vec<Part>,
    },
    Paragraph {
        style: ParagraphStyle,
        parts: Vec<Part>,
    },
    Row(RowNode),
    Fixed(PaperKind, FixedBlock),
    Signature,
    /// A line to be signed on.
    Sign {
        place: SignPlace,
        in_each: bool,
        parts: Vec<Part>,
    },
    PageBreak,
    If {
        field: Field,
        present: bool,
        nodes: Vec<Node>,
    },
    Each {
        list: List,
        nodes: Vec<Node>,
    },
    Together(Vec<Node>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowNode {
    pub lines: u8,
    pub cells: Vec<CellNode>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNode {
    pub label: bool,
    pub parts: Vec<Part>,
}

impl Part {
    /// Whether it prints a field.
    pub fn prints(&self, wanted: Field) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Field { field, .. } => *field == wanted,
            Self::Optional(parts) => parts.iter().any(|part| part.prints(wanted)),
        }
    }
}

impl Node {
    /// `label：words`.
    pub fn listed(field: Field) -> Self {
        let parts =
            vec![Part::Text(format!("{}：", field.label())), Part::Field { field, by_hand: false }];
        Self::Paragraph { style: ParagraphStyle::Body, parts }
    }

    /// Whether it prints a field.
    pub fn prints(&self, field: Field) -> bool {
        match self {
            Self::Heading { parts, .. }
            | Self::Paragraph { parts, .. }
            | Self::Sign { parts, .. } => parts.iter().any(|part| part.prints(field)),
            Self::Row(row) => {
                row.cells.iter().flat_map(|cell| &cell.parts).any(|part| part.prints(field))
            }
            Self::Fixed(kind, block) => block.prints(*kind, field),
            Self::Signature => matches!(field, Field::IssuerName | Field::Date),
            Self::PageBreak => false,
            Self::If { nodes, .. } | Self::Each { nodes, .. } | Self::Together(nodes) => {
                nodes.iter().any(|node| node.prints(field))
            }
        }
    }

    /// Whether it is the fixed block, or keeps it together with others.
    pub fn holds_fixed(&self) -> bool {
        match self {
            Self::Fixed(..) => true,
            Self::Together(nodes) => nodes.iter().any(Self::holds_fixed),
            _ => false,
        }
    }

    /// Whether it is the signature, or keeps it together with others.
    pub fn holds_signature(&self) -> bool {
        match self {
            Self::Signature => true,
            Self::Together(nodes) => nodes.iter().any(Self::holds_signature),
            _ => false,
        }
    }
}
