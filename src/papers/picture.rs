//! A picture as a line of text for HTML.

use ::papers::Picture;

/// `data:image/png;base64,…`
pub fn data_address(picture: &Picture, to: &mut String) {
    to.push_str("data:");
    to.push_str(picture.format.media_type());
    to.push_str(";base64,");
    base64(&picture.bytes, to);
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8], to: &mut String) {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_u32, |number, at| {
            number << 8 | u32::from(three.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let index = usize::try_from(number >> (18 - 6 * at) & 0x3F).unwrap_or_default();
            let sign = SIGNS.get(index).copied().map_or('=', char::from);
            to.push(if usize::try_from(at).is_ok_and(|at| at > three.len()) { '=' } else { sign });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let of = |bytes: &[u8]| {
            let mut text = String::new();
            base64(bytes, &mut text);
            text
        };
        let known: [(&[u8], &str); 7] = [
            (b"", ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"fooba", "Zm9vYmE="),
            (b"\xFB\xFF\xFE", "+//+"),
        ];
        for (bytes, text) in known {
            assert_eq!(of(bytes), text);
        }
    }
}
