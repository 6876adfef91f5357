//! How a device is made, recognised and ended; and what is tried against it.

use casework::{
    Moment,
    directory::{Person, Post, Role},
};
use ident::{DeviceId, MatterId, PersonId, PostId, Signature, TenantId};
use relay::{clock, devices::code_hash};
use replica::{DeviceNews, Effect, NewDevice, StationError};
use wire::{
    Chain, Connection, DeviceKeys, Fault, InPost, Revocation, Revoke, SecretKey, Surrender, TakeIn,
    ToRelay, ToStation, Vouch, VouchOutcome, Voucher,
};

use crate::harness::{Home, Place, Station, Tablet, Town, code, hand, now, post, registration};

const CITY: &str = "990101";
const TOWNSHIP: &str = "990101001";
const OTHER_TOWNSHIP: &str = "990101002";
const VILLAGE: &str = "990101001201";

fn matter(at: u8) -> MatterId {
    MatterId::new([at; 16])
}

/// The person of an office, as `furnish` puts them in.
fn person(office: &str) -> PersonId {
    let at = crate::harness::OFFICES.iter().position(|known| known.0 == office).expect("known");
    PersonId::new([at as u8 + 1; 16])
}

fn acting(office: &str) -> InPost {
    InPost { person: person(office), post: post(office) }
}

/// A code for a device of an office, from the office that a tablet belongs to.
async fn code_for(keeper: &mut Tablet, office: &str, random: u8) -> String {
    let wanted = NewDevice { office: code(office), person: person(office), ends: None };
    let asked = keeper.station.new_device(wanted, [random; 8], now());
    match keeper.news(asked).await {
        DeviceNews::CodeGood { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

async fn a_code_makes_one_device(home: Home) {
    let town = Town::at(&home).await;
    let mut township = Tablet::enrolled(&town.url, 1, &format!("{TOWNSHIP}-0")).await;
    // A number is given meanwhile that the township has not heard of.
    let _plain = Station::enrolled(&town.url, VILLAGE, 0).await;
    let code = code_for(&mut township, VILLAGE, 7).await;
    assert_eq!(code.len(), 11);

    let typed = code.to_lowercase().replace('-', " ");
    let village = Tablet::enrolled(&town.url, 2, &typed).await;
    let identity = village.station.identity().expect("registered").clone();
    assert_eq!((identity.office.as_str(), identity.number), (VILLAGE, 2));
    assert_eq!(identity.person, person(VILLAGE));

    // The tablet can prove who it is, with nobody's help: up to the root over the township.
    let chain = village.station.certificates_of(identity.device).await.expect("reads");
    let chain = chain.expect("is there");
    let offices: Vec<&str> = chain.0.iter().map(|link| link.office.as_str()).collect();
    assert_eq!(offices, [VILLAGE, TOWNSHIP]);
    let root = *village.station.root().expect("told");
    assert_eq!(Some(&root), township.station.root());
    assert_eq!(chain.verify(&root).map(|own| own.device), Ok(identity.device));
    assert!(chain.0[0].sealing.is_some());
    // Not even the relay learned the code.
    let issued = chain.0[0].voucher().expect("made with a code");
    assert_eq!(issued.by, Some(DeviceId::new([1; 8])));

    // Once.
    let mut second = Tablet::new(&town.url, 3).await;
    second.enrol(3, &code).await;
    assert!(second.effects.contains(&Effect::EnrolmentRefused), "{:?}", second.effects);
    assert!(second.station.identity().is_none());

    // The same device again, where the answer got lost.
    let mut again = Tablet::new(&town.url, 2).await;
    again.enrol(2, &code).await;
    assert_eq!(again.station.identity(), Some(&identity));
    town.stop().await;
}

#[tokio::test]
async fn a_code_of_the_office_above_makes_one_device() {
    a_code_makes_one_device(Home::sqlite("code")).await;
}

#[tokio::test]
async fn a_code_of_the_office_above_makes_one_device_on_postgresql() {
    a_code_makes_one_device(Home::postgres("code").await).await;
}

/// A voucher as a device of an office would sign it.
fn voucher(station: &Station, office: &str, number: u32, secret: &str) -> Voucher {
    let now = clock::now_millis();
    Voucher {
        tenant: station.challenge.tenant,
        code: wire::code_key(secret).public(),
        office: code(office),
        person: person(office),
        number,
        issued: now,
        until: now + Voucher::GOOD_FOR,
        by: Some(station.hand.device),
        signature: Signature::new([0; 64]),
        ends: None,
    }
    .signed(station.hand.key())
}

async fn outcome(station: &mut Station, acting: InPost, voucher: Voucher) -> VouchOutcome {
    station.say(&ToRelay::Vouch(Box::new(Vouch { acting, voucher }))).await;
    loop {
        match station.hear().await {
            ToStation::Vouched(said) => return said.outcome,
            ToStation::Feed(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn nobody_makes_devices_but_who_keeps_them() {
    let town = Town::new("vouch").await;
    // A clerk at the township: at the right office, in the wrong post.
    let clerk = PersonId::new([0x77; 16]);
    let name = "章文".to_owned();
    town.store
        .put_people(&[Person { id: clerk, name, office: code(TOWNSHIP) }])
        .await
        .expect("people");
    let clerks = Post {
        id: PostId::new([0x77; 8]),
        person: clerk,
        office: code(TOWNSHIP),
        role: Role::TownClerk,
        from: "2020-01-01".parse().expect("a date"),
        ended: None,
        deputises: None,
    };
    town.store.put_posts(&[clerks]).await.expect("posts");
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut city, _) = Station::new(&town.url, CITY, 0).await;

    // Below itself, and only there.
    let no = VouchOutcome::NotAllowed;
    for (office, whose) in [(VILLAGE, VILLAGE), (TOWNSHIP, VILLAGE), (CITY, VILLAGE)] {
        let said = voucher(&village, office, 9, "a");
        assert_eq!(outcome(&mut village, acting(whose), said).await, no, "{office}");
    }
    for office in [OTHER_TOWNSHIP, "990101002201", CITY] {
        let said = voucher(&township, office, 9, "b");
        assert_eq!(outcome(&mut township, acting(TOWNSHIP), said).await, no, "{office}");
    }
    // In a post that is not theirs, not one, or another's.
    let clerk = InPost { person: clerk, post: PostId::new([0x77; 8]) };
    let posing = InPost { person: clerk.person, post: post(TOWNSHIP) };
    let nobody = InPost { person: person(TOWNSHIP), post: PostId::new([0xee; 8]) };
    for acting in [clerk, posing, nobody, acting(CITY), acting(VILLAGE)] {
        let said = voucher(&township, VILLAGE, 9, "c");
        assert_eq!(outcome(&mut township, acting, said).await, no, "{acting:?}");
    }
    // Signed by another, for another city, for nobody we know, for too long, of long ago.
    let good = voucher(&township, VILLAGE, 9, "d");
    let (key, by_city) = (township.hand.key().clone(), voucher(&city, VILLAGE, 9, "d"));
    for bad in [
        Voucher { number: 8, ..good.clone() },
        by_city.clone(),
        Voucher { by: Some(township.hand.device), ..by_city },
        Voucher { tenant: TenantId::new([1; 16]), ..good.clone() }.signed(&key),
        Voucher { person: PersonId::new([0xaa; 16]), ..good.clone() }.signed(&key),
        Voucher { person: person(CITY), ..good.clone() }.signed(&key),
        Voucher { office: code("990101009"), ..good.clone() }.signed(&key),
        Voucher { until: good.until + 1, ..good.clone() }.signed(&key),
        Voucher { issued: 0, until: 1, ..good.clone() }.signed(&key),
        Voucher { ends: Some(1), ..good.clone() }.signed(&key),
        Voucher { by: None, ..good.clone() }.signed(&key),
    ] {
        assert_eq!(outcome(&mut township, acting(TOWNSHIP), bad.clone()).await, no, "{bad:?}");
    }
    // And the good one is good; a number is not given twice.
    assert_eq!(outcome(&mut township, acting(TOWNSHIP), good).await, VouchOutcome::Good);
    let same_number = voucher(&city, VILLAGE, 9, "e");
    assert_eq!(outcome(&mut city, acting(CITY), same_number).await, VouchOutcome::NumberTaken(10));
    town.stop().await;
}

#[tokio::test]
async fn a_code_is_good_for_a_day() {
    let town = Town::new("a-day").await;
    let township = Station::new(&town.url, TOWNSHIP, 0).await.0;
    let good = voucher(&township, VILLAGE, 5, "late");
    let long_ago = good.issued - 2 * Voucher::GOOD_FOR;
    let old = Voucher { issued: long_ago, until: long_ago + Voucher::GOOD_FOR, ..good };
    let old = old.signed(township.hand.key());
    let hash = code_hash(&old.code);
    assert_eq!(town.store.keys().vouch(&hash, &old).await.expect("keeps"), None);
    let mut tablet = Tablet::new(&town.url, 4).await;
    tablet.enrol(4, "late").await;
    assert!(tablet.effects.contains(&Effect::EnrolmentRefused));
    town.stop().await;
}

#[tokio::test]
async fn what_a_device_makes_of_a_voucher_has_to_be_that() {
    let town = Town::new("made-of").await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let said = voucher(&township, VILLAGE, 5, "made");
    assert_eq!(outcome(&mut township, acting(TOWNSHIP), said.clone()).await, VouchOutcome::Good);
    let key = wire::code_key("made");
    let mut thief = Station::connect(&town.url, hand(VILLAGE, 3)).await;
    // Who knows the code and would rather be the township's head.
    let of = thief.hand.keys();
    let more = Voucher { office: code(TOWNSHIP), person: person(TOWNSHIP), ..said.clone() };
    let others = DeviceKeys { device: DeviceId::new([9; 8]), ..of };
    for certificate in [
        wire::Certificate::with_code(&key, &more, of),
        wire::Certificate::with_code(&key, &more.clone().signed(&key), of),
        wire::Certificate::with_code(&key, &said, others),
        wire::Certificate::with_code(&SecretKey::from_seed(&[1; 32]), &said, of),
        wire::Certificate::issue(&key, said.by, &said, of),
    ] {
        let enrol = thief.hand.enrol("made", thief.on());
        let enrol = wire::Enrol { certificate: Some(certificate), ..enrol };
        thief.say(&ToRelay::Enrol(Box::new(enrol))).await;
        assert_eq!(thief.hear_fault().await, Fault::BadEnrolment);
    }
    // Who saw the code's public key go by, and not the code.
    let mut enrol = thief.hand.enrol("made", thief.on());
    if let Some(proof) = &mut enrol.proof {
        proof.signature = enrol.signature;
    }
    thief.say(&ToRelay::Enrol(Box::new(enrol))).await;
    assert_eq!(thief.hear_fault().await, Fault::BadEnrolment);
    town.stop().await;
}

#[tokio::test]
async fn a_greeting_is_good_on_its_connection_alone() {
    let town = Town::new("greeting").await;
    let mut village = Station::enrolled(&town.url, VILLAGE, 0).await;
    let overheard = village.hand.hello(village.on(), None);
    assert!(village.hello(Place(None)).await.is_ok());

    // Replayed on another connection.
    let mut thief = Station::connect(&town.url, hand(VILLAGE, 4)).await;
    thief.say(&ToRelay::Hello(overheard)).await;
    assert_eq!(thief.hear_fault().await, Fault::NotKnown);

    // Elicited by somebody in between, who passes our challenge on under a name of their own.
    let mut between = Station::connect(&town.url, hand(VILLAGE, 4)).await;
    let on = Connection { origin: "https://yunling.example.evil", ..between.on() };
    let elicited = village.hand.hello(on, None);
    between.say(&ToRelay::Hello(elicited)).await;
    assert_eq!(between.hear_fault().await, Fault::NotKnown);

    // Of another city.
    let mut other = Station::connect(&town.url, hand(VILLAGE, 4)).await;
    let on = Connection { tenant: TenantId::new([1; 16]), ..other.on() };
    let elsewhere = village.hand.hello(on, None);
    other.say(&ToRelay::Hello(elsewhere)).await;
    assert_eq!(other.hear_fault().await, Fault::NotKnown);

    // Another device's id, with a key that is known.
    let mut known = Station::enrolled(&town.url, VILLAGE, 1).await;
    let own = known.hand.hello(known.on(), None);
    known.say(&ToRelay::Hello(wire::Hello { device: village.hand.device, ..own })).await;
    assert_eq!(known.hear_fault().await, Fault::NotKnown);
    town.stop().await;
}

#[tokio::test]
async fn a_device_that_has_ended_or_proves_nothing_is_not_known() {
    let town = Town::new("ended").await;
    let township = Station::new(&town.url, TOWNSHIP, 0).await.0;
    // Lent for a while that is over. The relay would not take such a voucher: it is put in past it.
    let said = voucher(&township, VILLAGE, 5, "lent");
    let over = clock::now_millis() - 1;
    let lent = Voucher { ends: Some(over), ..said }.signed(township.hand.key());
    let keys = town.store.keys();
    assert_eq!(keys.vouch(&code_hash(&lent.code), &lent).await.expect("keeps"), None);
    let mut tablet = Tablet::new(&town.url, 5).await;
    tablet.enrol(5, "lent").await;
    assert!(!tablet.station.sync_status().welcomed);

    // A device that stands in the table and has no certificate; then one by a stranger.
    let mut village = Station::enrolled(&town.url, VILLAGE, 0).await;
    let mut past = sqlx_of(&town).await;
    for certificate in [None, Some(forged(&village))] {
        let bytes = certificate.map(|certificate| minicbor::to_vec(certificate).expect("encodes"));
        replace_certificate(&mut past, village.hand.device, bytes).await;
        village = village.reconnect(&town.url).await;
        assert_eq!(village.hello(Place(None)).await, Err(Fault::NotKnown));
    }
    town.stop().await;
}

fn forged(village: &Station) -> wire::Certificate {
    let said = voucher(village, VILLAGE, 1, "forged");
    wire::Certificate::issue(village.hand.key(), None, &said, village.hand.keys())
}

async fn sqlx_of(town: &Town) -> sqlx::SqliteConnection {
    use sqlx::Connection;
    let file = town.path().join(relay::store::sqlite::FILE);
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    sqlx::SqliteConnection::connect_with(&options).await.expect("opens")
}

async fn replace_certificate(
    past: &mut sqlx::SqliteConnection,
    device: DeviceId,
    bytes: Option<Vec<u8>>,
) {
    sqlx::query("DELETE FROM certificate WHERE device = $1")
        .bind(device.as_bytes().to_vec())
        .execute(&mut *past)
        .await
        .expect("deletes");
    if let Some(bytes) = bytes {
        sqlx::query("INSERT INTO certificate (device, bytes) VALUES ($1, $2)")
            .bind(device.as_bytes().to_vec())
            .bind(bytes)
            .execute(past)
            .await
            .expect("inserts");
    }
}

async fn a_lost_tablet_gives_up_what_it_had(home: Home) {
    let town = Town::at(&home).await;
    let mut township = Tablet::enrolled(&town.url, 1, &format!("{TOWNSHIP}-0")).await;
    let code = code_for(&mut township, VILLAGE, 7).await;
    let mut lost = Tablet::enrolled(&town.url, 2, &code).await;
    let device = lost.station.identity().expect("registered").device;
    lost.register(matter(1), "单小兰").await;
    lost.settle().await;
    township.settle().await;
    assert!(township.has(matter(1)).await);
    // Without a network, two more; then it is lost.
    lost.disconnect();
    lost.register(matter(2), "查小梅").await;
    lost.register(matter(3), "解小兵").await;

    let asked = township.station.revoke_device(device, now());
    match township.news(asked).await {
        DeviceNews::Revoked { device: of, held } => {
            assert_eq!((of, held), (device, Some(vec![matter(1)])), "what may have been on it");
        }
        other => panic!("{other:?}"),
    }

    // At the next contact it surrenders what it owes, and is told to erase itself.
    lost.connect().await;
    lost.settle().await;
    assert!(lost.station.is_revoked());
    assert_eq!(lost.effects.iter().filter(|effect| **effect == Effect::Erase).count(), 1);
    assert!(lost.effects.contains(&Effect::Revoked));
    let status = lost.station.sync_status();
    assert_eq!((status.waiting, status.welcomed), (0, false));
    let reopened = replica::Station::open(lost.store.clone(), replica::Entropy { actor: [9; 8] });
    assert!(reopened.await.expect("opens").is_revoked(), "after a restart, too");

    // Nobody has seen it yet.
    township.settle().await;
    assert!(!township.has(matter(2)).await && !township.has(matter(3)).await);
    let asked = township.station.ask_inbox(now());
    let DeviceNews::Inbox(pieces) = township.news(asked).await else { panic!("an inbox") };
    assert!(!pieces.is_empty() && pieces.iter().all(|piece| piece.device == device));
    assert_eq!(pieces.iter().map(|piece| piece.changes).sum::<u32>(), 4);
    let last = pieces.last().expect("one").no;

    // A person takes it in: it arrives as it was written.
    let asked = township.station.take_in(last, now());
    let news = township.news(asked).await;
    assert_eq!(news, DeviceNews::Taken { no: last, docs: Some((4, 0)) });
    township.settle().await;
    assert!(township.has(matter(2)).await && township.has(matter(3)).await);
    let asked = township.station.ask_inbox(now());
    assert_eq!(township.news(asked).await, DeviceNews::Inbox(vec![]));
    let asked = township.station.take_in(last, now());
    assert_eq!(township.news(asked).await, DeviceNews::Taken { no: last, docs: None });

    // Found again, it can be enrolled anew: as another device.
    let code = code_for(&mut township, VILLAGE, 8).await;
    let anew = Tablet::enrolled(&town.url, 3, &code).await;
    assert_eq!(anew.station.identity().expect("registered").number, 2);
    assert!(anew.has(matter(3)).await);
    town.stop().await;
}

#[tokio::test]
async fn a_lost_tablet_surrenders_and_is_erased() {
    a_lost_tablet_gives_up_what_it_had(Home::sqlite("lost")).await;
}

#[tokio::test]
async fn a_lost_tablet_surrenders_and_is_erased_on_postgresql() {
    a_lost_tablet_gives_up_what_it_had(Home::postgres("lost").await).await;
}

/// Says what is answered: the answer, and what follows until it is quiet.
async fn said(station: &mut Station, message: ToRelay) -> Vec<ToStation> {
    station.say(&message).await;
    let mut heard = vec![station.hear().await];
    while let Some(message) = station.hear_within(std::time::Duration::from_millis(300)).await {
        heard.push(message);
    }
    heard
}

/// Asks that a device be ended: what may have been on it, `None` where it is refused.
async fn asked_to_end(station: &mut Station, message: ToRelay) -> Option<Vec<MatterId>> {
    station.say(&message).await;
    loop {
        // What it is told of meanwhile is not the answer.
        if let ToStation::RevokeResult(result) = station.hear().await {
            return result.held;
        }
    }
}

#[tokio::test]
async fn an_open_connection_is_not_answered_any_more() {
    let town = Town::new("open").await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut colleague, _) = Station::new(&town.url, VILLAGE, 1).await;
    for station in [&mut township, &mut village, &mut colleague] {
        station.settle().await;
    }
    let message = signer(&township).revoke(village.hand.device, acting(TOWNSHIP));
    assert!(asked_to_end(&mut township, message).await.is_some());

    // It is told, once, with the proof; and then nothing, whatever it says.
    let heard = village.hear().await;
    let ToStation::Revoked(proof) = heard else { panic!("{heard:?}") };
    assert_eq!(proof.revocation.device, village.hand.device);
    let (_, docs) = registration(&village.hand, matter(1));
    let push = village.hand.push(village.challenge.tenant, docs.clone());
    let hello = village.hand.hello(village.on(), None);
    for message in [
        ToRelay::Pull(wire::Pull { cursor: None }),
        ToRelay::Push(push.clone()),
        ToRelay::Hello(hello),
        ToRelay::AskCertificates(wire::AskCertificates { devices: vec![village.hand.device] }),
        ToRelay::BlobGet(wire::BlobGet { blob: ident::BlobId::new([1; 32]), offset: 0 }),
        ToRelay::AskInbox(wire::AskInbox { acting: acting(VILLAGE) }),
        ToRelay::TakeIn(TakeIn { acting: acting(TOWNSHIP), no: 1 }),
    ] {
        village.say(&message).await;
        // Not a word.
        village.hears_nothing().await;
    }
    // Its colleague goes on, and hears of nothing that it says.
    let (_, more) = registration(&colleague.hand, matter(2));
    assert_eq!(colleague.push(more).await.expect("taken").docs.len(), 2);
    village.hears_nothing().await;

    // What it surrenders must be its own word, and lies apart.
    let mut stranger = hand(VILLAGE, 3);
    let forged = stranger.push(village.challenge.tenant, docs);
    let surrender = |push: wire::Push| {
        let (manifest, docs) = (Some(push.manifest), push.docs);
        ToRelay::Surrender(Box::new(Surrender { manifest, docs }))
    };
    assert_eq!(said(&mut village, surrender(forged)).await, [ToStation::Fault(Fault::BadManifest)]);
    assert_eq!(said(&mut village, surrender(push)).await, [ToStation::Surrendered(1)]);
    let nothing = Surrender { manifest: None, docs: vec![] };
    let nothing = ToRelay::Surrender(Box::new(nothing));
    assert_eq!(said(&mut village, nothing).await, [ToStation::Erase]);

    // On a new connection likewise; somebody who only knows its name is a stranger.
    let mut village = village.reconnect(&town.url).await;
    let hello = village.hand.hello(village.on(), None);
    let heard = said(&mut village, ToRelay::Hello(hello)).await;
    assert!(matches!(&heard[..], [ToStation::Revoked(_)]), "{heard:?}");
    let mut posing = Station::connect(&town.url, hand(VILLAGE, 4)).await;
    posing.hand.device = village.hand.device;
    assert_eq!(posing.hello(Place(None)).await, Err(Fault::NotKnown));

    // The inbox is the township's, not another's, and not the village's.
    let (mut other, _) = Station::new(&town.url, OTHER_TOWNSHIP, 0).await;
    for (station, office) in [(&mut other, OTHER_TOWNSHIP), (&mut colleague, VILLAGE)] {
        station.settle().await;
        let asked = ToRelay::AskInbox(wire::AskInbox { acting: acting(office) });
        let empty = ToStation::Inbox(wire::Inbox { pieces: vec![] });
        assert_eq!(said(station, asked).await, [empty]);
        let take = |no| ToRelay::TakeIn(TakeIn { acting: acting(office), no });
        let (theirs, unknown) = (said(station, take(1)).await, said(station, take(77)).await);
        let nothing = |no| ToStation::Taken(wire::Taken { no, docs: None });
        assert_eq!((theirs, unknown), (vec![nothing(1)], vec![nothing(77)]), "answered alike");
    }
    town.stop().await;
}

#[tokio::test]
async fn nobody_ends_a_device_but_who_keeps_it() {
    let town = Town::new("revoke").await;
    let (mut village, _) = Station::new(&town.url, VILLAGE, 0).await;
    let (mut other, _) = Station::new(&town.url, OTHER_TOWNSHIP, 0).await;
    let (mut township, _) = Station::new(&town.url, TOWNSHIP, 0).await;
    let victim = village.hand.device;
    for station in [&mut village, &mut other, &mut township] {
        station.settle().await;
    }
    let message = signer(&other).revoke(victim, acting(OTHER_TOWNSHIP));
    assert_eq!(asked_to_end(&mut other, message).await, None, "another township's");
    let message = signer(&village).revoke(victim, acting(VILLAGE));
    assert_eq!(
        asked_to_end(&mut village, message).await,
        None,
        "nobody at the village keeps devices"
    );
    let message = signer(&village).revoke(victim, acting(TOWNSHIP));
    assert_eq!(asked_to_end(&mut village, message).await, None, "in another's post");
    // Another office's word, passed on.
    let message = signer(&township).revoke(victim, acting(TOWNSHIP));
    assert_eq!(asked_to_end(&mut other, message).await, None);
    let message = signer(&township).revoke(DeviceId::new([0xfe; 8]), acting(TOWNSHIP));
    assert_eq!(asked_to_end(&mut township, message).await, None, "no such device: answered alike");
    assert!(!town.store.org().await.expect("reads").base.is_revoked(victim));
    town.stop().await;
}

#[tokio::test]
async fn a_false_relay_cannot_erase_a_tablet() {
    let town = Town::new("false").await;
    let mut village = Tablet::enrolled(&town.url, 2, &format!("{VILLAGE}-0")).await;
    let identity = village.station.identity().expect("registered").clone();
    village.disconnect();
    village.register(matter(1), "单小兰").await;
    let thief = SecretKey::from_seed(&[0x66; 32]);
    let (tenant, device) = (identity.tenant, identity.device);
    let revocation = Revocation::sign(&thief, tenant, device, 1, None);
    let proof = wire::Revoked { revocation, chain: Chain::default() };
    let own = village.station.certificates_of(device).await.expect("reads").expect("there");
    let by_itself = Revocation::sign(&thief, tenant, device, 1, Some(device));
    let borrowed = wire::Revoked { revocation: by_itself, chain: own };
    for message in [
        ToStation::Revoked(Box::new(proof)),
        ToStation::Revoked(Box::new(borrowed)),
        ToStation::Erase,
    ] {
        let effects = village.station.receive(message, now()).await.expect("takes it");
        assert_eq!(effects, [Effect::Disconnect]);
    }
    assert!(!village.station.is_revoked());
    assert_eq!(village.station.sync_status().waiting, 1);
    town.stop().await;
}

#[tokio::test]
async fn proof_of_who_handed_in_comes_with_what_they_did() {
    let town = Town::new("proof").await;
    let mut township = Tablet::enrolled(&town.url, 1, &format!("{TOWNSHIP}-0")).await;
    let code = code_for(&mut township, VILLAGE, 7).await;
    let mut village = Tablet::enrolled(&town.url, 2, &code).await;
    village.register(matter(1), "单小兰").await;
    village.settle().await;
    let mut city = Tablet::enrolled(&town.url, 3, &format!("{CITY}-0")).await;
    let device = village.station.identity().expect("registered").device;
    for tablet in [&mut township, &mut city] {
        tablet.settle().await;
        let chain = tablet.station.certificates_of(device).await.expect("reads").expect("there");
        assert_eq!(chain.0.len(), 2);
    }
    // Without the relay: it is all here.
    city.disconnect();
    let root = *city.station.root().expect("told");
    let chain = city.station.certificates_of(device).await.expect("reads").expect("there");
    assert_eq!(chain.verify(&root).map(|own| own.office.as_str().to_owned()), Ok(VILLAGE.into()));
    // An office that may not decide about devices is told so at once; so is one without the relay.
    let refused = village.station.revoke_device(device, now());
    assert!(matches!(refused, Err(StationError::NotTheirs)));
    let offline = city.station.ask_inbox(Moment::from_millis(clock::now_millis()));
    assert!(matches!(offline, Err(StationError::Offline)));
    town.stop().await;
}

struct Signer {
    hand: relay::demo::Hand,
    tenant: TenantId,
}

fn signer(station: &Station) -> Signer {
    Signer { hand: station.hand.clone(), tenant: station.challenge.tenant }
}

impl Signer {
    fn revoke(&self, device: DeviceId, acting: InPost) -> ToRelay {
        let at = clock::now_millis();
        let by = Some(self.hand.device);
        let revocation = Revocation::sign(self.hand.key(), self.tenant, device, at, by);
        ToRelay::Revoke(Box::new(Revoke { acting, revocation }))
    }
}
