//! Words of the list.

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
