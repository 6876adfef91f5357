//! Words of the page of one matter.

use super::date;
use casework::{
    directory::Tier,
    view::{By, Place},
};
use chrono::NaiveDate;

pub const PEOPLE: &str = "来访人";
pub const MAIN_PERSON: &str = "来访人";
pub const REPRESENTATIVE: &str = "代表";
pub const FACTS: &str = "基本情况";
pub const LEDGER: &str = "台账所载";
pub const DEMANDS: &str = "诉求";
pub const NARRATIVE: &str = "补充说明";
pub const NOTES: &str = "添加记录";
pub const HISTORY: &str = "经过";
pub const MEMO: &str = "本单位意见";
pub const MEMO_WHO: &str = "仅本级及上级可见，下级看不到。";
pub const NOTE: &str = "新记录";
pub const NOTE_KIND: &str = "记录类型";
pub const NOTE_KINDS: [(&str, &str); 2] = [("note", "记录"), ("follow_up", "回访跟进")];
pub const FOLLOW_UP_ON: &str = "跟进日期";
pub const SAVE_NOTE: &str = "保存记录";
pub const NOTE_MISSING: &str = "请先写内容。";
pub const FOLLOW_UP_FUTURE: &str = "跟进日期不能晚于今天。";
pub const EDIT: &str = "修改";
pub const SHOW: &str = "显示";
pub const HIDE: &str = "隐藏";
pub const STRIKE: &str = "撤销";
pub const UNSTRIKE: &str = "恢复";
pub const STRUCK: &str = "已撤销";
pub const ADD_DEMAND: &str = "添加诉求";
pub const NEW_DEMAND: &str = "新诉求";
pub const ADD_REPRESENTATIVE: &str = "添加代表";
pub const CONTESTED: &str = "有不同填写，请选定";
pub const CONTESTED_BODY: &str =
    "不同单位分别填写了不同内容，都保留着。选定一个后，各处都会改成它；另一个仍在“经过”里。";
pub const CHOOSE: &str = "采用这个";
pub const CHOSEN: &str = "已选定，已保存在本机";
pub const ELSEWHERE: &str = "对方有新修改";
pub const HAND: &str = "上报或交回";
pub const HAND_TO: &str = "交给";
pub const HAND_TEXT: &str = "说明";
pub const HAND_TEXT_HINT: &str = "为什么交、要对方做什么。";
pub const HAND_CONFIRM: &str = "确认交给对方";
pub const HAND_MISSING: &str = "请选择交给哪个单位。";
pub const UNKNOWN_PERSON: &str = "未知人员";
pub const UNKNOWN_OFFICE: &str = "未知单位";
pub const PAPERS: &str = "文书";
pub const RECEIPT: &str = "打印回执";
pub const NO_HISTORY: &str = "还没有经过。";
pub const NUMBER: &str = "编号";
pub const STAGE: &str = "阶段";
pub const URGENT: &str = "重大紧急";
pub const IN_CHARGE: &str = "承办人";
pub const NOBODY_IN_CHARGE: &str = "还没有指定承办人";
pub const LATE: &str = "交出后补记";
pub const FOR_A_PERSON: &str = "需要人工裁定";
pub const SETTLE: &str = "裁定……";
pub const SETTLED_BY: &str = "由现在办理的单位或其上级的负责人裁定是否采纳；原记录保留。";

/// `修改内容分类`
#[must_use]
pub fn edit(what: &str) -> String {
    format!("{EDIT}{what}")
}

/// `显示身份证号`
#[must_use]
pub fn reveal(shown: bool, what: &str) -> String {
    format!("{}{what}", if shown { HIDE } else { SHOW })
}

/// `对方有新修改：现在是“……”。`
#[must_use]
pub fn elsewhere(now: &str) -> String {
    let now = if now.is_empty() { super::general::NONE } else { now };
    format!("{ELSEWHERE}：现在是“{now}”。您写的还在；保存后以您写的为准。")
}

/// `前杨村登记（收到日期 2026年11月20日），现在在柳湾镇`
#[must_use]
pub fn status(home: &str, on: Option<NaiveDate>, holder: &str) -> String {
    let on = on.map_or_else(String::new, |on| format!("（收到日期 {}）", date::day(on)));
    if home == holder || holder.is_empty() {
        format!("{home}登记{on}，现在在{home}")
    } else {
        format!("{home}登记{on}，现在在{holder}")
    }
}

/// `内容分类：有 2 个不同填写`
#[must_use]
pub fn contested(what: &str, values: usize) -> String {
    format!("{what}：有 {values} 个不同填写")
}

/// `王会计（前杨村）2026年11月22日 10:32`
#[must_use]
pub fn by(by: &By) -> String {
    let person = if by.person.is_empty() { UNKNOWN_PERSON } else { &by.person };
    let office = if by.office.is_empty() { UNKNOWN_OFFICE } else { &by.office };
    format!("{person}（{office}）{}", date::moment(by.at))
}

/// Where an entry of the history stands, where that is not the ordinary place.
#[must_use]
pub fn place(place: Place) -> Option<&'static str> {
    match place {
        Place::Core | Place::People => None,
        Place::Internal => Some(MEMO),
        Place::Committee => Some("调解记录，仅本单位可见"),
    }
}

/// Up or down: what handing a matter to an office of this tier is called, which had it before or not.
#[must_use]
pub fn hand_verb(own: Tier, to: Option<Tier>, had: bool) -> &'static str {
    match to {
        Some(to) if to.depth() < own.depth() => "上报",
        Some(to) if to.depth() > own.depth() && had => "交回",
        _ => "转交",
    }
}

/// `填写内容 8 项`
#[must_use]
pub fn details(number: usize) -> String {
    format!("填写内容 {number} 项")
}

/// `补录：记载日期 2026年11月20日`
#[must_use]
pub fn backfilled(on: NaiveDate) -> String {
    format!("补录：记载日期 {}", date::day(on))
}
