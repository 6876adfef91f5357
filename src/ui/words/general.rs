//! Words of the frame: header, navigation, buttons that stand everywhere.

pub const APP: &str = "村站";
pub const SKIP: &str = "跳到正文";
pub const NAVIGATION: &str = "主要页面";
pub const LIST: &str = "信访事项";
pub const IMPORT: &str = "导入台账";
pub const BACK_TO_LIST: &str = "返回列表";
pub const BACK: &str = "返回";
pub const SAVE: &str = "保存";
pub const SAVING: &str = "正在保存……";
pub const SAVED_HERE: &str = "已保存在本机";
pub const CANCEL: &str = "取消";
pub const CLOSE: &str = "知道了";
pub const RETRY: &str = "重试";
pub const LOADING: &str = "正在打开……";
pub const NONE: &str = "未填写";
pub const CLEARED: &str = "（已清空）";
pub const NOT_FOUND: &str = "没有这个页面";
pub const NOT_FOUND_BODY: &str = "地址不对，或页面已不在。请返回列表。";
pub const PAGE_ABSENT: &str = "这个页面没能打开";
pub const PAGE_ABSENT_BODY: &str =
    "页面的程序没能取到，已填写和已保存的内容不受影响。请检查网络后重试；仍然不行时，请重新打开。";
pub const FILE_NOT_SAVED: &str = "浏览器没能保存文件，请再试一次。";
pub const NO_MATCH: &str = "没有符合的选项";

pub const UPDATE_READY: &str = "新版本已就绪。";
pub const UPDATE_NOW: &str = "更新";
pub const UPDATE_LATER: &str = "稍后";
pub const UPDATE_BLOCKED: &str = "有修改还没有保存。请先保存或取消，再更新。";
pub const UPDATE_DRAFT: &str = "登记内容没能存成草稿，暂不更新。请先保存登记。";
pub const LEAVE: &str = "有修改还没有保存，离开后会丢失。要离开吗？";

pub const CRASHED: &str =
    "程序出了问题，需要重新打开。已保存的内容都在本机；登记草稿最多缺最后几个字。";
pub const REOPEN: &str = "重新打开";

/// The text of the title bar.
#[must_use]
pub fn title(page: &str) -> String {
    format!("{page} · {APP}")
}

/// A notice that the device's clock is wrong.
#[must_use]
pub fn clock_off(ahead_millis: i64) -> String {
    let way = if ahead_millis > 0 { "快" } else { "慢" };
    let minutes = ahead_millis.unsigned_abs().div_ceil(60_000);
    let by = match minutes {
        0..=119 => format!("{minutes} 分钟"),
        120..=2879 => format!("{} 小时", minutes / 60),
        _ => format!("{} 天", minutes / 1440),
    };
    format!("本机的时钟{way}了约 {by}。请在系统设置里校准时间；登记时请核对“收到日期”。")
}
