//! Workbooks written for a test.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// What a test writes into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Put {
    Nothing,
    Text(String),
    Number(f64),
    /// A serial number with a date format.
    Date(f64),
}

impl From<&str> for Put {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Put {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<f64> for Put {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// The serial number of a day.
pub fn serial(date: &str) -> f64 {
    let day: chrono::NaiveDate = date.parse().unwrap();
    (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days() as f64
}

/// Write one cell; rows count from 1.
pub fn put(sheet: &mut Worksheet, row: u32, column: u16, value: &Put) {
    let row = row - 1;
    match value {
        Put::Nothing => {}
        Put::Text(text) => {
            sheet.write_string(row, column, text).unwrap();
        }
        Put::Number(number) => {
            sheet.write_number(row, column, *number).unwrap();
        }
        Put::Date(serial) => {
            let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
            sheet.write_number_with_format(row, column, *serial, &format).unwrap();
        }
    }
}

/// Write a line of cells, parted by "|"; returns the next row.
pub fn line(sheet: &mut Worksheet, row: u32, cells: &str) -> u32 {
    for (column, text) in cells.split('|').enumerate() {
        put(sheet, row, column as u16, &text.trim_start_matches('_').into());
    }
    row + 1
}

/// Merge cells; rows count from 1, both ends included.
pub fn merge(sheet: &mut Worksheet, top: u32, left: u16, bottom: u32, right: u16, text: &str) {
    sheet.merge_range(top - 1, left, bottom - 1, right, text, &Format::new()).unwrap();
}

/// A sheet's name and what fills it.
pub type Filled<'a> = (&'a str, &'a mut dyn FnMut(&mut Worksheet));

/// A workbook of named sheets.
pub fn workbook(sheets: &mut [Filled<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        fill(sheet);
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet.
pub fn single(name: &str, mut fill: impl FnMut(&mut Worksheet)) -> Vec<u8> {
    workbook(&mut [(name, &mut fill)])
}
