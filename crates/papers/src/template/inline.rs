//! Inside of a line: fields, optional parts, braces.

use crate::{Field, List};

use super::{FixedBlock, Part, SyntaxError};

/// Cuts a line into its parts. `each` is the list that is being repeated over.
pub fn parts(line: &str, each: Option<List>) -> Result<Vec<Part>, SyntaxError> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("[[") {
        let (before, after) = (rest.get(..at), rest.get(at + 2..));
        let (Some(before), Some(after)) = (before, after) else { break };
        fields(before, each, &mut parts)?;
        let end = after.find("]]").ok_or(SyntaxError::Optional)?;
        let (inside, after) = after.split_at(end);
        if inside.contains("[[") {
            return Err(SyntaxError::Optional);
        }
        let mut optional = Vec::new();
        fields(inside, each, &mut optional)?;
        parts.push(Part::Optional(optional));
        rest = after.strip_prefix("]]").unwrap_or(after);
    }
    fields(rest, each, &mut parts)?;
    Ok(parts)
}

/// Text and fields, without optional parts.
fn fields(text: &str, each: Option<List>, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    if text.contains("]]") {
        return Err(SyntaxError::Optional);
    }
    let mut plain = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '{' | '}' if signs.peek() == Some(&sign) => {
                signs.next();
                plain.push(sign);
            }
            '}' => return Err(SyntaxError::Brace),
            '{' => {
                let mut name = String::new();
                loop {
                    match signs.next() {
                        Some('}') => break,
                        Some('{') | None => return Err(SyntaxError::Brace),
                        Some(sign) => name.push(sign),
                    }
                }
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(field(&name, each)?);
            }
            _ => plain.push(sign),
        }
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(())
}

fn field(name: &str, each: Option<List>) -> Result<Part, SyntaxError> {
    let name = name.trim();
    let (word, by_hand) = match name.strip_suffix(['?', '？']) {
        Some(word) => (word.trim_end(), true),
        None => (name, false),
    };
    if is_block(word) {
        return Err(SyntaxError::BlockMisplaced(word.to_owned()));
    }
    Ok(Part::Field { field: known(word, each)?, by_hand })
}

/// Whether the word names a block instead of a field.
pub fn is_block(word: &str) -> bool {
    is_signature(word) || FixedBlock::from_word(word).is_some()
}

/// Whether the word names the signature.
pub fn is_signature(word: &str) -> bool {
    matches!(word, "signature" | "落款")
}

/// The field of a word, known where it stands.
pub fn known(word: &str, each: Option<List>) -> Result<Field, SyntaxError> {
    let field = Field::from_word(word).ok_or_else(|| SyntaxError::UnknownField(word.to_owned()))?;
    let fits = match field {
        Field::Index => each.is_some(),
        _ => field.list().is_none() || field.list() == each,
    };
    if fits { Ok(field) } else { Err(SyntaxError::OutsideEach(word.to_owned())) }
}
