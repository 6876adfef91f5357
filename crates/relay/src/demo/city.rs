//! The city's offices and the people who work there.

use casework::directory::{Office, Person, Post, Role, Tier};
use chrono::NaiveDate;
use ident::{OfficeCode, PersonId, PostId};
use std::collections::BTreeSet;

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
/// Code, name, and the body that signs its papers.
const DEPARTMENTS: [(&str, &str, &str); 3] = [
    ("L01", "市水利局", "云岭市水利局"),
    ("L02", "市人社局", "云岭市人力资源和社会保障局"),
    ("L03", "市自然资源和规划局", "云岭市自然资源和规划局"),
];
/// The bodies for which the upper offices sign, and the phones of their desks.
const ORGANS: [(&str, &str, &str); 4] = [
    ("990101", "云岭市信访局", "19900000100"),
    ("990101001", "云桥街道办事处", "19900000101"),
    ("990101101", "柳湾镇人民政府", "19900000102"),
    ("990101102", "青石镇人民政府", "19900000103"),
];
/// Phones of the desks below: a slip and a notice print whom to call, at a village and a department, too.
const FIRST_DESK_PHONE: u64 = 19_900_000_110;
/// Name and roles of those at the city office whose work the desks never see: who opens accusations, who
/// reads what was shown of people's numbers, a leader, and who goes along with the leader and writes.
const APART: [(&str, &[Role]); 4] = [
    ("常守正", &[Role::DisciplineLiaison]),
    ("方慎言", &[Role::PrivacyOfficer]),
    ("宋知行", &[Role::CityLeader]),
    ("凌子衿", &[Role::Secretary]),
];
const STAFF: [&str; 23] = [
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
    "卜晓岚",
    "燕知秋",
    "路正平",
];

fn office(code: &str, name: &str, parent: Option<&str>, tier: Tier) -> Option<Office> {
    let parent = parent.and_then(|parent| OfficeCode::parse(parent).ok());
    Some(Office::new(OfficeCode::parse(code).ok()?, name.to_owned(), parent, tier))
}

/// One city, three townships, twelve villages, three departments; the upper before the lower.
pub(super) fn offices() -> Vec<Office> {
    let city = office(CITY.0, CITY.1, None, Tier::City);
    let townships =
        TOWNSHIPS.iter().map(|((code, name), _)| office(code, name, Some(CITY.0), Tier::Township));
    let villages = TOWNSHIPS.iter().flat_map(|((town, _), villages)| {
        villages.iter().map(|(code, name)| office(code, name, Some(town), Tier::Village))
    });
    let departments = DEPARTMENTS
        .iter()
        .map(|(code, name, _)| office(code, name, Some(CITY.0), Tier::Department));
    let mut offices: Vec<Office> = std::iter::once(city)
        .chain(townships)
        .chain(villages)
        .chain(departments)
        .flatten()
        .collect();
    for (at, office) in (0..).zip(&mut offices) {
        office.phone = (FIRST_DESK_PHONE + at).to_string();
        let known = ORGANS.iter().find(|(code, ..)| *code == office.code.as_str());
        let department = DEPARTMENTS.iter().find(|(code, ..)| *code == office.code.as_str());
        if let Some((_, organ, phone)) = known {
            (office.organ, office.phone) = ((*organ).to_owned(), (*phone).to_owned());
        }
        if let Some((_, _, organ)) = department {
            (*organ).clone_into(&mut office.organ);
        }
    }
    offices
}

/// Somebody at each office, and a second one at the city and the townships, who stands behind all
/// the first ones of those.
pub(super) fn people(offices: &[Office]) -> Vec<Person> {
    let mut rng = Rng::new(0x0c17);
    let of = |tiers: &'static [Tier]| offices.iter().filter(|office| tiers.contains(&office.tier));
    of(&[Tier::City, Tier::Township, Tier::Village])
        .chain(of(&[Tier::City, Tier::Township]))
        .chain(of(&[Tier::Department]))
        .zip(STAFF)
        .map(|(office, name)| Person {
            id: PersonId::new(rng.bytes()),
            name: name.to_owned(),
            office: office.code.clone(),
        })
        .collect()
}

/// Those at the city office with a work of their own, behind everybody else.
pub(super) fn people_apart() -> Vec<Person> {
    let mut rng = Rng::new(0x5ea1);
    let Ok(office) = OfficeCode::parse(CITY.0) else { return Vec::new() };
    let person = |(name, _): &(&str, _)| Person {
        id: PersonId::new(rng.bytes()),
        name: (*name).to_owned(),
        office: office.clone(),
    };
    APART.iter().map(person).collect()
}

/// Their posts.
pub(super) fn posts_apart(people: &[Person]) -> Vec<Post> {
    let mut rng = Rng::new(0x5ea2);
    let mut posts = Vec::new();
    for (person, (_, roles)) in people.iter().zip(APART) {
        posts.extend(roles.iter().map(|role| post(&mut rng, person, *role)));
    }
    posts
}

fn post(rng: &mut Rng, person: &Person, role: Role) -> Post {
    Post {
        id: PostId::new(rng.bytes()),
        person: person.id,
        office: person.office.clone(),
        role,
        from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
        ended: None,
        deputises: None,
    }
}

/// Everybody's posts: the first person of an office can do everything of it, the second one is a
/// clerk or a handler.
pub(super) fn posts(offices: &[Office], people: &[Person]) -> Vec<Post> {
    let mut rng = Rng::new(0x0905);
    let mut begun = BTreeSet::new();
    let mut posts = Vec::new();
    for person in people {
        let Some(office) = offices.iter().find(|office| office.code == person.office) else {
            continue;
        };
        let first = begun.insert(&person.office);
        posts.extend(roles(office.tier, first).iter().map(|role| post(&mut rng, person, *role)));
    }
    posts
}

fn roles(tier: Tier, first: bool) -> &'static [Role] {
    use Role::{
        BureauSectionHead, BureauTriage, DepartmentClerk, DepartmentHandler, DepartmentLeader,
        Inspector, ReviewOfficer, StationClerk, StationHead, SystemAdmin, TownClerk, TownHandler,
        TownLeader,
    };
    match (tier, first) {
        (Tier::Village, _) => &[StationHead, StationClerk],
        (Tier::Township, true) => &[TownClerk, TownHandler, TownLeader],
        (Tier::Township, false) => &[TownClerk, TownHandler],
        (Tier::City, true) => {
            &[BureauTriage, BureauSectionHead, ReviewOfficer, Inspector, SystemAdmin]
        }
        (Tier::City, false) => &[BureauTriage],
        (Tier::Department, _) => &[DepartmentClerk, DepartmentHandler, DepartmentLeader],
    }
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
