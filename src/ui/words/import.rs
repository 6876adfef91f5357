//! Words of taking in a ledger.

use ledger::{Field, LedgerRow, Skipped, wording};

pub const TITLE: &str = "导入台账";
pub const LEAD: &str = "把以前的 Excel 台账（.xlsx）读进来。先看一遍读得对不对，再导入；台账文件本身不会被改动，也不会上传。";
pub const CHOOSE: &str = "选择台账文件";
pub const READING: &str = "正在读取……";
pub const OTHER_FILE: &str = "换一个文件";
pub const COLUMNS: &str = "各列的含义";
pub const COLUMNS_HINT: &str = "这是按表头和内容猜的。不对的请改，下面的结果会跟着变。";
pub const INCLUDE: &str = "读取这张表";
pub const NO_HEADING: &str = "（没有表头）";
pub const VILLAGES: &str = "名录里没有的村（社区）";
pub const VILLAGES_HINT: &str =
    "台账里这些地名在本机名录里没有。可以逐个对应；不对应也可以导入，地名照原样保留。";
pub const UNMATCHED: &str = "照原样保留";
pub const RESULT: &str = "读出的内容";
pub const ALL: &str = "全部";
pub const WITH_PROBLEMS: &str = "有疑问";
pub const REPEATS: &str = "可能重复";
pub const PRESENT: &str = "本机已有";
pub const SKIPPED: &str = "没当作事项的行";
pub const SHOW_MORE: &str = "再看一些";
pub const TAKE: &str = "导入这一条";
pub const HERE_ALREADY: &str = "以前导入过，这次不再添加";
pub const LIKE_ANOTHER: &str = "与本文件中前面的一条像是同一人同一事";
pub const NOTHING_READ: &str = "没有读出事项。请看各列的含义是否对，或换一个文件。";
pub const NOTHING_NEW: &str = "没有新的事项：文件里的本机都已有。";
pub const CHECKING: &str = "正在与本机已有的比对……";
pub const CHECK_AGAIN: &str = "再比对一次";
pub const CANCEL: &str = "停止导入";
pub const PROGRESS: &str = "导入进度";
pub const SAVE_PROBLEMS: &str = "把有疑问的存成文件";
pub const TO_LIST: &str = "到列表查看";
pub const WORKER_DIED: &str =
    "读取这个文件时出错，没有导入任何内容。请换成另存的 .xlsx 再试；本机已有的内容不受影响。";
pub const NO_NAME: &str = "（没有姓名）";

/// The button that begins.
#[must_use]
pub fn import(count: usize) -> String {
    format!("导入 {count} 件")
}

/// Where rows could not be compared with what is here.
#[must_use]
pub fn unchecked(why: &str) -> String {
    format!("有些行没有比对成，先当作新事项列出；导入时已有的仍不会重复登记。{why}")
}

/// What was read, in one line.
#[must_use]
pub fn summary(rows: usize, problems: usize, repeats: usize, present: usize) -> String {
    format!(
        "读出 {rows} 件；其中有疑问 {problems} 件，可能重复 {repeats} 件，本机已有 {present} 件。"
    )
}

/// How far it is.
#[must_use]
pub fn progress(done: usize, of: usize) -> String {
    format!("已导入 {done} / {of} 件")
}

/// What came of it.
#[must_use]
pub fn outcome(added: usize, present: usize, stopped: bool) -> String {
    let end = if stopped { "已停止。" } else { "导入完成。" };
    format!("{end}新增 {added} 件，本机已有 {present} 件。")
}

/// A matter here that a row looks like.
#[must_use]
pub fn like(local_no: &str) -> String {
    format!("与本机 {local_no} 像是同一人同一事")
}

/// Where a row stands.
#[must_use]
pub fn place(sheet: &str, row: u32) -> String {
    format!("{sheet} 第 {row} 行")
}

/// A sheet's columns.
#[must_use]
pub fn sheet(name: &str, first: u32, last: u32) -> String {
    format!("“{name}”表，第 {first}—{last} 行")
}

/// A column's label.
#[must_use]
pub fn column(letter: &str, heading: &str) -> String {
    let heading = if heading.is_empty() { NO_HEADING } else { heading };
    format!("{letter} 列：{heading}")
}

/// What a column's cells look like.
#[must_use]
pub fn samples(samples: &[String]) -> String {
    format!("例：{}", samples.join("、"))
}

/// How many people came.
#[must_use]
pub fn people(count: u32) -> String {
    format!("{count} 人")
}

/// What is wrong with a row.
#[must_use]
pub fn problems(row: &LedgerRow) -> Vec<String> {
    row.problems
        .iter()
        .map(|problem| {
            let field = wording::field(problem.field);
            let kind = wording::problem(problem.kind);
            if problem.raw.is_empty() {
                format!("{field}：{kind}")
            } else {
                format!("{field}“{}”：{kind}", problem.raw)
            }
        })
        .collect()
}

/// A line that is no petition, and why.
#[must_use]
pub fn skipped(line: &Skipped) -> String {
    let why = wording::skip(line.reason);
    format!("{}：{why}。{}", place(&line.sheet, line.row), line.text)
}

/// A field's name.
#[must_use]
pub fn field(field: Field) -> &'static str {
    wording::field(field)
}

/// The name of the file with what could not be understood.
pub const PROBLEMS_FILE: &str = "台账导入-有疑问的行.csv";
/// Its first line.
pub const PROBLEMS_HEAD: [&str; 4] = ["位置", "姓名", "疑问", "原文"];

/// Between the remarks that a row's other cells become.
pub const BETWEEN: &str = "；";

/// A cell that has no place of its own.
#[must_use]
pub fn remark(heading: &str, text: &str) -> String {
    format!("{heading}：{text}")
}

/// A cell that could not be read, as it was written.
#[must_use]
pub fn as_written(field: Field, raw: &str) -> String {
    format!("{}（原文）：{raw}", wording::field(field))
}

/// The day a ledger says it was concluded.
#[must_use]
pub fn concluded_on(day: &str) -> String {
    format!("{}：{day}", wording::field(Field::ConcludedOn))
}

/// People who came along beyond the representatives there may be.
#[must_use]
pub fn came_along(names: &[&str]) -> String {
    format!("同来：{}", names.join("、"))
}
