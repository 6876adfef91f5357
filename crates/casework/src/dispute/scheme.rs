//! What is filled in when a leader takes personal charge of a dispute (包案): the city's own scheme of
//! commitments (四定四包), or the shipped one.

use crate::directory::Scheme;

/// How many slots of [`Scheme::fix`] have a field of their own in a charge: leader, responsible unit
/// and person, plan, time limit. They do so whatever a city calls them.
const FIELDS: usize = 4;

/// The scheme of a city that has none of its own: the four that most texts lay down, and the four of
/// the central documents of 2009. To contain a person (包稳控) is not among them.
#[must_use]
pub fn shipped() -> Scheme {
    let all = |names: [&str; 4]| names.map(str::to_owned).to_vec();
    Scheme {
        fix: all(["包案领导", "责任单位、责任人", "化解方案", "化解时限"]),
        charge: all(["包掌握情况", "包思想教育", "包解决化解", "包息诉息访"]),
    }
}

/// The slots that are written as words: what is laid down beyond the fields of their own, and what
/// the leader takes on.
#[must_use]
pub fn slots(own: Option<&Scheme>) -> Vec<String> {
    let shipped = shipped();
    let scheme = own.unwrap_or(&shipped);
    scheme.fix.iter().skip(FIELDS).chain(&scheme.charge).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_contained() {
        assert!(!shipped().contains_persons());
        assert_eq!(slots(None), shipped().charge);
    }

    #[test]
    fn a_city_names_its_own() {
        let own = Scheme {
            fix: ["领导", "单位", "方案", "时限", "经费"].map(str::to_owned).to_vec(),
            charge: vec!["包回访".to_owned()],
        };
        assert_eq!(slots(Some(&own)), ["经费", "包回访"]);
    }
}
