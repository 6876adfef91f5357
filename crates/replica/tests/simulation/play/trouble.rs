//! What happens to devices, to the network and to the relay.

use std::collections::BTreeSet;

use futures::executor::block_on;
use ident::DeviceId;
use replica::{Entropy, MemoryStore, Station};
use wire::{ToRelay, decode_frame};

use super::stage::Stage;
use crate::hub::Hub;

/// Devices the world begins with; those that are added have greater numbers.
const FIRST_ADDED: usize = 100;
/// So many tabs in all, so that a world stays small.
const MOST_TABS: usize = 9;
const DAY: i64 = 86_400_000;

/// The relay's file as it was once.
pub struct Copy {
    hub: Box<Hub>,
    devices: BTreeSet<DeviceId>,
}

fn devices(hub: &Hub) -> BTreeSet<DeviceId> {
    hub.directory.devices.iter().map(|device| device.id).collect()
}

impl Stage {
    /// After each event: devices that ended are started again, and screens are looked at.
    pub fn settle(&mut self) {
        let ended = |stage: &Self| {
            let tabs = &stage.world.tabs;
            tabs.iter().find(|tab| tab.store.ended().is_some()).map(|tab| tab.device)
        };
        while let Some(device) = ended(self) {
            self.power_cut(device);
        }
        for tab in &self.world.tabs {
            let status = tab.station.sync_status();
            if (status.waiting, status.refused, status.attachments) == (0, 0, 0) {
                self.ledger.nothing_waits(tab.device);
            }
        }
    }

    /// A device ends and is started again; the last of what needs not to be on the disk may be gone.
    pub fn power_cut(&mut self, device: usize) {
        self.ends += 1;
        let lost = self.world.dice.below(4);
        let tabs: Vec<usize> =
            (0..self.world.tabs.len()).filter(|at| self.world.tabs[*at].device == device).collect();
        for at in &tabs {
            self.world.disconnect(*at);
        }
        let Some(first) = tabs.first() else { return };
        let undone = self.world.tabs[*first].store.power_cut(lost);
        self.say(format!("  device {device} ends; {undone} relaxed commits are undone"));
        for at in &tabs {
            let (store, actor) = (self.world.tabs[*at].store.clone(), self.world.dice.bytes());
            let station = block_on(Station::open(store, Entropy { actor })).expect("opens again");
            self.world.tabs[*at].station = station;
        }
    }

    pub fn cut(&mut self, at: usize) {
        let after = u32::try_from(self.world.dice.roll(5)).expect("small");
        let applied = self.world.dice.roll(2) == 0;
        self.world.tabs[at].store.cut_after(after, applied);
        self.say(format!("  after {after} commits, the next one on the disk: {applied}"));
    }

    pub fn deliver(&mut self, at: usize) {
        if !self.world.tabs[at].connected {
            self.world.connect(at);
        }
        for _ in 0..=self.world.dice.roll(7) {
            self.world.deliver(at);
        }
    }

    pub fn catch_up(&mut self, at: usize) {
        self.world.connect(at);
        let mut turns = 0;
        while !self.world.is_quiet(at) && self.world.tabs[at].store.ended().is_none() {
            self.world.deliver(at);
            turns += 1;
            assert!(turns < 5_000, "it never ends");
        }
    }

    /// One of the two directions of a connection.
    fn queue(&mut self, at: usize) -> &mut std::collections::VecDeque<Vec<u8>> {
        let up = self.world.dice.roll(2) == 0;
        let tab = &mut self.world.tabs[at];
        if up { &mut tab.to_relay } else { &mut tab.to_station }
    }

    pub fn duplicate(&mut self, at: usize) {
        let queue = self.queue(at);
        if let Some(first) = queue.front().cloned() {
            queue.push_back(first);
        }
    }

    pub fn swap(&mut self, at: usize) {
        let queue = self.queue(at);
        if queue.len() > 1 {
            queue.swap(0, 1);
        }
    }

    pub fn lose_message(&mut self, at: usize) {
        self.queue(at).pop_front();
    }

    pub fn set_clock(&mut self, at: usize) {
        let device = self.world.tabs[at].device;
        let days = i64::try_from(self.world.dice.roll(9)).expect("small") - 4;
        let off = i64::try_from(self.world.dice.roll(3_600_000)).expect("small");
        self.skew.insert(device, days * DAY + off);
        self.say(format!("  {days} days and {off} ms"));
    }

    pub fn open_tab(&mut self, at: usize) {
        if self.world.tabs.len() < MOST_TABS {
            let tab = &self.world.tabs[at];
            let (office, device, store) = (tab.office.clone(), tab.device, tab.store.clone());
            // A disk on which nothing can be written any more opens no tab.
            if store.ended().is_none() {
                store.fill_after(u32::MAX);
                self.world.add_tab(office, device, store);
            }
        }
    }

    /// All connections end. One message that had come may be on the disk without an answer.
    pub fn relay_ends(&mut self) {
        let tabs = self.world.tabs.len();
        let (from, answered) = (self.world.dice.below(tabs), self.world.dice.roll(2) == 0);
        if !answered && let Some(frame) = self.world.tabs[from].to_relay.pop_front() {
            let message: ToRelay = decode_frame(&frame).expect("decodes");
            let mut introduced = self.world.tabs[from].introduced;
            let _ = self.world.hub.answer(message, &mut introduced);
            self.say(format!("  what tab {from} sent is on the disk, and nobody hears of it"));
        }
        for at in 0..tabs {
            self.world.disconnect(at);
        }
        self.world.hub.die();
    }

    pub fn back_up(&mut self) {
        let hub = Box::new(self.world.hub.clone());
        self.copy = Some(Copy { devices: devices(&hub), hub });
    }

    /// See [`super::not_yet::NOT_YET`] for what is done before.
    pub fn restore(&mut self) {
        let Some(copy) = self.copy.take() else { return };
        self.heal();
        // "lost-device-and-restore"
        if copy.devices != devices(&self.world.hub) || self.lost_since() {
            self.say("  not restored: see NOT_YET".into());
            return;
        }
        let blobs = std::mem::take(&mut self.world.hub.blobs);
        // "attachment-after-backup"
        self.world.hub = *copy.hub;
        self.world.hub.blobs = blobs;
        self.say("  restored".into());
    }

    fn lost_since(&self) -> bool {
        self.lost > 0
    }

    pub fn enrol(&mut self, at: usize) {
        if self.world.tabs.len() >= MOST_TABS {
            return;
        }
        let Some(identity) = self.world.tabs[at].station.identity().cloned() else { return };
        let office = self.world.tabs[at].office.clone();
        let device = FIRST_ADDED + self.added;
        self.added += 1;
        let secret = format!("added {device}");
        self.world.hub.invites.insert(secret.clone(), (office.clone(), identity.person));
        let store = MemoryStore::new();
        store.expect_power_cuts();
        let tab = self.world.add_tab(office, device, store);
        let (id, seed) = (DeviceId::new(self.world.dice.bytes()), self.world.dice.bytes());
        let station = &mut self.world.tabs[tab].station;
        block_on(station.enrol(&secret, id, seed)).expect("enrols");
    }

    /// A tablet falls into the river.
    pub fn lose_device(&mut self) {
        let added: Vec<usize> = self
            .world
            .tabs
            .iter()
            .map(|tab| tab.device)
            .filter(|device| *device >= FIRST_ADDED)
            .collect();
        if added.is_empty() {
            return;
        }
        let device = added[self.world.dice.below(added.len())];
        self.world.tabs.retain(|tab| tab.device != device);
        let lost = self.ledger.lose(device);
        self.lost += 1;
        self.say(format!("  device {device} with {lost} entries"));
    }
}
