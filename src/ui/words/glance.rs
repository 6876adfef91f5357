//! Words of this page.

pub const TITLE: &str = "村情一览";
