//! Rows and documents by matter, and what is taken back.

use casework::{Document, MatterRow, Step, document::Edit, org::OrgStep, step::payload::Acting};
use ident::{DocKey, MatterId};
use wire::{
    DocChanges, DocOutcome, Feed, FeedEntry, Fetch, HOLDS, HOLDS_FIRST, PACKS, RowEntry, RowsGet,
    RowsPart, RowsPlace, ToRelay, ToStation,
};

use crate::harness::{Home, Place, RelayProcess, Station, Town, code, post, registration};

const CITY: &str = "990101";
const TOWNSHIP: &str = "990101001";
const OTHER_TOWNSHIP: &str = "990101002";
const VILLAGE: &str = "990101001201";
const NEXT_VILLAGE: &str = "990101001202";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

/// A device that comes for the first time.
async fn newcomer(url: &str, office: &str, which: u8) -> Station {
    let mut station = Station::enrolled(url, office, which).await;
    let reads = PACKS | HOLDS | HOLDS_FIRST;
    station.greet_as(Place(None), Some(reads)).await.expect("is welcome");
    station
}

async fn rows(station: &mut Station, place: Option<RowsPlace>) -> RowsPart {
    station.say(&ToRelay::Rows(RowsGet { place })).await;
    match station.hear().await {
        ToStation::Rows(part) => *part,
        other => panic!("only what was asked for comes: {other:?}"),
    }
}

/// All rows there are, as a reader gets them.
async fn all_rows(station: &mut Station) -> (Vec<RowEntry>, RowsPart) {
    let (mut all, mut place) = (Vec::new(), None);
    loop {
        let part = rows(station, place).await;
        assert_eq!(part.from, place);
        all.extend(part.rows.unpack().expect("unpacks"));
        place = part.to.or(place);
        if !part.more {
            return (all, part);
        }
    }
}

async fn fetch(station: &mut Station, matters: &[MatterId]) -> (Vec<MatterId>, Feed) {
    station.say(&ToRelay::Fetch(Fetch { matters: matters.to_vec() })).await;
    match station.hear().await {
        ToStation::Fetched(fetched) => (fetched.matters, fetched.docs.unpack().expect("unpacks")),
        other => panic!("{other:?}"),
    }
}

fn keys(feed: &Feed) -> Vec<(&DocKey, usize)> {
    let entries = feed.entries.iter();
    let keys = entries.map(|entry| match entry {
        FeedEntry::Granted(doc, numbers) => {
            assert_eq!(numbers.0.len(), doc.changes.len());
            (&doc.key, doc.changes.len())
        }
        other => panic!("{other:?}"),
    });
    keys.collect()
}

#[tokio::test]
async fn rows_of_what_an_office_may_see_are_what_its_stations_would_make() {
    let town = Town::new("rows").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    for at in 1..=3 {
        let (_, docs) = registration(&village.hand, matter(at));
        village.push(docs).await.expect("taken");
    }
    // What is said before a committee, and what an office notes for itself, is in no row.
    let mut committee = Document::new(DocKey::committee(matter(1), code(VILLAGE)));
    let said = Step::Noted { text: "家里的难处".to_owned() };
    let changes = village.step(&mut committee, &said, &[]);
    village.push(vec![changes]).await.expect("taken");
    let mut internal = Document::new(DocKey::internal(matter(1), code(VILLAGE)));
    let memo = Edit::Memo("内部意见".to_owned());
    let changes = village.step(&mut internal, &Step::Edited {}, &[memo]);
    village.push(vec![changes]).await.expect("taken");
    for (office, sees) in
        [(CITY, 3), (TOWNSHIP, 3), (VILLAGE, 3), (OTHER_TOWNSHIP, 0), (NEXT_VILLAGE, 0)]
    {
        let mut station = newcomer(&town.url, office, 2).await;
        let (found, last) = all_rows(&mut station).await;
        assert_eq!((found.len(), last.days), (sees, 90), "{office}");
        for entry in &found {
            let row = MatterRow::from_bytes(&entry.bytes).expect("a row");
            assert_eq!((row.matter, row.name.as_str()), (entry.matter, "单小兰"));
            assert_eq!(row.absent.map(u64::from), Some(entry.size));
            assert_eq!((row.notes, row.home.as_ref()), (0, Some(&code(VILLAGE))));
            let bytes = String::from_utf8_lossy(&entry.bytes).into_owned();
            assert!(!bytes.contains("难处") && !bytes.contains("内部"));
        }
        // The newest first.
        let found: Vec<MatterId> = found.iter().map(|entry| entry.matter).collect();
        assert_eq!(found, [matter(3), matter(2), matter(1)][3 - sees..]);
        // Nothing new is nothing; the next change brings its row again.
        let again = rows(&mut station, last.to).await;
        assert!(again.rows.is_empty() && !again.more && again.to == last.to);
    }
    town.stop().await;
}

#[tokio::test]
async fn documents_are_fetched_by_those_who_may_see_them_and_forbidden_is_unknown() {
    let town = Town::new("fetch").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (core, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    let committee = DocKey::committee(matter(1), code(VILLAGE));
    let said = Step::Noted { text: "家里的难处".to_owned() };
    let changes = village.step(&mut Document::new(committee.clone()), &said, &[]);
    village.push(vec![changes]).await.expect("taken");
    let internal = DocKey::internal(matter(1), code(TOWNSHIP));
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let memo = Edit::Memo("内部意见".to_owned());
    let mut document = Document::new(internal.clone());
    let changes = township.step(&mut document, &Step::Edited {}, &[memo]);
    township.push(vec![changes]).await.expect("taken");
    let (core_key, people) = (DocKey::core(matter(1)), DocKey::people(matter(1)));
    let asked = [matter(1), matter(9)];
    for (office, may) in [
        (CITY, vec![&core_key, &people, &internal]),
        (TOWNSHIP, vec![&core_key, &people, &internal]),
        (VILLAGE, vec![&core_key, &people, &committee]),
        (NEXT_VILLAGE, vec![]),
        (OTHER_TOWNSHIP, vec![]),
    ] {
        let mut station = newcomer(&town.url, office, 2).await;
        let (answered, feed) = fetch(&mut station, &asked).await;
        // Of what it may not see no more is said than of what there is not.
        assert_eq!(answered, asked);
        let found = keys(&feed);
        assert_eq!(found.iter().map(|(key, _)| *key).collect::<Vec<_>>(), may, "{office}");
        if may.is_empty() {
            assert!(feed.manifests.is_empty());
            continue;
        }
        let FeedEntry::Granted(doc, _) = &feed.entries[0] else { panic!("documents") };
        let opened = Document::open(doc.key.clone(), doc.changes.iter().map(|it| &it[..]));
        assert_eq!(opened.expect("opens").heads(), core.heads());
        let vouched = |manifest: &wire::Manifest| manifest.lists(core_key.id(), &core.heads()[0]);
        assert!(feed.manifests.iter().any(vouched));
        // Manifests that went out are not sent once more.
        let (_, again) = fetch(&mut station, &asked).await;
        assert_eq!((again.entries.len(), again.manifests.len()), (may.len(), 0));
    }
    town.stop().await;
}

#[tokio::test]
async fn many_documents_come_in_messages_of_a_megabyte() {
    let town = Town::new("fetch-many").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let mut asked = Vec::new();
    for at in 1..=60 {
        let (mut core, docs) = registration(&village.hand, matter(at));
        village.push(docs).await.expect("taken");
        let step = Step::Noted { text: "水".repeat(10_000) };
        let more = village.step(&mut core, &step, &[]);
        village.push(vec![more]).await.expect("taken");
        asked.push(matter(at));
    }
    let mut city = newcomer(&town.url, CITY, 2).await;
    let (mut left, mut turns) = (&asked[..], 0);
    while !left.is_empty() {
        let (answered, feed) = fetch(&mut city, left).await;
        assert_eq!(answered, left[..answered.len()], "the first of them");
        assert_eq!(feed.entries.len(), answered.len() * 2);
        let bytes: usize = minicbor::to_vec(&feed).expect("encodes").len();
        assert!(bytes < 1 << 20, "{bytes}");
        left = &left[answered.len()..];
        turns += 1;
    }
    assert!(turns > 1, "{turns}");
    let too_many = vec![matter(1); wire::MAX_FETCH + 1];
    city.say(&ToRelay::Fetch(Fetch { matters: too_many })).await;
    assert_eq!(city.hear_fault().await, wire::Fault::TooLarge);
    town.stop().await;
}

/// The city merges a township into another.
fn merged(city: &Station, document: &mut Document) -> DocChanges {
    let by = Acting { post: post(CITY), on: "2026-11-10".parse().expect("a date") };
    let on = "2026-11-05".parse().expect("a date");
    let into = Some(code(OTHER_TOWNSHIP));
    let step = OrgStep::OfficeClosed { by, office: code(TOWNSHIP), on, into };
    let raw = step.to_message().expect("a message");
    city.step(document, &Step::Unknown { raw }, &[])
}

/// A matter goes from a township's sight when its villages come under another.
async fn sight_turns(url: &str) {
    let (mut village, _) = Station::new(url, VILLAGE, 0).await;
    let (mut core, docs) = registration(&village.hand, matter(1));
    village.push(docs).await.expect("taken");
    let (mut city, _) = Station::new(url, CITY, 0).await;
    let mut former = Station::enrolled(url, TOWNSHIP, 0).await;
    former.greet_as(Place(None), Some(PACKS | HOLDS)).await.expect("is welcome");
    former.settle().await;
    let mut before = Station::enrolled(url, TOWNSHIP, 1).await;
    before.greet_as(Place(None), None).await.expect("is welcome");
    before.settle().await;
    let (mut heir, _) = Station::new(url, OTHER_TOWNSHIP, 0).await;
    for station in [&mut village, &mut city, &mut former, &mut before, &mut heir] {
        station.settle().await;
    }
    let mut document = Document::new(DocKey::org(code(CITY)));
    let step = merged(&city, &mut document);
    assert_eq!(city.push(vec![step]).await.expect("taken").docs, [DocOutcome::Kept]);
    let kinds = |feed: &Feed| -> String {
        feed.entries
            .iter()
            .map(|entry| match entry {
                FeedEntry::Changes(..) => 'c',
                FeedEntry::Granted(..) => 'g',
                FeedEntry::Directory(_) => 'd',
                FeedEntry::Erased(_) => 'e',
                FeedEntry::Withdrawn(gone) => {
                    assert_eq!(*gone, matter(1));
                    'w'
                }
            })
            .collect()
    };
    assert_eq!(kinds(&former.hear_feed().await), "dw");
    assert_eq!(kinds(&before.hear_feed().await), "d", "one that would not understand it");
    assert_eq!(kinds(&heir.hear_feed().await), "dgg");
    // It is neither in rows nor among documents any more.
    let mut late = newcomer(url, TOWNSHIP, 2).await;
    assert!(all_rows(&mut late).await.0.is_empty());
    assert!(fetch(&mut late, &[matter(1)]).await.1.entries.is_empty());
    let mut new = newcomer(url, OTHER_TOWNSHIP, 2).await;
    assert_eq!(all_rows(&mut new).await.0.len(), 1);
    // What was written there before it was heard of is taken in, and goes to those who see it.
    village.settle().await;
    former.settle().await;
    let note = Step::Noted { text: "合并前记的".to_owned() };
    let changes = former.step(&mut core, &note, &[]);
    assert_eq!(former.push(vec![changes]).await.expect("judged").docs, [DocOutcome::Kept]);
    let told = village.hear_feed().await;
    assert!(kinds(&told).contains('c'), "{told:?}");
    // Nobody else's is.
    let (mut next, _) = Station::new(url, "990101002202", 0).await;
    let changes = next.step(&mut core, &note, &[]);
    let refused = DocOutcome::Refused(wire::Refusal::NotAllowed);
    assert_eq!(next.push(vec![changes]).await.expect("judged").docs, [refused]);
}

#[tokio::test]
async fn sight_turns_with_the_line() {
    let town = Town::new("sight").await;
    sight_turns(&town.url).await;
    town.stop().await;
}

#[tokio::test]
async fn sight_turns_with_the_line_on_postgresql_too() {
    let home = Home::postgres("sight").await.furnished().await;
    let relay = RelayProcess::serve(&home);
    sight_turns(&relay.url).await;
}
