//! Words of what people say of the app itself.

pub const TITLE: &str = "对本应用的意见";
pub const BODY: &str =
    "用着不顺、有错、增加了负担，都可以反映。不考核、不排名，提意见的多少不作统计。";
pub const TEXT: &str = "意见或遇到的问题";
pub const TEXT_HINT: &str =
    "不要写来访人的姓名和内容。本单位、上级镇街和市群众工作办公室能看到，会随其他登记一起上交。";
pub const SAVE: &str = "保存意见";
pub const MISSING: &str = "请写下意见。";
pub const TOO_LONG: &str = "意见太长，请分成几条写。";
pub const OWN: &str = "本单位的意见";
pub const BELOW: &str = "下级单位的意见";
pub const NONE: &str = "还没有写过意见。";
pub const WAITS: &str = "未上交";
pub const HANDED_IN: &str = "已上交";
pub const ANSWERED: &str = "已答复";
pub const ANSWER_WAITS: &str = "答复未上交";
pub const NOT_ANSWERED: &str = "未答复";
pub const ANSWER: &str = "答复";
pub const ANSWER_MORE: &str = "再次答复";
pub const ANSWER_TEXT: &str = "答复内容";
pub const SAVE_ANSWER: &str = "保存答复";
pub const NO_ANSWER: &str = "请写下答复。";
pub const TO_FILE: &str = "存成文件";
pub const FILE: &str = "对本应用的意见.txt";
pub const LINK: &str = "写意见";

/// Who answered when.
#[must_use]
pub fn answered(office: &str, on: &str) -> String {
    format!("{office} {on} 答复：")
}

/// There are more than are listed.
#[must_use]
pub fn more(number: u32) -> String {
    format!("还有更早的 {number} 条没有列出。")
}
