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
pub const OF_A_STATION: [&str; 3] = ["receipt", "petitioner_statement", "talk_record"];

/// Notices that end the 15 days of Art. 23, once they reach the petitioner.
pub const NOTICES: [&str; 4] = [ACCEPTANCE, DECLINE, NO_LONGER, WHERE_IT_WENT];
