//! What every store must do with rows. Runs behind the other rules: there is a matter that village and
//! city may see, with a core and a people document.

use casework::MatterRow;
use ident::{MatterId, OfficeCode, PostId};
use wire::RowEntry;

use super::{DueRows, MadeRow, RowRequest, RowStanding};
use crate::store::{
    Store,
    conformance::{MATTER, city, village},
};

/// Runs all rules.
pub(crate) async fn all(store: &dyn Store) {
    what_is_touched_is_found_with_its_documents(store).await;
    of_two_who_write_one_does(store).await;
    pages_go_down_and_up(store).await;
    what_another_directory_may_change_is_due(store).await;
}

async fn what_is_touched_is_found_with_its_documents(store: &dyn Store) {
    let derived = store.derived();
    assert_eq!(derived.standing().await.expect("reads"), RowStanding::default());
    let end = derived.log_end().await.expect("reads");
    let (matters, through) = derived.touched(0, 1000).await.expect("reads");
    // With those of the rules on what comes back.
    let all = [MATTER, MatterId::new([21; 16]), MatterId::new([22; 16])];
    assert_eq!((&matters[..], through), (&all[..], end));
    let (matters, through) = derived.touched(end, 1000).await.expect("reads");
    assert_eq!((matters.len(), through), (0, end));
    let (_, through) = derived.touched(0, 2).await.expect("reads");
    assert!(through < end);
    let docs = derived.documents(&[MATTER, MatterId::new([99; 16])]).await.expect("reads");
    let found: Vec<(bool, usize)> =
        docs.iter().map(|doc| (doc.key.part == ident::Part::Core, doc.changes.len())).collect();
    assert_eq!(found, [(true, 7), (false, 1)]);
    assert!(docs[0].changes.is_sorted_by_key(|change| change.place));
    let numbers = docs.iter().flat_map(|doc| &doc.changes).map(|change| change.manifest);
    let manifests = derived.manifests(&numbers.collect()).await.expect("reads");
    assert_eq!(manifests.len(), 7);
    let org = derived.org_document(&city()).await.expect("reads");
    assert_eq!((org.len(), org[0].changes.len()), (1, 2));
    let audiences = derived.audiences(&[MATTER]).await.expect("reads");
    assert_eq!(audiences[&MATTER].iter().collect::<Vec<_>>(), [&city(), &village()]);
}

fn made(matter: MatterId, open: bool, text: &[u8]) -> MadeRow {
    let (doubtful, posts, size) = (false, vec![PostId::new([7; 8]), PostId::new([8; 8])], 70_000);
    MadeRow { matter, open, doubtful, posts, size, bytes: text.to_vec() }
}

async fn of_two_who_write_one_does(store: &dyn Store) {
    let derived = store.derived();
    let row = made(MATTER, true, b"one");
    assert!(derived.put_rows(0, std::slice::from_ref(&row), 5).await.expect("writes"));
    assert!(!derived.put_rows(0, std::slice::from_ref(&row), 9).await.expect("looks"));
    let all = DueRows::Everything;
    assert!(!derived.mark_due(0, &all, 1, b"directory").await.expect("looks"));
    let standing = derived.standing().await.expect("reads");
    assert_eq!((standing.round, standing.through, standing.projection), (1, 5, 0));
    assert!(derived.due(10).await.expect("reads").is_empty());
}

async fn page(
    store: &dyn Store,
    audience: &OfficeCode,
    above: Option<u64>,
    below: u64,
    open: bool,
    byte_limit: usize,
) -> (Vec<(u64, Vec<u8>)>, bool) {
    let request = RowRequest { audience, above, below, open, byte_limit };
    let page = store.derived().row_page(&request).await.expect("reads");
    let read = |(stamp, row): (u64, RowEntry)| {
        assert_eq!((row.matter, row.size), (MATTER, 70_000));
        (stamp, row.bytes)
    };
    (page.rows.into_iter().map(read).collect(), page.more)
}

async fn pages_go_down_and_up(store: &dyn Store) {
    let derived = store.derived();
    let nobody = OfficeCode::parse("990101009").expect("a code");
    assert_eq!(derived.row_count(&village()).await.expect("counts"), 1);
    assert_eq!(derived.row_count(&nobody).await.expect("counts"), 0);
    assert_eq!(derived.last_stamp().await.expect("reads"), 1);
    // A row of a matter that nobody may see, and the first one made anew: now it is over.
    let rows = [made(MatterId::new([50; 16]), true, b"two"), made(MATTER, false, b"three")];
    assert!(derived.put_rows(1, &rows, 6).await.expect("writes"));
    let three = (3, b"three".to_vec());
    for office in [village(), city()] {
        assert_eq!(page(store, &office, None, 4, true, 1000).await, (vec![], false));
        let below = page(store, &office, None, 4, false, 1000).await;
        assert_eq!(below, (vec![three.clone()], false));
        assert_eq!(page(store, &office, None, 3, false, 1000).await, (vec![], false));
        let above = page(store, &office, Some(1), 0, true, 1).await;
        assert_eq!(above, (vec![three.clone()], false));
        assert_eq!(page(store, &office, Some(3), 0, true, 1000).await, (vec![], false));
    }
    assert_eq!(page(store, &nobody, Some(0), 0, true, 1000).await, (vec![], false));
}

async fn what_another_directory_may_change_is_due(store: &dyn Store) {
    let derived = store.derived();
    let doubtful = MadeRow { doubtful: true, ..made(MatterId::new([51; 16]), true, b"") };
    let other = MadeRow { posts: vec![], ..made(MatterId::new([50; 16]), true, b"two") };
    assert!(derived.put_rows(2, &[doubtful.clone(), other], 7).await.expect("writes"));
    let projection = MatterRow::PROJECTION;
    let posts = DueRows::Posts(vec![PostId::new([8; 8])]);
    assert!(derived.mark_due(3, &posts, projection, b"directory").await.expect("marks"));
    let standing = derived.standing().await.expect("reads");
    assert_eq!((standing.round, standing.through), (4, 7));
    assert_eq!((standing.projection, &standing.directory[..]), (projection, &b"directory"[..]));
    let mut due = derived.due(10).await.expect("reads");
    due.sort();
    assert_eq!(due, [MATTER, doubtful.matter]);
    assert!(derived.put_rows(4, &[doubtful], 8).await.expect("writes"));
    assert_eq!(derived.due(10).await.expect("reads"), [MATTER]);
    assert!(derived.mark_due(5, &DueRows::Everything, projection, b"").await.expect("marks"));
    assert_eq!(derived.due(10).await.expect("reads").len(), 3);
    assert_eq!(derived.due(2).await.expect("reads").len(), 2);
}
