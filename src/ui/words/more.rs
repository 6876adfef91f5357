//! Words of this page.

pub const TITLE: &str = "全部功能";
