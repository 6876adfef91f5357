//! Words of the list of visits, and of planning a visit or a reception.

use casework::{directory::Tier, meeting::tally::VisitTally, row::MeetingRow};
use chrono::{Datelike, NaiveDate};

use super::date;
use crate::bridge::Span;

pub const TITLE: &str = "下访";
pub const LIST: &str = "下访安排和记录";
pub const NONE: &str = "还没有下访。点“安排下访”，写明领导、村和日期。";
pub const BACK: &str = "返回下访列表";
pub const PLAN: &str = "安排下访";
pub const CLOSE: &str = "先放下（已填内容保留）";
pub const SAVE: &str = "保存安排";
pub const FORM: &str = "形式";
pub const FORM_MISSING: &str = "请选择形式。";
pub const LEADER: &str = "领导姓名";
pub const LEADER_MISSING: &str = "请填写领导姓名。";
pub const POST: &str = "领导职务";
pub const WORK: &str = "分管工作";
pub const PLACE: &str = "地点";
pub const HOURS: &str = "时间";
pub const HOURS_HINT: &str = "例如 09:00-11:30";
pub const VILLAGE: &str = "到哪个村（社区）";
pub const VILLAGE_MISSING: &str = "请选择村（社区）。";
pub const DAY: &str = "日期";
pub const DAY_HINT: &str = "同一天、同一领导、同一村，在两台平板上安排的是同一次下访。";
pub const RECEPTION_DAY_HINT: &str = "接访日公告一般提前 2 至 5 天张贴，按本地规定执行。";
pub const DAY_MISSING: &str = "请填写日期。";
pub const RECORDER: &str = "记录人";
pub const WITH: &str = "同行单位";
pub const WITH_HINT: &str = "同行单位能在自己的平板上记录这一次，回来后合成一份。";
pub const NO_POST: &str = "本人今天没有记录的职务，不能保存。请联系管理员核对职务。";
pub const MAY_NOT: &str =
    "安排和记录由有登记权限的职务来做，您现在的职务没有这个权限。职务不对的，请联系管理员。";
pub const UNCONFIRMED: &str = "领导说过、还没确认交办的";
pub const UNCONFIRMED_HINT: &str = "打开事项，在“承诺与批示”里确认责任单位和反馈期限。";
pub const HELD: &str = "已开展";
pub const PLANNED: &str = "已安排";
pub const CANCELLED: &str = "已取消";
pub const WAITING: &str = "待上报";
pub const SPAN: &str = "统计哪一段";
pub const SPAN_YEAR: &str = "今年";
pub const SPAN_TWELVE: &str = "近十二个月";
pub const COUNT_HELD: &str = "已下访";
pub const COUNT_PLANNED: &str = "待开展";
pub const COUNT_PEOPLE: &str = "谈话人次";
pub const COUNT_PROBLEMS: &str = "反映问题";
pub const COUNT_SOLVED: &str = "已解决";
pub const TIMES: &str = "次";
pub const PERSONS: &str = "人次";
pub const ITEMS: &str = "个";

/// Of which days the counts are.
#[must_use]
pub fn counted(span: Span, today: NaiveDate) -> String {
    match span {
        Span::Year => format!("{}年，按本机已有资料统计。", today.year()),
        Span::Twelve => format!("到{}为止的十二个月，按本机已有资料统计。", date::day(today)),
    }
}

/// `市领导下访 712 次，反映问题 930 个，解决 796 个`
#[must_use]
pub fn of_tier(tier: Tier, tally: &VisitTally) -> String {
    let who = match tier {
        Tier::City => "市领导",
        Tier::Department => "市直部门",
        Tier::Township => "镇街",
        Tier::Village => "村（社区）",
    };
    let VisitTally { held, problems, solved, .. } = tally;
    format!("{who}下访 {held} 次，反映问题 {problems} 个，解决 {solved} 个")
}

/// The label of a further office.
#[must_use]
pub fn with(number: usize) -> String {
    format!("同行单位 {number}")
}

/// How many more there are than the list shows.
#[must_use]
pub fn more(count: u32) -> String {
    format!("更早的 {count} 次没有列出；统计数字已包括在内。")
}

/// What came of a meeting, in counts.
#[must_use]
pub fn counts(row: &MeetingRow) -> String {
    if row.talks == 0 && row.problems == 0 {
        return String::new();
    }
    format!(
        "谈话 {} 批 {} 人次，反映问题 {} 个，已解决 {} 个",
        row.talks, row.people, row.problems, row.solved
    )
}
