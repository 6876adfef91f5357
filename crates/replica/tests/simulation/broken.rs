//! Rules that the simulation breaks on purpose, to show that it would notice. None of this is in the
//! product: the relay's are switches of the relay in memory ([`crate::hub`]), the stations' are done
//! to a station from outside, through its store.

/// A rule that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// The relay answers a push before it is on the disk.
    AcknowledgesBeforeCommit,
    /// A station forgets what waits as soon as it is sent.
    OutboxForgetsOnSend,
    /// The relay takes a step on a matter from an office that may not see it.
    TakesFromAnybody,
    /// The cursor passes an entry of the feed that was not sent.
    FeedGap,
    /// Of two that write apart only the first is kept.
    OverwritesInsteadOfMerging,
    /// A station leaves its rows as they were when something comes.
    RowsStay,
    /// The office that a matter is handed to is not sent what was there before.
    GrantNotSent,
    /// The relay does not keep the steps of a later version.
    UnknownStepsDropped,
    /// The feed of every office has everybody's matters.
    TellsNeighbours,
    /// A screen says that something is saved before the store has said so.
    SavedBeforeCommit,
}

impl Broken {
    pub const ALL: [Self; 10] = [
        Self::AcknowledgesBeforeCommit,
        Self::OutboxForgetsOnSend,
        Self::TakesFromAnybody,
        Self::FeedGap,
        Self::OverwritesInsteadOfMerging,
        Self::RowsStay,
        Self::GrantNotSent,
        Self::UnknownStepsDropped,
        Self::TellsNeighbours,
        Self::SavedBeforeCommit,
    ];
}
