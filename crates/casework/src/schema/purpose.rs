//! What a petition is for (信访目的).

/// The purpose, as the person who brings it puts it. The legal sorting of each demand is triage's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// 申诉求决 (Art. 31).
    Petition,
    /// 建议意见 (Art. 29).
    Suggestion,
    /// 检举控告 (Art. 30): leaves the ordinary course before anything is written.
    Accusation,
    /// 咨询: no category of the Regulation; answered on the spot.
    Enquiry,
}

impl Purpose {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Petition, Self::Suggestion, Self::Accusation, Self::Enquiry];

    /// The stable name, as stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Suggestion => "suggestion",
            Self::Accusation => "accusation",
            Self::Enquiry => "enquiry",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }
}
