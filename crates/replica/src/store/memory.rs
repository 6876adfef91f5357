//! A store in memory, for tests and simulations. It can be made to fail.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use super::{Batch, Durability, Entry, Space, Store, StoreError, Write};

type Data = BTreeMap<(Space, Vec<u8>), Vec<u8>>;

/// Keeps everything in memory. Clones share the data, as two tabs share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    data: Rc<RefCell<Data>>,
    fail_next: Rc<Cell<Option<u32>>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets `after` commits pass and refuses the one after them as a full disk would.
    pub fn fill_after(&self, after: u32) {
        self.fail_next.set(Some(after));
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

    async fn commit(&self, batch: Batch, _: Durability) -> Result<(), StoreError> {
        match self.fail_next.get() {
            Some(0) => {
                self.fail_next.set(None);
                return Err(StoreError::Full);
            }
            Some(left) => self.fail_next.set(Some(left - 1)),
            None => {}
        }
        let mut data = self.data.borrow_mut();
        for write in batch.writes {
            match write {
                Write::Put(space, key, value) => {
                    data.insert((space, key), value);
                }
                Write::Delete(space, key) => {
                    data.remove(&(space, key));
                }
            }
        }
        Ok(())
    }
}
