//! Words of the dispute ledger.

use casework::dispute::DisputeStanding;

use super::cases;

pub const TITLE: &str = "矛盾纠纷";
pub const NEW: &str = "登记纠纷";
pub const FIND: &str = "查找纠纷";
pub const FIND_HINT: &str = "名称、当事人、编号、地点、内容，或拼音首字母";
pub const RESULTS: &str = "纠纷台账";
pub const ALL: &str = "全部";
pub const KIND: &str = "类型";
pub const RISK: &str = "风险";
pub const HOLDER: &str = "在哪里";
pub const PROMISED: &str = "有承诺未兑现";
pub const EMPTY_TITLE: &str = "还没有纠纷";
pub const EMPTY_BODY: &str = "点“登记纠纷”登记第一件；已有 Excel 台账的，点“导入台账”。";
pub const NOTHING_TITLE: &str = "没有找到";
pub const NOTHING_BODY: &str = "换个说法，或者去掉一些筛选条件再找。";
pub const MEDIATING: &str = "调解中";
pub const CHARGE_WAITS: &str = "包案待批";
pub const UNPERFORMED: &str = "协议未履行完";
pub const PROMISE: &str = "有承诺";

/// On paper, below the rows that are printed.
pub const PRINTED: &str =
    "这里只印出屏幕上的几件。要全部的，请用列表上方的“导出台账”，再打印导出的文件。";

pub const EXPORT: &str = "导出台账";
pub const EXPORT_BODY: &str = "按现在的筛选条件导出 Excel，列与纠纷台账一致。";
pub const EXPORT_DO: &str = "导出";
pub const EXPORT_FULL: &str = "写全姓名和电话";
pub const EXPORT_MASKED: &str = "隐去电话中间几位";
pub const EXPORT_PERSONAL: &str = "个人信息";
pub const EXPORT_DONE: &str = "已导出";
pub const EXPORT_FAILED: &str = "没能生成文件，请重试。";
pub const EXPORT_NOTE: &str = "文件离开本机后由您保管，请只发给需要的人。";

pub const IMPORT: &str = "导入台账";
pub const IMPORT_LEAD: &str =
    "选择 Excel（.xlsx）纠纷台账。先给您看读出了什么，确认后才登记；同一行不会登记两次。";
pub const IMPORT_FILE: &str = "选择文件";
pub const IMPORT_READING: &str = "正在读取……";
pub const IMPORT_COLUMNS: &str = "各列读作";
pub const IMPORT_NOTHING: &str = "没有读出纠纷。请确认第一行是列名，例如“纠纷名称、类型、当事人”。";
pub const IMPORT_NEW: &str = "将登记";
pub const IMPORT_PRESENT: &str = "已在台账里，不再登记";
pub const IMPORT_DO: &str = "确认登记";
pub const IMPORT_ELSEWHERE: &str =
    "已在台账里，但资料不在本机，没有逐项核对；联网后可以再核对一次。";
pub const IMPORT_BACK: &str = "换一个文件";
pub const IMPORT_AS_TODAY: &str = "没有读出排查时间，按今天登记";
pub const IMPORT_NO_OUTCOME: &str = "结果没有读懂，按未化解登记，原文留在“台账其他内容”";
pub const IMPORT_NO_TYPE: &str = "类型没有读懂，原文留在“台账其他内容”";
pub const IMPORT_NO_PARTY: &str = "没有读出当事人，请登记后补";
pub const IMPORT_NO_TITLE: &str = "没有纠纷名称，用主要内容的开头";
pub const IMPORT_STATED: &str = "台账所载";
pub const IMPORT_SKIPPED: &str = "没有登记的行";
pub const IMPORT_ENDED: &str = "台账所载结果";
pub const WORKER_DIED: &str = "文件没能读出，请确认是 .xlsx 文件。";

/// Why nothing was exported: a file that lacks some of what it lists would be taken for whole.
#[must_use]
pub fn export_lacks(count: usize) -> String {
    format!(
        "有 {count} 件以前的纠纷资料不在本机，还没有取回，没有生成文件。请联网后再导出，或者用上面的条件只导出一部分。"
    )
}

/// `已登记 12 件，3 件原来就有，更新 2 处`
#[must_use]
pub fn imported(added: usize, present: usize, updated: usize) -> String {
    let updated = match updated {
        0 => String::new(),
        count => format!("按台账更新 {count} 处。"),
    };
    format!("已登记 {added} 件，{present} 件原来就有，没有重复登记。{updated}")
}

pub const IMPORT_CHANGED: &str = "台账里有变化的";
pub const IMPORT_CHANGED_HINT: &str =
    "这些纠纷已在台账里，勾选的内容会更新。原来空着的已替您勾上；原来有内容的，请核对后再勾。";
pub const OUTCOME: &str = "结果";

/// `涉及人数：5 人 → 7 人`
#[must_use]
pub fn difference(label: &str, here: &str, ledger: &str) -> String {
    if here.is_empty() {
        format!("{label}：（空）→ {ledger}")
    } else {
        format!("{label}：{here} → {ledger}")
    }
}

/// `确认登记 12 件，更新 3 处`
#[must_use]
pub fn import_do(new: usize, chosen: usize) -> String {
    match chosen {
        0 => format!("{IMPORT_DO} {new} 件"),
        _ => format!("{IMPORT_DO} {new} 件，更新 {chosen} 处"),
    }
}

/// `第 3 行`
#[must_use]
pub fn row(sheet: &str, row: u32) -> String {
    format!("{sheet} 第 {row} 行")
}

/// `未化解 12`
#[must_use]
pub fn tab(standing: Option<DisputeStanding>, count: u32) -> String {
    let name = standing.map_or(ALL, cases::dispute_standing);
    format!("{name} {count}")
}

/// `找到 12 件`
#[must_use]
pub fn found(found: u32) -> String {
    format!("{found} 件")
}

/// `12 人`
#[must_use]
pub fn people(people: u32) -> String {
    format!("{people} 人")
}

/// `正在导出 12/40`
#[must_use]
pub fn exporting(done: usize, of: usize) -> String {
    format!("正在导出 {done}/{of}")
}

/// `正在登记 12/40`
#[must_use]
pub fn importing(done: usize, of: usize) -> String {
    format!("正在登记 {done}/{of}")
}

/// A name for the file.
#[must_use]
pub fn file(today: chrono::NaiveDate) -> String {
    format!("矛盾纠纷台账-{today}.xlsx")
}

/// The columns of a ledger, as town forms have them, in their order.
pub const COLUMNS: [&str; 27] = [
    "序号",
    "编号",
    "排查时间",
    "排查单位",
    "排查人",
    "纠纷名称",
    "主要内容",
    "类型",
    "发生地",
    "当事人",
    "当事人电话",
    "涉及人数",
    "涉及金额",
    "风险等级",
    "起因",
    "包案领导",
    "责任单位",
    "责任人",
    "化解措施",
    "化解时限",
    "进展",
    "结果",
    "化解方式",
    "协议书编号",
    "履行情况",
    "回访",
    "是否转信访",
];

/// The last columns of a ledger.
pub const LAST_COLUMNS: [&str; 2] = ["销号时间", "审核人"];

pub const YES: &str = "是";
pub const NO: &str = "否";
