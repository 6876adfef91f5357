//! A store in memory, for tests and simulations. It can be made to fail: to be full, to end in the
//! middle of a row of commits as a device does whose battery is empty, and to lose what a power cut
//! may take.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use super::{Batch, Durability, Entry, Space, Store, StoreError, Write};

type Data = BTreeMap<(Space, Vec<u8>), Vec<u8>>;

/// What is going to happen to the commits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Trouble {
    #[default]
    None,
    /// After so many there is no room for one.
    Full(u32),
    /// After so many the device ends, before or after the next one is on the disk.
    Cut { after: u32, applied: bool },
    /// The device has ended.
    Ended { applied: bool },
}

/// Keeps everything in memory. Clones share the data, as two tabs share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    data: Rc<RefCell<Data>>,
    trouble: Rc<Cell<Trouble>>,
    /// How each relaxed commit since the last strict one is undone, the last one last; none where
    /// nobody is going to cut the power.
    undo: Rc<RefCell<Option<Vec<Vec<Write>>>>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets `after` commits pass and refuses the one after them as a full disk would.
    pub fn fill_after(&self, after: u32) {
        self.trouble.set(Trouble::Full(after));
    }

    /// Lets `after` commits pass and ends with the one after them: it is on the disk or not, and
    /// nobody is told. All further commits fail until [`MemoryStore::power_cut`].
    pub fn cut_after(&self, after: u32, applied: bool) {
        self.trouble.set(Trouble::Cut { after, applied });
    }

    /// Whether the device has ended, and if so, whether the commit it ended with is on the disk.
    #[must_use]
    pub fn ended(&self) -> Option<bool> {
        match self.trouble.get() {
            Trouble::Ended { applied } => Some(applied),
            _ => None,
        }
    }

    /// From now on remembers what a power cut may take.
    pub fn expect_power_cuts(&self) {
        self.undo.borrow_mut().get_or_insert_default();
    }

    /// The power was cut and is back: the last `lost` relaxed commits since the last strict one are
    /// undone, as far as there are so many. Returns how many were.
    pub fn power_cut(&self, lost: usize) -> usize {
        self.trouble.set(Trouble::None);
        let mut undo = self.undo.borrow_mut();
        let Some(commits) = undo.as_mut() else { return 0 };
        let kept = commits.len().saturating_sub(lost);
        let undone = commits.split_off(kept);
        commits.clear();
        let mut data = self.data.borrow_mut();
        let count = undone.len();
        for write in undone.into_iter().rev().flat_map(|commit| commit.into_iter().rev()) {
            apply(&mut data, write);
        }
        count
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.data.borrow().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.borrow().is_empty()
    }
}

impl Store for MemoryStore {
    async fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.data.borrow().get(&(space, key.to_vec())).cloned())
    }

    async fn scan(
        &self,
        space: Space,
        prefixes: &[Vec<u8>],
    ) -> Result<Vec<Vec<Entry>>, StoreError> {
        let data = self.data.borrow();
        Ok(prefixes
            .iter()
            .map(|prefix| {
                data.range((space, prefix.clone())..)
                    .take_while(|((at, key), _)| *at == space && key.starts_with(prefix))
                    .map(|((_, key), value)| (key.clone(), value.clone()))
                    .collect()
            })
            .collect())
    }

    async fn commit(&self, batch: Batch, durability: Durability) -> Result<(), StoreError> {
        let ended = || StoreError::Other { name: "the device has ended".into() };
        let mut ends = false;
        match self.trouble.get() {
            Trouble::None => {}
            Trouble::Full(0) => {
                self.trouble.set(Trouble::None);
                return Err(StoreError::Full);
            }
            Trouble::Full(left) => self.trouble.set(Trouble::Full(left - 1)),
            Trouble::Cut { after: 0, applied } => {
                self.trouble.set(Trouble::Ended { applied });
                if !applied {
                    return Err(ended());
                }
                ends = true;
            }
            Trouble::Cut { after, applied } => {
                self.trouble.set(Trouble::Cut { after: after - 1, applied });
            }
            Trouble::Ended { .. } => return Err(ended()),
        }
        let mut data = self.data.borrow_mut();
        let undone: Vec<Write> =
            batch.writes.into_iter().map(|write| apply(&mut data, write)).collect();
        if let Some(commits) = self.undo.borrow_mut().as_mut() {
            match durability {
                Durability::Strict => commits.clear(),
                Durability::Relaxed => commits.push(undone),
            }
        }
        if ends { Err(ended()) } else { Ok(()) }
    }
}

/// Writes, and says how to undo it.
fn apply(data: &mut Data, write: Write) -> Write {
    match write {
        Write::Put(space, key, value) => match data.insert((space, key.clone()), value) {
            Some(before) => Write::Put(space, key, before),
            None => Write::Delete(space, key),
        },
        Write::Delete(space, key) => match data.remove(&(space, key.clone())) {
            Some(before) => Write::Put(space, key, before),
            None => Write::Delete(space, key),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Done = std::pin::Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

    fn commit(store: &MemoryStore, key: u8, durability: Durability) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.put(Space::Meta, [key], [key]);
        let store = store.clone();
        let mut future: Done = Box::pin(async move { store.commit(batch, durability).await });
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(result) => result,
            std::task::Poll::Pending => panic!("a store in memory waits for nothing"),
        }
    }

    #[test]
    fn a_power_cut_takes_the_last_relaxed_commits_alone() {
        let store = MemoryStore::new();
        store.expect_power_cuts();
        for (key, durability) in
            [(1, Durability::Relaxed), (2, Durability::Strict), (3, Durability::Relaxed)]
        {
            commit(&store, key, durability).expect("commits");
        }
        commit(&store, 4, Durability::Relaxed).expect("commits");
        assert_eq!(store.power_cut(1), 1);
        assert_eq!(store.len(), 3);
        commit(&store, 5, Durability::Relaxed).expect("commits");
        assert_eq!(store.power_cut(100), 1, "what a start found is on the disk");
        assert_eq!(store.len(), 3);
    }

    #[test]
    fn a_device_ends_before_or_after_the_commit_is_on_the_disk() {
        let store = MemoryStore::new();
        store.cut_after(1, true);
        commit(&store, 1, Durability::Strict).expect("commits");
        assert!(commit(&store, 2, Durability::Strict).is_err());
        assert_eq!((store.len(), store.ended()), (2, Some(true)));
        assert!(commit(&store, 3, Durability::Strict).is_err(), "nothing follows");
        store.power_cut(0);
        store.cut_after(0, false);
        assert!(commit(&store, 4, Durability::Strict).is_err());
        assert_eq!((store.len(), store.ended()), (2, Some(false)));
    }
}
