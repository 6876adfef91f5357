//! What people say of the app itself.

use ident::{MatterId, PostId};
use serde::{Deserialize, Serialize};

/// What is asked about remarks on the app. An answer to one is a step like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemarkAsk {
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

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemarkItem {
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
    pub answers: Vec<AnswerItem>,
    /// The post in which the reader may answer; none where they may not.
    pub answer_as: Option<PostId>,
}

/// An answer to a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerItem {
    /// By which office.
    pub office: String,
    /// On which day, `2026-11-22`.
    pub on: String,
    /// What it says.
    pub text: String,
}
