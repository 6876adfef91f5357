//! How alike two texts are, by the pairs of neighbouring characters they share.
//!
//! Chinese has no spaces to cut words at, and a demand told twice is never told in the same words. Shared pairs need
//! no dictionary, cost little, and are what every replica computes alike.

mod text_print;

pub use text_print::TextPrint;

/// From this measure on, in percent, two texts of one person are about much the same.
pub const ALIKE: u8 = 60;

/// How alike two texts are, 0 to 100. For many texts make [`TextPrint`]s once.
#[must_use]
pub fn likeness(one: &str, two: &str) -> u8 {
    TextPrint::of(one).likeness(&TextPrint::of(two))
}
