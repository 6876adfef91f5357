//! Steps and what they changed, as sentences of the history.

use casework::{
    Step,
    schema::keys,
    step::{
        StepKind,
        codes::{DeliveryResult, MarkValue},
        payload::Word,
    },
    view::Detail,
};
use chrono::NaiveDate;
use ident::PersonId;

use super::{act, cases, date, directory, general, mask, matter, procedure};

/// What happened.
#[must_use]
pub fn sentence(step: &Step, office: &dyn Fn(&str) -> String) -> String {
    match step {
        Step::Registered { office: at, local_no, on, .. } => {
            format!("{}登记，编号 {local_no}，收到日期 {}", office(at.as_str()), date::day(*on))
        }
        Step::Imported { office: at, local_no, place, .. } => {
            format!("从{}的台账导入（{place}），编号 {local_no}", office(at.as_str()))
        }
        Step::Edited {} => "修改".to_owned(),
        Step::Chosen { field } => format!("在不同填写中选定{}", field_name(field)),
        Step::Noted { .. } => "记录".to_owned(),
        Step::FollowedUp { on, .. } => format!("回访跟进（{}）", date::day(*on)),
        Step::Handed { to, .. } => format!("交给{}", office(to.as_str())),
        Step::Attached(it) if it.name.trim().is_empty() => "添加附件".to_owned(),
        Step::Attached(it) => format!("添加附件“{}”", it.name.trim()),
        Step::Detached { .. } => "移除附件".to_owned(),
        Step::Unknown { .. } => "新版本写入的内容，本版本还不认识，原样保留".to_owned(),
        Step::Forwarded(it) => format!("转送{}", office(it.to.as_str())),
        Step::Assigned(it) => {
            let mut text =
                format!("交办{}，{}前反馈结果", office(it.to.as_str()), date::day(it.until));
            for (at, helper) in it.with.iter().enumerate() {
                text.push_str(if at == 0 { "，协办单位：" } else { "、" });
                text.push_str(&office(helper.as_str()));
            }
            text
        }
        Step::Entrusted(it) => {
            format!("请{}协助{}", office(it.to.as_str()), until(it.until))
        }
        Step::Objected(it) => match &it.proposes {
            Some(to) => format!("提出异议，建议由{}办理", office(to.as_str())),
            None => "提出异议".to_owned(),
        },
        Step::Triaged(it) => {
            let urgent = if it.urgent { "，重大紧急" } else { "" };
            format!("分流 {} 项诉求{urgent}", it.demands.len())
        }
        Step::Declined(it) => format!("不予受理：{}", procedure::decline_reason(it.reason)),
        Step::NoLonger(it) => {
            format!("不再受理：{}（{}）复核意见", it.opinion_no, date::day(it.opinion_on))
        }
        Step::OtherProcedure(it) => {
            format!(
                "告知其他法定途径：{}（{} 项诉求）",
                procedure::route(it.route),
                it.demands.len()
            )
        }
        Step::MaterialAsked(it) => format!("要求补充材料{}", until(it.until)),
        Step::Extended(it) => format!("延长办理期限 {} 日", it.days),
        Step::Talked(it) => format!("调查谈话：{}", it.asked),
        Step::Opinion(it) => format!("拟定处理意见，{} 项诉求", it.demands.len()),
        Step::Issued(it) if it.number.is_empty() => {
            format!("制发{}", procedure::paper(&it.paper))
        }
        Step::Issued(it) => format!("制发{}，文号 {}", procedure::paper(&it.paper), it.number),
        Step::Delivered(it) if it.result == DeliveryResult::NotOwed => {
            format!("{}：{}", procedure::paper(&it.paper), procedure::delivery_result(it.result))
        }
        Step::Delivered(it) => format!(
            "送达{}：{}，{}",
            procedure::paper(&it.paper),
            procedure::delivery_way(it.way),
            procedure::delivery_result(it.result)
        ),
        Step::ReviewAnswered(it) => {
            if it.accepted { "受理复查申请" } else { "不予受理复查申请" }.to_owned()
        }
        Step::ReviewDecided(it) => format!("复查意见：{}", procedure::review_outcome(it.outcome)),
        Step::Rereviewed(it) => rereviewed(it),
        Step::Rated(it) => format!(
            "对{}的评价：{}（{}）",
            procedure::rated_body(it.about),
            procedure::satisfaction(it.value),
            procedure::rating_way(it.way)
        ),
        Step::Linked(it) => format!("与另一件建立联系：{}", procedure::relation(it.relation)),
        Step::Unlinked(it) => format!("取消与另一件的联系：{}", procedure::relation(it.relation)),
        Step::Marked(it) if it.value == MarkValue::Unknown => {
            format!("取消标注“{}”", procedure::mark(it.mark))
        }
        Step::Marked(it) => {
            format!("标注“{}”：{}", procedure::mark(it.mark), procedure::mark_value(it.value))
        }
        Step::Urgent(it) => format!("紧急报告：{}", it.to),
        Step::Supervised(it) => {
            format!("{}{}", procedure::supervision(it.means), until(it.until))
        }
        Step::Settled(it) => {
            format!("人工裁定：{}", if it.adopt { act::ADOPT } else { act::DISMISS })
        }
        other => cases::sentence(other, office)
            .unwrap_or_else(|| procedure::step_kind(other.kind()).to_owned()),
    }
}

/// `，2026年12月1日前`, where a day was set.
fn until(on: Option<NaiveDate>) -> String {
    on.map_or_else(String::new, |on| format!("，{}前完成", date::day(on)))
}

fn rereviewed(it: &casework::step::payload::Rereview) -> String {
    let mut text = format!("{}复核，{}申请", it.body, date::day(it.requested_on));
    if let (Some(on), Some(outcome)) = (it.decided_on, it.outcome) {
        text.push_str(&format!("，{}作出：{}", date::day(on), procedure::review_outcome(outcome)));
    }
    if !it.number.is_empty() {
        text.push_str("，文号 ");
        text.push_str(&it.number);
    }
    text
}

/// The colleague a step is about, if any.
#[must_use]
pub fn person(step: &Step) -> Option<PersonId> {
    match step {
        Step::Charged(it) | Step::Recused(it) => Some(it.person),
        _ => None,
    }
}

/// The text that goes with a step, if any.
#[must_use]
pub fn text(step: &Step) -> Option<&str> {
    let text = match step {
        Step::Noted { text } | Step::FollowedUp { text, .. } | Step::Handed { text, .. } => text,
        Step::Unknown { raw } => raw,
        Step::Triaged(it) => &it.text,
        Step::Forwarded(it) => &it.text,
        Step::Assigned(it) => &it.text,
        Step::Entrusted(it) => &it.text,
        Step::Objected(it) => &it.text,
        Step::Declined(it) => &it.text,
        Step::NoLonger(it) => &it.text,
        Step::OtherProcedure(it) => &it.text,
        Step::MaterialAsked(it) => &it.text,
        Step::Extended(it) => &it.text,
        Step::Talked(it) => &it.text,
        Step::Delivered(it) => &it.text,
        Step::ReviewRequested(it) => &it.text,
        Step::ReviewAnswered(it) => &it.text,
        Step::ReviewDecided(it) => &it.text,
        Step::Rated(it) => &it.text,
        Step::Marked(it) => &it.text,
        Step::Urgent(it) => &it.text,
        Step::Supervised(it) => &it.text,
        Step::Charged(it) | Step::Recused(it) => &it.text,
        Step::Settled(it) => &it.text,
        other => {
            let text = cases::text(other).or_else(|| Some(word(other)?.text.as_str()))?;
            return (!text.trim().is_empty()).then_some(text);
        }
    };
    (!text.trim().is_empty()).then_some(text.as_str())
}

/// The words of a step that has nothing else.
fn word(step: &Step) -> Option<&Word> {
    match step {
        Step::Received(it)
        | Step::Answered(it)
        | Step::Filed(it)
        | Step::Guided(it)
        | Step::ErrandDone(it)
        | Step::Recalled(it)
        | Step::ObjectionAgreed(it)
        | Step::ObjectionRefused(it)
        | Step::Accepted(it)
        | Step::MaterialGiven(it)
        | Step::Concluded(it)
        | Step::Verified(it)
        | Step::SentBack(it)
        | Step::Executed(it)
        | Step::Withdrawn(it)
        | Step::Deceased(it)
        | Step::Reopened(it)
        | Step::SupervisionAnswered(it)
        | Step::SupervisionClosed(it) => Some(it),
        _ => None,
    }
}

/// What else a step says, piece by piece: name and value. `demand` names a demand by its id.
#[must_use]
pub fn more(step: &Step, demand: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            pairs.push((name.to_owned(), value.to_owned()));
        }
    };
    let name = |kind: StepKind, key: &str| act::label(kind, key).0;
    match step {
        Step::Triaged(it) => {
            for one in &it.demands {
                add(&demand(&one.demand), procedure::route(one.route));
            }
        }
        Step::Declined(it) => add(name(StepKind::Declined, "turn_to"), &it.turn_to),
        Step::OtherProcedure(it) => {
            for one in &it.demands {
                add(matter::DEMANDS, &demand(one));
            }
            add(name(StepKind::OtherProcedure, "turn_to"), &it.turn_to);
        }
        Step::Objected(it) => add(name(StepKind::Objected, "late_reason"), &it.late_reason),
        Step::Talked(it) => {
            add(name(StepKind::Talked, "place"), &it.place);
            add(act::ASKING, &it.asking.join("、"));
        }
        Step::Opinion(it) => {
            for one in &it.demands {
                add(&demand(&one.demand), procedure::outcome(one.outcome));
                add(act::FACTS, &one.facts);
                add(act::OPINION, &one.text);
                add(act::BASIS, &one.basis);
            }
        }
        Step::Delivered(it) => add(name(StepKind::Delivered, "receiver"), &it.receiver),
        Step::ReviewRequested(it) => {
            add(name(StepKind::ReviewRequested, "good_reason"), &it.good_reason);
        }
        Step::ReviewDecided(it) => add(name(StepKind::ReviewDecided, "basis"), &it.basis),
        Step::Rereviewed(it) => {
            for (from, to) in &it.hearings {
                add(act::HEARING, &[date::day(*from), date::day(*to)].join("至"));
            }
        }
        _ => {}
    }
    pairs
}

fn field_name(key: &str) -> String {
    use casework::schema::{Fact, PersonField};
    // A person's field may come with its slot before it: `main/phone`.
    let own = key.rsplit(['/', '.']).next().unwrap_or(key);
    Fact::from_key(own)
        .map(directory::fact)
        .or_else(|| PersonField::from_key(own).map(directory::person_field))
        .map_or_else(|| key.to_owned(), |name| format!("“{name}”"))
}

/// What a change changed: its name and the value, as far as it may be shown. `others` is what people
/// besides the first one are called in a case of this kind.
#[must_use]
pub fn detail(
    detail: &Detail,
    others: &str,
    revealed: bool,
    office: &dyn Fn(&str) -> String,
) -> (String, String) {
    let cleared = || general::CLEARED.to_owned();
    match detail {
        Detail::Fact(fact, value) => (
            directory::fact(*fact).to_owned(),
            value.as_deref().map_or_else(cleared, |value| directory::value(*fact, value, office)),
        ),
        Detail::Person { slot, field, value } => {
            let whose = if slot == keys::MAIN { "" } else { others };
            let shown = |value: &str| {
                if revealed { value.to_owned() } else { mask::masked(*field, value) }
            };
            (
                format!("{whose}{}", directory::person_field(*field)),
                value.as_deref().map_or_else(cleared, shown),
            )
        }
        Detail::Narrative(text) => (matter::NARRATIVE.to_owned(), text.clone()),
        Detail::Demand(text) => (matter::DEMANDS.to_owned(), text.clone()),
        Detail::Struck { text, struck } => {
            let what = if *struck { matter::STRIKE } else { matter::UNSTRIKE };
            (format!("{what}{}", matter::DEMANDS), text.clone())
        }
        Detail::Agreement(field, value) => {
            (cases::agreement_field(*field).to_owned(), value.clone().unwrap_or_else(cleared))
        }
        Detail::Memo(text) => (matter::MEMO.to_owned(), text.clone()),
        Detail::Other { key, value } => (key.clone(), value.clone().unwrap_or_else(cleared)),
    }
}
