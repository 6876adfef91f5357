//! The frame: one byte of version, one of codec, then the message, compressed as a whole.

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use minicbor::{Decode, Encode};
use std::io::{Read, Write};

/// The version both sides speak.
pub const VERSION: u8 = 1;
/// Largest frame that is read at all, in bytes.
pub const MAX_FRAME: usize = 8 << 20;
/// Largest message after inflating, in bytes.
pub const MAX_INFLATED: u64 = 48 << 20;

/// Smaller messages are sent as they are, in bytes: deflate gains nothing on them.
const COMPRESS_FROM: usize = 256;
const PLAIN: u8 = 0;
const DEFLATE: u8 = 1;

/// Bytes that are not a frame of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Another version.
    #[error("version {0} is not spoken here")]
    UnknownVersion(u8),
    /// Larger than [`MAX_FRAME`], or inflates to more than [`MAX_INFLATED`].
    #[error("larger than the limit")]
    TooLarge,
    /// Not a message.
    #[error("cannot be read as a message")]
    Malformed,
}

/// Puts a message into a frame.
///
/// # Errors
/// [`FrameError::TooLarge`] where it does not fit [`MAX_FRAME`].
pub fn encode_frame<T: Encode<()>>(message: &T) -> Result<Vec<u8>, FrameError> {
    let plain = minicbor::to_vec(message).map_err(|_| FrameError::Malformed)?;
    let mut frame = Vec::with_capacity(plain.len().min(COMPRESS_FROM) + 2);
    frame.push(VERSION);
    if plain.len() < COMPRESS_FROM {
        frame.push(PLAIN);
        frame.extend_from_slice(&plain);
    } else {
        frame.push(DEFLATE);
        let mut encoder = DeflateEncoder::new(frame, Compression::new(6));
        encoder.write_all(&plain).map_err(|_| FrameError::Malformed)?;
        frame = encoder.finish().map_err(|_| FrameError::Malformed)?;
    }
    if frame.len() > MAX_FRAME || plain.len() as u64 > MAX_INFLATED {
        return Err(FrameError::TooLarge);
    }
    Ok(frame)
}

/// Reads a frame from untrusted bytes; inflates no more than [`MAX_INFLATED`].
///
/// # Errors
/// [`FrameError`].
pub fn decode_frame<T: for<'b> Decode<'b, ()>>(frame: &[u8]) -> Result<T, FrameError> {
    if frame.len() > MAX_FRAME {
        return Err(FrameError::TooLarge);
    }
    match frame {
        [VERSION, PLAIN, payload @ ..] => decode(payload),
        [VERSION, DEFLATE, payload @ ..] => {
            let mut plain = Vec::new();
            DeflateDecoder::new(payload)
                .take(MAX_INFLATED + 1)
                .read_to_end(&mut plain)
                .map_err(|_| FrameError::Malformed)?;
            if plain.len() as u64 > MAX_INFLATED {
                return Err(FrameError::TooLarge);
            }
            decode(&plain)
        }
        [version, _, ..] if *version != VERSION => Err(FrameError::UnknownVersion(*version)),
        _ => Err(FrameError::Malformed),
    }
}

fn decode<T: for<'b> Decode<'b, ()>>(payload: &[u8]) -> Result<T, FrameError> {
    minicbor::decode(payload).map_err(|_| FrameError::Malformed)
}
