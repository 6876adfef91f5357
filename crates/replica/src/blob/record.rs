//! What a device knows of the bytes of an attachment, and where it keeps them.

use ident::{BlobId, MatterId};
use minicbor::{Decode, Encode};

/// Bytes of a stored piece. An attachment lies in pieces, so that none of its writes is large and
/// what has come of one is not written again.
pub const CHUNK: usize = 256 << 10;

/// What is known of the sealed bytes of an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobRecord {
    /// The matter whose document mentions it.
    #[n(0)]
    pub matter: MatterId,
    /// All its sealed bytes.
    #[n(1)]
    pub size: u32,
    /// So many of them are stored here, from the beginning.
    #[n(2)]
    pub held: u32,
    /// The relay has said that it has all of it.
    #[n(3)]
    pub handed_in: bool,
    /// So many bytes the relay has, as far as it said.
    #[n(4)]
    pub sent: u32,
    /// It is kept for taking along.
    #[n(5)]
    pub pinned: bool,
    /// It is to be fetched.
    #[n(6)]
    pub wanted: bool,
    /// When it was made or first wished for: milliseconds since 1970.
    #[n(7)]
    pub since: i64,
}

impl BlobRecord {
    /// Whether all of it is here.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.size > 0 && self.held == self.size
    }

    /// Whether it has to be handed in.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.is_here() && !self.handed_in
    }

    /// Whether its bytes can be let go of: the relay has them, and nobody takes them along.
    #[must_use]
    pub fn can_go(&self) -> bool {
        self.held > 0 && self.handed_in && !self.pinned && !self.wanted
    }
}

/// The key of a piece: the attachment, then which piece of it.
#[must_use]
pub fn chunk_key(blob: BlobId, at: u32) -> Vec<u8> {
    let mut key = blob.as_bytes().to_vec();
    key.extend_from_slice(&at.to_be_bytes());
    key
}

/// The pieces of sealed bytes with their keys, beginning with the piece `first`.
pub fn chunks(
    blob: BlobId,
    first: u32,
    bytes: &[u8],
) -> impl Iterator<Item = (Vec<u8>, &[u8])> + '_ {
    (first..).zip(bytes.chunks(CHUNK)).map(move |(at, piece)| (chunk_key(blob, at), piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These lie in stores for ever.
    #[test]
    fn stored_records_are_pinned() {
        let record = BlobRecord {
            matter: MatterId::new([1; 16]),
            size: 300_000,
            held: 262_144,
            handed_in: false,
            sent: 65_536,
            pinned: true,
            wanted: false,
            since: 1_795_000_000_000,
        };
        let bytes = minicbor::to_vec(&record).expect("encodes");
        assert_eq!(minicbor::decode::<BlobRecord>(&bytes).expect("decodes"), record);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "8850010101010101010101010101010101011a000493e01a00040000f41a00010000f5f41b000001a1ee565e00"
        );
        let key = chunk_key(BlobId::new([2; 32]), 258);
        assert_eq!(key.len(), 36);
        assert_eq!(key[32..], [0, 0, 1, 2]);
    }

    #[test]
    fn pieces_are_whole_and_in_order() {
        let bytes: Vec<u8> = (0..CHUNK * 2 + 5).map(|at| (at / CHUNK) as u8).collect();
        let blob = BlobId::new([2; 32]);
        let all: Vec<_> = chunks(blob, 3, &bytes).collect();
        assert_eq!(all.iter().map(|(_, piece)| piece.len()).collect::<Vec<_>>(), [CHUNK, CHUNK, 5]);
        assert_eq!(all[2].0, chunk_key(blob, 5));
    }
}
