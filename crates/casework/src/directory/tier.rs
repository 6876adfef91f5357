//! The tiers of the network.

use minicbor::{Decode, Encode};

/// The tier of an office in the network.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 市委群众工作办公室: the city office, a petition bureau (信访部门). It registers, forwards,
    /// assigns and supervises, and decides no matter itself (Art. 14, 22).
    #[n(0)]
    City,
    /// 镇街群众工作办公室: a township or street office. It acts for the 镇政府 or 街道办, the lowest
    /// body that can accept and decide.
    #[n(1)]
    Township,
    /// 村（社区）群众工作站: a village or community station. Not an organ: it records, explains,
    /// mediates and passes up.
    #[n(2)]
    Village,
    /// 市直部门: a department of the city. It sees what was given to it, and decides that.
    #[n(3)]
    Department,
}

impl Tier {
    /// Whether an office of this tier is, or acts for, a body with the power to accept and decide
    /// (有权处理机关).
    #[must_use]
    pub fn is_organ(self) -> bool {
        matches!(self, Self::Township | Self::Department)
    }

    /// Steps below the city office.
    #[must_use]
    pub fn depth(self) -> u8 {
        match self {
            Self::City => 0,
            Self::Township | Self::Department => 1,
            Self::Village => 2,
        }
    }
}
