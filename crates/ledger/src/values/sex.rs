//! 男 or 女.

use crate::field::Sex;
use crate::fold::squeeze;

/// Read a cell such as 男, 女性 or 男/45.
pub(crate) fn read(text: &str) -> Option<Sex> {
    let squeezed = squeeze(text);
    match (squeezed.contains('男'), squeezed.contains('女')) {
        (true, false) => Some(Sex::Male),
        (false, true) => Some(Sex::Female),
        _ => match squeezed.as_str() {
            "M" | "m" => Some(Sex::Male),
            "F" | "f" => Some(Sex::Female),
            _ => None,
        },
    }
}
