//! Why a parcel is not taken in.

/// Why a file is not taken in. Nothing of it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// Another kind of file.
    #[error("this is no file of ours")]
    NotAParcel,
    /// Written by a later version.
    #[error("the file was written by a newer version")]
    TooNew,
    /// Over the limit.
    #[error("the file is larger than the limit")]
    TooLarge,
    /// Cut off, or altered.
    #[error("the file is damaged")]
    Damaged,
    /// Of another city.
    #[error("the file is of another city")]
    OtherCity,
    /// Nobody's key is known to whom it could be sealed.
    #[error("no recipient's key is known here")]
    NoRecipient,
    /// There is nothing to carry.
    #[error("there is nothing to carry")]
    Empty,
    /// Its sender was revoked.
    #[error("the sender was revoked")]
    Revoked,
    /// Its sender is not known here.
    #[error("the sender is not known here")]
    UnknownSender,
    /// Not the sender's word.
    #[error("the signature does not fit")]
    BadSignature,
    /// Sealed to others.
    #[error("the file is not for this device")]
    NotForUs,
    /// What should be a recipient's key is none.
    #[error("a recipient's key is none")]
    BadRecipient,
    /// A copy of what was unsent, of a version that kept no proof of who made it.
    #[error("nothing in the file vouches for what it holds")]
    NoProof,
}
