//! Who plays: the demo city's people and a few more, each with a tablet.

use casework::directory::{Office, Person, Post, Role, Tier};
use chrono::NaiveDate;
use ident::{PersonId, PostId};

use super::super::{city, rng::Rng};

/// Office, name, roles: those whom the city of the small demo does without. With them there are
/// thirty.
const MORE: [(&str, &str, &[Role]); 7] = [
    ("990101", "凌子衿", &[Role::Secretary]),
    ("990101", "苏望舒", &[Role::Secretary]),
    ("L01", "钱渡之", &[Role::DepartmentClerk, Role::DepartmentHandler]),
    ("L02", "杭知味", &[Role::DepartmentClerk, Role::DepartmentHandler]),
    ("L03", "谷雨生", &[Role::DepartmentClerk, Role::DepartmentHandler]),
    ("990101101201", "成惠兰", &[Role::Mediator]),
    ("990101001001", "戴和平", &[Role::Mediator]),
];

/// The city's leaders: name, post, field of work.
pub(super) const LEADERS: [(&str, &str, &str); 8] = [
    ("秦怀远", "市委书记", "全面工作"),
    ("顾清和", "市长", "市政府全面工作"),
    ("宋知行", "市委副书记", "党群、信访"),
    ("裴文澜", "常务副市长", "财政、应急"),
    ("岑立言", "政法委书记", "政法、综治"),
    ("桑若水", "副市长", "农业农村、水利"),
    ("简书白", "副市长", "城建、自然资源"),
    ("阮济民", "副市长", "民政、人社"),
];

/// Who goes down from the departments, in their order: name and post.
pub(super) const OFFICIALS: [[(&str, &str); 3]; 3] = [
    [("江流远", "局长"), ("汪澄明", "副局长"), ("洪安澜", "总工程师")],
    [("任之安", "局长"), ("劳佩华", "副局长"), ("舒展眉", "党组成员")],
    [("田归农", "局长"), ("林茂森", "副局长"), ("石磊光", "总规划师")],
];

/// An office and the tablets of those who work there, by their places.
#[derive(Debug, Clone)]
pub(super) struct Seat {
    pub(super) office: Office,
    pub(super) tablets: Vec<usize>,
}

impl Seat {
    /// The tablet of its first person, who can do everything of the office.
    pub(super) fn first(&self) -> usize {
        self.tablets.first().copied().unwrap_or_default()
    }

    /// The tablet of another person, where there is one.
    pub(super) fn other(&self) -> usize {
        self.tablets.get(1).copied().unwrap_or_else(|| self.first())
    }
}

/// The offices with their tablets.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    /// The city's: its desk, a second one, and two secretaries who go along with leaders.
    pub(super) city: Seat,
    pub(super) townships: Vec<Seat>,
    pub(super) villages: Vec<Seat>,
    pub(super) departments: Vec<Seat>,
}

impl Cast {
    pub(super) fn of(offices: &[Office], people: &[Person]) -> Option<Self> {
        let seat = |office: &Office| {
            let here = people.iter().enumerate().filter(|(_, one)| one.office == office.code);
            Seat { office: office.clone(), tablets: here.map(|(place, _)| place).collect() }
        };
        let of = |tier| offices.iter().filter(move |office| office.tier == tier).map(seat);
        Some(Self {
            city: of(Tier::City).next()?,
            townships: of(Tier::Township).collect(),
            villages: of(Tier::Village).collect(),
            departments: of(Tier::Department).collect(),
        })
    }

    /// The tablet of the secretary who goes along the `at`th time.
    pub(super) fn recorder(&self, at: usize) -> usize {
        self.city.tablets.get(2 + at % 2).copied().unwrap_or_else(|| self.city.first())
    }

    pub(super) fn village(&self, at: usize) -> &Seat {
        self.villages.get(at % self.villages.len().max(1)).unwrap_or(&self.city)
    }

    /// The township of a village.
    pub(super) fn above(&self, village: &Seat) -> &Seat {
        let above = |seat: &&Seat| Some(&seat.office.code) == village.office.parent.as_ref();
        self.townships.iter().find(above).unwrap_or(&self.city)
    }

    pub(super) fn department(&self, at: usize) -> &Seat {
        self.departments.get(at % self.departments.len().max(1)).unwrap_or(&self.city)
    }

    /// A body that can decide.
    pub(super) fn unit(&self, at: usize) -> &Seat {
        let units = self.departments.len() + self.townships.len();
        let mut all = self.departments.iter().chain(&self.townships);
        all.nth(at % units.max(1)).unwrap_or(&self.city)
    }
}

pub(super) fn people(offices: &[Office]) -> Vec<Person> {
    let mut rng = Rng::new(0x1f00d);
    let mut people = city::people(offices);
    people.extend(MORE.iter().filter_map(|(office, name, _)| {
        Some(Person {
            id: PersonId::new(rng.bytes()),
            name: (*name).to_owned(),
            office: ident::OfficeCode::parse(office).ok()?,
        })
    }));
    people
}

pub(super) fn posts(offices: &[Office], people: &[Person]) -> Vec<Post> {
    let mut rng = Rng::new(0x2f00d);
    let from = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    let is_more = |person: &Person| MORE.iter().find(|(_, name, _)| *name == person.name);
    let former: Vec<Person> =
        people.iter().filter(|person| is_more(person).is_none()).cloned().collect();
    let mut posts = city::posts(offices, &former);
    for person in people {
        let roles = is_more(person).map(|(.., roles)| *roles).unwrap_or_default();
        posts.extend(roles.iter().map(|role| Post {
            id: PostId::new(rng.bytes()),
            person: person.id,
            office: person.office.clone(),
            role: *role,
            from,
            ended: None,
            deputises: None,
        }));
    }
    posts
}
