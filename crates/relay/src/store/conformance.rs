//! What every [`Store`] must do, as functions over any of them. Each implementation's tests run
//! all of [`all`]; a new rule is added here, never to one database's own tests.

use casework::directory::{Office, Person, Post, Role, Tier};
use ident::{
    ActorBytes, ChangeHash, DeviceId, DocKey, MatterId, OfficeCode, PersonId, PostId, PublicKey,
};
use wire::{Cursor, HeldSet, Manifest, ManifestEntry, RepairCause, SecretKey};

use super::{
    Append, FeedRequest, Grant, Invitation, Keep, KeptChange, KeptDoc, PageEntry, Proof,
    Registration, RepairNote, Seen, Store, SurveyDoc, Withdrawal,
    tables::{Access, REPAIR},
};

const DEVICE: DeviceId = DeviceId::new([1; 8]);
pub(crate) const MATTER: MatterId = MatterId::new([7; 16]);
const PERSON: PersonId = PersonId::new([3; 16]);

/// Runs all rules on an empty store.
pub(crate) async fn all(store: &dyn Store) {
    an_empty_feed_ends_at_its_start(store).await;
    a_directory_is_read_back_and_counts_its_versions(store).await;
    a_secret_enrols_one_device(store).await;
    what_is_dropped_leaves_nothing(store).await;
    what_is_kept_is_found_and_told(store).await;
    a_grant_tells_all_there_is(store).await;
    pages_end_at_the_limit_and_go_on(store).await;
    posts_and_papers_of_the_base_come_back(store).await;
    a_document_of_the_directory_is_read_with_the_base(store).await;
    what_is_held_is_told_by_office(store).await;
    what_comes_back_has_its_place_again(store).await;
    what_is_withdrawn_is_told_and_remembered(store).await;
}

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

pub(crate) fn village() -> OfficeCode {
    code("990101001201")
}

pub(crate) fn city() -> OfficeCode {
    code("990101")
}

async fn an_empty_feed_ends_at_its_start(store: &dyn Store) {
    let latest = store.latest(&city()).await.expect("reads");
    assert_eq!(latest, Cursor::start(store.log().epoch));
    assert!(store.holds(&city(), &latest).await.expect("reads"));
    let page = read(store, &city(), latest, 1000).await;
    assert!(page.entries.is_empty() && !page.more && page.to == latest);
}

async fn a_directory_is_read_back_and_counts_its_versions(store: &dyn Store) {
    assert_eq!(store.directory_version().await.expect("reads"), 0);
    let office = |code, parent, tier| Office::new(code, "所".to_owned(), parent, tier);
    let offices =
        [office(city(), None, Tier::City), office(village(), Some(city()), Tier::Village)];
    let counts = store.put_offices(&offices).await.expect("puts");
    assert_eq!((counts.added, counts.changed, counts.same), (2, 0, 0));
    let counts = store.put_offices(&offices).await.expect("puts");
    assert_eq!((counts.added, counts.changed, counts.same), (0, 0, 2));
    let person = Person { id: PERSON, name: "查志平".to_owned(), office: village() };
    store.put_people(std::slice::from_ref(&person)).await.expect("puts");
    let directory = store.org().await.expect("reads").base;
    assert_eq!(directory.version, 2);
    assert_eq!(store.directory_version().await.expect("reads"), 2);
    assert_eq!(directory.offices, offices);
    assert_eq!(directory.people, [person]);
}

async fn a_secret_enrols_one_device(store: &dyn Store) {
    let secret_hash = [5; 32];
    let invitation =
        Invitation { secret_hash, office: village(), person: PERSON, expires_at: Some(1000) };
    store.invite(&invitation).await.expect("invites");
    assert!(store.is_open(&secret_hash).await.expect("reads"));
    let wanted = Registration {
        secret_hash,
        device: DEVICE,
        key: key().public(),
        now: 1001,
        certificate: None,
    };
    assert_eq!(store.enrol(&wanted).await.expect("judges"), None, "expired");
    let wanted = Registration { now: 999, ..wanted };
    let device = store.enrol(&wanted).await.expect("judges").expect("enrols");
    assert_eq!((device.number, device.office, device.person), (1, village(), PERSON));
    assert!(device.told.contains(&village()), "those with devices are told");
    assert!(!store.is_open(&secret_hash).await.expect("reads"));
    let again = store.enrol(&wanted).await.expect("judges").expect("the same answer");
    assert_eq!(again.number, 1);
    let other = Registration { device: DeviceId::new([2; 8]), ..wanted.clone() };
    assert_eq!(store.enrol(&other).await.expect("judges"), None);
    let other = Registration { key: PublicKey::new([9; 32]), ..wanted };
    assert_eq!(store.enrol(&other).await.expect("judges"), None);
    let directory = store.org().await.expect("reads").base;
    assert_eq!((directory.version, directory.devices.len()), (3, 1));
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[8; 32])
}

/// A change in name only: the store looks into none.
fn change(seq: u64, bytes: &[u8]) -> KeptChange<'_> {
    let mut hash = [6; 32];
    hash[..8].copy_from_slice(&seq.to_be_bytes());
    let (hash, actor) = (ChangeHash::new(hash), ActorBytes::of(DEVICE, [0; 8]));
    KeptChange { hash, actor, seq, bytes, proof: 0, received: None }
}

fn manifest(store: &dyn Store, number: u64) -> Manifest {
    let entry = ManifestEntry::of(DocKey::core(MATTER).id(), &change(number, &[]).hash);
    Manifest::sign(&key(), store.log().tenant, DEVICE, number, [0; 32], vec![entry])
}

async fn keep(
    append: &mut dyn Append,
    manifest: &Manifest,
    key: &DocKey,
    changes: Vec<KeptChange<'_>>,
    audience: Vec<OfficeCode>,
    grants: Vec<Grant>,
) {
    let doc = KeptDoc { key, id: key.id(), changes, audience, held: None };
    let proofs = vec![Proof { manifest, hash: manifest.hash() }];
    let keep = Keep { from: manifest.device, proofs, docs: vec![doc], grants };
    append.keep(&keep).await.expect("keeps");
}

/// A change of a matter's document that the village sees, for rules about other things.
pub(crate) async fn keep_one(
    store: &dyn Store,
    append: &mut dyn Append,
    number: u64,
    key: &DocKey,
) {
    let grant = Grant { matter: key.matter, offices: vec![village()], tell: false };
    let changes = vec![change(number, b"one")];
    keep(append, &manifest(store, number), key, changes, vec![village()], vec![grant]).await;
}

async fn read(
    store: &dyn Store,
    audience: &OfficeCode,
    after: Cursor,
    byte_limit: usize,
) -> super::FeedPage {
    let reader = (DeviceId::new([9; 8]), 0);
    store.read_feed(&FeedRequest { audience, after, reader, byte_limit }).await.expect("reads")
}

async fn what_is_dropped_leaves_nothing(store: &dyn Store) {
    let before = store.latest(&village()).await.expect("reads");
    let core = DocKey::core(MATTER);
    let mut append = store.begin().await.expect("begins");
    let manifest = manifest(store, 1);
    keep(&mut *append, &manifest, &core, vec![change(1, b"one")], vec![village()], vec![]).await;
    drop(append);
    assert_eq!(store.latest(&village()).await.expect("reads"), before);
    let mut append = store.begin().await.expect("begins");
    assert_eq!(append.standing(DEVICE, 1).await.expect("reads").last, None);
}

async fn what_is_kept_is_found_and_told(store: &dyn Store) {
    let before = store.latest(&village()).await.expect("reads");
    let core = DocKey::core(MATTER);
    let manifest = manifest(store, 1);
    let mut append = store.begin().await.expect("begins");
    let grant = Grant { matter: MATTER, offices: vec![village()], tell: false };
    let changes = vec![change(1, b"one"), change(2, b"three")];
    keep(&mut *append, &manifest, &core, changes, vec![village()], vec![grant]).await;
    let question = SurveyDoc {
        id: core.id(),
        matter: MATTER,
        changes: (1..=3).map(|seq| change(seq, &[]).hash).collect(),
        slots: (2..=3).map(|seq| (change(seq, &[]).actor, seq)).collect(),
    };
    // The appender sees its own work; nobody else does yet.
    let found = append.survey(std::slice::from_ref(&question)).await.expect("answers");
    assert_eq!(found.docs.len(), 1);
    assert!(found.docs[0].exists && found.docs[0].size == 8);
    assert_eq!(found.docs[0].changes.len(), 2);
    assert_eq!(found.docs[0].changes[&change(2, &[]).hash], append.next_place() - 1);
    assert_eq!(found.docs[0].slots.values().copied().collect::<Vec<_>>(), [change(2, &[]).hash]);
    assert!(found.audiences[&MATTER].contains(&village()));
    assert_eq!(store.latest(&village()).await.expect("reads"), before);
    let grown = append.commit().await.expect("commits");
    assert_eq!(grown.into_iter().collect::<Vec<_>>(), [village()]);

    let latest = store.latest(&village()).await.expect("reads");
    assert_eq!(latest.seq, before.seq + 1);
    assert!(store.holds(&village(), &before).await.expect("reads"));
    assert!(store.holds(&village(), &latest).await.expect("reads"));
    assert!(!store.holds(&city(), &latest).await.expect("reads"), "another's feed");
    let page = read(store, &village(), before, 1000).await;
    assert_eq!((page.to, page.more, &page.manifests[..]), (latest, false, &[manifest.clone()][..]));
    let [PageEntry::Doc { granted: false, doc, numbers }] = &page.entries[..] else {
        panic!("{page:?}")
    };
    assert_eq!(doc.key, core);
    assert_eq!(numbers.0[1], numbers.0[0] + 1, "the places of both");
    assert_eq!(doc.changes.iter().map(|c| &c[..]).collect::<Vec<_>>(), [&b"one"[..], b"three"]);
    // To who handed it in, on the same connection, without the changes.
    let reader = (DEVICE, before.seq);
    let village = village();
    let request = FeedRequest { audience: &village, after: before, reader, byte_limit: 1000 };
    let page = store.read_feed(&request).await.expect("reads");
    let [PageEntry::Doc { doc, .. }] = &page.entries[..] else { panic!("{page:?}") };
    assert!(doc.changes.is_empty() && page.to == latest);

    let mut append = store.begin().await.expect("begins");
    let standing = append.standing(DEVICE, 1).await.expect("reads");
    assert_eq!(standing.last, Some((1, manifest.hash())));
    assert_eq!(standing.same_number, Some(manifest.hash()));
    let held = append.core_changes(MATTER).await.expect("reads");
    let bytes: Vec<&[u8]> = held.iter().map(|change| &change.bytes[..]).collect();
    assert_eq!(bytes, [&b"one"[..], b"three"]);
    assert_eq!(held[1].place, held[0].place + 1);
    assert_eq!(append.next_place(), held[1].place + 1);
}

async fn a_grant_tells_all_there_is(store: &dyn Store) {
    let people = DocKey::people(MATTER);
    let manifest = manifest(store, 2);
    let mut append = store.begin().await.expect("begins");
    let grant = Grant { matter: MATTER, offices: vec![city()], tell: true };
    let changes = vec![change(1, b"name")];
    keep(&mut *append, &manifest, &people, changes, vec![village()], vec![grant]).await;
    append.commit().await.expect("commits");
    let page = read(store, &city(), Cursor::start(store.log().epoch), 1000).await;
    let told: Vec<(&DocKey, usize)> = page
        .entries
        .iter()
        .map(|entry| match entry {
            PageEntry::Doc { granted: true, doc, numbers } => {
                assert_eq!(numbers.0.len(), doc.changes.len());
                (&doc.key, doc.changes.len())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, [(&DocKey::core(MATTER), 2), (&people, 1)]);
    assert_eq!(page.manifests.len(), 2);
}

async fn pages_end_at_the_limit_and_go_on(store: &dyn Store) {
    let mut at = store.latest(&village()).await.expect("reads");
    let core = DocKey::core(MATTER);
    for number in 3..8 {
        let manifest = manifest(store, number);
        let mut append = store.begin().await.expect("begins");
        let changes = vec![change(number, &[0; 100])];
        keep(&mut *append, &manifest, &core, changes, vec![village()], vec![]).await;
        append.commit().await.expect("commits");
    }
    let mut sizes = Vec::new();
    loop {
        let page = read(store, &village(), at, 250).await;
        sizes.push(page.entries.len());
        at = page.to;
        if !page.more {
            break;
        }
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(at, store.latest(&village()).await.expect("reads"));
    // One entry always goes, however large.
    let page = read(store, &village(), Cursor::start(store.log().epoch), 1).await;
    assert!(page.more);
}

async fn posts_and_papers_of_the_base_come_back(store: &dyn Store) {
    let before = store.directory_version().await.expect("reads");
    let post = Post {
        id: PostId::new([4; 8]),
        person: PERSON,
        office: village(),
        role: Role::StationHead,
        from: "2020-01-01".parse().expect("a date"),
        ended: None,
        deputises: Some(PostId::new([5; 8])),
    };
    store.put_posts(std::slice::from_ref(&post)).await.expect("puts");
    let described = |organ: &str| Office {
        organ: organ.to_owned(),
        phone: "19900001234".to_owned(),
        ..Office::new(city(), "云岭市".to_owned(), None, Tier::City)
    };
    store.put_offices(&[described("云岭市信访局")]).await.expect("puts");
    // A table without such columns takes nothing away.
    let bare = Office::new(city(), "云岭市".to_owned(), None, Tier::City);
    let counts = store.put_offices(&[bare]).await.expect("puts");
    assert_eq!((counts.changed, counts.same), (0, 1));
    // What is only referred to is not of the base.
    let named = code("L01");
    let office = Office::new(named.clone(), "市水利局".to_owned(), Some(city()), Tier::Department);
    let person = Person { id: PersonId::new([6; 16]), name: "梅静宜".to_owned(), office: named };
    store.refer_to(&[office], std::slice::from_ref(&person)).await.expect("notes");
    let invitation = Invitation {
        secret_hash: [6; 32],
        office: person.office.clone(),
        person: person.id,
        expires_at: None,
    };
    store.invite(&invitation).await.expect("invites");
    let base = store.org().await.expect("reads").base;
    assert_eq!(base.posts, [post]);
    assert_eq!(base.office(&city()).map(|office| office.organ.as_str()), Some("云岭市信访局"));
    assert_eq!((base.offices.len(), base.people.len()), (2, 1));
    assert_eq!(base.version, before + 2);
}

async fn a_document_of_the_directory_is_read_with_the_base(store: &dyn Store) {
    let before = store.org().await.expect("reads");
    assert!(before.docs.is_empty());
    let at = store.latest(&village()).await.expect("reads");
    let key = DocKey::org(city());
    let manifest = manifest(store, 20);
    let mut append = store.begin().await.expect("begins");
    let place = append.next_place();
    let changes = vec![change(1, b"first"), change(2, b"second")];
    keep(&mut *append, &manifest, &key, changes, vec![city()], vec![]).await;
    append.tell_directory().await.expect("tells");
    let grown = append.commit().await.expect("commits");
    assert!(grown.contains(&city()) && grown.contains(&village()));
    let after = store.org().await.expect("reads");
    assert_eq!(after.base.version, before.base.version + 1);
    let [doc] = &after.docs[..] else { panic!("{:?}", after.docs) };
    assert_eq!(doc.office, city());
    let places: Vec<u64> = doc.changes.iter().map(|change| change.place).collect();
    assert_eq!(places, [place, place + 1]);
    assert_eq!(&doc.changes[1].bytes[..], b"second");
    // Everybody with a device hears that there is a new one.
    let page = read(store, &village(), at, 1000).await;
    assert_eq!(page.entries, [PageEntry::Directory]);
}

async fn what_is_held_is_told_by_office(store: &dyn Store) {
    let matter = MatterId::new([21; 16]);
    let core = DocKey::core(matter);
    let own = DocKey::internal(matter, village());
    let committee = DocKey::committee(matter, village());
    let mut append = store.begin().await.expect("begins");
    let grant = Grant { matter, offices: vec![village()], tell: false };
    let manifest = manifest(store, 30);
    let doc = |key| {
        let changes = vec![change(1, b"one")];
        let held = HeldSet::with([0; 32], &changes[0].hash);
        KeptDoc { key, id: DocKey::id(key), changes, audience: vec![village()], held: Some(held) }
    };
    let keep = Keep {
        from: DEVICE,
        proofs: vec![Proof { manifest: &manifest, hash: manifest.hash() }],
        docs: vec![doc(&core), doc(&own), doc(&committee)],
        grants: vec![grant],
    };
    append.keep(&keep).await.expect("keeps");
    append.commit().await.expect("commits");
    let held = async |office: &OfficeCode, line: Vec<OfficeCode>| {
        let seen = Seen { office, line };
        let held = store.holdings().held(&seen).await.expect("reads");
        let of_matter = [&core, &own, &committee].map(DocKey::id);
        let found = held.into_iter().filter(|(doc, _)| of_matter.contains(doc));
        let mut found: Vec<_> = found.collect();
        found.sort();
        found
    };
    let weight = HeldSet::with([0; 32], &change(1, &[]).hash);
    let mut wanted = [&core, &own, &committee].map(|key| (key.id(), weight));
    wanted.sort();
    assert_eq!(held(&village(), vec![village()]).await, wanted);
    // The city was not let in to the matter, and sees the internal documents of those below it.
    assert_eq!(held(&city(), vec![city(), village()]).await, [(own.id(), weight)]);
    assert_eq!(held(&city(), vec![city()]).await, []);
    let nowhere = DocKey::people(matter).id();
    let looks = store.holdings().look(&[core.id(), nowhere]).await.expect("reads");
    assert_eq!(looks.docs.len(), 1);
    assert_eq!(looks.docs[&core.id()].key, core);
    assert_eq!(looks.docs[&core.id()].changes, [change(1, &[]).hash]);
    assert!(looks.audiences[&matter].contains(&village()) && looks.erased.is_empty());
}

async fn what_comes_back_has_its_place_again(store: &dyn Store) {
    let at = store.latest(&village()).await.expect("reads");
    let core = DocKey::core(MatterId::new([22; 16]));
    let [first, second] = [manifest(store, 40), manifest(store, 41)];
    let mut append = store.begin().await.expect("begins");
    let was = append.next_place() + 1000;
    let changes = vec![
        KeptChange { received: Some(was), ..change(1, b"one") },
        KeptChange { proof: 1, ..change(2, b"two") },
    ];
    let doc = KeptDoc { key: &core, id: core.id(), changes, audience: vec![village()], held: None };
    let grant = Grant { matter: core.matter, offices: vec![village()], tell: false };
    let keep = Keep {
        from: DEVICE,
        proofs: [&first, &second].map(|manifest| Proof { manifest, hash: manifest.hash() }).into(),
        docs: vec![doc],
        grants: vec![grant],
    };
    let places = append.keep(&keep).await.expect("keeps");
    assert_eq!(places[0][0], was);
    assert!(places[0][1] < was);
    assert_eq!(append.next_place(), was + 1, "what comes next comes after all of it");
    let held = append.core_changes(core.matter).await.expect("reads");
    assert_eq!(held.iter().map(|change| change.place).collect::<Vec<_>>(), places[0]);
    let note = RepairNote {
        at: 1,
        device: DEVICE,
        cause: RepairCause::Audit,
        documents: 1,
        changes: 2,
        unproved: 3,
        refused: 4,
    };
    append.note_repair(&note).await.expect("notes");
    append.note_repair(&note).await.expect("notes");
    append.commit().await.expect("commits");
    let append = store.begin().await.expect("begins");
    assert_eq!(append.next_place(), was + 1, "in the next transaction, too");
    drop(append);
    let page = read(store, &village(), at, 1000).await;
    let [PageEntry::Doc { numbers, .. }] = &page.entries[..] else { panic!("{page:?}") };
    assert_eq!(numbers.0, places[0]);
    assert_eq!(page.manifests, [first, second]);
    let mut rows = store.rows(Access::Snapshot).await.expect("reads");
    assert_eq!(rows.page(&REPAIR, None, 10).await.expect("reads").len(), 2);
}

async fn what_is_withdrawn_is_told_and_remembered(store: &dyn Store) {
    let at = store.latest(&city()).await.expect("reads");
    let mut append = store.begin().await.expect("begins");
    let seen = append.seen_by(&[city()]).await.expect("reads");
    assert_eq!(seen[&MATTER].iter().collect::<Vec<_>>(), [&city(), &village()]);
    let gone = Withdrawal { matter: MATTER, offices: vec![city()] };
    append.turn_sight(&[], &[gone], DEVICE).await.expect("withdraws");
    let question =
        SurveyDoc { id: DocKey::core(MATTER).id(), matter: MATTER, changes: vec![], slots: vec![] };
    let found = append.survey(&[question]).await.expect("answers");
    assert!(!found.audiences[&MATTER].contains(&city()) && found.former[&MATTER].contains(&city()));
    assert_eq!(append.commit().await.expect("commits").into_iter().collect::<Vec<_>>(), [city()]);
    let page = read(store, &city(), at, 1000).await;
    assert_eq!(page.entries, [PageEntry::Withdrawn(MATTER)]);
    // And back again, with all there is.
    let mut append = store.begin().await.expect("begins");
    let grant = Grant { matter: MATTER, offices: vec![city()], tell: true };
    append.turn_sight(&[grant], &[], DEVICE).await.expect("grants");
    append.commit().await.expect("commits");
    let again = read(store, &city(), page.to, 1000).await;
    assert_eq!(again.entries.len(), 2);
    let org = store.begin().await.expect("begins").org().await.expect("reads");
    assert_eq!(org, store.org().await.expect("reads"));
}
