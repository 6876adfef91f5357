//! Finding things by typing Chinese.
//!
//! | module | what it answers |
//! |---|---|
//! | [`normalise`] | one form for what is stored and what is typed |
//! | [`PinyinKey`] | the pinyin of a name, as a string a list row can carry |
//! | [`Query`], [`SearchKey`] | does this row match what was typed? |
//! | [`Picker`] | which of these known things was meant? |
//! | [`content`] | the content list (内容分类) of petitions, with its keys |
//! | [`likeness`] | how alike two texts are: for finding what was brought before |
//! | [`identity_number`], [`phone`] | hints on numbers as they are typed; they never block |
//!
//! # Who links what
//! The UI thread matches with stored keys alone. Deriving a key from characters needs a table of readings and is
//! behind the feature `derive-pinyin` (`pinyin_of_name`, `pinyin_of_text`), which the engine turns on. The content list ships with its keys derived; a test derives them again and compares.
//!
//! Nothing in here does input or output, reads a clock, or panics on any text.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod content;
pub mod identity_number;
pub mod likeness;
mod normalise;
pub mod phone;
pub mod picker;
pub mod pinyin_key;
pub mod query;
pub mod search_key;

#[cfg(feature = "derive-pinyin")]
mod derive;
#[cfg(feature = "derive-pinyin")]
mod surname;

#[cfg(feature = "derive-pinyin")]
pub use derive::{pinyin_of_name, pinyin_of_text};
pub use normalise::normalise;
pub use picker::{Picker, PickerItem};
pub use pinyin_key::{PinyinHit, PinyinKey};
pub use query::Query;
pub use search_key::{SearchFields, SearchKey};
