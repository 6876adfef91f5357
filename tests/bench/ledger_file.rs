//! A ledger of invented people, as large as wanted.

use std::path::Path;

use anyhow::Result;
use rust_xlsxwriter::Workbook;

const SURNAMES: [&str; 10] = ["张", "单", "解", "仇", "曾", "查", "柳", "杨", "李", "王"];
const GIVEN: [&str; 10] =
    ["三", "国强", "秀珍", "志平", "美玲", "小兰", "海涛", "金水", "爱莲", "学农"];
const MATTERS: [&str; 6] = [
    "村东水渠塌了一段，春灌用不上水，请求修复",
    "承包地四至与邻户有出入，请求重新丈量",
    "去年在工地做工，工资还没有结清",
    "垃圾点离水井太近，请求另选地方",
    "低保申请未批，请求说明原因",
    "客运班车减少，学生周五赶不上车",
];

fn some<'a>(list: &[&'a str], at: u32) -> &'a str {
    list.get(at as usize % list.len().max(1)).copied().unwrap_or_default()
}

/// Writes a ledger with so many rows, of these villages in turns.
pub fn write(file: &Path, rows: u32, villages: &[&str]) -> Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("来访")?;
    for (column, heading) in
        ["序号", "来访日期", "姓名", "联系电话", "所在村", "人数", "反映问题"].iter().enumerate()
    {
        sheet.write(0, u16::try_from(column)?, *heading)?;
    }
    for at in 0..rows {
        let row = at + 1;
        let name = format!("{}{}", some(&SURNAMES, at), some(&GIVEN, at / 10));
        sheet.write(row, 0, row)?;
        sheet.write(row, 1, format!("2026-{:02}-{:02}", 1 + at / 28 % 10, 1 + at % 28))?;
        sheet.write(row, 2, name)?;
        sheet.write(row, 3, format!("1990000{:04}", at % 10_000))?;
        sheet.write(row, 4, some(villages, at))?;
        sheet.write(row, 5, 1 + at % 7)?;
        sheet.write(row, 6, format!("{}（第{row}件）", some(&MATTERS, at / 3)))?;
    }
    workbook.save(file)?;
    Ok(())
}
