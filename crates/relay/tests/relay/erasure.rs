//! What two persons approved to be erased is gone from the relay's disk, on both stores: the log stays
//! whole, and neither an older copy, nor a courier, nor a tablet that was away brings it back.

use casework::{
    Moment, Step,
    document::Edit,
    retention::{
        ErasureGround, ErasureScope, RetentionStep,
        step::{ErasureAnswer, ErasureProposal},
    },
    schema::PersonField,
    step::{
        attachment::AttachmentKind,
        payload::{Acting, Word},
    },
};
use ident::{ChangeHash, DocKey, MatterId};
use relay::{
    audit, doctor, erase,
    key_file::KeyFile,
    migrate,
    repair::carried,
    store::{
        Site, Store,
        sqlite::Durability,
        tables::{Access, Pages, TABLES, Value},
    },
};
use replica::{AttachmentNote, blob::BlobEntropy};
use std::sync::Arc;
use wire::{DocOutcome, ERASES, HOLDS, PACKS, Pull, Refusal, ToRelay};

use crate::harness::{Device, Home, Place, Station, Town, furnish, outline, post, registration};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";
const CITY: &str = "990101";
/// As [`Device::register`] names everybody.
const NAME: &str = "单小兰";

fn now() -> Moment {
    Moment::from_millis(1_795_000_200_000)
}

fn by(office: &str) -> Acting {
    Acting { post: post(office), on: now().date() }
}

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

impl Device {
    async fn retain(&mut self, at: u8, step: RetentionStep) {
        self.tablet.act(matter(at), &Step::Retention(step), now()).await.expect("allowed");
    }

    async fn propose(&mut self, office: &str, at: u8) -> ChangeHash {
        let proposal = ErasureProposal {
            by: by(office),
            scope: ErasureScope::People,
            ground: ErasureGround::Unlawful,
            list_no: String::new(),
            text: "误录他人信息".into(),
        };
        self.retain(at, RetentionStep::ErasureProposed(proposal)).await;
        let view = self.tablet.matter(matter(at), now().date()).await.expect("here");
        view.state.retention.proposed().expect("proposed").change
    }

    async fn approve(&mut self, office: &str, at: u8, proposal: ChangeHash) {
        let answer = ErasureAnswer { by: by(office), proposal, text: String::new() };
        self.retain(at, RetentionStep::ErasureApproved(answer)).await;
    }

    async fn rename(&mut self, at: u8, name: &str) {
        let edit =
            Edit::Person { slot: "main".into(), field: PersonField::Name, value: name.into() };
        let edited = self.tablet.edit(matter(at), &[], &[edit], None, now()).await;
        edited.expect("edited");
    }

    async fn attach(&mut self, at: u8) -> ident::BlobId {
        let mut photo = vec![0xff, 0xd8, 0xff];
        photo.extend((0..20_000u32).flat_map(|at| at.to_le_bytes()));
        let note = AttachmentNote {
            name: "来信.jpg".into(),
            kind: AttachmentKind::Photo,
            width: 10,
            height: 20,
            of: String::new(),
            confidential: false,
        };
        let entropy = BlobEntropy { key: [1; 32], nonce: [2; 24] };
        self.tablet.attach(matter(at), &photo, &note, &entropy, now()).await.expect("attached").0
    }

    fn name_of(&self, at: u8) -> String {
        self.tablet.row(matter(at)).expect("a row").name.clone()
    }
}

/// The tables in which some row has these bytes, and how many rows of attachments there are.
async fn holding(store: &dyn Store, wanted: &str) -> (Vec<&'static str>, usize) {
    let mut rows = store.rows(Access::Snapshot).await.expect("reads");
    let (mut found, mut blobs) = (Vec::new(), 0);
    for table in TABLES {
        let mut pages = Pages::of(table);
        loop {
            let lines = pages.next(&mut *rows).await.expect("reads");
            if lines.is_empty() {
                break;
            }
            if table.name.starts_with("blob") {
                blobs += lines.len();
            }
            let has = lines.iter().flatten().any(|value| match value {
                Value::Blob(bytes) => {
                    bytes.windows(wanted.len()).any(|part| part == wanted.as_bytes())
                }
                Value::Text(text) => text.contains(wanted),
                _ => false,
            });
            if has && found.last() != Some(&table.name) {
                found.push(table.name);
            }
        }
    }
    (found, blobs)
}

/// Nothing is wrong with the log, and so many changes of it have no content any more.
async fn is_whole(home: &Home, erased: u64) {
    store_is_whole(home.open().await, erased).await;
}

async fn store_is_whole(store: Arc<dyn Store>, erased: u64) {
    let report = doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    let audit = audit::audit(&*store, None).await.expect("audits");
    assert_eq!((audit.findings.len(), audit.erased), (0, erased), "{audit}");
    assert_eq!(holding(&*store, NAME).await, (vec![], 0));
    store.close().await;
}

async fn erased(home: Home, copies: [Home; 2]) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 81).await;
    village.register(1).await;
    village.attach(1).await;
    village.meet(&town.url).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 82).await;
    let mut city = Device::new(&town.url, CITY, 83).await;
    let proposal = township.propose(TOWNSHIP, 1).await;
    township.meet(&town.url).await;
    city.meet(&town.url).await;
    assert_eq!(village.name_of(1), NAME);
    assert_ne!(holding(&*town.store, NAME).await, (vec![], 0), "it was there");
    town.stop().await;
    // A day's backup.
    for copy in &copies {
        let to = copy.location();
        migrate::copy(&home.location(), &to, Durability::Full).await.expect("copies");
    }

    // A tablet goes away and writes; a courier carries what it wrote.
    village.rename(1, "单小兰（改）").await;
    let carried_file = village.tablet.export_unsent().await.expect("packs");
    let town = Town::serve(home.open().await, home.path()).await;
    city.approve(CITY, 1, proposal).await;
    city.meet(&town.url).await;
    assert_eq!(city.name_of(1), "", "who approved hears of it like all others");
    township.meet(&town.url).await;
    assert_eq!(township.name_of(1), "");
    village.meet(&town.url).await;
    assert_eq!(village.name_of(1), "");
    let status = village.tablet.sync_status();
    assert_eq!((status.waiting, status.refused, status.attachments), (0, 0, 0));
    let not_taken: Vec<u32> =
        village.tablet.erased_of(matter(1)).map(|one| one.not_taken).collect();
    assert_eq!(not_taken, [1], "it says that something was not taken");
    // Who reads the feed from its beginning finds the entries, and nothing in them; rows are made
    // anew.
    let (reader, _) = Station::new(&town.url, TOWNSHIP, 1).await;
    let mut again = reader.reconnect(&town.url).await;
    let welcome = again.greet_as(Place(None), Some(PACKS | HOLDS | ERASES)).await.expect("welcome");
    let mut seen = Vec::new();
    while again.at.seq < welcome.latest.seq {
        let feed = again.hear_feed().await;
        if feed.more {
            again.say(&ToRelay::Pull(Pull { cursor: Some(feed.to) })).await;
        }
        seen.extend(outline(&feed));
    }
    let people = DocKey::people(matter(1));
    let of_people: Vec<_> =
        seen.iter().filter(|(_, key, _)| key.as_ref() == Some(&people)).collect();
    assert!(of_people.iter().any(|(kind, _, changes)| *kind == 'c' && *changes == 0), "{seen:?}");
    assert_eq!(of_people.last().map(|(kind, ..)| *kind), Some('e'), "{seen:?}");
    // Nobody hands anything of it in.
    let (_, docs) = registration(&again.hand, matter(1));
    let push = again.hand.push(again.challenge.tenant, vec![docs[1].clone()]);
    let result = again.push_as_is(push).await.expect("answered");
    assert_eq!(result.docs[0], DocOutcome::Refused(Refusal::NotAllowed));
    town.stop().await;
    is_whole(&home, 1).await;
    let store = home.open().await;
    let carried = carried::take(&*store, &carried_file, &[]).await.expect("read");
    assert_eq!((carried.new, carried.erased), (0, 1));
    let list = erase::list(&*store).await.expect("lists");
    assert_eq!(list.lines().count(), 2);
    assert!(!list.contains(NAME));
    store.close().await;
    is_whole(&home, 1).await;

    // The disk is lost; the copy has the person, and the approval is in it not yet. The tablets have
    // it, and nobody takes what the copy hands out.
    let [by_tablets, by_list] = copies;
    let town = Town::serve(by_tablets.open().await, by_tablets.path()).await;
    assert_ne!(holding(&*town.store, NAME).await.0, Vec::<&str>::new());
    township.meet(&town.url).await;
    assert_eq!(township.name_of(1), "");
    city.meet(&town.url).await;
    village.meet(&town.url).await;
    assert_eq!((city.name_of(1), village.name_of(1)), (String::new(), String::new()));
    // The rows are made anew behind the answer.
    let (_, _) = Station::new(&town.url, CITY, 2).await;
    town.stop().await;
    is_whole(&by_tablets, 1).await;

    // Or the list is applied before anybody is served.
    let store = by_list.open().await;
    assert_eq!(erase::apply(&*store, &list).await.expect("applies"), 1);
    assert_eq!(erase::apply(&*store, &list).await.expect("applies"), 1, "again changes nothing");
    assert!(matches!(erase::apply(&*store, "nonsense").await, Err(erase::BadList::Line(1))));
    assert_eq!(holding(&*store, NAME).await, (vec![], 0));
    let report = doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    store.close().await;
    let town = Town::serve(by_list.open().await, by_list.path()).await;
    village.meet(&town.url).await;
    township.meet(&town.url).await;
    city.meet(&town.url).await;
    town.stop().await;
    is_whole(&by_list, 1).await;
}

#[tokio::test]
async fn what_was_approved_is_erased_and_stays_so_in_sqlite() {
    let home = Home::sqlite("erasure").furnished().await;
    erased(home, [Home::sqlite("erasure-tablets"), Home::sqlite("erasure-list")]).await;
}

#[tokio::test]
async fn what_was_approved_is_erased_and_stays_so_in_postgres() {
    let home = Home::postgres("erasure").await.furnished().await;
    let copies = [Home::postgres("erasure-tablets").await, Home::postgres("erasure-list").await];
    erased(home, copies).await;
}

/// A letter on which nothing was to be done is no archive: by an approved list nothing of it is left but
/// what is counted.
async fn destroyed(home: Home) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 85).await;
    township.register(1).await;
    township.register(2).await;
    let said = "已当面说明情况";
    let word = Word { by: by(TOWNSHIP), text: said.into() };
    township.tablet.act(matter(1), &Step::Filed(word), now()).await.expect("filed");
    township.attach(1).await;
    let proposal = ErasureProposal {
        by: by(TOWNSHIP),
        scope: ErasureScope::Whole,
        ground: ErasureGround::Destruction,
        list_no: "销批〔2026〕1号".into(),
        text: "不需办理的来信".into(),
    };
    township.retain(1, RetentionStep::ErasureProposed(proposal)).await;
    township.meet(&town.url).await;
    let mut city = Device::new(&town.url, CITY, 86).await;
    let view = city.tablet.matter(matter(1), now().date()).await.expect("here");
    let proposal = view.state.retention.proposed().expect("proposed").change;
    city.approve(CITY, 1, proposal).await;
    city.meet(&town.url).await;
    // It has not heard of it and writes to it: that is not taken.
    township.note(1, "又来问过").await;
    township.meet(&town.url).await;
    let status = township.tablet.sync_status();
    assert_eq!((status.waiting, status.refused), (0, 0));
    for device in [&township, &city] {
        let row = device.tablet.row(matter(1)).expect("is counted");
        assert!(row.is_destroyed());
        let words = [&row.name, &row.phone, &row.text, &row.place];
        assert!(words.iter().all(|words| words.is_empty()), "{row:?}");
        assert_eq!(row.received_on, "2026-11-01");
        let opened = device.tablet.matter(matter(1), now().date()).await;
        assert!(opened.is_err(), "nothing is left to open");
        assert_eq!(device.name_of(2), NAME, "its neighbour is untouched");
    }
    for words in [said, "第1件", "又来问过"] {
        assert_eq!(holding(&*town.store, words).await, (vec![], 0));
    }
    town.stop().await;
    let store = home.open().await;
    let report = doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    let audit = audit::audit(&*store, None).await.expect("audits");
    // Registration with its people, the filing, the attachment, proposal and approval.
    assert_eq!((audit.findings.len(), audit.erased), (0, 6), "{audit}");
    store.close().await;
}

#[tokio::test]
async fn what_was_destroyed_is_only_counted_in_sqlite() {
    destroyed(Home::sqlite("destroyed").furnished().await).await;
}

#[tokio::test]
async fn what_was_destroyed_is_only_counted_in_postgres() {
    destroyed(Home::postgres("destroyed").await.furnished().await).await;
}

/// Where all that is stored lies sealed, in either database, and on the way from one to the other.
#[tokio::test]
async fn what_was_erased_under_a_key_is_gone_under_another() {
    let (home, other) = (Home::sqlite("erasure-sealed"), Home::postgres("erasure-sealed").await);
    let site = |home: &Home, key: u8| Site {
        location: home.location(),
        key: Some(KeyFile::new([key; 32])),
    };
    let store = site(&home, 5).open(Durability::Full).await.expect("opens");
    furnish(&*store).await;
    let town = Town::serve(store, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 91).await;
    for at in 1..=2 {
        village.register(at).await;
    }
    village.attach(1).await;
    village.meet(&town.url).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 92).await;
    let mut city = Device::new(&town.url, CITY, 93).await;
    for at in 1..=2 {
        let proposal = township.propose(TOWNSHIP, at).await;
        township.meet(&town.url).await;
        city.meet(&town.url).await;
        city.approve(CITY, at, proposal).await;
        city.meet(&town.url).await;
    }
    village.meet(&town.url).await;
    assert_eq!((village.name_of(1), village.name_of(2)), (String::new(), String::new()));
    town.stop().await;
    store_is_whole(site(&home, 5).open(Durability::Full).await.expect("opens"), 2).await;
    let moved = migrate::migrate(site(&home, 5), site(&other, 6), Durability::Full).await;
    moved.expect("moves");
    store_is_whole(site(&other, 6).open(Durability::Full).await.expect("opens"), 2).await;
}
