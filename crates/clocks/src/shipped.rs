//! The profiles that come with the program. Their JSON form is pinned in `tests/profiles`; what was
//! shipped once is never edited here, a new rule becomes a new version.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;

use crate::{ClockId, Duty, Extension, Limit, Profile, SmallGroup, Unit, WARN_AT};

// Names of texts, as printed beside a limit.
const REGULATION: &str = "信访工作条例(2022)";
const SHANDONG: &str = "山东省信访条例(2015)";
const ZHEJIANG: &str = "浙江省信访条例(2016)";
const MEDIATION: &str = "人民调解法(2010)";
const CONFIRMATION: &str = "人民调解协议司法确认程序规定(2011)";
const INTERNAL: &str = "[D] internal";

fn limit(
    length: u16,
    unit: Unit,
    owed_by: Duty,
    article: &'static str,
    source: &'static str,
) -> Limit {
    Limit {
        length,
        unit,
        // On where it helps the citizen; a body keeps the earlier date.
        postpone: matches!(owed_by, Duty::Citizen),
        pausable: false,
        extension: None,
        article: Cow::Borrowed(article),
        source: Cow::Borrowed(source),
        owed_by,
    }
}

fn once(max_days: u16) -> Option<Extension> {
    Some(Extension { max_days, unit: Unit::Calendar, times: 1, head_of_unit: true })
}

fn national_limit(clock: ClockId) -> Limit {
    use {
        Duty::{Body, Citizen},
        Unit::{Calendar, Working},
    };
    match clock {
        ClockId::BureauDispatch => limit(15, Calendar, Body, "22", REGULATION),
        ClockId::DirectNotice | ClockId::UnitNotice => limit(15, Calendar, Body, "23", REGULATION),
        ClockId::ReturnObjection => limit(5, Working, Body, "23", REGULATION),
        ClockId::Handle => {
            Limit { extension: once(30), ..limit(60, Calendar, Body, "34", REGULATION) }
        }
        // The assigner extends it by stating a new date.
        ClockId::AssignFeedback => limit(0, Unit::Stated, Body, "22(3)", REGULATION),
        ClockId::ReqReview => limit(30, Calendar, Citizen, "35", REGULATION),
        ClockId::Review => limit(30, Calendar, Body, "35", REGULATION),
        ClockId::ReqRereview => limit(30, Calendar, Citizen, "36", REGULATION),
        ClockId::Rereview => {
            Limit { pausable: true, ..limit(30, Calendar, Body, "36", REGULATION) }
        }
        ClockId::ProposalFeedback => limit(0, Unit::None, Body, "40", REGULATION),
        ClockId::UrgentReport => limit(0, Unit::None, Body, "25", REGULATION),
        ClockId::JudicialConfirm => limit(30, Calendar, Citizen, "人民调解法 33", MEDIATION),
        ClockId::CourtAccept => limit(3, Calendar, Body, "司法确认规定 2011", CONFIRMATION),
        ClockId::CourtDecide => Limit {
            extension: once(10),
            ..limit(15, Calendar, Body, "司法确认规定 2011", CONFIRMATION)
        },
        ClockId::StationPush => limit(1, Calendar, Body, "", INTERNAL),
        ClockId::Promise | ClockId::Charge | ClockId::Instruction => {
            limit(0, Unit::Stated, Body, "", INTERNAL)
        }
        ClockId::Performance => limit(0, Unit::Stated, Body, "人民调解法 31", MEDIATION),
    }
}

fn profile(id: &str, own: impl IntoIterator<Item = (ClockId, Limit)>) -> Profile {
    let mut limits: BTreeMap<_, _> =
        ClockId::ALL.into_iter().map(|clock| (clock, national_limit(clock))).collect();
    limits.extend(own);
    Profile {
        id: id.to_owned(),
        version: 1,
        // The Regulation is the base of all three, and older than it none of them can be.
        valid_from: NaiveDate::from_ymd_opt(2022, 5, 1).unwrap_or_default(),
        valid_to: None,
        limits,
        review_acceptance: None,
        late_review_with_good_reason: false,
        max_representatives: 5,
        max_representatives_small_group: None,
        id_required_at_visits: false,
        warn_at: WARN_AT,
    }
}

/// The national rules.
pub(crate) fn national() -> Profile {
    profile("national", [])
}

/// Shandong: 15 days and again 15 for the transferee, as the nation; answers to proposals within
/// 30 days.
pub(crate) fn shandong() -> Profile {
    let feedback = limit(30, Unit::Calendar, Duty::Body, "山东省信访条例 59", SHANDONG);
    let acceptance = limit(3, Unit::Working, Duty::Body, "山东省信访条例 43-44", SHANDONG);
    Profile {
        review_acceptance: Some(acceptance),
        late_review_with_good_reason: true,
        id_required_at_visits: true,
        ..profile("shandong", [(ClockId::ProposalFeedback, feedback)])
    }
}

/// Zhejiang: five working days to decide where it goes and again five for the transferee; 30 days
/// to handle it, up to 60 more. Article numbers are not given by the reference.
pub(crate) fn zhejiang() -> Profile {
    let decide = limit(5, Unit::Working, Duty::Body, "浙江省信访条例", ZHEJIANG);
    let handle = limit(30, Unit::Calendar, Duty::Body, "浙江省信访条例", ZHEJIANG);
    let own = [
        (ClockId::BureauDispatch, decide.clone()),
        (ClockId::DirectNotice, decide.clone()),
        (ClockId::UnitNotice, decide),
        (ClockId::Handle, Limit { extension: once(60), ..handle }),
    ];
    Profile {
        max_representatives_small_group: Some(SmallGroup { people: 10, representatives: 3 }),
        id_required_at_visits: true,
        ..profile("zhejiang", own)
    }
}
