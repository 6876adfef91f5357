//! Words of a dispute's page.

use casework::{
    dispute::{ConfirmationState, DisputeKind, DisputeState, MediationState, codes::DisputeType},
    view::PersonView,
};
use chrono::NaiveDate;

use super::{cases, date};

pub const TITLE: &str = "纠纷";
pub const BACK: &str = "返回纠纷台账";
pub const UNTITLED: &str = "未命名的纠纷";
pub const SLOTS: &str = "四定四包";
pub const PARTIES: &str = "当事人";
pub const PARTY: &str = "当事人";
pub const MAIN_PARTY: &str = "当事人一";
pub const OTHER_PARTY: &str = "其他当事人";
pub const ADD_PARTY: &str = "添加当事人";
pub const FACTS: &str = "纠纷情况";
pub const RISK: &str = "风险等级";
pub const NO_RISK: &str = "未评定";
pub const STRUCK: &str = "已销号";
pub const FLARED_UP: &str = "再次发生纠纷的，请用“重新列入台账”，不要另行登记。";

pub const CHARGE: &str = "包案";
pub const CHARGE_WAITS_AGREE: &str = "已填报，等本单位群众工作负责人同意";
pub const CHARGE_WAITS_APPROVE: &str = "已同意，等主要负责人批准（不能由填报人或同意人批准）";
pub const CHARGE_WAITS_DELIVER: &str = "已批准，等送达包案领导";
pub const CHARGE_RUNS: &str = "包案中";
pub const CHARGE_OVER: &str = "矛盾纠纷已有结果或已销号，包案结束";
pub const CHARGE_REFUSED: &str = "未同意";
pub const LEADER: &str = "包案领导";
pub const UNIT: &str = "责任单位";
pub const RESPONSIBLE: &str = "责任人";
pub const PLAN: &str = "化解方案";
pub const UNTIL: &str = "化解时限";

pub const MEDIATION: &str = "调解";
pub const NO_MEDIATION: &str = "还没有启动调解。";
pub const FREE: &str = "调解不收取任何费用（人民调解法第四条）；不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护权利（第三条）。";
pub const OPEN_MEDIATION: &str = "启动调解";
pub const CONSENT: &str = "第一步 双方是否同意调解";
pub const CONSENT_HINT: &str = "一方明确拒绝的，不得调解（人民调解法第十七条）。";
pub const AGREES: &str = "同意";
pub const REFUSES: &str = "不同意";
pub const NOT_ASKED: &str = "还没有询问";
pub const ONE_PARTY: &str = "请先在“当事人”里补全各方当事人，至少两方。";
pub const RIGHTS: &str = "第二步 告知权利义务";
pub const RIGHTS_TOLD: &str = "已当面告知";
pub const RIGHTS_TEXT: [&str; 4] = [
    "当事人的权利：选择或者接受调解员；接受调解、拒绝调解或者要求终止调解；要求调解公开进行或者不公开进行；自主表达意愿、自愿达成调解协议（人民调解法第二十三条）。",
    "当事人的义务：如实陈述纠纷事实；遵守调解现场秩序，尊重调解员；尊重对方当事人行使权利（第二十四条）。",
    "达成的调解协议有法律约束力，应当按约定履行（第三十一条）；双方可以在协议生效之日起三十日内共同向人民法院申请司法确认（第三十三条）。",
    "调解不成的，可以依法通过仲裁、行政、司法等途径维护自己的权利（第二十六条）。",
];
pub const INQUIRY: &str = "调查记录（可以不做）";
pub const INQUIRY_HINT: &str = "向当事人或者知情人了解情况。调查内容只有本单位的调解委员会能看到，可以打印成《人民调解调查记录》。";
pub const INQUIRY_ON: &str = "调查日期";
pub const INQUIRY_ASKED: &str = "被调查人";
pub const INQUIRY_ASKING: &str = "调查人";
pub const INQUIRY_PLACE: &str = "调查地点";
pub const INQUIRY_TEXT: &str = "调查内容";
pub const INQUIRY_SAVE: &str = "保存调查记录";
pub const INQUIRY_MISSING: &str = "请填写被调查人、调查人和调查内容。";
pub const INQUIRY_OF: &str = "调查";
pub const SESSIONS: &str = "第三步 调解谈话";
pub const COMMITTEE_ONLY: &str = "谈话内容和协议条款只有本单位的调解委员会能看到，不上报、不给上级和其他单位看；上级只看到调解的日期和结果。人民调解员不得泄露当事人的个人隐私、商业秘密（人民调解法第十五条）。";
pub const SESSION_ON: &str = "调解日期";
pub const SESSION_PLACE: &str = "调解地点";
pub const SESSION_TEXT: &str = "谈话内容";
pub const SESSION_SAVE: &str = "保存这次调解";
pub const SESSION_MISSING: &str = "请填写谈话内容。";
pub const TALKS_KEPT: &str = "谈话记录（仅本单位可见）";
pub const AGREEMENT: &str = "第四步 达成协议";
pub const AGREEMENT_HINT: &str = "书面协议由各方当事人签名、盖章或者按指印，调解员签名并加盖调解委员会印章之日起生效；口头协议自达成之日起生效（人民调解法第二十九条、第三十条）。";
pub const AGREEMENT_ON: &str = "生效日期";
pub const AGREEMENT_FORM: &str = "协议形式";
pub const AGREEMENT_NUMBER: &str = "协议书编号";
pub const AGREEMENT_NUMBER_HINT: &str = "口头协议可以不填。";
pub const AGREEMENT_SAVE: &str = "登记协议";
pub const AGREEMENT_FORM_MISSING: &str = "请选择协议形式。";
pub const AGREEMENT_CONTENT_MISSING: &str = "请填写协议内容。";
pub const PERFORM_BY: &str = "履行期限";
pub const PERFORM_HINT: &str = "有几项要履行就加几个日期，到期前会提醒；当场履行完的不用加。";
pub const ADD_DAY: &str = "添加履行期限";
pub const REMOVE_DAY: &str = "去掉";
pub const BAD_DAY: &str = "履行期限不能早于生效日期。";
pub const OR_END: &str = "没有达成协议：终止调解";
pub const OTHER_WAYS: &str = "已告知当事人可以依法申请仲裁、请求行政机关处理，或者向人民法院起诉。";
pub const RUNNING: &str = "正在调解";
pub const AGREED: &str = "已达成协议";
pub const ENDED: &str = "已终止";
pub const PERFORMANCE: &str = "履行情况";
pub const NOTHING_OWED: &str = "没有约定以后履行的内容。";
pub const NOT_YET: &str = "还没有登记";
pub const RECORD_PERFORMANCE: &str = "登记履行情况";
pub const CONFIRMATION: &str = "司法确认";
pub const CONFIRMATION_HINT: &str =
    "由双方当事人共同申请，自愿；身份关系、收养、婚姻效力等不能申请司法确认。";
pub const SEEK: &str = "登记共同申请";
pub const DECIDED: &str = "登记法院结果";
pub const PAPERS: &str = "协议文书";
pub const PAPERS_HINT: &str = "可以在屏幕上手写签名，也可以打印后签名、盖章。协议书由各方当事人各执一份，调解委员会留存一份（人民调解法第二十九条）。";
pub const SIGN_AGREEMENT: &str = "协议书：签名、打印";
pub const SIGN_ORAL: &str = "口头协议登记表：签名、打印";
pub const PAPERS_LINK: &str = "全部调解文书";
pub const OWN_FILES: &str = "调解材料（仅本单位可见）";
pub const OWN_FILES_HINT: &str = "签好的协议书、当事人提供的证据等，拍照或者选文件存在这里，只有本单位能看到。下面的“附件”上级也能看到，请不要把协议书或者谈话的照片放在那里。";
pub const CHANGE_CHARGE: &str = "变更包案";
pub const CHARGE_CHANGE: &str = "正在变更包案";
pub const CHARGE_CHANGE_HINT: &str = "批准前，现在的包案继续有效。";

pub const TIES: &str = "关联的信访事项";
pub const NO_TIES: &str = "没有关联的信访事项。";
pub const TO_PETITION: &str = "转为信访事项";
pub const TO_PETITION_BODY: &str = "会登记一件新的信访事项，带上当事人、地点和内容，两边互相关联；这件纠纷仍在台账里，可以另行登记结果。";
pub const TO_PETITION_WHO: &str = "谁来信访";
pub const TO_PETITION_DO: &str = "登记信访事项";
pub const TO_PETITION_MISSING: &str = "请选择信访人和信访形式。";
pub const NO_POST: &str = "您在本单位没有可以登记的岗位，请联系单位负责人。";

/// `前杨村登记（2026年11月23日排查），现在在柳湾镇`
#[must_use]
pub fn status(home: &str, found_on: Option<NaiveDate>, holder: &str) -> String {
    let on = found_on.map_or_else(String::new, |on| format!("（{}排查）", date::day(on)));
    let holder = if holder.is_empty() { home } else { holder };
    format!("{home}登记{on}，现在在{holder}")
}

/// How far a mediation is.
#[must_use]
pub fn mediation(mediation: &MediationState) -> &'static str {
    match (&mediation.agreement, mediation.ended_on) {
        (Some(_), _) => AGREED,
        (None, Some(_)) => ENDED,
        (None, None) => RUNNING,
    }
}

/// `正在调解，人民调解，11月23日起，调解员查某`
#[must_use]
pub fn mediates(one: &MediationState) -> String {
    let way = cases::settlement_way(one.way);
    let (on, names) = (date::day(one.opened_on), one.mediators.join("、"));
    format!("{}，{way}，{on}起，调解员{names}", mediation(one))
}

/// `书面协议，11月23日起生效，编号（2026）人调字第 1 号`
#[must_use]
pub fn in_force(form: &str, on: &str, number: &str) -> String {
    let number = if number.is_empty() { String::new() } else { format!("，编号 {number}") };
    format!("{form}，{on}起生效{number}")
}

/// How far a judicial confirmation is.
#[must_use]
pub fn confirmation(one: &ConfirmationState) -> String {
    let sought = format!("已于{}共同申请", date::day(one.sought_on));
    match &one.decided {
        None => sought,
        Some((confirmed, on, number)) => {
            let what = if *confirmed { "法院确认有效" } else { "法院未予确认" };
            format!("{sought}；{what}（{} {number}）", date::day(*on))
        }
    }
}

/// How a dispute stands, for its head.
#[must_use]
pub fn standing(state: &DisputeState) -> String {
    if let Some(on) = state.struck_on {
        return format!("{STRUCK}（{}）", date::day(on));
    }
    match &state.outcome {
        Some((outcome, way, on)) => format!(
            "{}（{}，{}），待销号",
            cases::dispute_outcome(*outcome),
            cases::settlement_way(*way),
            date::day(*on)
        ),
        None if state.mediation().is_some_and(|one| mediation(one) == RUNNING) => {
            RUNNING.to_owned()
        }
        None => "未化解".to_owned(),
    }
}

/// A party by its name, or by its place.
#[must_use]
pub fn party(person: &PersonView, at: usize) -> String {
    match person.shown(casework::schema::PersonField::Name) {
        "" => format!("当事人{}", at + 1),
        name => name.to_owned(),
    }
}

/// `第 1 项，12月1日前履行`
#[must_use]
pub fn owed(at: usize, due: NaiveDate) -> String {
    format!("第 {} 项，{}前履行", at + 1, date::day(due))
}

/// A type with its number in ledgers: `02 邻里`.
#[must_use]
pub fn numbered_type(kind: DisputeType) -> String {
    format!("{} {}", kind.code(), cases::dispute_type(kind))
}

/// `第 2 次`
#[must_use]
pub fn session(at: usize, on: NaiveDate) -> String {
    format!("第 {} 次：{}", at + 1, date::day(on))
}

/// What a step will do, where that is not plain from its name.
#[must_use]
pub fn effect(kind: DisputeKind) -> Option<&'static str> {
    use DisputeKind as D;
    Some(match kind {
        D::RiskSet => "等级是这件纠纷的等级，不是对人的评价；情况变化时可以重新评定。",
        D::ChargeProposed => {
            "填报后由本单位群众工作负责人同意，再由主要负责人批准，然后送达包案领导。批准后，责任单位可以看到这件纠纷。已有包案的，批准前原包案继续有效。"
        }
        D::ChargeApproved => "批准后开始计算化解时限。填报人和同意人不能自己批准。",
        D::ChargeExtended => "延期须由主要负责人批准。",
        D::MediationOpened => FREE,
        D::MediationEnded => {
            "终止调解时，应当告知当事人仲裁、行政、诉讼等途径（人民调解法第二十六条）。"
        }
        D::ConfirmationSought => CONFIRMATION_HINT,
        D::Ended => "登记结果后，由上级或者没有经办的人审核销号。",
        D::Struck => "销号由没有经办这件纠纷的人审核。销号后仍可回访、重新列入台账。",
        D::Relisted => "重新列入后，结果和销号都取消，继续化解。",
        _ => return None,
    })
}

/// A field's label and the hint below it.
#[must_use]
pub fn label(kind: DisputeKind, key: &str) -> (&'static str, &'static str) {
    use DisputeKind as D;
    match (kind, key) {
        (D::ChargeDelivered, "on") => ("送达日期", ""),
        (D::MediationOpened, "on") => ("启动日期", ""),
        (D::ConfirmationSought, "on") => ("共同申请日期", ""),
        (D::Ended, "on") => ("日期", "实际化解的日期。"),
        (_, "on") => ("日期", ""),
        (_, "risk") => (RISK, ""),
        (_, "leader") => (LEADER, "姓名和职务。"),
        (_, "unit") => (UNIT, "输入名称或拼音查找；可以是本单位。"),
        (_, "responsible") => (RESPONSIBLE, "姓名。"),
        (D::ChargeExtended, "until") => ("延期到", ""),
        (_, "until") => (UNTIL, ""),
        (_, "slots") => (SLOTS, ""),
        (_, "applied") => ("当事人申请调解", "不是当事人申请，由调解委员会主动调解的，选“否”。"),
        (D::MediationOpened, "way") => ("调解类型", ""),
        (_, "way") => ("化解方式", ""),
        (_, "mediators") => ("调解员", "多名调解员用顿号分开。"),
        (D::Performed, "outcome") => (PERFORMANCE, ""),
        (_, "outcome") => ("结果", ""),
        (_, "accepted") => ("法院是否确认", ""),
        (_, "number") => ("文书编号", "可以不填。"),
        (D::RiskSet, "text") => ("符合哪一条、具体情况", ""),
        (D::ChargeProposed, "text") => (PLAN, ""),
        (D::ChargeRefused | D::ChargeExtended | D::Relisted, "text") => ("理由", ""),
        (D::MediationEnded, "text") => ("告知了哪些途径", ""),
        (D::Ended, "text") => ("化解情况", ""),
        (_, "text") => ("备注", "可以不填。"),
        _ => ("", ""),
    }
}
