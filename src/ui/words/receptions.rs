//! Words of the list of receptions.

pub const TITLE: &str = "接访";
pub const LIST: &str = "接访日和约访";
pub const NONE: &str = "还没有接访。点“安排接访”，写明领导、日期、时间和地点。";
pub const BACK: &str = "返回接访列表";
pub const PLAN: &str = "安排接访";
pub const COUNT_HELD: &str = "已接访";
pub const COUNT_BATCHES: &str = "接待批次";
pub const COUNT_PEOPLE: &str = "接待人次";
pub const COUNT_CASES: &str = "受理";
pub const COUNT_DEALT_WITH: &str = "处结";
pub const COUNT_ACCEPTED: &str = "结服";
pub const BATCHES: &str = "批";
pub const CASES: &str = "件";
pub const COUNTS_HINT: &str =
    "批次、人次、件分开数，一件多次反映只算一件。处结：已办结或化解；结服：处结并且信访人认可。";

/// Cases that this device does not hold.
#[must_use]
pub fn unknown(count: u32) -> String {
    format!("另有 {count} 件不在本机，不知道办得怎样，没有算进处结和结服。")
}
