//! The city's offices and the people who work there.

use casework::directory::{Office, Person, Tier};
use ident::{OfficeCode, PersonId};

use super::rng::Rng;

/// Code and name.
type Named = (&'static str, &'static str);

const CITY: Named = ("990101", "云岭市");
const TOWNSHIPS: [(Named, [Named; 4]); 3] = [
    (
        ("990101001", "云桥街道"),
        [
            ("990101001001", "桥东社区"),
            ("990101001002", "桥西社区"),
            ("990101001003", "查湖社区"),
            ("990101001004", "书院社区"),
        ],
    ),
    (
        ("990101101", "柳湾镇"),
        [
            ("990101101201", "前杨村"),
            ("990101101202", "后单村"),
            ("990101101203", "荷塘村"),
            ("990101101204", "渡口村"),
        ],
    ),
    (
        ("990101102", "青石镇"),
        [
            ("990101102201", "石门村"),
            ("990101102202", "上曾村"),
            ("990101102203", "仇家岭村"),
            ("990101102204", "茶坪村"),
        ],
    ),
];
const STAFF: [&str; 20] = [
    "陆明远",
    "邵文清",
    "单雪梅",
    "曾国安",
    "江若兰",
    "查志平",
    "解春生",
    "仇立新",
    "梅静宜",
    "白云松",
    "鲁小满",
    "费玉珍",
    "纪安平",
    "席建平",
    "乐思齐",
    "盖永福",
    "柏秀英",
    "祝长青",
    "安如意",
    "温立冬",
];

fn office(code: &str, name: &str, parent: Option<&str>, tier: Tier) -> Option<Office> {
    let parent = parent.and_then(|parent| OfficeCode::parse(parent).ok());
    Some(Office::new(OfficeCode::parse(code).ok()?, name.to_owned(), parent, tier))
}

/// One city, three townships, twelve villages; the upper before the lower.
pub(super) fn offices() -> Vec<Office> {
    let city = office(CITY.0, CITY.1, None, Tier::City);
    let townships =
        TOWNSHIPS.iter().map(|((code, name), _)| office(code, name, Some(CITY.0), Tier::Township));
    let villages = TOWNSHIPS.iter().flat_map(|((town, _), villages)| {
        villages.iter().map(|(code, name)| office(code, name, Some(town), Tier::Village))
    });
    std::iter::once(city).chain(townships).chain(villages).flatten().collect()
}

/// Somebody at each office, and a second one at the city and the townships.
pub(super) fn people(offices: &[Office]) -> Vec<Person> {
    let mut rng = Rng::new(0x0c17);
    let upper = offices.iter().filter(|office| office.tier != Tier::Village);
    offices
        .iter()
        .chain(upper)
        .zip(STAFF)
        .map(|(office, name)| Person {
            id: PersonId::new(rng.bytes()),
            name: name.to_owned(),
            office: office.code.clone(),
        })
        .collect()
}

/// The offices whose links are shown, with their titles.
pub(super) fn shown() -> Vec<(String, OfficeCode)> {
    [
        ("村站 village station 前杨村", "990101101201"),
        ("镇街 township office 柳湾镇", "990101101"),
        ("市 city office 云岭市", CITY.0),
    ]
    .into_iter()
    .filter_map(|(title, code)| Some((title.to_owned(), OfficeCode::parse(code).ok()?)))
    .collect()
}
