//! What happens, as data: drawn from a seed, and played in order. Each event brings its own dice, so
//! that leaving one out leaves the others as they are.

use crate::world::Dice;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// For whatever it leaves to chance.
    pub seed: u64,
    /// What.
    pub kind: Kind,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $weight:literal),* $(,)?) => {
        /// What happens. To whom and where, the event's dice say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        /// How often each happens.
        const WEIGHTS: &[(Kind, u64)] = &[$((Kind::$kind, $weight)),*];
    };
}

kinds! {
    /// A petition is registered.
    Petition = 8,
    /// A dispute is entered.
    Dispute = 4,
    /// A visit is planned, perhaps one that another tablet has planned already.
    PlanVisit = 2,
    /// A talk at a visit is recorded, with a new case of it.
    Talk = 3,
    /// An office says something in its report of the week.
    Screening = 2,
    /// A note.
    Note = 10,
    /// A fact is set.
    Place = 6,
    /// Somebody adds to the narrative.
    Narrative = 5,
    /// A person's address is set.
    Address = 4,
    /// The office adds to its own text on a matter.
    Memo = 3,
    /// Something is said before the mediation committee.
    Committee = 3,
    /// A matter is handed on, up or down, and so taken back, too.
    Hand = 6,
    /// A letter is photographed.
    Attach = 2,
    /// Somebody wants to see an attachment.
    Want = 2,
    /// An accusation is recorded.
    Seal = 1,
    /// A station of a later version takes a step that nobody here knows.
    UnknownStep = 2,
    /// It takes a known one with a field that nobody here knows.
    UnknownField = 2,
    /// It writes keys into the document that nobody here knows.
    UnknownKey = 2,
    /// A device hands in something on a matter that its office may not see.
    Intrude = 2,
    /// An office is named anew, or the like.
    Directory = 3,
    /// Somebody loses their post.
    Relieve = 2,
    /// Somebody gets a post.
    Appoint = 2,
    /// A device finds the network.
    Connect = 14,
    /// It loses it.
    Disconnect = 5,
    /// Some messages go each way.
    Deliver = 40,
    /// A device has a good connection for a while.
    CatchUp = 5,
    /// A message arrives twice.
    Duplicate = 3,
    /// Two messages change places.
    Swap = 3,
    /// A message is lost, and the connection does not notice.
    Lose = 3,
    /// A tab is closed in mid-work and opened again.
    Crash = 4,
    /// A device is going to end at one of its next commits.
    Cut = 6,
    /// A device ends at once.
    PowerCut = 2,
    /// A device's disk is going to be full.
    Full = 4,
    /// A device's clock is set.
    Clock = 2,
    /// One more tab is opened.
    Tab = 2,
    /// Rows are made anew in a quiet moment.
    Refresh = 3,
    /// The relay ends: before or after what has just come in is on its disk.
    RelayEnds = 4,
    /// The relay's file is copied.
    Backup = 1,
    /// The copy takes the file's place.
    Restore = 1,
    /// An office gets one more device.
    Enrol = 1,
    /// A device that was added is lost.
    DeviceLost = 1,
}

/// A seed's events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub seed: u64,
    pub events: Vec<Event>,
}

impl Script {
    /// The script of a seed.
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x5EED);
        let total: u64 = WEIGHTS.iter().map(|(_, weight)| weight).sum();
        let len = 80 + dice.roll(120);
        let events = (0..len)
            .map(|_| {
                let mut left = dice.roll(total);
                let mut drawn = WEIGHTS.iter().filter(|(_, weight)| {
                    let hit = left < *weight;
                    left = left.saturating_sub(*weight);
                    hit
                });
                let kind = drawn.next().map_or(Kind::Deliver, |(kind, _)| *kind);
                Event { seed: dice.roll(u64::MAX), kind }
            })
            .collect();
        Self { seed, events }
    }
}
