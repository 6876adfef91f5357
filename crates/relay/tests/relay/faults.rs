//! What is not taken, and how it is said.

use casework::{Document, Step, document::Edit};
use ident::{ChangeHash, DocKey, MatterId};
use wire::{Bytes, DocChanges, DocOutcome, Fault, Manifest, ManifestEntry, Push, Refusal, ToRelay};

use crate::harness::{Place, Station, Town, hand, registration};

const VILLAGE: &str = "990101001201";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

#[tokio::test]
async fn each_bad_frame_gets_its_name_and_the_connection_lives() {
    let town = Town::new("frames").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let mut bomb = vec![1, 1];
    {
        // A little over the limit in zeros, deflated to fifty kilobytes.
        use std::io::Write;
        let mut encoder =
            flate2::write::DeflateEncoder::new(&mut bomb, flate2::Compression::fast());
        encoder.write_all(&vec![0; wire::MAX_INFLATED as usize + 1]).expect("deflates");
        encoder.finish().expect("deflates");
    }
    let cases = [
        (vec![9, 0, 1, 2, 3], Fault::UnknownVersion),
        (vec![], Fault::Malformed),
        (vec![1], Fault::Malformed),
        (vec![1, 7, 0], Fault::Malformed),
        (vec![1, 0, 0xff, 0xff], Fault::Malformed),
        (vec![1, 1, 0xff, 0xff], Fault::Malformed),
        (
            vec![1, 0, 0x82, 0x02, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            Fault::Malformed,
        ),
        (vec![1; wire::MAX_FRAME + 1], Fault::TooLarge),
        (bomb, Fault::TooLarge),
    ];
    for (frame, fault) in cases {
        village.say_bytes(frame).await;
        assert_eq!(village.hear_fault().await, fault);
    }
    let (_, docs) = registration(&village.hand, matter(1));
    assert!(village.push(docs).await.is_ok(), "the connection lives");
    // Far beyond the limit nothing is read any more: the connection ends, with the fault if it
    // still gets through, and the relay goes on.
    village.settle().await;
    village.try_say_bytes(vec![1; wire::MAX_FRAME * 2]).await;
    match village.try_hear().await {
        Some(wire::ToStation::Fault(fault)) => assert_eq!(fault, Fault::TooLarge),
        Some(other) => panic!("{other:?}"),
        None => {}
    }
    let mut village = village.reconnect(&town.url).await;
    assert!(village.hello(Place(None)).await.is_ok());
    town.stop().await;
}

#[tokio::test]
async fn nothing_is_told_before_the_introduction() {
    let town = Town::new("introduction").await;
    let mut village = Station::enrolled(&town.url, VILLAGE, 0).await;
    let (_, docs) = registration(&village.hand, matter(1));
    assert_eq!(village.push(docs).await, Err(Fault::NotIntroduced));
    village.say(&ToRelay::Pull(wire::Pull { cursor: None })).await;
    assert_eq!(village.hear_fault().await, Fault::NotIntroduced);
    // What a stranger sends is not even unpacked.
    village.say_bytes(vec![1; 5000]).await;
    assert_eq!(village.hear_fault().await, Fault::NotIntroduced);
    // A device nobody knows, and a known one with another key.
    let mut stranger = Station::connect(&town.url, hand(VILLAGE, 3)).await;
    assert_eq!(stranger.hello(Place(None)).await, Err(Fault::NotKnown));
    let mut thief = Station::connect(&town.url, hand(VILLAGE, 3)).await;
    thief.hand.device = village.hand.device;
    assert_eq!(thief.hello(Place(None)).await, Err(Fault::NotKnown));
    // A greeting that was overheard on another connection.
    let stale = village.hand.hello(wire::Connection { nonce: &[0; 32], ..village.on() }, None);
    village.say(&ToRelay::Hello(stale)).await;
    assert_eq!(village.hear_fault().await, Fault::NotKnown);
    town.stop().await;
}

#[tokio::test]
async fn a_manifest_that_does_not_vouch_is_not_taken() {
    let town = Town::new("manifest").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let tenant = village.challenge.tenant;
    let (_, docs) = registration(&village.hand, matter(1));
    let good = village.hand.clone().push(tenant, docs.clone());
    let mut unsigned = good.clone();
    unsigned.manifest.number += 1;
    let mut stranger = hand(VILLAGE, 3);
    let others_word = stranger.push(tenant, docs.clone());
    let (key, device) = (village.hand.key().clone(), village.hand.device);
    let silent = Manifest::sign(&key, tenant, device, 1, [0; 32], Vec::new());
    let elsewhere = Manifest::sign(
        &key,
        ident::TenantId::new([9; 16]),
        device,
        1,
        [0; 32],
        good.manifest.entries.clone(),
    );
    for push in [
        unsigned,
        others_word,
        Push { manifest: silent, docs: docs.clone() },
        Push { manifest: elsewhere, docs: docs.clone() },
    ] {
        assert_eq!(village.push_as_is(push).await, Err(Fault::BadManifest));
    }
    // The good one is taken, and again, and once more under a new number.
    for _ in 0..2 {
        let result = village.push_as_is(good.clone()).await.expect("taken");
        assert_eq!(result.docs, [DocOutcome::Kept, DocOutcome::Kept]);
    }
    let _skipped = village.hand.push(tenant, Vec::new());
    assert!(village.push(docs.clone()).await.is_ok());
    // Another manifest under the same number is stale.
    let stale = Manifest::sign(&key, tenant, device, 1, [1; 32], good.manifest.entries.clone());
    let answer = village.push_as_is(Push { manifest: stale, docs }).await;
    assert_eq!(answer, Err(Fault::StaleManifest { number: 1, hash: good.manifest.hash() }));
    town.stop().await;
}

#[tokio::test]
async fn a_bad_document_does_not_touch_the_others() {
    let town = Town::new("others").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (_, mut docs) = registration(&village.hand, matter(1));
    // Another device's actor.
    let mut forger = village.hand.clone();
    forger.actor = hand(VILLAGE, 4).actor;
    let (_, forged) = registration(&forger, matter(2));
    docs.push(forged[0].clone());
    // Not a change.
    let junk = vec![Bytes::from(vec![0x85, 0x6f, 0x4a, 0x83, 1, 2, 3, 4, 1, 9, 9, 9])];
    docs.push(DocChanges { key: DocKey::core(matter(3)), changes: junk });
    // One over the limit.
    let changes = vec![Bytes::from(vec![0; (1 << 20) + 1])];
    docs.push(DocChanges { key: DocKey::core(matter(4)), changes });
    // One that builds on what nobody has.
    let (mut core, known) = registration(&village.hand, matter(1));
    assert_eq!(known[0], docs[0]);
    let note = |text: &str| Step::Noted { text: text.to_owned() };
    village.step(&mut core, &note("丢了"), &[]);
    let lost = core.heads();
    let behind = village.step(&mut core, &note("在后"), &[]);
    let result = village.push(docs).await.expect("judged");
    let refused = |refusal| DocOutcome::Refused(refusal);
    assert_eq!(
        result.docs,
        [
            DocOutcome::Kept,
            DocOutcome::Kept,
            refused(Refusal::Forged),
            refused(Refusal::Malformed),
            refused(Refusal::TooLarge),
        ]
    );
    let result = village.push(vec![behind]).await.expect("judged");
    let hashes: Vec<ChangeHash> = lost;
    assert_eq!(result.docs, [refused(Refusal::Missing { hashes })]);
    town.stop().await;
}

#[tokio::test]
async fn an_actors_number_stands_for_one_change() {
    let town = Town::new("actor").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (core, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    // A tab that was restored from a copy writes with a used actor: the same number again.
    let note = |text: &str| Step::Noted { text: text.to_owned() };
    let first = village.step(&mut core.clone(), &note("一"), &[]);
    assert_eq!(village.push(vec![first]).await.expect("judged").docs, [DocOutcome::Kept]);
    let edit = Edit::Narrative("另一种说法".to_owned());
    let second = village.step(&mut core.clone(), &note("二"), &[edit]);
    let refused = DocOutcome::Refused(Refusal::Forged);
    assert_eq!(village.push(vec![second]).await.expect("judged").docs, [refused]);
    town.stop().await;
}

#[tokio::test]
async fn too_much_at_once_is_named() {
    let town = Town::new("much").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let docs: Vec<DocChanges> = (0..2001u16)
        .map(|at| {
            let mut id = [3; 16];
            id[..2].copy_from_slice(&at.to_be_bytes());
            DocChanges { key: DocKey::core(MatterId::new(id)), changes: Vec::new() }
        })
        .collect();
    assert_eq!(village.push(docs).await, Err(Fault::TooLarge));
    let mut core = Document::new(DocKey::core(matter(1)));
    let (_, docs) = registration(&village.hand, matter(1));
    core.apply(docs[0].changes.iter().map(|c| &c[..])).expect("applies");
    let mut many = docs[0].clone();
    for _ in 0..500 {
        let more = village.step(&mut core, &Step::Edited {}, &[]);
        many.changes.extend(more.changes);
    }
    let entry = ManifestEntry::of(many.key.id(), &core.heads()[0]);
    let (key, device) = (village.hand.key().clone(), village.hand.device);
    let tenant = village.challenge.tenant;
    let manifest = Manifest::sign(&key, tenant, device, 9, [0; 32], vec![entry]);
    let result = village.push_as_is(Push { manifest, docs: vec![many] }).await.expect("judged");
    assert_eq!(result.docs, [DocOutcome::Refused(Refusal::TooLarge)]);
    town.stop().await;
}
