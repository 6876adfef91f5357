//! Steps about keeping, erasing and correcting.

use ident::ChangeHash;
use serde::{Deserialize, Serialize};

use super::codes::{ErasureGround, ErasureScope, Requester};
use crate::step::payload::{Acting, Word};

/// 提出删除: what is to be erased, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureProposal {
    /// Who and when.
    pub by: Acting,
    /// What.
    pub scope: ErasureScope,
    /// On which ground.
    pub ground: ErasureGround,
    /// The approved list's number (销毁清册批准文号); empty where the ground needs none.
    #[serde(default)]
    pub list_no: String,
    /// The facts the ground rests on.
    pub text: String,
}

/// 批准、不批准删除: by another person than the one who proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureAnswer {
    /// Who and when.
    pub by: Acting,
    /// The change that holds the proposal.
    pub proposal: ChangeHash,
    /// Why, where it is refused.
    #[serde(default)]
    pub text: String,
}

/// 更正申请 (PIPL Art. 46). Who asked is said by how they stand to it: a name here would stay when the
/// people document is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRequest {
    /// Who recorded it; `by.on` is the day it was received.
    pub by: Acting,
    /// Who asked.
    pub asked_by: Requester,
    /// What is wrong, and what it should say.
    pub text: String,
}

/// 更正决定.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionAnswer {
    /// Who and when.
    pub by: Acting,
    /// The change that holds the request.
    pub request: ChangeHash,
    /// Whether it is corrected.
    pub granted: bool,
    /// What was done; why not, where it is refused (PIPL Art. 50).
    #[serde(default)]
    pub text: String,
}

/// A step about keeping, erasing and correcting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionStep {
    /// 封存.
    Frozen(Word),
    /// 解除封存: the reason.
    Thawed(Word),
    /// 提出删除.
    ErasureProposed(ErasureProposal),
    /// 批准删除.
    ErasureApproved(ErasureAnswer),
    /// 不批准删除.
    ErasureRefused(ErasureAnswer),
    /// 更正申请.
    CorrectionAsked(CorrectionRequest),
    /// 更正决定.
    CorrectionDecided(CorrectionAnswer),
}

/// Its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionKind {
    /// 封存
    Frozen,
    /// 解除封存
    Thawed,
    /// 提出删除
    ErasureProposed,
    /// 批准删除
    ErasureApproved,
    /// 不批准删除
    ErasureRefused,
    /// 更正申请
    CorrectionAsked,
    /// 更正决定
    CorrectionDecided,
}

impl RetentionKind {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Frozen,
        Self::Thawed,
        Self::ErasureProposed,
        Self::ErasureApproved,
        Self::ErasureRefused,
        Self::CorrectionAsked,
        Self::CorrectionDecided,
    ];
}

impl RetentionStep {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> RetentionKind {
        match self {
            Self::Frozen(_) => RetentionKind::Frozen,
            Self::Thawed(_) => RetentionKind::Thawed,
            Self::ErasureProposed(_) => RetentionKind::ErasureProposed,
            Self::ErasureApproved(_) => RetentionKind::ErasureApproved,
            Self::ErasureRefused(_) => RetentionKind::ErasureRefused,
            Self::CorrectionAsked(_) => RetentionKind::CorrectionAsked,
            Self::CorrectionDecided(_) => RetentionKind::CorrectionDecided,
        }
    }

    /// In which capacity it was taken.
    #[must_use]
    pub fn acting(&self) -> Acting {
        match self {
            Self::Frozen(it) | Self::Thawed(it) => it.by,
            Self::ErasureProposed(it) => it.by,
            Self::ErasureApproved(it) | Self::ErasureRefused(it) => it.by,
            Self::CorrectionAsked(it) => it.by,
            Self::CorrectionDecided(it) => it.by,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use ident::PostId;

    use super::*;
    use crate::Step;

    /// Golden: these messages lie in stored documents for ever.
    #[test]
    fn messages_are_pinned() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let by = Acting { post: PostId::new([7; 8]), on };
        let word = || Word { by, text: "满一年".into() };
        let hash = ChangeHash::new([9; 32]);
        let answer = || ErasureAnswer { by, proposal: hash, text: String::new() };
        let steps = [
            RetentionStep::Frozen(word()),
            RetentionStep::Thawed(word()),
            RetentionStep::ErasureProposed(ErasureProposal {
                by,
                scope: ErasureScope::People,
                ground: ErasureGround::Unlawful,
                list_no: String::new(),
                text: "误录他人信息".into(),
            }),
            RetentionStep::ErasureApproved(answer()),
            RetentionStep::ErasureRefused(answer()),
            RetentionStep::CorrectionAsked(CorrectionRequest {
                by,
                asked_by: Requester::Person,
                text: "电话少一位".into(),
            }),
            RetentionStep::CorrectionDecided(CorrectionAnswer {
                by,
                request: hash,
                granted: true,
                text: "已改".into(),
            }),
        ];
        let kinds: Vec<RetentionKind> = steps.iter().map(RetentionStep::kind).collect();
        assert_eq!(kinds, RetentionKind::ALL);
        let messages: Vec<String> = steps
            .iter()
            .map(|step| {
                let step = Step::Retention(step.clone());
                let message = step.to_message();
                assert_eq!(Step::from_message(Some(&message)), step);
                message
            })
            .collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/retention/step.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, messages.join("\n") + "\n").expect("writes");
            return;
        }
        let golden = include_str!("step.golden");
        assert_eq!(messages, golden.lines().collect::<Vec<_>>());
    }
}
