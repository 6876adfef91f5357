//! How a document number is written.

use serde::{Deserialize, Serialize};

/// Characters of a pattern.
const CHARS_MAX: usize = 40;

/// How an office writes the numbers of one run, e.g. `柳政信受〔{year}〕{serial}号`. Serials have no
/// leading zeros (GB/T 9704-2012, 7.2.5).
///
/// Two different patterns never write the same number, and one never writes it for two serials: that
/// is why words in it have no digits, and why year and serial have an order and something between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern(String);

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatternError {
    /// `{year}` must stand in it once.
    #[error("{{year}} must stand in it once")]
    Year,
    /// `{serial}` must stand in it once.
    #[error("{{serial}} must stand in it once")]
    Serial,
    /// Year and serial run into one another, or the serial stands first.
    #[error("{{year}} must stand before {{serial}}, with something between")]
    Order,
    /// Digits or other braces, or line breaks.
    #[error("{0:?} cannot stand in it")]
    Sign(char),
    /// Longer than 40 characters.
    #[error("it is too long")]
    TooLong,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`PatternError`].
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        if text.chars().count() > CHARS_MAX {
            return Err(PatternError::TooLong);
        }
        if text.matches("{year}").count() != 1 {
            return Err(PatternError::Year);
        }
        if text.matches("{serial}").count() != 1 {
            return Err(PatternError::Serial);
        }
        if text.contains("{year}{serial}") || text.find("{serial}") < text.find("{year}") {
            return Err(PatternError::Order);
        }
        let words = text.replace("{year}", "").replace("{serial}", "");
        let bad = |sign: &char| sign.is_numeric() || sign.is_control() || matches!(sign, '{' | '}');
        words
            .chars()
            .find(bad)
            .map_or_else(|| Ok(Self(text.to_owned())), |sign| Err(PatternError::Sign(sign)))
    }

    /// Writes a number.
    #[must_use]
    pub fn format(&self, year: u16, serial: u32) -> String {
        self.0.replace("{year}", &year.to_string()).replace("{serial}", &serial.to_string())
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        Self::parse(&text)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.0
    }
}
