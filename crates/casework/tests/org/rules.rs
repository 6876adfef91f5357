//! Who may change what, and what it does.

use casework::{
    directory::{Role, Tier},
    history::Arrival,
    org::{OrgStep, OrgView, Why},
};

use crate::city::{
    ADMIN, CITY, OTHER_TOWN, OTHER_VILLAGE, Replica, TOWN, VILLAGE, base, by, code, day, one,
    overlaid, person, post,
};

fn rename(at: u8, office: &str, name: &str, from: &str) -> OrgStep {
    OrgStep::OfficeRenamed { by: by(at), office: code(office), name: name.into(), from: day(from) }
}

fn appoint(at: u8, new: u8, who: u8, office: &str, role: Role) -> OrgStep {
    OrgStep::Appointed {
        by: by(at),
        post: post(new),
        person: person(who),
        office: code(office),
        role,
        from: day("2026-11-01"),
        deputises: None,
    }
}

fn why(at: u8, step: &OrgStep) -> Option<Why> {
    let (directory, report) = one(at, step);
    let why = report.without_effect.first().map(|(_, why)| *why);
    assert_eq!(why.is_none(), directory != base(), "an effect or a reason: {step:?}");
    why
}

#[test]
fn a_township_renamed_in_mid_case_keeps_the_name_of_the_day() {
    let (after, report) = one(0, &rename(0, TOWN, "柳湾街道", "2026-10-01"));
    assert_eq!(report.without_effect, []);
    let town = after.office(&code(TOWN)).expect("is there");
    assert_eq!(town.name, "柳湾街道");
    assert_eq!(town.name_on(day("2026-09-30")), "柳湾镇");
    assert_eq!(town.name_on(day("2026-10-01")), "柳湾街道");
}

#[test]
fn a_merged_township_is_closed_and_its_villages_come_under_its_heir() {
    let step = OrgStep::OfficeClosed {
        by: by(0),
        office: code(TOWN),
        on: day("2026-10-31"),
        into: Some(code(OTHER_TOWN)),
    };
    let (after, report) = one(0, &step);
    assert_eq!(report.without_effect, []);
    let town = after.office(&code(TOWN)).expect("kept");
    assert_eq!(town.merged_into, Some(code(OTHER_TOWN)));
    assert!(town.is_open_on(day("2026-10-31")) && !town.is_open_on(day("2026-11-01")));
    assert_eq!(town.name_on(day("2026-11-22")), "柳湾镇", "still readable");
    assert!(after.is_at_or_above(&code(OTHER_TOWN), &code(VILLAGE)));
    // Its code is never given again, and nobody is appointed there any more.
    let mut replica = Replica::new(CITY);
    replica.write(0, &step);
    replica.write(
        0,
        &OrgStep::OfficeOpened {
            by: by(0),
            office: code(TOWN),
            name: "新柳湾镇".into(),
            tier: Tier::Township,
            parent: code(CITY),
            organ: String::new(),
            phone: String::new(),
            from: day("2026-11-01"),
        },
    );
    replica.write(0, &appoint(0, 9, 1, TOWN, Role::TownClerk));
    replica.write(0, &step);
    let (_, report) = overlaid(&[(CITY, &replica)]);
    let why: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Why::CodeTaken, Why::Closed], "closing it again says nothing new");
}

#[test]
fn a_department_is_opened_and_its_people_are_appointed() {
    let mut replica = Replica::new(CITY);
    let office = casework::org::local_code(&[7; 8]).expect("a code");
    let opened = OrgStep::OfficeOpened {
        by: by(ADMIN),
        office: office.clone(),
        name: "市水利局".into(),
        tier: Tier::Department,
        parent: code(CITY),
        organ: "云岭市水利局".into(),
        phone: "19900005566".into(),
        from: day("2026-11-01"),
    };
    replica.write(ADMIN, &opened);
    let added = |id: u8, name: &str| OrgStep::PersonAdded {
        by: by(ADMIN),
        person: person(id),
        name: name.into(),
        office: office.clone(),
    };
    replica.write(ADMIN, &added(20, "梅静宜"));
    replica.write(ADMIN, &added(21, "费玉珍"));
    let appoint = |new: u8, who: u8, deputises: Option<u8>| OrgStep::Appointed {
        by: by(ADMIN),
        post: post(new),
        person: person(who),
        office: office.clone(),
        role: Role::DepartmentLeader,
        from: day("2026-11-10"),
        deputises: deputises.map(post),
    };
    replica.write(ADMIN, &appoint(20, 20, None));
    replica.write(ADMIN, &appoint(21, 21, Some(20)));
    let (after, report) = overlaid(&[(CITY, &replica)]);
    assert_eq!(report.without_effect, []);
    assert_eq!(report.through, 5);
    let there = after.office(&office).expect("is there");
    assert_eq!((there.tier, there.organ.as_str()), (Tier::Department, "云岭市水利局"));
    assert!(!there.is_open_on(day("2026-10-31")));
    let deputy = after.posts_of(person(21), &office, day("2026-11-10")).next().expect("held");
    assert_eq!(deputy.deputises, Some(post(20)), "the deputy says whose");
    assert_eq!(after.posts_of(person(21), &office, day("2026-11-09")).count(), 0);
}

#[test]
fn a_relieved_post_ends_where_the_relay_took_that_in() {
    let mut city = Replica::new(CITY);
    city.write(0, &rename(0, VILLAGE, "前杨新村", "2026-10-01"));
    city.write(0, &OrgStep::Relieved { by: by(0), post: post(1), on: day("2026-11-15") });
    let (after, report) = overlaid(&[(CITY, &city)]);
    assert_eq!(report.without_effect, []);
    let ended = after.post(post(1)).and_then(|post| post.ended).expect("ended");
    assert_eq!((ended.on, ended.received), (day("2026-11-15"), Some(2)));
    assert!(!after.post(post(1)).expect("kept").is_held_on(day("2026-11-16")));

    // What the township's head entered before and handed in after goes to a person.
    let mut town = Replica::new(TOWN);
    let before = casework::step::payload::Acting { post: post(1), on: day("2026-11-14") };
    let named = OrgStep::OfficeRenamed {
        by: before,
        office: code(VILLAGE),
        name: "杨家村".into(),
        from: day("2026-11-01"),
    };
    town.write(1, &named);
    let mut changes = town.changes();
    for (arrival, expected) in [
        (Arrival::At(1), None),
        (Arrival::At(3), Some(Why::Straggler)),
        (Arrival::Pending, Some(Why::Straggler)),
    ] {
        changes[0].arrival = arrival;
        let docs = [(code(CITY), city.changes()), (code(TOWN), changes.clone())];
        let (_, report) = base().overlaid(&docs);
        assert_eq!(report.why(&changes[0].hash), expected, "{arrival:?}");
    }
}

#[test]
fn an_end_that_stands_later_in_the_order_still_withdraws() {
    // The administrator and the section head, apart: one ends the other's post, who goes on.
    for (relieving, relieved) in [(0, ADMIN), (ADMIN, 0)] {
        let mut ending = Replica::new(CITY);
        let on = day("2026-11-22");
        ending.write(relieving, &OrgStep::Relieved { by: by(relieving), post: post(relieved), on });
        let mut going_on = Replica::new(CITY);
        going_on.write(relieved, &rename(relieved, TOWN, "柳家湾镇", "2026-11-02"));
        going_on.write(relieved, &rename(relieved, OTHER_TOWN, "青石乡", "2026-11-03"));
        ending.merge(&going_on);
        // The end came in first: whichever place it has in the order.
        let (after, report) = overlaid(&[(CITY, &ending)]);
        let why: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
        assert_eq!(why, [Why::Straggler, Why::Straggler]);
        assert_eq!(after.office(&code(TOWN)).expect("is there").name, "柳湾镇");
        // It came in last: what was entered before stands.
        going_on.merge(&ending);
        let (after, report) = overlaid(&[(CITY, &going_on)]);
        assert_eq!(report.without_effect, []);
        assert_eq!(after.office(&code(TOWN)).expect("is there").name, "柳家湾镇");
    }
}

#[test]
fn who_was_withdrawn_withdraws_nobody() {
    let on = day("2026-11-22");
    let mut at_one = Replica::new(CITY);
    at_one.write(ADMIN, &OrgStep::Relieved { by: by(ADMIN), post: post(0), on });
    let mut at_other = Replica::new(CITY);
    at_other.write(0, &OrgStep::Relieved { by: by(0), post: post(ADMIN), on });
    at_one.merge(&at_other);
    at_one.write(ADMIN, &rename(ADMIN, TOWN, "柳家湾镇", "2026-11-02"));
    let (after, report) = overlaid(&[(CITY, &at_one)]);
    let why: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Why::Straggler]);
    assert_eq!(after.office(&code(TOWN)).expect("is there").name, "柳家湾镇");
    assert!(after.post(post(ADMIN)).expect("is there").ended.is_none());
}

#[test]
fn an_office_changes_what_stands_below_it_and_nothing_else() {
    let named = |at, office| why(at, &rename(at, office, "新名", "2026-10-01"));
    assert_eq!(named(0, CITY), None, "above the city office stands nobody");
    assert_eq!(named(0, VILLAGE), None);
    assert_eq!(named(1, VILLAGE), None);
    assert_eq!(named(1, TOWN), Some(Why::NotBelow));
    assert_eq!(named(1, OTHER_VILLAGE), Some(Why::NotBelow));
    assert_eq!(named(3, VILLAGE), Some(Why::NotPermitted), "a station keeps no directory");
    let relieve = |at, of| OrgStep::Relieved { by: by(at), post: post(of), on: day("2026-11-01") };
    assert_eq!(why(1, &relieve(1, 4)), Some(Why::NotBelow));
    assert_eq!(why(1, &relieve(1, 3)), None);
    let profile = |at| OrgStep::ProfileSet { by: by(at), profile: "shandong/1".into() };
    assert_eq!(why(1, &profile(1)), Some(Why::CityOnly));
    assert_eq!(why(0, &profile(0)), None);
    // Another's post, a post of another office, a device of another office.
    assert_eq!(why(ADMIN, &rename(0, TOWN, "新名", "2026-10-01")), Some(Why::NotTheirPost));
    let mut foreign = Replica::new(CITY);
    foreign.write(1, &rename(1, VILLAGE, "新名", "2026-10-01"));
    let (after, report) = overlaid(&[(CITY, &foreign)]);
    assert_eq!(report.without_effect.first().map(|(_, why)| *why), Some(Why::OtherOffice));
    assert_eq!(after, base());
}

#[test]
fn what_does_not_fit_has_no_effect() {
    assert_eq!(
        why(0, &appoint(0, 9, 1, TOWN, Role::StationHead)),
        Some(Why::RoleDoesNotFit),
        "a township has no head of a station"
    );
    assert_eq!(why(0, &appoint(0, 3, 1, TOWN, Role::TownClerk)), Some(Why::IdTaken));
    assert_eq!(why(0, &appoint(0, 9, 77, TOWN, Role::TownClerk)), Some(Why::NoSuchPerson));
    assert_eq!(why(0, &rename(0, TOWN, "  ", "2026-10-01")), Some(Why::BadName));
    assert_eq!(why(0, &rename(0, TOWN, "新名", "2026-12-01")), Some(Why::InTheFuture));
    let added = OrgStep::PersonAdded {
        by: by(0),
        person: person(3),
        name: "另一人".into(),
        office: code(TOWN),
    };
    assert_eq!(why(0, &added), Some(Why::IdTaken));
    let calendar = OrgStep::CalendarSet { by: by(0), year: 2027, csv: "no table".into() };
    assert_eq!(why(0, &calendar), Some(Why::Unreadable));
    let raw = r#"{"office_split":{}}"#.to_owned();
    assert_eq!(why(0, &OrgStep::Unknown { raw }), Some(Why::UnknownStep));
}

#[test]
fn numbers_are_reserved_once() {
    let block = |at, office, from, to| OrgStep::BlockReserved {
        by: by(at),
        office: code(office),
        paper: "acceptance_notice".into(),
        year: 2026,
        from,
        to,
        device: None,
    };
    let mut replica = Replica::new(CITY);
    replica.write(0, &block(0, TOWN, 1, 20));
    replica.write(0, &block(0, TOWN, 21, 40));
    replica.write(0, &block(0, OTHER_TOWN, 1, 20));
    replica.write(0, &block(0, TOWN, 40, 50));
    replica.write(0, &block(0, TOWN, 50, 45));
    let (after, report) = overlaid(&[(CITY, &replica)]);
    assert_eq!(after.blocks.len(), 3);
    let mut why: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    why.sort();
    assert_eq!(why, [Why::BadRange, Why::Overlaps]);
}

#[test]
fn a_screen_sees_the_part_its_office_keeps() {
    let mut town = Replica::new(TOWN);
    town.write(1, &rename(1, VILLAGE, "杨家村", "2026-11-01"));
    town.write(1, &rename(1, TOWN, "不归自己", "2026-11-01"));
    let (after, report) = overlaid(&[(TOWN, &town)]);
    let view = |office: &str, who: u8| {
        let today = day("2026-11-22");
        OrgView::of(&after, &code(office), person(who), today, &town.changes(), &report)
    };
    let at_town = view(TOWN, 1);
    assert_eq!(at_town.may_act_in, [post(1)]);
    let codes: Vec<&str> = at_town.offices.iter().map(|office| office.code.as_str()).collect();
    assert_eq!(codes, [VILLAGE]);
    assert_eq!(at_town.people.len(), 1);
    assert_eq!(at_town.without_effect.len(), 1);
    assert_eq!(at_town.without_effect[0].why, Why::NotBelow);
    assert_eq!(at_town.without_effect[0].by, "工作人员1");
    assert_eq!(view(CITY, 0).offices.len(), 5);
    let at_village = view(VILLAGE, 3);
    assert!(at_village.offices.is_empty() && at_village.may_act_in.is_empty());
    // What it does not keep it can read: itself and those above, with those who hold a post today.
    let read = |view: &OrgView| -> Vec<String> {
        view.above.iter().map(|seat| seat.office.code.as_str().to_owned()).collect()
    };
    assert_eq!(read(&at_village), [VILLAGE, TOWN, CITY]);
    assert_eq!(read(&at_town), [TOWN, CITY]);
    assert!(read(&view(CITY, 0)).is_empty());
    let town = &at_village.above[1];
    assert_eq!(town.people.iter().map(|at| at.id).collect::<Vec<_>>(), [person(1)]);
    assert!(town.posts.iter().any(|held| held.id == post(1)));
}
