//! The relay's disk is lost or replaced by an older copy: real stations give back what it lost, on
//! both stores; and nobody can give it anything without proof.

use ident::{DeviceId, DocKey, MatterId};
use relay::{audit, doctor, migrate, store::sqlite::Durability};
use sqlx::{Connection, SqliteConnection};
use wire::{
    Compare, DocChanges, Fault, HandIn, HandedDoc, HeldDoc, Manifest, ManifestEntry, Numbers, Push,
    Refusal, RepairCause, RepairToRelay, RepairToStation, SecretKey, TakenDoc, ToRelay, ToStation,
};

use crate::harness::{Device, Home, Place, Station, Town, registration};

const VILLAGE: &str = "990101001201";
const OTHER_VILLAGE: &str = "990101001202";
const TOWNSHIP: &str = "990101001";

async fn city_with_copy(home: &Home, copy: &Home) -> (Device, Device) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 61).await;
    for at in 1..4 {
        village.register(at).await;
    }
    village.meet(&town.url).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 62).await;
    town.stop().await;
    // A copy of the disk, of whatever kind.
    migrate::copy(&home.location(), &copy.location(), Durability::Full).await.expect("copies");
    let town = Town::serve(home.open().await, home.path()).await;
    for at in 4..7 {
        village.register(at).await;
    }
    village.note(1, "又来问过").await;
    village.meet(&town.url).await;
    township.meet(&town.url).await;
    township.note(1, "已转水利站").await;
    township.note(5, "已电话回访").await;
    township.meet(&town.url).await;
    village.meet(&town.url).await;
    town.stop().await;
    (village, township)
}

async fn examined(home: &Home) -> doctor::Report {
    let store = home.open().await;
    let report = doctor::examine(&*store).await.expect("looks it over");
    // What came back leaves a gap in the numbers, and nothing was removed there.
    let audit = audit::audit(&*store, None).await.expect("looks it over");
    assert_eq!(audit.count, 0, "{audit}");
    store.close().await;
    assert!(report.faults.is_empty(), "{report}");
    report
}

/// The disk is replaced by the copy. The township's tablet alone brings back what it holds, the
/// village's work included.
async fn an_older_copy(home: Home, copy: Home) {
    let (mut village, mut township) = city_with_copy(&home, &copy).await;
    let before = examined(&home).await;
    assert!(before.repairs.is_none() && before.repairs.named == 0, "{before}");
    assert!(examined(&copy).await.changes < before.changes);
    let town = Town::serve(copy.open().await, copy.path()).await;
    township.meet(&town.url).await;
    let record = township.tablet.last_repair().await.expect("reads").expect("a repair");
    assert_eq!(record.cause, RepairCause::LogChanged);
    assert!(record.given_back > 0 && record.not_taken == 0, "{record:?}");
    town.stop().await;
    let after = examined(&copy).await;
    assert_eq!((after.documents, after.changes), (before.documents, before.changes));
    let (times, documents, changes) = after.repairs.by_cause[0];
    assert!(times > 0 && documents > 0 && changes == before.changes - 6, "{after}");
    assert_eq!((after.repairs.unproved, after.repairs.refused, after.repairs.named), (0, 0, 0));
    // Everybody goes on with it; and an audit of who comes later finds nothing.
    let town = Town::serve(copy.open().await, copy.path()).await;
    village.meet(&town.url).await;
    let record = village.tablet.last_repair().await.expect("reads").expect("a repair");
    assert_eq!((record.given_back, record.not_taken, record.only_there), (0, 0, 0));
    village.note(4, "以后再写的").await;
    village.meet(&town.url).await;
    township.meet(&town.url).await;
    for at in 1..7 {
        assert_eq!(village.heads(at).await, township.heads(at).await);
    }
    assert_eq!(village.tablet.sync_status().waiting, 0);
    town.stop().await;
    examined(&copy).await;
}

#[tokio::test]
async fn an_older_copy_gets_back_what_it_lost_in_sqlite() {
    an_older_copy(Home::sqlite("repair").furnished().await, Home::sqlite("repair-copy")).await;
}

#[tokio::test]
async fn an_older_copy_gets_back_what_it_lost_in_postgres() {
    an_older_copy(
        Home::postgres("repair").await.furnished().await,
        Home::postgres("repair-copy").await,
    )
    .await;
}

/// The copy does not know a device that was enrolled since: its certificates say who it is, and it gives
/// back what it holds. Where its number is another's by now, it does not.
async fn a_forgotten_device(home: Home, copy: Home, taken: Home) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 62).await;
    town.stop().await;
    for to in [&copy, &taken] {
        migrate::copy(&home.location(), &to.location(), Durability::Full).await.expect("copies");
    }
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Device::new(&town.url, OTHER_VILLAGE, 63).await;
    village.register(7).await;
    village.meet(&town.url).await;
    town.stop().await;

    let town = Town::serve(copy.open().await, copy.path()).await;
    assert!(village.is_sent_away(&town.url).await, "is not known");
    village.note(7, "后来又写的").await;
    village.meet(&town.url).await;
    let status = village.tablet.sync_status();
    assert_eq!((status.waiting, status.refused), (0, 0));
    township.meet(&town.url).await;
    assert_eq!(village.heads(7).await, township.heads(7).await);
    // It is known from then on.
    assert!(!village.is_sent_away(&town.url).await);
    town.stop().await;
    examined(&copy).await;

    let town = Town::serve(taken.open().await, taken.path()).await;
    let _other = Device::new(&town.url, OTHER_VILLAGE, 64).await;
    assert!(village.is_sent_away(&town.url).await);
    assert!(village.is_sent_away(&town.url).await, "two devices of one number");
    town.stop().await;
}

#[tokio::test]
async fn a_device_that_was_enrolled_since_comes_back_in_sqlite() {
    let home = Home::sqlite("forgotten").furnished().await;
    let (copy, taken) = (Home::sqlite("forgotten-copy"), Home::sqlite("forgotten-taken"));
    a_forgotten_device(home, copy, taken).await;
}

#[tokio::test]
async fn a_device_that_was_enrolled_since_comes_back_in_postgres() {
    let home = Home::postgres("forgotten").await.furnished().await;
    let (copy, taken) =
        (Home::postgres("forgotten-copy").await, Home::postgres("forgotten-taken").await);
    a_forgotten_device(home, copy, taken).await;
}

struct Proof {
    manifests: Vec<Manifest>,
    docs: Vec<DocChanges>,
}

async fn give(station: &mut Station, proof: &Proof, numbers: u64) -> Vec<TakenDoc> {
    let docs = proof.docs.iter().map(|changes| HandedDoc {
        changes: changes.clone(),
        numbers: Numbers(vec![numbers; changes.changes.len()]),
    });
    let hand_in = HandIn {
        cause: RepairCause::LogChanged,
        manifests: proof.manifests.clone(),
        docs: docs.collect(),
    };
    match ask(station, RepairToRelay::HandIn(hand_in)).await {
        RepairToStation::Taken(taken) => taken,
        other => panic!("{other:?}"),
    }
}

async fn ask(station: &mut Station, message: RepairToRelay) -> RepairToStation {
    station.say(&ToRelay::Repair(message)).await;
    loop {
        match station.hear().await {
            ToStation::Repair(answer) => return answer,
            ToStation::Feed(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// What nobody known vouches for is not taken, whoever offers it.
async fn proof_is_asked_for(home: Home) {
    let town = Town::serve(home.open().await, home.path()).await;
    let (mut author, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut other, _) = Station::new(&town.url, OTHER_VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let tenant = author.challenge.tenant;
    let (_, docs) = registration(&author.hand, MatterId::new([1; 16]));
    let Push { manifest, docs } = author.hand.push(tenant, docs);
    let nothing = |taken: &[TakenDoc]| {
        assert!(taken.iter().all(|doc| doc.numbers.0.iter().all(|place| *place == 0)), "{taken:?}");
    };
    // Without a manifest.
    let bare = Proof { manifests: vec![], docs: docs.clone() };
    nothing(&give(&mut township, &bare, 0).await);
    // With one that another device signed, or that was tampered with, or of another city.
    let heads: Vec<ManifestEntry> = manifest.entries.clone();
    let key = SecretKey::from_seed(&[99; 32]);
    let forged = [
        other.hand.push(tenant, docs.clone()).manifest,
        Manifest::sign(&key, tenant, author.hand.device, 1, [0; 32], heads.clone()),
        Manifest::sign(&key, tenant, DeviceId::new([98; 8]), 1, [0; 32], heads.clone()),
        Manifest { number: 7, ..manifest.clone() },
        Manifest::sign(
            author.hand.key(),
            ident::TenantId::new([1; 16]),
            author.hand.device,
            1,
            [0; 32],
            heads,
        ),
    ];
    for forged in forged {
        let proof = Proof { manifests: vec![forged], docs: docs.clone() };
        nothing(&give(&mut township, &proof, 0).await);
        // Not even by its author.
        nothing(&give(&mut author, &proof, 0).await);
    }
    // With the author's word it is, from whoever has it; and its place with it.
    let proved = Proof { manifests: vec![manifest.clone()], docs: docs.clone() };
    let taken = give(&mut township, &proved, 5_000).await;
    assert!(taken.iter().all(|doc| doc.numbers.0 == [5_000] && doc.refused.is_none()), "{taken:?}");
    // Again it changes nothing, and it counts on behind it.
    assert_eq!(give(&mut other, &proved, 17).await, taken);
    let (_, more) = registration(&author.hand, MatterId::new([2; 16]));
    let result = author.push(more).await.expect("taken");
    assert_eq!(result.numbers.expect("places")[0], Numbers(vec![5_001]));
    // A number that was used is not used for another manifest.
    let (_, third) = registration(&author.hand, MatterId::new([3; 16]));
    let mut twice = author.hand.clone();
    let clash = twice.push(tenant, third).docs;
    let entries = clash.iter().map(|doc| {
        let read = casework::document::ReadChange::from_bytes(&doc.changes[0], &doc.key.part);
        ManifestEntry::of(doc.key.id(), &read.expect("a change").seen.hash)
    });
    let entries = entries.collect();
    let again = Manifest::sign(author.hand.key(), tenant, author.hand.device, 1, [0; 32], entries);
    nothing(&give(&mut township, &Proof { manifests: vec![again], docs: clash }, 0).await);
    // Of a matter that the author's office never saw.
    let (_, strange) = registration(&author.hand, MatterId::new([1; 16]));
    let mut intruder = other.hand.clone();
    let mut core = casework::Document::open(
        strange[0].key.clone(),
        docs[0].changes.iter().map(|bytes| bytes.as_slice()),
    )
    .expect("opens");
    let note = casework::Step::Noted { text: "插话".to_owned() };
    let changes = other.step(&mut core, &note, &[]);
    let Push { manifest, docs: written } = intruder.push(tenant, vec![changes]);
    let taken = give(&mut other, &Proof { manifests: vec![manifest], docs: written }, 0).await;
    assert_eq!(taken[0].refused, Some(Refusal::NotAllowed));

    // What another village holds is answered like what is nowhere.
    let [held, nowhere] = [docs[0].key.id(), DocKey::core(MatterId::new([77; 16])).id()];
    let answer = ask(&mut other, RepairToRelay::Held(vec![held, nowhere])).await;
    assert_eq!(answer, RepairToStation::Held(vec![HeldDoc::default(), HeldDoc::default()]));
    let answer = ask(&mut township, RepairToRelay::Held(vec![held, nowhere])).await;
    let RepairToStation::Held(answer) = answer else { panic!("{answer:?}") };
    assert_eq!(answer[0].changes.len(), 1);
    // Nonsense is a fault, and the connection goes on.
    let rubbish = Compare { message: vec![0x61, 1, 2, 3].into() };
    other.say(&ToRelay::Repair(RepairToRelay::Compare(rubbish))).await;
    assert_eq!(other.hear_fault().await, Fault::Malformed);
    let mut stranger = Station::connect(&town.url, other.hand.clone()).await;
    stranger.say(&ToRelay::Repair(RepairToRelay::Held(vec![held]))).await;
    assert_eq!(stranger.hear_fault().await, Fault::NotIntroduced);
    town.stop().await;
    let report = examined(&home).await;
    assert_eq!(report.repairs.by_cause[0].2, 2, "{report}");
    assert!(report.repairs.unproved > 0 && report.repairs.refused > 0, "{report}");
}

#[tokio::test]
async fn nothing_is_taken_without_proof_in_sqlite() {
    proof_is_asked_for(Home::sqlite("proof").furnished().await).await;
}

#[tokio::test]
async fn nothing_is_taken_without_proof_in_postgres() {
    proof_is_asked_for(Home::postgres("proof").await.furnished().await).await;
}

/// A file of a version before is weighed when it is opened; and what was erased stays erased, handed
/// in or given back.
#[tokio::test]
async fn what_was_erased_is_not_taken_again() {
    let home = Home::sqlite("erased").furnished().await;
    let town = Town::serve(home.open().await, home.path()).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let tenant = village.challenge.tenant;
    let (_, kept) = registration(&village.hand, MatterId::new([1; 16]));
    village.push(kept).await.expect("taken");
    let (_, erased) = registration(&village.hand, MatterId::new([2; 16]));
    let id = erased[0].key.id();
    town.stop().await;
    let file = format!("sqlite:{}", home.path().join(relay::store::sqlite::FILE).display());
    let mut past = SqliteConnection::connect(&file).await.expect("opens");
    sqlx::query("INSERT INTO tombstone (document, at) VALUES (?, 1795000000000)")
        .bind(id.as_bytes().as_slice())
        .execute(&mut past)
        .await
        .expect("erases");
    sqlx::query("UPDATE document SET held = NULL").execute(&mut past).await.expect("of before");
    past.close().await.expect("closes");

    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = village.reconnect(&town.url).await;
    village.hello(Place(None)).await.expect("welcome");
    let push = village.hand.push(tenant, erased.clone());
    let result = village.push_as_is(push.clone()).await.expect("answered");
    assert_eq!(result.docs[0], wire::DocOutcome::Refused(Refusal::NotAllowed));
    let proof = Proof { manifests: vec![push.manifest], docs: erased };
    let taken = give(&mut village, &proof, 0).await;
    assert!(taken[0].erased && taken[0].numbers.0.is_empty());
    let RepairToStation::Held(held) = ask(&mut village, RepairToRelay::Held(vec![id])).await else {
        panic!("an answer")
    };
    assert_eq!(held, [HeldDoc { changes: vec![], erased: true }]);
    town.stop().await;
    examined(&home).await;
}
