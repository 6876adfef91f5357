//! Words of this page.

pub const TITLE: &str = "纠纷";
