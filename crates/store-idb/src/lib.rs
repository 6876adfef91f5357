//! The store contract ([`replica::Store`]) on IndexedDB.
//!
//! Bound by hand with `web-sys`: the libraries that wrap IndexedDB report a transaction that fails
//! at its commit as merely aborted, and that is just how a full disk shows itself. Here the
//! transaction's own error is kept, by its name. See docs/adr/0003-indexeddb-by-hand.md.

#![warn(missing_docs)]

mod error;
mod open;
mod transaction;

use js_sys::Uint8Array;
use replica::{Batch, Durability, Space, Store, StoreError, Write};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbRequest};

use error::store_error;
use transaction::Transaction;

/// A database. Clones share the connection.
#[derive(Debug, Clone)]
pub struct IdbStore {
    database: IdbDatabase,
}

impl IdbStore {
    /// Opens, or makes, the database of this name.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] where a newer version of the app wrote it, [`StoreError::Unavailable`]
    /// where the browser has no storage for us.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(Self { database: open::open(name).await? })
    }

    /// Deletes everything in the database of this name, in one transaction that is on the disk when
    /// this returns. The database itself stays: other tabs have it open.
    ///
    /// # Errors
    /// [`StoreError`]; then everything is there still.
    pub async fn erase(name: &str) -> Result<(), StoreError> {
        let store = Self::open(name).await?;
        let transaction = Transaction::write(&store.database, &Space::ALL, Durability::Strict)?;
        for space in Space::ALL {
            transaction.store(space)?.clear().map_err(|e| store_error(&e))?;
        }
        transaction.completed().await
    }
}

impl Store for IdbStore {
    async fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let transaction = Transaction::read(&self.database, space)?;
        let request =
            transaction.store(space)?.get(&Uint8Array::from(key)).map_err(|e| store_error(&e))?;
        transaction.completed().await?;
        let value = result(&request)?;
        Ok((!value.is_undefined()).then(|| bytes(&value)))
    }

    async fn scan(
        &self,
        space: Space,
        prefixes: &[Vec<u8>],
    ) -> Result<Vec<Vec<(Vec<u8>, Vec<u8>)>>, StoreError> {
        if prefixes.is_empty() {
            return Ok(Vec::new());
        }
        // All requests go out at once: one transaction, one turn of the event loop at its end.
        let transaction = Transaction::read(&self.database, space)?;
        let store = transaction.store(space)?;
        let mut requests = Vec::with_capacity(prefixes.len());
        for prefix in prefixes {
            let range = range_of(prefix)?;
            let keys = store.get_all_keys_with_key(&range).map_err(|e| store_error(&e))?;
            let values = store.get_all_with_key(&range).map_err(|e| store_error(&e))?;
            requests.push((keys, values));
        }
        transaction.completed().await?;
        requests
            .iter()
            .map(|(keys, values)| {
                let keys = js_sys::Array::from(&result(keys)?);
                let values = js_sys::Array::from(&result(values)?);
                Ok(keys
                    .iter()
                    .zip(values.iter())
                    .map(|(key, value)| (bytes(&key), bytes(&value)))
                    .collect())
            })
            .collect()
    }

    async fn commit(&self, batch: Batch, durability: Durability) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut spaces: Vec<Space> = batch
            .writes
            .iter()
            .map(|write| match write {
                Write::Put(space, ..) | Write::Delete(space, _) => *space,
            })
            .collect();
        spaces.sort_unstable();
        spaces.dedup();
        let transaction = Transaction::write(&self.database, &spaces, durability)?;
        for write in &batch.writes {
            match write {
                Write::Put(space, key, value) => {
                    let value = Uint8Array::from(value.as_slice());
                    let key = Uint8Array::from(key.as_slice());
                    transaction
                        .store(*space)?
                        .put_with_key(&value, &key)
                        .map_err(|e| store_error(&e))?;
                }
                Write::Delete(space, key) => {
                    let key = Uint8Array::from(key.as_slice());
                    transaction.store(*space)?.delete(&key).map_err(|e| store_error(&e))?;
                }
            }
        }
        transaction.completed().await
    }
}

/// The keys that begin with a prefix: from it up to, not including, the next prefix of its length.
fn range_of(prefix: &[u8]) -> Result<JsValue, StoreError> {
    let lower = Uint8Array::from(prefix);
    let mut upper = prefix.to_vec();
    while upper.last() == Some(&255) {
        upper.pop();
    }
    let range = match upper.last_mut() {
        Some(last) => {
            *last += 1;
            let upper = Uint8Array::from(upper.as_slice());
            IdbKeyRange::bound_with_lower_open_and_upper_open(&lower, &upper, false, true)
        }
        None => IdbKeyRange::lower_bound(&lower),
    };
    range.map(Into::into).map_err(|e| store_error(&e))
}

fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    request.result().map_err(|e| store_error(&e))
}

/// Keys come back as array buffers, values as the arrays they were put as.
fn bytes(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => array.to_vec(),
        None => Uint8Array::new(value).to_vec(),
    }
}
