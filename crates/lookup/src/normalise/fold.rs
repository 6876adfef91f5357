//! What becomes of one character.

use super::{is_ideograph, radical};

/// The dot inside transliterated names.
const NAME_DOT: char = '\u{B7}';

/// Hands on what `character` folds to: nothing, one character, or the few a lower case needs. `before` is the
/// character handed on last.
pub(super) fn character(character: char, before: Option<char>, emit: &mut impl FnMut(char)) {
    if is_ignored(character) {
        return;
    }
    if character.is_ascii() {
        let after_ideograph = character == '.' && before.is_some_and(is_ideograph);
        emit(if after_ideograph { NAME_DOT } else { ascii(character) });
        return;
    }
    match character {
        '\u{FF0E}' if before.is_some_and(|last| last.is_ascii_digit()) => emit('.'),
        '\u{FF01}'..='\u{FF5E}' if character != '\u{FF0E}' => emit(ascii(half_width(character))),
        '帐' => emit('账'),
        _ => match punctuation(character).or_else(|| radical::ideograph(character)) {
            Some(folded) => emit(folded),
            None if is_ideograph(character) => emit(character),
            None => character.to_lowercase().for_each(emit),
        },
    }
}

/// What carries no meaning for a search.
fn is_ignored(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

fn ascii(character: char) -> char {
    match character {
        '[' => '(',
        ']' => ')',
        other => other.to_ascii_lowercase(),
    }
}

/// Full-width forms stand in ASCII order, 0xFEE0 further up.
fn half_width(character: char) -> char {
    char::from_u32(u32::from(character).wrapping_sub(0xFEE0)).unwrap_or(character)
}

fn punctuation(character: char) -> Option<char> {
    Some(match character {
        '\u{387}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{25CF}'
        | '\u{30FB}' | '\u{FF0E}' | '\u{FF65}' => NAME_DOT,
        '〔' | '【' | '〖' => '(',
        '〕' | '】' | '〗' => ')',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' | '「' | '」' | '『' | '』' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '、' => ',',
        '。' | '\u{FF61}' => '.',
        '\u{FFE5}' => '\u{A5}',
        _ => return None,
    })
}
