//! What people say of the app itself.

use ident::{MatterId, PostId};
use serde::{Deserialize, Serialize};

/// What is asked about opinions. An answer to one is a step like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpinionAsk {
    /// Say something.
    Say {
        /// What.
        text: String,
        /// The app's version and the browser.
        about: String,
    },
    /// Those this office sees.
    List,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpinionItem {
    /// Which; none for one of before they were handed in that lies on this device still.
    pub id: Option<MatterId>,
    /// The day it was written, `2026-11-22`.
    pub on: String,
    /// The office it comes from.
    pub office: String,
    /// That is the own one.
    pub own: bool,
    /// Who wrote it.
    pub person: String,
    /// What it says.
    pub text: String,
    /// The app's version and the browser it was written with.
    pub about: String,
    /// Something of it is not handed in yet.
    pub waits: bool,
    /// What was answered, in order.
    pub answers: Vec<OpinionAnswer>,
    /// The post in which the reader may answer; none where they may not.
    pub answer_as: Option<PostId>,
}

/// An answer to an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionAnswer {
    /// By which office.
    pub office: String,
    /// On which day, `2026-11-22`.
    pub on: String,
    /// What it says.
    pub text: String,
}
