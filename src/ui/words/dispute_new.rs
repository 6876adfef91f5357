//! Words of the form for a new dispute.

use casework::{
    dispute::DisputeProblem,
    schema::{BadFact, Fact},
};

use super::{directory, intake};

pub const TITLE: &str = "登记纠纷";
pub const LEAD: &str = "填名称和一方当事人就能保存，其余可以以后补。";
pub const NAME: &str = "纠纷名称";
pub const NAME_HINT: &str = "例如：两户宅基地边界纠纷。";
pub const KIND: &str = "纠纷类型";
pub const FOUND_ON: &str = "排查时间";
pub const FOUND_BY: &str = "排查人";
pub const PARTIES: &str = "当事人";
pub const PARTY_NAME: &str = "姓名或名称";
pub const PARTY_PHONE: &str = "电话";
pub const PARTY_ADDRESS: &str = "住址";
pub const ADD: &str = "添加当事人";
pub const REMOVE: &str = "去掉";
pub const MORE: &str = "更多内容（可以以后补）";
pub const AFFECTED: &str = "涉及人数";
pub const AMOUNT: &str = "涉及金额（元）";
pub const CAUSE: &str = "起因";
pub const TEXT: &str = "主要内容";
pub const RISK: &str = "风险等级（可以以后评定）";
pub const RISK_LATER: &str = "以后评定";
pub const RISK_TEXT: &str = "符合哪一条、具体情况";
pub const ROUND: &str = "排查轮次";
pub const NO_ROUND: &str = "日常排查，不属于专项轮次";
pub const PETITION: &str = "关联的信访事项（可以不填）";
pub const PETITION_HINT: &str = "输入姓名、编号或内容查找。";
pub const SAVE: &str = "保存";
pub const PROBLEMS: &str = "还差几项";
pub const SAVED: &str = "已保存在本机";
pub const SAVED_NUMBER: &str = "编号";
pub const OPEN: &str = "打开这件纠纷";
pub const ANOTHER: &str = "再登记一件";
pub const TO_LEDGER: &str = "返回纠纷台账";
pub const CLEAR: &str = "清空";
pub const CLEAR_ASK: &str = "清空后，这一页填写的内容不再保留。要清空吗？";

/// `当事人 2`
#[must_use]
pub fn party(at: usize) -> String {
    format!("当事人 {}", at + 1)
}

/// The field that a problem is of, and what to do about it.
#[must_use]
pub fn problem(problem: DisputeProblem) -> (&'static str, String) {
    let (field, words) = match problem {
        DisputeProblem::NoTitle => ("dispute-title", "请填写纠纷名称。"),
        DisputeProblem::NoParty => ("party-0-name", "请填写至少一方当事人。"),
        DisputeProblem::NoDay => ("dispute-found-on", "请填写排查时间。"),
        DisputeProblem::InTheFuture => ("dispute-found-on", "排查时间不能晚于今天。"),
        DisputeProblem::RiskWithoutReason => ("dispute-risk-text", "请写明符合哪一条。"),
        DisputeProblem::Bad(fact, bad) => return (field_of(fact), bad_fact(fact, bad)),
    };
    (field, words.to_owned())
}

fn field_of(fact: Fact) -> &'static str {
    match fact {
        Fact::ReceivedOn => "dispute-found-on",
        Fact::Affected => "dispute-affected",
        Fact::Amount => "dispute-amount",
        Fact::Cause => "dispute-cause",
        Fact::FoundBy => "dispute-found-by",
        Fact::Place | Fact::PlaceOffice => "dispute-place",
        _ => "dispute-title",
    }
}

fn bad_fact(fact: Fact, bad: BadFact) -> String {
    let name = if fact == Fact::ReceivedOn { FOUND_ON } else { directory::fact(fact) };
    format!("{name}：{}", intake::bad_fact(bad))
}
