//! Papers of a matter: the engine makes their data, the files worker lays them out, the UI shows what
//! it gets and passes the rest on unread.

use ::papers::PaperKind;
use ident::BlobId;
use serde::{Deserialize, Serialize};

/// A paper to be laid out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PaperAsk {
    /// Which.
    pub kind: PaperKind,
    /// The city's own template and a `papers::PaperData`, as the engine wrote them.
    pub data: Vec<u8>,
    /// What a person filled in for this paper: the field's key and the text.
    pub typed: Vec<(String, String)>,
}

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperInput {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day, `2026-11-22`.
    Date,
    /// A moment, `2026-11-22T09:30`.
    Moment,
    /// A number of days.
    Days,
    /// Names with 、 between them.
    Names,
}

/// A field of a paper that a person may fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperField {
    /// Its name, with its place in a list: `demand_facts.0`.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// Which entry of its list, from 0.
    pub item: Option<u32>,
    /// How it is typed.
    pub input: PaperInput,
    /// What the matter says; empty where it says nothing.
    pub value: String,
    /// The matter says nothing, or something outside of what the law allows.
    pub gap: bool,
}

/// A paper that was laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperMade {
    /// Its number; empty where it has none, or none yet.
    pub number: String,
    /// From title to signature.
    pub html: String,
    /// What stands at the foot of each page besides its number.
    pub footer: Option<String>,
    /// It is marked as a draft.
    pub draft: bool,
    /// What may be filled in, the same however much of it is.
    pub fields: Vec<PaperField>,
    /// Keys of what is still missing.
    pub missing: Vec<String>,
    /// The lines to sign on, from the top.
    pub signs: Vec<PaperSign>,
}

/// A line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSign {
    /// Whose: its place in the paper.
    pub place: String,
    /// What stands before it.
    pub label: String,
    /// A picture stands there.
    pub signed: bool,
}

/// A signature that was drawn for a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnSign {
    /// Its place in the paper.
    pub place: String,
    /// The attachment.
    pub blob: BlobId,
    /// Nothing else was written there since; otherwise it is not in the paper.
    pub stands: bool,
    /// Its bytes are on this device.
    pub here: bool,
}

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperTrouble {
    /// Such an office may not make it.
    NotAllowed,
    /// This text is too long for one paper; the field's label.
    TooLong(String),
    /// The data could not be read, or the file not be written.
    Broken,
}
