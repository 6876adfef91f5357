//! Matters that look the same: asked while somebody types, and for a matter that is opened.

use casework::{intake::Intake, repeats::Reason, step::codes::Relation};
use ident::MatterId;
use serde::{Deserialize, Serialize};

/// What is asked about matters that look the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SimilarAsk {
    /// Which look like what is being entered.
    Typed(Box<Intake>),
    /// Which look like this one, and are neither tied to it nor dismissed.
    To(MatterId),
    /// These, as far as they are here: for showing what one is tied to.
    These(Vec<MatterId>),
    /// All that are about the same person, by number or by name and telephone, of any kind: for the
    /// copy that the person may ask for.
    OfPerson(MatterId),
    /// Merges of this one that stand on one side alone; answered by [`super::Reply::HalfMerges`].
    HalfMerges(MatterId),
    /// These two are not the same: remembered on this device.
    NotSame {
        /// The one at hand.
        matter: MatterId,
        /// The one that was proposed.
        other: MatterId,
    },
}

/// A matter that looks like the one at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarItem {
    /// Which.
    pub matter: MatterId,
    /// Its first local number.
    pub local_no: String,
    /// The main petitioner.
    pub name: String,
    /// The day of receipt, `2026-11-22`, or empty.
    pub received_on: String,
    /// Where the problem arose.
    pub place: String,
    /// The beginning of what it is about, up to 80 characters.
    pub excerpt: String,
    /// The name of the office that has it.
    pub holder_name: String,
    /// What both have in common.
    pub reasons: Vec<Reason>,
    /// [`Relation::Repeat`] or [`Relation::Related`]: a proposal, for a person to decide on.
    pub proposed: Relation,
    /// What leaders said of one that was merged into another and is nobody's task: leader, and day,
    /// `2026-11-22`.
    pub said: Vec<(String, String)>,
}

/// A merge that stands on one side alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalfMerge {
    /// The other matter.
    pub item: SimilarItem,
    /// What the two would be, seen from the matter at hand.
    pub relation: Relation,
    /// The matter at hand has it and the other has not; else the other way round.
    pub stands_here: bool,
}
