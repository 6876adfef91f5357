//! What is recorded when personal data or a sealed accusation is shown, and why it was (PIPL
//! Art. 51). Numbers are stored for ever: both lists only grow at their end.

use serde::{Deserialize, Serialize};

/// What was shown or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AccessKind {
    /// Numbers of a person in a case: identity and telephone.
    Numbers,
    /// A file with whole numbers was made from a list.
    Export,
    /// A sealed accusation was opened.
    SealedOpened,
    /// Another liaison was let open it.
    SealedPassedOn,
    /// A person was given what is held about them.
    Extract,
    /// What was held about a person was erased.
    Erased,
}

impl AccessKind {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::Numbers,
        Self::Export,
        Self::SealedOpened,
        Self::SealedPassedOn,
        Self::Extract,
        Self::Erased,
    ];

    /// The number it is stored under.
    #[must_use]
    pub fn number(self) -> u8 {
        let place = Self::ALL.iter().position(|kind| *kind == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
    }

    /// The kind of a number; none for one of a later version.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AccessReason {
    /// To call or write to the person.
    Contact,
    /// To see whether it is the same person.
    Identify,
    /// For a paper that lawfully carries it.
    Paper,
    /// To hand the case on, or to handle it.
    Handle,
    /// Asked for by the person concerned.
    Person,
    /// Supervision, inspection, audit.
    Supervise,
    /// Something else, in words.
    Other,
}

impl AccessReason {
    /// All, in the order of their numbers, which is that in which they are offered. Grows at its end.
    pub const ALL: [Self; 7] = [
        Self::Contact,
        Self::Identify,
        Self::Paper,
        Self::Handle,
        Self::Person,
        Self::Supervise,
        Self::Other,
    ];

    /// The number it is stored under.
    #[must_use]
    pub fn number(self) -> u8 {
        let place = Self::ALL.iter().position(|reason| *reason == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
    }

    /// The reason of a number; none for one of a later version.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// A reason as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// From the list.
    pub reason: AccessReason,
    /// In words; needed where the list has none.
    pub text: String,
}

impl Given {
    /// Whether it says anything.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.reason != AccessReason::Other || !self.text.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signed records hold these numbers for ever: lines may be added, and none changed.
    #[test]
    fn numbers_are_those_of_the_stored_form() {
        let kinds = [
            (0, AccessKind::Numbers),
            (1, AccessKind::Export),
            (2, AccessKind::SealedOpened),
            (3, AccessKind::SealedPassedOn),
            (4, AccessKind::Extract),
            (5, AccessKind::Erased),
        ];
        for (at, kind) in kinds {
            assert_eq!((kind.number(), AccessKind::from_number(at)), (at, Some(kind)));
        }
        let reasons = [
            (0, AccessReason::Contact),
            (1, AccessReason::Identify),
            (2, AccessReason::Paper),
            (3, AccessReason::Handle),
            (4, AccessReason::Person),
            (5, AccessReason::Supervise),
            (6, AccessReason::Other),
        ];
        for (at, reason) in reasons {
            assert_eq!((reason.number(), AccessReason::from_number(at)), (at, Some(reason)));
        }
        assert_eq!((AccessKind::ALL.len(), AccessReason::ALL.len()), (kinds.len(), reasons.len()));
        assert_eq!(AccessKind::from_number(200), None);
    }

    #[test]
    fn another_reason_is_said_in_words() {
        let given = |reason, text: &str| Given { reason, text: text.into() };
        assert!(given(AccessReason::Contact, "").is_sound());
        assert!(!given(AccessReason::Other, " ").is_sound());
        assert!(given(AccessReason::Other, "核对").is_sound());
    }
}
