//! A matter as a screen shows it: every value with who, when and which office; every conflict with
//! all its values; the whole history.

mod build;
mod details;

use chrono::NaiveDate;
use ident::{ChangeHash, DeviceId, MatterId, OfficeCode};
use serde::{Deserialize, Serialize};

use crate::{
    MatterState, Moment, Step,
    desk::Desk,
    matter::Verdict,
    schema::{AgreementField, Fact, PersonField},
};

/// Who did something, as far as the directory at hand knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person's name; empty where the directory does not know them.
    pub person: String,
    /// The office's name; empty where the directory does not know the device.
    pub office: String,
    /// The office's code.
    pub office_code: Option<OfficeCode>,
    /// The device.
    pub device: DeviceId,
    /// The device's clock.
    pub at: Moment,
    /// The change it stands in.
    pub change: ChangeHash,
}

/// One value of a fact, and who set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueBy {
    /// The value as text; none where it was cleared.
    pub value: Option<String>,
    /// Who set it.
    pub by: By,
}

/// The values of one register. More than one: it is contested, and someone has to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Register {
    /// Distinct values; the first is the one that lists show meanwhile (the same everywhere).
    pub values: Vec<ValueBy>,
}

impl Register {
    /// Whether there is more than one value.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.values.len() > 1
    }

    /// The value that is shown meanwhile; empty where there is none.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.values.first().and_then(|value| value.value.as_deref()).unwrap_or_default()
    }
}

/// A demand (诉求项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandView {
    /// The item's id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Struck out: shown, but no longer demanded.
    pub struck: bool,
}

/// A person: the main petitioner (slot `main`) or a representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The slot in the people document.
    pub slot: String,
    /// The fields that were ever set.
    pub fields: Vec<(PersonField, Register)>,
}

impl PersonView {
    /// A field's value as shown; empty where there is none.
    #[must_use]
    pub fn shown(&self, field: PersonField) -> &str {
        self.fields.iter().find(|(at, _)| *at == field).map_or("", |(_, register)| register.shown())
    }
}

/// What one change changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// A fact was set, or cleared.
    Fact(Fact, Option<String>),
    /// A person's field was set, or cleared.
    Person {
        /// Whose.
        slot: String,
        /// Which.
        field: PersonField,
        /// To what.
        value: Option<String>,
    },
    /// The free text was this after the change.
    Narrative(String),
    /// A demand's text was this after the change.
    Demand(String),
    /// A demand was struck out (or that was taken back).
    Struck {
        /// The demand's text.
        text: String,
        /// Struck out or taken back.
        struck: bool,
    },
    /// The office's own text was this after the change.
    Memo(String),
    /// What an agreement says was set, or cleared.
    Agreement(AgreementField, Option<String>),
    /// A field of a later version.
    Other {
        /// Its name.
        key: String,
        /// Its value.
        value: Option<String>,
    },
}

/// Which of the matter's documents an entry of the history stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The core document.
    Core,
    /// The people document.
    People,
    /// The own office's internal document.
    Internal,
    /// What the own office's mediation committee keeps.
    Committee,
}

/// One entry of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Who and when.
    pub by: By,
    /// What.
    pub step: Step,
    /// Where it stands.
    pub place: Place,
    /// What it changed.
    pub details: Vec<Detail>,
    /// Why it has no effect, where it has none: kept and shown.
    pub verdict: Option<Verdict>,
    /// Made by an office after the matter had left it, before it knew.
    pub late: bool,
}

/// What an office owes the petitioner as notice (Art. 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NoticeOwed {
    /// Any, because they came to it.
    pub any: bool,
    /// Where it passed the matter on.
    pub where_it_went: bool,
}

/// A matter as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterView {
    /// Which matter.
    pub matter: MatterId,
    /// Its local numbers: more than one where two tablets took it in apart.
    pub local_nos: Vec<String>,
    /// The office that registered it.
    pub home: Option<OfficeCode>,
    /// The office that has it.
    pub holder: Option<OfficeCode>,
    /// The name that the one which registered it had on that day, for reading.
    pub home_name: String,
    /// The name of the office that has it.
    pub holder_name: String,
    /// Names that offices which see it had before, each with its last day, the oldest first: what was
    /// done then is read under the name of its day.
    pub former: Vec<(OfficeCode, String, NaiveDate)>,
    /// The notices that the own office owes the petitioner, for one that it took over from as well.
    pub notice: NoticeOwed,
    /// The day of receipt its registration states.
    pub registered_on: Option<NaiveDate>,
    /// Its facts that were ever set, in the order of [`Fact::ALL`].
    pub facts: Vec<(Fact, Register)>,
    /// The free text.
    pub narrative: String,
    /// Its demands, in the order they were added.
    pub demands: Vec<DemandView>,
    /// The main petitioner first.
    pub persons: Vec<PersonView>,
    /// The own office's text on it; none where the office has none.
    pub memo: Option<String>,
    /// What a mediated agreement of the own office's committee says.
    pub agreement: Vec<(AgreementField, Register)>,
    /// What happened, oldest first.
    pub history: Vec<HistoryEntry>,
    /// The offices it can be handed to from here, with their names.
    pub may_hand_to: Vec<(OfficeCode, String)>,
    /// What follows from the steps.
    pub state: MatterState,
    /// What the reader may do with it, and when what is due; empty where nobody reads.
    pub desk: Desk,
}

impl MatterView {
    /// The name that an office had on a day, where it has another one now.
    #[must_use]
    pub fn former_name(&self, office: &str, day: NaiveDate) -> Option<&str> {
        let mut of = self.former.iter().filter(|(code, ..)| code.as_str() == office);
        of.find(|(.., until)| day <= *until).map(|(_, name, _)| name.as_str())
    }

    /// A fact's register.
    #[must_use]
    pub fn fact(&self, fact: Fact) -> Option<&Register> {
        self.facts.iter().find(|(at, _)| *at == fact).map(|(_, register)| register)
    }

    /// A fact's value as shown; empty where there is none.
    #[must_use]
    pub fn shown(&self, fact: Fact) -> &str {
        self.fact(fact).map_or("", Register::shown)
    }

    /// The main petitioner.
    #[must_use]
    pub fn main_person(&self) -> Option<&PersonView> {
        self.persons.iter().find(|person| person.slot == crate::schema::keys::MAIN)
    }

    /// How many registers are contested.
    #[must_use]
    pub fn contested(&self) -> usize {
        let facts = self.facts.iter().filter(|(_, register)| register.is_contested()).count();
        let persons = self
            .persons
            .iter()
            .flat_map(|person| &person.fields)
            .filter(|(_, register)| register.is_contested())
            .count();
        facts + persons
    }
}

pub use build::MatterDocs;
