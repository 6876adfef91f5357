//! Words of the list.

use casework::worklist::HolderPlace;
use chrono::NaiveDate;
use clocks::ClockId;

use crate::bridge::{ClockOwner, ListClock};

pub const NEW: &str = "登记新来访";
pub const FIND: &str = "查找";
pub const FIND_HINT: &str = "姓名、内容、编号、电话，或拼音首字母（如 zs 找张三）";
pub const CLEAR: &str = "清除查找内容";
pub const RESULTS: &str = "事项列表";
pub const CONTESTED: &str = "有不同填写";
pub const WAITING: &str = "未上报";
pub const EMPTY_TITLE: &str = "还没有登记";
pub const EMPTY_BODY: &str =
    "有人来访、来信、来电时，点“登记新来访”。没有网络也能登记，保存后就在本机。";
pub const NOTHING_TITLE: &str = "没有找到";
pub const NOTHING_BODY: &str = "少输几个字再试，或换成姓名、电话、编号中的一段。";
pub const NO_NAME: &str = "（未留姓名）";
pub const CONTINUE: &str = "继续填写";
pub const DISCARD: &str = "丢弃";
pub const DISCARD_TITLE: &str = "丢弃这份草稿？";
pub const DISCARD_BODY: &str = "丢弃后不能找回。";
pub const PERSIST_TITLE: &str = "请让浏览器长期保存本机资料";
pub const PERSIST_BODY: &str =
    "浏览器在空间不足时可能清掉网页的资料。点“允许”，请浏览器不要自动清除。";
pub const PERSIST_ASK: &str = "允许长期保存";
pub const PERSIST_LATER: &str = "以后再说";
pub const PERSIST_YES: &str =
    "好了：浏览器不会自动清除本机资料。只有在浏览器设置里手动清除数据才会丢失。";
pub const PERSIST_NO: &str = "浏览器暂时没有同意。资料仍会保存；请经常联网上报，把本页添加到主屏幕，并留出一些空间。在“设置”里可以再试。";

/// `共 12 件`, `共 12 件，找到 3 件`
#[must_use]
pub fn count(total: u32, found: u32, searching: bool) -> String {
    if searching {
        format!("共 {total} 件，找到 {found} 件")
    } else {
        format!("共 {total} 件")
    }
}

/// `未完成的登记 2 份`
#[must_use]
pub fn drafts(number: usize) -> String {
    format!("未完成的登记 {number} 份")
}

/// `5 人`
#[must_use]
pub fn people(number: u32) -> String {
    format!("{number} 人")
}

/// `现在：柳湾镇`
#[must_use]
pub fn holder(name: &str) -> String {
    format!("现在：{name}")
}

pub const FILTER: &str = "筛选";
pub const FILTER_CLEAR: &str = "清除筛选";
pub const FILTER_ACTIVE: &str = "正在使用的筛选";
pub const FILTER_REMOVE: &str = "去掉：";
pub const ANY: &str = "不限";
pub const TODAY: &str = "今日清单";
pub const STAGE: &str = "办理阶段";
pub const HOLDER: &str = "现在在";
pub const FROM: &str = "收到日期从";
pub const TO: &str = "收到日期到";
pub const DUE_BY: &str = "本单位期限不晚于";
pub const MINE: &str = "我承办的";
pub const OWN: &str = "本单位登记的";
pub const URGENT: &str = "重大紧急";
pub const ORDER: &str = "排列";
pub const ORDER_NEWEST: &str = "最新登记在前";
pub const ORDER_DUE: &str = "最早到期在前";
pub const VIEWS: &str = "常用筛选";
pub const VIEW_SAVE: &str = "存为常用筛选";
pub const VIEW_NAME: &str = "名称";
pub const VIEW_NAME_HINT: &str = "只保存在这台设备上。请不要写信访人的姓名。";
pub const VIEW_NAME_MISSING: &str = "请写一个名称。";
pub const VIEW_RENAME: &str = "改名";
pub const VIEW_DELETE: &str = "删除这个筛选";
pub const VIEW_DELETED: &str = "常用筛选已删除，事项都还在。";
pub const UNOPENED: &str = "新到";
pub const FOR_A_PERSON: &str = "需人工处理";
pub const NONE_TITLE: &str = "没有符合筛选的事项";
pub const NONE_BODY: &str = "去掉一个筛选条件再看。";

pub const MANY: &str = "多选";
pub const MANY_END: &str = "结束多选";
pub const MANY_HINT: &str = "点事项前面的方框来选。";
pub const MANY_BAR: &str = "对选中的事项";
pub const MANY_CLEAR: &str = "全部不选";
pub const ASSIGN: &str = "交办";
pub const CHARGE: &str = "指定承办人";
pub const ASSIGN_TO: &str = "交给哪个单位";
pub const ASSIGN_TO_MISSING: &str = "请选择交给哪个单位。";
pub const ASSIGN_UNTIL: &str = "要求反馈结果的日期";
pub const ASSIGN_UNTIL_MISSING: &str = "请填写今天以后的日期。";
pub const ASSIGN_TEXT: &str = "交办要求";
pub const ASSIGN_TEXT_MISSING: &str = "请写明要求反馈什么。";
pub const CHARGE_TO: &str = "承办人";
pub const CHARGE_TO_MISSING: &str = "请选择承办人。";
pub const CHARGE_TEXT: &str = "说明（可不填）";
pub const RUN_STOP: &str = "停下";
pub const RUN_CLOSE: &str = "关闭";
pub const RUN_PROGRESS: &str = "进度";
pub const RUN_FAILED: &str = "没有办成的";
pub const RUN_KEPT: &str = "没有办成的仍选中着，可以改后再试；已办成的都已保存在本机。";

/// On paper, below the rows that are printed.
pub const PRINTED: &str =
    "这里只印出屏幕上的几件。要全部的，请用列表上方的“导出 Excel”，再打印导出的文件。";

pub const EXPORT: &str = "导出 Excel";
pub const EXPORT_BODY: &str = "按现在的查找和筛选导出，每件一行。";
pub const EXPORT_HEADS: &str = "表头";
pub const EXPORT_HEADS_CHINESE: &str = "中文名称";
pub const EXPORT_HEADS_NATIONAL: &str = "国家信访系统字段名";
pub const EXPORT_PERSONAL: &str = "姓名和电话";
pub const EXPORT_MASKED: &str = "隐去一部分";
pub const EXPORT_FULL: &str = "完整显示";
pub const EXPORT_FULL_NOTE: &str =
    "文件里会有完整的姓名和电话，正文也是原文。请只在工作需要时导出，用完删除，不要发到工作群。";
pub const EXPORT_MASKED_NOTE: &str = "姓名、电话隐去一部分。正文照原样导出，可能提到姓名，请核对。";
pub const EXPORT_NATIONAL_NOTE: &str =
    "内容分类没有公开的国家代码，对不上的照中文填写；信访件编号由国家系统给出，这里不填。";
pub const EXPORT_DO: &str = "导出";
pub const EXPORT_BUSY: &str = "正在导出……";
pub const EXPORT_DONE: &str = "文件已生成，请在浏览器的下载里查看。";
pub const EXPORT_FAILED: &str = "没能生成文件。请再试一次。";
pub const EXPORT_CHANGED: &str = "导出时列表有变化，请再导出一次。";

/// Where the office that has it stands to one's own.
#[must_use]
pub fn holder_place(place: HolderPlace) -> &'static str {
    match place {
        HolderPlace::Here => "本单位",
        HolderPlace::Below => "下级单位",
        HolderPlace::Elsewhere => "其他单位",
    }
}

/// `还剩 3 天`, `今天到期`, `已超 2 天`
#[must_use]
pub fn days_left(days: i64) -> String {
    match days {
        0 => "今天到期".to_owned(),
        1.. => format!("还剩 {days} 天"),
        _ => format!("已超 {} 天", -days),
    }
}

/// `办结 还剩 3 天`, `柳湾镇 办结 已超 2 天（暂定）`
#[must_use]
pub fn clock(clock: &ListClock, days: i64) -> String {
    let mut text = String::new();
    if let ClockOwner::Office(name) = &clock.owner {
        text.push_str(name);
        text.push(' ');
    }
    text.push_str(match clock.id {
        // Whether it is accepted, those say who have it.
        ClockId::DirectNotice if clock.passed_on => "去向告知",
        id => short_clock(id),
    });
    text.push(' ');
    if clock.owner == ClockOwner::Petitioner && days < 0 {
        text.push_str(super::act::LAPSED);
    } else {
        text.push_str(&days_left(days));
    }
    if clock.provisional {
        text.push_str("（暂定）");
    }
    text
}

/// A clock in the few signs a row has room for.
fn short_clock(id: ClockId) -> &'static str {
    match id {
        ClockId::BureauDispatch => "转交办",
        ClockId::DirectNotice | ClockId::UnitNotice => "受理告知",
        ClockId::ReturnObjection => "提异议",
        ClockId::Handle => "办结",
        ClockId::AssignFeedback => "反馈",
        ClockId::ReqReview => "可申请复查",
        ClockId::Review => "复查",
        ClockId::ReqRereview => "可申请复核",
        ClockId::Rereview => "复核",
        ClockId::ProposalFeedback => "建议反馈",
        ClockId::UrgentReport => "紧急报告",
        ClockId::JudicialConfirm => "司法确认",
        ClockId::CourtAccept | ClockId::CourtDecide => "法院",
        ClockId::StationPush => "上报",
        ClockId::Promise => "承诺",
        ClockId::Performance => "履行",
        ClockId::Charge => "包案",
        ClockId::Instruction => "批示",
    }
}

/// `已选 3 件`
#[must_use]
pub fn picked(number: usize) -> String {
    format!("已选 {number} 件")
}

/// `单小明 990101…、查理明 990101… 等 12 件`
#[must_use]
pub fn picked_names<'a>(names: impl Iterator<Item = &'a str>, number: usize) -> String {
    let first: Vec<&str> = names.take(5).collect();
    let end = if number > first.len() { " 等" } else { "，" };
    format!("{}{end}共 {number} 件", first.join("、"))
}

/// `选中找到的前 200 件`
#[must_use]
pub fn pick_all(found: u32, most: u32) -> String {
    if found > most { format!("选中前 {most} 件") } else { format!("选中全部 {found} 件") }
}

/// The checkbox of a row.
#[must_use]
pub fn pick(name: &str, local_no: &str) -> String {
    format!("选中 {name} {local_no}")
}

/// `正在办理 3 / 12 件`
#[must_use]
pub fn running(done: usize, of: usize) -> String {
    format!("正在办理 {done} / {of} 件，请不要关闭本页")
}

/// What came of it.
#[must_use]
pub fn run_done(good: usize, bad: usize, left: usize) -> String {
    let mut text = String::new();
    if good > 0 {
        text.push_str(&format!("办成 {good} 件，已保存在本机。"));
    }
    if bad > 0 {
        text.push_str(&format!("没有办成 {bad} 件。"));
    }
    if left > 0 {
        text.push_str(&format!("停下时还有 {left} 件没有办。"));
    }
    text
}

/// `正在导出 200 / 1200 件`
#[must_use]
pub fn exporting(done: usize, of: usize) -> String {
    if of == 0 { EXPORT_BUSY.to_owned() } else { format!("正在导出 {done} / {of} 件") }
}

/// The file's name.
#[must_use]
pub fn export_file(on: NaiveDate) -> String {
    format!("信访事项-{on}.xlsx")
}
