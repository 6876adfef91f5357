//! Who sees what, and who may write it.

use casework::{Document, Step, document::Edit};
use ident::{DocKey, MatterId};
use wire::{DocOutcome, FeedEntry, Numbers, Refusal, ToStation};

use crate::harness::{Place, Station, Town, code, outline, registration};

const VILLAGE: &str = "990101001201";
const NEXT_VILLAGE: &str = "990101001202";
const TOWNSHIP: &str = "990101001";
const OTHER_TOWNSHIP: &str = "990101002";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

#[tokio::test]
async fn a_villages_matter_reaches_its_line_and_nobody_else() {
    let town = Town::new("line").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let mut others = Vec::new();
    for (office, sees) in
        [(TOWNSHIP, true), ("990101", true), (NEXT_VILLAGE, false), (OTHER_TOWNSHIP, false)]
    {
        let station = Station::new(&town.url, office, 0).await.0;
        others.push((station, sees));
    }
    // Each enrolment tells those before it of the new directory.
    village.settle().await;
    for (station, _) in &mut others {
        station.settle().await;
    }
    let (_, docs) = registration(&village.hand, matter(1));
    let result = village.push(docs.clone()).await.expect("taken");
    assert_eq!(result.docs, [DocOutcome::Kept, DocOutcome::Kept]);
    for (station, sees) in &mut others {
        if *sees {
            let feed = station.hear_feed().await;
            let changes = (1..).zip(docs.iter().cloned());
            let changes = changes.map(|(at, doc)| FeedEntry::Changes(doc, Numbers(vec![at])));
            assert_eq!(feed.entries, changes.collect::<Vec<_>>());
            assert_eq!(feed.manifests.len(), 1);
            let key = village.hand.key().public();
            feed.manifests[0].verify(&key).expect("vouched for");
        } else {
            station.hears_nothing().await;
        }
    }
    // The village's own entry comes back without what it has.
    let feed = village.hear_feed().await;
    assert_eq!(outline(&feed).iter().map(|entry| entry.2).collect::<Vec<_>>(), [0, 0]);
    town.stop().await;
}

#[tokio::test]
async fn forbidden_and_unknown_are_answered_alike() {
    let town = Town::new("alike").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut next, _) = Station::new(&town.url, NEXT_VILLAGE, 0).await;
    let (core, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    let note = Step::Noted { text: "不是我的".to_owned() };
    let mut answers = Vec::new();
    for known in [true, false] {
        // A note on the other village's matter, and one on a matter that does not exist.
        let mut document =
            if known { core.clone() } else { Document::new(DocKey::core(matter(2))) };
        let changes = next.step(&mut document, &note, &[]);
        answers.push(next.push(vec![changes]).await.expect("judged").docs);
        let mut people = Document::new(DocKey::people(matter(if known { 1 } else { 2 })));
        let changes = next.step(&mut people, &note, &[]);
        answers.push(next.push(vec![changes]).await.expect("judged").docs);
    }
    for answer in answers {
        assert_eq!(answer, [DocOutcome::Refused(Refusal::NotAllowed)]);
    }
    town.stop().await;
}

#[tokio::test]
async fn a_matter_cannot_be_begun_in_anothers_name() {
    let town = Town::new("name").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut hand, at) = (village.hand.clone(), matter(1));
    hand.office = code(NEXT_VILLAGE);
    let (_, docs) = registration(&hand, at);
    let refused = DocOutcome::Refused(Refusal::NotAllowed);
    assert_eq!(village.push(docs).await.expect("judged").docs, [refused.clone(), refused]);
    town.stop().await;
}

#[tokio::test]
async fn handing_a_matter_down_grants_all_of_it() {
    let town = Town::new("granted").await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    township.settle().await;
    let (mut core, docs) = registration(&township.hand, matter(1));
    // People before core: the order in a push does not matter.
    township.push(docs.iter().rev().cloned().collect()).await.expect("taken");
    let note = Step::Noted { text: "先记一笔".to_owned() };
    let changes = township.step(&mut core, &note, &[]);
    township.push(vec![changes]).await.expect("taken");
    village.hears_nothing().await;

    let handed = Step::handed(code(VILLAGE), "");
    let changes = township.step(&mut core, &handed, &[]);
    township.push(vec![changes]).await.expect("taken");
    let feed = village.hear_feed().await;
    let expected =
        [('g', Some(DocKey::core(matter(1))), 3), ('g', Some(DocKey::people(matter(1))), 1)];
    assert_eq!(outline(&feed), expected);
    assert_eq!(feed.manifests.len(), 3);
    let FeedEntry::Granted(granted, _) = &feed.entries[0] else { panic!("granted") };
    let opened = Document::open(granted.key.clone(), granted.changes.iter().map(|c| &c[..]));
    assert_eq!(opened.expect("opens").heads(), core.heads());

    // From now on it is the village's to write, and the township hears of it.
    let changes = village.step(&mut core, &note, &[]);
    assert_eq!(village.push(vec![changes]).await.expect("taken").docs, [DocOutcome::Kept]);
    loop {
        let feed = township.hear_feed().await;
        if outline(&feed).contains(&('c', Some(DocKey::core(matter(1))), 1)) {
            break;
        }
    }
    town.stop().await;
}

#[tokio::test]
async fn an_offices_own_notes_go_up_and_never_down() {
    let town = Town::new("internal").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, "990101", 0).await;
    let (_, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    city.settle().await;
    let key = DocKey::internal(matter(1), code(TOWNSHIP));
    let memo = Edit::Memo("内部意见".to_owned());
    let mut internal = Document::new(key.clone());
    let changes = township.step(&mut internal, &Step::Edited {}, std::slice::from_ref(&memo));
    assert_eq!(township.push(vec![changes]).await.expect("taken").docs, [DocOutcome::Kept]);
    assert_eq!(outline(&city.hear_feed().await), [('c', Some(key.clone()), 1)]);
    // The village has heard of its own matter and of devices; not of this.
    while let Some(heard) = village.hear_within(std::time::Duration::from_millis(200)).await {
        let ToStation::Feed(feed) = heard else { panic!("{heard:?}") };
        assert!(outline(&feed).iter().all(|entry| entry.1.as_ref() != Some(&key)));
    }
    // Nor may the village, or the city, write it.
    for station in [&mut village, &mut city] {
        let mut internal = Document::new(key.clone());
        let changes = station.step(&mut internal, &Step::Edited {}, std::slice::from_ref(&memo));
        let refused = DocOutcome::Refused(Refusal::NotAllowed);
        assert_eq!(station.push(vec![changes]).await.expect("judged").docs, [refused]);
    }
    town.stop().await;
}

/// Mediators disclose nothing (Mediation Law, art. 15): not to those above either.
#[tokio::test]
async fn what_is_said_before_a_committee_goes_nowhere_but_to_its_own_office() {
    let town = Town::new("committee").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut colleague, _) = Station::new(&town.url, VILLAGE, 1).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, "990101", 0).await;
    let (_, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    colleague.settle().await;
    let key = DocKey::committee(matter(1), code(VILLAGE));
    let mut committee = Document::new(key.clone());
    let said = Step::Noted { text: "家里的难处".to_owned() };
    let changes = village.step(&mut committee, &said, &[]);
    assert_eq!(village.push(vec![changes]).await.expect("taken").docs, [DocOutcome::Kept]);
    assert_eq!(outline(&colleague.hear_feed().await), [('c', Some(key.clone()), 1)]);
    for station in [&mut township, &mut city] {
        while let Some(heard) = station.hear_within(std::time::Duration::from_millis(200)).await {
            let ToStation::Feed(feed) = heard else { panic!("{heard:?}") };
            assert!(outline(&feed).iter().all(|entry| entry.1.as_ref() != Some(&key)));
        }
        let mut other = Document::new(key.clone());
        let changes = station.step(&mut other, &said, &[]);
        let refused = DocOutcome::Refused(Refusal::NotAllowed);
        assert_eq!(station.push(vec![changes]).await.expect("judged").docs, [refused]);
    }
    town.stop().await;
}

#[tokio::test]
async fn a_secret_opens_once() {
    let town = Town::new("secret").await;
    let secret = format!("{VILLAGE}-0");
    let mut first = Station::connect(&town.url, crate::harness::hand(VILLAGE, 0)).await;
    let enrolled = first.enrol(&secret).await.expect("enrols");
    assert_eq!((enrolled.number, enrolled.office.as_str()), (1, VILLAGE));
    let mut first = first.reconnect(&town.url).await;
    let again = first.enrol(&secret).await.expect("the same answer");
    assert_eq!((again.number, again.person), (1, enrolled.person));
    let mut second = Station::connect(&town.url, crate::harness::hand(VILLAGE, 1)).await;
    assert_eq!(second.enrol(&secret).await, Err(wire::Fault::BadEnrolment));
    assert_eq!(second.enrol("no such secret").await, Err(wire::Fault::BadEnrolment));
    let other = second.enrol(&format!("{VILLAGE}-1")).await.expect("enrols");
    assert_eq!(other.number, 2);
    assert!(second.hello(Place(None)).await.is_ok());
    town.stop().await;
}
