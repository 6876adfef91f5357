//! Why a step on the directory has no effect.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Why a step on the directory has no effect. It is kept and shown. Each is one sentence on the
/// screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// This version does not know the step.
    UnknownStep,
    /// The device is not one of the office whose document this is.
    OtherOffice,
    /// The step cites no post, or one that is not the author's at this office.
    NotTheirPost,
    /// The post was not held on that day.
    PostNotHeld,
    /// The post does not permit keeping the directory.
    NotPermitted,
    /// The post's holder was withdrawn before this came in: a person decides, by entering it anew.
    Straggler,
    /// A day lies after the day on which it was recorded.
    InTheFuture,
    /// What it concerns does not stand below the office.
    NotBelow,
    /// Only the city office does this.
    CityOnly,
    /// There is no such office.
    NoSuchOffice,
    /// There is no such person.
    NoSuchPerson,
    /// There is no such post.
    NoSuchPost,
    /// The office's code was used before.
    CodeTaken,
    /// The id is another's.
    IdTaken,
    /// A name is missing or too long.
    BadName,
    /// An office of this tier cannot stand there.
    BadTier,
    /// An office of this tier has no such post.
    RoleDoesNotFit,
    /// The office is closed.
    Closed,
    /// The post has ended already, on another day.
    Ended,
    /// The day lies before that on which it began.
    BadDay,
    /// The table, the profile or the template cannot be read.
    Unreadable,
    /// No numbers, or too many.
    BadRange,
    /// The numbers are reserved in part already.
    Overlaps,
    /// Somebody set the same thing otherwise at the same time, and that stands.
    Contradicted,
    /// There is no such round, period or entry.
    NoSuchThing,
    /// It is no telephone number.
    BadPhone,
    /// A slot of the scheme would have somebody contained or watched.
    Containment,
    /// A reason of a later version.
    Other,
}

impl Why {
    /// All, in the order of their stored numbers; grows at its end.
    const ALL: [Self; 28] = [
        Self::Other,
        Self::UnknownStep,
        Self::OtherOffice,
        Self::NotTheirPost,
        Self::PostNotHeld,
        Self::NotPermitted,
        Self::Straggler,
        Self::InTheFuture,
        Self::NotBelow,
        Self::CityOnly,
        Self::NoSuchOffice,
        Self::NoSuchPerson,
        Self::NoSuchPost,
        Self::CodeTaken,
        Self::IdTaken,
        Self::BadName,
        Self::BadTier,
        Self::RoleDoesNotFit,
        Self::Closed,
        Self::Ended,
        Self::BadDay,
        Self::Unreadable,
        Self::BadRange,
        Self::Overlaps,
        Self::Contradicted,
        Self::NoSuchThing,
        Self::BadPhone,
        Self::Containment,
    ];

    /// Whether it may pass once all documents were read: what it lacks may stand in one that is read
    /// after its own.
    #[must_use]
    pub(super) fn may_pass(self) -> bool {
        matches!(
            self,
            Self::NotTheirPost
                | Self::NoSuchOffice
                | Self::NoSuchPerson
                | Self::NoSuchPost
                | Self::NoSuchThing
        )
    }

    /// Whether a person has to look at it: it was right where it was entered.
    #[must_use]
    pub fn is_for_a_person(self) -> bool {
        matches!(self, Self::Straggler | Self::Contradicted | Self::Overlaps)
    }
}

// A plain number, and an unknown one is `Other`: a reason that a later relay names must not keep
// the whole directory from being read.
impl<C> Encode<C> for Why {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        let place = Self::ALL.iter().position(|why| why == self).unwrap_or_default();
        e.u64(place as u64)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Why {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let place = usize::try_from(d.u64()?).unwrap_or(usize::MAX);
        Ok(Self::ALL.get(place).copied().unwrap_or(Self::Other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relays tell stations by these numbers: a name may be added at the end, and none moved.
    #[test]
    fn numbers_are_pinned() {
        let pinned = [
            "other",
            "unknown_step",
            "other_office",
            "not_their_post",
            "post_not_held",
            "not_permitted",
            "straggler",
            "in_the_future",
            "not_below",
            "city_only",
            "no_such_office",
            "no_such_person",
            "no_such_post",
            "code_taken",
            "id_taken",
            "bad_name",
            "bad_tier",
            "role_does_not_fit",
            "closed",
            "ended",
            "bad_day",
            "unreadable",
            "bad_range",
            "overlaps",
            "contradicted",
            "no_such_thing",
            "bad_phone",
            "containment",
        ];
        for (number, (why, name)) in (0u64..).zip(Why::ALL.into_iter().zip(pinned)) {
            assert_eq!(serde_json::to_value(why).expect("has a name"), name);
            let bytes = minicbor::to_vec(number).expect("encodes");
            assert_eq!(minicbor::decode::<Why>(&bytes).expect("decodes"), why);
        }
        assert_eq!(Why::ALL.len(), pinned.len());
    }

    #[test]
    fn reasons_come_back_and_later_ones_are_other() {
        for why in Why::ALL {
            let bytes = minicbor::to_vec(why).expect("encodes");
            assert_eq!(minicbor::decode::<Why>(&bytes).expect("decodes"), why);
        }
        let later = minicbor::to_vec(99u64).expect("encodes");
        assert_eq!(minicbor::decode::<Why>(&later).expect("decodes"), Why::Other);
    }
}
