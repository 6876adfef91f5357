//! What a courier carries: made here, taken in here.

mod for_us;
mod make;
mod recipients;
mod senders;
mod take;

pub use make::ParcelMade;
pub use take::{ParcelLabel, ParcelTaken};
