//! Words that are printed in papers and come from no person: outcomes, ways, usual demands. Where screens
//! say the same, they take it from here.

use casework::dispute::codes::{
    AgreementForm, DisputeOutcome, DisputeType, PerformanceOutcome, Risk,
};
use casework::meeting::codes::{MeetingForm, ProblemOutcome};
use casework::schema::Channel;
use casework::step::codes::{
    DeclineReason, DeliveryResult, DeliveryWay, Outcome, ReviewOutcome, Route,
};

/// How it came, as a paper words it.
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Call => "来电",
        Channel::Online => "网上信访",
        Channel::Fax => "传真",
        Channel::LeaderFieldVisit => "下访反映",
        Channel::Appointment => "约访",
        Channel::ReceptionDay => "接访",
    }
}

/// What a decision holds.
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Supported => "支持",
        Outcome::PartlySupported => "部分支持",
        Outcome::Explained => "解释说明",
        Outcome::NotSupported => "不予支持",
    }
}

/// What a review decides.
pub const fn review_outcome(outcome: ReviewOutcome) -> &'static str {
    match outcome {
        ReviewOutcome::Upheld => "维持",
        ReviewOutcome::Revoked => "撤销，责令限期重新处理",
        ReviewOutcome::Changed => "变更",
    }
}

/// Why a matter is declined, in short.
pub const fn decline_code(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NotOurRemit => "不属于本机关职权范围",
        DeclineReason::BeingHandledBelow => "下级正在办理且未超过期限",
        DeclineReason::OtherProcedureUnderWay => "应当通过其他法定途径",
        DeclineReason::NoConcreteDemand => "没有具体请求、事实或者理由",
    }
}

/// The article a declining rests on. Of the one without an entry the Regulation has no article of its
/// own: a person names the basis.
pub const fn decline_article(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::NotOurRemit => "《信访工作条例》第二十三条",
        DeclineReason::BeingHandledBelow => "《信访工作条例》第十九条第三款",
        DeclineReason::OtherProcedureUnderWay => "《信访工作条例》第三十一条",
        DeclineReason::NoConcreteDemand => "",
    }
}

/// The item of Art. 31 that another procedure rests on; empty for what the article does not sort.
pub const fn route_article(route: Route) -> &'static str {
    match route {
        Route::Judicial => "《信访工作条例》第三十一条第一项",
        Route::Arbitration => "《信访工作条例》第三十一条第二项",
        Route::PartyAppeal => "《信访工作条例》第三十一条第三项",
        Route::Reconsideration => "《信访工作条例》第三十一条第四项",
        Route::ProtectiveDuty => "《信访工作条例》第三十一条第五项",
        _ => "",
    }
}

/// Code of a paper that tells of another procedure.
pub const OTHER_PROCEDURE: &str = "应当通过其他法定途径";

/// How a paper reached its reader.
pub const fn way(way: DeliveryWay) -> &'static str {
    match way {
        DeliveryWay::InPerson => "当面送达",
        DeliveryWay::Post => "邮寄送达",
        DeliveryWay::Other => "其他方式",
    }
}

/// What came of a delivery.
pub const fn delivered(result: DeliveryResult) -> &'static str {
    match result {
        DeliveryResult::Signed => "签收",
        DeliveryResult::Refused => "拒收",
        DeliveryResult::Undeliverable => "无法送达",
        DeliveryResult::NotOwed => "信访人姓名（名称）、住址不清，不需告知",
    }
}

/// How a matter was passed on.
pub const FORWARDED: &str = "转送";
/// How a matter was passed on along the line.
pub const HANDED: &str = "转交";
/// How a matter was passed on, with a result owed.
pub const ASSIGNED: &str = "交办";

/// What an assignment usually wants back.
pub const REPORT_FORM: &str = "书面办结报告，并附处理意见书和送达回证";

/// The receiver's own limits (Art. 23, 34).
pub const LEGAL_LIMITS: &str = "属于你单位职权范围的，自收到之日起15日内书面告知信访人是否受理；依照《信访工作条例》第三十一条第六项受理的，自受理之日起60日内办结。不属于你单位职权范围的，自收到之日起5个工作日内提出异议。";

/// The article on reviews.
pub const REVIEW_ARTICLE: &str = "《信访工作条例》第三十五条";

/// What follows a town's name where the directory has no organ for it.
pub const TOWN_GOVERNMENT: &str = "人民政府";
/// The same for a street.
pub const STREET_OFFICE: &str = "办事处";
/// The last signs of a street's name.
pub const STREET: &str = "街道";
/// What follows the name of a village.
pub const STATION: &str = "群众工作站";
/// What follows the name of a town, for the office inside that does the work.
pub const INNER_OFFICE: &str = "群众工作办公室";
/// The last sign of a city's, county's or district's name.
pub const CITY_ENDS: [char; 3] = ['市', '县', '区'];

/// What follows the name of a place, for its mediation committee.
pub const COMMITTEE: &str = "人民调解委员会";
/// What follows the name of the city, for its court.
pub const COURT: &str = "人民法院";

/// A type of dispute.
#[must_use]
pub const fn dispute_type(kind: DisputeType) -> &'static str {
    match kind {
        DisputeType::Family => "婚姻家庭",
        DisputeType::Neighbours => "邻里",
        DisputeType::Homestead => "房产宅基地",
        DisputeType::Contract => "合同",
        DisputeType::Business => "生产经营",
        DisputeType::Damages => "损害赔偿",
        DisputeType::Land => "山林土地",
        DisputeType::Expropriation => "征地拆迁",
        DisputeType::Environment => "环境污染",
        DisputeType::Labour => "劳动争议",
        DisputeType::Tourism => "旅游",
        DisputeType::Consumer => "消费",
        DisputeType::Medical => "医疗",
        DisputeType::Traffic => "道路交通",
        DisputeType::Property => "物业",
        DisputeType::Intellectual => "知识产权",
        DisputeType::Internet => "互联网",
        DisputeType::Other => "其他",
    }
}

/// A level of risk: of the dispute, never of a person.
#[must_use]
pub const fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "低（三级）",
        Risk::Medium => "中（二级）",
        Risk::High => "高（一级）",
    }
}

/// What came of a dispute.
#[must_use]
pub const fn dispute_outcome(outcome: DisputeOutcome) -> &'static str {
    match outcome {
        DisputeOutcome::Settled => "化解成功",
        DisputeOutcome::Failed => "未化解",
        DisputeOutcome::Transferred => "移交",
        DisputeOutcome::Stopped => "终止",
    }
}

/// The form of an agreement.
#[must_use]
pub const fn agreement_form(form: AgreementForm) -> &'static str {
    match form {
        AgreementForm::Written => "书面协议",
        AgreementForm::Oral => "口头协议",
    }
}

/// What came of something that was agreed.
#[must_use]
pub const fn performance(outcome: PerformanceOutcome) -> &'static str {
    match outcome {
        PerformanceOutcome::Done => "已履行",
        PerformanceOutcome::Partly => "部分履行",
        PerformanceOutcome::NotDone => "未履行",
    }
}

/// How a mediation came about.
pub const fn origin(applied: bool) -> &'static str {
    if applied { "当事人申请" } else { "人民调解委员会主动调解" }
}

/// Whether a party agreed to mediation.
pub const fn consent(agrees: bool) -> &'static str {
    if agrees { "同意调解" } else { "不同意调解" }
}

/// A mediation that ended without an agreement.
pub const NO_AGREEMENT: &str = "调解不成，终止调解。";

/// Parties asked the court together.
pub const CONFIRMATION_SOUGHT: &str = "共同申请司法确认";

/// What the court decided.
pub const fn confirmed(confirmed: bool) -> &'static str {
    if confirmed {
        "人民法院裁定确认协议有效"
    } else {
        "人民法院裁定不予确认"
    }
}

/// How a leader meets people.
#[must_use]
pub const fn meeting_form(form: MeetingForm) -> &'static str {
    match form {
        MeetingForm::BringingCases => "带案下访",
        MeetingForm::Rounds => "走访调研",
        MeetingForm::OnTheSpot => "现场接访",
        MeetingForm::OpenReception => "公开接访",
        MeetingForm::ByAppointment => "约访",
    }
}

/// What became of a problem at a meeting.
#[must_use]
pub const fn problem_outcome(outcome: ProblemOutcome) -> &'static str {
    match outcome {
        ProblemOutcome::Solved => "当场解决",
        ProblemOutcome::Promised => "承诺限期解决",
        ProblemOutcome::PassedOn => "转交办理",
        ProblemOutcome::Registered => "登记待办",
        ProblemOutcome::Explained => "已解释说明",
    }
}

/// `接谈2批4人，反映问题3个，已解决1个`
pub fn counts(talks: usize, people: u32, problems: usize, solved: usize) -> String {
    format!("接谈{talks}批{people}人，反映问题{problems}个，已解决{solved}个")
}

/// Before the form of an agreement.
pub const REACHED: &str = "达成";
/// After the day by which something was owed.
pub const OWED: &str = "前应履行的，";
/// What of the parties lies in a file without being a paper of ours.
pub const IDENTITY: &str = "当事人身份证明";
