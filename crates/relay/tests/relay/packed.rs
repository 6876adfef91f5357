//! Packed messages, plain ones, and parts of a feed that several sessions share.

use casework::Step;
use ident::MatterId;
use wire::{DocOutcome, Fault, FeedEntry, PackedPush, ToRelay};

use crate::harness::{Place, Station, Town, registration};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";

fn matter(at: u8) -> MatterId {
    MatterId::new([at + 1; 16])
}

/// A device that is introduced and has heard everything.
async fn settled(town: &Town, office: &str, which: u8, packs: bool) -> Station {
    let mut station = Station::enrolled(&town.url, office, which).await;
    station.greet(Place(None), packs).await.expect("is welcome");
    station
}

#[tokio::test]
async fn all_that_read_one_feed_get_the_same_packed_or_not() {
    let town = Town::new("packed").await;
    let mut writers =
        [settled(&town, VILLAGE, 0, true).await, settled(&town, VILLAGE, 1, false).await];
    let mut readers = [
        settled(&town, TOWNSHIP, 0, true).await,
        settled(&town, TOWNSHIP, 1, true).await,
        settled(&town, TOWNSHIP, 2, false).await,
    ];
    for station in writers.iter_mut().chain(&mut readers) {
        station.settle().await;
    }
    let mut cores = Vec::new();
    for at in 0..6u8 {
        let which = usize::from(at % 2);
        let (core, docs) = registration(&writers[which].hand, matter(at));
        cores.push(core);
        writers[which].push(docs.clone()).await.expect("taken");
        let note = Step::Noted { text: "新情况".to_owned() };
        let further = writers[which].step(&mut cores[usize::from(at)], &note, &[]);
        writers[which].push(vec![further.clone()]).await.expect("taken");
        let handed_in = [docs, vec![further]].concat();
        for reader in &mut readers {
            // In one message or in two.
            let mut told = Vec::new();
            let mut from = None;
            while told.len() < 3 {
                let feed = reader.hear_feed().await;
                assert!(from.is_none_or(|from| from == feed.from), "no gap");
                from = Some(feed.to);
                assert_eq!(feed.manifests.len(), if feed.entries.len() == 3 { 2 } else { 1 });
                told.extend(feed.entries.into_iter().map(|entry| match entry {
                    FeedEntry::Changes(doc, numbers) => {
                        assert_eq!(numbers.0.len(), doc.changes.len());
                        doc
                    }
                    other => panic!("{other:?}"),
                }));
            }
            assert!(told == handed_in, "what was handed in");
        }
    }
    for reader in &mut readers {
        reader.hears_nothing().await;
    }
    town.stop().await;
}

#[tokio::test]
async fn what_a_device_handed_in_is_not_told_to_itself_but_to_those_beside_it() {
    let town = Town::new("packed-own").await;
    let mut own = settled(&town, VILLAGE, 0, true).await;
    let mut beside = settled(&town, VILLAGE, 1, true).await;
    own.settle().await;
    beside.settle().await;
    for at in 0..4 {
        let (_, docs) = registration(&own.hand, matter(at));
        own.push(docs.clone()).await.expect("taken");
        let feed = beside.hear_feed().await;
        assert_eq!(feed.entries.len(), docs.len());
        while let Some(heard) = own.hear_within(std::time::Duration::from_millis(300)).await {
            let wire::ToStation::Feed(feed) = heard else { panic!("{heard:?}") };
            for entry in feed.entries {
                let FeedEntry::Changes(doc, _) = entry else { panic!("{entry:?}") };
                assert!(doc.changes.is_empty(), "its own, with content");
            }
        }
    }
    town.stop().await;
}

#[tokio::test]
async fn a_bad_packed_push_gets_its_name_and_the_connection_lives() {
    let town = Town::new("packed-bad").await;
    let mut stranger = Station::enrolled(&town.url, VILLAGE, 1).await;
    let tenant = stranger.challenge.tenant;
    let (_, docs) = registration(&stranger.hand, matter(9));
    let push = stranger.hand.push(tenant, docs);
    stranger.say(&ToRelay::PackedPush(Box::new(PackedPush::pack(&push)))).await;
    assert_eq!(stranger.hear_fault().await, Fault::NotIntroduced);

    let mut village = settled(&town, VILLAGE, 0, true).await;
    village.settle().await;
    let (_, docs) = registration(&village.hand, matter(1));
    let push = village.hand.push(tenant, docs);
    // Two changes are announced, and one is there.
    let raw = Raw { manifest: push.manifest.clone(), said: &[2], there: 1 };
    village.say_bytes(wire::encode_frame(&raw).expect("a frame")).await;
    assert_eq!(village.hear_fault().await, Fault::Malformed);
    // A million changes that say nothing, in a few kilobytes.
    let frame = wire::encode_frame(&Raw {
        manifest: push.manifest.clone(),
        said: &[0x80, 0x80, 0x40],
        there: 1 << 20,
    })
    .expect("a frame");
    assert!(frame.len() < 10_000, "{}", frame.len());
    village.say_bytes(frame).await;
    assert_eq!(village.hear_fault().await, Fault::TooLarge);
    // Unpacked it is what was signed, or it is not taken.
    let mut forged = push.clone();
    forged.manifest.number += 1;
    village.say(&ToRelay::PackedPush(Box::new(PackedPush::pack(&forged)))).await;
    assert_eq!(village.hear_fault().await, Fault::BadManifest);
    let result = village.push_as_is(push).await.expect("taken");
    assert!(result.docs.iter().all(|doc| *doc == DocOutcome::Kept), "the connection lives");
    town.stop().await;
}

/// A packed push of changes that say nothing.
/// `[7, [[manifest, true, [key], said, [flags, "", numbers, lengths, "", ""]]]]`
struct Raw {
    manifest: wire::Manifest,
    /// How many changes the document has, seven bits a byte.
    said: &'static [u8],
    /// How many there are.
    there: usize,
}

impl<C> minicbor::Encode<C> for Raw {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(2)?.u8(7)?.array(1)?.array(5)?;
        e.encode_with(&self.manifest, ctx)?.bool(true)?;
        e.array(1)?.encode(ident::DocKey::core(matter(1)))?.bytes(self.said)?;
        e.array(6)?.bytes(&vec![0; self.there])?.bytes(&[])?;
        e.bytes(&vec![0; 2 * self.there])?.bytes(&vec![0; 2 * self.there])?;
        e.bytes(&[])?.bytes(&[])?.ok()
    }
}
