//! Words of this page.

pub const TITLE: &str = "值班与应急";
