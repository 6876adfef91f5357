//! Words that are printed in papers and come from no person: outcomes, ways, usual demands.

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
    }
}

/// How a matter was passed on.
pub const FORWARDED: &str = "转送";
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
