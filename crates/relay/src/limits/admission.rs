//! Connections in all, and from one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use super::Limits;

/// Counts connections.
#[derive(Debug)]
pub struct Admission {
    limits: Limits,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// One connection; dropped, it makes room for another.
#[derive(Debug)]
pub struct Ticket {
    admission: Arc<Admission>,
    address: IpAddr,
}

impl Admission {
    /// Nobody is here.
    #[must_use]
    pub fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self { limits, counts: Mutex::default() })
    }

    /// Lets a connection in, or not.
    #[must_use]
    pub fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Ticket> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let here = counts.by_address.get(&address).copied().unwrap_or_default();
        let too_many = here >= self.limits.per_address && !address.is_loopback();
        if counts.all >= self.limits.connections || too_many {
            return None;
        }
        counts.all += 1;
        *counts.by_address.entry(address).or_default() += 1;
        Some(Ticket { admission: Arc::clone(self), address })
    }

    /// Connections there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).all
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut counts = self.admission.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.all = counts.all.saturating_sub(1);
        if let Some(here) = counts.by_address.get_mut(&self.address) {
            *here = here.saturating_sub(1);
            if *here == 0 {
                counts.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_so_many_and_this_machine_all_there_are() {
        let limits = Limits { connections: 5, per_address: 2, per_device: 1 };
        let admission = Admission::new(limits);
        let (there, here) = (IpAddr::from([10, 0, 0, 7]), IpAddr::from([127, 0, 0, 1]));
        let mut tickets: Vec<_> = (0..2).map(|_| admission.admit(there)).collect();
        assert!(tickets.iter().all(Option::is_some));
        assert!(admission.admit(there).is_none());
        tickets.extend((0..3).map(|_| admission.admit(here)));
        assert!(tickets.iter().all(Option::is_some));
        assert!(admission.admit(here).is_none(), "all places are taken");
        tickets.remove(0);
        assert!(admission.admit(there).is_some());
        drop(tickets);
        assert_eq!(admission.count(), 0);
        assert!(admission.counts.lock().expect("sound").by_address.is_empty());
    }
}
