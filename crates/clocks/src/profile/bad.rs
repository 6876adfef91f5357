//! Why something is not a rule profile.

use crate::ProfileRef;

/// Why something is not a rule profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadProfile {
    /// A text larger than 64 KiB.
    #[error("a profile has at most {most} bytes")]
    TooLarge {
        /// Bytes that are allowed.
        most: usize,
    },
    /// Not JSON of a profile.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// Line in the text, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
        /// What the reader wanted there, in English.
        message: String,
    },
    /// No id, or version 0.
    #[error("a profile needs an id of small letters, digits, - or _ and a version from 1")]
    Name,
    /// It ends before it begins.
    #[error("valid_to is before valid_from")]
    Validity,
    /// A counted limit without days, an uncounted one with days, or more than ten years.
    #[error(
        "{of}: the length does not fit its unit (1 to 3650 days, or 0 where nothing is counted)"
    )]
    Length {
        /// The clock.
        of: &'static str,
    },
    /// An extension without days or times, or of a clock without a length.
    #[error("{of}: the extension makes no sense")]
    Extension {
        /// The clock.
        of: &'static str,
    },
    /// Article or source longer than 200 bytes.
    #[error("{of}: article or source is too long")]
    TextTooLong {
        /// The clock.
        of: &'static str,
    },
    /// The percentages do not rise to 100.
    #[error("warn_at must rise, and end with 100")]
    WarnAt,
    /// Nobody may represent a group.
    #[error("the numbers of representatives must be at least 1")]
    Representatives,
    /// Another profile of this name and version is there: what was published is not changed.
    #[error("there is another profile {0} already; give the new one the next version")]
    AlreadyThere(ProfileRef),
}
