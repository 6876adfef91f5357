//! Words of a visit, and of the form of a talk.

use casework::{Moment, row::RowPromise};
use chrono::NaiveDate;

use super::date;
use crate::bridge::Prepared;

pub const TITLE: &str = "下访";
pub const NO_POST: &str =
    "本人今天没有记录的职务，没有保存。请联系管理员核对职务；已填内容保留在本机。";
pub const NEW_TALK: &str = "记一次谈话";
pub const TALK: &str = "谈话记录";
pub const TALKS: &str = "已记的谈话";
pub const NO_TALKS: &str = "还没有谈话记录。";
pub const NAME: &str = "姓名";
pub const NAME_HINT: &str = "输两个字母或汉字，可选出以前来过的人；没有就直接写";
pub const NAME_MISSING: &str = "请填写姓名。";
pub const MORE_OF_PERSON: &str = "身份证号、单位或住址（可不填）";
pub const PROMISED_THEM: &str = "以前对他（她）承诺过：";
pub const PEOPLE: &str = "人数";
pub const PEOPLE_BAD: &str = "人数请填 1 到 9999。";
pub const FEWER: &str = "减一人";
pub const MORE: &str = "加一人";
pub const WORDS: &str = "谈话内容";
pub const WORDS_HINT: &str = "检举控告不要写在这里，请到“检举控告”单独登记。";
pub const WORDS_MISSING: &str = "请写下谈话内容。";
pub const TALK_DAY: &str = "谈话日期";
pub const TALK_DAY_BAD: &str = "请填写谈话日期，不晚于今天。";
pub const ADD_WORDS: &str = "补记";
pub const ADD_PROBLEM: &str = "加一个反映的问题";
pub const REMOVE_PROBLEM: &str = "去掉最后一个问题";
pub const PROBLEM_TEXT: &str = "反映什么问题、要求什么";
pub const PROBLEM_MISSING: &str = "请写明反映的问题。";
pub const WHAT: &str = "怎样登记";
pub const WHAT_MISSING: &str = "请选择怎样登记。每个问题都要登记，才有期限、有人办。";
pub const NEW_PETITION: &str = "登记信访事项";
pub const NEW_DISPUTE: &str = "登记矛盾纠纷";
pub const JOIN: &str = "并到已有事项";
pub const JOIN_CASE: &str = "哪一件";
pub const JOIN_MISSING: &str = "请选择已有的事项。";
pub const OTHER_PARTY: &str = "另一方姓名";
pub const OUTCOME: &str = "现场结果";
pub const OUTCOME_MISSING: &str = "请选择现场结果。";
pub const PROMISE_DUE: &str = "什么时候前办到";
/// After how many days something is mostly promised.
pub const DUE: [(u64, &str); 3] = [(7, "一周"), (15, "半个月"), (30, "一个月")];
pub const PROMISE_DUE_BAD: &str = "请填写办到的日期，不早于今天。";
pub const PROMISE_TEXT: &str = "承诺了什么";
pub const PROMISE_TEXT_HINT: &str = "不填就按反映的问题记";
pub const PROMISE_WHO: &str = "谁承诺的";
pub const PROMISE_WHO_HINT: &str = "不填就是带队领导";
pub const PROMISE_OFFICE: &str = "哪个单位去办";
pub const PROMISE_OFFICE_HINT: &str = "不选就是本单位；到期前会列在该单位的待办里";
pub const PASS_TO: &str = "转交给";
pub const PASS_TO_HINT: &str = "本单位手里的事项随保存一起转出；在别处的由持有单位转。";
pub const INSTRUCTION: &str = "领导意见（原话）";
pub const INSTRUCTION_HINT: &str = "照原话记。回来由单位确认责任单位和期限后，才算交办。";
pub const LOOK_AGAIN: &str = "还有几处要补：";
pub const SAVE_TALK: &str = "保存谈话";
pub const ASIDE: &str = "先放下（已填内容保留）";
pub const ELSEWHERE: &str = "本机没有这件事项";
pub const SOLVED_NOW: &str = "记为已解决";
pub const SOLVED_HOW: &str = "怎样解决的";
pub const SOLVED_HINT: &str = "可以不填。记下以后计入“已解决”，不能撤回。";
pub const SOLVED_SAVE: &str = "确认已解决";
pub const VILLAGE_CASES: &str = "本村的事项";
pub const PROMISED: &str = "承诺过、还没兑现的";
pub const NO_PROMISES: &str = "没有未兑现的承诺。";
pub const UNCONFIRMED: &str = "领导说过、还没确认交办的";
pub const UNCONFIRMED_TAG: &str = "批示待确认";
pub const OPEN: &str = "正在办的";
pub const NO_OPEN: &str = "没有正在办的事项。";
pub const FILES: &str = "照片、签名（不是必须的）";
pub const FILES_HINT: &str = "有就存，没有不用补；不影响结束。";
pub const PLAN_FACTS: &str = "看安排，更正职务、地点、记录人";
pub const PLAN_FACTS_TITLE: &str = "安排";
pub const END: &str = "结束";
pub const IS_HELD: &str = "这次已经结束，补记的内容照样保存。";
pub const PRESENT: &str = "参加人员";
pub const PRESENT_HINT: &str = "用顿号或空格隔开，签名不是必须的";
pub const END_WORDS: &str = "简要情况";
pub const EARLY_TITLE: &str = "还没到安排的日期";
pub const EARLY_YES: &str = "已经开展，结束";
pub const HOLD: &str = "结束并保存";
pub const CANCEL: &str = "取消这次安排";
pub const CANCEL_TITLE: &str = "取消这次安排？";
pub const CANCEL_WHY: &str = "原因";
pub const WHY_MISSING: &str = "请写明原因。";
pub const ALONG: &str = "带走";
pub const PREPARE: &str = "核对并带走";
pub const PREPARE_AGAIN: &str = "再核对一次";
pub const PREPARING: &str = "正在逐件核对……";
pub const NOT_PREPARED: &str =
    "出发前请点“核对并带走”，看本村的事项、纠纷、承诺和以往下访是否都在本机。";

/// The heading.
#[must_use]
pub fn title(village: &str) -> String {
    format!("下访：{village}")
}

/// The heading of a problem in the form.
#[must_use]
pub fn problem(number: usize) -> String {
    format!("问题 {number}")
}

/// The day on which a problem was solved.
#[must_use]
pub fn solved_on(on: NaiveDate) -> String {
    format!("{}已解决", date::day(on))
}

/// Who was there.
#[must_use]
pub fn present(names: &[String]) -> String {
    format!("参加人员：{}", names.join("、"))
}

/// That it does not take place.
#[must_use]
pub fn cancelled(why: &str) -> String {
    format!("已取消：{why}")
}

/// A promise in a list.
#[must_use]
pub fn promised(one: &RowPromise) -> String {
    format!("{}承诺：{}，{}前", one.who, one.text, date::day(one.due))
}

/// The button that shows what is open.
#[must_use]
pub fn show_open(count: u32) -> String {
    format!("看 {count} 件正在办的")
}

/// Visits before this one.
#[must_use]
pub fn past_visits(count: u32) -> String {
    format!("本机有这个村的下访 {count} 次（含这次）。")
}

/// Whether all is here, as of when, and how old that is.
#[must_use]
pub fn prepared(found: &Prepared, now: Moment) -> String {
    let at = Moment::from_millis(found.at);
    let as_of = format!("截至{}（{}）", date::short_moment(at, now), age(at, now));
    if found.missing > 0 {
        return format!(
            "已备齐 {} 件，还差 {} 件没有传全。{as_of}。请联网等接收完，再核对一次。",
            found.ready, found.missing
        );
    }
    if !found.caught_up {
        return format!(
            "本机有 {} 件，都能打开；核对时没有联网，不知道服务器上有没有更新的。{as_of}。",
            found.ready
        );
    }
    format!("已备齐 {} 件，{as_of}。", found.ready)
}

/// What that is.
#[must_use]
pub fn prepared_counts(found: &Prepared) -> String {
    format!(
        "信访事项 {} 件，矛盾纠纷 {} 件，未兑现承诺 {} 项，下访 {} 次；约 {} KB。",
        found.matters,
        found.disputes,
        found.promises,
        found.visits,
        found.bytes.div_ceil(1024)
    )
}

fn age(at: Moment, now: Moment) -> String {
    let minutes = (now.millis() - at.millis()).max(0) / 60_000;
    match minutes {
        0 => "刚刚".to_owned(),
        1..=59 => format!("{minutes} 分钟前"),
        60..=1439 => format!("{} 小时前", minutes / 60),
        _ => format!("{} 天前", minutes / 1440),
    }
}

/// Asked before something is ended that is planned for a later day.
#[must_use]
pub fn early(day: NaiveDate) -> String {
    format!(
        "这次安排在{}。结束以后就算已经开展，会计入统计。确实提前开展了，才在这里结束。",
        date::day(day)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_all_is_here_is_said_with_its_age() {
        let now = Moment::from_millis(1_795_000_000_000);
        let found = Prepared {
            at: now.millis() - 3 * 3_600_000,
            matters: 12,
            disputes: 3,
            promises: 2,
            visits: 4,
            ready: 19,
            missing: 0,
            caught_up: true,
            bytes: 40_000,
        };
        let text = prepared(&found, now);
        assert!(text.starts_with("已备齐 19 件") && text.contains("3 小时前"), "{text}");
        let offline = prepared(&Prepared { caught_up: false, ..found }, now);
        assert!(!offline.contains("已备齐") && offline.contains("没有联网"), "{offline}");
        let missing = prepared(&Prepared { missing: 2, ..found }, now);
        assert!(missing.contains("还差 2 件"), "{missing}");
    }
}
