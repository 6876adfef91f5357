//! What is filled in when a leader takes personal charge of a dispute (包案): the city's own choice.

use serde::{Deserialize, Serialize};

/// The commitments of a city (四定四包): names of what is fixed, and of what the leader takes on.
/// Leader, responsible unit and person, plan and time limit are fields of their own in
/// [`super::step::Charge`] whatever they are called here; further slots go into its `slots`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// What is fixed (定).
    pub fix: Vec<String>,
    /// What the leader takes on (包).
    pub charge: Vec<String>,
}

impl Default for Scheme {
    /// The four that most texts name, and the four of the central documents of 2009. To contain a
    /// person (包稳控) is not among them and is not to be added here.
    fn default() -> Self {
        let all = |names: [&str; 4]| names.map(str::to_owned).to_vec();
        Self {
            fix: all(["包案领导", "责任单位、责任人", "化解方案", "化解时限"]),
            charge: all(["包掌握情况", "包思想教育", "包解决化解", "包息诉息访"]),
        }
    }
}

impl Scheme {
    /// How many slots of [`Scheme::fix`] have a field of their own in a charge.
    pub const FIELDS: usize = 4;

    /// The city's own; the default where it has none, or an empty one.
    #[must_use]
    pub fn of(own: Option<&Self>) -> Self {
        own.filter(|own| !own.fix.is_empty() || !own.charge.is_empty()).cloned().unwrap_or_default()
    }

    /// The slots that are written as words: what is fixed beyond leader, unit, plan and limit, and
    /// what the leader takes on.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.fix.iter().skip(Self::FIELDS).chain(&self.charge).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_contained() {
        let scheme = Scheme::of(None);
        assert!(scheme.fix.iter().chain(&scheme.charge).all(|slot| !slot.contains("稳控")));
        assert_eq!(scheme.slots().count(), 4);
        let empty = Scheme { fix: Vec::new(), charge: Vec::new() };
        assert_eq!(Scheme::of(Some(&empty)), scheme);
    }

    #[test]
    fn a_city_names_its_own() {
        let own = Scheme {
            fix: ["领导", "单位", "方案", "时限", "经费"].map(str::to_owned).to_vec(),
            charge: vec!["包回访".to_owned()],
        };
        assert_eq!(Scheme::of(Some(&own)).slots().collect::<Vec<_>>(), ["经费", "包回访"]);
    }
}
