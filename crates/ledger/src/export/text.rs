//! Text as XML holds it.

/// Most characters of a cell: Excel refuses a file with more.
const MOST: usize = 32_767;

/// Appends text as the content of a cell.
pub(super) fn push_text(xml: &mut String, text: &str) {
    // A form that Excel takes for a coded sign when it reads: `_x0041_`. Its underscore is coded.
    let coded = text.contains("_x");
    for (at, sign) in text.char_indices().take(MOST) {
        match sign {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // A reader of XML makes one line break of both.
            '\r' => {}
            '_' if coded && is_code(text.get(at..).unwrap_or_default()) => {
                xml.push_str("_x005F_");
            }
            '\t' | '\n' => xml.push(sign),
            // What XML cannot hold at all.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => xml.push(other),
        }
    }
}

/// Whether a text begins with `_xHHHH_`.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.get(2..6).is_some_and(|four| four.iter().all(u8::is_ascii_hexdigit));
    bytes.starts_with(b"_x") && digits && bytes.get(6) == Some(&b'_')
}

/// Appends a whole number.
pub(super) fn push_number(xml: &mut String, number: u32) {
    xml.push_str(&number.to_string());
}

/// Appends the letters of a column, counted from 0: A, Z, AA.
pub(super) fn push_column(xml: &mut String, column: usize) {
    if column >= 26 {
        push_column(xml, column / 26 - 1);
    }
    let letter = u8::try_from(column % 26).unwrap_or_default();
    xml.push(char::from(b'A' + letter));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let letters = |column| {
            let mut text = String::new();
            push_column(&mut text, column);
            text
        };
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = String::new();
        push_text(&mut xml, "a<b>&\"c\"\u{0}\u{b}\r\n_x0041_ _x");
        assert_eq!(xml, "a&lt;b&gt;&amp;&quot;c&quot;\n_x005F_x0041_ _x");
    }
}
