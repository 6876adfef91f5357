//! Steps on the directory.

use chrono::NaiveDate;
use ident::{DeviceId, OfficeCode, PersonId, PostId};
use serde::{Deserialize, Serialize};

use super::ArrangeStep;
use crate::{
    Step,
    directory::{RecusalScope, Role, Tier},
    history::SeenChange,
    step::payload::Acting,
};

/// What an office changed in the directory of the offices below it: JSON in a change's message, one
/// object with the kind as its only key. A kind this version does not know is kept as it is. No field
/// is ever left out when written: the same type crosses between threads in a form without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrgStep {
    /// An office was opened.
    OfficeOpened {
        /// Who and when.
        by: Acting,
        /// Its code: the official one, or a local one ([`crate::org::local_code`]). Never used
        /// before.
        office: OfficeCode,
        /// The name of the place or the department.
        name: String,
        /// Its tier.
        tier: Tier,
        /// The office above it.
        parent: OfficeCode,
        /// The body that signs its papers; may be empty.
        #[serde(default)]
        organ: String,
        /// Its phone; may be empty.
        #[serde(default)]
        phone: String,
        /// Its first day.
        from: NaiveDate,
    },
    /// An office has another name. Cases of before stay readable under the name of their day.
    OfficeRenamed {
        /// Who and when.
        by: Acting,
        /// Which.
        office: OfficeCode,
        /// The new name.
        name: String,
        /// Its first day.
        from: NaiveDate,
    },
    /// What stands on an office's papers.
    OfficeDescribed {
        /// Who and when.
        by: Acting,
        /// Which.
        office: OfficeCode,
        /// The body that signs its papers.
        organ: String,
        /// Its phone.
        phone: String,
    },
    /// An office was closed, or merged into another.
    OfficeClosed {
        /// Who and when.
        by: Acting,
        /// Which.
        office: OfficeCode,
        /// The last day it existed.
        on: NaiveDate,
        /// The office that took over its work; the offices below it come under that one.
        #[serde(default)]
        into: Option<OfficeCode>,
    },
    /// A person works here from now on.
    PersonAdded {
        /// Who and when.
        by: Acting,
        /// Their id.
        person: PersonId,
        /// Their name.
        name: String,
        /// Where.
        office: OfficeCode,
    },
    /// A person's name was corrected or changed.
    PersonRenamed {
        /// Who and when.
        by: Acting,
        /// Which person.
        person: PersonId,
        /// The name.
        name: String,
    },
    /// A person holds a post from a day on.
    Appointed {
        /// Who and when.
        by: Acting,
        /// The post's id.
        post: PostId,
        /// Who.
        person: PersonId,
        /// Where.
        office: OfficeCode,
        /// As what.
        role: Role,
        /// The first day.
        from: NaiveDate,
        /// The post they stand in for (代理).
        #[serde(default)]
        deputises: Option<PostId>,
    },
    /// A post has ended.
    Relieved {
        /// Who and when.
        by: Acting,
        /// Which.
        post: PostId,
        /// The last day it was held.
        on: NaiveDate,
    },
    /// The working days of a year, as published.
    CalendarSet {
        /// Who and when.
        by: Acting,
        /// The year.
        year: i32,
        /// The table, as `clocks` reads it.
        csv: String,
    },
    /// The rule profile that new matters run under.
    ProfileSet {
        /// Who and when.
        by: Acting,
        /// As `clocks` names it: `national/1`.
        profile: String,
    },
    /// The template of a paper.
    TemplateSet {
        /// Who and when.
        by: Acting,
        /// The paper's name.
        paper: String,
        /// The template; empty: the one shipped again.
        text: String,
    },
    /// Numbers of papers were reserved.
    BlockReserved {
        /// Who and when.
        by: Acting,
        /// Whose papers.
        office: OfficeCode,
        /// The kind of paper, by its name, or the run that several kinds share.
        paper: String,
        /// The year in the number.
        year: i32,
        /// The first number, from 1.
        from: u32,
        /// The last, included.
        to: u32,
        /// The one device that may give them.
        #[serde(default)]
        device: Option<DeviceId>,
    },
    /// 回避: somebody keeps away from matters of a kind, from a day on.
    RecusalEntered {
        /// Who and when.
        by: Acting,
        /// The item, drawn where it was entered.
        id: String,
        /// Who keeps away.
        person: PersonId,
        /// From what.
        scope: RecusalScope,
        /// The first day; not before the day it is entered.
        from: NaiveDate,
        /// Why; may be empty.
        #[serde(default)]
        reason: String,
    },
    /// They need not keep away any more.
    RecusalEnded {
        /// Who and when.
        by: Acting,
        /// The item.
        id: String,
        /// The last day.
        on: NaiveDate,
    },
    /// The offices arranged something among themselves: screening, duty, help.
    Arranged(ArrangeStep),
    /// A step of a later version, or a message nobody here wrote.
    Unknown {
        /// The message as it stands in the change.
        raw: String,
    },
}

impl OrgStep {
    /// Reads a change's message. Never fails: what cannot be read is kept as it is.
    #[must_use]
    pub fn from_message(raw: &str) -> Self {
        serde_json::from_str(raw).unwrap_or_else(|_| Self::Unknown { raw: raw.to_owned() })
    }

    /// The step that a change of a directory document is.
    #[must_use]
    pub fn of(change: &SeenChange) -> Self {
        match &change.step {
            Step::Unknown { raw } => Self::from_message(raw),
            matters => Self::Unknown { raw: matters.to_message() },
        }
    }

    /// The message for a change; none where it is longer than one may be.
    #[must_use]
    pub fn to_message(&self) -> Option<String> {
        let message = match self {
            Self::Unknown { raw } => raw.clone(),
            step => serde_json::to_string(step).ok()?,
        };
        (message.len() <= Step::MAX_MESSAGE).then_some(message)
    }

    /// Who took it, in which post, on which day; none for an unknown one.
    #[must_use]
    pub fn by(&self) -> Option<Acting> {
        match self {
            Self::OfficeOpened { by, .. }
            | Self::OfficeRenamed { by, .. }
            | Self::OfficeDescribed { by, .. }
            | Self::OfficeClosed { by, .. }
            | Self::PersonAdded { by, .. }
            | Self::PersonRenamed { by, .. }
            | Self::Appointed { by, .. }
            | Self::Relieved { by, .. }
            | Self::CalendarSet { by, .. }
            | Self::ProfileSet { by, .. }
            | Self::TemplateSet { by, .. }
            | Self::BlockReserved { by, .. }
            | Self::RecusalEntered { by, .. }
            | Self::RecusalEnded { by, .. } => Some(*by),
            Self::Arranged(step) => Some(step.by()),
            Self::Unknown { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<(OrgStep, &'static str)> {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let by = Acting { post: PostId::new([1; 8]), on: day("2026-11-22") };
        let office = OfficeCode::parse("990101101").expect("a code");
        let city = OfficeCode::parse("990101").expect("a code");
        let person = PersonId::new([2; 16]);
        let post = PostId::new([3; 8]);
        let from = day("2026-12-01");
        vec![
            (
                OrgStep::OfficeOpened {
                    by,
                    office: office.clone(),
                    name: "柳湾镇".into(),
                    tier: Tier::Township,
                    parent: city,
                    organ: "柳湾镇人民政府".into(),
                    phone: String::new(),
                    from,
                },
                r#"{"office_opened":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","name":"柳湾镇","tier":"township","parent":"990101","organ":"柳湾镇人民政府","phone":"","from":"2026-12-01"}}"#,
            ),
            (
                OrgStep::OfficeRenamed {
                    by,
                    office: office.clone(),
                    name: "柳湾街道".into(),
                    from,
                },
                r#"{"office_renamed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","name":"柳湾街道","from":"2026-12-01"}}"#,
            ),
            (
                OrgStep::OfficeDescribed {
                    by,
                    office: office.clone(),
                    organ: "柳湾镇人民政府".into(),
                    phone: "19900001234".into(),
                },
                r#"{"office_described":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","organ":"柳湾镇人民政府","phone":"19900001234"}}"#,
            ),
            (
                OrgStep::OfficeClosed { by, office: office.clone(), on: from, into: None },
                r#"{"office_closed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","on":"2026-12-01","into":null}}"#,
            ),
            (
                OrgStep::PersonAdded {
                    by, person, name: "单雪梅".into(), office: office.clone()
                },
                r#"{"person_added":{"by":{"post":"0101010101010101","on":"2026-11-22"},"person":"02020202020202020202020202020202","name":"单雪梅","office":"990101101"}}"#,
            ),
            (
                OrgStep::PersonRenamed { by, person, name: "单雪".into() },
                r#"{"person_renamed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"person":"02020202020202020202020202020202","name":"单雪"}}"#,
            ),
            (
                OrgStep::Appointed {
                    by,
                    post,
                    person,
                    office: office.clone(),
                    role: Role::TownLeader,
                    from,
                    deputises: None,
                },
                r#"{"appointed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"post":"0303030303030303","person":"02020202020202020202020202020202","office":"990101101","role":"town_leader","from":"2026-12-01","deputises":null}}"#,
            ),
            (
                OrgStep::Relieved { by, post, on: from },
                r#"{"relieved":{"by":{"post":"0101010101010101","on":"2026-11-22"},"post":"0303030303030303","on":"2026-12-01"}}"#,
            ),
            (
                OrgStep::CalendarSet { by, year: 2027, csv: "date,kind\n".into() },
                r#"{"calendar_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"year":2027,"csv":"date,kind\n"}}"#,
            ),
            (
                OrgStep::ProfileSet { by, profile: "shandong/1".into() },
                r#"{"profile_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"profile":"shandong/1"}}"#,
            ),
            (
                OrgStep::TemplateSet { by, paper: "receipt".into(), text: "回执".into() },
                r#"{"template_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"paper":"receipt","text":"回执"}}"#,
            ),
            (
                OrgStep::BlockReserved {
                    by,
                    office,
                    paper: "acceptance_notice".into(),
                    year: 2026,
                    from: 1,
                    to: 20,
                    device: Some(DeviceId::new([4; 8])),
                },
                r#"{"block_reserved":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","paper":"acceptance_notice","year":2026,"from":1,"to":20,"device":"0404040404040404"}}"#,
            ),
            (
                OrgStep::RecusalEntered {
                    by,
                    id: "1122334455667788".into(),
                    person,
                    scope: RecusalScope::Unit(OfficeCode::parse("990101101").expect("a code")),
                    from,
                    reason: "近亲属".into(),
                },
                r#"{"recusal_entered":{"by":{"post":"0101010101010101","on":"2026-11-22"},"id":"1122334455667788","person":"02020202020202020202020202020202","scope":{"unit":"990101101"},"from":"2026-12-01","reason":"近亲属"}}"#,
            ),
            (
                OrgStep::RecusalEnded { by, id: "1122334455667788".into(), on: from },
                r#"{"recusal_ended":{"by":{"post":"0101010101010101","on":"2026-11-22"},"id":"1122334455667788","on":"2026-12-01"}}"#,
            ),
        ]
    }

    /// Golden: these messages lie in stored documents for ever.
    #[test]
    fn messages_are_pinned() {
        for (step, message) in steps() {
            assert_eq!(step.to_message().as_deref(), Some(message));
            assert_eq!(OrgStep::from_message(message), step);
            assert_eq!(OrgStep::from_message(message).by(), step.by());
        }
    }

    #[test]
    fn no_step_of_the_directory_reads_as_one_of_a_matter() {
        for (_, message) in steps() {
            assert!(matches!(Step::from_message(Some(message)), Step::Unknown { .. }), "{message}");
        }
    }

    #[test]
    fn a_later_versions_step_is_kept() {
        let raw = r#"{"office_split":{"into":["1","2"]}}"#;
        let step = OrgStep::from_message(raw);
        assert_eq!(step, OrgStep::Unknown { raw: raw.into() });
        assert_eq!(step.to_message().as_deref(), Some(raw));
    }

    #[test]
    fn what_is_too_long_for_a_message_is_not_written() {
        let (OrgStep::TemplateSet { by, paper, .. }, _) = steps().remove(10) else { panic!() };
        let step = OrgStep::TemplateSet { by, paper, text: "回".repeat(30_000) };
        assert_eq!(step.to_message(), None);
    }
}
