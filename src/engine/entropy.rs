//! Time and randomness: the engine's, handed to the station as arguments.

use casework::Moment;

/// The device's clock.
pub fn now() -> Moment {
    // Whole milliseconds; the fraction of a clock that has one is of no use here.
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for ages")]
    Moment::from_millis(js_sys::Date::now() as i64)
}

/// Random bytes of the browser's cryptographic source. None where it has none: then nothing that
/// needs them is done.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

/// A random share of a number, for delays that should not fall together.
pub fn jitter(of: u32) -> u32 {
    let share = random::<4>().map_or(0, u32::from_le_bytes);
    if of == 0 { 0 } else { share % of }
}
