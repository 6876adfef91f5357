//! How much of an untrusted file is read before giving up.

/// Limits on what [`crate::Workbook::read`] accepts. The bytes come from outside; every size in them may be a lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: usize,
    /// Entries in the zip directory.
    pub entries: usize,
    /// Bytes of all the parts that are read, once inflated.
    pub inflated_bytes: usize,
    /// Worksheets.
    pub sheets: usize,
    /// Lines with anything on them, per sheet.
    pub rows: usize,
    /// Columns, per sheet.
    pub columns: u32,
    /// Cells in the whole workbook, empty ones included.
    pub cells: usize,
    /// Characters in one cell. Excel itself stops at 32,767.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 * 1024 * 1024,
            entries: 2_000,
            inflated_bytes: 160 * 1024 * 1024,
            sheets: 64,
            rows: 60_000,
            columns: 256,
            cells: 2_000_000,
            cell_chars: 32_767,
        }
    }
}
