//! Words about what the relay refused.

use casework::Step;

pub const TITLE: &str = "被退回的内容";
pub const LEAD: &str =
    "服务器没有接收下面的内容，别的单位看不到。内容还在本机，请逐条处理；不处理也不会丢。";
pub const NONE: &str = "没有被退回的内容。";
pub const LINK: &str = "查看并处理被退回的内容";
pub const GONE_MATTER: &str = "（事项已不在本机）";
pub const DIRECTORY: &str = "机构人员设置";
pub const AGAIN: &str = "再报一次";
pub const SENT: &str = "已重新放入等待上报。";
pub const COPY: &str = "抄成新记录";
pub const COPIED: &str = "已抄到“添加记录”里，请核对后保存。";
pub const OPEN: &str = "打开事项";
pub const EXPORT: &str = "导出为文件";
pub const LET_GO: &str = "不再处理……";
pub const LET_GO_TITLE: &str = "不再处理这条内容？";
pub const LET_GO_BODY: &str =
    "确认后不再列出，也不再提醒；内容不会上报给任何单位。原文仍留在本机，“导出未上报内容”里还有。";
pub const LET_GO_CONFIRM: &str = "确认不再处理";
pub const DETAILS: &str = "填写的内容";

/// The text of a step that can be entered anew as a note.
#[must_use]
pub fn as_note(steps: &[Step]) -> Option<String> {
    steps.iter().find_map(|step| match step {
        Step::Noted { text } | Step::FollowedUp { text, .. } => Some(text.clone()),
        _ => None,
    })
}
