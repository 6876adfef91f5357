//! A box that only the holder of a key opens: HPKE (RFC 9180), base mode, with X25519, HKDF-SHA256 and
//! ChaCha20-Poly1305. Whoever seals it cannot open it again.

use core::convert::Infallible;

use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable,
    aead::ChaCha20Poly1305,
    kdf::HkdfSha256,
    kem::X25519HkdfSha256,
    rand_core::{TryCryptoRng, TryRng},
    single_shot_open, single_shot_seal_with_rng,
};
use ident::digest;
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

const CONTEXT: &[u8] = b"cunzhan/box/1";

/// What boxes are sealed to: an X25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(transparent)]
pub struct BoxPublic(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

impl BoxPublic {
    /// From its bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The private key that opens boxes.
#[derive(Clone)]
pub struct BoxKey(Zeroizing<[u8; 32]>, Form);

/// What the bytes of a key are.
#[derive(Clone, Copy)]
enum Form {
    /// A seed that a pair is derived from.
    Seed,
    /// The private key itself.
    Secret,
}

impl BoxKey {
    /// The key that follows from a seed drawn by the caller.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Zeroizing::new(seed), Form::Seed)
    }

    /// From an X25519 private key: what is sealed to a device's sealing key is opened with this.
    #[must_use]
    pub fn from_secret(secret: [u8; 32]) -> Self {
        Self(Zeroizing::new(secret), Form::Secret)
    }

    /// Of the device whose signing key has this seed: its public half is the sealing key of the
    /// device's certificate.
    #[must_use]
    pub fn of_device(seed: &[u8; 32]) -> Self {
        Self::from_secret(wire::SealingSecret::of_device(seed).to_bytes())
    }

    fn pair(
        &self,
    ) -> (<X25519HkdfSha256 as Kem>::PrivateKey, <X25519HkdfSha256 as Kem>::PublicKey) {
        let secret = match self.1 {
            Form::Seed => None,
            Form::Secret => <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&*self.0).ok(),
        };
        match secret {
            Some(secret) => {
                let public = X25519HkdfSha256::sk_to_pk(&secret);
                (secret, public)
            }
            None => X25519HkdfSha256::derive_keypair(&*self.0),
        }
    }

    /// What others seal to.
    #[must_use]
    pub fn public(&self) -> BoxPublic {
        BoxPublic::new(self.pair().1.to_bytes().into())
    }
}

impl core::fmt::Debug for BoxKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BoxKey(..)")
    }
}

/// Something sealed to a public key. Stored, and sent.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SealedBox {
    #[n(0)]
    to: BoxPublic,
    #[cbor(n(1), with = "minicbor::bytes")]
    encapsulated: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    content: Vec<u8>,
}

impl SealedBox {
    /// Seals bytes; `about` is bound in and has to be known to open them. `entropy` is drawn by the
    /// caller and never used for two. None where the public key is none.
    #[must_use]
    pub fn seal(to: &BoxPublic, about: &[u8], plain: &[u8], entropy: [u8; 32]) -> Option<Self> {
        let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(to.as_bytes()).ok()?;
        let mut drawn = Drawn { entropy: Zeroizing::new(entropy), count: 0 };
        let (encapsulated, content) = single_shot_seal_with_rng::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
        >(
            &OpModeS::Base, &key, CONTEXT, plain, about, &mut drawn
        )
        .ok()?;
        Some(Self { to: *to, encapsulated: encapsulated.to_bytes().to_vec(), content })
    }

    /// To whom it is sealed.
    #[must_use]
    pub fn recipient(&self) -> BoxPublic {
        self.to
    }

    /// What is in it; none where it is another's, or damaged.
    #[must_use]
    pub fn open(&self, key: &BoxKey, about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let encapsulated =
            <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.encapsulated).ok()?;
        let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &key.pair().0,
            &encapsulated,
            CONTEXT,
            &self.content,
            about,
        );
        opened.ok().map(Zeroizing::new)
    }
}

/// Entropy that was handed in, in the shape of a random source.
struct Drawn {
    entropy: Zeroizing<[u8; 32]>,
    count: u64,
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        for chunk in to.chunks_mut(32) {
            self.count += 1;
            let block = digest("cunzhan/box/drawn/1", &[&*self.entropy, &self.count.to_be_bytes()]);
            for (to, from) in chunk.iter_mut().zip(block) {
                *to = from;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_key_opens_a_box() {
        let (office, other) = (BoxKey::from_seed([1; 32]), BoxKey::from_seed([2; 32]));
        let sealed =
            SealedBox::seal(&office.public(), b"about", b"content", [3; 32]).expect("seals");
        let bytes = minicbor::to_vec(&sealed).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        // Stored and sent: what was sealed once is opened for ever.
        assert_eq!(hex, include_str!("../../tests/box.golden").trim());
        let sealed: SealedBox = minicbor::decode(&bytes).expect("decodes");
        assert_eq!(sealed.recipient(), office.public());
        assert_eq!(sealed.open(&office, b"about").as_deref(), Some(&b"content".to_vec()));
        assert_eq!(sealed.open(&other, b"about"), None);
        assert_eq!(sealed.open(&office, b"another"), None);
        let again = SealedBox::seal(&office.public(), b"about", b"content", [4; 32]);
        assert_ne!(again, Some(sealed));
        // A device's key is the one that its certificate names.
        let device = BoxKey::of_device(&[7; 32]);
        let named = wire::SealingSecret::of_device(&[7; 32]).public();
        assert_eq!(device.public().as_bytes(), named.as_bytes());
        let sealed = SealedBox::seal(&device.public(), b"about", b"content", [5; 32]);
        let opened = sealed.expect("seals").open(&device, b"about");
        assert_eq!(opened.as_deref(), Some(&b"content".to_vec()));
        let nobody = BoxPublic::new([0; 32]);
        assert_eq!(SealedBox::seal(&nobody, b"about", b"content", [3; 32]), None);
    }
}
