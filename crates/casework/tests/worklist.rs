//! Work lists and filters: each list, and that counts always agree with the rows behind them.

use casework::{
    CaseKind, MatterRow,
    directory::Power,
    dispute::{
        DisputeStanding,
        codes::{DisputeType, Risk},
    },
    matter::Stage,
    row::RowClock,
    worklist::{HolderPlace, Kinds, Reader, RowFilter, TodayList},
};
use chrono::{Days, NaiveDate};
use clocks::{ClockId, Stage as Pace};
use ident::{MatterId, OfficeCode, PersonId};
use proptest::prelude::*;

const CITY: &str = "990101";
const TOWN: &str = "990101001";
const VILLAGE: &str = "990101001201";
const ME: PersonId = PersonId::new([1; 16]);
const OTHER: PersonId = PersonId::new([2; 16]);

fn office(code: &str) -> OfficeCode {
    OfficeCode::parse(code).expect("a code")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn row() -> MatterRow {
    MatterRow {
        matter: MatterId::new([1; 16]),
        projection: MatterRow::PROJECTION,
        local_no: String::new(),
        name: String::new(),
        name_key: String::new(),
        phone: String::new(),
        received_on: "2026-11-20".into(),
        recorded_at: 0,
        touched_at: 0,
        home: Some(office(VILLAGE)),
        holder: Some(office(TOWN)),
        channel: String::new(),
        category: "rural.land_contract".into(),
        place: String::new(),
        petitioners: 1,
        text: String::new(),
        contested: 0,
        notes: 0,
        handed: false,
        from_ledger: false,
        id_mark: None,
        stage: Stage::Accepted,
        clocks: Vec::new(),
        sender: None,
        unopened: false,
        charged: None,
        for_a_person: 0,
        redo: false,
        urgent: false,
        errands: Vec::new(),
        material_asked: false,
        local_nos: Vec::new(),
        marks: Vec::new(),
        links: Vec::new(),
        place_office: String::new(),
        affected: 0,
        routes: Vec::new(),
        ..MatterRow::blank(MatterId::new([1; 16]))
    }
}

fn clock(id: ClockId, owner: Option<&str>, due: &str) -> RowClock {
    let owner = owner.map(office);
    RowClock { id, office: owner, start: day("2026-10-01"), due: day(due), provisional: false }
}

fn lists(row: &MatterRow, at: &str, powers: &[Power]) -> Vec<TodayList> {
    let office = office(at);
    let reader = Reader { office: &office, person: ME, powers, today: today() };
    reader.lists(row).collect()
}

fn owed(due: &str) -> MatterRow {
    MatterRow { clocks: vec![clock(ClockId::Handle, Some(TOWN), due)], ..row() }
}

#[test]
fn a_clock_puts_a_matter_on_one_list_of_its_pace() {
    use TodayList::{DueSoon, DueToday, Overdue};
    let cases: [(&str, &[TodayList]); 6] = [
        ("2026-11-22", &[Overdue]),
        ("2026-11-23", &[DueToday]),
        ("2026-11-24", &[DueSoon]),
        ("2026-11-30", &[DueSoon]),
        ("2026-12-01", &[]),
        ("2027-12-01", &[]),
    ];
    for (due, on) in cases {
        assert_eq!(lists(&owed(due), TOWN, &[]), on, "{due}");
    }
}

#[test]
fn another_offices_clock_is_only_seen_overdue_from_above() {
    assert_eq!(lists(&owed("2026-11-22"), CITY, &[]), [TodayList::OverdueBelow]);
    assert_eq!(lists(&owed("2026-11-23"), CITY, &[]), []);
}

#[test]
fn a_draft_waits_for_whoever_may_sign() {
    let drafted = MatterRow { stage: Stage::Drafted, ..row() };
    assert_eq!(lists(&drafted, TOWN, &[Power::Handle]), []);
    assert_eq!(lists(&drafted, TOWN, &[Power::Head]), [TodayList::Signature]);
    assert_eq!(lists(&drafted, CITY, &[Power::Head]), []);
}

#[test]
fn what_came_back_is_at_the_sender_or_the_holder() {
    let objected = MatterRow { stage: Stage::Objected, sender: Some(office(CITY)), ..row() };
    assert_eq!(lists(&objected, CITY, &[]), [TodayList::CameBack]);
    assert_eq!(lists(&objected, TOWN, &[]), []);
    let returned = MatterRow { stage: Stage::Returned, ..row() };
    assert_eq!(lists(&returned, TOWN, &[]), [TodayList::CameBack]);
    let redo = MatterRow { redo: true, ..row() };
    assert_eq!(lists(&redo, TOWN, &[]), [TodayList::CameBack]);
    let done = MatterRow { redo: true, stage: Stage::Concluded, ..row() };
    assert_eq!(lists(&done, TOWN, &[]), []);
}

#[test]
fn new_matters_wait_to_be_opened_then_to_be_sorted_then_to_be_accepted() {
    let new = MatterRow { unopened: true, stage: Stage::Open, ..row() };
    assert_eq!(lists(&new, TOWN, &[]), [TodayList::Incoming]);
    for stage in [Stage::Open, Stage::Triaged] {
        let opened = MatterRow { stage, ..row() };
        assert_eq!(lists(&opened, TOWN, &[]), [TodayList::Routing]);
        assert_eq!(lists(&opened, VILLAGE, &[]), []);
    }
    let received = MatterRow { stage: Stage::Received, ..row() };
    assert_eq!(lists(&received, TOWN, &[]), [TodayList::Acceptance]);
}

#[test]
fn what_was_passed_on_without_a_notice_waits_for_it_from_the_first_day() {
    let owed = |holder: &str| MatterRow {
        clocks: vec![clock(ClockId::DirectNotice, Some(TOWN), "2026-12-20")],
        holder: Some(office(holder)),
        ..row()
    };
    assert_eq!(lists(&owed(CITY), TOWN, &[]), [TodayList::Notice]);
    assert_eq!(lists(&owed(CITY), CITY, &[]), [], "the township's, not the bureau's");
    assert_eq!(lists(&owed(TOWN), TOWN, &[]), [], "who has it accepts it or not");
    let over = MatterRow { stage: Stage::Answered, ..owed(CITY) };
    assert_eq!(lists(&over, TOWN, &[]), [TodayList::Notice], "nobody else gave it");
    let told = MatterRow { clocks: Vec::new(), ..owed(CITY) };
    assert_eq!(lists(&told, TOWN, &[]), []);
}

#[test]
fn a_station_sees_what_it_was_asked() {
    let asked = MatterRow { errands: vec![office(VILLAGE)], ..row() };
    assert_eq!(lists(&asked, VILLAGE, &[]), [TodayList::Errands]);
    assert_eq!(lists(&asked, TOWN, &[]), []);
}

#[test]
fn contradictions_and_contested_facts_wait_for_a_person() {
    for waits in [MatterRow { contested: 1, ..row() }, MatterRow { for_a_person: 1, ..row() }] {
        assert_eq!(lists(&waits, TOWN, &[]), [TodayList::Decision]);
    }
}

#[test]
fn the_petitioners_own_limits_and_missing_material_wait_for_them() {
    let limit = clock(ClockId::ReqReview, None, "2026-11-22");
    let may = MatterRow { clocks: vec![limit], stage: Stage::Concluded, ..row() };
    assert_eq!(lists(&may, TOWN, &[]), [TodayList::Petitioner], "and is nobody's overdue");
    let asked = MatterRow { material_asked: true, ..row() };
    assert_eq!(lists(&asked, TOWN, &[]), [TodayList::Petitioner]);
}

#[test]
fn mine_is_what_i_am_in_charge_of_here_and_is_not_over() {
    let mine = MatterRow { charged: Some(ME), ..row() };
    assert_eq!(lists(&mine, TOWN, &[]), [TodayList::Mine]);
    assert_eq!(lists(&mine, CITY, &[]), []);
    assert_eq!(lists(&MatterRow { charged: Some(OTHER), ..row() }, TOWN, &[]), []);
    assert_eq!(lists(&MatterRow { stage: Stage::Concluded, ..mine }, TOWN, &[]), []);
}

#[test]
fn names_of_lists_lead_back_to_them() {
    for list in TodayList::ALL {
        assert_eq!(TodayList::from_name(list.name()), Some(list));
    }
    assert_eq!(TodayList::from_name("nothing"), None);
}

fn wants(filter: &RowFilter, row: &MatterRow) -> bool {
    let (own, village) = (office(TOWN), office(VILLAGE));
    let reader = Reader { office: &own, person: ME, powers: &[], today: today() };
    filter.wants(row, &reader, &|code| *code == village)
}

#[test]
fn each_wish_of_a_filter_holds_something_back() {
    let all = RowFilter::default();
    let cases = [
        (RowFilter::of(TodayList::Mine), MatterRow { charged: Some(ME), ..row() }),
        (
            RowFilter { stage: Some(Stage::Open), ..all.clone() },
            MatterRow { stage: Stage::Open, ..row() },
        ),
        (
            RowFilter { holder: Some(HolderPlace::Below), ..all.clone() },
            MatterRow { holder: Some(office(VILLAGE)), ..row() },
        ),
        (
            RowFilter { holder: Some(HolderPlace::Elsewhere), ..all.clone() },
            MatterRow { holder: Some(office(CITY)), ..row() },
        ),
        (
            RowFilter { registered_here: true, ..all.clone() },
            MatterRow { home: Some(office(TOWN)), ..row() },
        ),
        (
            RowFilter { charged_to_me: true, ..all.clone() },
            MatterRow { charged: Some(ME), stage: Stage::Concluded, ..row() },
        ),
        (RowFilter { urgent: true, ..all.clone() }, MatterRow { urgent: true, ..row() }),
        (
            RowFilter { category: "labour".into(), ..all.clone() },
            MatterRow { category: "labour.wages".into(), ..row() },
        ),
        (
            RowFilter { received_from: Some(day("2026-11-21")), ..all.clone() },
            MatterRow { received_on: "2026-11-21".into(), ..row() },
        ),
        (
            RowFilter { received_to: Some(day("2026-11-19")), ..all.clone() },
            MatterRow { received_on: "2026-11-19".into(), ..row() },
        ),
        (RowFilter { due_by: Some(day("2026-11-30")), ..all.clone() }, owed("2026-11-30")),
    ];
    for (filter, fits) in cases {
        assert!(wants(&filter, &fits), "{filter:?}");
        assert!(!wants(&filter, &row()), "{filter:?}");
        assert!(wants(&all, &fits));
    }
    assert!(wants(&RowFilter { holder: Some(HolderPlace::Here), ..all }, &row()));
}

#[test]
fn a_category_is_no_mere_beginning_of_letters() {
    let filter = RowFilter { category: "rural".into(), ..RowFilter::default() };
    assert!(wants(&filter, &row()));
    assert!(wants(&filter, &MatterRow { category: "rural".into(), ..row() }));
    assert!(!wants(&filter, &MatterRow { category: "ruralness.x".into(), ..row() }));
}

#[test]
fn a_row_without_a_day_is_in_no_range_of_days() {
    let filter = RowFilter { received_to: Some(today()), ..RowFilter::default() };
    assert!(!wants(&filter, &MatterRow { received_on: String::new(), ..row() }));
}

#[test]
fn a_line_of_a_later_version_keeps_what_is_known() {
    let filter = RowFilter::from_text("today=overdue,stage=99,planet=mars,mine,category=a b,to=x");
    let known = RowFilter { charged_to_me: true, ..RowFilter::of(TodayList::Overdue) };
    assert_eq!(filter, known);
    assert_eq!(known.to_text(), "today=overdue,mine");
    assert!(RowFilter::from_text("").is_everything());
}

/// Such lines lie on devices under the names people gave them, and in addresses. Parts may be added.
#[test]
fn filters_are_pinned() {
    let filter = RowFilter {
        today: Some(TodayList::Overdue),
        stage: Some(Stage::Accepted),
        holder: Some(HolderPlace::Below),
        registered_here: true,
        charged_to_me: true,
        urgent: true,
        category: "rural.land_contract".into(),
        received_from: Some(day("2026-11-01")),
        received_to: Some(day("2026-11-22")),
        due_by: Some(day("2026-12-01")),
        kinds: Kinds::Only(CaseKind::Dispute),
        village: Some(office(VILLAGE)),
        open: true,
        promised: true,
        instructed: true,
        appraisal: true,
        standing: Some(DisputeStanding::Struck),
        risk: Some(Risk::High),
        dispute_type: Some(DisputeType::Internet),
    };
    let line = "today=overdue,stage=8,holder=below,category=rural.land_contract,from=2026-11-01,\
                to=2026-11-22,due=2026-12-01,kind=dispute,village=990101001201,standing=struck,\
                risk=high,dispute=internet,own,mine,urgent,open,promised,instructed,appraisal";
    assert_eq!(filter.to_text(), line);
    assert_eq!(RowFilter::from_text(line), filter);
    let any = RowFilter { kinds: Kinds::Any, ..RowFilter::default() };
    assert_eq!(any.to_text(), "kind=any");
}

/// A filter names a stage by the number that rows store it under.
#[test]
fn a_filters_stages_are_those_of_rows() {
    for (number, stage) in (0u64..).zip(Stage::ALL) {
        let stored = minicbor::to_vec((number, [0u8; 0])).expect("encodes");
        assert_eq!(minicbor::decode::<Stage>(&stored).expect("decodes"), stage);
        let filter = RowFilter { stage: Some(stage), ..RowFilter::default() };
        assert_eq!(filter.to_text(), format!("stage={number}"));
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..60).prop_map(|days| day("2026-10-25") + Days::new(days))
}

fn any_office() -> impl Strategy<Value = OfficeCode> {
    prop::sample::select(vec![CITY, TOWN, VILLAGE]).prop_map(office)
}

fn any_clock() -> impl Strategy<Value = RowClock> {
    let id = prop::sample::select(vec![ClockId::Handle, ClockId::UnitNotice, ClockId::ReqReview]);
    (id, prop::option::of(any_office()), any_day(), any_day()).prop_map(|(id, office, a, b)| {
        RowClock { id, office, start: a.min(b), due: a.max(b), provisional: false }
    })
}

prop_compose! {
    fn any_row()(
        holder in any_office(),
        sender in prop::option::of(any_office()),
        stage in prop::sample::select(Stage::ALL.to_vec()),
        clocks in prop::collection::vec(any_clock(), 0..4),
        (unopened, redo, urgent, material_asked) in any::<(bool, bool, bool, bool)>(),
        charged in prop::sample::select(vec![None, Some(ME), Some(OTHER)]),
        (contested, for_a_person) in (0u32..2, 0u32..2),
        errands in prop::collection::vec(any_office(), 0..2),
    ) -> MatterRow {
        MatterRow {
            holder: Some(holder), sender, stage, clocks, unopened, redo, urgent, material_asked,
            charged, contested, for_a_person, errands, ..row()
        }
    }
}

prop_compose! {
    fn any_filter()(
        today in prop::option::of(prop::sample::select(TodayList::ALL.to_vec())),
        stage in prop::option::of(prop::sample::select(Stage::ALL.to_vec())),
        holder in prop::option::of(prop::sample::select(HolderPlace::ALL.to_vec())),
        (registered_here, charged_to_me, urgent) in any::<(bool, bool, bool)>(),
        kinds in prop::sample::select(vec![
            Kinds::Petitions, Kinds::Any, Kinds::Only(CaseKind::Dispute), Kinds::Only(CaseKind::Visit),
        ]),
        village in prop::option::of(any_office()),
        (open, promised, instructed, appraisal) in any::<(bool, bool, bool, bool)>(),
        (standing, risk, dispute_type) in (
            prop::option::of(prop::sample::select(DisputeStanding::ALL)),
            prop::option::of(prop::sample::select(Risk::ALL)),
            prop::option::of(prop::sample::select(DisputeType::ALL)),
        ),
        category in "([a-z]{1,5}(\\.[a-z_]{1,5})?)?",
        (received_from, received_to, due_by) in (
            prop::option::of(any_day()), prop::option::of(any_day()), prop::option::of(any_day()),
        ),
    ) -> RowFilter {
        RowFilter {
            today, stage, holder, registered_here, charged_to_me, urgent, category, received_from,
            received_to, due_by, kinds, village, open, promised, instructed, appraisal, standing, risk,
            dispute_type,
        }
    }
}

proptest! {
    #[test]
    fn a_row_has_one_pace(row in any_row(), at in any_office()) {
        let reader = Reader { office: &at, person: ME, powers: &[], today: today() };
        let paced = [TodayList::Overdue, TodayList::DueToday, TodayList::DueSoon];
        let on = paced.into_iter().filter(|list| reader.is_on(&row, *list)).count();
        prop_assert!(on <= 1);
        let overdue = reader.pace(&row).is_some_and(|(pace, _)| pace == Pace::Overdue);
        prop_assert_eq!(overdue, reader.is_on(&row, TodayList::Overdue));
        prop_assert_eq!(overdue, reader.due(&row).is_some_and(|due| due < today()));
    }

    #[test]
    fn counts_agree_with_the_rows(rows in prop::collection::vec(any_row(), 0..40), at in any_office()) {
        let powers = [Power::Record, Power::Head];
        let reader = Reader { office: &at, person: ME, powers: &powers, today: today() };
        for list in TodayList::ALL {
            let counted = rows.iter().flat_map(|row| reader.lists(row)).filter(|on| *on == list);
            let filter = RowFilter::of(list);
            let shown = rows.iter().filter(|row| filter.wants(row, &reader, &|_| false));
            prop_assert_eq!(counted.count(), shown.count());
        }
    }

    #[test]
    fn a_filter_is_the_sum_of_its_wishes(row in any_row(), filter in any_filter()) {
        let all = || RowFilter { kinds: Kinds::Any, ..RowFilter::default() };
        let parts = [
            // A list of the day is of all kinds, unless one is named.
            RowFilter { today: filter.today, kinds: filter.kinds, ..all() },
            RowFilter { village: filter.village.clone(), ..all() },
            RowFilter { open: filter.open, ..all() },
            RowFilter { promised: filter.promised, ..all() },
            RowFilter { instructed: filter.instructed, ..all() },
            RowFilter { appraisal: filter.appraisal, ..all() },
            RowFilter { standing: filter.standing, ..all() },
            RowFilter { risk: filter.risk, ..all() },
            RowFilter { dispute_type: filter.dispute_type, ..all() },
            RowFilter { stage: filter.stage, ..all() },
            RowFilter { holder: filter.holder, ..all() },
            RowFilter { registered_here: filter.registered_here, ..all() },
            RowFilter { charged_to_me: filter.charged_to_me, ..all() },
            RowFilter { urgent: filter.urgent, ..all() },
            RowFilter { category: filter.category.clone(), ..all() },
            RowFilter { received_from: filter.received_from, ..all() },
            RowFilter { received_to: filter.received_to, ..all() },
            RowFilter { due_by: filter.due_by, ..all() },
        ];
        prop_assert_eq!(wants(&filter, &row), parts.iter().all(|part| wants(part, &row)));
    }

    #[test]
    fn filters_round_trip_as_text(filter in any_filter()) {
        let text = filter.to_text();
        prop_assert!(!text.contains([' ', '/', '#', '\n', '\t']));
        prop_assert_eq!(RowFilter::from_text(&text), filter);
    }
}
