//! Offices, under the names of their day, and where they stood on it.

use chrono::NaiveDate;
use ident::OfficeCode;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Tier;

/// A name an office had.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct PastName {
    /// The name.
    #[n(0)]
    pub name: String,
    /// The last day it was in use.
    #[cbor(n(1), with = "crate::time::cbor_date")]
    pub until: NaiveDate,
}

/// An office that stood above another.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct PastParent {
    /// Which.
    #[n(0)]
    pub parent: OfficeCode,
    /// The last day it stood above.
    #[cbor(n(1), with = "crate::time::cbor_date")]
    pub until: NaiveDate,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Office {
    /// Its code; never reused.
    #[n(0)]
    pub code: OfficeCode,
    /// The name of the place, or of the department: 柳湾镇, 前杨村, 市水利局.
    #[n(1)]
    pub name: String,
    /// The office above it; none for the city office.
    #[n(2)]
    pub parent: Option<OfficeCode>,
    /// Its tier.
    #[n(3)]
    pub tier: Tier,
    /// Names it had before, oldest first.
    #[cbor(n(4), default)]
    pub past_names: Vec<PastName>,
    /// The last day it existed, where it was closed or merged into another.
    #[cbor(n(5), with = "crate::time::cbor_date_option")]
    pub closed_on: Option<NaiveDate>,
    /// The office that took over its work.
    #[n(6)]
    pub merged_into: Option<OfficeCode>,
    /// The body that signs its papers (落款单位): 柳湾镇人民政府. Empty: the name of the place.
    #[cbor(n(7), default)]
    pub organ: String,
    /// The phone of its desk, printed on slips. Empty where none is known.
    #[cbor(n(8), default)]
    pub phone: String,
    /// Its first day, where it was opened after the city began with this.
    #[cbor(n(9), with = "crate::time::cbor_date_option")]
    pub opened_on: Option<NaiveDate>,
    /// The offices that stood above it before, by their last days; none where there were none.
    #[n(10)]
    pub past_parents: Option<Vec<PastParent>>,
}

impl Office {
    /// An office with nothing but the necessary.
    #[must_use]
    pub fn new(code: OfficeCode, name: String, parent: Option<OfficeCode>, tier: Tier) -> Self {
        Self {
            code,
            name,
            parent,
            tier,
            past_names: Vec::new(),
            closed_on: None,
            merged_into: None,
            organ: String::new(),
            phone: String::new(),
            opened_on: None,
            past_parents: None,
        }
    }

    /// The office above it at the beginning of a day: what was done then is judged by that.
    #[must_use]
    pub fn parent_on(&self, day: NaiveDate) -> Option<&OfficeCode> {
        let mut past = self.past_parents.iter().flatten();
        let then = past.find(|past| day <= past.until).map(|past| &past.parent);
        then.or(self.parent.as_ref())
    }

    /// Another office stands above it; the one before did up to a day.
    pub(crate) fn come_under(&mut self, parent: OfficeCode, until: NaiveDate) {
        let Some(former) = self.parent.replace(parent) else { return };
        let past = self.past_parents.get_or_insert_default();
        past.push(PastParent { parent: former, until });
        past.sort_by_key(|past| past.until);
    }

    /// Its name on a day: a case of that day stays readable under the name of its day.
    #[must_use]
    pub fn name_on(&self, day: NaiveDate) -> &str {
        self.past_names
            .iter()
            .find(|past| day <= past.until)
            .map_or(self.name.as_str(), |past| past.name.as_str())
    }

    /// Whether it exists on a day.
    #[must_use]
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.opened_on.is_none_or(|opened| opened <= day)
            && self.closed_on.is_none_or(|closed| day <= closed)
    }
}
