//! Ids that follow from what a case is about: two tablets that write it apart write one case.
//!
//! Such an id begins with four letters of its kind, and nothing but what it follows from can open the
//! case under it; so no office can occupy another's. They are not secret: a forbidden id is answered
//! like an unknown one.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, digest};

use crate::{CaseKind, Step, dispute::DisputeStep, meeting::MeetingStep};

const SCREENING: [u8; 4] = *b"scrn";
const VISIT: [u8; 4] = *b"vist";

/// The report of an office on a period, or on its share of a round.
#[must_use]
pub fn of_screening(
    office: &OfficeCode,
    from: NaiveDate,
    to: NaiveDate,
    round: Option<&str>,
) -> MatterId {
    let (from, to) = (from.to_string(), to.to_string());
    let parts = [office.as_str(), &from, &to, round.unwrap_or_default()];
    fixed(SCREENING, "cunzhan/screening/1", &parts)
}

/// The visit of a leader to a village on a day, planned by an office.
#[must_use]
pub fn of_visit(
    office: &OfficeCode,
    day: NaiveDate,
    leader: &str,
    village: Option<&OfficeCode>,
) -> MatterId {
    let village = village.map_or("", OfficeCode::as_str);
    let parts = [office.as_str(), &day.to_string(), leader.trim(), village];
    fixed(VISIT, "cunzhan/visit/1", &parts)
}

fn fixed(kind: [u8; 4], context: &str, parts: &[&str]) -> MatterId {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let hash = digest(context, &parts);
    let mut id = [0u8; 16];
    let (head, tail) = id.split_at_mut(4);
    head.copy_from_slice(&kind);
    for (to, from) in tail.iter_mut().zip(hash) {
        *to = from;
    }
    MatterId::new(id)
}

/// Whether a step may open the case of this id: one that follows from something is opened by just
/// that, any other by anything else.
#[must_use]
pub fn may_open(matter: MatterId, step: &Step) -> bool {
    match step {
        Step::Screened(it) => {
            matter == of_screening(&it.office, it.from, it.to, it.round.as_deref())
        }
        Step::Meeting(MeetingStep::Planned(it)) if it.kind.case() == CaseKind::Visit => {
            matter == of_visit(&it.office, it.day, &it.leader, it.village.as_ref())
        }
        Step::Registered { .. }
        | Step::Imported { .. }
        | Step::Remarked(_)
        | Step::Dispute(DisputeStep::Found(_))
        | Step::Meeting(MeetingStep::Planned(_)) => {
            let head = matter.as_bytes().first_chunk::<4>();
            head != Some(&SCREENING) && head != Some(&VISIT)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_pinned_and_follow_from_all_they_should() {
        let office = OfficeCode::parse("990101001201").expect("a code");
        let town = OfficeCode::parse("990101001").expect("a code");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let week =
            |office, round| of_screening(office, day("2026-11-16"), day("2026-11-22"), round);
        let ids = [
            week(&office, None),
            week(&town, None),
            week(&office, Some("1122334455667788")),
            of_visit(&town, day("2026-11-20"), "单雪梅", Some(&office)),
            of_visit(&town, day("2026-11-20"), " 单雪梅 ", None),
        ];
        let found: Vec<String> = ids.iter().map(|id| id.to_hex()).collect();
        // Stored and synced everywhere: these may never change.
        assert_eq!(
            found,
            [
                "7363726e112e01498d6dd6b914df58b6",
                "7363726e964977aab52fbcf8ca78fa7f",
                "7363726eb57c3615b7fbbc52de7bc7d1",
                "76697374aebb46924b17c683d73af33b",
                "76697374eda9376896014bc772afaed1",
            ]
        );
    }
}
