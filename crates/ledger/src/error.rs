//! Why a file could not be read.

/// What was too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The file itself.
    File,
    /// The number of entries in the archive.
    Entries,
    /// The parts once inflated.
    Inflated,
    /// The number of sheets.
    Sheets,
    /// The lines of a sheet.
    Rows,
    /// The columns of a sheet.
    Columns,
    /// The cells of the workbook.
    Cells,
    /// The text of one cell.
    CellText,
}

/// Why [`crate::Workbook::read`] refused. A refusal concerns the whole file; a bad row never causes one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not a zip archive, or an archive without a workbook in it.
    #[error("not an xlsx workbook")]
    NotAWorkbook,
    /// The binary format of Excel 97-2003, which has to be saved as .xlsx first.
    #[error("an old binary .xls workbook")]
    OldFormat,
    /// Protected with a password.
    #[error("an encrypted workbook")]
    Encrypted,
    /// Beyond one of the [`crate::Limits`].
    #[error("too large: {measure:?} beyond {limit}")]
    TooLarge {
        /// Which limit.
        measure: Measure,
        /// What it was set to.
        limit: usize,
    },
    /// A workbook, but damaged: cut off, or with parts which contradict each other.
    #[error("damaged workbook at {part}: {detail}")]
    Damaged {
        /// The part of the archive, or the sheet.
        part: String,
        /// What the reader said, in English, for a log.
        detail: String,
    },
}

impl ReadError {
    pub(crate) fn damaged(part: impl Into<String>, detail: impl ToString) -> Self {
        Self::Damaged { part: part.into(), detail: detail.to_string() }
    }

    pub(crate) fn beyond(measure: Measure, limit: usize) -> Self {
        Self::TooLarge { measure, limit }
    }
}
