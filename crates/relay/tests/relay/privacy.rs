//! Sealed accusations and records of access: that they reach those whose post it is, and what everybody
//! else can find out, which is nothing.

use casework::{
    access::{AccessKind, AccessReason, Given},
    directory::{Person, Post, Role},
    intake::{Intake, PersonIntake},
};
use ident::{BlobId, DeviceId, MatterId, PersonId, PostId, SealedId, SealingKey, Signature};
use relay::{
    apart::escrow::{self, EscrowError},
    audit::{Finding, audit},
    demo::Hand,
    relay::secret_hash,
    store::{Invitation, Shelf, sqlite},
};
use replica::{SealedFate, Space, StationError, Store as _};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use wire::{
    AccessKept, AccessPut, AccessRecord, AskAccess, AskSealed, BlobGet, Fault, Fetch, PutWrap,
    Revocation, SecretKey, ToRelay, ToStation, Wrap,
};

use crate::harness::{Place, Station, Tablet, Town, code, now};

const CITY: &str = "990101";
const VILLAGE: &str = "990101001201";
/// Stands in every accusation and nowhere else.
const PLANTED: &str = "举报某某收了钱";

const FIRST: u8 = 0xa1;
const SECOND: u8 = 0xa2;
const AUDITOR: u8 = 0xa3;
const LEADER: u8 = 0xa4;

/// A city with two liaisons, an auditor and a city leader.
async fn city(name: &str) -> Town {
    let town = Town::new(name).await;
    for (at, role) in [
        (FIRST, Role::DisciplineLiaison),
        (SECOND, Role::DisciplineLiaison),
        (AUDITOR, Role::PrivacyOfficer),
        (LEADER, Role::CityLeader),
    ] {
        let person = PersonId::new([at; 16]);
        let row = Person { id: person, name: format!("人{at}"), office: code(CITY) };
        town.store.put_people(&[row]).await.expect("people");
        let post = Post {
            id: PostId::new([at; 8]),
            person,
            office: code(CITY),
            role,
            from: "2020-01-01".parse().expect("a date"),
            ended: None,
            deputises: None,
        };
        town.store.put_posts(&[post]).await.expect("posts");
        let secret_hash = secret_hash(&format!("role-{at}"));
        let invitation = Invitation { secret_hash, office: code(CITY), person, expires_at: None };
        town.store.invite(&invitation).await.expect("invites");
    }
    town
}

async fn of_role(town: &Town, at: u8) -> Tablet {
    Tablet::enrolled(&town.url, at, &format!("role-{at}")).await
}

fn accusation() -> Intake {
    Intake {
        petitioner: PersonIntake { name: "郑举报".into(), ..PersonIntake::default() },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "1".into(),
        demands: vec![PLANTED.into()],
        narrative: PLANTED.into(),
        purpose: "accusation".into(),
        ..Intake::default()
    }
}

fn because(reason: AccessReason) -> Given {
    Given { reason, text: String::new() }
}

/// Somebody writes an accusation down; what becomes of it.
async fn accuse(tablet: &mut Tablet, at: u8) -> SealedFate {
    let intake = accusation();
    let draft = "0123456789abcdef";
    tablet.station.keep_sealed_draft(draft, &intake.to_bytes()).await.expect("keeps");
    let sealed = tablet.station.seal(MatterId::new([at; 16]), &intake, draft, [at; 32], now());
    let ((number, fate), effects) = sealed.await.expect("seals");
    assert!(number.starts_with("JB-"), "{number}");
    tablet.carry_out(effects).await;
    tablet.settle().await;
    fate
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// In how many values of a store a text stands.
async fn found_in(tablet: &Tablet, text: &str) -> usize {
    let mut count = 0;
    for space in Space::ALL {
        let all = tablet.store.scan(space, &[vec![]]).await.expect("reads").concat();
        count += all.iter().filter(|(_, value)| holds(value, text)).count();
    }
    count
}

async fn listed(tablet: &mut Tablet) -> Vec<replica::SealedListed> {
    let asked = tablet.station.ask_sealed(now()).expect("may ask");
    tablet.carry_out(asked).await;
    tablet.settle().await;
    tablet.station.sealed_items(now().date()).await.expect("lists")
}

async fn answered(station: &mut Station, message: &ToRelay) -> ToStation {
    station.say(message).await;
    loop {
        match station.hear().await {
            ToStation::Feed(_) => {}
            answer => return answer,
        }
    }
}

fn frame(message: &ToStation) -> Vec<u8> {
    wire::encode_frame(message).expect("a frame")
}

#[tokio::test]
async fn an_accusation_reaches_the_liaison_and_nobody_else_learns_of_it() {
    let town = city("sealed").await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    let mut liaison = of_role(&town, FIRST).await;
    // What a device knows of liaisons, it knows since it last met the relay.
    village.disconnect();
    village.connect().await;
    village.settle().await;
    let offices = [CITY, "990101001", "990101002", VILLAGE, "990101001202", "990101002201"];
    let mut others = Vec::new();
    for office in offices {
        let mut station = Station::enrolled(&town.url, office, 1).await;
        station.hello(Place(None)).await.expect("is known");
        station.settle().await;
        others.push((office, station));
    }
    let mut leader = of_role(&town, LEADER).await;
    let mut auditor = of_role(&town, AUDITOR).await;
    let unknown = SealedId::new([0xee; 32]);
    let wrap = Wrap { to: SealingKey::new([9; 32]), bytes: vec![1; 80].into() };

    let mut before = Vec::new();
    for (_, station) in &mut others {
        station.settle().await;
        before.push(station.pull(None).await);
    }
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Leaves);

    // Nothing is left with who recorded it: not the form, not the draft, not the sealed copy.
    assert_eq!(found_in(&village, PLANTED).await, 0);
    assert!(village.store.scan(Space::Sealed, &[vec![]]).await.expect("reads").concat().is_empty());
    assert!(village.station.sealed_here().await.expect("reads").is_empty());
    assert!(village.station.sealed(now().date()).await.expect("reads").is_empty());
    assert!(village.station.waiting().is_empty());
    // The relay has it, and cannot read it, and does not know whose it was.
    let held = town.store.apart().page(Shelf::Sealed, 0, 10).await.expect("reads");
    let [held] = held.as_slice() else { panic!("one: {held:?}") };
    let id = SealedId::from_slice(&held.id).expect("an id");
    for text in [PLANTED, "郑举报", "JB-", VILLAGE] {
        assert!(!holds(&held.bytes, text), "{text}");
    }
    let device = village.station.identity().expect("registered").device;
    assert!(!held.bytes.windows(8).any(|window| window == device.as_bytes()));
    assert_eq!(held.bytes.len(), 4096 + 16);

    // Everybody else: each way of asking is answered as if there were none.
    for ((office, station), before) in others.iter_mut().zip(before) {
        assert_eq!(station.pull(None).await, before, "{office}: the feed");
        let nothing = ToStation::Sealed(Box::default());
        for after in [0, 1, 2] {
            let asked = ToRelay::AskSealed(AskSealed { after });
            assert_eq!(answered(station, &asked).await, nothing, "{office}");
        }
        let fetch = |id: &SealedId| {
            let matter = MatterId::from_slice(&id.as_bytes()[..16]).expect("16 bytes");
            ToRelay::Fetch(Fetch { matters: vec![matter] })
        };
        let blob = |id: &SealedId| {
            ToRelay::BlobGet(BlobGet { blob: BlobId::new(*id.as_bytes()), offset: 0 })
        };
        let put = |item: &SealedId| {
            ToRelay::PutWrap(Box::new(PutWrap { item: *item, wrap: wrap.clone() }))
        };
        for (known, other) in
            [(fetch(&id), fetch(&unknown)), (blob(&id), blob(&unknown)), (put(&id), put(&unknown))]
        {
            let (known, other) = (answered(station, &known).await, answered(station, &other).await);
            assert_eq!(frame(&known).len(), frame(&other).len(), "{office}: {known:?} {other:?}");
            // But for the name that was asked for, word by word the same.
            let plain = |said: &ToStation, id: &SealedId| {
                format!("{said:?}").replace(&id.to_hex(), "").replace(&id.to_hex()[..32], "")
            };
            assert_eq!(plain(&known, &id), plain(&other, &unknown), "{office}");
        }
    }
    // Nor do colleagues of the city office, whatever their post.
    for tablet in [&mut leader, &mut auditor] {
        tablet.station.ask_for_news().await.expect("asks");
        assert!(matches!(tablet.station.ask_sealed(now()), Err(StationError::NotTheirs)));
        tablet
            .carry_out(vec![replica::Effect::Send(ToRelay::AskSealed(AskSealed { after: 0 }))])
            .await;
        tablet.settle().await;
        assert!(
            tablet.store.scan(Space::Sealed, &[vec![]]).await.expect("reads").concat().is_empty()
        );
    }
    // What strangers tried to wrap is not there.
    let wraps = town.store.apart().page(Shelf::Wrap, 0, 10).await.expect("reads");
    assert_eq!(wraps.len(), 1, "for the one liaison's device");

    // The liaison finds it, and opens it for a reason.
    let found = listed(&mut liaison).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].opens && found[0].id == id && found[0].lacking.is_empty());
    assert_eq!(found_in(&liaison, PLANTED).await, 0, "it lies sealed here, too");
    let none = because(AccessReason::Other);
    let barred = liaison.station.open_sealed(id, &none, now()).await;
    assert!(matches!(barred, Err(StationError::NoReason)), "{barred:?}");
    let given = because(AccessReason::Handle);
    let (opened, effects) = liaison.station.open_sealed(id, &given, now()).await.expect("opens");
    assert_eq!((opened.intake, opened.authentic), (accusation(), true));
    assert_eq!(opened.office.as_str(), VILLAGE);
    assert_eq!(found_in(&liaison, PLANTED).await, 0, "what is shown is not stored");
    liaison.carry_out(effects).await;
    liaison.settle().await;
    let records = town.store.apart().page(Shelf::Access, 0, 10).await.expect("reads");
    let record: AccessRecord = minicbor::decode(&records[0].bytes).expect("a record");
    assert_eq!(records.len(), 1);
    assert_eq!(record.kind, AccessKind::SealedOpened.number());
    assert_eq!(record.record, id.as_bytes()[..16]);
    assert_eq!(record.person, PersonId::new([FIRST; 16]));
    assert_eq!(liaison.station.access_waiting().await.expect("reads"), 0);
    town.stop().await;
}

/// A liaison who leaves lets the successor open what there is; where all their devices are lost, the
/// escrow key does.
#[tokio::test]
async fn successors_open_what_was_sealed_before_them() {
    let town = city("successor").await;
    let seed = [0x5e; 32];
    escrow::set(&*town.store, seed, None).await.expect("sets");
    let again = escrow::set(&*town.store, [1; 32], None).await;
    assert!(matches!(again, Err(EscrowError::Set)), "{again:?}");
    let mut liaison = of_role(&town, FIRST).await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Leaves);
    assert_eq!(accuse(&mut village, 2).await, SealedFate::Leaves);

    let mut second = of_role(&town, SECOND).await;
    let found = listed(&mut second).await;
    assert_eq!(found.iter().map(|one| one.opens).collect::<Vec<_>>(), [false, false]);
    let closed =
        second.station.open_sealed(found[0].id, &because(AccessReason::Handle), now()).await;
    assert!(matches!(closed, Err(StationError::NotHere)), "{closed:?}");
    let records = town.store.apart().page(Shelf::Access, 0, 9).await.expect("reads");
    assert!(records.is_empty(), "what was not shown is not recorded as shown");

    // The first lets the second in.
    liaison.disconnect();
    liaison.connect().await;
    liaison.settle().await;
    let found = listed(&mut liaison).await;
    assert!(found.iter().all(|one| one.lacking == [PersonId::new([SECOND; 16])]), "{found:?}");
    let given = because(AccessReason::Handle);
    let passed = liaison.station.pass_on_sealed(&given, [3; 32], now()).await;
    let (count, effects) = passed.expect("passes on");
    assert_eq!(count, 2);
    liaison.carry_out(effects).await;
    liaison.settle().await;
    let found = liaison.station.sealed_items(now().date()).await.expect("lists");
    assert!(found.iter().all(|one| one.opens && one.lacking.is_empty()), "{found:?}");
    for one in listed(&mut second).await {
        let opened = second.station.open_sealed(one.id, &given, now()).await.expect("opens");
        assert_eq!(opened.0.intake, accusation());
        second.carry_out(opened.1).await;
    }
    second.settle().await;
    let records = town.store.apart().page(Shelf::Access, 0, 9).await.expect("reads");
    assert_eq!(records.len(), 4, "two let in, two opened");

    // Both devices are lost; a third one is made, and nobody is left to let it in.
    let third = PersonId::new([FIRST; 16]);
    let invitation = Invitation {
        secret_hash: secret_hash("third"),
        office: code(CITY),
        person: third,
        expires_at: None,
    };
    town.store.invite(&invitation).await.expect("invites");
    for at in [FIRST, SECOND] {
        let revoked = revocation(&town, at).await;
        town.store.keys().revoke(&revoked).await.expect("revokes");
    }
    let mut third = Tablet::enrolled(&town.url, 0x33, "third").await;
    let device = DeviceId::new([0x33; 8]);
    assert!(listed(&mut third).await.iter().all(|one| !one.opens));
    let wrong = escrow::pass_on(&*town.store, [1; 32], device).await;
    assert!(matches!(wrong, Err(EscrowError::OtherKey)), "{wrong:?}");
    let stranger = escrow::pass_on(&*town.store, seed, DeviceId::new([1; 8])).await;
    assert!(matches!(stranger, Err(EscrowError::NoLiaison)), "{stranger:?}");
    let lost = escrow::pass_on(&*town.store, seed, DeviceId::new([FIRST; 8])).await;
    assert!(matches!(lost, Err(EscrowError::NoLiaison)), "{lost:?}");
    assert_eq!(escrow::pass_on(&*town.store, seed, device).await.expect("passes on"), (2, 2));
    for one in listed(&mut third).await {
        let opened = third.station.open_sealed(one.id, &given, now()).await.expect("opens");
        assert_eq!(opened.0.intake, accusation());
    }
    town.stop().await;
}

async fn revocation(town: &Town, device: u8) -> Revocation {
    let authority = town.store.keys().authority().await.expect("reads").expect("is there");
    let root = SecretKey::from_seed(&authority.secret.expect("online"));
    Revocation::sign(&root, authority.root.tenant, DeviceId::new([device; 8]), 1, None)
}

/// Where nobody is known, it stays and says so; once somebody is, it is sealed and goes.
#[tokio::test]
async fn an_accusation_waits_for_somebody_to_be_sealed_to() {
    let town = city("nobody").await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Here);
    assert_eq!(village.station.sealed(now().date()).await.expect("reads").len(), 1);
    assert_eq!(found_in(&village, PLANTED).await, 1);

    // The escrow key alone: sealed, and it stays.
    escrow::set(&*town.store, [0x5e; 32], None).await.expect("sets");
    village.disconnect();
    village.connect().await;
    village.settle().await;
    assert_eq!(found_in(&village, PLANTED).await, 0);
    let here = village.station.sealed_here().await.expect("reads");
    assert_eq!(here.iter().map(|one| one.fate).collect::<Vec<_>>(), [SealedFate::Waits]);
    assert_eq!(accuse(&mut village, 2).await, SealedFate::Waits);
    assert_eq!(found_in(&village, PLANTED).await, 0);
    assert!(town.store.apart().page(Shelf::Sealed, 0, 9).await.expect("reads").is_empty());

    let mut liaison = of_role(&town, FIRST).await;
    village.disconnect();
    village.connect().await;
    village.settle().await;
    assert!(village.station.sealed_here().await.expect("reads").is_empty());
    let found = listed(&mut liaison).await;
    assert_eq!(found.len(), 2);
    // They were sealed before there was a liaison: the escrow key lets this one in.
    let device = DeviceId::new([FIRST; 8]);
    assert_eq!(escrow::pass_on(&*town.store, [0x5e; 32], device).await.expect("passes"), (2, 2));
    assert!(listed(&mut liaison).await.iter().all(|one| one.opens));
    town.stop().await;
}

/// Who stays connected hears of a liaison's first device, too, and hands in what waited for it.
#[tokio::test]
async fn a_liaison_who_comes_is_known_without_a_new_connection() {
    let town = city("comes").await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Here);
    let mut liaison = of_role(&town, FIRST).await;
    village.settle().await;
    assert!(village.station.sealed(now().date()).await.expect("reads").is_empty());
    assert!(village.station.sealed_here().await.expect("reads").is_empty());
    assert_eq!(listed(&mut liaison).await.len(), 1);
    town.stop().await;
}

/// A key that the root key did not sign is not one to seal to.
#[tokio::test]
async fn a_relay_cannot_put_an_escrow_key_of_its_own() {
    let town = city("false-escrow").await;
    let tenant = town.store.log().tenant;
    let forger = SecretKey::from_seed(&[0xbb; 32]);
    let own = replica::BoxKey::from_seed([0xbc; 32]);
    let key = SealingKey::new(*own.public().as_bytes());
    let forged = wire::EscrowKey::sign(&forger, tenant, key, 1);
    let bytes = minicbor::to_vec(forged).expect("encodes");
    town.store.apart().add(Shelf::Escrow, &[], 1, &bytes).await.expect("adds");
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Here);
    town.stop().await;
}

/// A device that is revoked hands in what it had sealed before it erases itself.
#[tokio::test]
async fn a_revoked_device_gives_up_what_it_had_sealed() {
    let town = city("sealed-revoked").await;
    let _liaison = of_role(&town, FIRST).await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    village.disconnect();
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Leaves);
    assert_eq!(village.station.sealed_here().await.expect("reads").len(), 1);
    let revoked = revocation(&town, 1).await;
    town.store.keys().revoke(&revoked).await.expect("revokes");
    village.connect().await;
    village.settle().await;
    assert!(village.effects.contains(&replica::Effect::Erase), "{:?}", village.effects);
    assert_eq!(town.store.apart().page(Shelf::Sealed, 0, 9).await.expect("reads").len(), 1);
    town.stop().await;
}

/// An audit names the record that was altered, taken out or put elsewhere; and the sealed accusation.
#[tokio::test]
async fn an_audit_sees_what_was_done_to_records_of_access() {
    let town = city("access-audit").await;
    let _liaison = of_role(&town, FIRST).await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    let given = because(AccessReason::Contact);
    for at in 1..=3 {
        let shown = village.station.disclose(AccessKind::Numbers, [at; 16], &given, now()).await;
        village.carry_out(shown.expect("records")).await;
        village.settle().await;
    }
    assert_eq!(accuse(&mut village, 1).await, SealedFate::Leaves);
    let whole = audit(&*town.store, None).await.expect("reads");
    assert_eq!((whole.count, whole.records), (0, 3), "{whole}");
    assert!(!whole.to_string().contains("封存"), "{whole}");

    let device = DeviceId::new([1; 8]);
    let record = |number| Finding::Record { device, number, why: "" };
    let named = |finding: &Finding| match finding {
        Finding::Record { device, number, .. } => {
            Finding::Record { device: *device, number: *number, why: "" }
        }
        other => other.clone(),
    };
    let cases: [(&str, Option<Finding>); 4] = [
        (
            "UPDATE apart SET bytes = (SELECT bytes FROM apart WHERE shelf = 3 AND no = 3)
          WHERE shelf = 3 AND no = 2",
            Some(record(3)),
        ),
        ("DELETE FROM apart WHERE shelf = 3 AND no = 2", Some(record(3))),
        ("UPDATE apart SET no = 9 WHERE shelf = 3 AND no = 1", Some(record(2))),
        ("UPDATE apart SET bytes = zeroblob(4112) WHERE shelf = 1", None),
    ];
    for (sql, first) in cases {
        let options = SqliteConnectOptions::new().filename(town.path().join(sqlite::FILE));
        let mut connection = SqliteConnection::connect_with(&options).await.expect("opens");
        // Undone again, so that each case begins with what was handed in.
        let keep = "CREATE TABLE kept AS SELECT * FROM apart";
        sqlx::raw_sql(AssertSqlSafe(format!("{keep}; {sql}")))
            .execute(&mut connection)
            .await
            .expect("alters");
        let found = audit(&*town.store, None).await.expect("reads");
        assert!(found.count > 0, "{sql}");
        if let Some(first) = first {
            assert_eq!(found.findings.first().map(named), Some(first), "{sql}");
        }
        let back = "DELETE FROM apart; INSERT INTO apart SELECT * FROM kept; DROP TABLE kept";
        sqlx::raw_sql(AssertSqlSafe(back)).execute(&mut connection).await.expect("undoes");
    }
    let whole = audit(&*town.store, None).await.expect("reads");
    assert_eq!(whole.count, 0, "{whole}");
    town.stop().await;
}

fn of_device(at: u8, office: &str, person: u8) -> Hand {
    Hand::new(DeviceId::new([at; 8]), &[at; 32], code(office), PersonId::new([person; 16]))
}

#[tokio::test]
async fn what_was_shown_is_recorded_first_and_read_by_the_auditor_alone() {
    let town = city("access").await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    let mut auditor = of_role(&town, AUDITOR).await;
    let leader = of_role(&town, LEADER).await;
    let record = [7; 16];

    // Without the network: it waits on the disk.
    village.disconnect();
    let none = because(AccessReason::Other);
    let no = village.station.disclose(AccessKind::Numbers, record, &none, now());
    assert!(matches!(no.await, Err(StationError::NoReason)));
    for reason in [AccessReason::Contact, AccessReason::Identify] {
        let given = because(reason);
        village
            .station
            .disclose(AccessKind::Numbers, record, &given, now())
            .await
            .expect("records");
    }
    assert_eq!(village.station.access_waiting().await.expect("reads"), 2);
    village.register(MatterId::new([7; 16]), "单小兰").await;

    // With it: before anything else.
    village.connect().await;
    village.settle().await;
    assert_eq!(village.station.access_waiting().await.expect("reads"), 0);
    let asked = auditor.station.ask_access(0, now()).expect("may ask");
    auditor.carry_out(asked).await;
    auditor.settle().await;
    let part = auditor.effects.iter().find_map(|effect| match effect {
        replica::Effect::Access(part) => Some(part.clone()),
        _ => None,
    });
    let records = part.expect("an answer").records;
    let found: Vec<_> =
        records.iter().map(|one| (one.number, one.reason, one.record, one.device)).collect();
    let device = DeviceId::new([1; 8]);
    assert_eq!(found, [(1, 0, record, device), (2, 1, record, device)]);
    assert_eq!(records[1].previous, records[0].hash());
    let key = SecretKey::from_seed(&[1; 32]).public();
    assert!(records.iter().all(|one| one.verify(&key).is_ok()));

    // Nobody else, not who made them either.
    assert!(matches!(leader.station.ask_access(0, now()), Err(StationError::NotTheirs)));
    let empty = ToStation::Access(Box::default());
    for office in [CITY, "990101001", "990101002", VILLAGE, "990101001202"] {
        let mut station = Station::enrolled(&town.url, office, 2).await;
        station.hello(Place(None)).await.expect("is known");
        for after in [0, 1, 9] {
            let asked = ToRelay::AskAccess(AskAccess { after });
            assert_eq!(answered(&mut station, &asked).await, empty, "{office}");
        }
    }
    town.stop().await;
}

#[tokio::test]
async fn records_of_access_are_neither_forged_nor_altered() {
    let town = city("access-forged").await;
    let mut village = Tablet::enrolled(&town.url, 1, &format!("{VILLAGE}-0")).await;
    let given = because(AccessReason::Contact);
    let shown = village.station.disclose(AccessKind::Numbers, [1; 16], &given, now()).await;
    village.carry_out(shown.expect("records")).await;
    village.settle().await;
    let held = town.store.apart().page(Shelf::Access, 0, 9).await.expect("reads");
    let first: AccessRecord = minicbor::decode(&held[0].bytes).expect("a record");

    let own_key = SecretKey::from_seed(&[1; 32]);
    let hand = of_device(1, VILLAGE, 1);
    village.disconnect();
    let mut same = Station::connect(&town.url, hand).await;
    same.hello(Place(None)).await.expect("is known");
    let stands = |record: &AccessRecord| {
        ToStation::AccessKept(AccessKept { number: record.number, hash: record.hash() })
    };
    let put = |record: &AccessRecord| {
        ToRelay::AccessPut(Box::new(AccessPut { records: vec![record.clone()] }))
    };
    // In the place of one that is there, with a gap, behind another: it stays as it is.
    let altered = AccessRecord { reason: 4, ..first.clone() }.behind(0, [0; 32], &own_key);
    let gap = first.clone().behind(5, first.hash(), &own_key);
    let elsewhere = first.clone().behind(1, [9; 32], &own_key);
    for record in [&altered, &gap, &elsewhere] {
        assert_eq!(answered(&mut same, &put(record)).await, stands(&first));
    }
    // Another's, or nobody's signature.
    let unsigned = AccessRecord { signature: Signature::new([1; 64]), ..first.clone() };
    let others = AccessRecord { device: DeviceId::new([9; 8]), ..first.clone() };
    let others = others.behind(1, first.hash(), &own_key);
    for record in [&unsigned, &others] {
        assert_eq!(answered(&mut same, &put(record)).await, ToStation::Fault(Fault::Malformed));
    }
    let mut stranger = Station::enrolled(&town.url, "990101001202", 0).await;
    stranger.hello(Place(None)).await.expect("is known");
    assert_eq!(answered(&mut stranger, &put(&first)).await, ToStation::Fault(Fault::Malformed));

    // The relay has one that this tablet does not know of (it was set back): what it records goes
    // behind that.
    let later = AccessRecord { reason: 2, ..first.clone() }.behind(1, first.hash(), &own_key);
    assert_eq!(answered(&mut same, &put(&later)).await, stands(&later));
    let shown = village.station.disclose(AccessKind::Numbers, [2; 16], &given, now()).await;
    shown.expect("records");
    village.connect().await;
    village.settle().await;
    assert_eq!(village.station.access_waiting().await.expect("reads"), 0);
    let held = town.store.apart().page(Shelf::Access, 0, 9).await.expect("reads");
    let records: Vec<AccessRecord> =
        held.iter().map(|one| minicbor::decode(&one.bytes).expect("a record")).collect();
    assert_eq!(records.len(), 3);
    assert_eq!((records[2].number, records[2].record), (3, [2; 16]));
    assert_eq!(records[2].previous, later.hash());
    town.stop().await;
}
