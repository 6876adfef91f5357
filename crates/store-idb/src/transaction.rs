//! One transaction: it has happened when its `complete` event came, and not before.

use futures::channel::oneshot;
use js_sys::{Array, Object, Reflect};
use replica::{Durability, Space, StoreError};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{IdbDatabase, IdbObjectStore, IdbTransaction};

use crate::error::{dom_error, store_error};

#[wasm_bindgen]
extern "C" {
    /// An `IDBDatabase` whose transactions take options; `web-sys` calls that unstable.
    #[wasm_bindgen(extends = IdbDatabase)]
    type Database;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &Database,
        names: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

type Outcome = Result<(), StoreError>;

pub(crate) struct Transaction {
    transaction: IdbTransaction,
    receiver: oneshot::Receiver<Outcome>,
    _complete: Closure<dyn FnMut(web_sys::Event)>,
    _abort: Closure<dyn FnMut(web_sys::Event)>,
}

impl Transaction {
    pub(crate) fn read(database: &IdbDatabase, space: Space) -> Result<Self, StoreError> {
        let transaction =
            database.transaction_with_str(space.name()).map_err(|e| store_error(&e))?;
        Ok(Self::listen(transaction))
    }

    /// Browsers default to relaxed durability, which a power cut undoes: it is always named.
    pub(crate) fn write(
        database: &IdbDatabase,
        spaces: &[Space],
        durability: Durability,
    ) -> Result<Self, StoreError> {
        let names: Array = spaces.iter().map(|space| JsValue::from_str(space.name())).collect();
        let options = Object::new();
        let durability = match durability {
            Durability::Strict => "strict",
            Durability::Relaxed => "relaxed",
        };
        Reflect::set(&options, &"durability".into(), &durability.into())
            .map_err(|e| store_error(&e))?;
        let transaction = database
            .unchecked_ref::<Database>()
            .transaction_with_options(&names, "readwrite", &options)
            .map_err(|e| store_error(&e))?;
        Ok(Self::listen(transaction))
    }

    fn listen(transaction: IdbTransaction) -> Self {
        let (sender, receiver) = oneshot::channel();
        let sender = std::rc::Rc::new(std::cell::Cell::new(Some(sender)));
        let complete = {
            let sender = sender.clone();
            Closure::<dyn FnMut(web_sys::Event)>::new(move |_| {
                if let Some(sender) = sender.take() {
                    let _ = sender.send(Ok(()));
                }
            })
        };
        // A failed request ends in `abort` too, and so does a commit the disk had no room for: the
        // transaction's own error tells why.
        let abort = {
            let aborted = transaction.clone();
            Closure::<dyn FnMut(web_sys::Event)>::new(move |_| {
                if let Some(sender) = sender.take() {
                    let error = aborted.error().map_or_else(
                        || StoreError::Other { name: "AbortError".to_owned() },
                        |error| dom_error(&error),
                    );
                    let _ = sender.send(Err(error));
                }
            })
        };
        transaction.set_oncomplete(Some(complete.as_ref().unchecked_ref()));
        transaction.set_onabort(Some(abort.as_ref().unchecked_ref()));
        Self { transaction, receiver, _complete: complete, _abort: abort }
    }

    pub(crate) fn store(&self, space: Space) -> Result<IdbObjectStore, StoreError> {
        self.transaction.object_store(space.name()).map_err(|e| store_error(&e))
    }

    /// Waits for the end of a transaction that has all its requests: it commits by itself then.
    pub(crate) async fn completed(self) -> Outcome {
        let Self { transaction, receiver, _complete, _abort } = self;
        let outcome =
            receiver.await.unwrap_or(Err(StoreError::Other { name: "TransactionLost".to_owned() }));
        transaction.set_oncomplete(None);
        transaction.set_onabort(None);
        outcome
    }
}
