//! What a file is, by its name.

/// The media type.
pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// Whether a name carries a hash of its content: eight or more hexadecimal digits after its last hyphen,
/// up to a dot, an underscore or the end (`app-0123456789abcdef_bg.wasm`).
pub(super) fn is_hashed(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, part)| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        digits >= 8 && matches!(part.as_bytes().get(digits), None | Some(b'.' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_told_from_others() {
        let cases = [
            ("cunzhan-4f0c1d2e3a4b5c6d.js", true),
            ("cunzhan-4f0c1d2e3a4b5c6d_bg.wasm", true),
            ("tokens-0011223344556677.css", true),
            ("index.html", false),
            ("sw.js", false),
            ("noto-sans-regular.woff2", false),
            ("icon-deadbeefcafe-big.png", false),
        ];
        for (name, hashed) in cases {
            assert_eq!(is_hashed(name), hashed, "{name}");
        }
    }
}
