//! Connections of one device.

use ident::DeviceId;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Notify;

/// The connections of each device, the oldest first.
#[derive(Debug)]
pub struct Seats {
    per_device: usize,
    taken: Mutex<HashMap<DeviceId, VecDeque<Arc<Notify>>>>,
}

/// One connection of a device.
#[derive(Debug)]
pub struct Seat {
    seats: Arc<Seats>,
    device: DeviceId,
    given_up: Arc<Notify>,
}

impl Seats {
    /// Nobody is here.
    #[must_use]
    pub fn new(per_device: usize) -> Arc<Self> {
        Arc::new(Self { per_device, taken: Mutex::default() })
    }

    /// Takes a seat; the oldest of too many is given up.
    #[must_use]
    pub fn take(self: &Arc<Self>, device: DeviceId) -> Seat {
        let given_up = Arc::new(Notify::new());
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let of_device = taken.entry(device).or_default();
        of_device.push_back(Arc::clone(&given_up));
        while of_device.len() > self.per_device.max(1) {
            if let Some(oldest) = of_device.pop_front() {
                oldest.notify_one();
            }
        }
        Seat { seats: Arc::clone(self), device, given_up }
    }
}

impl Seat {
    /// Returns when the seat is given up for another connection of the device.
    pub async fn given_up(seat: Option<&Self>) {
        match seat {
            Some(seat) => seat.given_up.notified().await,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_device) = taken.get_mut(&self.device) {
            of_device.retain(|other| !Arc::ptr_eq(other, &self.given_up));
            if of_device.is_empty() {
                taken.remove(&self.device);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_oldest_connection_of_a_device_gives_way() {
        let seats = Seats::new(2);
        let device = DeviceId::new([1; 8]);
        let first = seats.take(device);
        let second = seats.take(device);
        let other = seats.take(DeviceId::new([2; 8]));
        let third = seats.take(device);
        Seat::given_up(Some(&first)).await;
        drop((first, second, third, other));
        assert!(seats.taken.lock().expect("sound").is_empty());
    }
}
