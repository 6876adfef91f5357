//! Words of this page.

pub const TITLE: &str = "登记纠纷";
