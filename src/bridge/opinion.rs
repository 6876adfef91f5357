//! What people say of the app itself.

use serde::{Deserialize, Serialize};

/// What is asked about opinions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpinionAsk {
    /// Keep one.
    Keep {
        /// What it says.
        text: String,
        /// The app's version and the browser.
        about: String,
    },
    /// Those written on this device.
    List,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionItem {
    /// When it was written, milliseconds since 1970.
    pub at: i64,
    /// Who wrote it.
    pub person: String,
    /// What it says.
    pub text: String,
    /// The app's version and the browser it was written with.
    pub about: String,
}
