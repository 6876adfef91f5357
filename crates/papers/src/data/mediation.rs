//! What a paper says about a dispute and its mediation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A party of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// Name of the person or organisation.
    pub name: String,
    /// 男, 女.
    pub sex: String,
    /// Number of the identity card.
    pub id_number: String,
    /// Phone.
    pub phone: String,
    /// Home, or seat.
    pub address: String,
    /// Whether and when they agreed to mediation, in words.
    pub consent: String,
}

/// A dispute. Its name, number and story stand in [`Matter`](crate::Matter).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Dispute {
    /// Its type, e.g. 邻里.
    pub kind: String,
    /// Where it arose.
    pub place: String,
    /// Found on.
    pub found_on: Option<NaiveDate>,
    /// Amount at issue, in words.
    pub amount: String,
    /// How it came about.
    pub cause: String,
    /// Level of risk, in words.
    pub risk: String,
    /// How many people are affected.
    pub affected: Option<u16>,
    /// What came of it, in words.
    pub outcome: String,
    /// The parties.
    pub parties: Vec<Party>,
}

/// What an agreement says (Mediation Law, art. 29).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreement {
    /// 书面 or 口头.
    pub form: String,
    /// The main facts.
    pub facts: String,
    /// The points at issue.
    pub points: String,
    /// What each side is responsible for.
    pub duties: String,
    /// What was agreed.
    pub content: String,
    /// How and by when it is carried out.
    pub way: String,
    /// The days by which.
    pub perform_by: Vec<NaiveDate>,
    /// What was carried out, in words.
    pub performance: String,
    /// Reached on.
    pub on: Option<NaiveDate>,
}

/// A call or visit afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUp {
    /// On.
    pub on: Option<NaiveDate>,
    /// Who went or called.
    pub by: String,
    /// What they heard.
    pub text: String,
}

/// A mediation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mediation {
    /// Number of the case: `〔2026〕柳人调字第7号`.
    pub number: String,
    /// A party applied, or the committee offered it.
    pub origin: String,
    /// What is asked for.
    pub request: String,
    /// Taken up on.
    pub opened_on: Option<NaiveDate>,
    /// The mediators.
    pub mediators: Vec<String>,
    /// Who writes it down.
    pub recorder: String,
    /// Rights told on.
    pub rights_told_on: Option<NaiveDate>,
    /// The session a record is of.
    pub session_on: Option<NaiveDate>,
    /// Where.
    pub session_place: String,
    /// What was said, a paragraph a line.
    pub session_text: String,
    /// What came of it, in words.
    pub result: String,
    /// Ended on.
    pub ended_on: Option<NaiveDate>,
    /// What the parties were told of other ways where there is no agreement (art. 26).
    pub other_ways: String,
    /// The agreement.
    pub agreement: Agreement,
    /// The follow-up.
    pub follow_up: FollowUp,
    /// The court asked for confirmation.
    pub court: String,
    /// Until when it can be asked.
    pub confirm_until: Option<NaiveDate>,
    /// What the court decided, in words.
    pub confirmation: String,
    /// What is in the file, in order.
    pub papers: Vec<FilePaper>,
}

/// A line of a file's index.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FilePaper {
    /// Title.
    pub title: String,
    /// Its day.
    pub on: Option<NaiveDate>,
    /// Anything else, e.g. 见卷内.
    pub remark: String,
}
