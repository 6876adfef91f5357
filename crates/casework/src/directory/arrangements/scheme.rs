//! 四定四包, or what a city has in its place.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What is laid down, and what is taken on, when somebody takes charge of a dispute. No text fixes
/// the words for the whole country, so the city office may set its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode, Serialize, Deserialize)]
pub struct Scheme {
    /// 定: what is laid down.
    #[cbor(n(0), default)]
    pub fix: Vec<String>,
    /// 包: what is taken on.
    #[cbor(n(1), default)]
    pub charge: Vec<String>,
}

impl Scheme {
    /// Whether a slot would have somebody contained or watched (稳控): that is no way to settle a
    /// dispute, and nobody is asked to promise it.
    #[must_use]
    pub fn contains_persons(&self) -> bool {
        self.fix.iter().chain(&self.charge).any(|slot| {
            let plain: String = slot.chars().filter(|sign| !sign.is_whitespace()).collect();
            plain.contains("稳控") || plain.contains("管控") || plain.contains("盯防")
        })
    }
}
