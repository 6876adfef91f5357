//! The directory's documents at the relay, and the order of receipt.

use casework::{
    Directory, Document, Step,
    directory::{Role, Tier},
    org::{OrgStep, Why},
    step::payload::Acting,
};
use ident::{DocKey, MatterId, PostId};
use std::time::Duration;
use wire::{DocChanges, DocOutcome, Feed, FeedEntry, Numbers, Refusal, ToStation};

use crate::harness::{Station, Town, code, outline, post, registration};

const CITY: &str = "990101";
const TOWNSHIP: &str = "990101001";
const VILLAGE: &str = "990101001201";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

fn by(office: &str) -> Acting {
    Acting { post: post(office), on: "2026-11-10".parse().expect("a date") }
}

fn rename(keeper: &str, office: &str, name: &str) -> OrgStep {
    let from = "2026-11-01".parse().expect("a date");
    OrgStep::OfficeRenamed { by: by(keeper), office: code(office), name: name.to_owned(), from }
}

/// One more step on a document of the directory.
fn changes(station: &Station, document: &mut Document, step: &OrgStep) -> DocChanges {
    let raw = step.to_message().expect("a message");
    station.step(document, &Step::Unknown { raw }, &[])
}

/// What a station hears until it is quiet.
async fn heard(station: &mut Station) -> Vec<Feed> {
    let mut feeds = Vec::new();
    while let Some(message) = station.hear_within(Duration::from_millis(300)).await {
        match message {
            ToStation::Feed(feed) => feeds.push(feed),
            other => panic!("{other:?}"),
        }
    }
    feeds
}

/// The last directory a station was told of.
fn directory(feeds: &[Feed]) -> Option<Directory> {
    let entries = feeds.iter().flat_map(|feed| &feed.entries);
    let mut told = entries.filter_map(|entry| match entry {
        FeedEntry::Directory(bytes) => Some(Directory::from_bytes(bytes).expect("a directory")),
        FeedEntry::Changes(..)
        | FeedEntry::Granted(..)
        | FeedEntry::Withdrawn(_)
        | FeedEntry::Erased(_) => None,
    });
    told.next_back()
}

#[tokio::test]
async fn what_the_city_changes_everybody_hears_and_its_document_only_the_city() {
    let town = Town::new("org").await;
    let (mut city, _) = Station::new(&town.url, CITY, 0).await;
    let (mut second, _) = Station::new(&town.url, CITY, 1).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    for station in [&mut city, &mut second, &mut village] {
        station.settle().await;
    }
    let key = DocKey::org(code(CITY));
    let mut document = Document::new(key.clone());
    let renamed = changes(&city, &mut document, &rename(CITY, TOWNSHIP, "柳湾街道"));
    let result = city.push(vec![renamed]).await.expect("taken");
    assert_eq!(result.docs, [DocOutcome::Kept]);
    assert_eq!(result.numbers, Some(vec![Numbers(vec![1])]));

    let at_village = heard(&mut village).await;
    let kinds: Vec<char> = at_village.iter().flat_map(outline).map(|entry| entry.0).collect();
    assert_eq!(kinds, ['d'], "what it comes to, not who wrote what");
    let told = directory(&at_village).expect("told");
    let township = told.office(&code(TOWNSHIP)).expect("is there");
    assert_eq!(township.name, "柳湾街道");
    assert_eq!(township.name_on("2026-10-31".parse().expect("a date")), "所990101001");
    assert_eq!((told.org.through, told.org.without_effect.len()), (1, 0));

    let at_second = heard(&mut second).await;
    let entries: Vec<_> = at_second.iter().flat_map(outline).collect();
    assert_eq!(entries, [('c', Some(key.clone()), 1), ('d', None, 0)]);
    assert_eq!(directory(&at_second), Some(told.clone()));

    // A step without authority is kept, changes nothing, and is reported.
    let foreign = OrgStep::OfficeRenamed {
        by: by(TOWNSHIP),
        office: code(TOWNSHIP),
        name: "另一名".to_owned(),
        from: "2026-11-05".parse().expect("a date"),
    };
    let step = changes(&city, &mut document, &foreign);
    assert_eq!(city.push(vec![step]).await.expect("taken").docs, [DocOutcome::Kept]);
    let after = directory(&heard(&mut village).await).expect("told");
    assert!(after.version > told.version);
    assert_eq!(after.offices, told.offices);
    let why: Vec<Why> = after.org.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!((why, after.org.through), (vec![Why::NotTheirPost], 2));
    town.stop().await;
}

#[tokio::test]
async fn an_offices_document_is_written_by_its_own_devices_alone() {
    let town = Town::new("org-own").await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let unsound = DocKey { matter: matter(1), part: ident::Part::Org(code(TOWNSHIP)) };
    for key in [DocKey::org(code(CITY)), DocKey::org(code("990101002")), unsound] {
        let mut document = Document::new(key);
        let step = changes(&township, &mut document, &rename(TOWNSHIP, VILLAGE, "新村"));
        let refused = DocOutcome::Refused(Refusal::NotAllowed);
        assert_eq!(township.push(vec![step]).await.expect("judged").docs, [refused]);
    }
    // A matter cannot take the place of none either.
    let (_, docs) = registration(&township.hand, DocKey::NO_MATTER);
    let refused = DocOutcome::Refused(Refusal::NotAllowed);
    let judged = township.push(docs).await.expect("judged");
    assert_eq!(judged.docs, [refused.clone(), refused]);
    assert_eq!(judged.numbers, Some(vec![Numbers::default(); 2]));
    let mut document = Document::new(DocKey::org(code(TOWNSHIP)));
    let step = changes(&township, &mut document, &rename(TOWNSHIP, VILLAGE, "新村"));
    assert_eq!(township.push(vec![step]).await.expect("taken").docs, [DocOutcome::Kept]);
    let told = directory(&heard(&mut township).await).expect("told");
    assert_eq!(told.office(&code(VILLAGE)).map(|office| office.name.as_str()), Some("新村"));
    town.stop().await;
}

#[tokio::test]
async fn an_office_opened_by_a_step_takes_devices_and_hands_in() {
    let town = Town::new("org-opened").await;
    let (mut city, _) = Station::new(&town.url, CITY, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let new = code("990101001299");
    let opened = OrgStep::OfficeOpened {
        by: by(CITY),
        office: new.clone(),
        name: "新荷村".to_owned(),
        tier: Tier::Village,
        parent: code(TOWNSHIP),
        organ: String::new(),
        phone: String::new(),
        from: "2026-11-01".parse().expect("a date"),
    };
    let mut document = Document::new(DocKey::org(code(CITY)));
    let step = changes(&city, &mut document, &opened);
    assert_eq!(city.push(vec![step]).await.expect("taken").docs, [DocOutcome::Kept]);
    let secret = relay::invite::invite(&*town.store, &new, "安如意", None).await.expect("invites");
    let device = ident::DeviceId::new([0xee; 8]);
    let person = ident::PersonId::new([0xee; 16]);
    let hand = relay::demo::Hand::new(device, &[0xee; 32], new.clone(), person);
    let mut village = Station::connect(&town.url, hand).await;
    let enrolled = village.enrol(&secret).await.expect("enrols");
    assert_eq!((enrolled.office, enrolled.number), (new.clone(), 1));
    let told = Directory::from_bytes(&enrolled.directory).expect("a directory");
    assert_eq!(told.office(&new).map(|office| office.name.as_str()), Some("新荷村"));
    let held = told.posts.iter().filter(|post| post.office == new).map(|post| post.role);
    assert_eq!(held.collect::<Vec<_>>(), [Role::StationHead]);
    assert_eq!(told.org.without_effect, [], "what is only referred to is no other's code");
    village.hello(crate::harness::Place(None)).await.expect("is welcome");
    township.settle().await;
    let (_, docs) = registration(&village.hand, matter(1));
    let kept = village.push(docs).await.expect("taken").docs;
    assert_eq!(kept, [DocOutcome::Kept, DocOutcome::Kept]);
    let entries: Vec<_> = heard(&mut township).await.iter().flat_map(outline).collect();
    assert!(entries.contains(&('c', Some(DocKey::core(matter(1))), 1)), "{entries:?}");
    town.stop().await;
}

#[tokio::test]
async fn places_are_the_same_for_who_hands_in_and_who_reads() {
    let town = Town::new("places").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    village.settle().await;
    let (mut core, docs) = registration(&village.hand, matter(1));
    let first = village.push(docs.clone()).await.expect("taken");
    assert_eq!(first.numbers, Some(vec![Numbers(vec![1]), Numbers(vec![2])]));
    // Handed in again, with one more change between: what was kept keeps its place.
    let note = Step::Noted { text: "补记".to_owned() };
    let mut with_note = docs[0].clone();
    with_note.changes.extend(village.step(&mut core, &note, &[]).changes);
    let again = village.push(vec![docs[1].clone(), with_note]).await.expect("taken");
    assert_eq!(again.numbers, Some(vec![Numbers(vec![2]), Numbers(vec![1, 3])]));
    let told: Vec<Numbers> = heard(&mut township)
        .await
        .into_iter()
        .flat_map(|feed| feed.entries)
        .filter_map(|entry| match entry {
            FeedEntry::Changes(_, numbers) | FeedEntry::Granted(_, numbers) => Some(numbers),
            FeedEntry::Directory(_) | FeedEntry::Withdrawn(_) | FeedEntry::Erased(_) => None,
        })
        .collect();
    assert_eq!(told, [Numbers(vec![1]), Numbers(vec![2]), Numbers(vec![3])]);
    town.stop().await;
}

#[tokio::test]
async fn a_step_handed_in_after_its_author_was_withdrawn_shows_nothing_to_anybody() {
    let town = Town::new("straggler").await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, CITY, 0).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut core, docs) = registration(&township.hand, matter(1));
    township.push(docs).await.expect("taken");
    let handed = |post: PostId| Step::Handed {
        to: code(VILLAGE),
        text: "请村里办".to_owned(),
        on: "2026-11-19".parse().ok(),
        post: Some(post),
    };
    // Written in time, handed in too late.
    let late = township.step(&mut core, &handed(post(TOWNSHIP)), &[]);
    let relieved = OrgStep::Relieved {
        by: by(CITY),
        post: post(TOWNSHIP),
        on: "2026-11-19".parse().expect("a date"),
    };
    let mut document = Document::new(DocKey::org(code(CITY)));
    let step = changes(&city, &mut document, &relieved);
    city.push(vec![step]).await.expect("taken");
    village.settle().await;
    assert_eq!(township.push(vec![late]).await.expect("kept").docs, [DocOutcome::Kept]);
    village.hears_nothing().await;
    // The same step of somebody whose post goes on is granted.
    let appointed = OrgStep::Appointed {
        by: by(CITY),
        post: PostId::new([0x77; 8]),
        person: township.hand.person,
        office: code(TOWNSHIP),
        role: Role::TownClerk,
        from: "2026-11-01".parse().expect("a date"),
        deputises: None,
    };
    let step = changes(&city, &mut document, &appointed);
    city.push(vec![step]).await.expect("taken");
    village.settle().await;
    let again = township.step(&mut core, &handed(PostId::new([0x77; 8])), &[]);
    township.push(vec![again]).await.expect("taken");
    let feeds = heard(&mut village).await;
    let entries: Vec<_> = feeds.iter().flat_map(outline).collect();
    assert!(entries.contains(&('g', Some(DocKey::core(matter(1))), 3)), "{entries:?}");
    let granted = feeds.iter().flat_map(|feed| &feed.entries).find_map(|entry| match entry {
        FeedEntry::Granted(doc, numbers) if doc.key == DocKey::core(matter(1)) => Some(numbers),
        _ => None,
    });
    assert_eq!(granted, Some(&Numbers(vec![1, 4, 6])));
    town.stop().await;
}
