//! Words of a village at a glance.

use casework::{
    directory::Tier,
    dispute::codes::Risk,
    glance::{MonthCount, PromiseDue},
};

use super::{cases, date};

pub const TITLE: &str = "村情一览";
pub const OPEN_MATTERS: &str = "在办信访事项";
pub const OPEN_DISPUTES: &str = "未了结的纠纷";
pub const PROMISES: &str = "未兑现的承诺";
pub const NO_PROMISES: &str = "没有未兑现的承诺。";
pub const LAST_VISIT: &str = "最近一次下访";
pub const NO_VISIT: &str = "本机没有下访记录。";
pub const LAST_SCREENING: &str = "最近一次排查报告";
pub const NO_SCREENING: &str = "还没有排查报告。";
pub const YEAR: &str = "今年各月";
pub const YEAR_BODY: &str = "实心是收到的信访事项，空心是发现的纠纷，单位都是件。";
pub const MATTERS: &str = "信访事项";
pub const DISPUTES: &str = "纠纷";
pub const BELOW: &str = "下级各单位";
pub const BELOW_BODY: &str = "按代码排列，不排名次。件数多，常常是因为走得勤、登记得全。";
pub const OFFICE: &str = "单位";
pub const NO_LEVEL: &str = "未定级";
pub const UNIT: &str = "件";
pub const PROMISE_UNIT: &str = "项";
pub const NONE: &str = "没有";
pub const NO_VISIT_YET: &str = "本机没有";
pub const BACK: &str = "返回上级一览";
pub const NOT_HERE: &str = "这个单位不在本单位之下，这里看不到它的情况。";

/// What the page of an office of a tier is called.
#[must_use]
pub fn title(tier: Tier) -> &'static str {
    match tier {
        Tier::Village => TITLE,
        Tier::Township => "镇街一览",
        Tier::City => "全市一览",
        Tier::Department => "部门一览",
    }
}

/// `高 1 件，未定级 2 件`
#[must_use]
pub fn levels(levels: &[(Option<Risk>, u32)]) -> String {
    let each = levels
        .iter()
        .map(|(risk, count)| format!("{} {count} 件", risk.map_or(NO_LEVEL, cases::risk)));
    each.collect::<Vec<_>>().join("，")
}

/// `其中 1 项已过期`
#[must_use]
pub fn overdue(count: u32) -> String {
    if count == 0 { "没有过期的".to_owned() } else { format!("其中 {count} 项已过期") }
}

/// A promise, with its day.
#[must_use]
pub fn promise(one: &PromiseDue) -> String {
    format!("{}前：{}（{}）", date::day(one.due), one.text, one.who)
}

/// The plot in words, for whoever does not see it.
#[must_use]
pub fn plot(year: i32, months: &[MonthCount]) -> String {
    let each = months.iter().map(|month| {
        format!("{}月信访事项{}件、纠纷{}件", month.month, month.matters, month.disputes)
    });
    format!("{year}年各月：{}。", each.collect::<Vec<_>>().join("；"))
}
