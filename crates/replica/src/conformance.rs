//! The store contract as tests: every store runs all of them, IndexedDB in a real browser included.

use crate::{Batch, Durability, Space, Store};

/// Opens stores for the suite.
#[expect(async_fn_in_trait, reason = "stores are used on one thread")]
pub trait Fixture {
    /// The store under test.
    type Store: Store;

    /// Opens the store of this name; the same name again opens the same data.
    async fn open(&self, name: &str) -> Self::Store;
}

async fn put<S: Store>(store: &S, space: Space, key: &[u8], value: &[u8]) {
    let mut batch = Batch::default();
    batch.put(space, key, value);
    store.commit(batch, Durability::Strict).await.expect("commits");
}

/// Runs every test of the suite.
pub async fn run_all<F: Fixture>(fixture: &F) {
    a_value_is_there_after_reopening(fixture).await;
    spaces_are_apart(fixture).await;
    scans_find_prefixes_in_order(fixture).await;
    scans_answer_each_prefix(fixture).await;
    a_batch_is_applied_in_order(fixture).await;
    keys_and_values_are_any_bytes(fixture).await;
    two_handles_see_each_others_commits(fixture).await;
    a_large_batch_is_whole(fixture).await;
}

/// What was committed strictly is there when the store is opened again.
pub async fn a_value_is_there_after_reopening<F: Fixture>(fixture: &F) {
    let store = fixture.open("reopen").await;
    put(&store, Space::Meta, b"key", b"value").await;
    drop(store);
    let store = fixture.open("reopen").await;
    assert_eq!(store.get(Space::Meta, b"key").await, Ok(Some(b"value".to_vec())));
    assert_eq!(store.get(Space::Meta, b"other").await, Ok(None));
}

/// The same key in two spaces is two entries.
pub async fn spaces_are_apart<F: Fixture>(fixture: &F) {
    let store = fixture.open("spaces").await;
    for space in Space::ALL {
        put(&store, space, b"key", space.name().as_bytes()).await;
    }
    for space in Space::ALL {
        let value = store.get(space, b"key").await.expect("reads");
        assert_eq!(value.as_deref(), Some(space.name().as_bytes()));
    }
}

/// A scan finds just the keys that begin with the prefix, in their order; also a prefix of 0xff.
pub async fn scans_find_prefixes_in_order<F: Fixture>(fixture: &F) {
    let store = fixture.open("scan").await;
    let keys: [&[u8]; 7] = [&[1], &[1, 0], &[1, 255], &[1, 255, 255], &[2], &[255], &[255, 255]];
    for key in keys.iter().rev() {
        put(&store, Space::Changes, key, key).await;
    }
    put(&store, Space::Outbox, &[1, 7], b"elsewhere").await;
    for prefix in [vec![], vec![1], vec![1, 255], vec![255], vec![255, 255], vec![3]] {
        let wanted: Vec<Vec<u8>> =
            keys.iter().filter(|key| key.starts_with(&prefix)).map(|key| key.to_vec()).collect();
        let found = store.scan(Space::Changes, &[prefix]).await.expect("scans");
        let found: Vec<Vec<u8>> = found.concat().into_iter().map(|(key, _)| key).collect();
        assert_eq!(found, wanted);
    }
}

/// Several prefixes are answered each for itself, in their order.
pub async fn scans_answer_each_prefix<F: Fixture>(fixture: &F) {
    let store = fixture.open("prefixes").await;
    put(&store, Space::Rows, b"a1", b"1").await;
    put(&store, Space::Rows, b"b1", b"2").await;
    let prefixes = [b"b".to_vec(), b"c".to_vec(), b"a".to_vec()];
    let found = store.scan(Space::Rows, &prefixes).await.expect("scans");
    let wanted =
        vec![vec![(b"b1".to_vec(), b"2".to_vec())], vec![], vec![(b"a1".to_vec(), b"1".to_vec())]];
    assert_eq!(found, wanted);
    assert_eq!(store.scan(Space::Rows, &[]).await, Ok(vec![]));
}

/// Later writes of a batch win over earlier ones; a missing key can be deleted.
pub async fn a_batch_is_applied_in_order<F: Fixture>(fixture: &F) {
    let store = fixture.open("order").await;
    let mut batch = Batch::default();
    batch.put(Space::Meta, *b"twice", *b"first");
    batch.put(Space::Meta, *b"twice", *b"second");
    batch.put(Space::Meta, *b"gone", *b"value");
    batch.delete(Space::Meta, *b"gone");
    batch.delete(Space::Meta, *b"never there");
    store.commit(batch, Durability::Relaxed).await.expect("commits");
    assert_eq!(store.get(Space::Meta, b"twice").await, Ok(Some(b"second".to_vec())));
    assert_eq!(store.get(Space::Meta, b"gone").await, Ok(None));
    store.commit(Batch::default(), Durability::Strict).await.expect("an empty batch is fine");
}

/// Zero bytes, empty values and long keys are taken as they are.
pub async fn keys_and_values_are_any_bytes<F: Fixture>(fixture: &F) {
    let store = fixture.open("bytes").await;
    let long = vec![0xab; 200];
    let all: Vec<u8> = (0..=255).collect();
    let cases: [(&[u8], &[u8]); 4] = [(&[0], &[]), (&[0, 0], &[0]), (&long, &all), (&all, &long)];
    for (key, value) in cases {
        put(&store, Space::Drafts, key, value).await;
    }
    for (key, value) in cases {
        assert_eq!(store.get(Space::Drafts, key).await, Ok(Some(value.to_vec())));
    }
}

/// Two tabs on one store see what the other committed, and neither undoes it.
pub async fn two_handles_see_each_others_commits<F: Fixture>(fixture: &F) {
    let one = fixture.open("tabs").await;
    let other = fixture.open("tabs").await;
    put(&one, Space::Outbox, b"1", b"one").await;
    put(&other, Space::Outbox, b"2", b"other").await;
    for store in [&one, &other] {
        let found = store.scan(Space::Outbox, &[vec![]]).await.expect("scans").concat();
        assert_eq!(found.len(), 2);
    }
}

/// A batch of thousands of writes arrives whole.
pub async fn a_large_batch_is_whole<F: Fixture>(fixture: &F) {
    let store = fixture.open("large").await;
    let mut batch = Batch::default();
    for number in 0u32..3000 {
        batch.put(Space::Changes, number.to_be_bytes(), vec![7; 300]);
    }
    store.commit(batch, Durability::Strict).await.expect("commits");
    let found = store.scan(Space::Changes, &[vec![]]).await.expect("scans").concat();
    assert_eq!(found.len(), 3000);
    assert!(found.iter().all(|(_, value)| *value == [7; 300]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryStore;
    use std::{cell::RefCell, collections::HashMap};

    #[derive(Default)]
    struct Memory(RefCell<HashMap<String, MemoryStore>>);

    impl Fixture for Memory {
        type Store = MemoryStore;

        async fn open(&self, name: &str) -> MemoryStore {
            self.0.borrow_mut().entry(name.to_owned()).or_default().clone()
        }
    }

    #[test]
    fn memory_store_conforms() {
        futures::executor::block_on(run_all(&Memory::default()));
    }

    #[test]
    fn a_refused_batch_leaves_nothing() {
        futures::executor::block_on(async {
            let store = MemoryStore::new();
            store.fill_after(0);
            let mut batch = Batch::default();
            batch.put(Space::Meta, *b"key", *b"value");
            let refused = store.commit(batch, Durability::Strict).await;
            assert_eq!(refused, Err(crate::StoreError::Full));
            assert!(store.is_empty());
        });
    }
}
