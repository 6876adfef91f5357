//! Certificates prove what they say, and nothing else does.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey, SealingKey, Signature, TenantId};
use proptest::prelude::*;
use wire::{
    BadChain, Certificate, Chain, DeviceKeys, MAX_CHAIN, Revocation, Revoked, RootCertificate,
    SealingSecret, SecretKey, Voucher, code_key,
};

const TENANT: TenantId = TenantId::new([9; 16]);
const CITY: DeviceId = DeviceId::new([1; 8]);
const TABLET: DeviceId = DeviceId::new([2; 8]);

fn key(of: u8) -> SecretKey {
    SecretKey::from_seed(&[of; 32])
}

/// The code's key takes a millisecond or two to find: once is enough.
fn code() -> &'static SecretKey {
    static CODE: std::sync::OnceLock<SecretKey> = std::sync::OnceLock::new();
    CODE.get_or_init(|| code_key("7k3qm0xr1d"))
}

fn root() -> RootCertificate {
    RootCertificate::make(&key(0), TENANT, 5)
}

fn office(code: &str) -> OfficeCode {
    OfficeCode::parse(code).expect("a code")
}

fn voucher(at: &str, number: u32, by: Option<DeviceId>) -> Voucher {
    Voucher {
        tenant: TENANT,
        code: code().public(),
        office: office(at),
        person: PersonId::new([4; 16]),
        number,
        issued: 1000,
        until: 2000,
        by,
        signature: Signature::new([0; 64]),
        ends: None,
    }
}

fn keys(device: DeviceId, of: u8) -> DeviceKeys {
    let sealing = Some(SealingSecret::of_device(&[of; 32]).public());
    DeviceKeys { device, key: key(of).public(), sealing }
}

/// The city's device, by the root.
fn city() -> Certificate {
    Certificate::issue(&key(0), None, &voucher("990101", 1, None), keys(CITY, 1))
}

/// A village's tablet, by the city's device, with a code.
fn tablet() -> Certificate {
    let said = voucher("990101001201", 3, Some(CITY)).signed(&key(1));
    Certificate::with_code(code(), &said, keys(TABLET, 2))
}

fn verified(chain: &[Certificate]) -> Result<DeviceId, BadChain> {
    Chain(chain.to_vec()).verify(&root()).map(|own| own.device)
}

#[test]
fn a_chain_leads_to_the_root() {
    assert_eq!(verified(&[city()]), Ok(CITY));
    assert_eq!(verified(&[tablet(), city()]), Ok(TABLET));
    assert_eq!(root().verify(), Ok(()));
    let bytes = minicbor::to_vec(Chain(vec![tablet(), city()])).expect("encodes");
    let back: Chain = minicbor::decode(&bytes).expect("decodes");
    assert_eq!(back.verify(&root()).map(|own| own.device), Ok(TABLET));
    assert!(bytes.len() < 900, "{}", bytes.len());
}

#[test]
fn whatever_is_altered_no_longer_proves() {
    let good = tablet();
    let other = |code: &str| office(code);
    let endorsement = good.code.expect("made with a code");
    for tampered in [
        Certificate { tenant: TenantId::new([1; 16]), ..good.clone() },
        Certificate { device: CITY, ..good.clone() },
        Certificate { key: key(3).public(), ..good.clone() },
        Certificate { office: other("990101"), ..good.clone() },
        Certificate { person: PersonId::new([5; 16]), ..good.clone() },
        Certificate { number: 4, ..good.clone() },
        Certificate { issued: 1001, ..good.clone() },
        Certificate { by: None, ..good.clone() },
        Certificate { by: Some(TABLET), ..good.clone() },
        Certificate { sealing: None, ..good.clone() },
        Certificate { sealing: Some(SealingKey::new([1; 32])), ..good.clone() },
        Certificate { ends: Some(i64::MAX), ..good.clone() },
        Certificate { code: None, ..good.clone() },
        Certificate {
            code: Some(wire::Endorsement { until: i64::MAX, ..endorsement }),
            ..good.clone()
        },
        Certificate {
            code: Some(wire::Endorsement { key: key(3).public(), ..endorsement }),
            ..good.clone()
        },
    ] {
        assert!(verified(&[tampered.clone(), city()]).is_err(), "{tampered:?}");
    }
}

#[test]
fn nobody_else_can_issue() {
    // A tablet that vouches in the city's name; one that vouches for itself; one that was vouched for
    // by somebody whose own certificate is missing, or another's.
    let said = voucher("990101001201", 3, Some(CITY)).signed(&key(2));
    let forged = Certificate::with_code(code(), &said, keys(TABLET, 2));
    assert_eq!(verified(&[forged, city()]), Err(BadChain::Signature));
    let said = voucher("990101001201", 3, Some(TABLET));
    let own = Certificate::issue(&key(2), Some(TABLET), &said, keys(TABLET, 2));
    let circle = vec![own; MAX_CHAIN + 1];
    assert_eq!(verified(&circle[..3]), Err(BadChain::Broken));
    assert_eq!(verified(&circle), Err(BadChain::Length));
    assert_eq!(verified(&[tablet()]), Err(BadChain::Broken));
    assert_eq!(verified(&[tablet(), tablet(), city()]), Err(BadChain::Broken));
    assert_eq!(verified(&[]), Err(BadChain::Length));
    // Somebody who saw the code's public key, and not the code.
    let said = voucher("990101001201", 3, Some(CITY)).signed(&key(1));
    let forged = Certificate::with_code(&code_key("7K3QM-0XR1E"), &said, keys(TABLET, 7));
    assert_eq!(verified(&[forged, city()]), Err(BadChain::Signature));
    // Another city's root.
    let other = RootCertificate::make(&key(8), TENANT, 5);
    assert_eq!(Chain(vec![city()]).verify(&other).map(|_| ()), Err(BadChain::Signature));
    let other = RootCertificate::make(&key(0), TenantId::new([1; 16]), 5);
    assert_eq!(Chain(vec![city()]).verify(&other).map(|_| ()), Err(BadChain::Tenant));
    let pretended = RootCertificate { key: key(8).public(), ..root() };
    assert!(pretended.verify().is_err());
}

#[test]
fn who_is_void_issues_nothing() {
    let ended = Voucher { ends: Some(999), ..voucher("990101", 1, None) };
    let ended = Certificate::issue(&key(0), None, &ended, keys(CITY, 1));
    assert!(ended.is_good_at(999) && !ended.is_good_at(1000));
    assert_eq!(verified(&[tablet(), ended.clone()]), Err(BadChain::Late));
    assert_eq!(verified(&[ended]), Ok(CITY), "what it says of its end is for who asks the time");
}

#[test]
fn a_revocation_counts_where_an_office_said_it() {
    let said = |signer: &SecretKey, by| Revocation::sign(signer, TENANT, TABLET, 3000, by);
    let proof =
        |revocation, chain: &[Certificate]| Revoked { revocation, chain: Chain(chain.to_vec()) };
    let good = proof(said(&key(1), Some(CITY)), &[city()]);
    assert!(good.verify(&root(), TABLET).is_ok());
    assert!(proof(said(&key(0), None), &[]).verify(&root(), TABLET).is_ok(), "the root's word");
    assert!(good.verify(&root(), CITY).is_err(), "another device's");
    for bad in [
        proof(said(&key(3), Some(CITY)), &[city()]),
        proof(said(&key(1), Some(CITY)), &[]),
        proof(said(&key(2), Some(CITY)), &[tablet(), city()]),
        proof(said(&key(1), None), &[]),
        proof(Revocation { at: 1, ..said(&key(1), Some(CITY)) }, &[city()]),
        proof(Revocation { tenant: TenantId::new([1; 16]), ..said(&key(0), None) }, &[]),
    ] {
        assert!(bad.verify(&root(), TABLET).is_err(), "{bad:?}");
    }
}

#[test]
fn what_is_sealed_to_a_device_its_seed_opens() {
    let (one, other) = (SealingSecret::of_device(&[1; 32]), SealingSecret::of_device(&[2; 32]));
    let shared = one.shared_with(&other.public());
    assert!(shared.is_some());
    assert_eq!(shared, other.shared_with(&one.public()));
    assert_eq!(one.shared_with(&SealingKey::new([0; 32])), None, "no sound key");
    assert_ne!(one.public().as_bytes(), key(1).public().as_bytes());
}

proptest! {
    #[test]
    fn a_damaged_certificate_proves_nothing(at: usize, with in 1u8..) {
        let mut bytes = minicbor::to_vec(Chain(vec![tablet(), city()])).expect("encodes");
        let at = at % bytes.len();
        bytes[at] ^= with;
        if let Ok(chain) = minicbor::decode::<Chain>(&bytes) {
            // The list may have become shorter by its last: then the first hangs in the air.
            prop_assert!(chain.verify(&root()).is_err() || chain.0 == [tablet(), city()]);
        }
    }

    #[test]
    fn any_bytes_are_certificates_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(chain) = minicbor::decode::<Chain>(&bytes) {
            prop_assert!(chain.verify(&root()).is_err());
        }
        let _ = minicbor::decode::<Voucher>(&bytes);
        let _ = minicbor::decode::<Revoked>(&bytes);
        let _ = PublicKey::from_slice(&bytes);
    }
}
