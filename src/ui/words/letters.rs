//! Words of the list of letters.

use casework::{meeting::tally::LetterStage, row::RowInstruction};

use super::date;

pub const TITLE: &str = "来信";
pub const LIST: &str = "封封有人看，封封有回音";
pub const NEW: &str = "登记来信";
pub const NONE: &str = "没有这样的来信。登记信访事项时信访形式选“来信”，就会列在这里。";
pub const SHOW: &str = "看哪些";
pub const WHICH: [(&str, &str); 5] = [
    ("all", "全部"),
    ("unread", "领导未阅"),
    ("unconfirmed", "批示待确认"),
    ("assigned", "已交办"),
    ("unanswered", "未答复来信人"),
];
pub const COUNT_LETTERS: &str = "来信";
pub const COUNT_UNREAD: &str = "领导未阅";
pub const COUNT_INSTRUCTED: &str = "领导批示";
pub const COUNT_UNCONFIRMED: &str = "批示待确认";
pub const COUNT_ASSIGNED: &str = "已交办待反馈";
pub const COUNT_OVERDUE: &str = "反馈超期";
pub const COUNT_FED_BACK: &str = "已反馈";
pub const COUNT_ANSWERED: &str = "已答复来信人";
pub const LETTERS: &str = "件";
pub const OVERDUE: &str = "反馈超期";
pub const ANSWERED: &str = "已答复";
pub const NOT_ANSWERED: &str = "未答复";
pub const RECORD: &str = "记录阅批";
pub const CONFIRM_THERE: &str = "到事项里确认、反馈";
pub const PAPERS: &str = "阅批单";
pub const LEADER: &str = "领导姓名、职务";
pub const LEADER_MISSING: &str = "请填写领导姓名。";
pub const DAY: &str = "阅批日期";
pub const DAY_BAD: &str = "请填写阅批日期，不晚于今天。";
pub const VERBATIM: &str = "批示原文";
pub const VERBATIM_HINT: &str = "照原文写，一字不改";
pub const VERBATIM_MISSING: &str = "请照原文写下批示。";
pub const HOW: &str = "怎样批的";
pub const HOW_MISSING: &str = "请选择怎样批的。";
pub const HOW_TYPED: &str = "录入批示原文";
pub const HOW_PHOTOGRAPHED: &str = "手写批示，拍照";
pub const HOW_READ: &str = "只阅，没有批示";
pub const PHOTOGRAPHED_HINT: &str = "可不填；保存后在事项的“承诺与批示”里拍照";
pub const SAVE: &str = "保存阅批";

/// How far a letter is.
#[must_use]
pub fn stage(stage: LetterStage) -> &'static str {
    match stage {
        LetterStage::Unread => "领导未阅",
        LetterStage::Read => "已阅",
        LetterStage::Unconfirmed => "批示待确认",
        LetterStage::Assigned => "已交办",
        LetterStage::FedBack => "已反馈",
    }
}

/// What a leader said, whose task it is, until when.
#[must_use]
pub fn instruction(one: &RowInstruction, office: &str) -> String {
    let what = if one.says { "批示" } else { "已阅" };
    let head = format!("{}，{}{what}", one.leader, date::day_of_text(&one.on));
    match (&one.task, one.answered) {
        (None, _) => head,
        (Some(_), true) => format!("{head}，{office}已反馈"),
        (Some(_), false) => format!("{head}，{office}{}前反馈", date::day_of_text(&one.until)),
    }
}

/// How many more there are.
#[must_use]
pub fn more(count: u32) -> String {
    format!("还有 {count} 件没有列出，请用上面的选项缩小范围。")
}
