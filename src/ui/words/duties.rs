//! Words of promises and instructions (承诺与批示).

use casework::matter::InstructionState;
use chrono::NaiveDate;

use super::date;

pub const TITLE: &str = "承诺与批示";
pub const PROMISE: &str = "记一项承诺";
pub const PROMISE_TEXT_MISSING: &str = "请写明承诺了什么。";
pub const PROMISE_WHO_MISSING: &str = "请写明谁承诺的。";
pub const PROMISE_WHO_HINT: &str = "姓名、职务";
pub const SAVE_PROMISE: &str = "保存承诺";
pub const KEEP: &str = "记录兑现情况";
pub const KEPT_TEXT: &str = "做了什么；没有办到的，写明原因";
pub const KEPT: &str = "已兑现";
pub const NOT_KEPT: &str = "没有办到";
pub const WHY_NOT: &str = "没有办到的，请写明原因。";
pub const PHOTOGRAPHED: &str = "（手写批示，见附件照片）";
pub const READ: &str = "已阅，没有批示意见";
pub const ANSWERED: &str = "已反馈：";
pub const CONFIRM: &str = "确认交办";
pub const CONFIRM_ELSEWHERE: &str =
    "批示还没有确认交办。由镇街、部门或信访部门确认责任单位和期限后才算交办。";
pub const TASK_TO: &str = "责任单位";
pub const TASK_TO_MISSING: &str = "请选择责任单位。";
pub const TASK_UNTIL: &str = "反馈期限";
pub const TASK_UNTIL_BAD: &str = "请填写反馈期限，不早于今天。";
pub const TASK_TEXT: &str = "要求";
pub const SAVE_TASK: &str = "确认交办";
pub const ANSWER: &str = "批示办理情况";
pub const ANSWER_MISSING: &str = "请写明办理情况。";
pub const SAVE_ANSWER: &str = "反馈";

/// How it stands with a promise.
#[must_use]
pub fn promise_tag(kept: Option<bool>) -> &'static str {
    match kept {
        None => "承诺",
        Some(true) => "承诺已兑现",
        Some(false) => "承诺未办到",
    }
}

/// Who promised, who owes it, by when.
#[must_use]
pub fn promise(who: &str, office: &str, due: NaiveDate) -> String {
    format!("{who}承诺，{office}负责，{}前办到", date::day(due))
}

/// Kept or not, when, how.
#[must_use]
pub fn ended(kept: bool, on: NaiveDate, text: &str) -> String {
    let what = if kept { "兑现" } else { "未能办到" };
    let colon = if text.trim().is_empty() { "" } else { "：" };
    format!("{}{what}{colon}{}", date::day(on), text.trim())
}

/// Who said something, when, on which occasion.
#[must_use]
pub fn instruction(leader: &str, on: NaiveDate, way: &str) -> String {
    format!("{leader}，{}，{way}", date::day(on))
}

/// Whose task it became.
#[must_use]
pub fn task(office: &str, until: NaiveDate) -> String {
    format!("交{office}办理，{}前反馈", date::day(until))
}

/// How it stands with an instruction.
#[must_use]
pub fn instruction_tag(one: &InstructionState) -> &'static str {
    match (&one.task, &one.answer) {
        _ if !one.instruction.says_something() => "已阅",
        (None, _) => "批示待确认",
        (Some(_), None) => "批示已交办",
        (Some(_), Some(_)) => "批示已反馈",
    }
}
