//! Answers for the pages of visits, receptions and letters.

use std::collections::BTreeSet;

use casework::{
    CaseKind, MatterRow, Moment,
    directory::Tier,
    meeting::{
        tally::{
            Days, LetterStage, LetterTally, ReceptionTally, VisitTally, is_answered, is_letter,
            is_overdue, letter_stage,
        },
        unconfirmed::waits_at,
    },
    row::MeetingRow,
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use replica::{Effect, Station, StationError, TakenAlong};

use super::{excerpt::excerpt, store::DeviceStore};
use crate::bridge::{
    CaseBrief, LetterItem, LettersWanted, Listed, MeetingAsk, MeetingItem, MeetingReply, Packed,
    Prepared, Reply, Span, VillageDesk,
};

/// Longest line on what a case is about, in characters.
const LINE: usize = 60;
/// Most cases of one answer; a village has a few hundred.
const MOST: usize = 3_000;
/// Most lines of a list of meetings or letters: nobody reads on beyond them.
const LISTED: usize = 200;

type Answered = Result<(Reply, Vec<Effect>), StationError>;

/// Answers.
pub async fn meeting(station: &mut Station<DeviceStore>, ask: MeetingAsk, now: Moment) -> Answered {
    let today = now.date();
    let days = |span| match span {
        Span::Year => Days::year_of(today),
        Span::Twelve => Days::twelve_months_to(today),
    };
    let reply = match ask {
        MeetingAsk::Visits(span) => {
            let tally = VisitTally::of(station.rows_of_kind(CaseKind::Visit), days(span));
            let tiers = visits_by_tier(station, days(span));
            MeetingReply::Visits(tally, tiers, Packed::new(&meetings(station, CaseKind::Visit)))
        }
        MeetingAsk::Receptions(span) => {
            let rows = station.rows_of_kind(CaseKind::Reception);
            let tally = ReceptionTally::of(rows, days(span), |case| station.row(case));
            MeetingReply::Receptions(tally, Packed::new(&meetings(station, CaseKind::Reception)))
        }
        MeetingAsk::Letters(wanted, span) => {
            let letters = station.rows_of_kind(CaseKind::Petition);
            let tally = LetterTally::of(letters, days(span), today);
            let rows = station.rows_of_kind(CaseKind::Petition).filter(|row| is_letter(row));
            let fits: Vec<&MatterRow> = rows.filter(|row| is_wanted(row, wanted)).collect();
            let items = fits.iter().take(LISTED).map(|row| letter(station, row, today)).collect();
            MeetingReply::Letters(tally, Packed::new(&Listed { all: count(fits.len()), items }))
        }
        MeetingAsk::Village(village) => {
            let prepared = match &village {
                Some(village) => station.taken_along(village).await?,
                None => None,
            };
            let desk = village_desk(station, village.as_ref(), prepared);
            MeetingReply::Village(Packed::new(&desk))
        }
        MeetingAsk::TakeAlong(village) => {
            let (taken, effects) = station.take_along(&village, now).await?;
            let desk = village_desk(station, Some(&village), Some(taken));
            return Ok((Reply::Meeting(MeetingReply::Village(Packed::new(&desk))), effects));
        }
        MeetingAsk::Unconfirmed => {
            let kinds = [CaseKind::Petition, CaseKind::Dispute];
            let rows = kinds.into_iter().flat_map(|kind| station.rows_of_kind(kind));
            let own = station.identity().map(|identity| &identity.office);
            let here =
                |row: &&MatterRow| own.is_some_and(|own| waits_at(row, own, station.directory()));
            let cases = rows.filter(here).take(MOST).map(|row| brief(station, row)).collect();
            let desk = VillageDesk { cases, ..VillageDesk::default() };
            MeetingReply::Village(Packed::new(&desk))
        }
        MeetingAsk::Cases(cases) => {
            let found = cases.into_iter().filter_map(|case| station.row(case));
            let cases = found.take(MOST).map(|row| brief(station, row)).collect();
            let desk = VillageDesk { cases, ..VillageDesk::default() };
            MeetingReply::Village(Packed::new(&desk))
        }
    };
    Ok((Reply::Meeting(reply), Vec::new()))
}

/// The counts of visits by the tier of the office that planned them.
fn visits_by_tier(station: &Station<DeviceStore>, days: Days) -> Vec<(Tier, VisitTally)> {
    let directory = station.directory();
    let tiers = [Tier::City, Tier::Department, Tier::Township, Tier::Village];
    let of = |tier: Tier| {
        let own = station
            .rows_of_kind(CaseKind::Visit)
            .filter(|row| row.home.as_ref().and_then(|home| directory.tier(home)) == Some(tier));
        (tier, VisitTally::of(own, days))
    };
    tiers.into_iter().map(of).filter(|(_, tally)| *tally != VisitTally::default()).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn is_wanted(row: &MatterRow, wanted: LettersWanted) -> bool {
    match wanted {
        LettersWanted::All => true,
        LettersWanted::Unread => letter_stage(row) == LetterStage::Unread,
        LettersWanted::Unconfirmed => letter_stage(row) == LetterStage::Unconfirmed,
        LettersWanted::Assigned => letter_stage(row) == LetterStage::Assigned,
        LettersWanted::Unanswered => !is_answered(row),
    }
}

fn letter(station: &Station<DeviceStore>, row: &MatterRow, today: NaiveDate) -> LetterItem {
    let said = row.instructions.iter();
    LetterItem {
        case: row.matter,
        local_no: row.local_no.clone(),
        name: row.name.clone(),
        received_on: row.received_on.clone(),
        excerpt: excerpt(&row.text, LINE),
        stage: letter_stage(row),
        answered: is_answered(row),
        overdue: is_overdue(row, today),
        instructions: said.map(|one| (one.clone(), name(station, one.task.as_ref()))).collect(),
    }
}

fn name(station: &Station<DeviceStore>, office: Option<&OfficeCode>) -> String {
    let office = office.and_then(|code| station.directory().office(code));
    office.map(|office| office.name.clone()).unwrap_or_default()
}

/// The latest day first.
fn meetings(station: &Station<DeviceStore>, kind: CaseKind) -> Listed<MeetingItem> {
    let waiting: BTreeSet<MatterId> = station.waiting_matters();
    let mut rows: Vec<(&MatterRow, &MeetingRow)> =
        station.rows_of_kind(kind).filter_map(|row| Some((row, row.meeting.as_ref()?))).collect();
    rows.sort_by(|(_, a), (_, b)| b.day.cmp(&a.day));
    let items = rows.iter().take(LISTED).map(|(row, meeting)| MeetingItem {
        case: row.matter,
        local_no: row.local_no.clone(),
        village_name: name(station, meeting.village.as_ref()),
        home_name: name(station, row.home.as_ref()),
        waiting: waiting.contains(&row.matter),
        row: (*meeting).clone(),
    });
    Listed { items: items.collect(), all: count(rows.len()) }
}

fn village_desk(
    station: &Station<DeviceStore>,
    village: Option<&OfficeCode>,
    prepared: Option<TakenAlong>,
) -> VillageDesk {
    let handled = |row: &&MatterRow| row.kind.is_handled();
    let mut desk = VillageDesk {
        prepared: prepared.map(convert),
        line: line(station),
        ..VillageDesk::default()
    };
    match village {
        Some(village) => {
            let cases = || station.rows_of(village).filter(handled);
            desk.cases = cases().take(MOST).map(|row| brief(station, row)).collect();
            desk.open = count(cases().filter(|row| !row.is_over()).count());
            let visits = station.rows_of(village).filter(|row| row.kind == CaseKind::Visit);
            desk.visits = count(visits.count());
        }
        None => {
            let petitions = station.rows_of_kind(CaseKind::Petition).take(MOST / 2);
            let disputes = station.rows_of_kind(CaseKind::Dispute).take(MOST / 2);
            desk.cases = petitions.chain(disputes).map(|row| brief(station, row)).collect();
        }
    }
    desk
}

/// To whom the own office hands a case.
fn line(station: &Station<DeviceStore>) -> Vec<(OfficeCode, String)> {
    let Some(identity) = station.identity() else { return Vec::new() };
    let directory = station.directory();
    let up = directory.line_up(&identity.office).skip(1);
    let all = up.chain(directory.below(&identity.office));
    all.map(|office| (office.code.clone(), office.name.clone())).collect()
}

fn convert(taken: TakenAlong) -> Prepared {
    let TakenAlong {
        at,
        matters,
        disputes,
        promises,
        visits,
        ready,
        missing,
        caught_up,
        bytes,
        ..
    } = taken;
    Prepared { at, matters, disputes, promises, visits, ready, missing, caught_up, bytes }
}

fn brief(station: &Station<DeviceStore>, row: &MatterRow) -> CaseBrief {
    let about = if row.title.is_empty() { &row.text } else { &row.title };
    let own = station.identity().map(|identity| &identity.office);
    CaseBrief {
        case: row.matter,
        kind: row.kind,
        local_no: row.local_no.clone(),
        name: row.name.clone(),
        name_key: row.name_key.clone(),
        phone: row.phone.clone(),
        about: excerpt(about, LINE),
        on: row.received_on.clone(),
        open: !row.is_over(),
        here: row.holder.as_ref() == own,
        promises: row.promises.clone(),
        unconfirmed: row.instructions.iter().any(|one| one.says && one.task.is_none()),
    }
}
