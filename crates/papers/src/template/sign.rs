//! Places where somebody signs, and where a picture of that can stand.

use serde::{Deserialize, Serialize};

/// Room for a signature on paper: width and height, millimetres.
const SIGNATURE: (u16, u16) = (45, 14);
/// Room for a photographed instruction: the width of the text, and less than half a page.
const HANDWRITING: (u16, u16) = (150, 95);

/// Who signs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignPlace {
    /// A party of a dispute; in the list of them, each.
    Party,
    /// The mediator.
    Mediator,
    /// Who wrote it down.
    Recorder,
    /// Who was asked.
    Asked,
    /// Who asked.
    Asking,
    /// Who asked together with them: an organ's record is taken by two.
    AlsoAsking,
    /// The leader.
    Leader,
    /// Who came to a reception, or was visited; in the list of them, each.
    Visitor,
    /// The leader's instruction in their own hand: no signature but a whole text.
    Instruction,
}

impl SignPlace {
    /// All places.
    pub const ALL: [Self; 9] = [
        Self::Party,
        Self::Mediator,
        Self::Recorder,
        Self::Asked,
        Self::Asking,
        Self::AlsoAsking,
        Self::Leader,
        Self::Visitor,
        Self::Instruction,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Mediator => "mediator",
            Self::Recorder => "recorder",
            Self::Asked => "asked",
            Self::Asking => "asking",
            Self::AlsoAsking => "also_asking",
            Self::Leader => "leader",
            Self::Visitor => "visitor",
            Self::Instruction => "instruction",
        }
    }

    /// What people call it; templates may use it too.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::Mediator => "调解员",
            Self::Recorder => "记录人",
            Self::Asked => "被谈话人",
            Self::Asking => "谈话人",
            Self::AlsoAsking => "另一谈话人",
            Self::Leader => "领导",
            Self::Visitor => "来访人",
            Self::Instruction => "批示手迹",
        }
    }

    /// The place of a name or label in a template.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == word || place.label() == word)
    }

    /// The key of its picture in [`PaperData::pictures`](crate::PaperData::pictures): `mediator`, or
    /// in a list, with the entry from 0, `party.1`.
    #[must_use]
    pub fn key(self, item: Option<usize>) -> String {
        match item {
            Some(item) => [self.name(), ".", &item.to_string()].concat(),
            None => self.name().to_owned(),
        }
    }

    /// Room for its picture: width and height, millimetres.
    pub(crate) const fn room(self) -> (u16, u16) {
        match self {
            Self::Instruction => HANDWRITING,
            _ => SIGNATURE,
        }
    }
}
