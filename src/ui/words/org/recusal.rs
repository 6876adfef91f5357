//! Words of recusals.

pub const RECUSE: &str = "登记回避";
pub const RECUSE_BODY: &str = "登记以后，这个人不能再办理所选单位或者类别的事项，也不能改内容、记备注。登记以前送到服务器的照样有效。登记以后才送到的：按单位回避的不算数，写成以前做的由负责人认定；按类别回避的，做的时候别处还不知道，仍然算数。只回避一件事的，在那件事里登记。";
pub const RECUSE_UNIT: &str = "回避哪个单位的事项";
pub const RECUSE_UNIT_HINT: &str = "单位和类别填一项。含它的下级单位。";
pub const RECUSE_CATEGORY: &str = "或者回避哪一类事项";
pub const RECUSE_FROM: &str = "从哪天起";
pub const RECUSE_REASON: &str = "原因（可不填）";
pub const RECUSE_REASON_HINT: &str = "原因只留在登记的单位，不发给别的单位。";
pub const RECUSE_ONE: &str = "请选单位或者类别，只选一项。";
pub const RECUSE_AHEAD: &str = "不能早于今天。";
pub const RECUSE_END: &str = "结束回避";
pub const RECUSE_LAST: &str = "回避到哪天（当天仍回避）";
pub const RECUSED: &str = "回避";
pub const RECUSED_MATTER: &str = "一件事项";
pub const RECUSED_OTHER: &str = "较新版本登记的范围";

/// From a unit's matters.
#[must_use]
pub fn recused_unit(name: &str) -> String {
    format!("{name}的事项")
}

/// From matters of a category.
#[must_use]
pub fn recused_category(name: &str) -> String {
    format!("“{name}”类事项")
}
