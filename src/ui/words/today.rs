//! Words of the day's work.

use casework::{Moment, worklist::TodayList};
use chrono::{Datelike, NaiveDate};

use super::date;

pub const TITLE: &str = "今日";
pub const EMPTY_TITLE: &str = "今天没有要办的事";
pub const EMPTY_BODY: &str =
    "没有快到期、新到和等您办理的事项。有人来访就登记；也可以到“信访事项”里查看全部。";
pub const NEVER_REACHED: &str = "这台设备还没有联系上服务器，只有本机登记的内容。";
pub const ALWAYS: &str = "本单位";
pub const REGISTERED_HERE: &str = "本单位登记的";
pub const REGISTERED_HINT: &str = "在本单位登记的全部事项";
pub const ALL: &str = "全部事项";
pub const ALL_HINT: &str = "本机上的全部事项";
pub const HAND_OVER: &str = "移交我承办的全部事项";
pub const HAND_OVER_BODY: &str =
    "逐件改为由所选的人承办；每件都会在“经过”里记下。需要有分流转办或负责人岗位。";
pub const HAND_OVER_DO: &str = "移交";

/// A list of the day.
#[must_use]
pub fn name(list: TodayList) -> &'static str {
    match list {
        TodayList::Overdue => "已超期",
        TodayList::DueToday => "今天到期",
        TodayList::DueSoon => "7 天内到期",
        TodayList::Signature => "待我签发",
        TodayList::CameBack => "退回来的",
        TodayList::Incoming => "新到",
        TodayList::Routing => "待分流",
        TodayList::Acceptance => "待受理",
        TodayList::Notice => "待告知去向",
        TodayList::Errands => "请本站协助的事",
        TodayList::Decision => "需人工处理",
        TodayList::Petitioner => "等信访人",
        TodayList::Mine => "我承办的",
        TodayList::OverdueBelow => "其他单位超期",
    }
}

/// What stands on it, and what to do.
#[must_use]
pub fn hint(list: TodayList) -> &'static str {
    match list {
        TodayList::Overdue => "期限已过，请马上办理并写明原因",
        TodayList::DueToday => "期限的最后一天",
        TodayList::DueSoon => "期限在一周之内",
        TodayList::Signature => "处理意见已拟好，等您签发",
        TodayList::CameBack => "对方提出异议，或被退回重办",
        TodayList::Incoming => "送到本单位，还没有打开办理",
        TodayList::Routing => "请按诉求分流",
        TodayList::Acceptance => "已签收，请决定是否受理并书面告知",
        TodayList::Notice => "已转出，还没有书面告知信访人去向",
        TodayList::Errands => "上级请本站协助，还没有回复",
        TodayList::Decision => "有不同填写或相抵触的记录，请核实选定",
        TodayList::Petitioner => "等信访人补充材料，或在申请复查复核的期限内",
        TodayList::Mine => "由您承办、还没有办完的",
        TodayList::OverdueBelow => "本单位看得到的、其他单位超过期限的",
    }
}

/// `23`: what is large on a tile, with its unit beside it.
pub const UNIT: &str = "件";

/// `2026年11月23日 星期一`
#[must_use]
pub fn day(on: NaiveDate) -> String {
    const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let at = on.weekday().num_days_from_monday() as usize;
    let weekday = WEEK.get(at).copied().unwrap_or_default();
    format!("{} 星期{weekday}", date::day(on))
}

/// `数据截至 10:32（与服务器最后一次联系），加上本机尚未上报的 2 条。`
#[must_use]
pub fn as_of(reached: Option<Moment>, waiting: u32, now: Moment) -> String {
    let Some(at) = reached else { return NEVER_REACHED.to_owned() };
    let mut text = format!("数据截至 {}（本机最后一次联系服务器）", date::short_moment(at, now));
    if waiting > 0 {
        text.push_str(&format!("，加上本机待上报的 {waiting} 条"));
    }
    text.push('。');
    text
}

/// `我承办的事项 12 件`
#[must_use]
pub fn hand_over(number: usize) -> String {
    format!("您承办、还没有办完的有 {number} 件。{HAND_OVER_BODY}")
}
