//! Words of what offices arrange among themselves.

use casework::{directory::Tier, org::ArrangeStep};

use super::super::{date, duty, screening};

pub const CYCLES: &str = "排查周期";
pub const CYCLES_BODY: &str = "各级多久排查一次。重点时段里改为每日，在“排查”页设置。";
pub const CYCLE: &str = "多久一次";
pub const CYCLE_SET: &str = "修改周期";
pub const SCHEME: &str = "包案承诺事项";
pub const SCHEME_BODY: &str = "领导包案时要定下什么、包下什么。一行一项。不设置的，用程序自带的。";
pub const SCHEME_SHIPPED: &str = "现在用程序自带的。";
pub const SCHEME_SET: &str = "修改承诺事项";
pub const SCHEME_RESET: &str = "恢复程序自带的";
pub const FIX: &str = "定什么（一行一项）";
pub const CHARGE: &str = "包什么（一行一项）";
pub const CHARGE_HINT: &str = "写帮扶、化解、回访这些事。不能写稳控、管控、盯防。";
pub const NAME: &str = "姓名";
pub const DUTY: &str = "身份";
pub const DUTY_HINT: &str = "如“值班领导”“派出所”“卫生院”。";
pub const PHONE: &str = "电话";
pub const ORDER: &str = "第几个打";
pub const ORDER_BAD: &str = "请填 1 到 99 的数字。";
pub const PHONE_BAD: &str = "请填 3 到 20 位的电话号码。";
pub const TEXT_MISSING: &str = "请填写。";
pub const TO_BEFORE: &str = "不能早于开始日期。";
pub const ADD_CONTACT: &str = "添加应急电话";
pub const EDIT: &str = "修改";
pub const REMOVE: &str = "去掉";
pub const REMOVE_BODY: &str = "去掉以后，应急时不再显示这个电话。";
pub const DAY: &str = "日期";
pub const SET_DUTY: &str = "排班";
pub const DUTY_NAME: &str = "值班人员";
pub const DUTY_NAME_HINT: &str = "留空就是取消这一天的排班。";
pub const SET_PLAN: &str = "录入应急预案";
pub const PLAN_TEXT: &str = "预案内容";
pub const PLAN_HINT: &str = "写清先通知谁、谁去现场、谁负责报告。没有网络也能看。";
pub const KIND: &str = "类别";
pub const ADD_HELPER: &str = "添加协助人员";
pub const WEEKDAYS: &str = "每周哪几天在";
pub const WEEKDAYS_HINT: &str = "都不选就是只接受预约。";
pub const FROM: &str = "开始日期";
pub const TO: &str = "结束日期";
pub const UNTIL: &str = "到哪一天为止";
pub const UNTIL_HINT: &str = "没有定的不填。不再来的，填最后一天。";
pub const ADD_TRAINING: &str = "登记培训";
pub const TRAINING_ON: &str = "培训日期";
pub const TRAINING_TITLE: &str = "培训内容";
pub const PEOPLE: &str = "参加人数";
pub const PEOPLE_BAD: &str = "请填人数。";
pub const MORE_TEXT: &str = "补充说明";
pub const REASON: &str = "原因";
pub const REASON_HINT: &str = "如“汛期”“重大活动期间”。写明原因，过后好查。";
pub const INTENSIVE_BODY: &str =
    "这段时间里，所选单位和它的下级都改为每天排查。请只在确有需要时使用，不要太长。";
pub const END_ON: &str = "最后一天";
pub const SCOPE: &str = "在哪里";
pub const ROUND_NAME: &str = "名称";
pub const ROUND_NAME_HINT: &str = "如“农民工工资专项排查”。";
pub const ROUND_TIERS: &str = "哪些单位参加";
pub const ROUND_TIERS_HINT: &str = "都不选就是下级各单位都参加。";
pub const ROUND_TEXT: &str = "查什么";
pub const ROUND_BODY: &str =
    "各单位登记纠纷时选这一轮，就算报了；没有发现的点一下。不定件数，不排名。";
pub const CLOSE_ROUND_BODY: &str = "结束以后不再显示在各单位的排查页上；已经登记的都保留。";

/// The kind of a change.
#[must_use]
pub fn kind(step: &ArrangeStep) -> &'static str {
    match step {
        ArrangeStep::CycleSet { .. } => CYCLE_SET,
        ArrangeStep::IntensiveOpened { .. } => screening::OPEN_INTENSIVE,
        ArrangeStep::IntensiveEnded { .. } => "结束重点时段",
        ArrangeStep::RoundOpened { .. } => screening::OPEN_ROUND,
        ArrangeStep::RoundClosed { .. } => screening::CLOSE_ROUND,
        ArrangeStep::SchemeSet { .. } => SCHEME_SET,
        ArrangeStep::ContactSet { .. } => "设置应急电话",
        ArrangeStep::ContactRemoved { .. } => "去掉应急电话",
        ArrangeStep::DutySet { .. } => SET_DUTY,
        ArrangeStep::PlanSet { .. } => SET_PLAN,
        ArrangeStep::HelperSet { .. } => "设置协助人员",
        ArrangeStep::TrainingSet { .. } => ADD_TRAINING,
    }
}

/// A change in one sentence.
#[must_use]
pub fn sentence(step: &ArrangeStep, office: &dyn Fn(&str) -> String) -> String {
    match step {
        ArrangeStep::CycleSet { tier, cycle, .. } => {
            format!("{}{}", super::short_tier(*tier), screening::cycle(*cycle))
        }
        ArrangeStep::IntensiveOpened { period, .. } => {
            screening::intensive(period, &office(period.scope.as_str()))
        }
        ArrangeStep::IntensiveEnded { on, .. } | ArrangeStep::RoundClosed { on, .. } => {
            date::day(*on)
        }
        ArrangeStep::RoundOpened { round, .. } => {
            format!("{}，{}", round.name, screening::days(round.from, round.to))
        }
        ArrangeStep::SchemeSet { scheme: None, .. } => SCHEME_RESET.to_owned(),
        ArrangeStep::SchemeSet { scheme: Some(scheme), .. } => {
            [scheme.fix.join("、"), scheme.charge.join("、")].join("；")
        }
        ArrangeStep::ContactSet { contact, .. } => {
            format!("{}，{} {}", office(contact.office.as_str()), contact.name, contact.duty)
        }
        ArrangeStep::ContactRemoved { .. } => String::new(),
        ArrangeStep::DutySet { turn, .. } => {
            format!("{}，{} {}", office(turn.office.as_str()), date::day(turn.day), turn.name)
        }
        ArrangeStep::PlanSet { office: of, .. } => office(of.as_str()),
        ArrangeStep::HelperSet { helper, .. } => {
            format!("{}，{}", helper.name, duty::helper_kind(helper.kind))
        }
        ArrangeStep::TrainingSet { training, .. } => duty::training(training),
    }
}

/// `村（社区）：每周`
#[must_use]
pub fn cycle_of(tier: Tier, cycle: casework::screening::Cycle) -> String {
    format!("{}：{}", super::short_tier(tier), screening::cycle(cycle))
}
