//! Posts: who holds which role where, from when to when.

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId, PostId};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Role;

/// The end of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Ended {
    /// The last day it was held.
    #[cbor(n(0), with = "crate::time::cbor_date")]
    pub on: NaiveDate,
    /// Where in the relay's log the end stands. A step that claims an earlier day and came in
    /// after this goes to a person. None while it has not been handed in.
    #[n(1)]
    pub received: Option<u64>,
}

/// A person in a role at an office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Post {
    /// Its id, cited by steps.
    #[n(0)]
    pub id: PostId,
    /// Who.
    #[n(1)]
    pub person: PersonId,
    /// Where.
    #[n(2)]
    pub office: OfficeCode,
    /// As what.
    #[n(3)]
    pub role: Role,
    /// The first day.
    #[cbor(n(4), with = "crate::time::cbor_date")]
    pub from: NaiveDate,
    /// Its end, where there is one.
    #[n(5)]
    pub ended: Option<Ended>,
    /// The post it stands in for (代理), where it is a deputy's.
    #[n(6)]
    pub deputises: Option<PostId>,
}

impl Post {
    /// Whether it was held on a day.
    #[must_use]
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.ended.is_none_or(|ended| day <= ended.on)
    }
}
