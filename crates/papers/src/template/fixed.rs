//! Blocks that a template places but does not word.

use serde::{Deserialize, Serialize};

use crate::{Field, PaperKind};

/// A block whose words are the product's, because they protect the petitioner's rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixedBlock {
    /// Where and until when the decision can be challenged (Art. 35, 36), or where to turn with what
    /// was declined.
    Remedy,
    /// That signing is voluntary and waives nothing.
    Voluntary,
    /// That registering is not accepting.
    NotDecision,
    /// What parties may and must do in a mediation, and that it is free and stops nobody from going
    /// to court (Mediation Law, art. 3, 4, 23, 24).
    MediationRights,
    /// When an agreement takes effect, what it binds to and what stays open (Mediation Law, art. 4,
    /// 29, 31 to 33).
    AgreementEffect,
}

impl FixedBlock {
    /// The block of a name in a template.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "remedy" | "救济途径" => Some(Self::Remedy),
            "voluntary" | "自愿声明" => Some(Self::Voluntary),
            "not_decision" | "登记说明" => Some(Self::NotDecision),
            "mediation_rights" | "调解权利义务" => Some(Self::MediationRights),
            "agreement_effect" | "协议效力" => Some(Self::AgreementEffect),
            _ => None,
        }
    }

    /// Whether it prints a field.
    pub(super) fn prints(self, kind: PaperKind, field: Field) -> bool {
        let decides = matches!(kind, PaperKind::HandlingOpinion | PaperKind::ReviewOpinion);
        match field {
            Field::RemedyDays => self == Self::Remedy && decides,
            Field::RemedyBody => self == Self::Remedy && kind != PaperKind::NoLongerNotice,
            Field::TurnTo | Field::TurnProcedure | Field::TurnLimit => {
                self == Self::Remedy && !decides && kind != PaperKind::NoLongerNotice
            }
            _ => false,
        }
    }
}
