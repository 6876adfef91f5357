//! Words of what people say of the app itself.

pub const TITLE: &str = "对本应用的意见";
pub const BODY: &str =
    "用着不顺、有错、增加了负担，都可以反映。不考核、不排名，提意见的多少不作统计。";
pub const TEXT: &str = "意见或遇到的问题";
pub const TEXT_HINT: &str = "不要写来访人的姓名和内容。";
pub const SAVE: &str = "保存意见";
pub const MISSING: &str = "请写下意见。";
pub const KEPT: &str = "写过的意见";
pub const NONE: &str = "还没有写过意见。";
pub const NOT_HANDED: &str = "尚未上交";
pub const NOT_HANDED_BODY: &str = "意见先保存在本机，还不会自动上交。请点“存成文件”，交给镇街或市群众工作办公室的管理员；也可以直接打电话说。";
pub const TO_FILE: &str = "存成文件";
pub const FILE: &str = "对本应用的意见.txt";
pub const LINK: &str = "写意见";
