//! What of the rows somebody wants to see: a pure function of row, reader and day, as a value that
//! can be kept as a line of text.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use super::{Reader, TodayList};
use crate::{
    CaseKind, MatterRow,
    dispute::{
        DisputeStanding,
        codes::{DisputeType, Risk},
    },
    matter::Stage,
    retention::appraisal,
    row::DisputeRow,
};

/// Which kinds of cases a list shows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Kinds {
    /// Petitions; on a list of the day, all that is handled.
    #[default]
    Petitions,
    /// Of any kind.
    Any,
    /// Of this kind.
    Only(CaseKind),
}

/// Where the office that has a matter stands to the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HolderPlace {
    /// The reader's own office.
    Here,
    /// An office below it.
    Below,
    /// Any other.
    Elsewhere,
}

impl HolderPlace {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Here, Self::Below, Self::Elsewhere];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Below => "below",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.name() == name)
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum RowOrder {
    /// What was recorded last comes first.
    #[default]
    Newest,
    /// What this office owes soonest comes first; what it owes by no day comes last, newest first.
    DueFirst,
}

/// What is wanted. The default wants everything; several wishes all have to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowFilter {
    /// On this list of the day.
    pub today: Option<TodayList>,
    /// At this stage.
    pub stage: Option<Stage>,
    /// Where the office that has it stands to the reader's.
    pub holder: Option<HolderPlace>,
    /// Registered by the reader's office.
    pub registered_here: bool,
    /// The reader is in charge of it, whatever its stage.
    pub charged_to_me: bool,
    /// 重大紧急
    pub urgent: bool,
    /// This category or one under it, by id; empty for any.
    pub category: String,
    /// Received on this day or later. A row without a day of receipt is then not found.
    pub received_from: Option<NaiveDate>,
    /// Received on this day or earlier. A row without a day of receipt is then not found.
    pub received_to: Option<NaiveDate>,
    /// The reader's office owes something by this day or earlier.
    pub due_by: Option<NaiveDate>,
    /// Of which kinds.
    pub kinds: Kinds,
    /// Of this village: it arose there, was registered there, or is a visit there.
    pub village: Option<OfficeCode>,
    /// Nothing ended it yet.
    pub open: bool,
    /// Something promised is open.
    pub promised: bool,
    /// A leader said something of it, or read it.
    pub instructed: bool,
    /// The term for which it is kept has ended: it is due for appraisal (鉴定).
    pub appraisal: bool,
    /// A dispute that stands so in the ledger.
    pub standing: Option<DisputeStanding>,
    /// A dispute of this level.
    pub risk: Option<Risk>,
    /// A dispute of this type.
    pub dispute_type: Option<DisputeType>,
}

impl RowFilter {
    /// Only a list of the day.
    #[must_use]
    pub fn of(today: TodayList) -> Self {
        Self { today: Some(today), ..Self::default() }
    }

    /// Whether it wants everything.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a row is wanted. `is_below` says whether an office stands below the reader's.
    #[must_use]
    pub fn wants(
        &self,
        row: &MatterRow,
        reader: &Reader<'_>,
        is_below: &dyn Fn(&OfficeCode) -> bool,
    ) -> bool {
        self.today.is_none_or(|list| reader.is_on(row, list))
            && self.stage.is_none_or(|stage| row.stage == stage)
            && self.holder.is_none_or(|place| place == place_of(row, reader, is_below))
            && (!self.registered_here || row.home.as_ref() == Some(reader.office))
            && (!self.charged_to_me || row.charged == Some(reader.person))
            && (!self.urgent || row.urgent)
            && is_under(&row.category, &self.category)
            && self.wants_day(row)
            && self.due_by.is_none_or(|by| reader.due(row).is_some_and(|due| due <= by))
            && self.wants_kind(row)
            && self.village.as_ref().is_none_or(|village| row.is_of(village))
            && (!self.open || !row.is_over())
            && (!self.promised || !row.promises.is_empty())
            && (!self.instructed || !row.instructions.is_empty())
            && (!self.appraisal || appraisal(row, None, reader.today).is_some())
            && self.wants_dispute(row)
    }

    fn wants_dispute(&self, row: &MatterRow) -> bool {
        let any = self.standing.is_none() && self.risk.is_none() && self.dispute_type.is_none();
        let fits = |dispute: &DisputeRow| {
            self.standing.is_none_or(|standing| standing.holds(dispute))
                && self.risk.is_none_or(|risk| dispute.risk == risk.name())
                && self.dispute_type.is_none_or(|kind| dispute.dispute_type == kind.name())
        };
        any || row.dispute.as_ref().is_some_and(fits)
    }

    /// A list of the day holds whatever is owed, of any kind.
    fn wants_kind(&self, row: &MatterRow) -> bool {
        match self.kinds {
            Kinds::Petitions => self.today.is_some() || row.kind == CaseKind::Petition,
            Kinds::Any => true,
            Kinds::Only(kind) => row.kind == kind,
        }
    }

    fn wants_day(&self, row: &MatterRow) -> bool {
        if self.received_from.is_none() && self.received_to.is_none() {
            return true;
        }
        let Some(on) = clocks::parse_date(&row.received_on) else { return false };
        self.received_from.is_none_or(|from| from <= on)
            && self.received_to.is_none_or(|to| on <= to)
    }

    /// As a line of text without spaces: `today=overdue,stage=8,mine`. Empty for everything.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut pair = |key: &str, value: &str| parts.push([key, "=", value].concat());
        if let Some(list) = self.today {
            pair("today", list.name());
        }
        if let Some(at) = self.stage.and_then(stage_number) {
            pair("stage", &at.to_string());
        }
        if let Some(place) = self.holder {
            pair("holder", place.name());
        }
        if !self.category.is_empty() {
            pair("category", &self.category);
        }
        let days = [("from", self.received_from), ("to", self.received_to), ("due", self.due_by)];
        for (key, day) in days {
            if let Some(day) = day {
                pair(key, &day.to_string());
            }
        }
        match self.kinds {
            Kinds::Petitions => {}
            Kinds::Any => pair("kind", "any"),
            Kinds::Only(kind) => pair("kind", kind.name()),
        }
        if let Some(village) = &self.village {
            pair("village", village.as_str());
        }
        if let Some(standing) = self.standing {
            pair("standing", standing.name());
        }
        if let Some(risk) = self.risk {
            pair("risk", risk.name());
        }
        if let Some(kind) = self.dispute_type {
            pair("dispute", kind.name());
        }
        let flags = [
            ("own", self.registered_here),
            ("mine", self.charged_to_me),
            ("urgent", self.urgent),
            ("open", self.open),
            ("promised", self.promised),
            ("instructed", self.instructed),
            ("appraisal", self.appraisal),
        ];
        for (name, set) in flags {
            if set {
                parts.push(name.to_owned());
            }
        }
        parts.join(",")
    }

    /// From a line of text. What this version does not know is passed over, so that a view that a
    /// later version kept still opens.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut filter = Self::default();
        for part in text.split(',') {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key {
                "today" => filter.today = TodayList::from_name(value),
                "stage" => filter.stage = value.parse().ok().and_then(stage_of_number),
                "holder" => filter.holder = HolderPlace::from_name(value),
                "category" if is_category(value) => value.clone_into(&mut filter.category),
                "from" => filter.received_from = clocks::parse_date(value),
                "to" => filter.received_to = clocks::parse_date(value),
                "due" => filter.due_by = clocks::parse_date(value),
                "kind" => {
                    filter.kinds = match CaseKind::from_name(value) {
                        Some(kind) => Kinds::Only(kind),
                        None if value == "any" => Kinds::Any,
                        None => Kinds::Petitions,
                    };
                }
                "village" => filter.village = OfficeCode::parse(value).ok(),
                "standing" => filter.standing = DisputeStanding::from_name(value),
                "risk" => filter.risk = Risk::from_name(value),
                "dispute" => filter.dispute_type = DisputeType::from_name(value),
                "open" => filter.open = true,
                "promised" => filter.promised = true,
                "instructed" => filter.instructed = true,
                "appraisal" => filter.appraisal = true,
                "own" => filter.registered_here = true,
                "mine" => filter.charged_to_me = true,
                "urgent" => filter.urgent = true,
                _ => {}
            }
        }
        filter
    }
}

fn place_of(
    row: &MatterRow,
    reader: &Reader<'_>,
    is_below: &dyn Fn(&OfficeCode) -> bool,
) -> HolderPlace {
    match &row.holder {
        Some(holder) if holder == reader.office => HolderPlace::Here,
        Some(holder) if is_below(holder) => HolderPlace::Below,
        _ => HolderPlace::Elsewhere,
    }
}

/// Whether an id of the content list is the wanted one or under it: `rural.land_contract` is under
/// `rural`.
fn is_under(id: &str, wanted: &str) -> bool {
    wanted.is_empty()
        || id.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Ids of the content list are made of these signs; none of them parts a line of text.
fn is_category(id: &str) -> bool {
    id.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'.'))
}

/// The number under which rows store a stage: never given to another one.
fn stage_number(stage: Stage) -> Option<usize> {
    Stage::ALL.iter().position(|one| *one == stage)
}

fn stage_of_number(number: usize) -> Option<Stage> {
    Stage::ALL.get(number).copied()
}
