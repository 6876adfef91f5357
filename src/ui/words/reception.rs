//! Words of a reception.

pub const TITLE: &str = "接访";
pub const NOTICE: &str = "公告";
pub const PRINT: &str = "打印接访公告";
pub const NOT_POSTED: &str = "还没有记录张贴。";
pub const POST: &str = "已张贴";
pub const POSTED_ON: &str = "已张贴：";
pub const REQUESTS: &str = "约访";
pub const NO_REQUESTS: &str = "没有人约。群众要求见领导，或者领导要约见的，都记在这里。";
pub const NEW_REQUEST: &str = "记一个约访";
pub const SAVE_REQUEST: &str = "保存约访";
pub const WHO_ASKS: &str = "谁提出的";
pub const BY_CITIZEN: &str = "群众要求";
pub const BY_LEADER: &str = "领导约见";
pub const ABOUT: &str = "什么事";
pub const TIME: &str = "约定时间";
pub const TIME_HINT: &str = "例如 09:30";
pub const TIME_MISSING: &str = "请填写约定的时间。";
pub const TOLD: &str = "怎样告诉本人的";
pub const FIX: &str = "定下时间";
pub const WHICH_CASE: &str = "关于哪一件（可不选）";
pub const WHICH_CASE_HINT: &str = "选了，记谈话时就并到这一件";
pub const ARRIVED: &str = "人到了，排上队";
pub const CAME: &str = "已到。";
pub const QUEUE: &str = "今天的队";
pub const NO_QUEUE: &str = "还没有人排队。";
pub const ADD_TO_QUEUE: &str = "加一批";
pub const SAVE_ENTRY: &str = "排上队";
pub const CALL_IN: &str = "叫进来";
pub const LEFT: &str = "已离开";
pub const BACK_TO_WAIT: &str = "回去等";
pub const CAME_BACK: &str = "又回来了";
pub const TALK: &str = "记谈话";
pub const CASES: &str = "接下来的事";
pub const CASES_HINT: &str =
    "每个问题都是一件登记过的事项。领导意见照原话记在事项里，确认责任单位和期限后才算交办。";
pub const NO_CASES: &str = "还没有反映的问题。";

/// The hour of an appointment, beside whoever came for it.
#[must_use]
pub fn appointment(time: &str) -> String {
    format!("约 {time}")
}

/// The hour that was fixed, and how the person was told.
#[must_use]
pub fn fixed(time: &str, text: &str) -> String {
    let told = if text.trim().is_empty() { String::new() } else { format!("，{}", text.trim()) };
    format!("约定 {time}{told}")
}
