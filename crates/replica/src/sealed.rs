//! What a sealed accusation is made of: its content padded to a power of two and encrypted under a key
//! of its own, and that key sealed to each who may open it. Whoever made it keeps neither.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey, SealedId, SealingKey, Signature, digest};
use minicbor::{Decode, Encode};
use seal::Cipher;
use wire::{SEALED_LEAST, SEALED_MOST, SEALED_TAG, SealedItem, SecretKey, Wrap};
use zeroize::Zeroizing;

use crate::{BoxKey, BoxPublic, SealedBox};

const BOUND: &[u8] = b"cunzhan/sealed-content/1";
/// The key encrypts one content and no other.
const NONCE: [u8; seal::NONCE] = [0; seal::NONCE];

/// What is in a sealed accusation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SealedContent {
    /// Its number, `JB-990101001201-1-0001`.
    #[n(0)]
    pub number: String,
    /// When it was recorded: milliseconds since 1970.
    #[n(1)]
    pub at: i64,
    /// Who recorded it.
    #[n(2)]
    pub person: PersonId,
    /// Where.
    #[n(3)]
    pub office: OfficeCode,
    /// On which device.
    #[n(4)]
    pub device: DeviceId,
    /// What was entered: `casework::intake::Intake::to_bytes`.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub intake: Vec<u8>,
    /// The device's, over the rest.
    #[n(6)]
    pub signature: Signature,
}

impl SealedContent {
    fn hash(&self) -> [u8; 32] {
        digest(
            "cunzhan/sealed-content/1",
            &[
                self.number.as_bytes(),
                &self.at.to_be_bytes(),
                self.person.as_bytes(),
                self.office.as_str().as_bytes(),
                self.device.as_bytes(),
                &self.intake,
            ],
        )
    }

    /// The same, signed by the device.
    #[must_use]
    pub fn signed(mut self, key: &SecretKey) -> Self {
        self.signature = key.sign(&self.hash());
        self
    }

    /// Whether the device that it names signed it.
    #[must_use]
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        wire::verify(key, &self.hash(), &self.signature).is_ok()
    }
}

/// Seals a content. `entropy` is drawn by the caller and never used for two; nothing of it is kept.
/// None where it is too long, or a key is none.
#[must_use]
pub fn seal_item(
    content: &SealedContent,
    to: &[SealingKey],
    entropy: &[u8; 32],
) -> Option<SealedItem> {
    let key = Zeroizing::new(digest("cunzhan/sealed-key/1", &[entropy]));
    let plain = Zeroizing::new(minicbor::to_vec(content).ok()?);
    let length = u32::try_from(plain.len()).ok()?;
    let whole = plain.len().checked_add(4)?.next_power_of_two().max(SEALED_LEAST);
    if whole > SEALED_MOST {
        return None;
    }
    let mut body = Vec::with_capacity(whole + SEALED_TAG);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(&plain);
    body.resize(whole, 0);
    let tag = Cipher::new(&key).encrypt(&NONCE, BOUND, &mut body)?;
    body.extend_from_slice(&tag);
    let mut item = SealedItem { body: body.into(), wraps: Vec::new() };
    let id = item.id();
    for (at, to) in (0u32..).zip(to) {
        let ephemeral = digest("cunzhan/sealed-wrap/1", &[entropy, &at.to_be_bytes()]);
        item.wraps.push(wrap_key(&key, &id, to, ephemeral)?);
    }
    Some(item)
}

/// Seals an accusation's key to one more.
#[must_use]
pub fn wrap_key(
    key: &[u8; 32],
    item: &SealedId,
    to: &SealingKey,
    entropy: [u8; 32],
) -> Option<Wrap> {
    let sealed = SealedBox::seal(&BoxPublic::new(*to.as_bytes()), item.as_bytes(), key, entropy)?;
    Some(Wrap { to: *to, bytes: minicbor::to_vec(&sealed).ok()?.into() })
}

/// An accusation's key, from what was sealed to this one.
#[must_use]
pub fn unwrap_key(wrap: &Wrap, item: &SealedId, key: &BoxKey) -> Option<Zeroizing<[u8; 32]>> {
    let sealed: SealedBox = minicbor::decode(&wrap.bytes).ok()?;
    let opened = sealed.open(key, item.as_bytes())?;
    Some(Zeroizing::new(opened.as_slice().try_into().ok()?))
}

/// The key of an accusation that was wrapped for this one, if it was.
#[must_use]
pub fn key_of(item: &SealedItem, key: &BoxKey) -> Option<Zeroizing<[u8; 32]>> {
    let own = SealingKey::new(*key.public().as_bytes());
    let id = item.id();
    item.wraps.iter().filter(|wrap| wrap.to == own).find_map(|wrap| unwrap_key(wrap, &id, key))
}

/// What is in an accusation; none where the key is another's, or it is damaged.
#[must_use]
pub fn open_item(item: &SealedItem, key: &BoxKey) -> Option<SealedContent> {
    let opened = key_of(item, key)?;
    let (content, tag) = item.body.split_last_chunk::<SEALED_TAG>()?;
    let mut plain = Zeroizing::new(content.to_vec());
    Cipher::new(&opened).decrypt(&NONCE, BOUND, &mut plain, tag)?;
    let (length, rest) = plain.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    minicbor::decode(rest.get(..length)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::SealingSecret;

    fn content(words: usize) -> SealedContent {
        SealedContent {
            number: "JB-990101001201-1-0001".into(),
            at: 1_795_000_000_000,
            person: PersonId::new([1; 16]),
            office: OfficeCode::parse("990101001201").expect("a code"),
            device: DeviceId::new([2; 8]),
            intake: "举报".repeat(words).into_bytes(),
            signature: Signature::new([0; 64]),
        }
        .signed(&SecretKey::from_seed(&[3; 32]))
    }

    #[test]
    fn an_accusation_is_opened_by_its_recipients_alone() {
        let secret = SealingSecret::of_device(&[5; 32]);
        let liaison = BoxKey::from_secret(secret.to_bytes());
        let escrow = BoxKey::from_seed([6; 32]);
        let to = [secret.public(), SealingKey::new(*escrow.public().as_bytes())];
        let item = seal_item(&content(3), &to, &[7; 32]).expect("seals");
        assert!(item.is_sound());
        for key in [&liaison, &escrow] {
            let opened = open_item(&item, key).expect("opens");
            assert_eq!(opened, content(3));
            assert!(opened.is_signed_by(&SecretKey::from_seed(&[3; 32]).public()));
            assert!(!opened.is_signed_by(&SecretKey::from_seed(&[4; 32]).public()));
        }
        // Not who wrote it, nor anybody else.
        let recorder = BoxKey::from_secret(SealingSecret::of_device(&[3; 32]).to_bytes());
        assert_eq!(open_item(&item, &recorder), None);
        let mut spoilt = item.clone();
        let mut body: Vec<u8> = spoilt.body.to_vec();
        body[9] ^= 1;
        spoilt.body = body.into();
        assert_eq!(open_item(&spoilt, &liaison), None);
        // Wrapped for a successor.
        let successor = SealingSecret::of_device(&[8; 32]);
        let opened = key_of(&item, &liaison).expect("opens");
        let wrap = wrap_key(&opened, &item.id(), &successor.public(), [9; 32]).expect("wraps");
        let passed = SealedItem { wraps: vec![wrap], ..item };
        let successor = BoxKey::from_secret(successor.to_bytes());
        assert_eq!(open_item(&passed, &successor), Some(content(3)));
    }

    /// A short one and one four times as long look alike from outside.
    #[test]
    fn sizes_tell_little() {
        let to = [SealingSecret::of_device(&[5; 32]).public()];
        let size = |words| {
            let item = seal_item(&content(words), &to, &[7; 32])?;
            assert!(item.is_sound());
            Some(item.body.len())
        };
        assert_eq!(size(1), Some(4096 + 16));
        assert_eq!(size(600), Some(4096 + 16));
        assert_eq!(size(700), Some(8192 + 16));
        assert_eq!(size(100_000), None);
    }
}
