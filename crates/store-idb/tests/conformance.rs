//! The store contract's conformance suite, on IndexedDB in a real browser.
#![cfg(target_arch = "wasm32")]

use futures::channel::oneshot;
use js_sys::Uint8Array;
use replica::{
    Batch, Durability, Space, Store,
    conformance::{self, Fixture},
};
use store_idb::IdbStore;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{IdbDatabase, IdbFactory};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

struct Browser;

impl Fixture for Browser {
    type Store = IdbStore;

    async fn open(&self, name: &str) -> IdbStore {
        IdbStore::open(&format!("conformance-{name}")).await.expect("opens")
    }
}

macro_rules! conforms {
    ($($name:ident),* $(,)?) => {
        $(
            #[wasm_bindgen_test]
            async fn $name() {
                conformance::$name(&Browser).await;
            }
        )*
    };
}

conforms!(
    a_value_is_there_after_reopening,
    spaces_are_apart,
    scans_find_prefixes_in_order,
    scans_answer_each_prefix,
    a_batch_is_applied_in_order,
    keys_and_values_are_any_bytes,
    two_handles_see_each_others_commits,
    a_large_batch_is_whole,
);

/// The spaces of schema 2, as the version before this one made them.
const FORMER: [Space; 13] = [
    Space::Meta,
    Space::Changes,
    Space::Rows,
    Space::RowPages,
    Space::Outbox,
    Space::Drafts,
    Space::Opening,
    Space::Unrowed,
    Space::Manifests,
    Space::Quarantine,
    Space::Sealed,
    Space::Dismissed,
    Space::Feedback,
];

/// Makes a database of schema 2, with its own name as a value in each space.
async fn make_former(name: &str) {
    let factory = js_sys::Reflect::get(&js_sys::global(), &"indexedDB".into()).expect("is there");
    let factory: IdbFactory = factory.dyn_into().expect("a factory");
    let request = factory.open_with_u32(name, 2).expect("asks");
    let (sender, receiver) = oneshot::channel();
    let upgrade = {
        let request = request.clone();
        Closure::once(move |_: web_sys::Event| {
            let database: IdbDatabase = request.result().expect("made").dyn_into().expect("one");
            for space in FORMER {
                let store = database.create_object_store(space.name()).expect("creates");
                let key = Uint8Array::from(&b"key"[..]);
                let value = Uint8Array::from(space.name().as_bytes());
                store.put_with_key(&value, &key).expect("puts");
            }
        })
    };
    let done = Closure::once(move |_: web_sys::Event| sender.send(()).expect("is waited for"));
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    request.set_onsuccess(Some(done.as_ref().unchecked_ref()));
    receiver.await.expect("opens");
    let database: IdbDatabase = request.result().expect("made").dyn_into().expect("one");
    database.close();
}

/// What the version before stored stays, and the new spaces are there.
#[wasm_bindgen_test]
async fn a_store_of_the_version_before_is_brought_up() {
    make_former("schema-2").await;
    let store = IdbStore::open("schema-2").await.expect("opens");
    for space in FORMER {
        // An envelope's business, not the store's: the bytes come back as they were put.
        let value = store.get(space, b"key").await;
        assert_eq!(value, Ok(Some(space.name().as_bytes().to_vec())));
    }
    let mut batch = Batch::default();
    batch.put(Space::Blobs, *b"key", *b"piece");
    batch.put(Space::BlobMeta, *b"key", *b"record");
    store.commit(batch, Durability::Strict).await.expect("commits");
    assert_eq!(store.get(Space::Blobs, b"key").await, Ok(Some(b"piece".to_vec())));
}
