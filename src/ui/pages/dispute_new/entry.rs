//! What is typed: every field is kept on the device as it is typed, until the entry is saved.

use casework::{
    dispute::{DisputeIntake, codes::Risk},
    intake::PersonIntake,
};
use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{browser, session::Session};

/// The most parties a form takes; more are added on the dispute's page.
pub const MOST: usize = 8;

/// What the form proposes by itself, by the fields' names.
const PROPOSED: [&str; 5] = ["found_on", "found_by", "place", "place_office", "round"];

/// Chosen: found in the ordinary course, in no round.
pub const NO_ROUND: &str = "none";

/// The fields of one party.
#[derive(Clone, Copy)]
pub struct Party {
    /// Name.
    pub name: RwSignal<String>,
    /// Phone.
    pub phone: RwSignal<String>,
    /// Address.
    pub address: RwSignal<String>,
}

/// The form. A handle.
#[derive(Clone, Copy)]
pub struct Entry {
    /// What it is called.
    pub title: RwSignal<String>,
    /// Its type by name.
    pub kind: RwSignal<String>,
    /// The day it was found.
    pub found_on: RwSignal<String>,
    /// Who found it.
    pub found_by: RwSignal<String>,
    /// Where.
    pub place: RwSignal<String>,
    /// The office the place was matched with.
    pub place_office: RwSignal<String>,
    /// How many parties are shown, as text.
    pub shown: RwSignal<String>,
    /// All parties that a form can have.
    pub parties: StoredValue<Vec<Party>>,
    /// How many people.
    pub affected: RwSignal<String>,
    /// The amount.
    pub amount: RwSignal<String>,
    /// How it came about.
    pub cause: RwSignal<String>,
    /// What it is about.
    pub text: RwSignal<String>,
    /// Its level by name; empty: later.
    pub risk: RwSignal<String>,
    /// Which of the criteria.
    pub risk_text: RwSignal<String>,
    /// The round of screening it was found in, by id; [`NO_ROUND`]: none; empty: nobody chose yet.
    pub round: RwSignal<String>,
    /// A petition, as hexadecimal digits.
    pub petition: RwSignal<String>,
    /// How that petition is shown.
    pub petition_name: RwSignal<String>,
}

impl Entry {
    /// How the names of its texts begin.
    pub const PREFIX: &str = "dispute/new/";

    /// The form as it was left.
    pub fn new(session: Session) -> Self {
        let field = |key: &str| session.scratch.field([Self::PREFIX, key].concat());
        let party = |at: usize| {
            let field = |key: &str| field(&[&at.to_string(), "/", key].concat());
            Party { name: field("name"), phone: field("phone"), address: field("address") }
        };
        let entry = Self {
            title: field("title"),
            kind: field("kind"),
            found_on: session.scratch.day(Self::PREFIX, "found_on", &PROPOSED, browser::today()),
            found_by: field("found_by"),
            place: field("place"),
            place_office: field("place_office"),
            shown: field("shown"),
            parties: StoredValue::new((0..MOST).map(party).collect()),
            affected: field("affected"),
            amount: field("amount"),
            cause: field("cause"),
            text: field("text"),
            risk: field("risk"),
            risk_text: field("risk_text"),
            round: field("round"),
            petition: field("petition"),
            petition_name: field("petition_name"),
        };
        if entry.found_by.with_untracked(String::is_empty) {
            entry.begin(session);
        }
        entry
    }

    /// What a new form is filled with.
    fn begin(self, session: Session) {
        let own = session.identity.get_untracked();
        if let Some(own) = own {
            self.found_by.set(own.person_name);
            // Most disputes of a station arose in its village.
            if own.tier == casework::directory::Tier::Village {
                self.place.set(own.office_name);
                self.place_office.set(own.office.as_str().to_owned());
            }
        }
    }

    /// How many parties are shown.
    pub fn count(self) -> usize {
        self.shown.with(|shown| shown.parse().unwrap_or(2)).clamp(1, MOST)
    }

    /// Empties it.
    pub fn clear(self) {
        let all = [
            self.title,
            self.kind,
            self.affected,
            self.amount,
            self.cause,
            self.text,
            self.risk,
            self.risk_text,
            self.round,
            self.petition,
            self.petition_name,
            self.shown,
        ];
        let parties = self.parties.get_value();
        let parties = parties.into_iter().flat_map(|one| [one.name, one.phone, one.address]);
        for field in all.into_iter().chain(parties) {
            field.set(String::new());
        }
        self.found_on.set(browser::today().to_string());
    }

    /// The entry as typed.
    pub fn intake(self) -> DisputeIntake {
        let text = |field: RwSignal<String>| field.get_untracked();
        let shown = untrack(|| self.count());
        let parties = self.parties.with_value(|all| {
            let one = |party: &Party| PersonIntake {
                name: text(party.name),
                phone: text(party.phone),
                address: text(party.address),
                ..PersonIntake::default()
            };
            all.iter().take(shown).map(one).collect()
        });
        DisputeIntake {
            title: text(self.title),
            kind: text(self.kind),
            found_on: text(self.found_on),
            found_by: text(self.found_by),
            place: text(self.place),
            place_office: text(self.place_office),
            parties,
            affected: text(self.affected),
            amount: text(self.amount),
            cause: text(self.cause),
            text: text(self.text),
            risk: Risk::from_name(&text(self.risk)).map(|level| (level, text(self.risk_text))),
            round: Some(text(self.round)).filter(|round| !round.is_empty() && round != NO_ROUND),
            petition: MatterId::from_hex(&text(self.petition)).ok(),
            ..DisputeIntake::default()
        }
    }
}
