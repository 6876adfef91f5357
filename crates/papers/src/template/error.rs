//! Why a template cannot be used.

use serde::{Deserialize, Serialize};

/// A template that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateError {
    /// Larger than [`crate::TEMPLATE_BYTES_MAX`].
    #[error("the template has {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Longer than [`crate::TEMPLATE_LINES_MAX`].
    #[error("the template has {lines} lines")]
    TooManyLines {
        /// Its lines.
        lines: usize,
    },
    /// A line that cannot be understood.
    #[error("line {line}: {error}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// Why.
        error: SyntaxError,
    },
}

/// Why a line cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyntaxError {
    /// No such field.
    #[error("no field is called {0}")]
    UnknownField(String),
    /// No such list.
    #[error("no list is called {0}")]
    UnknownList(String),
    /// No such word in brackets.
    #[error("[{0}] is not known")]
    UnknownDirective(String),
    /// `{` without `}`, or the other way round.
    #[error("a brace without its other half")]
    Brace,
    /// `[[` without `]]`, the other way round, or one in another.
    #[error("[[ without ]], or one in another")]
    Optional,
    /// `[end]` without a beginning.
    #[error("[end] ends nothing")]
    EndWithoutBegin,
    /// A beginning without `[end]`; the line is where it begins.
    #[error("what begins here has no [end]")]
    NotEnded,
    /// Blocks in blocks in blocks.
    #[error("too many blocks in one another")]
    TooDeep,
    /// A field of a list outside of its `[each …]`.
    #[error("{0} is only known inside of [each]")]
    OutsideEach(String),
    /// One `[each …]` in another.
    #[error("one [each] in another")]
    EachInEach,
    /// A fixed block or signature among other words, or inside of `[if …]` or `[each …]`, where it
    /// could go missing or be doubled.
    #[error("{0} must be alone on its line, and not in [if] or [each]")]
    BlockMisplaced(String),
    /// A fixed block that this kind of paper has not.
    #[error("this paper has no {0}")]
    NotThisKind(String),
    /// A fixed block or signature for the second time.
    #[error("{0} stands here twice")]
    Twice(String),
    /// A line to sign on without a place, or with one that there is not.
    #[error("{0} is no place to sign at")]
    UnknownPlace(String),
    /// No title.
    #[error("there is no title")]
    NoTitle,
    /// A row without cells, or with too many.
    #[error("a row needs 1 to 8 cells, ended by |")]
    Row,
}
