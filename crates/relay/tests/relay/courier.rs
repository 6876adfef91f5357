//! `relay courier`: what a tablet without a network wrote is handed in by the technician.

use casework::{Moment, step::attachment::AttachmentKind};
use ident::MatterId;
use relay::{
    Settings, doctor,
    repair::carried::{self, CarriedError},
};
use replica::{
    AttachmentNote, BoxKey, BoxPublic, StationError,
    blob::BlobEntropy,
    parcel::{ParcelContent, ParcelEntropy, ParcelError},
};
use std::process::Command;

use crate::harness::{Device, Home, Town, code};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";
const OTHER_VILLAGE: &str = "990101001202";

fn now() -> Moment {
    Moment::from_millis(1_795_000_200_000)
}

async fn by_hand(home: Home) {
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 71).await;
    town.stop().await;
    for at in 1..4 {
        village.register(at).await;
    }
    let mut photo = vec![0xff, 0xd8, 0xff];
    photo.extend((0..150_000u32).flat_map(|at| at.to_le_bytes()));
    let note = AttachmentNote {
        name: "来信.jpg".into(),
        kind: AttachmentKind::Photo,
        width: 10,
        height: 20,
        of: String::new(),
        confidential: false,
    };
    let entropy = BlobEntropy { key: [1; 32], nonce: [2; 24] };
    let matter = MatterId::new([1; 16]);
    village.tablet.attach(matter, &photo, &note, &entropy, now()).await.expect("attached");

    let keyfile = home.path().join("courier.key");
    let relay = || Command::new(env!("CARGO_BIN_EXE_relay"));
    let made = relay().args(["courier", "key"]).arg(&keyfile).output().expect("runs");
    let said = String::from_utf8(made.stdout).expect("text");
    let public = said.trim().rsplit(' ').next().expect("a key");
    let public = ident::PublicKey::from_hex(public).expect("a key");
    let again = relay().args(["courier", "key"]).arg(&keyfile).output().expect("runs");
    assert!(!again.status.success(), "a key is not overwritten");

    let to = [BoxPublic::new(*public.as_bytes())];
    let parcel = village.tablet.parcel_of_unsent(&to, &ParcelEntropy([3; 32]), now()).await;
    let file = home.path().join("unsent.czcr");
    std::fs::write(&file, parcel.expect("packs")).expect("writes");
    let take = |key: bool| {
        let mut command = relay();
        command.args(["courier", "take"]).arg(&file).args(home.arguments());
        if key {
            command.arg("--key").arg(&keyfile);
        }
        let output = command.output().expect("runs");
        let said =
            [output.stdout, output.stderr].map(|said| String::from_utf8(said).expect("text"));
        (output.status.success(), said.concat())
    };
    let (taken, said) = take(false);
    assert!(!taken && said.contains("not for this device"), "{said}");
    let (taken, said) = take(true);
    assert!(taken && said.contains("here now: 7（其中新收 new 7），附件 attachments 1"), "{said}");
    let (taken, said) = take(true);
    assert!(taken && said.contains("here now: 7（其中新收 new 0），附件 attachments 1"), "{said}");

    let store = home.open().await;
    let report = doctor::examine(&*store).await.expect("looks it over");
    assert!(report.faults.is_empty(), "{report}");
    assert_eq!((report.matters, report.changes, report.attachments), (3, 7, 1));
    assert!(report.repairs.is_none(), "nothing was lost: {report}");
    // A copy of what was unsent does, too; one of before does not.
    let copy = village.tablet.export_unsent().await.expect("exports");
    let carried = carried::take(&*store, &copy, &[]).await.expect("taken");
    assert_eq!((carried.here, carried.new, carried.attachments), (7, 0, 1));
    let content = ParcelContent::from_unsent_file(&copy).expect("reads");
    let bare = ParcelContent { manifests: vec![], ..content };
    let error = carried::take(&*store, &bare.to_unsent_file(), &[]).await.expect_err("no proof");
    assert!(matches!(error, CarriedError::Parcel { error: ParcelError::NoProof }), "{error}");
    store.close().await;

    // The township reads it; the village, once it has a network, owes nothing more.
    let town = Town::serve(home.open().await, home.path()).await;
    let township = Device::new(&town.url, TOWNSHIP, 72).await;
    village.meet(&town.url).await;
    assert_eq!(village.tablet.sync_status().waiting, 0);
    assert_eq!(village.tablet.sync_status().attachments, 0);
    for at in 1..4 {
        assert_eq!(township.heads(at).await, village.heads(at).await);
    }
    town.stop().await;
}

#[tokio::test]
async fn what_is_unsent_is_handed_in_by_hand_in_sqlite() {
    by_hand(Home::sqlite("courier").furnished().await).await;
}

#[tokio::test]
async fn what_is_unsent_is_handed_in_by_hand_in_postgres() {
    by_hand(Home::postgres("courier").await.furnished().await).await;
}

/// On the tablets: sealed by certificates to whom it may concern, believed by certificates, taken once.
#[tokio::test]
async fn tablets_carry_for_each_other() {
    let home = Home::sqlite("courier-tablets").furnished().await;
    let courier = BoxKey::from_seed([6; 32]);
    let told = ident::SealingKey::new(*courier.public().as_bytes());
    let settings =
        Settings { app: home.path().to_owned(), courier: Some(told), ..Settings::default() };
    let town = Town::serve_as(home.open().await, settings.clone()).await;
    let mut village = Device::new(&town.url, VILLAGE, 74).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 75).await;
    let mut other = Device::new(&town.url, OTHER_VILLAGE, 76).await;
    // Each hears of the others, and gets their certificates.
    for device in [&mut village, &mut township, &mut other] {
        device.meet(&town.url).await;
    }
    let entropy = |of: u8| ParcelEntropy([of; 32]);
    let empty = village.tablet.carry_unsent(&entropy(1), now()).await;
    assert!(matches!(empty, Err(StationError::Parcel(ParcelError::Empty))), "{empty:?}");
    town.stop().await;

    for at in 1..4 {
        village.register(at).await;
    }
    let note = |confidential| AttachmentNote {
        name: "照片.jpg".into(),
        kind: AttachmentKind::Photo,
        width: 10,
        height: 20,
        of: String::new(),
        confidential,
    };
    let matter = MatterId::new([1; 16]);
    for (at, confidential) in [(5, false), (6, true)] {
        let photo = [vec![0xff, 0xd8, 0xff], vec![at; 70_000]].concat();
        let entropy = BlobEntropy { key: [at; 32], nonce: [at; 24] };
        let note = note(confidential);
        village.tablet.attach(matter, &photo, &note, &entropy, now()).await.expect("attached");
    }
    let made = village.tablet.carry_unsent(&entropy(2), now()).await.expect("makes");
    // What the committee keeps to itself stays: its document, and its photo.
    let counts = (made.matters, made.changes, made.attachments, made.confidential, made.too_much);
    assert_eq!(counts, (3, 7, 1, 2, 0));
    assert_eq!((made.devices, made.relay), (1, true));
    let mut none = |_: usize, _: usize| {};
    let refused = other.tablet.take_carried(&made.file, now(), &mut none).await;
    assert!(matches!(refused, Err(StationError::Parcel(ParcelError::NotForUs))), "{refused:?}");
    let (taken, _) =
        township.tablet.take_carried(&made.file, now(), &mut none).await.expect("takes");
    assert_eq!((taken.new, taken.known, taken.left, taken.attachments), (7, 0, 0, 1));
    assert_eq!(taken.matters.len(), 3);
    assert_eq!(taken.label.map(|label| label.office.to_string()).as_deref(), Some(VILLAGE));
    let (again, effects) =
        township.tablet.take_carried(&made.file, now(), &mut none).await.expect("takes");
    assert_eq!((again.new, again.known, again.attachments), (0, 7, 0));
    assert!(effects.is_empty());
    // The relay opens it with its own key.
    let store = home.open().await;
    let carried = carried::take(&*store, &made.file, &[courier]).await.expect("taken");
    assert_eq!((carried.here, carried.new, carried.attachments), (7, 7, 1));
    store.close().await;

    let town = Town::serve_as(home.open().await, settings).await;
    township.meet(&town.url).await;
    village.meet(&town.url).await;
    for device in [&township, &village] {
        let status = device.tablet.sync_status();
        assert_eq!((status.waiting, status.attachments, status.refused), (0, 0, 0));
    }
    for at in 1..4 {
        assert_eq!(township.heads(at).await, village.heads(at).await);
    }
    // What the village needs, sealed to a tablet of it that was made since and has read nothing.
    let made = township.tablet.carry_for(&code(OTHER_VILLAGE), &entropy(3), now(), &mut none).await;
    assert!(matches!(made, Err(StationError::Parcel(ParcelError::Empty))), "{made:?}");
    let made = township.tablet.carry_for(&code(VILLAGE), &entropy(4), now(), &mut none).await;
    let made = made.expect("makes");
    assert_eq!((made.matters, made.devices, made.relay), (3, 1, false));
    let (taken, _) =
        village.tablet.take_carried(&made.file, now(), &mut none).await.expect("takes");
    assert_eq!((taken.new, taken.left), (0, 0));
    let refused = township.tablet.take_carried(&made.file, now(), &mut none).await;
    assert!(matches!(refused, Err(StationError::Parcel(ParcelError::NotForUs))), "{refused:?}");
    // An open copy of what another village had not sent is not for a village.
    village.note(2, "又来过一次").await;
    let copy = village.tablet.export_unsent().await.expect("exports");
    let (taken, _) = other.tablet.take_carried(&copy, now(), &mut none).await.expect("reads");
    assert_eq!((taken.new, taken.known, taken.left), (0, 0, 1));
    let (taken, _) = township.tablet.take_carried(&copy, now(), &mut none).await.expect("takes");
    assert_eq!((taken.new, taken.left), (1, 0));
    town.stop().await;
}

/// Sealed to someone else, or altered: nothing is taken, and why is said.
#[tokio::test]
async fn a_bad_file_is_refused() {
    let home = Home::sqlite("courier-bad").furnished().await;
    let town = Town::serve(home.open().await, home.path()).await;
    let mut village = Device::new(&town.url, VILLAGE, 73).await;
    village.register(1).await;
    let to = [BoxKey::from_seed([9; 32]).public()];
    let entropy = ParcelEntropy([4; 32]);
    let sealed = village.tablet.parcel_of_unsent(&to, &entropy, now()).await.expect("packs");
    let open = village.tablet.parcel_of_unsent(&[], &entropy, now()).await.expect("packs");
    let why = async |file: &[u8]| match carried::take(&*town.store, file, &[]).await {
        Err(CarriedError::Parcel { error }) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(&sealed).await, ParcelError::NotForUs);
    assert_eq!(why(b"PK\x03\x04").await, ParcelError::NotAParcel);
    for at in (5..open.len()).step_by(31) {
        let mut spoiled = open.clone();
        spoiled[at] ^= 1;
        why(&spoiled).await;
    }
    let carried = carried::take(&*town.store, &open, &[]).await.expect("taken");
    assert_eq!((carried.here, carried.new), (2, 2));
    town.stop().await;
}
