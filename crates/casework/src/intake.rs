//! Taking a matter in: what a form, or a row of a ledger, says.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, digest};
use serde::{Deserialize, Serialize};

use crate::{
    Step,
    document::{Edit, MAX_TEXTS, TextPlace, weigh_places},
    schema::{BadFact, Fact, FactValue, PersonField, Purpose, keys},
    step::codes::Relation,
};

/// Most text of an accusation, in bytes as it is stored: what is sealed has a largest size of its own.
pub const MAX_ACCUSATION: usize = 240 << 10;
/// At most so many representatives for a common matter: Art. 20 of the Regulation.
pub const MAX_REPRESENTATIVES: usize = 5;

/// A person as entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonIntake {
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 身份证号
    pub id_number: String,
    /// 电话
    pub phone: String,
    /// 住址
    pub address: String,
}

/// A registration as entered: text as typed, so that a draft keeps everything as it stands. Drafts
/// are stored as this: a field is added with its default and never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Intake {
    /// The main petitioner.
    pub petitioner: PersonIntake,
    /// Representatives.
    pub representatives: Vec<PersonIntake>,
    /// Channel by name.
    pub channel: String,
    /// The day of receipt, `2026-11-22`.
    pub received_on: String,
    /// How many people came.
    pub petitioners: String,
    /// Where the problem arose.
    pub place: String,
    /// The office that the place was matched with, by code; empty where none.
    pub place_office: String,
    /// Category id.
    pub category: String,
    /// Demands, one each.
    pub demands: Vec<String>,
    /// Free text.
    pub narrative: String,
    /// What a ledger states, as written; not for a form.
    pub stated: Vec<(Fact, String)>,
    /// How many people are affected (涉及人数).
    pub affected: String,
    /// Whom it came from: a [`crate::schema::Source`] by name.
    pub source: String,
    /// What it is for: a [`Purpose`] by name.
    pub purpose: String,
    /// Whether it is the first time here (本机构初次): a [`crate::step::codes::MarkValue`] by name.
    /// Not part of the registration: marked by a step of its own.
    pub first_here: String,
    /// Whether it is the first time anywhere (全国初次), likewise.
    pub first_nationally: String,
    /// Matters it is to be tied to once it is registered; each becomes a step of its own.
    pub ties: Vec<(MatterId, Relation)>,
    /// Matters that a person said it is not the same as.
    pub not_same: Vec<MatterId>,
}

/// A place in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum IntakeField {
    /// The main petitioner's name.
    Name,
    /// The representatives.
    Representatives,
    /// The channel.
    Channel,
    /// The day of receipt.
    ReceivedOn,
    /// The number of people.
    Petitioners,
    /// The demands, and that there is a demand or a text at all.
    Demands,
    /// The text.
    Narrative,
    /// A field of the main petitioner other than the name.
    Petitioner(PersonField),
    /// Any other fact.
    Fact(Fact),
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum IntakeProblem {
    /// It is needed: the law asks for name, demand, facts (Art. 19).
    Missing,
    /// It does not fit.
    Bad(BadFact),
    /// The day of receipt lies in the future.
    InTheFuture,
    /// More than [`MAX_REPRESENTATIVES`].
    TooManyRepresentatives,
    /// More representatives than people who came.
    FewerPeopleThanRepresentatives,
    /// Fewer people affected than came.
    FewerAffectedThanPeople,
    /// There is more text than can be handed in; most of it stands here.
    TooLong {
        /// So many characters may stand in the form, about.
        most: u32,
    },
    /// An accusation (检举控告, Art. 30): it is not for the ordinary course.
    Accusation,
}

/// The edits that a registration is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The step, for the core document.
    pub step: Step,
    /// Edits of the core document.
    pub core: Vec<Edit>,
    /// Edits of the people document.
    pub people: Vec<Edit>,
}

impl From<TextPlace> for IntakeField {
    fn from(place: TextPlace) -> Self {
        match place {
            TextPlace::Fact(fact) => Self::Fact(fact),
            TextPlace::Narrative | TextPlace::Memo | TextPlace::Step => Self::Narrative,
            TextPlace::Agreement(_) => Self::Narrative,
            TextPlace::Demands => Self::Demands,
            TextPlace::Person(PersonField::Name) => Self::Name,
            TextPlace::Person(field) => Self::Petitioner(field),
        }
    }
}

impl Intake {
    /// Where there is more text than can be handed in, the place that has most of it.
    fn too_long(&self) -> Option<(IntakeField, IntakeProblem)> {
        let (whole, longest) = weigh_places(self.texts());
        let (length, limit) = if self.is_accusation() {
            (self.to_bytes().len(), MAX_ACCUSATION)
        } else {
            (whole, MAX_TEXTS)
        };
        // In tens of thousands of Chinese characters, of three bytes each.
        let most = u32::try_from(limit / 30_000).unwrap_or(u32::MAX).saturating_mul(10_000);
        (length > limit).then_some((longest, IntakeProblem::TooLong { most }))
    }

    /// A fact whose text is longer than it holds, if there is one.
    #[must_use]
    pub fn overlong_fact(&self) -> Option<Fact> {
        let long = |(fact, typed): &(Fact, &str)| fact.value(typed) == Err(BadFact::TooLong);
        self.facts().find(long).map(|(fact, _)| fact)
    }

    /// Fields of persons that are longer than they hold.
    fn overlong_persons(&self) -> impl Iterator<Item = IntakeField> {
        let long = |person: &PersonIntake| {
            let edits = person_edits(keys::MAIN, person);
            edits.into_iter().find_map(|edit| match edit {
                Edit::Person { field, value, .. }
                    if value.chars().nth(Fact::MAX_TEXT).is_some() =>
                {
                    Some(TextPlace::Person(field))
                }
                _ => None,
            })
        };
        let representatives = self.representatives.iter().any(|person| long(person).is_some());
        let representatives = representatives.then_some(IntakeField::Representatives);
        long(&self.petitioner).map(IntakeField::from).into_iter().chain(representatives)
    }

    fn texts(&self) -> impl Iterator<Item = (IntakeField, usize)> {
        let PersonIntake { name, sex, id_number, phone, address } = &self.petitioner;
        let petitioner = [
            (IntakeField::Name, name),
            (IntakeField::Petitioner(PersonField::Sex), sex),
            (IntakeField::Petitioner(PersonField::IdNumber), id_number),
            (IntakeField::Petitioner(PersonField::Phone), phone),
            (IntakeField::Petitioner(PersonField::Address), address),
        ];
        let petitioner = petitioner.into_iter().map(|(field, text)| (field, text.len()));
        let representatives = self.representatives.iter().map(|person| {
            let PersonIntake { name, sex, id_number, phone, address } = person;
            let length = [name, sex, id_number, phone, address].map(String::len).iter().sum();
            (IntakeField::Representatives, length)
        });
        let demands = self.demands.iter().map(|demand| (IntakeField::Demands, demand.len()));
        let facts = self.facts().map(|(fact, text)| (IntakeField::Fact(fact), text.len()));
        petitioner
            .chain(representatives)
            .chain(demands)
            .chain(facts)
            .chain([(IntakeField::Narrative, self.narrative.len())])
    }

    /// What keeps it from being registered, each with its place. An ID number or phone never
    /// does: a petition is registered without them (Art. 19), hints are given elsewhere.
    #[must_use]
    pub fn problems(&self, today: NaiveDate) -> Vec<(IntakeField, IntakeProblem)> {
        let mut problems = Vec::new();
        if self.petitioner.name.trim().is_empty() {
            problems.push((IntakeField::Name, IntakeProblem::Missing));
        }
        if self.channel.is_empty() {
            problems.push((IntakeField::Channel, IntakeProblem::Missing));
        }
        match Fact::ReceivedOn.value(&self.received_on) {
            Ok(None) => problems.push((IntakeField::ReceivedOn, IntakeProblem::Missing)),
            Ok(Some(FactValue::Date(date))) if date > today => {
                problems.push((IntakeField::ReceivedOn, IntakeProblem::InTheFuture));
            }
            Ok(Some(_)) => {}
            Err(bad) => problems.push((IntakeField::ReceivedOn, IntakeProblem::Bad(bad))),
        }
        let representatives = self.named_representatives().count();
        match Fact::Petitioners.value(&self.petitioners) {
            Ok(None) => problems.push((IntakeField::Petitioners, IntakeProblem::Missing)),
            Ok(Some(crate::schema::FactValue::Count(count)))
                if (count as usize) < representatives =>
            {
                problems.push((
                    IntakeField::Petitioners,
                    IntakeProblem::FewerPeopleThanRepresentatives,
                ));
            }
            Ok(Some(_)) => {}
            Err(bad) => problems.push((IntakeField::Petitioners, IntakeProblem::Bad(bad))),
        }
        if representatives > MAX_REPRESENTATIVES {
            problems.push((IntakeField::Representatives, IntakeProblem::TooManyRepresentatives));
        }
        if self.demands.iter().all(|demand| demand.trim().is_empty())
            && self.narrative.trim().is_empty()
        {
            problems.push((IntakeField::Demands, IntakeProblem::Missing));
        }
        let count = |fact: Fact, typed: &str| match fact.value(typed) {
            Ok(Some(FactValue::Count(count))) => Some(count),
            _ => None,
        };
        let came = count(Fact::Petitioners, &self.petitioners);
        let affected = count(Fact::Affected, &self.affected);
        if affected.zip(came).is_some_and(|(affected, came)| affected < came) {
            let field = IntakeField::Fact(Fact::Affected);
            problems.push((field, IntakeProblem::FewerAffectedThanPeople));
        }
        for (fact, typed) in self.facts() {
            let told = matches!(fact, Fact::ReceivedOn | Fact::Petitioners);
            if let Err(bad) = fact.value(typed)
                && !told
            {
                problems.push((IntakeField::Fact(fact), IntakeProblem::Bad(bad)));
            }
        }
        let overlong = self.overlong_persons();
        problems.extend(overlong.map(|field| (field, IntakeProblem::Bad(BadFact::TooLong))));
        // Where a fact is said to be too long by itself, that is said.
        if problems.is_empty() {
            problems.extend(self.too_long());
        }
        problems
    }

    /// Whether nothing was entered beyond what a new form is filled with.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let PersonIntake { name, id_number, phone, address, .. } = &self.petitioner;
        [name, id_number, phone, address, &self.place, &self.category, &self.narrative]
            .iter()
            .all(|text| text.trim().is_empty())
            && self.demands.iter().all(|demand| demand.trim().is_empty())
            && self.representatives.iter().all(|person| *person == PersonIntake::default())
    }

    /// Whether it is an accusation (检举控告, Art. 30), which may not go the ordinary way.
    #[must_use]
    pub fn is_accusation(&self) -> bool {
        Purpose::from_name(&self.purpose) == Some(Purpose::Accusation)
    }

    /// Writes it as it is stored: JSON, so that a later version with more fields reads it all the
    /// same.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads what [`Intake::to_bytes`] wrote, in this version or an older one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    fn named_representatives(&self) -> impl Iterator<Item = &PersonIntake> {
        self.representatives.iter().filter(|person| !person.name.trim().is_empty())
    }

    fn facts(&self) -> impl Iterator<Item = (Fact, &str)> {
        let own = [
            (Fact::Channel, self.channel.as_str()),
            (Fact::ReceivedOn, self.received_on.as_str()),
            (Fact::Petitioners, self.petitioners.as_str()),
            (Fact::Place, self.place.as_str()),
            (Fact::PlaceOffice, self.place_office.as_str()),
            (Fact::Category, self.category.as_str()),
            (Fact::Affected, self.affected.as_str()),
            (Fact::Source, self.source.as_str()),
            (Fact::Purpose, self.purpose.as_str()),
        ];
        own.into_iter().chain(self.stated.iter().map(|(fact, text)| (*fact, text.as_str())))
    }

    /// The registration of this matter by an office. What does not fit its fact is left out here:
    /// ask [`Intake::problems`] first. Ids of items follow from the matter's.
    #[must_use]
    pub fn register(&self, matter: MatterId, office: &OfficeCode, local_no: &str) -> Registration {
        let on = match Fact::ReceivedOn.value(&self.received_on) {
            Ok(Some(crate::schema::FactValue::Date(date))) => date,
            _ => NaiveDate::default(),
        };
        let step = Step::Registered {
            office: office.clone(),
            local_no: local_no.to_owned(),
            on,
            rules: None,
        };
        self.registration(matter, step)
    }

    /// The registration of a ledger's row, which stood at `place` (sheet and row).
    #[must_use]
    pub fn import(
        &self,
        matter: MatterId,
        office: &OfficeCode,
        local_no: &str,
        place: &str,
    ) -> Registration {
        let on = match Fact::ReceivedOn.value(&self.received_on) {
            Ok(Some(crate::schema::FactValue::Date(date))) => Some(date),
            _ => None,
        };
        let step = Step::Imported {
            office: office.clone(),
            local_no: local_no.to_owned(),
            on,
            place: place.to_owned(),
            concluded: self.stated_yes_or_no(Fact::StatedConcluded),
            accepted: self.stated_yes_or_no(Fact::StatedAccepted),
        };
        self.registration(matter, step)
    }

    fn stated_yes_or_no(&self, wanted: Fact) -> Option<bool> {
        let (_, text) = self.stated.iter().find(|(fact, _)| *fact == wanted)?;
        match text.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    fn registration(&self, matter: MatterId, step: Step) -> Registration {
        let mut core: Vec<Edit> = self
            .facts()
            .filter_map(|(fact, typed)| {
                let value = fact.value(typed).ok().flatten()?;
                Some(Edit::Fact(fact, Some(value)))
            })
            .collect();
        let demands =
            self.demands.iter().map(|demand| demand.trim()).filter(|demand| !demand.is_empty());
        core.extend(demands.enumerate().map(|(at, text)| Edit::Demand {
            id: item_id(matter, "demand", at),
            text: text.to_owned(),
        }));
        let narrative = self.narrative.trim();
        if !narrative.is_empty() {
            core.push(Edit::Narrative(narrative.to_owned()));
        }
        let mut people = person_edits(keys::MAIN, &self.petitioner);
        for (at, person) in self.named_representatives().enumerate() {
            people.extend(person_edits(&item_id(matter, "representative", at), person));
        }
        Registration { step, core, people }
    }
}

/// The matter that a ledger's row is, at one office: the same row read twice, or on two tablets
/// apart, is the same matter. `row_key` identifies the row by its content.
#[must_use]
pub fn ledger_matter(office: &OfficeCode, row_key: &[u8]) -> MatterId {
    let hash = digest("cunzhan/ledger-matter/1", &[office.as_str().as_bytes(), row_key]);
    let mut id = [0u8; 16];
    id.copy_from_slice(&hash[..16]);
    MatterId::new(id)
}

/// The code with which a petitioner can ask after their matter (查询码): 10 characters without those
/// that look alike. It follows from the matter, so that any office that has it can print it.
#[must_use]
pub fn query_code(matter: MatterId) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = digest("cunzhan/query-code/1", &[matter.as_bytes()]);
    hash.iter()
        .take(10)
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).map(|letter| char::from(*letter)))
        .collect()
}

/// The id of an item of a matter that follows from what it is: 16 hexadecimal digits, the same on every
/// tablet.
#[must_use]
pub fn item_id(matter: MatterId, kind: &str, at: usize) -> String {
    let hash =
        digest("cunzhan/item/1", &[matter.as_bytes(), kind.as_bytes(), &(at as u64).to_be_bytes()]);
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The edits that write a person under a slot; nothing for what is empty.
#[must_use]
pub fn person_edits(slot: &str, person: &PersonIntake) -> Vec<Edit> {
    [
        (PersonField::Name, &person.name),
        (PersonField::Sex, &person.sex),
        (PersonField::IdNumber, &person.id_number),
        (PersonField::Phone, &person.phone),
        (PersonField::Address, &person.address),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .map(|(field, value)| Edit::Person {
        slot: slot.to_owned(),
        field,
        value: value.trim().to_owned(),
    })
    .collect()
}
