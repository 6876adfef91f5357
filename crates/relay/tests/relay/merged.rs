//! A township is merged into another in mid-case: everybody sees the same case as before, and it goes
//! on with the heir.

use casework::{
    Directory, Document, MatterState, Step,
    directory::Tier,
    matter::Stage,
    org::OrgStep,
    step::{
        codes::{Outcome, Route},
        payload::{Acting, DemandOpinion, Opinion, Triage, TriagedDemand, Word},
    },
};
use ident::{DocKey, MatterId};
use wire::{DocChanges, DocOutcome, Feed, FeedEntry, Fetch, HOLDS, HOLDS_FIRST, PACKS};
use wire::{ToRelay, ToStation};

use crate::harness::{Place, Station, Town, code, outline, post, registration};

const CITY: &str = "990101";
const TOWNSHIP: &str = "990101001";
const HEIR: &str = "990101002";
const VILLAGE: &str = "990101001201";
const MATTER: MatterId = MatterId::new([1; 16]);
/// The last day of the township, on which all of it happens; the heir goes on the day after.
const CLOSED: &str = "2026-11-18";

fn by(office: &str, on: &str) -> Acting {
    Acting { post: post(office), on: on.parse().expect("a date") }
}

fn org(station: &Station, document: &mut Document, step: &OrgStep) -> DocChanges {
    let raw = step.to_message().expect("a message");
    station.step(document, &Step::Unknown { raw }, &[])
}

async fn take(station: &mut Station, changes: DocChanges) {
    let result = station.push(vec![changes]).await.expect("judged");
    assert_eq!(result.docs, [DocOutcome::Kept]);
}

/// What a new device of an office has of the matter.
async fn core_at(url: &str, office: &str, which: u8) -> Option<Document> {
    let mut station = Station::enrolled(url, office, which).await;
    station.greet_as(Place(None), Some(PACKS | HOLDS | HOLDS_FIRST)).await.expect("is welcome");
    station.say(&ToRelay::Fetch(Fetch { matters: vec![MATTER] })).await;
    let feed = loop {
        match station.hear().await {
            ToStation::Fetched(fetched) => break fetched.docs.unpack().expect("unpacks"),
            ToStation::Feed(_) => {}
            other => panic!("{other:?}"),
        }
    };
    documents(&feed)
}

fn documents(feed: &Feed) -> Option<Document> {
    let mut docs = feed.entries.iter().filter_map(|entry| match entry {
        FeedEntry::Changes(doc, _) | FeedEntry::Granted(doc, _) => Some(doc),
        FeedEntry::Directory(_) | FeedEntry::Withdrawn(_) | FeedEntry::Erased(_) => None,
    });
    let core = docs.find(|doc| doc.key == DocKey::core(MATTER))?;
    let bytes = core.changes.iter().map(|change| &change[..]);
    Some(Document::open(core.key.clone(), bytes).expect("opens"))
}

fn stage(core: &Document, directory: &Directory) -> Stage {
    let state = MatterState::derive(MATTER, &core.history(), directory);
    assert!(state.verdicts.is_empty(), "{:?}", state.verdicts);
    state.stage
}

#[tokio::test]
async fn a_township_merged_in_mid_case_keeps_the_case_what_it_is_for_everybody() {
    let town = Town::new("merged").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, CITY, 0).await;
    let (mut heir, _) = Station::new(&town.url, HEIR, 0).await;
    let (mut core, docs) = registration(&village.hand, MATTER);
    village.push(docs).await.expect("taken");
    let handed = Step::Handed {
        to: code(TOWNSHIP),
        text: "请镇里办".to_owned(),
        on: CLOSED.parse().ok(),
        post: Some(post(VILLAGE)),
    };
    let changes = village.step(&mut core, &handed, &[]);
    take(&mut village, changes).await;
    let demands = vec![TriagedDemand { demand: "a".into(), route: Route::Petition }];
    let acting = by(TOWNSHIP, CLOSED);
    let triaged = Step::Triaged(Triage { by: acting, demands, urgent: false, text: String::new() });
    let accepted = Step::Accepted(Word { by: acting, text: "受理".to_owned() });
    for step in [triaged, accepted] {
        let changes = township.step(&mut core, &step, &[]);
        take(&mut township, changes).await;
    }
    // The township keeps its directory, too.
    let mut own = Document::new(DocKey::org(code(TOWNSHIP)));
    let new = code("990101001299");
    for step in [
        OrgStep::OfficeRenamed {
            by: acting,
            office: code(VILLAGE),
            name: "杨家村".to_owned(),
            from: "2026-11-01".parse().expect("a date"),
        },
        OrgStep::OfficeOpened {
            by: acting,
            office: new.clone(),
            name: "新荷村".to_owned(),
            tier: Tier::Village,
            parent: code(TOWNSHIP),
            organ: String::new(),
            phone: String::new(),
            from: "2026-11-01".parse().expect("a date"),
        },
    ] {
        let changes = org(&township, &mut own, &step);
        take(&mut township, changes).await;
    }
    for station in [&mut village, &mut township, &mut city, &mut heir] {
        station.settle().await;
    }
    let closed = OrgStep::OfficeClosed {
        by: by(CITY, "2026-11-19"),
        office: code(TOWNSHIP),
        on: CLOSED.parse().expect("a date"),
        into: Some(code(HEIR)),
    };
    let changes = org(&city, &mut Document::new(DocKey::org(code(CITY))), &closed);
    take(&mut city, changes).await;

    // It is withdrawn from nobody, and granted to the heir.
    let kinds = |feed: &Feed| outline(feed).iter().map(|entry| entry.0).collect::<String>();
    let granted = heir.hear_feed().await;
    assert_eq!(kinds(&granted), "dgg");
    for station in [&mut village, &mut township] {
        assert_eq!(kinds(&station.hear_feed().await), "d");
    }
    let told = granted.entries.iter().find_map(|entry| match entry {
        FeedEntry::Directory(bytes) => Some(Directory::from_bytes(bytes).expect("a directory")),
        _ => None,
    });
    let told = told.expect("told");
    assert_eq!(told.org.without_effect, []);
    assert_eq!(told.office(&code(VILLAGE)).map(|office| office.name.as_str()), Some("杨家村"));
    assert_eq!(told.office(&new).and_then(|office| office.parent.clone()), Some(code(HEIR)));
    let mut at_heir = documents(&granted).expect("granted");
    assert_eq!(stage(&at_heir, &told), Stage::Accepted);

    // The heir goes on, and everybody has the same case.
    let demand = DemandOpinion {
        demand: "a".into(),
        outcome: Outcome::Supported,
        facts: String::new(),
        text: "支持".into(),
        basis: "依据".into(),
    };
    let opinion = Opinion { by: by(HEIR, "2026-11-19"), demands: vec![demand] };
    let changes = heir.step(&mut at_heir, &Step::Opinion(opinion), &[]);
    take(&mut heir, changes).await;
    let mut found = Vec::new();
    for office in [CITY, TOWNSHIP, HEIR, VILLAGE] {
        let core = core_at(&town.url, office, 1).await.expect("is there");
        found.push((core.heads(), stage(&core, &told)));
    }
    assert_eq!(found, vec![(at_heir.heads(), Stage::Drafted); 4]);
    assert!(core_at(&town.url, "990101002201", 1).await.is_none(), "the heir's villages do not");
    town.stop().await;
}
