//! Everybody × everything: each office, each operation, each kind of case, each kind of document. What
//! is forbidden is answered, byte for byte, as what does not exist.

use casework::{
    Document, Step,
    directory::{Office, Person, Post, Power, Role, Tier},
    fixed_id,
    step::attachment::{Attachment, AttachmentKind},
};
use ident::{BlobId, ContentKey, DeviceId, DocKey, MatterId, PersonId, PostId, Signature};
use relay::{clock, demo::Hand, relay::secret_hash, store::Invitation};
use std::collections::BTreeSet;
use wire::{
    AskCertificates, AskInbox, BlobGet, BlobOffer, BlobPut, Bytes, DocChanges, DocOutcome, Fault,
    FeedEntry, InPost, Pull, Refusal, Revocation, Revoke, TakeIn, ToRelay, ToStation, Vouch,
    VouchOutcome, Voucher,
};

use crate::{
    attachments::sealed,
    harness::{Place, Station, Town, code, hand, registration},
};

const CITY: &str = "990101";
const TOWNSHIP: &str = "990101001";
const OTHER_TOWNSHIP: &str = "990101002";
const VILLAGE: &str = "990101001201";
const SIBLING: &str = "990101001202";
const OTHER_VILLAGE: &str = "990101002201";
const DEPARTMENT: &str = "L01";
const OTHER_DEPARTMENT: &str = "L02";

/// Everybody.
const OFFICES: [&str; 8] =
    [CITY, TOWNSHIP, OTHER_TOWNSHIP, VILLAGE, SIBLING, OTHER_VILLAGE, DEPARTMENT, OTHER_DEPARTMENT];

/// A kind of case: its name, who begins it, with which step, and who may read its core and people
/// documents, worked out by hand.
struct Case {
    name: &'static str,
    home: &'static str,
    opening: String,
    /// A further step that lets others see it.
    then: Option<Step>,
    readers: &'static [&'static str],
}

fn cases() -> Vec<Case> {
    let registered = |office: &str| {
        format!(
            r#"{{"registered":{{"office":"{office}","local_no":"{office}-1-0001","on":"2026-11-20","rules":null}}}}"#
        )
    };
    let found = |office: &str| {
        format!(
            r#"{{"dispute":{{"found":{{"office":"{office}","local_no":"{office}-1-0002","on":"2026-11-20","round":null,"place":null,"rules":null}}}}}}"#
        )
    };
    let planned = |office: &str, kind: &str, with: &str| {
        format!(
            r#"{{"meeting":{{"planned":{{"office":"{office}","local_no":"{office}-1-0003","on":"2026-11-20","kind":"{kind}","day":"2026-11-21","leader":"单雪梅","village":null,"with":[{with}]}}}}}}"#
        )
    };
    let screened = |office: &str| {
        format!(
            r#"{{"screened":{{"office":"{office}","from":"2026-11-16","to":"2026-11-22","round":null,"nothing":true,"on":"2026-11-19","text":""}}}}"#
        )
    };
    let remarked = |office: &str| {
        format!(
            r#"{{"remarked":{{"office":"{office}","on":"2026-11-19","text":"字太小","about":"","person":null}}}}"#
        )
    };
    let line: &[&str] = &[VILLAGE, TOWNSHIP, CITY];
    let case = |name, home, opening, then, readers| Case { name, home, opening, then, readers };
    vec![
        case("petition", VILLAGE, registered(VILLAGE), None, line),
        case(
            "petition handed down",
            TOWNSHIP,
            registered(TOWNSHIP),
            Some(Step::handed(code(VILLAGE), "")),
            line,
        ),
        case(
            "reception that a department comes along to",
            CITY,
            planned(CITY, "by_appointment", &format!("\"{DEPARTMENT}\"")),
            None,
            &[CITY, DEPARTMENT],
        ),
        case("petition of the city", CITY, registered(CITY), None, &[CITY]),
        case("dispute", VILLAGE, found(VILLAGE), None, line),
        case(
            "visit",
            TOWNSHIP,
            planned(TOWNSHIP, "bringing_cases", &format!("\"{VILLAGE}\"")),
            None,
            line,
        ),
        case(
            "reception",
            TOWNSHIP,
            planned(TOWNSHIP, "by_appointment", ""),
            None,
            &[TOWNSHIP, CITY],
        ),
        case("screening", VILLAGE, screened(VILLAGE), None, line),
        case("remark on the app", VILLAGE, remarked(VILLAGE), None, line),
        case("remark of a township", TOWNSHIP, remarked(TOWNSHIP), None, &[TOWNSHIP, CITY]),
    ]
}

fn step(message: &str) -> Step {
    let step = Step::from_message(Some(message));
    assert!(!matches!(step, Step::Unknown { .. }), "{message}");
    step
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

fn upwards(office: &str) -> Vec<&'static str> {
    match office {
        CITY => vec![CITY],
        TOWNSHIP => vec![TOWNSHIP, CITY],
        VILLAGE => vec![VILLAGE, TOWNSHIP, CITY],
        other => panic!("nobody begins anything at {other}"),
    }
}

/// A document of a case, and who may read and write it.
struct Doc {
    case: &'static str,
    key: DocKey,
    readers: BTreeSet<&'static str>,
    writers: BTreeSet<&'static str>,
    blob: Option<(BlobId, Vec<u8>)>,
}

fn device(office: &str) -> Hand {
    let department = |at: u8| {
        let id = DeviceId::new([at, 0, 0, 0, 0, 0, 0, 9]);
        Hand::new(id, &[at; 32], code(office), PersonId::new([at; 16]))
    };
    match office {
        DEPARTMENT => department(0xd1),
        OTHER_DEPARTMENT => department(0xd2),
        office => hand(office, 0),
    }
}

async fn city(name: &str) -> Town {
    let town = Town::new(name).await;
    for (at, office) in [(0xd1, DEPARTMENT), (0xd2, OTHER_DEPARTMENT)] {
        let store = &town.store;
        let row =
            Office::new(code(office), format!("局{office}"), Some(code(CITY)), Tier::Department);
        store.put_offices(&[row]).await.expect("offices");
        let person = PersonId::new([at; 16]);
        let row = Person { id: person, name: format!("人{office}"), office: code(office) };
        store.put_people(&[row]).await.expect("people");
        let secret_hash = secret_hash(&format!("{office}-0"));
        let invitation = Invitation { secret_hash, office: code(office), person, expires_at: None };
        store.invite(&invitation).await.expect("invites");
    }
    town
}

/// Answers until it is quiet, feeds left out.
async fn asked(station: &mut Station, message: &ToRelay) -> ToStation {
    station.say(message).await;
    loop {
        match station.hear().await {
            ToStation::Feed(_) => {}
            answer => return answer,
        }
    }
}

/// What a push is answered, as bytes, without the manifest's number; for one document.
async fn pushed(station: &mut Station, changes: DocChanges) -> (DocOutcome, Vec<u8>) {
    let result = station.push(vec![changes]).await.expect("judged");
    let bytes = minicbor::to_vec((&result.docs, &result.numbers)).expect("encodes");
    (result.docs[0].clone(), bytes)
}

/// All documents that an office's feed tells of.
async fn told(station: &mut Station) -> BTreeSet<DocKey> {
    station.settle().await;
    let mut keys = BTreeSet::new();
    let mut cursor = None;
    loop {
        let feed = station.pull(cursor).await;
        for entry in &feed.entries {
            if let FeedEntry::Changes(doc, _) | FeedEntry::Granted(doc, _) = entry {
                keys.insert(doc.key.clone());
            }
        }
        cursor = Some(feed.to);
        if !feed.more {
            return keys;
        }
    }
}

#[tokio::test]
async fn who_may_do_what_to_which_document() {
    let town = city("matrix").await;
    let mut stations = Vec::new();
    for office in OFFICES {
        let mut station = Station::connect(&town.url, device(office)).await;
        station.enrol(&format!("{office}-0")).await.expect("enrols");
        station.hello(Place(None)).await.expect("is known");
        stations.push((office, station));
    }
    fn of<'a>(stations: &'a mut [(&'static str, Station)], office: &str) -> &'a mut Station {
        let found = stations.iter_mut().find(|(at, _)| *at == office);
        &mut found.expect("is there").1
    }

    // Everything is made by who may make it.
    let mut docs: Vec<Doc> = Vec::new();
    for (at, case) in (1u8..).zip(cases()) {
        let day = |text: &str| text.parse().expect("a date");
        // What is told once by several gets its id from what it says.
        let matter = match case.name {
            "visit" => fixed_id::of_visit(&code(TOWNSHIP), day("2026-11-21"), "单雪梅", None),
            "screening" => {
                fixed_id::of_screening(&code(VILLAGE), day("2026-11-16"), day("2026-11-22"), None)
            }
            _ => MatterId::new([at; 16]),
        };
        let home = of(&mut stations, case.home);
        let bytes = sealed(at, 3000);
        let blob = BlobId::of(&bytes);
        let mut core = Document::new(DocKey::core(matter));
        let mut changes = home.step(&mut core, &step(&case.opening), &[]);
        for more in [Some(attached(blob)), case.then.clone()].into_iter().flatten() {
            changes.changes.extend(home.step(&mut core, &more, &[]).changes);
        }
        let outcome = pushed(home, changes).await.0;
        assert_eq!(outcome, DocOutcome::Kept, "{}", case.name);
        let readers: BTreeSet<&str> = case.readers.iter().copied().collect();
        let own = BTreeSet::from([case.home]);
        docs.push(Doc {
            case: case.name,
            key: core.key().clone(),
            readers: readers.clone(),
            writers: readers.clone(),
            blob: Some((blob, bytes)),
        });
        let secret = sealed(at + 100, 2000);
        let before_committee = BlobId::of(&secret);
        let home_code = || code(case.home);
        for (key, readers, writers, blob) in [
            (DocKey::people(matter), readers.clone(), readers.clone(), None),
            (
                DocKey::internal(matter, home_code()),
                upwards(case.home).into_iter().collect(),
                own.clone(),
                None,
            ),
            (
                DocKey::committee(matter, home_code()),
                own.clone(),
                own.clone(),
                Some((before_committee, secret)),
            ),
        ] {
            let mut document = Document::new(key.clone());
            let text = match &blob {
                Some((blob, _)) => attached(*blob),
                None => Step::Noted { text: "在此".into() },
            };
            let changes = home.step(&mut document, &text, &[]);
            assert_eq!(pushed(home, changes).await.0, DocOutcome::Kept, "{} {key:?}", case.name);
            docs.push(Doc { case: case.name, key, readers, writers, blob });
        }
        // Their attachments.
        for (blob, bytes) in docs.iter().rev().take(4).filter_map(|doc| doc.blob.clone()) {
            let size = u32::try_from(bytes.len()).expect("small");
            asked(home, &ToRelay::BlobOffer(BlobOffer { blob, size })).await;
            let put = BlobPut { blob, offset: 0, bytes: Bytes::from(bytes) };
            assert_eq!(asked(home, &ToRelay::BlobPut(put)).await, ToStation::BlobKept(blob));
        }
    }
    // The directory's documents: an office's own.
    for office in [CITY, TOWNSHIP] {
        let key = DocKey::org(code(office));
        let own = BTreeSet::from([office]);
        let raw = r#"{"later":{}}"#.to_owned();
        let station = of(&mut stations, office);
        let mut document = Document::new(key.clone());
        let changes = station.step(&mut document, &Step::Unknown { raw }, &[]);
        assert_eq!(pushed(station, changes).await.0, DocOutcome::Kept);
        let (readers, writers) = (own.clone(), own);
        docs.push(Doc { case: "directory", key, readers, writers, blob: None });
    }

    let mut cells = 0u32;
    let mut forbidden = 0u32;
    for (office, station) in &mut stations {
        // Reading: the feed.
        let keys = told(station).await;
        for doc in &docs {
            let may = doc.readers.contains(office);
            assert_eq!(keys.contains(&doc.key), may, "{office} reads {} {:?}", doc.case, doc.key);
            cells += 1;
        }
        // Writing: whatever the step, and above all one that would let them in.
        let steps = |office: &str| {
            [
                Step::Noted { text: "我来写".into() },
                Step::Edited {},
                Step::handed(code(office), "给我"),
                attached(BlobId::of(b"never made")),
                Step::Unknown { raw: r#"{"later":{}}"#.into() },
            ]
        };
        for (nth, doc) in (0u8..).zip(&docs) {
            let may = doc.writers.contains(office);
            for step in steps(office) {
                station.hand.actor = ident::ActorBytes::of(station.hand.device, next_actor());
                // What a stranger to it would build on: nothing.
                let known = {
                    let mut document = Document::new(doc.key.clone());
                    station.step(&mut document, &step, &[])
                };
                let (outcome, answer) = pushed(station, known).await;
                cells += 1;
                if may {
                    assert_eq!(
                        outcome,
                        DocOutcome::Kept,
                        "{office} writes {} {:?}",
                        doc.case,
                        doc.key
                    );
                    continue;
                }
                let refused = DocOutcome::Refused(Refusal::NotAllowed);
                assert_eq!(outcome, refused, "{office} writes {} {:?}", doc.case, doc.key);
                // The same of one that does not exist.
                station.hand.actor = ident::ActorBytes::of(station.hand.device, next_actor());
                let part = doc.key.part.clone();
                let nowhere = DocKey { matter: MatterId::new([nth ^ 0xe0; 16]), part };
                let mut document = Document::new(nowhere);
                let unknown = station.step(&mut document, &step, &[]);
                assert_eq!(pushed(station, unknown).await.1, answer, "{office}: told apart");
                forbidden += 1;
            }
            // Attachments: handing in, asking how far it is, fetching.
            let Some((blob, bytes)) = &doc.blob else { continue };
            let may = doc.readers.contains(office);
            let size = u32::try_from(bytes.len()).expect("small");
            let questions = |blob| {
                let put = BlobPut { blob, offset: 0, bytes: Bytes::from(bytes.clone()) };
                [
                    ToRelay::BlobOffer(BlobOffer { blob, size }),
                    ToRelay::BlobPut(put),
                    ToRelay::BlobGet(BlobGet { blob, offset: 0 }),
                ]
            };
            let none = BlobId::of(&[nth]);
            for (known, unknown) in questions(*blob).iter().zip(questions(none)) {
                let answer = asked(station, known).await;
                cells += 1;
                assert_eq!(answer == ToStation::BlobNone(*blob), !may, "{office} {}", doc.case);
                if !may {
                    let other = asked(station, &unknown).await;
                    assert_eq!(other, ToStation::BlobNone(none), "{office}: told apart");
                    let sizes =
                        [answer, other].map(|said| wire::encode_frame(&said).map(|f| f.len()));
                    assert_eq!(sizes[0], sizes[1]);
                    forbidden += 1;
                }
            }
        }
    }
    // Nothing that was tried let anybody in.
    for (office, station) in &mut stations {
        let keys = told(station).await;
        for doc in docs.iter().filter(|doc| !doc.readers.contains(office)) {
            assert!(!keys.contains(&doc.key), "{office} got into {} {:?}", doc.case, doc.key);
            cells += 1;
        }
    }
    // Who is nobody is told nothing, whatever they ask.
    let mut stranger = Station::connect(&town.url, hand(VILLAGE, 4)).await;
    let (_, registered) = registration(&stranger.hand, MatterId::new([1; 16]));
    let push = stranger.hand.push(stranger.challenge.tenant, registered);
    for message in everything(&stranger, push) {
        stranger.say(&message).await;
        assert_eq!(stranger.hear_fault().await, Fault::NotIntroduced, "{message:?}");
        cells += 1;
    }
    println!(
        "matrix: {} offices x {} documents of {} kinds of cases: {cells} cells, {forbidden} of them \
         forbidden and compared with what does not exist",
        OFFICES.len(),
        docs.len(),
        cases().len(),
    );
    assert!(cells > 1500, "{cells}");
    town.stop().await;
}

/// A new actor for each try: two first changes of one actor would be refused for that.
fn next_actor() -> [u8; 8] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(1000);
    LAST.fetch_add(1, Ordering::Relaxed).to_be_bytes()
}

fn in_post(person: PersonId) -> InPost {
    InPost { person, post: PostId::new([1; 8]) }
}

fn everything(station: &Station, push: wire::Push) -> Vec<ToRelay> {
    let (blob, acting) = (BlobId::new([1; 32]), in_post(station.hand.person));
    vec![
        ToRelay::Pull(Pull { cursor: None }),
        ToRelay::Push(push),
        ToRelay::BlobOffer(BlobOffer { blob, size: 10 }),
        ToRelay::BlobPut(BlobPut { blob, offset: 0, bytes: vec![1].into() }),
        ToRelay::BlobGet(BlobGet { blob, offset: 0 }),
        ToRelay::Vouch(Box::new(Vouch { acting, voucher: voucher(station, VILLAGE) })),
        ToRelay::Revoke(Box::new(revoke(station, station.hand.device, acting))),
        ToRelay::AskInbox(AskInbox { acting }),
        ToRelay::TakeIn(TakeIn { acting, no: 1 }),
        ToRelay::AskCertificates(AskCertificates { devices: vec![station.hand.device] }),
    ]
}

/// With a number that is never free: who may say it is told so, and nothing comes of it.
fn voucher(station: &Station, office: &str) -> Voucher {
    let now = clock::now_millis();
    let at = crate::harness::OFFICES.iter().position(|known| known.0 == office);
    let person = match (office, at) {
        (DEPARTMENT, _) => PersonId::new([0xd1; 16]),
        (OTHER_DEPARTMENT, _) => PersonId::new([0xd2; 16]),
        (_, at) => PersonId::new([at.expect("known") as u8 + 1; 16]),
    };
    Voucher {
        tenant: station.challenge.tenant,
        code: station.hand.key().public(),
        office: code(office),
        person,
        number: 0,
        issued: now,
        until: now + Voucher::GOOD_FOR,
        by: Some(station.hand.device),
        signature: Signature::new([0; 64]),
        ends: None,
    }
    .signed(station.hand.key())
}

fn revoke(station: &Station, device: DeviceId, acting: InPost) -> Revoke {
    let (key, by) = (station.hand.key(), Some(station.hand.device));
    let tenant = station.challenge.tenant;
    let at = clock::now_millis();
    Revoke { acting, revocation: Revocation::sign(key, tenant, device, at, by) }
}

fn is_at_or_above(upper: &str, lower: &str) -> bool {
    let line: &[&str] = match lower {
        CITY => &[CITY],
        DEPARTMENT | OTHER_DEPARTMENT => &[CITY],
        TOWNSHIP | OTHER_TOWNSHIP => &[CITY],
        VILLAGE | SIBLING => &[TOWNSHIP, CITY],
        _ => &[OTHER_TOWNSHIP, CITY],
    };
    upper == lower || line.contains(&upper)
}

/// Each role, at each office that can have it, over each office: who keeps devices and who does not.
#[tokio::test]
async fn which_roles_keep_the_devices_of_which_offices() {
    let town = city("matrix-roles").await;
    let mut cells = 0;
    let mut granted = 0;
    for office in OFFICES {
        let tier = town.store.org().await.expect("reads").base.tier(&code(office)).expect("known");
        // One person in every post that an office of this tier can have.
        let mut posts = Vec::new();
        for role in Role::ALL {
            if !role.fits(tier) {
                continue;
            }
            let at = OFFICES.iter().position(|known| *known == office).expect("known") as u8;
            let id = [0xa0 + at, role.number(), 0, 0, 0, 0, 0, 1];
            let mut person = [0xa0 + at; 16];
            person[1] = role.number();
            let person = PersonId::new(person);
            let name = format!("{role:?}");
            let row = Person { id: person, name, office: code(office) };
            town.store.put_people(&[row]).await.expect("people");
            let post = Post {
                id: PostId::new(id),
                person,
                office: code(office),
                role,
                from: "2020-01-01".parse().expect("a date"),
                ended: None,
                deputises: None,
            };
            town.store.put_posts(std::slice::from_ref(&post)).await.expect("posts");
            posts.push(post);
        }
        let mut station = Station::connect(&town.url, device(office)).await;
        station.enrol(&format!("{office}-0")).await.expect("enrols");
        station.hello(Place(None)).await.expect("is known");
        for post in &posts {
            let acting = InPost { person: post.person, post: post.id };
            for target in OFFICES {
                let may = post.role.has(Power::Directory) && is_at_or_above(office, target);
                let voucher = voucher(&station, target);
                let vouch = ToRelay::Vouch(Box::new(Vouch { acting, voucher }));
                let ToStation::Vouched(said) = asked(&mut station, &vouch).await else {
                    panic!("an answer")
                };
                let allowed = matches!(said.outcome, VouchOutcome::NumberTaken(_));
                assert_eq!(allowed, may, "{:?} at {office} makes devices of {target}", post.role,);
                granted += u32::from(may);
                cells += 1;
                // A device that is not there: answered like one that is not theirs.
                let nobody = revoke(&station, DeviceId::new([0xee; 8]), acting);
                let answer = asked(&mut station, &ToRelay::Revoke(Box::new(nobody))).await;
                let ToStation::RevokeResult(result) = answer else { panic!("{answer:?}") };
                assert_eq!(result.held, None);
                let theirs = device(target).device;
                if !may && theirs != station.hand.device {
                    let message = ToRelay::Revoke(Box::new(revoke(&station, theirs, acting)));
                    let ToStation::RevokeResult(result) = asked(&mut station, &message).await
                    else {
                        panic!("an answer")
                    };
                    assert_eq!(result.held, None, "{:?} at {office} ends {target}'s", post.role);
                }
                cells += 1;
            }
            // The inbox is empty for all of them; a piece that is not there is nobody's.
            let empty = ToStation::Inbox(wire::Inbox { pieces: vec![] });
            assert_eq!(asked(&mut station, &ToRelay::AskInbox(AskInbox { acting })).await, empty);
            let take = ToRelay::TakeIn(TakeIn { acting, no: 1 });
            let nothing = ToStation::Taken(wire::Taken { no: 1, docs: None });
            assert_eq!(asked(&mut station, &take).await, nothing);
            cells += 2;
        }
    }
    let directory = town.store.org().await.expect("reads").base;
    assert!(directory.revoked.is_none(), "nobody lost a device by it");
    println!("roles: {} roles, {cells} cells, {granted} granted", Role::ALL.len());
    town.stop().await;
}
