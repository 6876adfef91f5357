//! Who must know, who is on duty and who helps at an office on a day, as screens show it.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use super::{Contact, Directory, DutyTurn, Helper, HelperKind};

/// Somebody who must know, with the name of their office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    /// Who.
    pub contact: Contact,
    /// Their office's name.
    pub office_name: String,
}

/// Somebody who helps today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelperView {
    /// As what.
    pub kind: HelperKind,
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// Where.
    pub office_name: String,
    /// At this very office, and not at one above it.
    pub here: bool,
}

/// An office's duty on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DutyView {
    /// Who must know, in the order they are called.
    pub contacts: Vec<ContactView>,
    /// Who is on duty: the own office's, then those of the offices above, with the offices' names.
    pub on_duty: Vec<(DutyTurn, String)>,
    /// Emergency plans, the own office's first, with the offices' names.
    pub plans: Vec<(String, String)>,
    /// Who helps today.
    pub helpers: Vec<HelperView>,
}

impl DutyView {
    /// That of an office on a day.
    #[must_use]
    pub fn of(directory: &Directory, office: &OfficeCode, today: NaiveDate) -> Self {
        let arrangements = &directory.arrangements;
        let name = |code: &OfficeCode| {
            directory.office(code).map(|office| office.name.clone()).unwrap_or_default()
        };
        let line = || directory.line_up(office).map(|office| &office.code);
        Self {
            contacts: arrangements
                .contacts_for(directory, office)
                .into_iter()
                .map(|contact| ContactView {
                    contact: contact.clone(),
                    office_name: name(&contact.office),
                })
                .collect(),
            on_duty: line()
                .filter_map(|code| arrangements.on_duty(code, today))
                .map(|turn| (turn.clone(), name(&turn.office)))
                .collect(),
            plans: line()
                .filter_map(|code| arrangements.plan_of(code))
                .map(|plan| (name(&plan.office), plan.text.clone()))
                .collect(),
            helpers: arrangements
                .helpers_on(directory, office, today)
                .into_iter()
                .map(|helper: &Helper| HelperView {
                    kind: helper.kind,
                    name: helper.name.clone(),
                    phone: helper.phone.clone(),
                    office_name: name(&helper.office),
                    here: helper.office == *office,
                })
                .collect(),
        }
    }
}
