//! One form for what is stored and what is typed.

mod fold;
mod radical;

/// Folds text for searching. Apply it to both sides: what is looked for and what it is looked for in.
///
/// - Full-width letters, digits and punctuation become half-width; letters become lower case.
/// - White space, control characters, zero-width characters and variation selectors go, also inside: `张 三` is
///   found by `张三`. The result therefore holds no line break, and one may separate fields with it.
/// - 帐 becomes 账 (台帐 and 台账 are the same ledger).
/// - The dots of transliterated names (`•`, `．`, `‧`, `・` and their like, and a plain `.` after an ideograph)
///   become U+00B7; between digits a full-width stop is a decimal point.
/// - All square, lenticular and tortoise-shell brackets become parentheses, so 〔2026〕, 【2026】 and (2026) are one;
///   quotation marks, dashes, 、 and 。 become their ASCII likes.
/// - Radicals that text copied out of a PDF holds in place of ideographs (`⼾` for `户`) become the ideographs.
///
/// It is a hand-written subset of Unicode NFKC plus the foldings above, not NFKC: compatibility ideographs
/// (U+F900 and on), circled numbers, half-width kana and traditional characters stay as they are.
///
/// Folding twice changes nothing more.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = None;
    for character in text.chars() {
        fold::character(character, before, &mut |out| {
            folded.push(out);
            before = Some(out);
        });
    }
    folded
}

/// Whether a character is an ideograph, in any plane, or 〇.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}
