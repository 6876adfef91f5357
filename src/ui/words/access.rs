//! Words of showing personal data for a reason, and of the records of it.

use casework::access::{AccessKind, AccessReason};

pub const TITLE: &str = "查阅记录";
pub const BODY: &str = "谁在什么时候、在哪台设备上、因为什么查看了完整的身份证号、电话或打开了检举控告，都记在这里。只能增加，不能修改删除；只有个人信息保护、审计人员能看。";
pub const ASK_TITLE: &str = "查看完整号码，请选事由";
pub const ASK_BODY: &str = "查看会记录下来：谁、何时、哪台设备、哪件事项、什么事由。";
pub const ASK_SEALED_TITLE: &str = "打开检举控告，请选事由";
pub const ASK_PASS_TITLE: &str = "转封给其他纪检联络人，请选事由";
pub const REASON: &str = "事由";
pub const TEXT: &str = "说明（选“其他”时要写）";
pub const CONFIRM: &str = "记录并查看";
pub const CONFIRM_PASS: &str = "记录并转封";
pub const MISSING: &str = "请选事由；选“其他”的，请写明是什么事。";
pub const EDIT_FIRST: &str = "修改身份证号或电话前，要先显示完整号码。";
pub const SHOW_FIRST: &str = "显示号码";
pub const NONE: &str = "还没有记录。";
pub const NOT_YOURS: &str = "您现在的职务不是个人信息保护、审计人员，这里没有可以看的内容。";
pub const LOADING: &str = "正在向服务器查询……";
pub const MORE: &str = "再看一些";
pub const BROKEN: &str = "这台设备的记录前后接不上，请查明原因";
pub const LINK: &str = "查看查阅记录";
pub const WHO: &str = "人员";
pub const WHERE: &str = "单位、设备";
pub const WHAT: &str = "内容";
pub const OF: &str = "事项";
pub const WHY: &str = "事由";

/// A reason, as offered and as listed.
#[must_use]
pub fn reason(reason: AccessReason) -> &'static str {
    match reason {
        AccessReason::Contact => "联系本人",
        AccessReason::Identify => "核对是不是同一个人",
        AccessReason::Paper => "制作依法要写号码的文书",
        AccessReason::Handle => "办理、移交需要",
        AccessReason::Person => "本人要求查阅、更正",
        AccessReason::Supervise => "督查、审计",
        AccessReason::Other => "其他",
    }
}

/// What was shown or done.
#[must_use]
pub fn kind(kind: Option<AccessKind>) -> &'static str {
    match kind {
        Some(AccessKind::Numbers) => "查看身份证号、电话",
        Some(AccessKind::Export) => "导出含完整号码的表格",
        Some(AccessKind::SealedOpened) => "打开检举控告",
        Some(AccessKind::SealedPassedOn) => "转封检举控告",
        Some(AccessKind::Extract) => "给本人的查阅件",
        Some(AccessKind::Erased) => "删除个人信息",
        None => "新版本的记录",
    }
}

/// `联系本人：问材料`
#[must_use]
pub fn why(given: Option<AccessReason>, text: &str) -> String {
    let given = given.map_or("新版本的事由", reason);
    if text.is_empty() { given.to_owned() } else { format!("{given}：{text}") }
}

/// `3 号设备`
#[must_use]
pub fn device(number: u32) -> String {
    format!("{number} 号设备")
}
