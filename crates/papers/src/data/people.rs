//! Who is in a paper.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Who issues the paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Issuer {
    /// The organ as on its seal, e.g. 柳湾镇人民政府; for a village station the station's name.
    pub name: String,
    /// The office inside that did the work, e.g. 群众工作办公室.
    pub inner_office: String,
    /// Its phone.
    pub phone: String,
    /// Its address.
    pub address: String,
}

/// One person or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Where they live.
    pub address: String,
    /// Phone, masked by the caller where it is to be masked.
    pub phone: String,
}

/// The petitioners of the matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct People {
    /// Those who are named.
    pub petitioners: Vec<Person>,
    /// How many there are where more came than are named, persons.
    pub total: Option<u32>,
    /// Names of the representatives, at most 5 (Art. 20).
    pub representatives: Vec<String>,
}

/// One demand (诉求) and what became of it (Art. 32).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Demand {
    /// What is asked for.
    pub text: String,
    /// What was found out, and the reasons.
    pub facts: String,
    /// The opinion on it, in words.
    pub opinion: String,
    /// The outcome in a word: 支持, 部分支持, 解释说明, 不予支持.
    pub outcome: String,
    /// Law, regulation or policy, with the article.
    pub basis: String,
}

/// How a paper was handed over (送达).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// Title of the paper.
    pub paper: String,
    /// Its document number.
    pub paper_number: String,
    /// Who was to get it.
    pub recipient: String,
    /// Where.
    pub place: String,
    /// When, by the clock on the wall.
    pub at: Option<NaiveDateTime>,
    /// In person, by post, otherwise.
    pub way: String,
    /// Signed or refused.
    pub result: String,
    /// Witness where it was refused.
    pub witness: String,
    /// Who handed it over.
    pub server: String,
    /// The petitioner's own words at that moment, if any.
    pub petitioner_opinion: String,
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// Where.
    pub place: String,
    /// Begun.
    pub from: Option<NaiveDateTime>,
    /// Ended.
    pub to: Option<NaiveDateTime>,
    /// Who was asked.
    pub asked: Person,
    /// Who asked: two or more, except in a village station.
    pub asking: Vec<String>,
    /// Who wrote it down.
    pub recorder: String,
    /// What was said, a paragraph a line.
    pub text: String,
}

/// Who worked on a paper and who signed it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signing {
    /// Who worked on it (经办人).
    pub handler: String,
    /// Who signed it off (签发人).
    pub signer: String,
    /// The signer's post.
    pub signer_title: String,
    /// When it was signed off.
    pub signed_on: Option<NaiveDate>,
}
