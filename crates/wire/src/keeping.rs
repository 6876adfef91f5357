//! Keeping devices: what an office asks of the relay about them, and what a revoked device may
//! still say.

use ident::{DeviceId, MatterId, OfficeCode, PersonId, PostId, PublicKey};
use minicbor::{Decode, Encode};

use crate::{DocChanges, Manifest, Revocation, Voucher};

/// In which post somebody asks: the device vouches for who unlocked it, the directory says what the
/// post may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct InPost {
    /// Who.
    #[n(0)]
    pub person: PersonId,
    /// Their post.
    #[n(1)]
    pub post: PostId,
}

/// Lets a code enrol a device; answered by [`Vouched`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Vouch {
    /// In which post.
    #[n(0)]
    pub acting: InPost,
    /// The office's word.
    #[n(1)]
    pub voucher: Voucher,
}

/// What became of a voucher.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Vouched {
    /// The code's public key.
    #[n(0)]
    pub code: PublicKey,
    /// What became of it.
    #[n(1)]
    pub outcome: VouchOutcome,
}

/// What became of a voucher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum VouchOutcome {
    /// The code is good now.
    #[n(0)]
    Good,
    /// The device's number was given already: sign it again with this one.
    #[n(1)]
    NumberTaken(#[n(0)] u32),
    /// Not theirs to say, or no such office or person: answered alike.
    #[n(2)]
    NotAllowed,
}

/// Revokes a device; answered by [`RevokeResult`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Revoke {
    /// In which post.
    #[n(0)]
    pub acting: InPost,
    /// The office's word.
    #[n(1)]
    pub revocation: Revocation,
}

/// What became of a revocation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RevokeResult {
    /// Which device.
    #[n(0)]
    pub device: DeviceId,
    /// The matters its office could see then: what may have been on it. None where it is not theirs
    /// to revoke, or there is no such device: answered alike.
    #[n(1)]
    pub held: Option<Vec<MatterId>>,
}

/// Matters listed in one [`RevokeResult`] at most, the newest; the relay's command lists all.
pub const MAX_HELD: usize = 20_000;

/// A revoked device gives up what it had not handed in: kept apart, and applied by nobody until a
/// person takes it in. Answered by `Surrendered`; without documents, by `Erase`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Surrender {
    /// The device's word for it; none where nothing is left.
    #[n(0)]
    pub manifest: Option<Manifest>,
    /// The changes.
    #[n(1)]
    pub docs: Vec<DocChanges>,
}

/// Asks for what devices of the own office, and of those below, surrendered; answered by [`Inbox`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct AskInbox {
    /// In which post.
    #[n(0)]
    pub acting: InPost,
}

/// What lies in the one-way inbox.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Inbox {
    /// Piece by piece, the oldest first.
    #[n(0)]
    pub pieces: Vec<Piece>,
}

/// One surrendered push.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Piece {
    /// Its number in the inbox.
    #[n(0)]
    pub no: u64,
    /// Whose it was.
    #[n(1)]
    pub device: DeviceId,
    /// That device's office.
    #[n(2)]
    pub office: OfficeCode,
    /// When it came: milliseconds since 1970, by the relay's clock.
    #[n(3)]
    pub received: i64,
    /// How many changes.
    #[n(4)]
    pub changes: u32,
    /// Their bytes.
    #[n(5)]
    pub bytes: u64,
}

/// Takes a piece in, as if its device had handed it in before it was revoked; answered by [`Taken`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct TakeIn {
    /// In which post.
    #[n(0)]
    pub acting: InPost,
    /// Which.
    #[n(1)]
    pub no: u64,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Taken {
    /// Which.
    #[n(0)]
    pub no: u64,
    /// How many of its documents were kept, and how many refused; none where there is no such piece
    /// or it is not theirs: answered alike.
    #[n(1)]
    pub docs: Option<(u32, u32)>,
}
