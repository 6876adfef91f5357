//! What an office should know about its template, and what is added to it.

use serde::{Deserialize, Serialize};

use crate::Field;

use super::{FixedBlock, Node, Template};

/// Something an office should know about a template that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The fixed block lacked and was added before the signature.
    FixedBlockAdded(FixedBlock),
    /// There was no signature; it was added at the end.
    SignatureAdded,
    /// What the paper must say is printed nowhere.
    NotPrinted(Field),
    /// It cites the repealed Regulation of 2005 (《信访条例》, 国务院令第431号).
    RepealedRegulation {
        /// The line, from 1.
        line: usize,
    },
}

impl Template {
    /// Adds what must not lack, and notes what should not.
    pub(super) fn complete(&mut self, text: &str) {
        // What the parties fill in and date names the office, but is not signed by it.
        let needs = |wanted| self.kind.required().any(|field| field == wanted);
        let signed_by_office = needs(Field::IssuerName) && needs(Field::Date);
        let signature = self.nodes.iter().position(Node::holds_signature);
        // Tables end with boxes for signatures and need no block.
        let has_table = self.nodes.iter().any(|node| matches!(node, Node::Row(_)));
        if signature.is_none() && signed_by_office && !has_table && !self.prints_signature() {
            self.nodes.push(Node::Signature);
            self.warnings.push(Warning::SignatureAdded);
        }
        if let Some(block) = self.kind.fixed_block()
            && !self.nodes.iter().any(Node::holds_fixed)
        {
            let before = self.nodes.iter().position(Node::holds_signature);
            let node = Node::Fixed(self.kind, block);
            self.nodes.insert(before.unwrap_or(self.nodes.len()), node);
            self.warnings.push(Warning::FixedBlockAdded(block));
        }
        let lacking: Vec<Field> =
            self.kind.required().filter(|field| !self.prints(*field)).collect();
        self.warnings.extend(lacking.into_iter().map(Warning::NotPrinted));
        let repealed = text.lines().zip(1..).filter(|(line, _)| cites_repealed(line));
        self.warnings.extend(repealed.map(|(_, line)| Warning::RepealedRegulation { line }));
    }

    fn prints_signature(&self) -> bool {
        self.prints(Field::IssuerName) && self.prints(Field::Date)
    }
}

fn cites_repealed(line: &str) -> bool {
    line.contains("《信访条例》") || line.contains("国务院令第431号")
}
