//! What a courier carries: made here, taken in here.

mod make;
mod take;

pub use take::ParcelTaken;
