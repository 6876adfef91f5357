//! Words of this page.

pub const TITLE: &str = "接访";
