//! What can stand in a paper. All of it is words, dates and numbers: the caller has masked what is to
//! be masked, and counted what is to be counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::IssuerTier;

mod mediation;
mod meeting;
mod people;
mod procedure;

pub use mediation::{Agreement, Dispute, FilePaper, FollowUp, Mediation, Party};
pub use meeting::{Charge, ChargeSlot, Instruction, Meeting, Visitor};
pub use people::{Delivery, Demand, Issuer, People, Person, Signing, Talk};
pub use procedure::{
    Extension, Handling, Material, Matter, Reason, Referral, Remedy, Report, Review, Supervision,
};

/// Everything that any paper may need. A caller fills what it has; what a paper needs and does not
/// find is a [`Gap`](crate::Gap).
///
/// An empty text counts as missing everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperData {
    /// What kind of body issues it. The least rights by default.
    pub tier: IssuerTier,
    /// Who issues it.
    pub issuer: Issuer,
    /// Document number (文号), e.g. `柳政信受〔2026〕17号`.
    pub number: Option<String>,
    /// Date of the paper, the day it was signed.
    pub date: Option<NaiveDate>,
    /// A draft may have gaps, and says on each page that it is one.
    pub is_draft: bool,
    /// The petitioners.
    pub people: People,
    /// The matter.
    pub matter: Matter,
    /// What is asked for, and what becomes of each.
    pub demands: Vec<Demand>,
    /// How it is handled.
    pub handling: Handling,
    /// Where it was sent.
    pub referral: Referral,
    /// Why it is declined, returned or no longer accepted.
    pub reason: Reason,
    /// What else is asked of the petitioner.
    pub material: Material,
    /// More time.
    pub extension: Extension,
    /// Where and until when the decision can be challenged.
    pub remedy: Remedy,
    /// How a paper was handed over.
    pub delivery: Delivery,
    /// A talk.
    pub talk: Talk,
    /// A review.
    pub review: Review,
    /// A report on an assignment.
    pub report: Report,
    /// Supervision and reminders.
    pub supervision: Supervision,
    /// A dispute and its parties.
    pub dispute: Dispute,
    /// Its mediation by the issuer's committee; what another committee does is never in here.
    pub mediation: Mediation,
    /// Who takes personal charge.
    pub charge: Charge,
    /// A reception or a visit.
    pub meeting: Meeting,
    /// What a leader said of it.
    pub instruction: Instruction,
    /// Who worked on it and who signed.
    pub signing: Signing,
    /// Names of the attachments.
    pub attachments: Vec<String>,
    /// Pictures by place, PNG or JPEG: signatures drawn on the glass, photographed handwriting. The
    /// places are those of [`SignPlace`](crate::SignPlace): `mediator`, and in a list `party.0`. A
    /// place without a picture is a line to sign on, never a gap.
    pub pictures: BTreeMap<String, Vec<u8>>,
}
