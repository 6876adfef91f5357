//! How much of anything is taken in. A paper that needs more is not one paper.

/// Bytes of a template.
pub const TEMPLATE_BYTES_MAX: usize = 32 * 1024;

/// Lines of a template.
pub const TEMPLATE_LINES_MAX: usize = 400;

/// Blocks inside blocks in a template.
pub const NESTING_MAX: usize = 4;

/// Cells in one row of a template's table.
pub const CELLS_MAX: usize = 8;

/// Empty lines a table's row may be high.
pub const ROW_LINES_MAX: u8 = 20;

/// Characters of one text in the data. A long record of a talk is about 8,000.
pub const TEXT_CHARS_MAX: usize = 20_000;

/// Entries of one list in the data: petitioners, demands, attachments, persons asking.
pub const LIST_MAX: usize = 200;

/// Representatives of one common matter, persons (Art. 20).
pub const REPRESENTATIVES_MAX: usize = 5;

/// Parties of a mediation, at least.
pub const PARTIES_MIN: usize = 2;

/// Bytes of one picture in a paper.
pub const PICTURE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Pixels of one side of a picture.
pub const PICTURE_SIDE_MAX: u32 = 8192;

/// Pictures in one paper.
pub const PICTURES_MAX: usize = 24;

/// Days by which handling may be extended, calendar days (Art. 34).
pub const EXTENSION_DAYS_MAX: u16 = 30;

/// Days to ask for review or re-review where the caller gives none, calendar days (Art. 35, 36).
pub const REMEDY_DAYS: u16 = 30;

/// Names that are written out; of more petitioners the first is named and the number given.
pub const NAMES_WRITTEN_OUT: usize = 5;
