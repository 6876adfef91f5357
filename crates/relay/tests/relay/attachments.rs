//! Attachments over the real wire: who gets a byte of them, what a cut or a kill costs.

use casework::{
    Document, Step,
    step::attachment::{Attachment, AttachmentKind},
};
use ident::{BlobId, ContentKey, DocKey, MatterId};
use wire::{
    BlobAt, BlobFault, BlobGet, BlobOffer, BlobPart, BlobPut, Fault, MAX_BLOB, MAX_BLOB_PART,
    ToRelay, ToStation,
};

use crate::harness::{Home, Place, RelayProcess, Station, Town, code, hand, registration};

const VILLAGE: &str = "990101001201";
const NEXT_VILLAGE: &str = "990101001202";
const TOWNSHIP: &str = "990101001";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

/// Sealed bytes; to the relay any bytes are.
pub fn sealed(seed: u8, len: usize) -> Vec<u8> {
    (0..len).map(|at| (at * 31 + at / 251) as u8 ^ seed).collect()
}

fn attached(blob: BlobId) -> Step {
    Step::Attached(Attachment {
        blob,
        key: ContentKey::new([1; 32]),
        name: String::new(),
        kind: AttachmentKind::Photo,
        mime: "image/jpeg".into(),
        size: 1,
        width: 0,
        height: 0,
        of: String::new(),
    })
}

impl Station {
    /// Says something about an attachment; what the feed says meanwhile is passed over.
    async fn ask(&mut self, message: ToRelay) -> ToStation {
        self.say(&message).await;
        loop {
            match self.hear().await {
                ToStation::Feed(_) => {}
                answer => return answer,
            }
        }
    }

    pub async fn offer(&mut self, blob: BlobId, size: usize) -> ToStation {
        let size = u32::try_from(size).expect("small");
        self.ask(ToRelay::BlobOffer(BlobOffer { blob, size })).await
    }

    pub async fn put(&mut self, blob: BlobId, bytes: &[u8], from: usize) -> ToStation {
        let to = bytes.len().min(from + MAX_BLOB_PART);
        let offset = u32::try_from(from).expect("small");
        let bytes = bytes[from..to].to_vec().into();
        self.ask(ToRelay::BlobPut(BlobPut { blob, offset, bytes })).await
    }

    async fn get(&mut self, blob: BlobId, offset: u32) -> ToStation {
        self.ask(ToRelay::BlobGet(BlobGet { blob, offset })).await
    }

    /// Registers a matter with an attachment; its bytes are not handed in.
    pub async fn mention(&mut self, at: u8, blob: BlobId) -> Document {
        let (mut core, docs) = registration(&self.hand, matter(at));
        self.push(docs).await.expect("taken");
        let changes = self.step(&mut core, &attached(blob), &[]);
        self.push(vec![changes]).await.expect("taken");
        core
    }

    /// Hands all of it in.
    pub async fn hand_in(&mut self, blob: BlobId, bytes: &[u8]) -> ToStation {
        let mut answer = self.offer(blob, bytes.len()).await;
        while let ToStation::BlobAt(BlobAt { offset, .. }) = answer {
            answer = self.put(blob, bytes, offset as usize).await;
        }
        answer
    }

    pub async fn fetch(&mut self, blob: BlobId) -> Vec<u8> {
        let mut bytes = Vec::new();
        loop {
            let offset = u32::try_from(bytes.len()).expect("small");
            let ToStation::BlobPart(part) = self.get(blob, offset).await else {
                panic!("not a part")
            };
            let BlobPart { size, bytes: part, .. } = part;
            assert!(part.len() <= MAX_BLOB_PART && !part.is_empty());
            bytes.extend_from_slice(&part);
            if bytes.len() == size as usize {
                return bytes;
            }
        }
    }
}

fn at(blob: BlobId, offset: usize) -> ToStation {
    ToStation::BlobAt(BlobAt { blob, offset: u32::try_from(offset).expect("small") })
}

#[tokio::test]
async fn who_may_see_the_matter_gets_its_attachments_and_nobody_else() {
    let town = Town::new("blob-sight").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut next, _) = Station::new(&town.url, NEXT_VILLAGE, 0).await;
    let bytes = sealed(1, 150_000);
    let blob = BlobId::of(&bytes);
    let unknown = BlobId::of(b"never made");
    // Before any document mentions it, it is unknown to its own maker.
    assert_eq!(village.offer(blob, bytes.len()).await, ToStation::BlobNone(blob));
    let mut core = village.mention(1, blob).await;
    assert_eq!(village.get(blob, 0).await, ToStation::BlobNone(blob), "not handed in");
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    assert_eq!(village.offer(blob, bytes.len()).await, ToStation::BlobKept(blob), "again");
    assert_eq!(township.fetch(blob).await, bytes);

    // Another village, which knows its name, hears what it hears of one that was never made.
    for name in [blob, unknown] {
        assert_eq!(next.offer(name, bytes.len()).await, ToStation::BlobNone(name));
        assert_eq!(next.put(name, &bytes, 0).await, ToStation::BlobNone(name));
        assert_eq!(next.get(name, 0).await, ToStation::BlobNone(name));
    }
    // Nor does a mention in a matter that is not its own to write help it.
    let mut stolen = core.clone();
    let changes = next.step(&mut stolen, &attached(blob), &[]);
    next.push(vec![changes]).await.expect("judged");
    assert_eq!(next.get(blob, 0).await, ToStation::BlobNone(blob));

    // Handed up and on to it, it may.
    let step = Step::handed(code(TOWNSHIP), "");
    let changes = village.step(&mut core, &step, &[]);
    village.push(vec![changes]).await.expect("taken");
    let changes = township.step(&mut core, &Step::handed(code(NEXT_VILLAGE), ""), &[]);
    township.push(vec![changes]).await.expect("taken");
    assert_eq!(next.fetch(blob).await, bytes);
    town.stop().await;
}

/// A picture of what was agreed is the committee's: those above read the matter, and not this
/// (Mediation Law, art. 15).
#[tokio::test]
async fn what_a_committee_attached_goes_nowhere_but_to_its_own_office() {
    let town = Town::new("blob-committee").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut colleague, _) = Station::new(&town.url, VILLAGE, 1).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, "990101", 0).await;
    let bytes = sealed(6, 90_000);
    let blob = BlobId::of(&bytes);
    let (mut core, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    let mut committee = Document::new(DocKey::committee(matter(1), code(VILLAGE)));
    let changes = village.step(&mut committee, &attached(blob), &[]);
    village.push(vec![changes]).await.expect("taken");
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    let changes = village.step(&mut core, &Step::handed(code(TOWNSHIP), ""), &[]);
    village.push(vec![changes]).await.expect("taken");
    assert_eq!(colleague.fetch(blob).await, bytes, "another tablet of the committee");
    for above in [&mut township, &mut city] {
        assert_eq!(above.offer(blob, bytes.len()).await, ToStation::BlobNone(blob));
        assert_eq!(above.put(blob, &bytes, 0).await, ToStation::BlobNone(blob));
        assert_eq!(above.get(blob, 0).await, ToStation::BlobNone(blob));
    }
    town.stop().await;
}

#[tokio::test]
async fn a_stranger_asks_for_nothing() {
    let town = Town::new("blob-stranger").await;
    let mut stranger = Station::connect(&town.url, hand(VILLAGE, 0)).await;
    let blob = BlobId::of(b"any");
    let fault = ToStation::Fault(Fault::NotIntroduced);
    assert_eq!(stranger.offer(blob, 3).await, fault);
    assert_eq!(stranger.put(blob, b"any", 0).await, fault);
    assert_eq!(stranger.get(blob, 0).await, fault);
    town.stop().await;
}

#[tokio::test]
async fn other_bytes_than_promised_are_dropped_and_named() {
    let town = Town::new("blob-wrong").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let bytes = sealed(2, 100_000);
    let blob = BlobId::of(&bytes);
    village.mention(1, blob).await;
    let mut other = bytes.clone();
    other[99_999] ^= 1;
    let wrong = ToStation::BlobRefused(blob, BlobFault::Wrong);
    assert_eq!(village.hand_in(blob, &other).await, wrong);
    assert_eq!(village.get(blob, 0).await, ToStation::BlobNone(blob));
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    assert_eq!(village.fetch(blob).await, bytes);
    town.stop().await;
}

#[tokio::test]
async fn what_is_over_a_limit_is_not_taken() {
    let town = Town::new("blob-limit").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let bytes = sealed(3, 70_000);
    let blob = BlobId::of(&bytes);
    village.mention(1, blob).await;
    let large = ToStation::BlobRefused(blob, BlobFault::TooLarge);
    assert_eq!(village.offer(blob, MAX_BLOB as usize + 1).await, large);
    assert_eq!(village.offer(blob, 0).await, large);
    assert_eq!(village.offer(blob, 60_000).await, at(blob, 0));
    assert_eq!(village.put(blob, &bytes, 0).await, large, "beyond what was offered");
    assert_eq!(village.offer(blob, bytes.len()).await, at(blob, 0));
    let part = bytes[..MAX_BLOB_PART + 1].to_vec().into();
    let put = ToRelay::BlobPut(BlobPut { blob, offset: 0, bytes: part });
    assert_eq!(village.ask(put).await, large, "a part too large");
    // From the end on there is nothing, and far beyond it neither.
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    for offset in [70_000, u32::MAX] {
        let ToStation::BlobPart(part) = village.get(blob, offset).await else { panic!("a part") };
        assert!(part.bytes.is_empty());
    }
    town.stop().await;
}

#[tokio::test]
async fn a_cut_costs_one_part() {
    let town = Town::new("blob-cut").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let bytes = sealed(4, 200_000);
    let blob = BlobId::of(&bytes);
    village.mention(1, blob).await;
    village.offer(blob, bytes.len()).await;
    assert_eq!(village.put(blob, &bytes, 0).await, at(blob, MAX_BLOB_PART));
    let mut village = village.reconnect(&town.url).await;
    village.hello(Place(None)).await.expect("welcome");
    assert_eq!(village.offer(blob, bytes.len()).await, at(blob, MAX_BLOB_PART));
    // A part that comes twice, and one that comes too early, change nothing.
    assert_eq!(village.put(blob, &bytes, 0).await, at(blob, MAX_BLOB_PART));
    assert_eq!(village.put(blob, &bytes, 2 * MAX_BLOB_PART).await, at(blob, MAX_BLOB_PART));
    assert_eq!(village.hand_in(blob, &bytes).await, ToStation::BlobKept(blob));
    assert_eq!(village.fetch(blob).await, bytes);
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_relay_has_every_byte_that_it_confirmed() {
    killed_at_each_part(Home::sqlite("blob-kill")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_relay_on_postgresql_has_every_byte_that_it_confirmed() {
    killed_at_each_part(Home::postgres("blob_kill").await).await;
}

async fn killed_at_each_part(home: Home) {
    let home = home.furnished().await;
    let mut relay = RelayProcess::serve(&home);
    let (mut village, _) = Station::new(&relay.url, VILLAGE, 0).await;
    let bytes = sealed(5, 10 * MAX_BLOB_PART + 77);
    let blob = BlobId::of(&bytes);
    village.mention(1, blob).await;
    assert_eq!(village.offer(blob, bytes.len()).await, at(blob, 0));
    let mut confirmed = 0;
    let mut kept = false;
    while !kept {
        // One part is confirmed, the next is on its way when the relay is killed.
        match village.put(blob, &bytes, confirmed).await {
            ToStation::BlobAt(BlobAt { offset, .. }) => confirmed = offset as usize,
            ToStation::BlobKept(_) => kept = true,
            other => panic!("{other:?}"),
        }
        if !kept {
            let to = bytes.len().min(confirmed + MAX_BLOB_PART);
            let offset = u32::try_from(confirmed).expect("small");
            let part = bytes[confirmed..to].to_vec().into();
            village.say(&ToRelay::BlobPut(BlobPut { blob, offset, bytes: part })).await;
        }
        relay.kill();
        relay = RelayProcess::serve(&home);
        village = village.reconnect(&relay.url).await;
        village.hello(Place(None)).await.expect("welcome");
        match village.offer(blob, bytes.len()).await {
            ToStation::BlobAt(BlobAt { offset, .. }) => {
                assert!(offset as usize >= confirmed, "{offset} of {confirmed} are there");
                assert!(!kept, "what was kept is kept");
                confirmed = offset as usize;
            }
            ToStation::BlobKept(_) => kept = true,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(village.fetch(blob).await, bytes);
}
