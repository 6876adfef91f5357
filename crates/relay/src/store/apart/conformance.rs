//! What every store must do with what lies apart.

use super::Shelf;
use crate::store::Store;

pub(crate) async fn all(store: &dyn Store) {
    let apart = store.apart();
    let add = async |shelf, id: &[u8], bytes: &[u8]| {
        apart.add(shelf, id, 20_000, bytes).await.expect("adds")
    };
    assert_eq!(add(Shelf::Sealed, b"a1", b"first").await, None);
    assert_eq!(add(Shelf::Access, b"a1", b"another shelf").await, None);
    assert_eq!(add(Shelf::Sealed, b"a\xff\xff", b"second").await, None);
    assert_eq!(add(Shelf::Sealed, b"b1", b"third").await, None);
    // What is there stays.
    assert_eq!(add(Shelf::Sealed, b"a1", b"altered").await, Some(b"first".to_vec()));
    let named = apart.named(Shelf::Sealed, b"a").await.expect("reads");
    let found: Vec<_> = named.iter().map(|it| (it.no, it.bytes.as_slice(), it.day)).collect();
    assert_eq!(found, [(1, &b"first"[..], 20_000), (2, b"second", 20_000)]);
    let last = apart.last(Shelf::Sealed, b"a").await.expect("reads").expect("is there");
    assert_eq!(last.bytes, b"second");
    assert_eq!(apart.last(Shelf::Sealed, b"c").await.expect("reads"), None);
    let page = apart.page(Shelf::Sealed, 1, 1).await.expect("reads");
    assert_eq!(page.iter().map(|it| it.no).collect::<Vec<_>>(), [2]);
    // A shelf's numbers say nothing of another.
    let page = apart.page(Shelf::Access, 0, 9).await.expect("reads");
    assert_eq!(page.iter().map(|it| it.no).collect::<Vec<_>>(), [1]);
    assert!(apart.page(Shelf::Wrap, 0, 9).await.expect("reads").is_empty());
}
