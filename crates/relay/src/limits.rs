//! How much anybody may ask of the relay: connections in all and from one address, connections and
//! messages of one device.

mod admission;
mod pace;
mod seats;

pub use admission::{Admission, Ticket};
pub use pace::Pace;
pub use seats::{Seat, Seats};

/// What is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections from one address. Not for those from this machine itself: there a proxy stands
    /// in front, and counts by itself.
    pub per_address: usize,
    /// Connections of one device: its tabs take one between them, and what a poor line left behind
    /// is given up after a while. The oldest ends when one more comes.
    pub per_device: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // Offices share addresses: a whole town may come from one.
        Self { connections: 10_000, per_address: 256, per_device: 8 }
    }
}
