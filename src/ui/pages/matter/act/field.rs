//! What the form of each kind of step asks for.

use casework::step::StepKind;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A day up to today.
    Day,
    /// A day from today on.
    Future,
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A body it can go to.
    Office,
    /// Several of them.
    Offices,
    /// A station.
    Station,
    /// Somebody who works here.
    Colleague,
    /// A number of days, up to the longest extension.
    Days,
    /// One of a list.
    One(Codes),
    /// Some of the demands that stand.
    Demands,
    /// A way for each demand.
    Routes,
    /// An opinion on each demand that is a petition.
    Opinions,
    /// Another matter.
    Matter,
    /// One of the ties there are.
    Tie,
    /// An office that is made responsible: the own one, too.
    Unit,
    /// A level of risk, each with its criteria.
    Risk,
    /// What the city's scheme of commitments asks for beyond the fields of their own.
    Slots,
}

/// Lists of which one is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    /// Yes or no.
    YesNo,
    /// Why it is not accepted.
    Reasons,
    /// Procedures of Art. 31 items 1-5.
    Procedures,
    /// Papers.
    Papers,
    /// Ways of delivery.
    Ways,
    /// Results of delivery.
    Results,
    /// What is decided on a demand.
    Outcomes,
    /// What a review decides.
    Reviews,
    /// Who is rated.
    Bodies,
    /// How.
    Satisfactions,
    /// The two ways in which somebody here may enter a rating.
    RatingWays,
    /// Relations between matters.
    Relations,
    /// Marks.
    Marks,
    /// Their values.
    MarkValues,
    /// Means of supervision.
    Means,
    /// Kinds of mediation that an office here holds.
    Mediations,
    /// Ways of settling a dispute.
    Settlements,
    /// What came of a dispute.
    DisputeOutcomes,
    /// What came of something agreed.
    Performances,
}

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its key among the form's values.
    pub key: &'static str,
    /// What it takes.
    pub ask: Ask,
    /// Whether the form is of no use without it.
    pub needed: bool,
}

pub(super) const fn need(key: &'static str, ask: Ask) -> Field {
    Field { key, ask, needed: true }
}

pub(super) const fn may(key: &'static str, ask: Ask) -> Field {
    Field { key, ask, needed: false }
}

/// The day every formal step has.
pub const ON: &str = "on";
/// The words most steps have.
pub const TEXT: &str = "text";

/// A list that lives as long as the program.
macro_rules! form {
    ($($field:expr),* $(,)?) => {
        const { &[$($field),*] }
    };
}
pub(super) use form;

pub(super) const NOTHING: &[Field] = &[];
pub(super) const WORD: &[Field] = &[need(TEXT, Ask::Text)];
pub(super) const REMARK: &[Field] = &[may(TEXT, Ask::Text)];

/// What the form of a step asks for, besides its day. Nothing where the step has no form here.
#[must_use]
pub fn fields(kind: StepKind) -> &'static [Field] {
    use StepKind as K;
    match kind {
        K::Registered
        | K::Imported
        | K::Edited
        | K::Chosen
        | K::Noted
        | K::FollowedUp
        | K::Attached
        | K::Detached
        | K::Handed
        | K::Promised
        | K::PromiseKept
        | K::Instructed
        | K::InstructionConfirmed
        | K::InstructionAnswered
        | K::HeardAt
        | K::Called
        | K::Screened
        | K::Remarked
        | K::RemarkAnswered
        | K::Meeting(_)
        | K::Retention(_)
        | K::Unknown
        | K::Signed => NOTHING,
        K::Dispute(kind) => super::dispute::fields(kind),
        K::Received
        | K::Recalled
        | K::Concluded
        | K::Verified
        | K::Deceased
        | K::SupervisionClosed => REMARK,
        K::Answered
        | K::Filed
        | K::Guided
        | K::ErrandDone
        | K::ObjectionAgreed
        | K::ObjectionRefused
        | K::Accepted
        | K::MaterialGiven
        | K::SentBack
        | K::Executed
        | K::Withdrawn
        | K::Reopened
        | K::SupervisionAnswered => WORD,
        K::Triaged => form![
            need("routes", Ask::Routes),
            may("urgent", Ask::One(Codes::YesNo)),
            may(TEXT, Ask::Text),
        ],
        K::Forwarded => form![need("to", Ask::Office), may(TEXT, Ask::Text)],
        K::Assigned => form![
            need("to", Ask::Office),
            may("with", Ask::Offices),
            need("until", Ask::Future),
            need(TEXT, Ask::Text),
        ],
        K::Entrusted => {
            form![need("to", Ask::Station), need(TEXT, Ask::Text), may("until", Ask::Future)]
        }
        K::Objected => {
            form![
                need(TEXT, Ask::Text),
                may("proposes", Ask::Office),
                may("late_reason", Ask::Line)
            ]
        }
        K::Declined => form![
            need("reason", Ask::One(Codes::Reasons)),
            need(TEXT, Ask::Text),
            need("turn_to", Ask::Text),
        ],
        K::NoLonger => {
            form![need("opinion_no", Ask::Line), need("opinion_on", Ask::Day), may(TEXT, Ask::Text),]
        }
        K::OtherProcedure => form![
            need("route", Ask::One(Codes::Procedures)),
            need("demands", Ask::Demands),
            need("turn_to", Ask::Text),
            may(TEXT, Ask::Text),
        ],
        K::MaterialAsked => form![need(TEXT, Ask::Text), may("until", Ask::Future)],
        K::Extended => form![need("days", Ask::Days), need(TEXT, Ask::Text)],
        K::Talked => form![
            may("place", Ask::Line),
            need("asked", Ask::Line),
            need("asking", Ask::Line),
            need("asking2", Ask::Line),
            need(TEXT, Ask::Text),
        ],
        K::Opinion => form![need("opinions", Ask::Opinions)],
        K::Issued => form![need("paper", Ask::One(Codes::Papers)), may("number", Ask::Line)],
        K::Delivered => form![
            need("paper", Ask::One(Codes::Papers)),
            need("way", Ask::One(Codes::Ways)),
            need("result", Ask::One(Codes::Results)),
            may("receiver", Ask::Line),
            may(TEXT, Ask::Line),
        ],
        K::ReviewRequested => form![need(TEXT, Ask::Text), may("good_reason", Ask::Line)],
        K::ReviewAnswered => form![need("accepted", Ask::One(Codes::YesNo)), may(TEXT, Ask::Text)],
        K::ReviewDecided => form![
            need("outcome", Ask::One(Codes::Reviews)),
            need(TEXT, Ask::Text),
            need("basis", Ask::Text),
        ],
        K::Rereviewed => form![
            need("body", Ask::Line),
            need("requested_on", Ask::Day),
            may("decided_on", Ask::Day),
            may("outcome", Ask::One(Codes::Reviews)),
            may("number", Ask::Line),
            may("hearing_from", Ask::Day),
            may("hearing_to", Ask::Day),
        ],
        K::Rated => form![
            need("about", Ask::One(Codes::Bodies)),
            need("value", Ask::One(Codes::Satisfactions)),
            need("way", Ask::One(Codes::RatingWays)),
            need(TEXT, Ask::Line),
        ],
        K::Linked => {
            form![need("other", Ask::Matter), need("relation", Ask::One(Codes::Relations))]
        }
        K::Unlinked => form![need("tie", Ask::Tie)],
        K::Marked => form![
            need("mark", Ask::One(Codes::Marks)),
            need("value", Ask::One(Codes::MarkValues)),
            may(TEXT, Ask::Text),
        ],
        K::Urgent => form![need("to", Ask::Line), need(TEXT, Ask::Text)],
        K::Supervised => form![
            need("means", Ask::One(Codes::Means)),
            need(TEXT, Ask::Text),
            may("until", Ask::Future),
        ],
        K::Charged | K::Recused => form![need("person", Ask::Colleague), may(TEXT, Ask::Line)],
        K::Settled => form![need("adopt", Ask::One(Codes::YesNo)), need(TEXT, Ask::Text)],
    }
}
