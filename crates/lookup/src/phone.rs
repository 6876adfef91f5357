//! Hints on a telephone number as it is typed (mainland numbering).
//!
//! A hint and nothing more: whatever it says, the number is stored as written. The wording is elsewhere.

/// What is to be said of a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneHint {
    /// A mobile number: 11 digits beginning 13 to 19, with or without +86.
    Mobile,
    /// A fixed line with its area code, with or without an extension.
    Landline,
    /// Seven or eight digits: a fixed line without its area code.
    LocalLandline,
    /// A 400 or 800 number of ten digits.
    ServiceLine,
    /// Three to six digits: a public service, or a short number inside a group.
    ShortNumber,
    /// Nothing was typed.
    Empty,
    /// Something other than digits and the usual separators.
    BadCharacter {
        /// Its place among the characters typed, white space not counted; the first is 1.
        position: usize,
    },
    /// Fewer or more digits than a number of its beginning has. Perhaps a slip in typing.
    WrongLength {
        /// Digits typed, without country code and extension.
        len: usize,
    },
    /// A right number of digits with a beginning that no number has.
    UnknownBeginning,
}

/// Looks at a telephone number as it is typed.
#[must_use]
pub fn check(typed: &str) -> PhoneHint {
    let folded = crate::normalise(typed);
    if folded.is_empty() {
        return PhoneHint::Empty;
    }
    let (number, extension) = split_extension(&folded);
    let stray = |text: &str| {
        text.chars().position(|character| !is_digit(character) && !is_separator(character))
    };
    if let Some(place) = stray(number) {
        return PhoneHint::BadCharacter { position: place + 1 };
    }
    if let Some(place) = stray(extension) {
        return PhoneHint::BadCharacter { position: number.chars().count() + 1 + place + 1 };
    }
    let digits: String = number.chars().filter(|&character| is_digit(character)).collect();
    of_digits(national(&digits, folded.starts_with('+')))
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '(' | ')' | '+')
}

/// What stands before and after the mark of an extension.
fn split_extension(folded: &str) -> (&str, &str) {
    folded.split_once(['转', 'x', '#']).unwrap_or((folded, ""))
}

/// The digits without the country code, where one was typed.
fn national(digits: &str, plus: bool) -> &str {
    let without = digits.strip_prefix("0086").or_else(|| {
        let coded = plus || digits.len() == 13;
        digits.strip_prefix("86").filter(|_| coded)
    });
    without.unwrap_or(digits)
}

fn of_digits(digits: &str) -> PhoneHint {
    let len = digits.len();
    let wrong = PhoneHint::WrongLength { len };
    let mut leading = digits.bytes();
    match (leading.next(), leading.next(), leading.next()) {
        (Some(b'1'), Some(b'3'..=b'9'), _) if len > 6 => when(len == 11, PhoneHint::Mobile, wrong),
        // Beijing and the other great cities have codes of three digits, with eight digits behind.
        (Some(b'0'), Some(b'1' | b'2'), _) => {
            when(matches!(len, 10 | 11), PhoneHint::Landline, wrong)
        }
        (Some(b'0'), Some(b'3'..=b'9'), _) => {
            when(matches!(len, 11 | 12), PhoneHint::Landline, wrong)
        }
        (Some(b'4' | b'8'), Some(b'0'), Some(b'0')) if len == 10 => PhoneHint::ServiceLine,
        _ => match len {
            3..=6 => PhoneHint::ShortNumber,
            7 | 8 => PhoneHint::LocalLandline,
            11 => PhoneHint::UnknownBeginning,
            _ => wrong,
        },
    }
}

fn when(fits: bool, hint: PhoneHint, otherwise: PhoneHint) -> PhoneHint {
    if fits { hint } else { otherwise }
}
