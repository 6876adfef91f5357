//! What a paper says about the matter and its course.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Matter {
    /// Number of the item.
    pub item_no: String,
    /// Code with which the petitioner asks how it stands.
    pub query_code: String,
    /// In one line.
    pub subject: String,
    /// How it came: 来信, 来访 …
    pub channel: String,
    /// Received by the issuer on.
    pub received_on: Option<NaiveDate>,
    /// Sent on to the issuer by; empty where the petitioner came directly.
    pub received_from: String,
    /// In short, some lines.
    pub summary: String,
}

/// How it is handled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Handling {
    /// Accepted on.
    pub accepted_on: Option<NaiveDate>,
    /// The legal route (办理途径).
    pub route: String,
    /// The procedure (办理程序).
    pub procedure: String,
    /// To be concluded by. Only for demands of Art. 31 (6), which have the 60 days of Art. 34.
    pub limit_end: Option<NaiveDate>,
    /// The date counts days of a year whose holidays are not published yet.
    pub limit_provisional: bool,
    /// The limit in words, for other routes, which have periods of their own.
    pub limit_text: String,
    /// What was done.
    pub investigation: String,
}

/// Where the matter was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Referral {
    /// To which organ.
    pub to: String,
    /// Its phone.
    pub to_phone: String,
    /// On.
    pub sent_on: Option<NaiveDate>,
    /// 转送 or 交办.
    pub way: String,
    /// Result owed by (only for an assignment).
    pub deadline: Option<NaiveDate>,
    /// What is demanded of the result.
    pub demanded: String,
    /// In which form the result is reported.
    pub report_form: String,
    /// Reminder of the receiver's own legal limits, in words.
    pub legal_limits: String,
}

/// Why it is declined, returned or no longer accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    /// Code of the reason.
    pub code: String,
    /// The reason.
    pub text: String,
    /// The article, e.g. 《信访工作条例》第十九条第三款.
    pub article: String,
    /// Which organ to turn to, or which organ is the right one.
    pub turn_to: String,
    /// By which procedure.
    pub turn_procedure: String,
    /// Until when, in words.
    pub turn_limit: String,
    /// Who helps, with phone.
    pub help: String,
    /// The earlier opinion's number (re-review).
    pub earlier_number: String,
    /// The earlier opinion's body.
    pub earlier_body: String,
    /// The earlier opinion's date.
    pub earlier_date: Option<NaiveDate>,
    /// What the sender found when it verified an objection.
    pub verification: String,
    /// Papers handed back on.
    pub returned_on: Option<NaiveDate>,
}

/// What else is asked of the petitioner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Material {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// Until.
    pub until: Option<NaiveDate>,
}

/// More time for handling (Art. 34).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Extension {
    /// Why.
    pub reason: String,
    /// Calendar days, at most 30.
    pub days: Option<u16>,
    /// The limit before.
    pub old_end: Option<NaiveDate>,
    /// The limit now.
    pub new_end: Option<NaiveDate>,
    /// Head of the organ or unit who approved.
    pub approver: String,
    /// Approved on.
    pub approved_on: Option<NaiveDate>,
    /// The approver's words.
    pub approver_opinion: String,
}

/// Where and until when a decision can be challenged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remedy {
    /// Full name of the body above that reviews.
    pub body: String,
    /// Calendar days from receipt; 30 where none is given (Art. 35, 36).
    pub days: Option<u16>,
}

/// A review (复查).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// The body whose opinion is challenged.
    pub respondent: String,
    /// Number of that opinion.
    pub challenged_number: String,
    /// The petitioner received it on.
    pub challenged_received_on: Option<NaiveDate>,
    /// The request came in on.
    pub requested_on: Option<NaiveDate>,
    /// What is asked for.
    pub requests: String,
    /// Facts and reasons: the applicant's in the request, those found in the opinion.
    pub facts: String,
    /// 维持, 变更, 撤销并责令重新处理.
    pub outcome: String,
    /// The opinion in words.
    pub opinion: String,
    /// Law, regulation or policy, with the article.
    pub basis: String,
    /// The review is to be done by (30 calendar days, Art. 35).
    pub limit_end: Option<NaiveDate>,
}

/// A report on an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Who assigned, and so gets the report.
    pub to: String,
    /// Number of the assignment.
    pub assignment_number: String,
    /// Date of the assignment.
    pub assigned_on: Option<NaiveDate>,
    /// What came of it.
    pub result: String,
    /// What the petitioner says to it.
    pub petitioner_opinion: String,
    /// What the middle tier found when it checked (审核意见).
    pub checked: String,
}

/// Supervision and reminders (Art. 40).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Supervision {
    /// The unit supervised or reminded.
    pub to: String,
    /// What is wrong.
    pub fault: String,
    /// What is demanded.
    pub demand: String,
    /// Until.
    pub deadline: Option<NaiveDate>,
    /// What the unit answered.
    pub feedback: String,
    /// By phone, letter, talk, on the spot.
    pub way: String,
    /// Who was spoken to.
    pub contact: String,
    /// Reminded on.
    pub on: Option<NaiveDate>,
}
