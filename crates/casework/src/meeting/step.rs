//! Steps of a visit or a reception.
//!
//! Items (requests, people waiting, talks, problems) have ids of 16 hexadecimal digits, drawn where
//! they are entered; a talk is added to and never rewritten, so two tablets cannot overwrite each
//! other's words.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use super::codes::{MeetingForm, ProblemOutcome, QueuePlace};
use crate::step::payload::{Acting, Word};

/// 计划: where and when, who goes. Place, post, recorder, hours and field of work are facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The office that plans it.
    pub office: OfficeCode,
    /// The number the tablet gave.
    pub local_no: String,
    /// The day it was entered.
    pub on: NaiveDate,
    /// How.
    pub kind: MeetingForm,
    /// The day of the meeting.
    pub day: NaiveDate,
    /// The leader, by name.
    pub leader: String,
    /// The village that is visited.
    #[serde(default)]
    pub village: Option<OfficeCode>,
    /// Offices whose people come along and record on their own tablets; they see it.
    #[serde(default)]
    pub with: Vec<OfficeCode>,
}

/// 约访申请: a citizen or a leader asks for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who and when.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// Who is to come: a slot of the people document.
    pub slot: String,
    /// The leader asks; otherwise the citizen does.
    pub by_leader: bool,
    /// The matter it is about, where there is one.
    #[serde(default)]
    pub case: Option<MatterId>,
    /// What about.
    #[serde(default)]
    pub text: String,
}

/// 约定时间: the hour was fixed and the person told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixing {
    /// Who and when.
    pub by: Acting,
    /// The request.
    pub request: String,
    /// `09:30`.
    pub time: String,
    /// How the person was told.
    #[serde(default)]
    pub text: String,
}

/// Somebody waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    /// Who and when.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// Who: a slot of the people document.
    pub slot: String,
    /// How many people came: persons.
    pub people: u32,
    /// When they came, `09:30`.
    pub at: String,
    /// The matter it is about, where there is one.
    #[serde(default)]
    pub case: Option<MatterId>,
    /// The request it was fixed for.
    #[serde(default)]
    pub request: Option<String>,
    /// What about, in a line.
    #[serde(default)]
    pub text: String,
}

/// One who waits goes in, is done, left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueMove {
    /// Who and when.
    pub by: Acting,
    /// Who waits.
    pub entry: String,
    /// How it stands now.
    pub to: QueuePlace,
}

/// 谈话记录.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Who and when.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// With whom: a slot of the people document.
    pub slot: String,
    /// How many people took part, the recorder's side not counted: persons.
    pub people: u32,
    /// The place in the queue.
    #[serde(default)]
    pub entry: Option<String>,
    /// What was said.
    pub text: String,
}

/// More of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkAddition {
    /// Who and when.
    pub by: Acting,
    /// Which talk.
    pub talk: String,
    /// What was said.
    pub text: String,
}

/// A problem that was raised. It is, or becomes, a case of its own: else it would be lost from the
/// clocks (Art. 22, 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Who and when.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// In which talk.
    pub talk: String,
    /// The case.
    pub case: MatterId,
    /// What became of it there.
    pub outcome: ProblemOutcome,
    /// In a line.
    #[serde(default)]
    pub text: String,
}

/// A problem was solved after the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    /// Who and when.
    pub by: Acting,
    /// Which problem.
    pub problem: String,
    /// How.
    #[serde(default)]
    pub text: String,
}

/// It took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Who and when.
    pub by: Acting,
    /// Who was there for the offices (陪同、参加人员), by name.
    #[serde(default)]
    pub present: Vec<String>,
    /// In a few words.
    #[serde(default)]
    pub text: String,
}

macro_rules! meeting_steps {
    ($($(#[$doc:meta])* $kind:ident($payload:ident)),* $(,)?) => {
        /// A step of a visit or a reception.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum MeetingStep {
            $($(#[$doc])* $kind($payload)),*
        }

        /// The kind of a step of a visit or a reception.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum MeetingKind {
            $($(#[$doc])* $kind),*
        }

        impl MeetingKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];
        }

        impl MeetingStep {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> MeetingKind {
                match self { $(Self::$kind(_) => MeetingKind::$kind),* }
            }
        }
    };
}

meeting_steps!(
    /// 计划
    Planned(Plan),
    /// 公告: the notice was posted.
    Posted(Word),
    /// 约访申请
    Asked(Request),
    /// 约定时间
    Fixed(Fixing),
    /// 排号
    Queued(QueueEntry),
    /// 叫号、离开
    Moved(QueueMove),
    /// 谈话记录
    Talked(Talk),
    /// 补记
    Added(TalkAddition),
    /// 反映的问题
    Raised(Problem),
    /// 问题已解决
    Solved(Solution),
    /// 已开展
    Held(Holding),
    /// 取消
    Cancelled(Word),
);

impl MeetingStep {
    /// In which capacity it was taken; none for the plan.
    #[must_use]
    pub fn acting(&self) -> Option<Acting> {
        match self {
            Self::Planned(_) => None,
            Self::Posted(it) | Self::Cancelled(it) => Some(it.by),
            Self::Asked(it) => Some(it.by),
            Self::Fixed(it) => Some(it.by),
            Self::Queued(it) => Some(it.by),
            Self::Moved(it) => Some(it.by),
            Self::Talked(it) => Some(it.by),
            Self::Added(it) => Some(it.by),
            Self::Raised(it) => Some(it.by),
            Self::Solved(it) => Some(it.by),
            Self::Held(it) => Some(it.by),
        }
    }
}

#[cfg(test)]
mod tests {
    use ident::PostId;

    use super::*;
    use crate::Step;

    /// Stored in every change for ever: lines are added, never changed.
    #[test]
    fn messages_are_pinned() {
        let office = || OfficeCode::parse("990101001").expect("a code");
        let day = || "2026-11-22".parse::<NaiveDate>().expect("a date");
        let by = Acting { post: PostId::new([1; 8]), on: day() };
        let case = MatterId::new([2; 16]);
        let word = || Word { by, text: "写明".into() };
        let id = || "1122334455667788".to_owned();
        let steps = [
            MeetingStep::Planned(Plan {
                office: office(),
                local_no: "990101001-1-0001".into(),
                on: day(),
                kind: MeetingForm::BringingCases,
                day: day(),
                leader: "单雪梅".into(),
                village: Some(office()),
                with: vec![office()],
            }),
            MeetingStep::Posted(word()),
            MeetingStep::Asked(Request {
                by,
                id: id(),
                slot: id(),
                by_leader: true,
                case: Some(case),
                text: "修路".into(),
            }),
            MeetingStep::Fixed(Fixing {
                by,
                request: id(),
                time: "09:30".into(),
                text: "电话".into(),
            }),
            MeetingStep::Queued(QueueEntry {
                by,
                id: id(),
                slot: id(),
                people: 3,
                at: "09:30".into(),
                case: Some(case),
                request: Some(id()),
                text: "修路".into(),
            }),
            MeetingStep::Moved(QueueMove { by, entry: id(), to: QueuePlace::Inside }),
            MeetingStep::Talked(Talk {
                by,
                id: id(),
                slot: id(),
                people: 2,
                entry: Some(id()),
                text: "路坏了".into(),
            }),
            MeetingStep::Added(TalkAddition { by, talk: id(), text: "水渠也塌了".into() }),
            MeetingStep::Raised(Problem {
                by,
                id: id(),
                talk: id(),
                case,
                outcome: ProblemOutcome::Promised,
                text: "修路".into(),
            }),
            MeetingStep::Solved(Solution { by, problem: id(), text: "已修好".into() }),
            MeetingStep::Held(Holding {
                by, present: vec!["单雪梅".into()], text: "顺利".into()
            }),
            MeetingStep::Cancelled(word()),
        ];
        let mut found = String::new();
        for step in steps {
            let step = Step::Meeting(step);
            let message = step.to_message();
            assert_eq!(Step::from_message(Some(&message)), step);
            found.push_str(&message);
            found.push('\n');
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/meeting/step.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, &found).expect("writes");
        }
        assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
    }
}
