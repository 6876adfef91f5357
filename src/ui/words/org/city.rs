//! Words of numbers of papers, and of what the city office sets for everybody.

pub const NUMBERS: &str = "文书编号";
pub const NUMBERS_BODY: &str = "给单位先保留一段编号，这个单位没有网络时也能给文书编号，用过的不会再给。一个单位有几台设备的，请说好由哪一台编号。";
pub const NO_BLOCKS: &str = "还没有保留编号。";
pub const PAPER: &str = "文书";
pub const YEAR: &str = "年份";
pub const RANGE: &str = "编号";
pub const DEVICE: &str = "设备";
pub const ANY_DEVICE: &str = "不指定，由第 1 台设备编号";
pub const WHICH_DEVICE: &str = "由哪台设备编号";
pub const RESERVE: &str = "保留编号";
pub const FIRST: &str = "起号";
pub const LAST: &str = "止号";
pub const FIRST_HINT: &str = "已填接着上一段的号。";
pub const OTHER_DEVICE: &str = "另一台设备";
pub const NO_DEVICE_LEFT: &str = "该单位的设备都已停用。请先登记新设备，再为它保留编号。";
pub const DEVICE_HINT: &str = "这一段编号只由选定的设备使用，离线时也不会重号。";
pub const UNCONFIRMED: &str = "上交后可用";

/// A device by its office's number of it.
#[must_use]
pub fn numbered_device(number: u32, this: bool) -> String {
    let this = if this { "（本机）" } else { "" };
    format!("第 {number} 台设备{this}")
}

/// One that was revoked.
#[must_use]
pub fn revoked_device(number: u32) -> String {
    format!("第 {number} 台设备（已停用）")
}

pub const CALENDARS: &str = "节假日表";
pub const CALENDARS_BODY: &str =
    "工作日期限按国务院办公厅每年公布的放假安排计算。新一年的安排公布后，在这里导入。";
pub const CALENDAR_FILE: &str = "选择文件（CSV）";
pub const CALENDAR_TEXT: &str = "或把表格内容粘贴在这里";
pub const CALENDAR_HINT: &str = "第一行是“日期,类别,名称,来源”；以后每天一行，如“2027-01-01,休,元旦”。类别写“休”或“班”。周末不用写，调休上班的周末要写“班”。";
pub const CALENDAR_SAVE: &str = "导入这一年";
pub const CALENDAR_REPLACES: &str =
    "这一年已经有表。导入后整张换成新的，还没到期的期限会重新计算。";
pub const CALENDAR_EMPTY: &str = "请选择文件，或粘贴表格内容。";
pub const CALENDAR_DOWNLOAD: &str = "存成文件";
pub const CALENDAR_UNREADABLE: &str =
    "这个文件读不出来，或者太大。请另存为 CSV 文件再试，或直接粘贴内容。";

pub const PROFILE: &str = "适用规则";
pub const PROFILE_BODY: &str = "期限等规则按下面这一套计算。";
pub const PROFILE_SET: &str = "更换适用规则";
pub const PROFILE_KEEPS: &str =
    "只管更换之后登记的事项；已登记的事项仍按登记时的规则，告知过的日期不变。";
pub const PROFILES: [(&str, &str); 3] = [
    ("national/1", "全国（信访工作条例）"),
    ("shandong/1", "山东（全国规则加山东省信访条例）"),
    ("zhejiang/1", "浙江（全国规则加浙江省信访条例）"),
];

pub const TEMPLATES: &str = "文书模板";
pub const TEMPLATES_BODY: &str =
    "选一种文书，修改它的文字和格式。以后制作的文书用新模板，已制发的不变。";
pub const TEMPLATE_CHANGED: &str = "已修改";
pub const TEMPLATE_SHIPPED: &str = "程序自带";
pub const TEMPLATE_TEXT: &str = "模板内容";
pub const TEMPLATE_HINT: &str = "一行是一段：“=”标题，“#”小标题，“@”称谓，“<”居左，“^”居中，“>”居右，“|”表格。“{名称}”填入内容，“[[……]]”没有内容时整段不印，“[如有 名称]……[完]”有这项才印。";
pub const TEMPLATE_MUST: &str = "这种文书要写明：";
pub const TEMPLATE_RESET: &str = "恢复程序自带的模板";
pub const TEMPLATE_RESET_BODY: &str =
    "本市修改过的模板不再使用，改回程序自带的。已制发的文书不变。";
pub const TEMPLATE_SAVE: &str = "保存模板";
pub const TEMPLATE_BACK: &str = "返回模板列表";

/// `21—70`
#[must_use]
pub fn range(from: u32, to: u32) -> String {
    format!("{from}—{to}")
}

/// What of an office's numbers lacks: `没有 2026 年的编号，离线时不能给文书编号。`
#[must_use]
pub fn no_numbers(year: i32) -> String {
    format!("还没有保留 {year} 年的编号：这个单位没有网络时不能给文书编号。")
}

/// A profile by its stored name; one of a later version as it is.
#[must_use]
pub fn profile(stored: &str) -> String {
    let known = PROFILES.iter().find(|(value, _)| *value == stored);
    known.map_or_else(|| stored.to_owned(), |(_, text)| (*text).to_owned())
}
