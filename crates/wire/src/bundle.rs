//! Frames in the body of a request or an answer, where a WebSocket cannot be had: a mark, a version,
//! then each frame behind its length. The mark tells it from whatever else answers in a network that
//! wants its visitors to sign in first.

use crate::{FrameError, MAX_FRAME};

/// Where requests go, below the address of the relay's socket.
pub const REQUESTS: [&str; 3] = ["open", "say", "hear"];
/// The header that names a line between requests.
pub const LINE_HEADER: &str = "x-cunzhan-line";
/// The type of a body with frames.
pub const BUNDLE_TYPE: &str = "application/vnd.cunzhan.frames";
/// Largest body that is read at all, in bytes.
pub const MAX_BUNDLE: usize = MAX_FRAME + (64 << 10);

const MARK: &[u8; 5] = b"CZFR\x01";

/// Puts frames into a body.
#[must_use]
pub fn bundle<F: AsRef<[u8]>>(frames: &[F]) -> Vec<u8> {
    let all: usize = frames.iter().map(|frame| frame.as_ref().len() + 4).sum();
    let mut body = Vec::with_capacity(MARK.len() + all);
    body.extend_from_slice(MARK);
    for frame in frames {
        let frame = frame.as_ref();
        body.extend_from_slice(&u32::try_from(frame.len()).unwrap_or(u32::MAX).to_be_bytes());
        body.extend_from_slice(frame);
    }
    body
}

/// Takes frames out of a body from untrusted bytes.
///
/// # Errors
/// [`FrameError::TooLarge`]; [`FrameError::Malformed`] where it is no body of ours.
pub fn unbundle(body: &[u8]) -> Result<Vec<&[u8]>, FrameError> {
    if body.len() > MAX_BUNDLE {
        return Err(FrameError::TooLarge);
    }
    let mut rest = body.strip_prefix(MARK).ok_or(FrameError::Malformed)?;
    let mut frames = Vec::new();
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let (frame, behind) = behind.split_at_checked(length).ok_or(FrameError::Malformed)?;
        frames.push(frame);
        rest = behind;
    }
    if rest.is_empty() { Ok(frames) } else { Err(FrameError::Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_as_they_went_in() {
        let frames: [&[u8]; 3] = [b"one", b"", &[7; 70_000]];
        let body = bundle(&frames);
        assert_eq!(unbundle(&body), Ok(frames.to_vec()));
        assert_eq!(unbundle(&bundle::<&[u8]>(&[])), Ok(vec![]));
    }

    #[test]
    fn other_bodies_are_none_of_ours() {
        let body = bundle(&[b"one"]);
        for cut in 0..body.len() {
            // Without any frame it is a body; cut anywhere else it is none.
            assert_eq!(unbundle(&body[..cut]).is_ok(), cut == MARK.len(), "{cut}");
        }
        assert_eq!(unbundle(b"<html>sign in</html>"), Err(FrameError::Malformed));
        assert_eq!(unbundle(&vec![0; MAX_BUNDLE + 1]), Err(FrameError::TooLarge));
    }
}
