//! The frame: one byte of version, one of codec, then the message, compressed as a whole.

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use minicbor::{Decode, Encode};
use std::io::{Read, Write};

use crate::Bytes;

/// The version both sides speak.
pub const VERSION: u8 = 1;
/// Largest frame that is read at all, in bytes.
pub const MAX_FRAME: usize = 8 << 20;
/// Largest message after inflating, in bytes.
pub const MAX_INFLATED: u64 = 48 << 20;

/// Smaller messages are sent as they are, in bytes: deflate gains nothing on them.
const COMPRESS_FROM: usize = 256;
/// A better one gains little and takes much longer.
const LEVEL: Compression = Compression::new(6);
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

/// Bytes that many frames carry, compressed once.
#[derive(Debug, Clone)]
pub struct Prepared {
    plain: Bytes,
    /// Whole blocks that refer to nothing before them and end on a byte: they may stand in the middle of
    /// any frame.
    deflated: Vec<u8>,
}

impl Prepared {
    /// Compresses them.
    ///
    /// # Errors
    /// None that is known: it writes to memory.
    pub fn new(plain: Bytes) -> Result<Self, FrameError> {
        let deflated = blocks(Vec::new(), &plain)?;
        Ok(Self { plain, deflated })
    }
}

/// Puts a message into a frame.
///
/// # Errors
/// [`FrameError::TooLarge`] where it does not fit [`MAX_FRAME`].
pub fn encode_frame<T: Encode<()>>(message: &T) -> Result<Vec<u8>, FrameError> {
    framed(message, None)
}

/// The same for a message that carries what was prepared; where it does not, it costs what
/// [`encode_frame`] does.
///
/// # Errors
/// [`FrameError::TooLarge`] where it does not fit [`MAX_FRAME`].
pub fn encode_frame_with<T: Encode<()>>(
    message: &T,
    prepared: &Prepared,
) -> Result<Vec<u8>, FrameError> {
    framed(message, Some(prepared))
}

fn framed<T: Encode<()>>(message: &T, prepared: Option<&Prepared>) -> Result<Vec<u8>, FrameError> {
    let plain = minicbor::to_vec(message).map_err(|_| FrameError::Malformed)?;
    let mut frame = Vec::with_capacity(plain.len().min(COMPRESS_FROM) + 2);
    frame.push(VERSION);
    if plain.len() < COMPRESS_FROM {
        frame.push(PLAIN);
        frame.extend_from_slice(&plain);
    } else {
        frame.push(DEFLATE);
        let mut rest = &plain[..];
        if let Some((prepared, (before, behind))) =
            prepared.and_then(|prepared| Some((prepared, around(&plain, &prepared.plain)?)))
        {
            frame = blocks(frame, before)?;
            frame.extend_from_slice(&prepared.deflated);
            rest = behind;
        }
        let mut encoder = DeflateEncoder::new(frame, LEVEL);
        encoder.write_all(rest).map_err(|_| FrameError::Malformed)?;
        frame = encoder.finish().map_err(|_| FrameError::Malformed)?;
    }
    if frame.len() > MAX_FRAME || plain.len() as u64 > MAX_INFLATED {
        return Err(FrameError::TooLarge);
    }
    Ok(frame)
}

/// Appends compressed blocks that more may follow.
fn blocks(to: Vec<u8>, plain: &[u8]) -> Result<Vec<u8>, FrameError> {
    let mut encoder = DeflateEncoder::new(to, LEVEL);
    encoder.write_all(plain).and_then(|()| encoder.flush()).map_err(|_| FrameError::Malformed)?;
    // Not finished: that would say that nothing follows.
    Ok(std::mem::take(encoder.get_mut()))
}

/// What stands before and behind a part.
fn around<'a>(whole: &'a [u8], part: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    if part.is_empty() {
        return None;
    }
    let at = whole.windows(part.len()).position(|window| window == part)?;
    let (before, rest) = whole.split_at_checked(at)?;
    Some((before, rest.get(part.len()..)?))
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
