//! How the stored documents were made.

use automerge::{
    ActorId, Author, Automerge, ROOT, ReadDoc, transaction::CommitOptions,
    transaction::Transactable,
};
use casework::{
    Directory, Document, Moment, Step,
    directory::{Device, Office, Person, Post, Role, Tier},
    document::{Edit, Writer},
    intake::{Intake, PersonIntake},
    schema::Genesis,
    step::{
        codes::{DeliveryResult, DeliveryWay, Outcome, Route},
        payload::{
            Acting, Delivery, DemandOpinion, Opinion, Signature, Triage, TriagedDemand, Word,
        },
    },
};
use chrono::NaiveDate;
use ident::{
    ActorBytes, DeviceId, DocKey, MatterId, OfficeCode, Part, PersonId, PostId, PublicKey,
};

/// The changes of a matter's documents.
pub struct Family {
    pub core: Vec<Vec<u8>>,
    pub people: Vec<Vec<u8>>,
}

const OFFICES: [(&str, Tier, Role); 3] = [
    ("990101100201", Tier::Village, Role::StationHead),
    ("990101100", Tier::Township, Role::TownLeader),
    ("990101", Tier::City, Role::BureauSectionHead),
];

pub fn matter() -> MatterId {
    MatterId::new([5; 16])
}

fn code(at: usize) -> OfficeCode {
    OfficeCode::parse(OFFICES[at].0).expect("a code")
}

pub fn office() -> OfficeCode {
    code(1)
}

pub fn device(at: usize) -> DeviceId {
    DeviceId::new([u8::try_from(at).expect("few") + 1; 8])
}

fn person(at: usize) -> PersonId {
    PersonId::new([u8::try_from(at).expect("few") + 1; 16])
}

fn post(at: usize) -> PostId {
    PostId::new([u8::try_from(at).expect("few") + 1; 8])
}

pub fn directory() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    for (at, (_, tier, role)) in OFFICES.into_iter().enumerate() {
        let parent = (at + 1 < OFFICES.len()).then(|| code(at + 1));
        directory.offices.push(Office::new(code(at), format!("所{at}"), parent, tier));
        directory
            .people
            .push(Person { id: person(at), name: format!("员{at}"), office: code(at) });
        directory.devices.push(Device {
            id: device(at),
            office: code(at),
            number: 1,
            key: PublicKey::new([0; 32]),
        });
        directory.posts.push(Post {
            id: post(at),
            person: person(at),
            office: code(at),
            role,
            from: day("2020-01-01"),
            ended: None,
            deputises: None,
        });
    }
    directory.sort();
    directory
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn writer(at: usize, on: &str) -> Writer {
    let noon = day(on).and_hms_opt(4, 0, 0).expect("a time").and_utc();
    Writer {
        actor: ActorBytes::of(device(at), [9; 8]),
        person: person(at),
        at: Moment::from_millis(noon.timestamp_millis()),
    }
}

fn intake() -> Intake {
    Intake {
        petitioner: PersonIntake {
            name: "单小明".into(),
            phone: "19900001234".into(),
            address: "前杨村 3 组".into(),
            ..PersonIntake::default()
        },
        channel: "visit".into(),
        received_on: "2026-03-02".into(),
        petitioners: "6".into(),
        place: "前杨村".into(),
        category: "rural.land_contract".into(),
        demands: vec!["修好机耕路".into()],
        narrative: "路塌了一段。".into(),
        ..Intake::default()
    }
}

/// Steps as the first version wrote them.
pub fn first_version() -> Family {
    let registration = intake().register(matter(), &code(0), "990101100201-1-0001");
    let mut core = Document::new(DocKey::core(matter()));
    let mut people = Document::new(DocKey::people(matter()));
    let mut family = Family { core: Vec::new(), people: Vec::new() };
    let raw = |text: &str| Step::Unknown { raw: text.into() };
    let mut write = |core: &mut Document, at, on, step: &Step, edits: &[Edit]| {
        family.core.push(core.write(&writer(at, on), step, edits).expect("writes").bytes);
    };
    let registered = r#"{"registered":{"office":"990101100201","local_no":"990101100201-1-0001","on":"2026-03-02"}}"#;
    write(&mut core, 0, "2026-03-02", &raw(registered), &registration.core);
    write(&mut core, 0, "2026-03-03", &raw(r#"{"noted":{"text":"已实地查看"}}"#), &[]);
    let up = r#"{"handed":{"to":"990101100","text":"请镇里协调"}}"#;
    write(&mut core, 0, "2026-03-04", &raw(up), &[]);
    let follow_up = r#"{"followed_up":{"on":"2026-03-06","text":"电话回访"}}"#;
    write(&mut core, 1, "2026-03-06", &raw(follow_up), &[]);
    let edited =
        people.write(&writer(0, "2026-03-02"), &raw(r#"{"edited":{}}"#), &registration.people);
    family.people.push(edited.expect("writes").bytes);
    family
}

/// The whole way to a conclusion.
pub fn second_version() -> Family {
    let registration = intake().register(matter(), &code(0), "990101100201-1-0001");
    let mut core = Document::new(DocKey::core(matter()));
    let mut people = Document::new(DocKey::people(matter()));
    let mut family = Family { core: Vec::new(), people: Vec::new() };
    let by = |at: usize, on: &str| Acting { post: post(at), on: day(on) };
    let word = |at, on| Word { by: by(at, on), text: "按信访程序办理".into() };
    let mut take = |at: usize, on: &str, step: &Step, edits: &[Edit]| {
        let written = core.write(&writer(at, on), step, edits).expect("writes");
        family.core.push(written.bytes);
        written.hash
    };
    take(0, "2026-03-02", &registration.step, &registration.core);
    let up = Step::Handed {
        to: code(1),
        text: "请镇里办理".into(),
        on: Some(day("2026-03-03")),
        post: Some(post(0)),
    };
    take(0, "2026-03-03", &up, &[]);
    take(1, "2026-03-04", &Step::Received(word(1, "2026-03-04")), &[]);
    let demand = match registration.core.iter().find(|edit| matches!(edit, Edit::Demand { .. })) {
        Some(Edit::Demand { id, .. }) => id.clone(),
        _ => panic!("there is a demand"),
    };
    let triaged = Step::Triaged(Triage {
        by: by(1, "2026-03-05"),
        demands: vec![TriagedDemand { demand: demand.clone(), route: Route::Petition }],
        urgent: false,
        text: String::new(),
    });
    take(1, "2026-03-05", &triaged, &[]);
    take(1, "2026-03-06", &Step::Accepted(word(1, "2026-03-06")), &[]);
    let opinion = take(
        1,
        "2026-04-10",
        &Step::Opinion(Opinion {
            by: by(1, "2026-04-10"),
            demands: vec![DemandOpinion {
                demand,
                outcome: Outcome::Supported,
                facts: "路面确有塌陷".into(),
                text: "六月底前修复".into(),
                basis: "《村庄和集镇规划建设管理条例》".into(),
            }],
        }),
        &[],
    );
    let signed = Step::Signed(Signature { by: by(1, "2026-04-11"), opinion });
    take(1, "2026-04-11", &signed, &[]);
    let delivered = Step::Delivered(Delivery {
        by: by(1, "2026-04-13"),
        paper: "handling_opinion".into(),
        way: DeliveryWay::InPerson,
        result: DeliveryResult::Signed,
        receiver: "单小明".into(),
        text: String::new(),
    });
    take(1, "2026-04-13", &delivered, &[]);
    take(1, "2026-04-14", &Step::Concluded(word(1, "2026-04-14")), &[]);
    // A step without authority, kept in the same place.
    take(0, "2026-04-15", &Step::Verified(word(0, "2026-04-15")), &[]);
    let edited = people.write(&writer(0, "2026-03-02"), &Step::Edited {}, &registration.people);
    family.people.push(edited.expect("writes").bytes);
    family
}

/// The first version's matter, worked on by a program that does not exist yet: an unknown step, an
/// unknown fact, and a narrative that only it may write to.
pub fn later_version() -> Family {
    let mut family = first_version();
    let mut doc = Genesis::of(&Part::Core).document();
    apply(&mut doc, &family.core);
    doc.set_author(Some(Author::from(person(1).as_bytes().to_vec())));
    let actor = ActorBytes::of(device(1), [8; 8]);
    doc.set_actor(ActorId::from(actor.as_bytes().as_slice()));
    let options = CommitOptions::default()
        .with_time(writer(1, "2026-05-01").at.millis())
        .with_message(r#"{"teleported":{"to":"the moon"}}"#);
    let mut tx = doc.transaction();
    let facts = tx.get(ROOT, "facts").expect("reads").expect("is there").1;
    tx.put(&facts, "mood", "sunny").expect("puts");
    let guard = tx.put_object(ROOT, "min_writer", automerge::ObjType::Map).expect("puts");
    tx.put(&guard, "narrative", 99u64).expect("puts");
    let (hash, _) = tx.commit_with(options);
    let change = doc.get_change_by_hash(&hash.expect("a change")).expect("is there");
    family.core.push(change.raw_bytes().to_vec());
    family
}

fn apply(doc: &mut Automerge, changes: &[Vec<u8>]) {
    let changes =
        changes.iter().map(|bytes| automerge::Change::from_bytes(bytes.clone()).expect("a change"));
    doc.apply_changes(changes).expect("applies");
}
