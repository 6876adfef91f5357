//! What somebody took on, or was told to do, about a matter or a dispute: promises, a leader's
//! instructions, telephone calls in urgent cases.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use super::{codes::codes, payload::Acting};

codes!(
    /// On which occasion a leader gave an instruction.
    InstructionWay {
        /// 阅批来信
        Letter = "letter",
        /// 下访
        Visit = "visit",
        /// 接访、约访
        Reception = "reception",
        /// 简报、专报
        Brief = "brief",
    }
);

/// 承诺: something was promised by a day. Items here have ids of 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Who entered it, and when.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// What.
    pub text: String,
    /// By when.
    pub due: NaiveDate,
    /// Who promised, by name and post.
    pub who: String,
    /// The office that owes it.
    pub office: OfficeCode,
    /// The visit or reception where it was promised.
    #[serde(default)]
    pub meeting: Option<MatterId>,
}

/// 承诺兑现, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseEnd {
    /// Who entered it, and when.
    pub by: Acting,
    /// Which promise.
    pub promise: String,
    /// Kept, or given up.
    pub kept: bool,
    /// What was done; why not.
    #[serde(default)]
    pub text: String,
}

/// 批示、领导意见, verbatim. An instruction is no assignment until the office confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// Who entered it; the day it was given.
    pub by: Acting,
    /// The item.
    pub id: String,
    /// The leader, by name and post.
    pub leader: String,
    /// Word for word; empty where the leader read it and said nothing (已阅), or where it is a
    /// photograph of handwriting.
    pub text: String,
    /// It is a photograph among the attachments, under the key `instruction:<id>`.
    #[serde(default)]
    pub photographed: bool,
    /// On which occasion.
    pub way: InstructionWay,
    /// The visit or reception.
    #[serde(default)]
    pub meeting: Option<MatterId>,
}

impl Instruction {
    /// Whether anything was said, so that somebody has something to do.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.photographed || !self.text.trim().is_empty()
    }
}

/// 批示交办: the office confirms what the leader said, and whose task it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionTask {
    /// Who confirmed it, and when.
    pub by: Acting,
    /// Which instruction.
    pub instruction: String,
    /// Whose task; they see the case from now on. Custody does not move by it.
    pub to: OfficeCode,
    /// Until when it is to be reported back.
    pub until: NaiveDate,
    /// What is demanded.
    #[serde(default)]
    pub text: String,
}

/// 批示反馈.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionFeedback {
    /// Who and when.
    pub by: Acting,
    /// Which instruction.
    pub instruction: String,
    /// What came of it.
    pub text: String,
}

/// 领导接谈: the case was spoken of with a leader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardAt {
    /// Who entered it; the day of the meeting.
    pub by: Acting,
    /// The visit or reception.
    pub meeting: MatterId,
    /// The leader, by name.
    pub leader: String,
}

/// 电话报告: who was called in an urgent case, and reached or not (Art. 25). A report never waits for
/// a network: this is the record of what was done by telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who and when.
    pub by: Acting,
    /// Who was called: name, office, duty.
    pub whom: String,
    /// The number.
    pub phone: String,
    /// `21:05`.
    pub at: String,
    /// Reached or not.
    pub reached: bool,
    /// What was said.
    #[serde(default)]
    pub text: String,
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
        let day = "2026-11-22".parse::<NaiveDate>().expect("a date");
        let by = Acting { post: PostId::new([1; 8]), on: day };
        let meeting = Some(MatterId::new([2; 16]));
        let id = || "1122334455667788".to_owned();
        let steps = [
            Step::Promised(Promise {
                by,
                id: id(),
                text: "修路".into(),
                due: day,
                who: "单雪梅 镇长".into(),
                office: office(),
                meeting,
            }),
            Step::PromiseKept(PromiseEnd {
                by, promise: id(), kept: true, text: "已修好".into()
            }),
            Step::Instructed(Instruction {
                by,
                id: id(),
                leader: "单雪梅 镇长".into(),
                text: "请速办。".into(),
                photographed: false,
                way: InstructionWay::Visit,
                meeting,
            }),
            Step::InstructionConfirmed(InstructionTask {
                by,
                instruction: id(),
                to: office(),
                until: day,
                text: "报结果".into(),
            }),
            Step::InstructionAnswered(InstructionFeedback {
                by,
                instruction: id(),
                text: "已修好".into(),
            }),
            Step::HeardAt(HeardAt {
                by, meeting: MatterId::new([2; 16]), leader: "单雪梅".into()
            }),
            Step::Called(Call {
                by,
                whom: "值班领导".into(),
                phone: "19900000000".into(),
                at: "21:05".into(),
                reached: true,
                text: "已报".into(),
            }),
        ];
        let mut found = String::new();
        for step in steps {
            let message = step.to_message();
            assert_eq!(Step::from_message(Some(&message)), step);
            found.push_str(&message);
            found.push('\n');
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/step/duty.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, &found).expect("writes");
        }
        assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
    }
}
