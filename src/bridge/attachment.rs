//! Attachments: pictures are made fit in the files worker, kept and handed in by the engine.

use casework::step::attachment::{AttachmentKind, Medium};
use ident::{BlobId, MatterId};
use serde::{Deserialize, Serialize};

use super::Blob;

/// What is asked about attachments.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum AttachmentAsk {
    /// Attach something.
    Add(NewAttachment),
    /// Those of a matter that are shown, in the order they were added.
    List(MatterId),
    /// One's bytes.
    Open {
        /// Which matter.
        matter: MatterId,
        /// Which attachment.
        blob: BlobId,
    },
    /// Fetch one's bytes, now or when the relay is reached.
    Want {
        /// Which matter.
        matter: MatterId,
        /// Which attachment.
        blob: BlobId,
    },
    /// Take one away: it is not shown any more.
    Drop {
        /// Which matter.
        matter: MatterId,
        /// Which attachment.
        blob: BlobId,
    },
    /// What they take on this device.
    Usage,
    /// Let go of what is handed in and not taken along.
    LetGo,
    /// Keep those of these matters on this device, or no longer.
    Pin {
        /// Which matters.
        matters: Vec<MatterId>,
        /// Whether to keep them.
        pinned: bool,
    },
}

/// Something to attach.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewAttachment {
    /// To which matter.
    pub matter: MatterId,
    /// Its bytes, made fit.
    pub bytes: Blob,
    /// What a person calls it; may be empty.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Pixels; 0 where it has none.
    pub width: u32,
    /// Pixels; 0 where it has none.
    pub height: u32,
    /// What of the matter it belongs to; empty for the matter.
    pub of: String,
    /// It stays with the own office's mediation committee.
    pub confidential: bool,
}

/// The engine's answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum AttachmentReply {
    /// To `Add`: it is on this device's disk.
    Added(BlobId),
    /// To `List`.
    Items(Vec<AttachmentItem>),
    /// To `Open`.
    Bytes(Blob),
    /// To `Open`: its bytes are not all on this device.
    NotHere,
    /// To `Open`: its bytes are not what was attached.
    Damaged,
    /// To `Want`, `Drop` and `Pin`.
    Done,
    /// To `Usage`.
    Usage(AttachmentUsage),
    /// To `LetGo`: so many bytes are free.
    Freed(u64),
}

/// An attachment, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentItem {
    /// Which.
    pub blob: BlobId,
    /// What a person calls it; may be empty.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// How its bytes are shown; none where they are nothing that is shown here.
    pub medium: Option<Medium>,
    /// Bytes.
    pub size: u32,
    /// Pixels; 0 where it has none.
    pub width: u32,
    /// Pixels; 0 where it has none.
    pub height: u32,
    /// What of the matter it belongs to.
    pub of: String,
    /// It is the own office's mediation committee's alone.
    pub confidential: bool,
    /// When it was added, milliseconds since 1970.
    pub at: i64,
    /// Who added it, as far as it is known here.
    pub by: String,
    /// The office that did.
    pub office: String,
    /// Where its bytes are.
    pub place: BlobPlace,
}

/// Where an attachment's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlobPlace {
    /// On this device, and at the relay.
    HandedIn,
    /// On this device alone; so many per cent are at the relay.
    Waiting(u8),
    /// Not on this device.
    Elsewhere,
    /// On their way here; so many per cent are here.
    Coming(u8),
    /// Asked for, and not at the relay: whoever made it has not handed it in.
    Missing,
}

/// What attachments take on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AttachmentUsage {
    /// Attachments of which something is here.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
    /// Attachments that are not handed in.
    pub waiting: u32,
    /// Attachments that can be let go of.
    pub loose: u32,
    /// Their bytes.
    pub loose_bytes: u64,
}

/// Why something was not attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentTrouble {
    /// It is neither a picture nor a PDF.
    NotShown,
    /// It is too large.
    TooLarge,
    /// The matter has too many.
    TooMany,
}

/// A picture or PDF that was made fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureMade {
    /// Its bytes.
    pub bytes: Blob,
    /// Pixels; 0 for a PDF.
    pub width: u32,
    /// Pixels; 0 for a PDF.
    pub height: u32,
}

/// Why a file was not made fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureTrouble {
    /// There is nothing in it.
    Empty,
    /// It is larger than is read at all.
    TooLarge,
    /// The PDF is larger than an attachment may be.
    PdfTooLarge,
    /// It has more pixels than a device can hold.
    TooManyPixels,
    /// A picture of a phone's own kind, which this browser cannot read.
    Heic,
    /// Nothing that is taken.
    NoPicture,
    /// It says that it is a picture, and cannot be read.
    Broken,
    /// The files worker has no canvas: the screen's thread has to do it.
    NoCanvas,
}
