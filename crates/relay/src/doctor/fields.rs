//! Values of a row, where they are what they have to be.

use crate::store::tables::{Line, Value};

pub(crate) fn int(line: &Line, at: usize) -> Option<i64> {
    match line.get(at)? {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

pub(crate) fn unsigned(line: &Line, at: usize) -> Option<u64> {
    u64::try_from(int(line, at)?).ok()
}

pub(crate) fn text(line: &Line, at: usize) -> Option<&str> {
    match line.get(at)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

pub(crate) fn blob(line: &Line, at: usize) -> Option<&[u8]> {
    match line.get(at)? {
        Value::Blob(bytes) => Some(bytes),
        _ => None,
    }
}

pub(crate) fn is_null(line: &Line, at: usize) -> bool {
    matches!(line.get(at), Some(Value::Null))
}
