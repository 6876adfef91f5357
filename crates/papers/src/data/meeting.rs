//! What a paper says about leaders who meet people, read letters and take charge.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who came, or was visited, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Visitor {
    /// Name.
    pub name: String,
    /// How many came together, persons.
    pub people: Option<u16>,
    /// Home.
    pub address: String,
    /// Phone.
    pub phone: String,
    /// Number of the case that was registered or linked.
    pub case_no: String,
    /// What they said.
    pub text: String,
    /// The leader's words.
    pub opinion: String,
    /// The responsible unit.
    pub unit: String,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// What came of it.
    pub result: String,
}

/// A reception day or a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// Its number.
    pub number: String,
    /// 公开接访, 约访, 带案下访 …
    pub form: String,
    /// The leader's name.
    pub leader: String,
    /// The leader's post.
    pub leader_post: String,
    /// The leader's field of work.
    pub leader_field: String,
    /// The day.
    pub on: Option<NaiveDate>,
    /// From when to when: `09:00-11:30`.
    pub hours: String,
    /// Where.
    pub place: String,
    /// Who else was there for the offices.
    pub present: Vec<String>,
    /// Who wrote it down.
    pub recorder: String,
    /// Who came or was visited.
    pub visitors: Vec<Visitor>,
    /// The counts, worded: 接待2批5人，问题3个，当场解决1个.
    pub counts: String,
}

/// One slot of the scheme for taking charge.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChargeSlot {
    /// E.g. 包解决化解.
    pub name: String,
    /// What was written there.
    pub text: String,
}

/// A leader takes personal charge of a case (包案).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Charge {
    /// The leader, with post.
    pub leader: String,
    /// The responsible unit.
    pub unit: String,
    /// The responsible person.
    pub person: String,
    /// What is to be done.
    pub plan: String,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// The scheme's other slots.
    pub slots: Vec<ChargeSlot>,
    /// The office's head agreed on.
    pub agreed_on: Option<NaiveDate>,
    /// The first in charge approved on.
    pub approved_on: Option<NaiveDate>,
    /// How it goes.
    pub progress: String,
}

/// A letter or case put to a leader, and the leader's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Instruction {
    /// What the office proposes (拟办意见).
    pub proposal: String,
    /// The leader.
    pub leader: String,
    /// The words, verbatim.
    pub text: String,
    /// Given on.
    pub on: Option<NaiveDate>,
    /// Whose task it became.
    pub unit: String,
    /// To be reported back by.
    pub until: Option<NaiveDate>,
    /// What was reported back.
    pub feedback: String,
}
