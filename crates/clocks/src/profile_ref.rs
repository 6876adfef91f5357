//! The name of a rule profile.

use core::{fmt, str::FromStr};

/// A text that names no profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a profile is named like national/1: small letters, digits, - or _, then a version from 1")]
pub struct BadProfileRef;

/// Which profile a case runs under: `national/1`. Each case keeps it, so that a later version never
/// moves a date that was told to somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileRef {
    /// Small ASCII letters, digits, `-` and `_`; 1 to 32 of them.
    pub id: String,
    /// From 1.
    pub version: u32,
}

impl ProfileRef {
    /// Longest id, in bytes.
    pub const MAX_ID: usize = 32;

    /// The profile that all others fall back to.
    #[must_use]
    pub fn national() -> Self {
        Self { id: "national".to_owned(), version: 1 }
    }

    pub(crate) fn id_fits(id: &str) -> bool {
        (1..=Self::MAX_ID).contains(&id.len())
            && id.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
            })
    }
}

impl fmt::Display for ProfileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.id, self.version)
    }
}

impl FromStr for ProfileRef {
    type Err = BadProfileRef;

    fn from_str(text: &str) -> Result<Self, BadProfileRef> {
        let (id, digits) = text.split_once('/').ok_or(BadProfileRef)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        let version = digits.parse().map_err(|_| BadProfileRef)?;
        if plain && Self::id_fits(id) {
            Ok(Self { id: id.to_owned(), version })
        } else {
            Err(BadProfileRef)
        }
    }
}

impl serde::Serialize for ProfileRef {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ProfileRef {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<C> minicbor::Encode<C> for ProfileRef {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(&self.to_string())?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for ProfileRef {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.str()?.parse().map_err(minicbor::decode::Error::message)
    }
}
