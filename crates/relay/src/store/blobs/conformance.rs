//! What every store must do with attachments.

use ident::{BlobId, DocKey, MatterId, OfficeCode, Part};

use super::{Blobs, HeldBlob, MAX_MENTIONS, Mention, PutBlob};
use crate::store::{
    Store,
    conformance::{city, keep_one, village},
};

const MATTER: MatterId = MatterId::new([0x42; 16]);

/// Runs all rules on a store that [`crate::store::conformance::all`] was run on.
pub(crate) async fn all(store: &dyn Store) {
    let blobs = store.blobs().expect("keeps attachments");
    let bytes: Vec<u8> = (0u32..100_000).map(|at| (at % 251) as u8).collect();
    let blob = BlobId::of(&bytes);
    nobody_finds_what_nothing_mentions(blobs, blob).await;
    mention(store, &DocKey::core(MATTER), 90, &[blob]).await;
    only_the_audience_finds_it(blobs, blob).await;
    parts_are_appended_in_turn(blobs, blob, &bytes).await;
    other_bytes_are_dropped(store).await;
    a_matter_has_so_many_and_no_more(store).await;
    a_committees_are_its_offices_alone(store).await;
}

/// Two that hand the same attachments in at once, through the same store or through two on one
/// database, come to the same end as one.
pub(crate) async fn two_at_once(one: &dyn Store, other: &dyn Store) {
    for round in 0..5u8 {
        let made = |seed: u8| -> Vec<u8> {
            (0u32..10_000).map(|at| (at % 249) as u8 ^ (round * 3 + seed)).collect()
        };
        let [both, mine, theirs] = [0, 1, 2].map(made);
        let names = [&both, &mine, &theirs].map(|bytes| BlobId::of(bytes));
        mention(one, &DocKey::core(MATTER), 100 + u64::from(round), &names).await;
        tokio::join!(
            hand_in(one, &both),
            hand_in(other, &both),
            hand_in(one, &mine),
            hand_in(other, &theirs)
        );
        let blobs = other.blobs().expect("keeps attachments");
        for bytes in [both, mine, theirs] {
            let whole = HeldBlob { size: 10_000, held: 10_000, whole: true };
            assert_eq!(find(blobs, &village(), BlobId::of(&bytes)).await, Some(whole));
            assert_eq!(read_all(blobs, &bytes).await, bytes);
        }
    }
}

async fn read_all(blobs: &dyn Blobs, bytes: &[u8]) -> Vec<u8> {
    let mut read = Vec::new();
    while read.len() < bytes.len() {
        let offset = u32::try_from(read.len()).expect("small");
        let part = blobs.read_blob(BlobId::of(bytes), offset, 30_000).await.expect("reads");
        assert!(!part.is_empty() && part.len() <= 30_000);
        read.extend(part);
    }
    read
}

/// Hands all of it in, a thousand bytes at a time, from wherever the store stands.
async fn hand_in(store: &dyn Store, bytes: &[u8]) {
    let (blobs, blob) = (store.blobs().expect("keeps attachments"), BlobId::of(bytes));
    let size = u32::try_from(bytes.len()).expect("small");
    let mut at = blobs.offer_blob(blob, size).await.expect("offers").held;
    loop {
        let from = at as usize;
        let part = bytes.get(from..bytes.len().min(from + 1000)).expect("a part");
        match blobs.put_blob(blob, at, part).await.expect("puts") {
            PutBlob::At(held) => {
                assert!(held > at, "one of the two has gone on");
                at = held;
            }
            PutBlob::Whole => return,
            other => panic!("{other:?}"),
        }
    }
}

/// One more change of a matter's document, that mentions these.
async fn mention(store: &dyn Store, key: &DocKey, number: u64, blobs: &[BlobId]) {
    let mut append = store.begin().await.expect("begins");
    keep_one(store, &mut *append, number, key).await;
    let mentions: Vec<Mention> =
        blobs.iter().map(|blob| Mention { doc: key.id(), blob: *blob }).collect();
    append.mention(&mentions).await.expect("mentions");
    // Twice is once.
    append.mention(&mentions).await.expect("mentions");
    append.commit().await.expect("commits");
}

async fn find(blobs: &dyn Blobs, office: &OfficeCode, blob: BlobId) -> Option<HeldBlob> {
    blobs.find_blob(office, blob).await.expect("reads")
}

async fn nobody_finds_what_nothing_mentions(blobs: &dyn Blobs, blob: BlobId) {
    assert_eq!(find(blobs, &village(), blob).await, None);
}

async fn only_the_audience_finds_it(blobs: &dyn Blobs, blob: BlobId) {
    assert_eq!(find(blobs, &village(), blob).await, Some(HeldBlob::default()));
    assert_eq!(find(blobs, &city(), blob).await, None);
}

async fn parts_are_appended_in_turn(blobs: &dyn Blobs, blob: BlobId, bytes: &[u8]) {
    let size = u32::try_from(bytes.len()).expect("small");
    let at = |held| HeldBlob { size, held, whole: false };
    assert_eq!(blobs.offer_blob(blob, size).await.expect("offers"), at(0));
    let put = async |from: usize, to: usize| {
        let part = bytes.get(from..to).expect("a part");
        blobs.put_blob(blob, u32::try_from(from).expect("small"), part).await.expect("puts")
    };
    assert_eq!(put(0, 40_000).await, PutBlob::At(40_000));
    assert_eq!(put(0, 40_000).await, PutBlob::At(40_000), "again");
    assert_eq!(put(50_000, 60_000).await, PutBlob::At(40_000), "a gap");
    assert_eq!(blobs.offer_blob(blob, size).await.expect("offers"), at(40_000), "it goes on there");
    assert_eq!(find(blobs, &village(), blob).await, Some(at(40_000)));
    // Offered with another size, it begins anew.
    assert_eq!(blobs.offer_blob(blob, size - 1).await.expect("offers").held, 0);
    assert_eq!(put(0, 100_000).await, PutBlob::TooLarge);
    assert_eq!(blobs.offer_blob(blob, size).await.expect("offers"), at(0));
    assert_eq!(put(0, 40_000).await, PutBlob::At(40_000));
    assert_eq!(put(40_000, 100_000).await, PutBlob::Whole);
    let whole = HeldBlob { size, held: size, whole: true };
    assert_eq!(find(blobs, &village(), blob).await, Some(whole));
    assert_eq!(put(40_000, 100_000).await, PutBlob::Whole, "again");
    assert_eq!(blobs.offer_blob(blob, 7).await.expect("offers"), whole, "it stays");
    assert_eq!(read_all(blobs, bytes).await, bytes);
    for beyond in [size, u32::MAX] {
        assert!(blobs.read_blob(blob, beyond, 10).await.expect("reads").is_empty());
    }
}

async fn other_bytes_are_dropped(store: &dyn Store) {
    let blobs = store.blobs().expect("keeps attachments");
    let blob = BlobId::of(b"what was promised");
    mention(store, &DocKey::core(MATTER), 91, &[blob]).await;
    blobs.offer_blob(blob, 4).await.expect("offers");
    assert_eq!(blobs.put_blob(blob, 0, b"oth").await.expect("puts"), PutBlob::At(3));
    assert_eq!(blobs.put_blob(blob, 3, b"r").await.expect("puts"), PutBlob::Wrong);
    let held = find(blobs, &village(), blob).await.expect("mentioned");
    assert_eq!((held.held, held.whole), (0, false));
    assert!(blobs.read_blob(blob, 0, 10).await.expect("reads").is_empty());
}

async fn a_matter_has_so_many_and_no_more(store: &dyn Store) {
    let blobs = store.blobs().expect("keeps attachments");
    let matter = MatterId::new([0x43; 16]);
    let name = |at: usize| BlobId::of(&at.to_be_bytes());
    let all: Vec<BlobId> = (0..=MAX_MENTIONS).map(name).collect();
    mention(store, &DocKey::core(matter), 92, &all).await;
    assert!(find(blobs, &village(), name(MAX_MENTIONS - 1)).await.is_some());
    assert_eq!(find(blobs, &village(), name(MAX_MENTIONS)).await, None);
    // A committee's are counted by themselves: its office knows no other's.
    let committee = DocKey { matter, part: Part::Committee(village()) };
    let confidential: Vec<BlobId> = (1000..=1000 + MAX_MENTIONS).map(name).collect();
    mention(store, &committee, 94, &confidential).await;
    assert!(find(blobs, &village(), name(999 + MAX_MENTIONS)).await.is_some());
    assert_eq!(find(blobs, &village(), name(1000 + MAX_MENTIONS)).await, None);
}

async fn a_committees_are_its_offices_alone(store: &dyn Store) {
    let blobs = store.blobs().expect("keeps attachments");
    let blob = BlobId::of(b"said before the committee");
    let key = DocKey { matter: MatterId::new([0x44; 16]), part: Part::Committee(city()) };
    mention(store, &key, 93, &[blob]).await;
    assert!(find(blobs, &city(), blob).await.is_some());
    assert_eq!(find(blobs, &village(), blob).await, None, "of the matter's audience all the same");
}
