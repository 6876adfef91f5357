//! Finding things by typing Chinese, through the public interface.

mod content;
mod identity_number;
mod likeness;
mod normalise;
mod phone;
mod picker;
mod pinyin_key;
mod properties;
mod query;
mod scan_time;
mod surname;

use lookup::{PinyinKey, SearchFields, SearchKey, pinyin_of_name};

/// A row that has a name and nothing else.
fn row_of(name: &str) -> SearchKey {
    let pinyin = pinyin_of_name(name);
    SearchKey::new(&SearchFields {
        names: &[name],
        pinyin: Some(&pinyin),
        ..SearchFields::default()
    })
}

/// One way to type a key in full.
fn typed(key: &PinyinKey) -> String {
    key.usual_readings().collect()
}
