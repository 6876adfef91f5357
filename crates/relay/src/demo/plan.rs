//! What becomes of each of the demo's matters.

/// What happens to a matter after somebody takes it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Nothing yet.
    Registered,
    /// The office that took it in wrote a note.
    Noted,
    /// And followed it up.
    FollowedUp,
    /// Passed up to the township, which took it in hand.
    HandedUp,
    /// Passed up, and handed back with a word on what to do.
    HandedBack,
    /// Passed up twice, to the city.
    AtTheCity,
    /// Village and township wrote different numbers of people while apart.
    Contested,
    /// Came to the township by letter, handed down to the village.
    LetterHandedDown,
    /// Came to the township by phone, kept there.
    CallAtTownship,
}

impl Course {
    /// The course of the demo's matter number `at`.
    pub(super) fn of(at: usize) -> Self {
        match at {
            8 | 31 => Self::Contested,
            _ => match at % 10 {
                1 => Self::Noted,
                2 | 8 => Self::FollowedUp,
                3 => Self::HandedUp,
                4 => Self::HandedBack,
                5 => Self::LetterHandedDown,
                6 if at % 20 == 6 => Self::CallAtTownship,
                7 => Self::AtTheCity,
                9 if at % 20 == 9 => Self::LetterHandedDown,
                _ => Self::Registered,
            },
        }
    }

    /// Whether the township took it in, and how it came then.
    pub(super) fn township_channel(self) -> Option<&'static str> {
        match self {
            Self::LetterHandedDown => Some("letter"),
            Self::CallAtTownship => Some("call"),
            _ => None,
        }
    }
}
