//! What a file is, and how many pixels it says it has, by its first bytes.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture that browsers read.
    Picture,
    /// A picture of a phone's own kind, which some browsers read.
    Heic,
    /// A PDF.
    Pdf,
    /// None of these.
    Nothing,
}

/// A file's beginning, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it is.
    pub kind: Kind,
    /// Width and height, where they stand in the beginning.
    pub pixels: Option<(u32, u32)>,
}

impl Head {
    /// Reads a file's first bytes.
    #[must_use]
    pub fn read(head: &[u8]) -> Self {
        let (kind, pixels) = match head {
            [0xff, 0xd8, 0xff, ..] => (Kind::Picture, jpeg(head)),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => {
                let side =
                    |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
                (Kind::Picture, side(16).zip(side(20)))
            }
            [b'G', b'I', b'F', b'8', _, _, ..] => {
                (Kind::Picture, short(head, 6, false).zip(short(head, 8, false)))
            }
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                (Kind::Picture, None)
            }
            [b'B', b'M', ..] => (Kind::Picture, None),
            [b'%', b'P', b'D', b'F', b'-', ..] => (Kind::Pdf, None),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
                (container(brand.first_chunk()), None)
            }
            _ => (Kind::Nothing, None),
        };
        Self { kind, pixels }
    }
}

/// Pictures in the container that films come in, too.
fn container(brand: Option<&[u8; 4]>) -> Kind {
    match brand {
        Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => Kind::Heic,
        Some(b"avif" | b"avis") => Kind::Picture,
        _ => Kind::Nothing,
    }
}

fn short(bytes: &[u8], at: usize, big_endian: bool) -> Option<u32> {
    let two: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    let read = if big_endian { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) };
    Some(u32::from(read))
}

/// Goes from segment to segment until one that begins a frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Filling, and marks without content.
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            // A frame: length, precision, height, width.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return short(bytes, at + 7, true).zip(short(bytes, at + 5, true));
            }
            // The picture itself, or its end: no frame was before it.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(short(bytes, at + 2, true)?.max(2)).ok()?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(head: &[u8]) -> Kind {
        Head::read(head).kind
    }

    #[test]
    fn files_are_known_by_their_beginnings() {
        assert_eq!(kind(b"%PDF-1.7"), Kind::Pdf);
        assert_eq!(kind(b"\0\0\0\x18ftypheic\0\0"), Kind::Heic);
        assert_eq!(kind(b"\0\0\0\x18ftypavif\0\0"), Kind::Picture);
        assert_eq!(kind(b"\0\0\0\x18ftypmp42\0\0"), Kind::Nothing, "a film");
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Kind::Picture);
        assert_eq!(kind(b"<svg xmlns="), Kind::Nothing);
        assert_eq!(kind(b"PK\x03\x04"), Kind::Nothing, "a Word file");
        assert_eq!(kind(b""), Kind::Nothing);
    }

    #[test]
    fn pixels_stand_in_the_head() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0x75, 0x30, 0, 0, 0x9c, 0x40]);
        assert_eq!(Head::read(&png).pixels, Some((30_000, 40_000)));
        // A segment of notes, filling, then the frame.
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc2, 0, 17, 8];
        jpeg.extend([0x0b, 0xb8, 0x0f, 0xa0, 3]);
        assert_eq!(Head::read(&jpeg).pixels, Some((4000, 3000)));
        jpeg.truncate(15);
        assert_eq!(Head::read(&jpeg).pixels, None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(mut bytes in prop::collection::vec(any::<u8>(), 0..200), jpeg: bool) {
            if jpeg {
                bytes.splice(0..0, [0xff, 0xd8, 0xff]);
            }
            let _ = Head::read(&bytes);
        }
    }
}
