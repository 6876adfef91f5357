//! Words of screening.

use casework::{
    directory::{Intensive, Round, RoundKind, Tier},
    screening::{Cycle, Period, Standing},
};
use chrono::{Datelike, NaiveDate};

use super::date;

pub const TITLE: &str = "排查";
pub const NOW: &str = "本期排查";
pub const NONE_DUE: &str = "本单位没有定期排查。上级开展专项排查时，在下面报告。";
pub const NOTHING: &str = "本期未发现";
pub const NOTHING_IN_ROUND: &str = "本轮未发现";
pub const NOTHING_LATE: &str = "补报：未发现";
pub const ENTER: &str = "登记纠纷";
pub const HOW: &str = "本期内登记的纠纷就是本期的报告，不用另报。没有发现的，点一下“本期未发现”。";
pub const ZERO_BODY: &str = "已报“未发现”。之后又发现了，直接登记纠纷，以登记的为准，不用撤回。";
pub const FOUND_BODY: &str = "已经登记的就是本期报告，不用另报。再发现的接着登记。";
pub const SAID_BODY: &str = "已有书面记录，就是本期报告。";
pub const ENTERED: &str = "已登记的";
pub const REVIEW: &str = "本期会商研判记录";
pub const REVIEW_HINT: &str = "写会商的情况和安排。下级登记过的纠纷不用再填一遍。";
pub const REVIEW_SAVE: &str = "保存会商记录";
pub const REVIEW_MISSING: &str = "请写会商的情况。";
pub const PAST: &str = "以前各期";
pub const BELOW: &str = "下级本期情况";
pub const BELOW_BODY: &str = "按代码排列，不排名次，也不作为考核。";
pub const REMIND: &str = "还没有报的";
pub const REMIND_BODY: &str = "可以打电话问一声；也许只是还没有网络。";
pub const REMIND_NONE: &str = "都报了。";
pub const MISSED_LAST: &str = "上一期未报";
pub const ROUNDS: &str = "专项排查和集中排查";
pub const NO_ROUNDS: &str = "现在没有开展中的专项排查。";
pub const NO_ROUNDS_NOW: &str = "今天没有正在进行的。";
pub const ROUND_CLOSED: &str = "已结束";
pub const OPEN_ROUND: &str = "发起一轮排查";
pub const CLOSE_ROUND: &str = "结束这一轮";
pub const INTENSIVES: &str = "重点时段（每日排查）";
pub const OPEN_INTENSIVE: &str = "开始重点时段";
pub const END_INTENSIVE: &str = "提前结束";
pub const TILE: &str = "本期排查";
pub const TILE_HINT: &str = "没有发现的，点进去一下就报完";

/// A standing in words. The words say it; no colour does so alone.
#[must_use]
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::Found(0) => "已报".to_owned(),
        Standing::Found(count) => format!("已报 {count} 件"),
        Standing::Zero => "零报告".to_owned(),
        Standing::NotReported => "未报".to_owned(),
    }
}

/// `11月16日—22日`, `12月28日—1月3日`, `11月18日`.
#[must_use]
pub fn days(from: NaiveDate, to: NaiveDate) -> String {
    let first = format!("{}月{}日", from.month(), from.day());
    if from == to {
        first
    } else if from.year() == to.year() && from.month() == to.month() {
        format!("{first}—{}日", to.day())
    } else if from.year() == to.year() {
        format!("{first}—{}月{}日", to.month(), to.day())
    } else {
        format!("{first}—{}", date::day(to))
    }
}

/// A period in words.
#[must_use]
pub fn period(period: Period) -> String {
    let days = days(period.from, period.to);
    if period.intensive { format!("{days}（重点时段，每日）") } else { days }
}

/// The rounds that are not running today, folded.
#[must_use]
pub fn other_rounds(count: usize) -> String {
    format!("不在今天的各轮（{count}）：已过时间的还可以补报，已结束的可以查看")
}

/// A cycle.
#[must_use]
pub fn cycle(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Daily => "每日",
        Cycle::Weekly => "每周",
        Cycle::HalfMonthly => "每半月",
        Cycle::Monthly => "每月",
        Cycle::Quarterly => "每季度",
    }
}

/// Whether a round has a theme.
#[must_use]
pub fn round_kind(kind: RoundKind) -> &'static str {
    match kind {
        RoundKind::Special => "专项排查",
        RoundKind::Regular => "集中排查",
    }
}

/// When a round is, who asks, of whom.
#[must_use]
pub fn round(round: &Round, organiser: &str) -> String {
    let tiers: Vec<&str> = round.tiers.iter().map(|tier| tier_name(*tier)).collect();
    let of = if tiers.is_empty() { "下级各单位".to_owned() } else { tiers.join("、") };
    format!(
        "{}，{}，{organiser}组织，参加的：{of}",
        round_kind(round.kind),
        days(round.from, round.to)
    )
}

fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::City => "市级",
        Tier::Township => "镇街",
        Tier::Village => "村（社区）",
        Tier::Department => "市直部门",
    }
}

/// An intensive period.
#[must_use]
pub fn intensive(one: &Intensive, office: &str) -> String {
    format!("{}，{office}：{}", days(one.from, one.last()), one.reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_people_write_them() {
        let of =
            |from: &str, to: &str| days(from.parse().expect("a date"), to.parse().expect("a date"));
        assert_eq!(of("2026-11-16", "2026-11-22"), "11月16日—22日");
        assert_eq!(of("2026-11-30", "2026-12-06"), "11月30日—12月6日");
        assert_eq!(of("2026-12-28", "2027-01-03"), "12月28日—2027年1月3日");
        assert_eq!(of("2026-11-18", "2026-11-18"), "11月18日");
    }
}
