//! The kinds of paper that the procedure turns on, by the names `papers` gives them.

/// 受理告知书
pub const ACCEPTANCE: &str = "acceptance_notice";
/// 不予受理告知书; also tells of another procedure (Art. 31 items 1-5).
pub const DECLINE: &str = "decline_notice";
/// 不再受理告知书
pub const NO_LONGER: &str = "no_longer_notice";
/// 转送、交办告知书: where it went.
pub const WHERE_IT_WENT: &str = "where_it_went_notice";
/// 信访处理意见书
pub const OPINION: &str = "handling_opinion";
/// 复查意见书
pub const REVIEW_OPINION: &str = "review_opinion";

/// What a village station may make out: it is no organ.
pub const OF_A_STATION: [&str; 4] =
    ["receipt", "petitioner_statement", "talk_record", "visit_record"];

/// 人民调解申请书: a party may ask before anything was opened.
pub const MEDIATION_APPLICATION: &str = "mediation_application";

/// What the mediation committee beside an office makes out, a village's as any other: it is no act of
/// an organ (Mediation Law, art. 7, 8).
pub const OF_A_COMMITTEE: [&str; 11] = [
    MEDIATION_APPLICATION,
    "mediation_intake",
    "mediation_rights",
    "mediation_inquiry",
    "mediation_record",
    "mediation_agreement",
    "oral_agreement",
    "mediation_follow_up",
    "confirmation_request",
    "mediation_closing",
    "mediation_file",
];

/// Notices that end the 15 days of Art. 23, once they reach the petitioner.
pub const NOTICES: [&str; 4] = [ACCEPTANCE, DECLINE, NO_LONGER, WHERE_IT_WENT];
