//! Words of this page.

pub const TITLE: &str = "矛盾纠纷";
