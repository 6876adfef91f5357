//! Values sealed in the relay's database, under a key that lies elsewhere (docs/adr/0017).
//!
//! Sealed is what says something of people: changes, rows made from them, what revoked devices
//! surrendered, and what lies apart. What a database has to find and order rows by stays plain. A value is
//! bound to the place it lies in: moved to another, it does not open. The nonce is a keyed hash of place
//! and content, as on stations, so that no randomness is needed and none can repeat.

mod rekey;
mod values;

use ident::{DeviceId, MatterId, digest};
use seal::{Cipher, NONCE, TAG, hash_to_nonce};
use std::sync::Arc;

use crate::{key_file::KeyFile, store::StoreError};

pub use rekey::{Rekeyed, rekey};
pub(crate) use values::{SEALED, open_line, seal_line};

/// How a sealed value begins: the version of this form. Behind it the key's number, the nonce, the tag.
const FORM: u8 = 1;
/// Bytes in front of what is sealed.
const HEAD: usize = 2 + NONCE + TAG;

/// Where a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// A change, by its number in the log.
    Change(i64),
    /// A matter's row.
    Row(MatterId),
    /// What a device surrendered, by device and number.
    Surrender(DeviceId, i64),
    /// On a shelf, under a name.
    Apart(i64, &'a [u8]),
}

impl Place<'_> {
    fn bound(&self) -> Vec<u8> {
        let mut bound = Vec::with_capacity(48);
        match self {
            Self::Change(no) => {
                bound.push(1);
                bound.extend(no.to_be_bytes());
            }
            Self::Row(matter) => {
                bound.push(2);
                bound.extend(matter.as_bytes());
            }
            Self::Surrender(device, number) => {
                bound.push(3);
                bound.extend(device.as_bytes());
                bound.extend(number.to_be_bytes());
            }
            Self::Apart(shelf, id) => {
                bound.push(4);
                bound.extend(shelf.to_be_bytes());
                bound.extend(*id);
            }
        }
        bound
    }
}

/// A key in use.
struct InUse {
    number: u8,
    cipher: Cipher,
    nonces: [u8; 64],
}

/// How values lie in a database: as they are, or sealed.
#[derive(Clone, Default)]
pub struct AtRest(Option<Arc<InUse>>);

impl std::fmt::Debug for AtRest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AtRest(key {:?})", self.number())
    }
}

/// What a database says of the key that its values lie under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealing {
    /// The key's number: it stands in front of each value.
    pub number: u8,
    /// By which the key is known again, and which tells nothing of it.
    pub mark: [u8; 32],
}

impl Sealing {
    /// The first under a key.
    #[must_use]
    pub fn first(key: &KeyFile) -> Self {
        Self { number: 1, mark: mark(key) }
    }

    /// The one behind this, under another key.
    #[must_use]
    pub fn next(self, key: &KeyFile) -> Self {
        Self { number: self.number.checked_add(1).unwrap_or(1), mark: mark(key) }
    }
}

fn mark(key: &KeyFile) -> [u8; 32] {
    digest("cunzhan/at-rest-mark/1", &[key.bytes()])
}

impl AtRest {
    /// As they are.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Under a key with this number.
    #[must_use]
    pub fn under(key: &KeyFile, number: u8) -> Self {
        let mut nonces = [0u8; 64];
        let halves =
            [1u8, 2].map(|half| digest("cunzhan/at-rest-nonce/1", &[key.bytes(), &[half]]));
        for (to, from) in nonces.iter_mut().zip(halves.as_flattened()) {
            *to = *from;
        }
        let cipher = Cipher::new(&digest("cunzhan/at-rest-key/1", &[key.bytes()]));
        Self(Some(Arc::new(InUse { number, cipher, nonces })))
    }

    /// What fits what a database says and which key is there. `Ok(None)`: the database is empty and a
    /// key is there, so it begins sealed.
    ///
    /// # Errors
    /// [`StoreError::KeyNeeded`], [`StoreError::OtherKey`].
    pub fn settle(
        said: Option<Sealing>,
        is_empty: bool,
        key: Option<&KeyFile>,
    ) -> Result<Option<Self>, StoreError> {
        match (said, key) {
            (None, Some(_)) if is_empty => Ok(None),
            (None, key) => {
                if key.is_some() {
                    tracing::warn!(
                        "内容尚未加密存放，请停机后运行 relay rekey。what is stored is not sealed yet: \
                         stop the relay and run relay rekey"
                    );
                }
                Ok(Some(Self::plain()))
            }
            (Some(_), None) => Err(StoreError::KeyNeeded),
            (Some(said), Some(key)) if said.mark == mark(key) => {
                Ok(Some(Self::under(key, said.number)))
            }
            (Some(_), Some(_)) => Err(StoreError::OtherKey),
        }
    }

    /// The key's number; none where values lie as they are.
    #[must_use]
    pub fn number(&self) -> Option<u8> {
        self.0.as_ref().map(|key| key.number)
    }

    /// A value as it is to lie there.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] beyond what a cipher takes (256 GB).
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let Some(key) = &self.0 else { return Ok(plain.to_vec()) };
        let bound = place.bound();
        let nonce = hash_to_nonce(&key.nonces, &bound, plain);
        let mut sealed = Vec::with_capacity(HEAD + plain.len());
        sealed.extend([FORM, key.number]);
        sealed.extend(nonce);
        sealed.extend([0; TAG]);
        sealed.extend(plain);
        let (head, content) = sealed.split_at_mut(HEAD);
        let tag = key.cipher.encrypt(&nonce, &bound, content);
        let tag = tag.ok_or(StoreError::Corrupt("value too long to seal"))?;
        if let Some(room) = head.last_chunk_mut::<TAG>() {
            *room = tag;
        }
        Ok(sealed)
    }

    /// What lies there.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where it was altered, moved, or lies under another key.
    pub fn open(&self, place: Place<'_>, stored: &[u8]) -> Result<Vec<u8>, StoreError> {
        let Some(key) = &self.0 else { return Ok(stored.to_vec()) };
        let damaged = StoreError::Corrupt("sealed value");
        let opened = (|| {
            let ([form, number], rest) = stored.split_first_chunk::<2>()?;
            if (*form, *number) != (FORM, key.number) {
                return None;
            }
            let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
            let (tag, content) = rest.split_first_chunk::<TAG>()?;
            let mut content = content.to_vec();
            key.cipher.decrypt(nonce, &place.bound(), &mut content, tag)?;
            Some(content)
        })();
        opened.ok_or(damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_at_its_place_under_its_key_alone() {
        let key = KeyFile::new([7; 32]);
        let rest = AtRest::under(&key, 3);
        let (here, there) = (Place::Change(5), Place::Change(6));
        let plain = "单小兰 990101".as_bytes();
        let sealed = rest.seal(here, plain).expect("seals");
        assert_eq!((sealed[0], sealed[1], sealed.len()), (1, 3, plain.len() + HEAD));
        assert_eq!(rest.open(here, &sealed).expect("opens"), plain);
        assert!(rest.open(there, &sealed).is_err());
        assert!(AtRest::under(&KeyFile::new([8; 32]), 3).open(here, &sealed).is_err());
        assert!(AtRest::under(&key, 4).open(here, &sealed).is_err(), "another number");
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(rest.open(here, &altered).is_err(), "byte {at}");
            assert!(rest.open(here, &sealed[..at]).is_err(), "cut off at {at}");
        }
        assert!(rest.open(here, plain).is_err(), "a plain one is not taken for a sealed one");
        let other = rest.seal(Place::Apart(1, &5i64.to_be_bytes()), plain).expect("seals");
        assert!(rest.open(here, &other).is_err(), "another table");
    }

    /// These lie in databases for ever.
    #[test]
    fn sealed_values_are_pinned() {
        let rest = AtRest::under(&KeyFile::new([7; 32]), 1);
        let sealed = rest.seal(Place::Row(MatterId::new([9; 16])), b"row").expect("seals");
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, PINNED);
    }

    const PINNED: &str = "010176a0d74f273e8c68eb0aa7e177e4cd0a5601bdda8109a64a52117bcd5546f5437212796c395d840bff2f0d";

    #[test]
    fn without_the_right_key_nothing_opens() {
        let (key, other) = (KeyFile::new([7; 32]), KeyFile::new([8; 32]));
        let said = Some(Sealing::first(&key));
        let settle = |said, empty, key| {
            AtRest::settle(said, empty, key).map(|rest| rest.map(|rest| rest.number()))
        };
        assert!(matches!(settle(said, false, None), Err(StoreError::KeyNeeded)));
        assert!(matches!(settle(said, false, Some(&other)), Err(StoreError::OtherKey)));
        assert!(matches!(settle(said, false, Some(&key)), Ok(Some(Some(1)))));
        assert!(matches!(settle(None, true, Some(&key)), Ok(None)), "begins sealed");
        assert!(matches!(settle(None, false, Some(&key)), Ok(Some(None))), "goes on as it was");
        assert!(matches!(settle(None, true, None), Ok(Some(None))));
    }
}
