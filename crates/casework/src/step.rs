//! Steps: what happened to a matter. One step is one change, and it stands in the change's own
//! message, where no later change can delete or overwrite it.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

/// A step as written into a change's message: JSON, one object with the kind as its only key. A kind
/// this version does not know is kept and shown as it is ([`Step::Unknown`]); a field it does not
/// know is kept in the change and not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Registered (登记): everything received is registered, Art. 22, 23 of the Regulation.
    Registered {
        /// The office that received it.
        office: OfficeCode,
        /// The number the tablet gave: station, device, counter. Kept for ever.
        local_no: String,
        /// The day of receipt: a legal date, typed, never the time of sync.
        on: NaiveDate,
    },
    /// Came in from a ledger (台账) of the office.
    Imported {
        /// The office whose ledger it is.
        office: OfficeCode,
        /// The number the tablet gave.
        local_no: String,
        /// The day of receipt the ledger states, where it could be read.
        #[serde(default)]
        on: Option<NaiveDate>,
        /// Sheet and row the entry stood in: `来访 12`.
        place: String,
    },
    /// Facts were added or corrected; which ones, the change's own operations say.
    Edited {},
    /// One of several values of a contested fact was chosen.
    Chosen {
        /// The fact.
        field: String,
    },
    /// A note.
    Noted {
        /// Its text.
        text: String,
    },
    /// A follow-up: a call or visit made, and what came of it.
    FollowedUp {
        /// The day it was made.
        on: NaiveDate,
        /// What came of it.
        text: String,
    },
    /// The matter was handed to another office of the line: down (交回) or up (上报).
    Handed {
        /// To whom.
        to: OfficeCode,
        /// Why, and what is asked for.
        #[serde(default)]
        text: String,
    },
    /// A step of a later version, or a message nobody here wrote: kept and shown as it is.
    Unknown {
        /// The message as it stands in the change.
        raw: String,
    },
}

impl Step {
    /// Longest message that is read as a step, in bytes; a longer one is shown as unknown.
    pub const MAX_MESSAGE: usize = 64 << 10;

    /// Reads a change's message. Never fails: what cannot be read is kept as it is.
    #[must_use]
    pub fn from_message(message: Option<&str>) -> Self {
        let raw = message.unwrap_or_default();
        if raw.len() > Self::MAX_MESSAGE {
            return Self::Unknown { raw: raw.chars().take(200).collect() };
        }
        serde_json::from_str(raw).unwrap_or_else(|_| Self::Unknown { raw: raw.to_owned() })
    }

    /// The message for a change.
    #[must_use]
    pub fn to_message(&self) -> String {
        match self {
            Self::Unknown { raw } => raw.clone(),
            step => serde_json::to_string(step).unwrap_or_default(),
        }
    }

    /// Whether the step can move custody or visibility, so that they have to be derived anew.
    #[must_use]
    pub fn moves_custody(&self) -> bool {
        matches!(self, Self::Registered { .. } | Self::Imported { .. } | Self::Handed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn office() -> OfficeCode {
        OfficeCode::parse("990101001201").expect("a code")
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
    }

    /// Golden: these messages lie in stored documents for ever.
    #[test]
    fn messages_are_pinned() {
        let cases = [
            (
                Step::Registered {
                    office: office(),
                    local_no: "990101001201-1-0001".into(),
                    on: day(),
                },
                r#"{"registered":{"office":"990101001201","local_no":"990101001201-1-0001","on":"2026-11-22"}}"#,
            ),
            (
                Step::Imported {
                    office: office(),
                    local_no: "990101001201-1-0002".into(),
                    on: None,
                    place: "来访 12".into(),
                },
                r#"{"imported":{"office":"990101001201","local_no":"990101001201-1-0002","on":null,"place":"来访 12"}}"#,
            ),
            (Step::Edited {}, r#"{"edited":{}}"#),
            (Step::Chosen { field: "place".into() }, r#"{"chosen":{"field":"place"}}"#),
            (Step::Noted { text: "电话告知".into() }, r#"{"noted":{"text":"电话告知"}}"#),
            (
                Step::FollowedUp { on: day(), text: "已回访".into() },
                r#"{"followed_up":{"on":"2026-11-22","text":"已回访"}}"#,
            ),
            (
                Step::Handed { to: office(), text: String::new() },
                r#"{"handed":{"to":"990101001201","text":""}}"#,
            ),
        ];
        for (step, message) in cases {
            assert_eq!(step.to_message(), message);
            assert_eq!(Step::from_message(Some(message)), step);
        }
    }

    #[test]
    fn a_later_versions_step_is_kept() {
        let raw = r#"{"teleported":{"to":"the moon"}}"#;
        let step = Step::from_message(Some(raw));
        assert_eq!(step, Step::Unknown { raw: raw.into() });
        assert_eq!(step.to_message(), raw);
    }

    #[test]
    fn a_later_versions_field_is_skipped() {
        let step = Step::from_message(Some(r#"{"noted":{"text":"好","mood":"sunny"}}"#));
        assert_eq!(step, Step::Noted { text: "好".into() });
    }

    proptest! {
        #[test]
        fn any_message_is_a_step(message: String) {
            let _ = Step::from_message(Some(&message));
        }
    }
}
