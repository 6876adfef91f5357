//! Wakes the readers of a feed that has grown, and lets those who stand at the same place share what
//! comes next.
//!
//! A wake-up carries nothing: each reader reads on from its own place in the store. So nothing is
//! buffered for a slow reader, nothing can arrive twice or out of order, and a hundred entries
//! that come while it is busy are one wake-up.

use axum::body::Bytes as Frame;
use ident::{DeviceId, OfficeCode};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OnceCell, watch};
use wire::Cursor;

/// Longer frames are not kept beyond those who want them at this moment, in bytes.
const KEPT: usize = 4 << 10;

/// What lies behind a place of an audience's feed, as a frame.
#[derive(Debug, Clone)]
pub struct SharedPart {
    /// The place after it.
    pub to: Cursor,
    /// Whether there is more than fits: then the frame is empty.
    pub more: bool,
    /// The devices that handed in what stands in it.
    pub devices: Vec<DeviceId>,
    /// The frame; empty where there is nothing.
    pub frame: Frame,
}

/// A part that is made by whoever needs it first.
type Part = Arc<OnceCell<SharedPart>>;

/// An audience's readers.
#[derive(Debug)]
struct Audience {
    /// Counts wake-ups.
    woken: watch::Sender<u64>,
    /// The part behind a place, made after so many wake-ups.
    part: Option<(Cursor, u64, Part)>,
}

/// Readers by audience.
#[derive(Debug, Default)]
pub struct Hub(Mutex<HashMap<OfficeCode, Audience>>);

impl Hub {
    /// To be called *before* looking at how far the feed goes, so that no entry falls between.
    #[must_use]
    pub fn subscribe(&self, audience: &OfficeCode) -> watch::Receiver<u64> {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Audience { woken: watch::Sender::new(0), part: None };
        audiences.entry(audience.clone()).or_insert_with(new).woken.subscribe()
    }

    /// To be called *after* the entries are on disk.
    pub fn wake(&self, grown: &BTreeSet<OfficeCode>) {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for name in grown {
            let Some(audience) = audiences.get(name) else { continue };
            // Nobody listens any more: forget it.
            if audience.woken.is_closed() {
                audiences.remove(name);
            } else {
                audience.woken.send_modify(|count| *count += 1);
            }
        }
    }

    /// Wakes everybody: what has grown is not known.
    pub fn wake_all(&self) {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        audiences.retain(|_, audience| {
            let listened_to = !audience.woken.is_closed();
            if listened_to {
                audience.woken.send_modify(|count| *count += 1);
            }
            listened_to
        });
    }

    /// The part behind a place for a reader that has heard so many wake-ups: one that was made
    /// earlier may lack what the last of them was for.
    #[must_use]
    pub fn part(&self, audience: &OfficeCode, from: Cursor, woken: u64) -> Part {
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(audience) = audiences.get_mut(audience) else { return Part::default() };
        match &audience.part {
            Some((place, made, part)) if *place == from && *made >= woken => Arc::clone(part),
            _ => {
                let part = Part::default();
                audience.part = Some((from, woken, Arc::clone(&part)));
                part
            }
        }
    }

    /// Lets go of a part that is too large to be kept; who waits for it has it.
    pub fn forget_large(&self, audience: &OfficeCode, part: &SharedPart) {
        if part.frame.len() <= KEPT {
            return;
        }
        let mut audiences = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(audience) = audiences.get_mut(audience) {
            audience.part = None;
        }
    }
}
