//! Holiday tables in words.

use chrono::NaiveDate;
use clocks::{BadTable, RowFault};

use super::super::date;

/// What a table that can be read says: `2027 年：休 30 天，调休上班 6 天。`
#[must_use]
pub fn table(year: i32, off: usize, on: usize) -> String {
    format!("{year} 年：休 {off} 天，调休上班 {on} 天。")
}

/// Fixed holidays that a table lacks: likely half a table.
#[must_use]
pub fn lacks(days: &[NaiveDate]) -> String {
    let named: Vec<String> = days.iter().map(|day| date::day(*day)).collect();
    format!("表里没有写{}放假，可能不完整。请对照通知核对后再导入。", named.join("、"))
}

/// The years that come with the program: `程序自带 2004 年至 2026 年的表。`
#[must_use]
pub fn years(first: i32, last: i32) -> String {
    format!("程序自带 {first} 年至 {last} 年的表。")
}

/// That a year has none.
#[must_use]
pub fn no_year(year: i32) -> String {
    format!("还没有 {year} 年的表：涉及这一年的工作日期限先按周末计算，是暂定的。公布后请导入。")
}

/// Why a text is not a table.
#[must_use]
pub fn bad_table(bad: &BadTable) -> String {
    match bad {
        BadTable::TooLarge { .. } => "文件太大，不像是一年的节假日表。".to_owned(),
        BadTable::TooManyRows { most } => format!("超过 {most} 行，不像是一年的节假日表。"),
        BadTable::NoHeader => "第一行要写列名：日期,类别,名称,来源。".to_owned(),
        BadTable::Empty => "列名下面没有内容。".to_owned(),
        BadTable::Row { row, fault } => format!("第 {row} 行：{}", row_fault(*fault)),
    }
}

fn row_fault(fault: RowFault) -> &'static str {
    match fault {
        RowFault::Columns => "要有日期和类别，后面最多再写名称、来源两格。",
        RowFault::Quote => "引号不成对，或位置不对。",
        RowFault::Date => "第一格不是日期，要写成 2027-02-06。",
        RowFault::Kind => "第二格要写“休”或“班”。",
        RowFault::TooLong => "名称或来源太长。",
        RowFault::Duplicate => "这一天前面已经写过。",
        RowFault::OtherYear => "一次只导入一年的通知，这一天是别的年份。",
    }
}
