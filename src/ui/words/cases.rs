//! Disputes, visits, receptions, screening, promises and instructions in words: kinds, codes, steps.

use casework::{
    CaseKind, Step,
    dispute::{
        DisputeKind, DisputeStanding, DisputeStep,
        codes::{DisputeType, Risk, SettlementWay},
    },
    meeting::{MeetingKind, MeetingStep, codes::QueuePlace},
    schema::AgreementField,
    step::duty::InstructionWay,
};

use super::{date, retention};

/// What papers and screens say alike.
pub use crate::papers::wording::{
    agreement_form, dispute_outcome, dispute_type, meeting_form, performance, problem_outcome, risk,
};

/// A kind of case.
#[must_use]
pub fn case_kind(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Petition => "信访事项",
        CaseKind::Dispute => "矛盾纠纷",
        CaseKind::Visit => "下访",
        CaseKind::Reception => "接访",
        CaseKind::Screening => "排查情况",
        CaseKind::Remark => super::feedback::TITLE,
    }
}

/// How a dispute stands in the ledger.
#[must_use]
pub fn dispute_standing(standing: DisputeStanding) -> &'static str {
    match standing {
        DisputeStanding::Open => "未化解",
        DisputeStanding::Ended => "待销号",
        DisputeStanding::Settled => "化解成功",
        DisputeStanding::Struck => "已销号",
    }
}

/// A type of dispute by its stored name; one of a later version stays as it is.
#[must_use]
pub fn dispute_type_of_name(name: &str) -> String {
    DisputeType::from_name(name)
        .map_or_else(|| name.to_owned(), |kind| dispute_type(kind).to_owned())
}

/// When a dispute has this level. The level is the dispute's, never a person's.
#[must_use]
pub fn risk_criteria(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "双方愿意协商，涉及人少、金额小，没有激烈争吵，村站能就地调解。",
        Risk::Medium => {
            "争执反复、一方情绪激动，或者涉及五人以上、金额较大，村站调解一次没有结果。"
        }
        Risk::High => {
            "有人受伤或者扬言伤人伤己，可能聚众，或者关系到多户的土地、房屋、工资，须当天报镇街。"
        }
    }
}

/// A way of settling.
#[must_use]
pub fn settlement_way(way: SettlementWay) -> &'static str {
    match way {
        SettlementWay::PeoplesMediation => "人民调解",
        SettlementWay::AdministrativeMediation => "行政调解",
        SettlementWay::JudicialMediation => "司法调解",
        SettlementWay::TradeMediation => "行业性、专业性调解",
        SettlementWay::Agreement => "协商和解",
        SettlementWay::Arbitration => "仲裁",
        SettlementWay::Administrative => "行政裁决、行政复议",
        SettlementWay::Lawsuit => "诉讼",
        SettlementWay::Petition => "信访",
        SettlementWay::Other => "其他",
    }
}

/// What an agreement says.
#[must_use]
pub fn agreement_field(field: AgreementField) -> &'static str {
    match field {
        AgreementField::Facts => "纠纷主要事实",
        AgreementField::Points => "争议事项",
        AgreementField::Duties => "各方当事人责任",
        AgreementField::Content => "协议内容",
        AgreementField::Way => "履行方式、期限",
    }
}

/// A kind of step that only disputes have.
#[must_use]
pub fn dispute_kind(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::Found => "登记纠纷",
        DisputeKind::RiskSet => "评定风险",
        DisputeKind::ChargeProposed => "填报包案",
        DisputeKind::ChargeAgreed => "同意包案",
        DisputeKind::ChargeApproved => "批准包案",
        DisputeKind::ChargeDelivered => "送达包案领导",
        DisputeKind::ChargeRefused => "不同意包案",
        DisputeKind::ChargeExtended => "包案延期",
        DisputeKind::MediationOpened => "启动调解",
        DisputeKind::Consented => "是否同意调解",
        DisputeKind::RightsTold => "告知权利义务",
        DisputeKind::SessionHeld => "调解",
        DisputeKind::Agreed => "达成协议",
        DisputeKind::MediationEnded => "终止调解",
        DisputeKind::Performed => "履行情况",
        DisputeKind::ConfirmationSought => "申请司法确认",
        DisputeKind::ConfirmationDecided => "司法确认结果",
        DisputeKind::Ended => "登记结果",
        DisputeKind::Struck => "销号",
        DisputeKind::Relisted => "重新列入台账",
    }
}

/// How it stands with one who waits.
#[must_use]
pub fn queue_place(place: QueuePlace) -> &'static str {
    match place {
        QueuePlace::Waiting => "等候",
        QueuePlace::Inside => "正在接谈",
        QueuePlace::Done => "已接谈",
        QueuePlace::Left => "已离开",
    }
}

/// A kind of step that only visits and receptions have.
#[must_use]
pub fn meeting_kind(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Planned => "安排",
        MeetingKind::Posted => "张贴公告",
        MeetingKind::Asked => "申请约访",
        MeetingKind::Fixed => "约定时间",
        MeetingKind::Queued => "排号",
        MeetingKind::Moved => "叫号",
        MeetingKind::Talked => "谈话记录",
        MeetingKind::Added => "补记",
        MeetingKind::Raised => "反映问题",
        MeetingKind::Solved => "问题已解决",
        MeetingKind::Held => "结束",
        MeetingKind::Cancelled => "取消",
    }
}

/// On which occasion a leader gave an instruction.
#[must_use]
pub fn instruction_way(way: InstructionWay) -> &'static str {
    match way {
        InstructionWay::Letter => "阅批来信",
        InstructionWay::Visit => "下访",
        InstructionWay::Reception => "接访",
        InstructionWay::Brief => "简报批示",
    }
}

/// What happened, for the steps this page of words knows.
#[must_use]
pub fn sentence(step: &Step, office: &dyn Fn(&str) -> String) -> Option<String> {
    Some(match step {
        Step::Promised(it) => {
            format!(
                "{}承诺于{}前办到，{}负责",
                it.who,
                date::day(it.due),
                office(it.office.as_str())
            )
        }
        Step::PromiseKept(it) => if it.kept { "承诺已兑现" } else { "承诺未能兑现" }.to_owned(),
        Step::Instructed(it) if !it.says_something() => {
            format!("{}：{}已阅", instruction_way(it.way), it.leader)
        }
        Step::Instructed(it) => format!("{}：{}批示", instruction_way(it.way), it.leader),
        Step::InstructionConfirmed(it) => {
            format!("批示交{}，{}前反馈", office(it.to.as_str()), date::day(it.until))
        }
        Step::InstructionAnswered(_) => "反馈批示办理情况".to_owned(),
        Step::HeardAt(it) => format!("{}接谈", it.leader),
        Step::Called(it) => format!(
            "{} 电话报告{}（{}）：{}",
            it.at,
            it.whom,
            it.phone,
            if it.reached { "已接通" } else { "未接通" }
        ),
        Step::Screened(it) if it.nothing => {
            format!("{}至{}排查，未发现矛盾纠纷", date::day(it.from), date::day(it.to))
        }
        Step::Screened(it) => format!("{}至{}排查", date::day(it.from), date::day(it.to)),
        Step::Remarked(_) => "对本应用提出意见".to_owned(),
        Step::RemarkAnswered(_) => "答复对本应用的意见".to_owned(),
        Step::Dispute(step) => dispute_sentence(step, office),
        Step::Meeting(step) => meeting_sentence(step, office),
        Step::Retention(step) => retention::sentence(step),
        _ => return None,
    })
}

fn dispute_sentence(step: &DisputeStep, office: &dyn Fn(&str) -> String) -> String {
    match step {
        DisputeStep::Found(it) => {
            let from = it.place.as_ref().map(|place| format!("，来自台账（{place}）"));
            format!(
                "{}登记，编号 {}，排查时间 {}{}",
                office(it.office.as_str()),
                it.local_no,
                date::day(it.on),
                from.unwrap_or_default()
            )
        }
        DisputeStep::RiskSet(it) => format!("风险等级：{}", risk(it.level)),
        DisputeStep::ChargeProposed(it) => format!(
            "填报包案：{}，责任单位{}，责任人{}，{}前化解",
            it.leader,
            office(it.unit.as_str()),
            it.person,
            date::day(it.until)
        ),
        DisputeStep::ChargeExtended(it) => format!("包案延期至{}", date::day(it.until)),
        DisputeStep::MediationOpened(it) => format!(
            "{}，{}，调解员{}",
            if it.applied { "当事人申请调解" } else { "主动调解" },
            settlement_way(it.way),
            it.mediators.join("、")
        ),
        DisputeStep::Consented(it) => {
            if it.agrees { "当事人同意调解" } else { "当事人不同意调解" }.to_owned()
        }
        DisputeStep::SessionHeld(it) if !it.place.is_empty() => format!("在{}调解", it.place),
        DisputeStep::Agreed(it) => {
            let number = if it.number.is_empty() { "" } else { "，编号 " };
            format!("达成{}{number}{}", agreement_form(it.form), it.number)
        }
        DisputeStep::Performed(it) => {
            format!("第 {} 项：{}", it.which.saturating_add(1), performance(it.outcome))
        }
        DisputeStep::ConfirmationDecided(it) => {
            let what =
                if it.confirmed { "法院确认调解协议有效" } else { "法院未予确认" };
            let number = if it.number.is_empty() { "" } else { "，文号 " };
            format!("{what}{number}{}", it.number)
        }
        DisputeStep::Ended(it) => {
            format!("{}（{}）", dispute_outcome(it.outcome), settlement_way(it.way))
        }
        other => dispute_kind(other.kind()).to_owned(),
    }
}

fn meeting_sentence(step: &MeetingStep, office: &dyn Fn(&str) -> String) -> String {
    match step {
        MeetingStep::Planned(it) => {
            let village = it.village.as_ref().map(|code| format!("，到{}", office(code.as_str())));
            format!(
                "{}安排{}：{}，{}{}",
                office(it.office.as_str()),
                meeting_form(it.kind),
                it.leader,
                date::day(it.day),
                village.unwrap_or_default()
            )
        }
        MeetingStep::Fixed(it) => format!("约定 {}", it.time),
        MeetingStep::Queued(it) => format!("{} 到，{} 人", it.at, it.people),
        MeetingStep::Moved(it) => queue_place(it.to).to_owned(),
        MeetingStep::Raised(it) => format!("反映问题：{}", problem_outcome(it.outcome)),
        other => meeting_kind(other.kind()).to_owned(),
    }
}

/// The words that go with a step, where it has any.
#[must_use]
pub fn text(step: &Step) -> Option<&str> {
    Some(match step {
        Step::Promised(it) => &it.text,
        Step::PromiseKept(it) => &it.text,
        Step::Instructed(it) => &it.text,
        Step::InstructionConfirmed(it) => &it.text,
        Step::InstructionAnswered(it) => &it.text,
        Step::Called(it) => &it.text,
        Step::Screened(it) => &it.text,
        Step::Remarked(it) => &it.text,
        Step::RemarkAnswered(it) => &it.text,
        Step::Dispute(step) => match step {
            DisputeStep::RiskSet(it) => &it.text,
            DisputeStep::ChargeProposed(it) => &it.plan,
            DisputeStep::ChargeExtended(it) => &it.text,
            DisputeStep::Performed(it) => &it.text,
            DisputeStep::Ended(it) => &it.text,
            DisputeStep::ChargeAgreed(it)
            | DisputeStep::ChargeApproved(it)
            | DisputeStep::ChargeDelivered(it)
            | DisputeStep::ChargeRefused(it)
            | DisputeStep::RightsTold(it)
            | DisputeStep::MediationEnded(it)
            | DisputeStep::ConfirmationSought(it)
            | DisputeStep::Struck(it)
            | DisputeStep::Relisted(it) => &it.text,
            _ => return None,
        },
        Step::Retention(step) => retention::text(step),
        Step::Meeting(step) => match step {
            MeetingStep::Posted(it) | MeetingStep::Cancelled(it) => &it.text,
            MeetingStep::Asked(it) => &it.text,
            MeetingStep::Fixed(it) => &it.text,
            MeetingStep::Queued(it) => &it.text,
            MeetingStep::Talked(it) => &it.text,
            MeetingStep::Added(it) => &it.text,
            MeetingStep::Raised(it) => &it.text,
            MeetingStep::Solved(it) => &it.text,
            MeetingStep::Held(it) => &it.text,
            _ => return None,
        },
        _ => return None,
    })
}
