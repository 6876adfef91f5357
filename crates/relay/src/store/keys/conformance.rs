//! What every store must do with keys; run after the rules of `store::conformance`, whose village
//! has one device.

use ident::{DeviceId, MatterId, PersonId, PublicKey, SealingKey, Signature};
use wire::{Certificate, DeviceKeys, Revocation, RootCertificate, SecretKey, Voucher, code_key};

use super::{Authority, MAX_SURRENDERED, NewPiece, chain};
use crate::store::{Invitation, Registration, Store, conformance::village};

const FIRST: DeviceId = DeviceId::new([1; 8]);
const SECOND: DeviceId = DeviceId::new([2; 8]);
const PERSON: PersonId = PersonId::new([3; 16]);

pub(crate) async fn all(store: &dyn Store) {
    the_first_root_stands(store).await;
    certificates_lead_to_the_root(store).await;
    a_vouched_number_is_given_once(store).await;
    a_revoked_device_is_told_of_and_leaves_what_it_had(store).await;
}

fn root() -> SecretKey {
    SecretKey::from_seed(&[42; 32])
}

async fn the_first_root_stands(store: &dyn Store) {
    let keys = store.keys();
    assert_eq!(keys.authority().await.expect("reads"), None);
    let made = RootCertificate::make(&root(), store.log().tenant, 7);
    let authority = Authority { root: made, secret: Some([42; 32]) };
    let foreign = RootCertificate::make(&root(), ident::TenantId::new([9; 16]), 7);
    let foreign = Authority { root: foreign, secret: None };
    assert!(keys.found(&foreign).await.is_err(), "another city's, and there are devices");
    assert_eq!(keys.found(&authority).await.expect("founds"), authority);
    let other = Authority { secret: None, ..authority.clone() };
    assert_eq!(keys.found(&other).await.expect("is there"), authority);
    assert_eq!(keys.authority().await.expect("reads"), Some(authority));
}

fn voucher(store: &dyn Store, number: u32, code: &str, by: Option<DeviceId>) -> Voucher {
    Voucher {
        tenant: store.log().tenant,
        code: code_key(code).public(),
        office: village(),
        person: PERSON,
        number,
        issued: 10,
        until: 1000,
        by,
        signature: Signature::new([0; 64]),
        ends: None,
    }
}

async fn certificates_lead_to_the_root(store: &dyn Store) {
    let keys = store.keys();
    let bare = keys.uncertified().await.expect("reads");
    let bare: Vec<_> = bare.iter().map(|of| (of.device, of.number, of.person)).collect();
    assert_eq!(bare, [(FIRST, 1, PERSON)]);
    assert!(chain(keys, FIRST).await.expect("reads").0.is_empty());
    let of = DeviceKeys {
        device: FIRST,
        key: SecretKey::from_seed(&[8; 32]).public(),
        sealing: Some(SealingKey::new([5; 32])),
    };
    let first = Certificate::issue(&root(), None, &voucher(store, 1, "-", None), of);
    keys.certify(std::slice::from_ref(&first)).await.expect("keeps");
    let other = Certificate { number: 9, ..first.clone() };
    keys.certify(&[other]).await.expect("the first stands");
    assert_eq!(keys.certificates(&[SECOND, FIRST]).await.expect("reads"), [first]);
    let authority = keys.authority().await.expect("reads").expect("founded");
    let held = chain(keys, FIRST).await.expect("reads");
    assert_eq!(held.verify(&authority.root).map(|own| own.device), Ok(FIRST));
    assert!(keys.uncertified().await.expect("reads").is_empty());
}

async fn a_vouched_number_is_given_once(store: &dyn Store) {
    let keys = store.keys();
    let issuer = SecretKey::from_seed(&[8; 32]);
    let taken = voucher(store, 1, "one", Some(FIRST)).signed(&issuer);
    assert_eq!(keys.vouch(&[21; 32], &taken).await.expect("judges"), Some(2));
    let good = voucher(store, 2, "one", Some(FIRST)).signed(&issuer);
    assert_eq!(keys.vouch(&[21; 32], &good).await.expect("keeps"), None);
    assert_eq!(keys.vouch(&[21; 32], &good).await.expect("the same answer"), None);
    let other = voucher(store, 2, "two", Some(FIRST)).signed(&issuer);
    assert_eq!(keys.vouch(&[22; 32], &other).await.expect("judges"), Some(3));
    assert_eq!(keys.vouched(&[21; 32]).await.expect("reads"), Some(good.clone()));
    assert_eq!(keys.vouched(&[22; 32]).await.expect("reads"), None);

    // A device without a voucher, meanwhile, gets another number.
    let plain =
        Invitation { secret_hash: [23; 32], office: village(), person: PERSON, expires_at: None };
    store.invite(&plain).await.expect("invites");
    let wanted = Registration {
        secret_hash: [23; 32],
        device: DeviceId::new([3; 8]),
        key: PublicKey::new([3; 32]),
        now: 0,
        certificate: None,
    };
    assert_eq!(store.enrol(&wanted).await.expect("judges").expect("enrols").number, 3);
    let of = DeviceKeys { device: SECOND, key: PublicKey::new([4; 32]), sealing: None };
    let certificate = Certificate::with_code(&code_key("one"), &good, of);
    let wanted = Registration {
        secret_hash: [21; 32],
        device: SECOND,
        key: of.key,
        certificate: Some(certificate.clone()),
        now: 5,
    };
    assert_eq!(store.enrol(&wanted).await.expect("judges").expect("enrols").number, 2);
    let authority = keys.authority().await.expect("reads").expect("founded");
    let held = chain(keys, SECOND).await.expect("reads");
    assert_eq!(held.0.len(), 2);
    assert_eq!(held.verify(&authority.root), Ok(&certificate));
}

async fn a_revoked_device_is_told_of_and_leaves_what_it_had(store: &dyn Store) {
    let keys = store.keys();
    let tenant = store.log().tenant;
    let issuer = SecretKey::from_seed(&[8; 32]);
    let nobody = DeviceId::new([77; 8]);
    let said = Revocation::sign(&issuer, tenant, nobody, 50, Some(FIRST));
    assert_eq!(keys.revoke(&said).await.expect("judges"), None);
    let before = store.latest(&village()).await.expect("reads");
    let said = Revocation::sign(&issuer, tenant, SECOND, 50, Some(FIRST));
    let told = keys.revoke(&said).await.expect("revokes").expect("is there");
    assert!(told.contains(&village()));
    let later = Revocation::sign(&issuer, tenant, SECOND, 60, Some(FIRST));
    assert_eq!(keys.revoke(&later).await.expect("judges"), Some([].into()), "the first stands");
    assert_eq!(keys.revocation(SECOND).await.expect("reads"), Some(said));
    assert_eq!(keys.revocation(FIRST).await.expect("reads"), None);
    let directory = store.org().await.expect("reads").base;
    assert!(directory.is_revoked(SECOND) && !directory.is_revoked(FIRST));
    assert!(directory.device(SECOND).is_some(), "what it said stays its word");
    assert_eq!(store.latest(&village()).await.expect("reads").seq, before.seq + 1);
    let held = keys.held(SECOND, 100).await.expect("reads");
    assert!(held.contains(&MatterId::new([7; 16])), "{held:?}");
    assert!(keys.held(FIRST, 100).await.expect("reads").is_empty());

    let piece =
        |number, bytes| NewPiece { device: SECOND, number, received: 70, changes: 2, bytes };
    for (number, bytes) in [(4, &b"first"[..]), (5, b"second"), (4, b"again")] {
        assert!(keys.surrender(&piece(number, bytes)).await.expect("keeps"));
    }
    let huge = vec![0; usize::try_from(MAX_SURRENDERED).expect("fits")];
    assert!(!keys.surrender(&piece(6, &huge)).await.expect("judges"), "no room");
    let inbox = keys.inbox().await.expect("reads");
    let listed: Vec<_> = inbox.iter().map(|held| (held.no, held.device, held.size)).collect();
    assert_eq!(listed, [(1, SECOND, 5), (2, SECOND, 6)]);
    assert_eq!(inbox[0].office, village());
    assert_eq!(keys.piece(1).await.expect("reads").as_deref(), Some(&b"first"[..]));
    keys.took_in(1, 80, FIRST).await.expect("notes");
    assert_eq!(keys.piece(1).await.expect("reads"), None);
    assert_eq!(keys.inbox().await.expect("reads").len(), 1);
}
