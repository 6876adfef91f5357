//! What an attachment's step carries: where its bytes are, how they are opened, what they are.

use ident::{BlobId, ContentKey};
use serde::{Deserialize, Serialize};

/// What was attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// 照片: of a place or a thing.
    Photo,
    /// 材料: a letter, an agreement, a paper, photographed or as a file.
    Paper,
    /// 签名: written on the glass.
    Signature,
    /// Anything else, and what a later version calls otherwise.
    #[serde(other)]
    Other,
}

impl AttachmentKind {
    /// All of them, in the order they are offered.
    pub const ALL: &[Self] = &[Self::Photo, Self::Paper, Self::Signature, Self::Other];
}

/// How an attachment's bytes are shown. What is not one of these is never opened in the app: a
/// step is somebody else's word, and a page of theirs would run as ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Medium {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `application/pdf`
    Pdf,
}

impl Medium {
    /// Its name on the internet.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// From its name on the internet.
    #[must_use]
    pub fn from_mime(mime: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Pdf].into_iter().find(|medium| medium.mime() == mime)
    }

    /// What bytes are, by how they begin; none where they are nothing we show.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Whether it is a picture.
    #[must_use]
    pub fn is_picture(self) -> bool {
        self != Self::Pdf
    }
}

/// An attachment as a step mentions it. Its bytes lie beside the documents, sealed with a key that
/// stands here: whoever may read the document may open them, and nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name: SHA-256 of the sealed bytes.
    pub blob: BlobId,
    /// What opens the sealed bytes.
    pub key: ContentKey,
    /// What a person calls it; may be empty.
    #[serde(default)]
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// What its bytes are, as `image/jpeg`.
    pub mime: String,
    /// Bytes before sealing.
    pub size: u32,
    /// Pixels; 0 where it has none.
    #[serde(default)]
    pub width: u32,
    /// Pixels; 0 where it has none.
    #[serde(default)]
    pub height: u32,
    /// What of the matter it belongs to: `letter`, `agreement`, `talk:…`; empty for the matter.
    #[serde(default)]
    pub of: String,
}

impl Attachment {
    /// How it is shown; none where it is nothing we show.
    #[must_use]
    pub fn medium(&self) -> Option<Medium> {
        Medium::from_mime(&self.mime)
    }
}
