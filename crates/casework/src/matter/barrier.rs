//! Why a step is not allowed, or has no effect.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::directory::Power;

/// What a step lacks that its form must carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Words: a reason, what was told, what was found.
    Text,
    /// Where the petitioner is to turn.
    WhereToTurn,
    /// At least one demand.
    Demands,
    /// The legal basis of an opinion on a demand (Art. 32).
    Basis,
    /// The words of an opinion on a demand.
    OpinionText,
    /// A second person asking: a talk is recorded by two.
    SecondAsker,
    /// The paper's number.
    Number,
    /// The witness of a refusal, or why a paper could not be delivered or is not owed.
    Witness,
    /// The independent caller, or where the signed slip is kept.
    Evidence,
    /// A reason why it comes after its time.
    LateReason,
    /// Which leader.
    Leader,
    /// What is to be done.
    Plan,
    /// Which person is responsible.
    Responsible,
    /// At least one mediator.
    Mediator,
    /// Of which other ways the parties were told (Mediation Law, art. 26).
    OtherWays,
    /// A kind of mediation that an office here holds.
    MediationWay,
    /// Which party.
    Party,
}

/// Why a step is not allowed. Each is one sentence on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Barrier {
    /// The directory does not know the device.
    UnknownDevice,
    /// The office does not see the matter.
    NotVisible,
    /// The step cites no post, or one that is not the author's at this office.
    NotTheirPost,
    /// The post was not held on that day.
    PostNotHeld,
    /// The post's holder was withdrawn before this came in: a person decides.
    Straggler,
    /// The post does not permit this kind of act.
    PowerNeeded(Power),
    /// The person stands aside in this matter.
    Recused,
    /// The directory says that the person keeps away from such matters (回避).
    KeepsAway,
    /// The office does not have the matter.
    NotHolder,
    /// The office did not send it.
    NotSender,
    /// A village station is no organ and decides nothing (docs/procedure.md).
    NotAnOrgan,
    /// Only the city office, as petition bureau, does this.
    NotTheBureau,
    /// Only an office above does this.
    NotAbove,
    /// The body that decided does not review itself (Art. 35).
    SameBody,
    /// The matter is not at the stage for it.
    WrongStage,
    /// It was opened already and cannot be recalled.
    Opened,
    /// No demand of it is a petition in the sense of Art. 31 item 6.
    NotAPetition,
    /// It has to be triaged first.
    NotTriaged,
    /// An accusation does not go this way (Art. 30).
    Accusation,
    /// The addressee cannot be one.
    BadAddressee,
    /// The day lies before the registration.
    BeforeRegistration,
    /// The day lies after the day on which it was recorded.
    InTheFuture,
    /// The time for it ended on this day.
    TooLate(#[serde(with = "clocks::iso_date")] NaiveDate),
    /// It was extended once already (Art. 34).
    AlreadyExtended,
    /// More days than the rules allow.
    TooManyDays(u32),
    /// A demand has no opinion yet.
    DemandWithoutOpinion,
    /// The opinion signed is not the one that stands.
    OtherOpinion,
    /// Whoever handled the matter does not enter its rating.
    OwnRating,
    /// Only the petitioner gives a rating this way.
    PetitionerOnly,
    /// Nothing of the kind is open.
    NothingOpen,
    /// The form lacks something.
    Missing(Lack),
    /// A case of this kind has no such step.
    OtherKind,
    /// What follows from its contents is another case.
    OtherCase,
    /// Whoever did it does not audit or approve it.
    OwnWork,
    /// Not all parties have consented, or one refuses (Mediation Law, art. 17).
    NotConsented,
    /// The parties were not told their rights yet (Mediation Law, art. 23).
    RightsNotTold,
    /// It is frozen: nothing is done with it but to keep it.
    Frozen,
    /// It was erased.
    Erased,
    /// The archive is kept up to and including this day.
    KeptUntil(#[serde(with = "clocks::iso_date")] NaiveDate),
    /// The archive is kept for ever.
    KeptForEver,
    /// An archive goes only by an approved list (Archives Law).
    NeedsList,
    /// The two are merged the other way round already.
    OppositeMerge,
}

/// Why a step has no effect. It is kept and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Its author had no authority for it when it was taken.
    NoAuthority(Barrier),
    /// It was allowed where it was taken; apart from it, the competent body did something that
    /// excludes it. A person looks at it.
    Contradicted(Barrier),
    /// It came in after its author's post had ended. A person decides.
    Straggler,
    /// A person looked at it and gave it no effect.
    Dismissed,
}

impl Verdict {
    /// Whether a later directory may say otherwise: it was the directory that did not vouch.
    #[must_use]
    pub fn may_change(self) -> bool {
        matches!(
            self,
            Self::Straggler
                | Self::NoAuthority(
                    Barrier::UnknownDevice
                        | Barrier::NotTheirPost
                        | Barrier::PostNotHeld
                        | Barrier::KeepsAway
                )
        )
    }

    /// Whether a person has to look at it.
    #[must_use]
    pub fn is_for_a_person(self) -> bool {
        matches!(self, Self::Contradicted(_) | Self::Straggler)
    }
}
