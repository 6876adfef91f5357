//! Pictures that go into a paper as they are: drawn signatures, photographed handwriting.
//!
//! They are not decoded. What is looked at is what a page needs to know: that it is a PNG or a JPEG,
//! and how many pixels it has. The rest is the reader's that opens the page or the file.

use serde::{Deserialize, Serialize};

use crate::limits::{PICTURE_BYTES_MAX, PICTURE_SIDE_MAX};

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureFormat {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The ending of a file's name.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

/// Why bytes are no picture for a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadPicture {
    /// More than [`PICTURE_BYTES_MAX`](crate::PICTURE_BYTES_MAX) bytes.
    #[error("too many bytes")]
    TooLarge,
    /// Neither PNG nor JPEG, or cut off before its size.
    #[error("neither PNG nor JPEG")]
    Unknown,
    /// A side of 0, or of more than [`PICTURE_SIDE_MAX`](crate::PICTURE_SIDE_MAX) pixels.
    #[error("{width} × {height} pixels")]
    Size {
        /// Width, pixels.
        width: u32,
        /// Height, pixels.
        height: u32,
    },
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// How it is written.
    pub format: PictureFormat,
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`BadPicture`].
    pub fn read(bytes: &[u8]) -> Result<Self, BadPicture> {
        if bytes.len() > PICTURE_BYTES_MAX {
            return Err(BadPicture::TooLarge);
        }
        let (format, (width, height)) = png(bytes)
            .map(|size| (PictureFormat::Png, size))
            .or_else(|| jpeg(bytes).map(|size| (PictureFormat::Jpeg, size)))
            .ok_or(BadPicture::Unknown)?;
        let sides = 1..=PICTURE_SIDE_MAX;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(BadPicture::Size { width, height });
        }
        Ok(Self { format, width, height, bytes: bytes.to_vec() })
    }

    /// As large as fits into a room, at least 1 mm each way. Room and result in millimetres.
    #[must_use]
    pub fn fit(&self, room: (u16, u16)) -> (u16, u16) {
        let (wide, high) = (u64::from(room.0), u64::from(room.1));
        let (width, height) = (u64::from(self.width.max(1)), u64::from(self.height.max(1)));
        let (wide, high) = if width * high > height * wide {
            (wide, wide * height / width)
        } else {
            (high * width / height, high)
        };
        let millimetres = |side: u64| u16::try_from(side.max(1)).unwrap_or(u16::MAX);
        (millimetres(wide), millimetres(high))
    }
}

fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Width and height of a PNG: its first chunk has them.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(8..16)? == b"\0\0\0\x0DIHDR";
    let is_one = bytes.starts_with(b"\x89PNG\r\n\x1A\n") && header;
    is_one.then_some((big_endian(bytes, 16, 4)?, big_endian(bytes, 20, 4)?))
}

/// Width and height of a JPEG: one of its segments, a frame header, has them.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"\xFF\xD8\xFF") {
        return None;
    }
    let mut at = 2_usize;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // A filler before the marker.
            0xFF => at += 1,
            // Frame headers, but for three that are tables.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return Some((big_endian(bytes, at + 7, 2)?, big_endian(bytes, at + 5, 2)?));
            }
            // The picture itself begins, or ends, before any size.
            0xD8..=0xDA => return None,
            _ => {
                let length = usize::try_from(big_endian(bytes, at + 2, 2)?).ok()?;
                at = at.checked_add(2)?.checked_add(length.max(2))?;
            }
        }
    }
}
