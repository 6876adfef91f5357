//! Profiles as JSON text.

use super::{BadProfile, Profile};
use crate::shipped;

impl Profile {
    /// Largest text that is read, in bytes.
    pub const MAX_JSON: usize = 64 * 1024;

    /// Reads a profile. Clocks that it does not name are those of `national/1`; a name that is no
    /// clock is an error, so that a slip of the pen cannot pass for the national limit.
    ///
    /// # Errors
    /// [`BadProfile`].
    pub fn from_json(text: &str) -> Result<Self, BadProfile> {
        if text.len() > Self::MAX_JSON {
            return Err(BadProfile::TooLarge { most: Self::MAX_JSON });
        }
        let mut profile: Self = serde_json::from_str(text).map_err(|error| BadProfile::Json {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        profile.fill_from(&shipped::national());
        profile.check()?;
        Ok(profile)
    }

    /// The profile as JSON, as [`Profile::from_json`] reads it.
    ///
    /// # Errors
    /// [`BadProfile::Json`]; a profile that was checked gives none.
    pub fn to_json(&self) -> Result<String, BadProfile> {
        serde_json::to_string_pretty(self).map_err(|error| BadProfile::Json {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })
    }
}
