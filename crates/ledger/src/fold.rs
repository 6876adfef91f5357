//! Making text comparable: one width, one kind of space, nothing invisible.

/// One character folded: full-width forms to half-width, every space to one space, invisible ones dropped.
fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{00AD}' => None,
        _ if c.is_whitespace() || c.is_control() => Some(' '),
        _ => Some(c),
    }
}

/// Folded, trimmed, with each run of space as one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(fold_char) {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Folded, with no space at all.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars().filter_map(fold_char).filter(|c| *c != ' ').collect()
}

/// As written, without what stands invisibly at the ends.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(fold_char(c), None | Some(' ')))
}

/// Whether two texts say the same but for widths, spaces and what is invisible.
#[must_use]
pub fn same_words(one: &str, other: &str) -> bool {
    squeeze(one) == squeeze(other)
}

/// Sentences as they are written, full-width punctuation and lines included; only what is invisible or no
/// text goes.
#[must_use]
pub fn prose(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\r' => None,
        '\n' => Some('\n'),
        _ if c.is_control() => Some(' '),
        _ => fold_char(c).map(|_| c),
    });
    trimmed(&kept.collect::<String>()).to_owned()
}

/// Whether a character is one of the Han script.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// A short Chinese text as one would store it: folded, and without space next to a Han character.
#[must_use]
pub fn tidy(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ' ' {
            let beside = out.chars().next_back().is_some_and(is_han)
                || rest.peek().copied().is_some_and(is_han);
            if beside {
                continue;
            }
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_width_space_and_invisible() {
        assert_eq!(fold("　２０２５．３\u{200B}  Ｘ\n"), "2025.3 X");
        assert_eq!(squeeze("姓　 名"), "姓名");
        assert_eq!(trimmed("\u{FEFF}　李杰 \u{00A0}"), "李杰");
        assert_eq!(tidy("李　杰 "), "李杰");
        assert_eq!(tidy("John  Smith"), "John Smith");
        assert_eq!(
            prose(" 田埂移位，双方\u{200B}说法不一。\r\n多次协商 "),
            "田埂移位，双方说法不一。\n多次协商"
        );
        assert!(same_words("田埂移位，说法不一", "田埂移位, 说法不一"));
    }
}
