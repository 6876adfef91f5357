//! The content list (内容分类): what a petition is about, in two levels.
//!
//! The list, its ids and its grouping are ours: the twenty names of level 1 in use since the reform
//! of 2018, and under them the names of level 2 found in one deployment, whose official parents aren't public. Nor are
//! the official codes: `national_code` stands empty until a customer brings them.
//!
//! Ids are for ever. A list is never changed but by adding a version; old versions stay readable.

mod category;
mod item;
mod list;
mod tag;
// One entry a line.
#[rustfmt::skip]
mod version_1;

pub use category::ContentCategory;
pub use item::ContentItem;
pub use list::{ContentEntry, ContentList};
pub use tag::{ContentTag, tags_of};
