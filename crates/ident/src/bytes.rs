//! Ids of fixed length.

use core::fmt;

/// A text or byte string that is not an id of the wanted length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of {wanted} bytes")]
pub struct BadId {
    /// The length that was wanted, in bytes.
    pub wanted: usize,
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// From its bytes.
            #[must_use]
            pub const fn new(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// From a slice of exactly the right length.
            ///
            /// # Errors
            /// [`BadId`] where the length is another.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, BadId> {
                bytes.try_into().map(Self).map_err(|_| BadId { wanted: $len })
            }

            /// Lower-case hexadecimal.
            #[must_use]
            pub fn to_hex(&self) -> String {
                use fmt::Write;
                self.0.iter().fold(String::with_capacity($len * 2), |mut text, byte| {
                    let _ = write!(text, "{byte:02x}");
                    text
                })
            }

            /// From lower-case hexadecimal.
            ///
            /// # Errors
            /// [`BadId`] where the text is not hexadecimal of the right length.
            pub fn from_hex(text: &str) -> Result<Self, BadId> {
                let bad = BadId { wanted: $len };
                let digits = text.as_bytes();
                if digits.len() != $len * 2 {
                    return Err(bad);
                }
                let mut bytes = [0u8; $len];
                for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                    let [high, low] = pair else { return Err(bad) };
                    match (hex_digit(*high), hex_digit(*low)) {
                        (Some(high), Some(low)) => *byte = high << 4 | low,
                        _ => return Err(bad),
                    }
                }
                Ok(Self(bytes))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.to_hex())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.to_hex())
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(
                d: &mut minicbor::Decoder<'b>,
                _: &mut C,
            ) -> Result<Self, minicbor::decode::Error> {
                let position = d.position();
                Self::from_slice(d.bytes()?)
                    .map_err(|_| minicbor::decode::Error::message(stringify!($name)).at(position))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_hex())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_hex(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// A sealed accusation: a hash of its encrypted bytes.
    SealedId, 32
);
id!(
    /// One city: the boundary nothing crosses.
    TenantId, 16
);
id!(
    /// A petition matter (信访事项): the family of documents that belong to it share this id.
    MatterId, 16
);
id!(
    /// One document; follows from its [`DocKey`](crate::DocKey).
    DocId, 16
);
id!(
    /// One enrolled device (a tablet or a browser profile on a PC).
    DeviceId, 8
);
id!(
    /// One person who works here; the `Author` of the changes they make.
    PersonId, 16
);
id!(
    /// One post: a person in a role at an office, from a date on. What a formal step cites.
    PostId, 8
);
id!(
    /// An Automerge change hash.
    ChangeHash, 32
);
id!(
    /// The relay's log, hashed up to some entry.
    LogHash, 32
);
id!(
    /// The sealed bytes of an attachment: their SHA-256 is their name.
    BlobId, 32
);
id!(
    /// What opens the sealed bytes of one attachment.
    ContentKey, 32
);
id!(
    /// An Ed25519 public key.
    PublicKey, 32
);
id!(
    /// An X25519 public key: what is sealed to it, its device alone opens.
    SealingKey, 32
);
id!(
    /// An Ed25519 signature.
    Signature, 64
);
id!(
    /// An Automerge actor id: the device's 8 bytes, then 8 random ones that are new at each
    /// start and in each tab (a reused actor wedges a document for ever).
    ActorBytes, 16
);

impl ActorBytes {
    /// The actor of a device for one run of one tab.
    #[must_use]
    pub fn of(device: DeviceId, random: [u8; 8]) -> Self {
        let mut bytes = [0u8; 16];
        bytes[..8].copy_from_slice(device.as_bytes());
        bytes[8..].copy_from_slice(&random);
        Self(bytes)
    }

    /// The device that claims to have written with this actor. Only bytes, until a manifest
    /// signed by that device vouches for them.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        let mut bytes = [0u8; 8];
        bytes.copy_from_slice(&self.0[..8]);
        DeviceId::new(bytes)
    }
}

impl BlobId {
    /// The name of sealed bytes.
    #[must_use]
    pub fn of(sealed: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self(Sha256::digest(sealed).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hex_round_trips(bytes: [u8; 16]) {
            let id = MatterId::new(bytes);
            prop_assert_eq!(MatterId::from_hex(&id.to_hex()), Ok(id));
        }

        #[test]
        fn any_text_is_an_id_or_an_error(text: String) {
            let _ = DeviceId::from_hex(&text);
        }

        #[test]
        fn actor_names_its_device(device: [u8; 8], random: [u8; 8]) {
            let device = DeviceId::new(device);
            prop_assert_eq!(ActorBytes::of(device, random).device(), device);
        }
    }
}
