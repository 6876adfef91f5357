//! Wording and order of a paper, as text that the city office can change.
//!
//! One line is one paragraph; its first sign says what it is.
//!
//! | line | what it makes |
//! |---|---|
//! | `= …` | the title; several lines make a title of several lines; at least one |
//! | `# …`, `## …` | headings of two levels |
//! | `@ …` | to whom it goes |
//! | `< …`, `^ …`, `> …` | from the left edge, centred, to the right edge |
//! | `* …` | a remark in smaller type |
//! | `\| …\|…\|` | a row of a table; rows one after another make one table; the last cell of a short row covers the rest. `\|+3\|…` makes it 3 lines high; a cell that begins with `*` is a label |
//! | `! …\|mediator` | a line to be signed on; after the last `\|` the place of its picture ([`SignPlace`]) |
//! | `~ …` | a line at the foot of each page |
//! | `// …` | nothing, a note for whoever reads the template |
//! | `[if name]`, `[unless name]` … `[end]` | only where the field is there, or is not |
//! | `[each demands]` … `[end]` | once for each demand (also `petitioners`, `attachments`, `parties`, `visitors`, `charge_slots`, `file_papers`) |
//! | `[together]` … `[end]` | on one page |
//! | `[page]` | a new page |
//! | `{signature}` alone | issuer, date, room for the seal |
//! | `{remedy}`, `{voluntary}`, `{not_decision}`, `{mediation_rights}`, `{agreement_effect}` alone | words that no template can change |
//! | anything else | running text |
//!
//! In a line, `{name}` is a field's words. Where there are none it is a gap: a draft prints a blank, and
//! the paper cannot be issued. `{name?}` is filled in by hand where there are none. `[[…]]` is left out
//! where a field in it has none. `{{` and `}}` are braces. Names of fields are those of
//! [`Field::name`](crate::Field::name) or the Chinese ones of [`Field::label`](crate::Field::label);
//! the words in brackets are also 如有, 如无, 逐项, 同页, 换页, 完, and the blocks 落款, 救济途径,
//! 自愿声明, 登记说明, 调解权利义务, 协议效力.
//!
//! # Why not a library
//! `minijinja` (Apache-2.0) and `upon` (MIT or Apache-2.0) are well kept. They turn text into text: the
//! paragraphs, tables and blocks would have to be parsed out of the result again, a missing value is
//! an empty string or an error but not a gap with a name, and loops and filters open ways for a template
//! to run long. Neither can say "this template lacks the remedy" before it is used. What is needed here
//! is a list of lines without expressions, which is smaller than either's integration.

use crate::limits::{TEMPLATE_BYTES_MAX, TEMPLATE_LINES_MAX};
use crate::{Field, PaperKind};

mod check;
mod error;
mod fixed;
mod inline;
mod line;
mod node;
mod parse;
mod shipped;
mod sign;

pub use check::Warning;
pub use error::{SyntaxError, TemplateError};
pub use fixed::FixedBlock;
pub(crate) use node::{CellNode, Node, Part, RowNode};
pub use sign::SignPlace;

/// A template that can be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub(crate) kind: PaperKind,
    /// The title's lines.
    pub(crate) title: Vec<Vec<Part>>,
    pub(crate) footer: Option<Vec<Part>>,
    pub(crate) nodes: Vec<Node>,
    warnings: Vec<Warning>,
}

/// The template to use for a kind, and what was wrong with the office's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The office's own, or the shipped one.
    pub template: Template,
    /// Why the office's own is not used, if there is one.
    pub problem: Option<TemplateError>,
}

impl Template {
    /// Reads a template. The fixed block of the kind is added where it lacks (see
    /// [`Template::warnings`]).
    ///
    /// # Errors
    /// [`TemplateError`] where it is too large or a line cannot be understood.
    pub fn parse(kind: PaperKind, text: &str) -> Result<Self, TemplateError> {
        if text.len() > TEMPLATE_BYTES_MAX {
            return Err(TemplateError::TooLarge { bytes: text.len() });
        }
        let lines = text.lines().count();
        if lines > TEMPLATE_LINES_MAX {
            return Err(TemplateError::TooManyLines { lines });
        }
        let mut template = parse::parse(kind, text)?;
        template.complete(text);
        Ok(template)
    }

    /// The template that ships with the product.
    #[must_use]
    pub fn shipped(kind: PaperKind) -> Self {
        // Tests hold that all of them can be read.
        Self::parse(kind, Self::shipped_text(kind)).unwrap_or_else(|_| Self::plain(kind))
    }

    /// Its text, to begin a change with.
    #[must_use]
    pub const fn shipped_text(kind: PaperKind) -> &'static str {
        shipped::text(kind)
    }

    /// The office's own template where it has one that can be read, else the shipped one.
    #[must_use]
    pub fn choose(kind: PaperKind, own: Option<&str>) -> Chosen {
        match own.map(|text| Self::parse(kind, text)) {
            Some(Ok(template)) => Chosen { template, problem: None },
            Some(Err(problem)) => Chosen { template: Self::shipped(kind), problem: Some(problem) },
            None => Chosen { template: Self::shipped(kind), problem: None },
        }
    }

    /// Which paper it makes.
    #[must_use]
    pub const fn kind(&self) -> PaperKind {
        self.kind
    }

    /// What the office should know about it. None for shipped ones.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// A list of all that is needed, for a template that cannot be read at all.
    fn plain(kind: PaperKind) -> Self {
        let nodes = kind.required().filter(|field| field.list().is_none()).map(Node::listed);
        let mut template = Self {
            kind,
            title: vec![vec![Part::Text(crate::wording::title(kind).into())]],
            footer: None,
            nodes: nodes.collect(),
            warnings: Vec::new(),
        };
        template.nodes.push(Node::Signature);
        template.complete("");
        template
    }

    /// Whether a field is printed anywhere.
    fn prints(&self, field: Field) -> bool {
        let head = self.title.iter().chain(&self.footer);
        head.flatten().any(|part| part.prints(field))
            || self.nodes.iter().any(|node| node.prints(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_resort_has_all_that_is_needed_too() {
        for kind in PaperKind::ALL {
            let template = Template::plain(kind);
            let fixed = template.nodes.iter().filter(|node| node.holds_fixed()).count();
            assert_eq!(fixed, usize::from(kind.fixed_block().is_some()), "{}", kind.name());
            let lacks = kind.required().filter(|field| !template.prints(*field));
            assert!(lacks.filter(|field| field.list().is_none()).count() == 0, "{}", kind.name());
        }
    }
}
