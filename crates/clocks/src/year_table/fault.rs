//! Why a file is not a year's table.

/// Why a file is not a year's table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTable {
    /// Larger than [`YearTable::MAX_BYTES`](crate::YearTable::MAX_BYTES).
    #[error("the file has {bytes} bytes; a year's table has at most {most}")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Bytes that are allowed.
        most: usize,
    },
    /// More rows than [`YearTable::MAX_ROWS`](crate::YearTable::MAX_ROWS).
    #[error("the file has more than {most} rows")]
    TooManyRows {
        /// Rows that are allowed.
        most: usize,
    },
    /// The first row does not name the columns.
    #[error("the first row must name the columns: date,kind,name,source")]
    NoHeader,
    /// No row under the header.
    #[error("there is no row under the header")]
    Empty,
    /// One row is wrong.
    #[error("row {row}: {fault}")]
    Row {
        /// Its number as a spreadsheet counts: the header is row 1.
        row: usize,
        /// What is wrong with it.
        fault: RowFault,
    },
}

/// What is wrong with one row of a year's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// No cells for date and kind, or more than four.
    #[error("a row has date and kind, then a name and a source if known")]
    Columns,
    /// A quotation mark that is not closed, or text after it.
    #[error("a quotation mark is out of place")]
    Quote,
    /// Not a date.
    #[error("the first cell is not a date (2027-02-06)")]
    Date,
    /// Neither a day off nor a working day.
    #[error("the second cell is neither holiday (休) nor workday (班)")]
    Kind,
    /// Name or source longer than [`YearTable::MAX_TEXT`](crate::YearTable::MAX_TEXT).
    #[error("name or source is too long")]
    TooLong,
    /// A date that stands in an earlier row too.
    #[error("this date has a row already")]
    Duplicate,
    /// Neither in the year of the latest date nor in the December before it.
    #[error("one file is one year's notice: this date is of another year")]
    OtherYear,
}
