use serde::{Deserialize, Serialize};

/// A grouping across the tree, as the survey this product answers to counts it. Not a level of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentTag {
    /// 涉地: about land.
    Land,
    /// 涉房: about houses and flats, their demolition included.
    House,
    /// 涉企: about enterprises.
    Enterprise,
    /// 涉法涉诉: in or bound for litigation, arbitration, reconsideration, or about police and courts.
    Litigation,
}

impl ContentTag {
    /// All, in the order shown.
    pub const ALL: [Self; 4] = [Self::Land, Self::House, Self::Enterprise, Self::Litigation];

    /// The name as shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Land => "涉地",
            Self::House => "涉房",
            Self::Enterprise => "涉企",
            Self::Litigation => "涉法涉诉",
        }
    }
}

/// The tags of an id of the content list; none for most, and for ids unknown.
#[must_use]
pub fn tags_of(id: &str) -> &'static [ContentTag] {
    TAGS.iter().find(|(tagged, _)| *tagged == id).map_or(&[], |(_, tags)| tags)
}

use ContentTag::{Enterprise, House, Land, Litigation};

/// Which ids carry tags. Ours, without authority: the survey doesn't publish its own.
const TAGS: &[(&str, &[ContentTag])] = &[
    ("rural.land_contract", &[Land]),
    ("rural.forestry", &[Land]),
    ("rural.grassland", &[Land]),
    ("natural_resources.land_expropriation", &[Land]),
    ("natural_resources.land_management", &[Land]),
    ("construction.collective_land_demolition", &[Land, House]),
    ("construction.state_land_expropriation", &[House]),
    ("housing", &[House]),
    ("housing.security_and_real_estate", &[House]),
    ("labour.labour_relations", &[Enterprise]),
    ("economy.state_assets", &[Enterprise]),
    ("economy.enterprise_bankruptcy", &[Enterprise]),
    ("market_regulation.market_supervision", &[Enterprise]),
    ("market_regulation.intellectual_property", &[Enterprise]),
    ("justice.litigation", &[Litigation]),
    ("justice.arbitration_mediation", &[Litigation]),
    ("justice.administrative_reconsideration", &[Litigation]),
    ("justice.criminal_investigation", &[Litigation]),
    ("justice.sentence_execution", &[Litigation]),
];

#[cfg(test)]
mod tests {
    use super::{TAGS, tags_of};
    use crate::content::ContentList;

    #[test]
    fn every_tagged_id_is_in_the_list_once() {
        for (id, tags) in TAGS {
            assert!(
                ContentList::current().entry(id).is_some(),
                "{id} is tagged but not in the list"
            );
            assert_eq!(tags_of(id), *tags, "{id} is tagged twice");
        }
    }
}
