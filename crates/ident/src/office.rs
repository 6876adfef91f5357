//! Codes of offices.

use core::fmt;

/// A text that cannot be an office's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an office code has 2 to 16 digits or capital letters")]
pub struct BadOfficeCode;

/// The code of an office: the statistical division code where there is one (6 digits for a county
/// level city, 9 for a township, 12 for a village, as used with GB/T 2260 and GB/T 10114), or a
/// local code that begins with `L`. Codes are never reused; who is above whom stands in the
/// directory, never in the digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeCode(String);

impl OfficeCode {
    /// Longest code, in bytes.
    pub const MAX: usize = 16;

    /// Parses a code.
    ///
    /// # Errors
    /// [`BadOfficeCode`] where it is not 2 to 16 ASCII digits or capital letters.
    pub fn parse(text: &str) -> Result<Self, BadOfficeCode> {
        let fits = (2..=Self::MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if fits { Ok(Self(text.to_owned())) } else { Err(BadOfficeCode) }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeCode({})", self.0)
    }
}

impl fmt::Display for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<C> minicbor::Encode<C> for OfficeCode {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(&self.0)?.ok()
    }
}

impl<'b, C> minicbor::Decode<'b, C> for OfficeCode {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let position = d.position();
        Self::parse(d.str()?)
            .map_err(|_| minicbor::decode::Error::message("office code").at(position))
    }
}

impl serde::Serialize for OfficeCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for OfficeCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
