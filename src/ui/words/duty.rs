//! Words of duty and emergencies.

use casework::directory::{Helper, HelperKind, Training};
use casework::step::payload::Acting;
use chrono::NaiveDate;

use super::date;

pub const TITLE: &str = "值班与应急";
pub const CALL_FIRST: &str =
    "紧急、重大的情况先打电话，不要等网络。打过的电话在那件事项的页面里记一下，书面报告随后补。";
pub const CONTACTS: &str = "必须知道的人";
pub const CONTACTS_BODY: &str = "按顺序打，打不通就打下一个。";
pub const NO_CONTACTS: &str = "还没有设置应急电话。请负责人在这里设置，或请上级设置。";
pub const URGENT: &str = "查看重大紧急的事项";
pub const ON_DUTY: &str = "今天值班";
pub const NO_DUTY: &str = "今天没有排班。";
pub const ROSTER: &str = "值班表";
pub const NO_ROSTER: &str = "今天以后还没有排班。";
pub const PLAN: &str = "应急预案";
pub const NO_PLAN: &str = "还没有录入应急预案。";
pub const HELPERS: &str = "协助调解和接待的人员";
pub const HELPERS_TODAY: &str = "今天在岗的协助人员";
pub const NO_HELPERS_TODAY: &str = "今天没有安排律师、调解员等协助人员。";
pub const NO_HELPERS: &str = "还没有登记律师、退休干部、调解员、志愿者。";
pub const TRAININGS: &str = "培训登记";
pub const NO_TRAININGS: &str = "还没有登记培训。";
pub const CALL: &str = "拨打";
pub const OWN: &str = "本单位的设置";

pub const CALLS: &str = "重大紧急：电话报告";
pub const CALLS_BODY: &str = "先拨打，再点“已接通”或“未接通”，通话就记下了。";
pub const CALL_NOW: &str =
    "先打电话，按顺序打，打不通就打下一个；保存报告以后，在本页逐个点“已接通”或“未接通”。";
pub const CALL_WORDS: &str = "说了什么（可以不填）";
pub const REACHED: &str = "已接通";
pub const NOT_REACHED: &str = "未接通";
pub const LOGGED: &str = "电话记录";
pub const NOT_LOGGED: &str = "还没有打过电话。";
pub const WRITTEN: &str = "电话之后，书面报告还没有写的，用“紧急报告”补上。";
pub const NO_POST: &str = "您今天没有可以记录的职务，电话照打，请同事来记。";

/// As what somebody helps.
#[must_use]
pub fn helper_kind(kind: HelperKind) -> &'static str {
    match kind {
        HelperKind::Lawyer => "律师",
        HelperKind::Retired => "退休干部",
        HelperKind::Mediator => "人民调解员",
        HelperKind::Volunteer => "志愿者",
    }
}

/// `周一、周三`, or by appointment.
#[must_use]
pub fn weekdays(days: &[u8]) -> String {
    if days.is_empty() {
        return "预约".to_owned();
    }
    let names = days.iter().filter_map(|day| WEEKDAYS.get(usize::from(day.saturating_sub(1))));
    names.map(|(_, name)| *name).collect::<Vec<_>>().join("、")
}

/// The days of the week, as they are chosen.
pub const WEEKDAYS: [(&str, &str); 7] = [
    ("1", "周一"),
    ("2", "周二"),
    ("3", "周三"),
    ("4", "周四"),
    ("5", "周五"),
    ("6", "周六"),
    ("7", "周日"),
];

/// When somebody helps.
#[must_use]
pub fn helper_days(helper: &Helper, today: NaiveDate) -> String {
    let days = weekdays(&helper.weekdays);
    match helper.until {
        Some(until) if until < today => format!("{days}，到{}为止", date::day(until)),
        Some(until) => format!("{days}，到{}", date::day(until)),
        None => days,
    }
}

/// A training in a line.
#[must_use]
pub fn training(one: &Training) -> String {
    let text = if one.text.is_empty() { String::new() } else { format!("：{}", one.text) };
    format!("{}，{}，{} 人{text}", date::day(one.on), one.title, one.people)
}

/// A call that was made.
#[must_use]
pub fn call(by: &Acting, at: &str, whom: &str, phone: &str, reached: bool, text: &str) -> String {
    let reached = if reached { REACHED } else { NOT_REACHED };
    let text = if text.is_empty() { String::new() } else { format!("：{text}") };
    format!("{} {at}，{whom}（{phone}），{reached}{text}", date::day(by.on))
}
