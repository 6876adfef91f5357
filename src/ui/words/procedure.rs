//! The procedure in words: steps, stages, clocks, powers, and why something is not to be done.

use casework::{
    directory::Power,
    matter::{Barrier, Lack, Stage, Verdict},
    step::{
        StepKind,
        codes::{
            DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody,
            RatingWay, Relation, ReviewOutcome, Route, Satisfaction, Supervision,
        },
    },
};
use clocks::ClockId;

use super::{cases, date, retention};

/// A kind of step, as a button and as an entry of the history name it.
#[must_use]
pub fn step_kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Registered => "登记",
        StepKind::Imported => "台账导入",
        StepKind::Edited => "修改",
        StepKind::Chosen => "选定",
        StepKind::Noted => "记录",
        StepKind::FollowedUp => "回访跟进",
        StepKind::Handed => "上报或交回",
        StepKind::Received => "签收",
        StepKind::Triaged => "分流",
        StepKind::Answered => "当场答复",
        StepKind::Filed => "存",
        StepKind::Guided => "引导",
        StepKind::Forwarded => "转送",
        StepKind::Assigned => "交办",
        StepKind::Entrusted => "请村站协助",
        StepKind::ErrandDone => "回复协助事项",
        StepKind::Recalled => "撤回",
        StepKind::Objected => "提出异议",
        StepKind::ObjectionAgreed => "同意退回",
        StepKind::ObjectionRefused => "不同意退回",
        StepKind::Accepted => "受理",
        StepKind::Declined => "不予受理",
        StepKind::NoLonger => "不再受理",
        StepKind::OtherProcedure => "告知其他法定途径",
        StepKind::MaterialAsked => "要求补充材料",
        StepKind::MaterialGiven => "收到补充材料",
        StepKind::Extended => "延期",
        StepKind::Talked => "调查谈话",
        StepKind::Opinion => "拟定处理意见",
        StepKind::Signed => "签发",
        StepKind::Issued => "制发文书",
        StepKind::Delivered => "送达",
        StepKind::Concluded => "办结",
        StepKind::Verified => "审核认定办结",
        StepKind::SentBack => "退回重办",
        StepKind::Executed => "记录执行情况",
        StepKind::ReviewRequested => "收到复查申请",
        StepKind::ReviewAnswered => "复查受理答复",
        StepKind::ReviewDecided => "复查意见",
        StepKind::Rereviewed => "记录复核情况",
        StepKind::Rated => "记录满意度评价",
        StepKind::Withdrawn => "信访人撤回",
        StepKind::Deceased => "信访人死亡",
        StepKind::Linked => "关联或合并",
        StepKind::Unlinked => "取消关联或合并",
        StepKind::Reopened => "重新启动",
        StepKind::Marked => "标注事实",
        StepKind::Urgent => "紧急报告",
        StepKind::Supervised => "催办或督办",
        StepKind::SupervisionAnswered => "督办反馈",
        StepKind::SupervisionClosed => "督办办结",
        StepKind::Charged => "指定承办人",
        StepKind::Recused => "回避",
        StepKind::Settled => "人工裁定",
        StepKind::Promised => "记录承诺",
        StepKind::PromiseKept => "承诺兑现情况",
        StepKind::Instructed => "记录领导批示",
        StepKind::InstructionConfirmed => "确认并交办批示",
        StepKind::InstructionAnswered => "反馈批示办理情况",
        StepKind::HeardAt => "领导接谈",
        StepKind::Called => "电话报告记录",
        StepKind::Screened => "排查情况",
        StepKind::Remarked => super::feedback::TITLE,
        StepKind::RemarkAnswered => "答复意见",
        StepKind::Dispute(kind) => cases::dispute_kind(kind),
        StepKind::Meeting(kind) => cases::meeting_kind(kind),
        StepKind::Retention(kind) => retention::step_kind(kind),
        StepKind::Attached => "添加附件",
        StepKind::Detached => "移除附件",
        StepKind::Unknown => "新版本的内容",
    }
}

/// A stage.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Unregistered => "未登记",
        Stage::AtStation => "村站登记",
        Stage::Open => "待分流",
        Stage::Triaged => "已分流",
        Stage::Sent => "待签收",
        Stage::Received => "待受理",
        Stage::Objected => "异议待核实",
        Stage::Returned => "退回待重新分流",
        Stage::Accepted => "办理中",
        Stage::Drafted => "意见待签发",
        Stage::Signed => "已签发待送达",
        Stage::Delivered => "已送达待办结",
        Stage::Concluded => "已办结",
        Stage::Verified => "已审核认定",
        Stage::Answered => "已当场答复",
        Stage::Filed => "存",
        Stage::Guided => "已引导",
        Stage::Declined => "不予受理",
        Stage::NoLonger => "不再受理",
        Stage::OtherProcedure => "已告知其他途径",
        Stage::Merged => "已合并",
        Stage::Withdrawn => "信访人撤回",
        Stage::Deceased => "信访人死亡",
        Stage::Exhausted => "信访程序终结",
        Stage::OnRecord => "台账载明已办结",
    }
}

/// A clock: what has to be done in its time.
#[must_use]
pub fn clock(id: ClockId) -> &'static str {
    match id {
        ClockId::BureauDispatch => "转送、交办",
        ClockId::DirectNotice => "书面告知信访人",
        ClockId::UnitNotice => "书面告知是否受理",
        ClockId::ReturnObjection => "不属本机关的提出异议",
        ClockId::Handle => "办结",
        ClockId::AssignFeedback => "反馈办理结果",
        ClockId::ReqReview => "信访人申请复查",
        ClockId::Review => "作出复查意见",
        ClockId::ReqRereview => "信访人申请复核",
        ClockId::Rereview => "作出复核意见",
        ClockId::ProposalFeedback => "反馈建议采纳情况",
        ClockId::UrgentReport => "紧急情况报告",
        ClockId::JudicialConfirm => "申请司法确认",
        ClockId::CourtAccept => "法院决定是否受理",
        ClockId::CourtDecide => "法院作出裁定",
        ClockId::StationPush => "村站上报",
        ClockId::Promise => "兑现承诺",
        ClockId::Performance => "履行调解协议",
        ClockId::Charge => "包案化解",
        ClockId::Instruction => "反馈批示办理情况",
    }
}

/// What a post is needed for.
#[must_use]
pub fn power(power: Power) -> &'static str {
    match power {
        Power::Record => "登记记录",
        Power::Dispatch => "分流转办",
        Power::Handle => "承办",
        Power::Head => "单位负责人",
        Power::Verify => "审核认定",
        Power::Supervise => "督查",
        Power::Review => "复查",
        Power::Directory => "机构人员管理",
    }
}

/// The way a demand goes.
#[must_use]
pub fn route(route: Route) -> &'static str {
    match route {
        Route::Suggestion => "建议意见",
        Route::Accusation => "检举控告",
        Route::Judicial => "涉法涉诉（法院、检察院、公安程序）",
        Route::Arbitration => "仲裁",
        Route::PartyAppeal => "党员申诉、复审",
        Route::Reconsideration => "行政复议、裁决、确认、许可、处罚",
        Route::ProtectiveDuty => "申请查处或履行保护职责",
        Route::Petition => "申诉求决（信访程序办理）",
        Route::Enquiry => "咨询",
    }
}

/// A route with its item of Article 31, short: `第三十一条第四项`.
#[must_use]
pub fn route_article(route: Route) -> &'static str {
    match route {
        Route::Suggestion => "第二十九条",
        Route::Accusation => "第三十条",
        Route::Judicial => "第三十一条第一项",
        Route::Arbitration => "第三十一条第二项",
        Route::PartyAppeal => "第三十一条第三项",
        Route::Reconsideration => "第三十一条第四项",
        Route::ProtectiveDuty => "第三十一条第五项",
        Route::Petition => "第三十一条第六项",
        Route::Enquiry => "",
    }
}

/// What is decided on a demand.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Supported => "支持",
        Outcome::PartlySupported => "部分支持",
        Outcome::Explained => "解释说明",
        Outcome::NotSupported => "不支持",
    }
}

/// Why a matter is not accepted.
#[must_use]
pub fn decline_reason(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NotOurRemit => "不属于本机关、单位职权范围",
        DeclineReason::BeingHandledBelow => "下级机关、单位正在办理，未超过期限",
        DeclineReason::OtherProcedureUnderWay => "已经或者依法应当通过其他法定途径解决",
        DeclineReason::NoConcreteDemand => "没有具体的请求、事实或者理由",
    }
}

/// How a paper reached its reader.
#[must_use]
pub fn delivery_way(way: DeliveryWay) -> &'static str {
    match way {
        DeliveryWay::InPerson => "当面",
        DeliveryWay::Post => "邮寄",
        DeliveryWay::Other => "其他方式",
    }
}

/// What came of a delivery.
#[must_use]
pub fn delivery_result(result: DeliveryResult) -> &'static str {
    match result {
        DeliveryResult::Signed => "已签收",
        DeliveryResult::Refused => "拒收",
        DeliveryResult::Undeliverable => "无法送达",
        DeliveryResult::NotOwed => "姓名（名称）、住址不清，不需告知",
    }
}

/// What a review decides.
#[must_use]
pub fn review_outcome(outcome: ReviewOutcome) -> &'static str {
    match outcome {
        ReviewOutcome::Upheld => "维持",
        ReviewOutcome::Revoked => "撤销，责令重新处理",
        ReviewOutcome::Changed => "变更",
    }
}

/// Whom a rating is about.
#[must_use]
pub fn rated_body(body: RatedBody) -> &'static str {
    match body {
        RatedBody::Bureau => "信访部门",
        RatedBody::Unit => "责任单位",
    }
}

/// A rating.
#[must_use]
pub fn satisfaction(value: Satisfaction) -> &'static str {
    match value {
        Satisfaction::Satisfied => "满意",
        Satisfaction::BasicallySatisfied => "基本满意",
        Satisfaction::Dissatisfied => "不满意",
    }
}

/// How a rating was given.
#[must_use]
pub fn rating_way(way: RatingWay) -> &'static str {
    match way {
        RatingWay::QueryCode => "本人凭查询码评价",
        RatingWay::SignedSlip => "本人签名的评价单",
        RatingWay::Callback => "独立人员电话回访",
    }
}

/// How two matters belong together, said of the other one.
#[must_use]
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => "重复",
        Relation::Related => "关联",
        Relation::MergedInto => "并入该件",
        Relation::MergedFrom => "该件并入本件",
    }
}

/// A fact beside the procedure.
#[must_use]
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Resolved => "化解",
        Mark::Accepted => "息诉息访",
        Mark::Executed => "执行到位",
        Mark::Archived => "存档",
        Mark::Backlog => "积案",
        Mark::Reappeared => "重新信访",
        Mark::FirstHere => "本机构初次",
        Mark::FirstNationally => "全国初次",
    }
}

/// Yes, no, unknown.
#[must_use]
pub fn mark_value(value: MarkValue) -> &'static str {
    match value {
        MarkValue::Yes => "是",
        MarkValue::No => "否",
        MarkValue::Unknown => "未知",
    }
}

/// A means of supervision.
#[must_use]
pub fn supervision(means: Supervision) -> &'static str {
    match means {
        Supervision::Reminder => "催办",
        Supervision::Order => "督办",
    }
}

/// A kind of paper by its stored name; one of a later version stays as it is.
#[must_use]
pub fn paper(name: &str) -> &str {
    PAPERS
        .iter()
        .chain(&CASE_PAPERS)
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, title)| title)
}

/// Papers that can be made out and delivered, in the order of the procedure.
pub const PAPERS: [(&str, &str); 22] = [
    ("where_it_went_notice", "转送（交办）去向告知书"),
    ("acceptance_notice", "受理告知书"),
    ("decline_notice", "不予受理（其他途径）告知书"),
    ("no_longer_notice", "不再受理告知书"),
    ("material_request", "补充材料通知"),
    ("extension_notice", "延期告知书"),
    ("handling_opinion", "信访处理意见书"),
    ("review_acceptance", "复查受理通知书"),
    ("review_decline", "复查不予受理通知书"),
    ("review_opinion", "复查意见书"),
    ("receipt", "登记回执"),
    ("petitioner_statement", "信访人意见表"),
    ("talk_record", "谈话笔录"),
    ("forwarding_slip", "转送单"),
    ("assignment_letter", "交办函"),
    ("return_objection", "异议（退回）函"),
    ("extension_approval", "延期审批表"),
    ("delivery_receipt", "送达回证"),
    ("review_request", "复查申请书"),
    ("completion_report", "办结报告"),
    ("supervision_notice", "督办通知"),
    ("reminder_record", "催办记录"),
];

/// Papers of disputes, receptions and visits: none of them is delivered in the procedure's sense, so
/// the forms of a petition matter do not offer them.
pub const CASE_PAPERS: [(&str, &str); 16] = [
    ("mediation_application", "人民调解申请书"),
    ("mediation_intake", "人民调解受理登记表"),
    ("mediation_rights", "调解权利义务告知书"),
    ("mediation_inquiry", "调解调查记录"),
    ("mediation_record", "人民调解记录"),
    ("mediation_agreement", "人民调解协议书"),
    ("oral_agreement", "口头协议登记表"),
    ("mediation_follow_up", "调解回访记录"),
    ("confirmation_request", "司法确认申请书"),
    ("mediation_closing", "调解结案情况说明"),
    ("mediation_file", "调解卷宗封面和目录"),
    ("reception_record", "领导接访登记表"),
    ("visit_record", "领导下访记录"),
    ("charge_form", "领导包案情况表"),
    ("reception_notice", "领导接待日公告"),
    ("instruction_sheet", "群众来信阅批单"),
];

/// What a form still lacks.
#[must_use]
pub fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::Text => "请写明内容或理由。",
        Lack::WhereToTurn => "请写明信访人应当向哪个机关、通过什么程序提出。",
        Lack::Demands => "请至少选择一项诉求。",
        Lack::Basis => "每项诉求的意见都要写明法律法规政策依据（第三十二条）。",
        Lack::OpinionText => "请写明每项诉求的处理意见。",
        Lack::SecondAsker => "调查谈话应有两名工作人员，请填写两人姓名。",
        Lack::Number => "请填写文号。",
        Lack::Witness => "拒收时请写明见证人；无法送达、不需告知时请写明原因。",
        Lack::Evidence => "请写明依据：签名材料存放处，或独立回访人姓名。",
        Lack::Leader => "请填写领导姓名。",
        Lack::Plan => "请写明化解方案。",
        Lack::Responsible => "请填写责任人。",
        Lack::Mediator => "请填写至少一名调解员。",
        Lack::OtherWays => {
            "请写明已告知当事人的其他途径：仲裁、行政、诉讼（人民调解法第二十六条）。"
        }
        Lack::MediationWay => "请选择本单位能够主持的调解；其他途径的结果请用“登记结果”。",
        Lack::Party => "请选择当事人。",
        Lack::LateReason => "已超过五个工作日，请写明迟延理由；统计中会显示。",
    }
}

/// Why a step is not to be taken.
#[must_use]
pub fn barrier(barrier: Barrier) -> String {
    let fixed = match barrier {
        Barrier::UnknownDevice => "机构名录里没有这台设备。",
        Barrier::NotVisible => "本单位不在这件事的办理范围内。",
        Barrier::NotTheirPost => "名录里没有您在本单位的这个岗位。",
        Barrier::PostNotHeld => "那一天您不在这个岗位上。",
        Barrier::Straggler => "岗位撤销以后才送达，须由人工裁定。",
        Barrier::PowerNeeded(needed) => {
            return format!("需要“{}”岗位的人来做。", power(needed));
        }
        Barrier::Recused => "您在这件事上已回避。",
        Barrier::KeepsAway => "机构与人员中登记您对这类事项或这个单位的事项回避，请交其他人办理。",
        Barrier::NotHolder => "这件事现在不在本单位。",
        Barrier::NotSender => "这件事不是本单位送出的。",
        Barrier::NotAnOrgan => "须由有权处理的机关作出；村站和信访部门不能代替决定。",
        Barrier::NotTheBureau => "由市信访部门做。",
        Barrier::NotAbove => "由上级做。",
        Barrier::SameBody => "原办理机关不能复查自己的意见（第三十五条）。",
        Barrier::WrongStage => "还没有到这一步，或者这一步已经过去。",
        Barrier::Opened => "对方已经打开办理，不能撤回。",
        Barrier::NotAPetition => "没有按信访程序办理的诉求（第三十一条第六项）。",
        Barrier::NotTriaged => "请先分流。",
        Barrier::Accusation => "含检举控告内容，请先分开登记，不能随件转办（第三十条）。",
        Barrier::BadAddressee => "不能交给所选的单位或人员。",
        Barrier::BeforeRegistration => "日期早于登记日期。",
        Barrier::InTheFuture => "日期不能晚于今天。",
        Barrier::TooLate(on) => return format!("期限到 {} 为止，已经过了。", date::day(on)),
        Barrier::AlreadyExtended => "已经延期一次，不能再延（第三十四条）。",
        Barrier::TooManyDays(0) => "这个期限不能延长。",
        Barrier::TooManyDays(most) => return format!("最多延长 {most} 日，至少 1 日。"),
        Barrier::DemandWithoutOpinion => "还有诉求没有写处理意见。",
        Barrier::OtherOpinion => "签发的不是现在这份意见，请重新打开再签。",
        Barrier::OwnRating => "承办人员不能代信访人录入评价。",
        Barrier::PetitionerOnly => "这种方式只能由信访人本人评价。",
        Barrier::NothingOpen => "没有待处理的同类事项。",
        Barrier::OtherKind => "这类事项没有这一步。",
        Barrier::OtherCase => "内容与事项不符。",
        Barrier::OwnWork => "由没有经办过的人来审核、批准。",
        Barrier::NotConsented => {
            "请先问清各方当事人是否同意调解；一方明确拒绝的，不得调解（人民调解法第十七条）。"
        }
        Barrier::RightsNotTold => "请先告知当事人权利义务（人民调解法第二十三条、第二十四条）。",
        Barrier::Frozen => "已封存，只保管不修改。确需修改，由单位负责人写明理由解除封存。",
        Barrier::Erased => "已依法删除，不能再写入。",
        Barrier::KeptUntil(until) => {
            return format!(
                "保管期限到{}为止，期满前只能封存，不能删除（个人信息保护法第四十七条第二款）。",
                date::day(until)
            );
        }
        Barrier::KeptForEver => "永久保管的档案不能删除。",
        Barrier::NeedsList => "档案只能凭经批准的销毁清册销毁（档案法）。",
        Barrier::OppositeMerge => "两件已按相反的方向记为合并。请先取消那次合并。",
        Barrier::Missing(missing) => lack(missing),
    };
    fixed.to_owned()
}

/// Why a step in the history has no effect.
#[must_use]
pub fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::NoAuthority(why) => format!("不发生效力：{}", barrier(why)),
        Verdict::Contradicted(why) => {
            format!("与有权单位同时作出的决定相抵触，未生效，请人工核实：{}", barrier(why))
        }
        Verdict::Straggler => "办理人岗位撤销后才送达，未生效，请人工裁定。".to_owned(),
        Verdict::Dismissed => "经人工裁定，不发生效力。".to_owned(),
    }
}
