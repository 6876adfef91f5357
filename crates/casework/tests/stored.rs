//! What is stored in `casework`'s formats, pinned: rows and the directory.

use casework::{
    CaseKind, Directory, MatterRow,
    directory::{
        Arrangements, Contact, Cycles, Device, DutyTurn, EmergencyPlan, Ended, Helper, HelperKind,
        Intensive, NumberBlock, Office, PastName, PastParent, Person, Post, Recusal, RecusalScope,
        Role, Round, RoundKind, Scheme, Tier, Training,
    },
    matter::Stage,
    org::{OrgReport, Why},
    retention::{ErasureScope, RetentionClass},
    row::{
        DisputeRow, KeptRow, MeetingRow, RemarkRow, RowAnswer, RowClock, RowInstruction,
        RowPromise, ScreeningRow,
    },
    screening::Cycle,
};
use chrono::NaiveDate;
use clocks::ClockId;
use ident::{ChangeHash, DeviceId, MatterId, OfficeCode, PersonId, PostId, PublicKey};

fn row() -> MatterRow {
    MatterRow {
        matter: MatterId::new([1; 16]),
        projection: 3,
        local_no: "990101001201-1-0001".into(),
        name: "单小明".into(),
        name_key: "shan|dan xiao ming".into(),
        phone: "19900001234".into(),
        received_on: "2026-11-22".into(),
        recorded_at: 1_795_000_000_000,
        touched_at: 1_795_000_000_001,
        home: OfficeCode::parse("990101001201").ok(),
        holder: OfficeCode::parse("990101001").ok(),
        channel: "visit".into(),
        category: "rural.land_contract".into(),
        place: "前杨村".into(),
        petitioners: 3,
        text: "修路".into(),
        contested: 1,
        notes: 2,
        handed: true,
        from_ledger: false,
        id_mark: Some([9; 8]),
        stage: Stage::Received,
        clocks: vec![RowClock {
            id: ClockId::UnitNotice,
            office: OfficeCode::parse("990101001").ok(),
            start: day("2026-11-23"),
            due: day("2026-12-08"),
            provisional: false,
        }],
        sender: OfficeCode::parse("990101").ok(),
        unopened: true,
        charged: Some(PersonId::new([2; 16])),
        for_a_person: 1,
        redo: true,
        urgent: true,
        errands: vec![OfficeCode::parse("990101001201").expect("a code")],
        material_asked: true,
        local_nos: vec!["990101001201-1-0001".into(), "990101001201-2-0001".into()],
        marks: vec!["resolved".into()],
        links: vec![(MatterId::new([7; 16]), "repeat".into())],
        place_office: "990101001201".into(),
        affected: 40,
        routes: vec!["petition".into()],
        doubtful: true,
        kind: CaseKind::Dispute,
        title: "赵、钱两家宅基地边界".into(),
        dispute: Some(DisputeRow {
            found_on: "2026-11-20".into(),
            dispute_type: "homestead".into(),
            risk: "medium".into(),
            parties: 2,
            amount: "3000".into(),
            leader: "单雪梅".into(),
            charge_waits: true,
            mediating: true,
            agreement: Some("(2026)人调字第1号".into()),
            unperformed: true,
            outcome: "settled".into(),
            ended_on: "2026-11-21".into(),
            struck_on: "2026-11-22".into(),
            round: "1122334455667788".into(),
        }),
        meeting: Some(MeetingRow {
            form: "rounds".into(),
            day: "2026-11-20".into(),
            leader: "单雪梅".into(),
            leader_post: "副市长".into(),
            village: OfficeCode::parse("990101001201").ok(),
            held: true,
            cancelled: true,
            talks: 3,
            people: 5,
            problems: 2,
            solved: 1,
            cases: vec![MatterId::new([3; 16])],
            waiting: 4,
            requests: 1,
            posted: true,
        }),
        screening: Some(ScreeningRow {
            from: "2026-11-16".into(),
            to: "2026-11-22".into(),
            round: "1122334455667788".into(),
            nothing: true,
            said: 2,
            on: "2026-11-22".into(),
        }),
        promises: vec![RowPromise {
            id: "0011223344556677".into(),
            text: "修好排水沟".into(),
            who: "单雪梅 副市长".into(),
            office: OfficeCode::parse("990101001").expect("a code"),
            due: day("2026-12-10"),
            meeting: Some(MatterId::new([4; 16])),
        }],
        instructions: vec![RowInstruction {
            id: "8899aabbccddeeff".into(),
            leader: "单雪梅".into(),
            on: "2026-11-20".into(),
            way: "letter".into(),
            says: true,
            task: OfficeCode::parse("990101001").ok(),
            until: "2026-11-30".into(),
            answered: true,
            post: None,
        }],
        heard: vec![MatterId::new([5; 16])],
        concluded_on: "2026-11-22".into(),
        absent: None,
        kept: None,
        remark: None,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn directory() -> Directory {
    let office = OfficeCode::parse("990101").expect("a code");
    Directory {
        version: 3,
        offices: vec![Office {
            past_names: vec![PastName { name: "云州县".into(), until: day("2019-12-31") }],
            closed_on: Some(day("2030-12-31")),
            merged_into: OfficeCode::parse("990102").ok(),
            organ: "云岭市信访局".into(),
            phone: "19900000001".into(),
            opened_on: Some(day("2010-01-01")),
            ..Office::new(office.clone(), "云岭市".into(), None, Tier::City)
        }],
        people: vec![Person {
            id: PersonId::new([2; 16]),
            name: "查理明".into(),
            office: office.clone(),
        }],
        devices: vec![Device {
            id: DeviceId::new([3; 8]),
            office: office.clone(),
            number: 1,
            key: PublicKey::new([4; 32]),
        }],
        posts: vec![Post {
            id: PostId::new([5; 8]),
            person: PersonId::new([2; 16]),
            office,
            role: Role::BureauSectionHead,
            from: day("2020-01-01"),
            ended: Some(Ended { on: day("2026-06-30"), received: Some(77) }),
            deputises: Some(PostId::new([6; 8])),
        }],
        calendars: vec![(2027, "date,kind,name,source\n".into())],
        profile: Some("national/1".into()),
        templates: vec![("receipt".into(), "回执".into())],
        blocks: vec![NumberBlock {
            office: OfficeCode::parse("990101101").expect("a code"),
            paper: "acceptance_notice".into(),
            year: 2026,
            from: 1,
            to: 20,
            device: Some(DeviceId::new([3; 8])),
        }],
        org: OrgReport {
            through: 90,
            without_effect: vec![(ChangeHash::new([8; 32]), Why::Contradicted)],
        },
        arrangements: arrangements(),
        ..Directory::default()
    }
}

fn arrangements() -> Arrangements {
    let office = OfficeCode::parse("990101").expect("a code");
    let id = || "1122334455667788".to_owned();
    Arrangements {
        cycles: Cycles { village: Cycle::Daily, township: Cycle::Weekly, city: Cycle::Quarterly },
        intensives: vec![Intensive {
            id: id(),
            from: day("2026-12-01"),
            to: day("2026-12-05"),
            reason: "汛期".into(),
            scope: office.clone(),
            ended: Some(day("2026-12-03")),
        }],
        rounds: vec![Round {
            id: id(),
            name: "工资专项".into(),
            kind: RoundKind::Regular,
            from: day("2026-12-01"),
            to: day("2026-12-20"),
            organiser: office.clone(),
            tiers: vec![Tier::Village],
            text: "看工地".into(),
            closed: Some(day("2026-12-21")),
        }],
        scheme: Some(Scheme { fix: vec!["定领导".into()], charge: vec!["包化解".into()] }),
        contacts: vec![Contact {
            id: id(),
            office: office.clone(),
            name: "单雪梅".into(),
            duty: "值班领导".into(),
            phone: "19900001234".into(),
            order: 1,
        }],
        roster: vec![DutyTurn {
            office: office.clone(),
            day: day("2026-12-01"),
            name: "查理明".into(),
            phone: "19900001235".into(),
        }],
        plans: vec![EmergencyPlan { office: office.clone(), text: "先报告".into() }],
        helpers: vec![Helper {
            id: id(),
            kind: HelperKind::Volunteer,
            name: "乐平".into(),
            phone: "19900001236".into(),
            office: office.clone(),
            weekdays: vec![1, 3],
            from: day("2026-12-01"),
            until: Some(day("2027-12-01")),
        }],
        trainings: vec![Training {
            id: id(),
            office,
            on: day("2026-11-20"),
            title: "调解实务".into(),
            people: 30,
            text: "张老师主讲".into(),
        }],
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).expect("hexadecimal"))
        .collect()
}

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stored.golden");

/// With who keeps away from what, which stands last or not at all.
fn directory_with_recusals() -> Directory {
    let unit = OfficeCode::parse("990101101").expect("a code");
    let person = PersonId::new([2; 16]);
    let scopes = [
        RecusalScope::Unit(unit),
        RecusalScope::Category("rural".into()),
        RecusalScope::Matter(MatterId::new([7; 16])),
    ];
    let all = scopes.iter().map(|scope| {
        let id = "1122334455667788".to_owned();
        Recusal::new(id, person, scope, day("2026-12-01"), "近亲属".into())
    });
    Directory { recusals: Some(all.collect()), ..directory() }
}

/// With an office that stood elsewhere before, and a recusal that the relay took in: both stand last, or
/// not at all.
fn directory_that_moved() -> Directory {
    let mut moved = directory_with_recusals();
    for office in &mut moved.offices {
        let parent = OfficeCode::parse("990100").expect("a code");
        office.past_parents = Some(vec![PastParent { parent, until: day("2026-10-31") }]);
    }
    for one in moved.recusals.iter_mut().flatten() {
        one.received = Some(70_000);
        one.entered_on = Some(day("2026-11-22"));
    }
    moved
}

/// With how it is kept, which rows say since their fourth projection.
fn kept_row() -> MatterRow {
    let kept = KeptRow {
        class: RetentionClass::WithResult,
        over_on: "2026-11-22".into(),
        frozen_from: "2027-11-22".into(),
        proposed: true,
        erased: Some(ErasureScope::People),
    };
    MatterRow { projection: 4, kept: Some(kept), ..row() }
}

/// A remark on the app, which is one kind of case more.
fn remark_row() -> MatterRow {
    let remark = RemarkRow {
        on: "2026-11-22".into(),
        person: Some(PersonId::new([2; 16])),
        text: "字太小".into(),
        about: "1.0".into(),
        answers: vec![RowAnswer {
            office: OfficeCode::parse("990101").expect("a code"),
            on: "2026-11-23".into(),
            text: "设置里可以放大".into(),
        }],
    };
    let dispute = None;
    MatterRow { kind: CaseKind::Remark, remark: Some(remark), dispute, ..kept_row() }
}

/// Lines of older versions are never changed, and are read for ever; `CUNZHAN_WRITE_GOLDEN=1`
/// writes the newest.
#[test]
fn stored_formats_are_pinned() {
    assert_eq!(MatterRow::from_bytes(&row().to_bytes()), Some(row()));
    assert_eq!(MatterRow::from_bytes(&kept_row().to_bytes()), Some(kept_row()));
    assert_eq!(MatterRow::from_bytes(&remark_row().to_bytes()), Some(remark_row()));
    let recused = directory_with_recusals();
    assert_eq!(Directory::from_bytes(&recused.to_bytes()), Ok(recused));
    assert_eq!(Directory::from_bytes(&directory().to_bytes()), Ok(directory()));
    let moved = directory_that_moved();
    assert_eq!(Directory::from_bytes(&moved.to_bytes()), Ok(moved));
    let kept = std::fs::read_to_string(GOLDEN).expect("reads");
    let older: String = kept
        .lines()
        .filter(|line| {
            let newest = ["row/3", "directory/3", "row/4", "row/4 remark", "directory/3 recusals"];
            let moved = "directory/3 moved";
            let of = line.split(": ").next().unwrap_or_default();
            !newest.contains(&of) && of != moved
        })
        .fold(String::new(), |all, line| all + line + "\n");
    let found = format!(
        "{older}row/3: {}\ndirectory/3: {}\nrow/4: {}\nrow/4 remark: {}\ndirectory/3 recusals: {}\ndirectory/3 moved: {}\n",
        hex(&row().to_bytes()),
        hex(&directory().to_bytes()),
        hex(&kept_row().to_bytes()),
        hex(&remark_row().to_bytes()),
        hex(&directory_with_recusals().to_bytes()),
        hex(&directory_that_moved().to_bytes()),
    );
    // What a row says of documents that are elsewhere stands last, or not at all.
    let absent = MatterRow { absent: Some(70_000), ..row() };
    assert_eq!(MatterRow::from_bytes(&absent.to_bytes()), Some(absent.clone()));
    assert!(hex(&absent.to_bytes()).ends_with("1a00011170"));
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, &found).expect("writes");
    }
    assert_eq!(found, std::fs::read_to_string(GOLDEN).expect("reads"));
}

#[test]
fn formats_of_the_first_version_are_still_read() {
    let kept = std::fs::read_to_string(GOLDEN).expect("reads");
    let line = |name: &str| {
        let found = kept.lines().find_map(|line| line.strip_prefix(name));
        unhex(found.expect("a line"))
    };
    let row = MatterRow::from_bytes(&line("row/1: ")).expect("a row");
    assert_eq!((row.name.as_str(), row.projection), ("单小明", 1));
    assert_eq!((row.stage, row.clocks.len()), (Stage::Unregistered, 0));
    let row = MatterRow::from_bytes(&line("row/2: ")).expect("a row");
    assert_eq!((row.projection, row.kind), (2, CaseKind::Petition));
    assert!(row.dispute.is_none() && row.promises.is_empty());
    let directory = Directory::from_bytes(&line("directory/1: ")).expect("a directory");
    assert_eq!(directory.offices[0].name, "云岭市");
    assert!(directory.posts.is_empty());
    let directory = Directory::from_bytes(&line("directory/2: ")).expect("a directory");
    assert_eq!(directory.arrangements, Arrangements::default());
    assert_eq!(directory.arrangements.cycles.village, Cycle::Weekly);
}
