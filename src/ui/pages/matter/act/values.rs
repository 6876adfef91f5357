//! What was typed and chosen in a form.

use std::collections::BTreeMap;

/// The answer yes, as a value.
pub const YES: &str = "yes";
/// The answer no, as a value.
pub const NO: &str = "no";

/// Values by key. What belongs to one of several things has its id behind a slash: `route/ab12`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// A value, without spaces around it; empty where none was given.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", |value| value.trim())
    }

    /// A value as typed.
    #[must_use]
    pub fn typed(&self, key: &str) -> String {
        self.0.get(key).cloned().unwrap_or_default()
    }

    /// Sets a value; an empty one is none.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// The ids under a key whose value is yes: `chosen("demand")` reads `demand/…`.
    #[must_use]
    pub fn chosen(&self, key: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(_, value)| *value == YES)
            .filter_map(|(at, _)| at.strip_prefix(key)?.strip_prefix('/'))
            .map(str::to_owned)
            .collect()
    }
}

/// The key of a slot of the city's scheme for taking charge, by its place.
#[must_use]
pub fn slot_key(at: usize) -> String {
    key_of("slot", &at.to_string())
}

/// The key of something that belongs to one of several things.
#[must_use]
pub fn key_of(key: &str, id: &str) -> String {
    let mut joined = String::from(key);
    joined.push('/');
    joined.push_str(id);
    joined
}
