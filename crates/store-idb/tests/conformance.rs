//! The store contract's conformance suite, on IndexedDB in a real browser.
#![cfg(target_arch = "wasm32")]

use replica::conformance::{self, Fixture};
use store_idb::IdbStore;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

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
