//! One matter, several offices, several devices: what merges, what is contested, what has effect.

use casework::{
    Directory, Document, MatterRow, MatterState, Moment, Step,
    directory::{Device, Office, PastName, Person, Tier},
    document::{Edit, ReadChange, Writer},
    history::in_order,
    intake::{Intake, PersonIntake},
    matter::{ErrandState, Leg, LegKind},
    schema::{Fact, FactValue, PersonField},
    step::payload::{Acting, Errand},
    view::{MatterDocs, MatterView},
    worklist::{Reader, TodayList},
};
use ident::{ActorBytes, DeviceId, DocKey, MatterId, OfficeCode, PersonId, PostId, PublicKey};
use proptest::prelude::*;

const CITY: &str = "990101";
const TOWN: &str = "990101100";
const VILLAGE: &str = "990101100201";
const OTHER: &str = "990101100202";
const OFFICES: [&str; 4] = [CITY, TOWN, VILLAGE, OTHER];

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

fn device(at: usize) -> DeviceId {
    DeviceId::new([u8::try_from(at).expect("few") + 1; 8])
}

fn directory() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    for (at, own) in OFFICES.iter().enumerate() {
        let (parent, tier) = match own.len() {
            6 => (None, Tier::City),
            9 => (Some(code(CITY)), Tier::Township),
            _ => (Some(code(TOWN)), Tier::Village),
        };
        let byte = u8::try_from(at).expect("few");
        directory.offices.push(Office::new(code(own), format!("办公室{at}"), parent, tier));
        directory.people.push(Person {
            id: PersonId::new([byte; 16]),
            name: format!("工作人员{at}"),
            office: code(own),
        });
        directory.devices.push(Device {
            id: device(at),
            office: code(own),
            number: 1,
            key: PublicKey::new([byte; 32]),
        });
    }
    directory.sort();
    directory
}

fn writer(at: usize, run: u8, millis: i64) -> Writer {
    Writer {
        actor: ActorBytes::of(device(at), [run; 8]),
        person: PersonId::new([u8::try_from(at).expect("few"); 16]),
        at: Moment::from_millis(1_795_000_000_000 + millis),
    }
}

fn matter() -> MatterId {
    MatterId::new([5; 16])
}

struct Registered {
    core: Document,
    people: Document,
    changes: Vec<Vec<u8>>,
}

fn registered() -> Registered {
    let intake = Intake {
        petitioner: PersonIntake {
            name: "单小明".into(),
            phone: "19900001234".into(),
            ..PersonIntake::default()
        },
        channel: "visit".into(),
        received_on: "2026-11-20".into(),
        petitioners: "6".into(),
        place: "前杨村".into(),
        demands: vec!["修好机耕路".into(), "补发青苗费".into()],
        narrative: "路塌了一段。".into(),
        ..Intake::default()
    };
    let registration = intake.register(matter(), &code(VILLAGE), "990101100201-1-0001");
    let mut core = Document::new(DocKey::core(matter()));
    let mut people = Document::new(DocKey::people(matter()));
    let writer = writer(2, 1, 0);
    let first = core.write(&writer, &registration.step, &registration.core).expect("writes");
    people.write(&writer, &Step::Edited {}, &registration.people).expect("writes");
    Registered { core, people, changes: vec![first.bytes] }
}

fn view(core: &Document, people: &Document, office: &str) -> MatterView {
    MatterDocs { core, people: Some(people), internal: None, committee: None }
        .view(&code(office), &directory())
}

#[test]
fn what_was_done_is_read_under_the_names_of_its_day() {
    let Registered { mut core, people, .. } = registered();
    // 2026-12-05, after the village was renamed on the 1st.
    let later = writer(2, 2, 14 * 24 * 60 * 60 * 1000);
    core.write(&later, &Step::Noted { text: "来电".into() }, &[]).expect("writes");
    let mut directory = directory();
    let until = "2026-11-30".parse().expect("a date");
    let village = directory.offices.iter_mut().find(|office| office.code == code(VILLAGE));
    village.expect("is there").past_names.push(PastName { name: "前杨大队".into(), until });
    let docs = MatterDocs { core: &core, people: Some(&people), internal: None, committee: None };
    let view = docs.view(&code(CITY), &directory);
    assert_eq!((view.home_name.as_str(), view.holder_name.as_str()), ("前杨大队", "办公室2"));
    let by: Vec<&str> = view
        .history
        .iter()
        .filter(|entry| entry.place == casework::view::Place::Core)
        .map(|entry| entry.by.office.as_str())
        .collect();
    assert_eq!(by, ["前杨大队", "办公室2"]);
    let former = |on: &str| view.former_name(VILLAGE, on.parse().expect("a date"));
    assert_eq!(former("2026-11-30"), Some("前杨大队"));
    assert_eq!(former("2026-12-01"), None);
}

#[test]
fn what_a_merged_station_had_is_on_the_lists_of_its_heir() {
    let Registered { core, people, .. } = registered();
    let mut directory = directory();
    let village = directory.offices.iter_mut().find(|office| office.code == code(VILLAGE));
    let village = village.expect("is there");
    village.closed_on = "2026-12-01".parse().ok();
    village.merged_into = Some(code(OTHER));
    let docs = MatterDocs { core: &core, people: Some(&people), internal: None, committee: None };
    let up = |view: &MatterView| view.may_hand_to.iter().any(|(to, _)| *to == code(TOWN));
    assert!(up(&docs.view(&code(OTHER), &directory)), "it may be handed up from there");
    let mut view = docs.view(&code(CITY), &directory);
    let (change, on) = (view.history[0].by.change, "2026-11-20".parse().expect("a date"));
    let by = Acting { post: PostId::new([1; 8]), on };
    let errand = Errand { by, to: code(VILLAGE), text: "看地".into(), until: None };
    view.state.errands.push(ErrandState { errand, answer: None });
    view.state.legs.push(Leg {
        change,
        kind: LegKind::Handed,
        from: code(VILLAGE),
        to: code(VILLAGE),
        sent_on: on,
        received_on: None,
        assignment: None,
    });
    let row = MatterRow::of(&view, &directory);
    assert_eq!(
        (row.holder.as_ref(), row.sender.as_ref()),
        (Some(&code(OTHER)), Some(&code(OTHER)))
    );
    let heir = Reader {
        office: &code(OTHER),
        person: PersonId::new([3; 16]),
        powers: &[],
        today: "2026-12-02".parse().expect("a date"),
    };
    let lists: Vec<TodayList> = heir.lists(&row).collect();
    assert!(lists.contains(&TodayList::Overdue), "what was to be pushed up in time: {lists:?}");
    assert!(lists.contains(&TodayList::Errands), "{lists:?}");
}

#[test]
fn a_registration_shows_everything_that_was_entered() {
    let Registered { core, people, .. } = registered();
    let view = view(&core, &people, VILLAGE);
    assert_eq!(view.local_nos, ["990101100201-1-0001"]);
    assert_eq!(view.home, Some(code(VILLAGE)));
    assert_eq!(view.shown(Fact::Place), "前杨村");
    assert_eq!(view.shown(Fact::Petitioners), "6");
    assert_eq!(view.narrative, "路塌了一段。");
    let demands: Vec<&str> = view.demands.iter().map(|demand| demand.text.as_str()).collect();
    assert_eq!(demands, ["修好机耕路", "补发青苗费"]);
    let person = view.main_person().expect("is there");
    assert_eq!(person.shown(PersonField::Name), "单小明");
    assert_eq!(view.contested(), 0);
    let row = casework::MatterRow::of(&view, &directory());
    assert_eq!(casework::MatterRow::from_bytes(&row.to_bytes()), Some(row.clone()));
    assert!(row.name_key.starts_with("shan"), "a surname's own reading: {}", row.name_key);
}

#[test]
fn apart_facts_merge_texts_merge_and_one_fact_with_two_values_is_shown() {
    let Registered { mut core, people, changes } = registered();
    let mut other =
        Document::open(DocKey::core(matter()), changes.iter().map(Vec::as_slice)).expect("opens");
    let set = |fact, text: &str| Edit::Fact(fact, Some(FactValue::Text(text.into())));
    let at_village = core
        .write(
            &writer(2, 1, 10),
            &Step::Edited {},
            &[set(Fact::Place, "前杨村东"), Edit::Narrative("昨夜路塌了一段。".into())],
        )
        .expect("writes");
    let at_town = other
        .write(
            &writer(1, 1, 20),
            &Step::Edited {},
            &[
                set(Fact::Place, "前杨村西"),
                set(Fact::Category, "rural.land_contract"),
                Edit::Narrative("路塌了一段。已到现场。".into()),
            ],
        )
        .expect("writes");
    core.apply([at_town.bytes.as_slice()]).expect("applies");
    other.apply([at_village.bytes.as_slice()]).expect("applies");
    for (document, office) in [(&core, VILLAGE), (&other, TOWN)] {
        let view = view(document, &people, office);
        assert_eq!(view.shown(Fact::Category), "rural.land_contract");
        assert_eq!(view.narrative, "昨夜路塌了一段。已到现场。");
        let place = view.fact(Fact::Place).expect("is there");
        assert!(place.is_contested());
        let mut told: Vec<(String, String)> = place
            .values
            .iter()
            .map(|value| (value.value.clone().unwrap_or_default(), value.by.person.clone()))
            .collect();
        told.sort();
        let wanted = [("前杨村东", "工作人员2"), ("前杨村西", "工作人员1")];
        assert_eq!(told, wanted.map(|(value, by)| (value.to_owned(), by.to_owned())));
    }
    // Choosing is a change like any other.
    let step = Step::Chosen { field: "place".into() };
    let chosen = core
        .write(&writer(2, 1, 30), &step, &[set(Fact::Place, "前杨村西")])
        .expect("writes even though it is one of the values");
    other.apply([chosen.bytes.as_slice()]).expect("applies");
    assert_eq!(view(&core, &people, VILLAGE).contested(), 0);
    let at_town = view(&other, &people, TOWN);
    assert_eq!(at_town.shown(Fact::Place), "前杨村西");
    // Everything that was ever entered can be seen.
    let history = format!("{:?}", at_town.history);
    for entered in ["前杨村东", "前杨村西", "昨夜路塌了一段。", "路塌了一段。已到现场。"]
    {
        assert!(history.contains(entered), "{entered} is in the history");
    }
}

#[test]
fn the_same_value_twice_is_no_conflict() {
    let Registered { mut core, people, changes } = registered();
    let mut other =
        Document::open(DocKey::core(matter()), changes.iter().map(Vec::as_slice)).expect("opens");
    let edit = [Edit::Fact(Fact::Place, Some(FactValue::Text("后村".into())))];
    core.write(&writer(2, 1, 10), &Step::Edited {}, &edit).expect("writes");
    let twin = other.write(&writer(1, 1, 10), &Step::Edited {}, &edit).expect("writes");
    core.apply([twin.bytes.as_slice()]).expect("applies");
    assert_eq!(view(&core, &people, VILLAGE).contested(), 0);
}

#[test]
fn handing_needs_custody_and_the_line() {
    let Registered { mut core, people, .. } = registered();
    let hand = |to: &str| Step::handed(code(to), "");
    // The neighbouring village has no part in it.
    core.write(&writer(3, 1, 10), &hand(OTHER), &[]).expect("writes");
    let after = view(&core, &people, VILLAGE);
    assert_eq!(after.holder, Some(code(VILLAGE)));
    assert!(after.history.last().expect("an entry").verdict.is_some(), "kept, and shown as such");
    // Up, and down again.
    core.write(&writer(2, 1, 20), &hand(TOWN), &[]).expect("writes");
    let at_town = view(&core, &people, TOWN);
    assert_eq!(at_town.holder, Some(code(TOWN)));
    assert!(at_town.may_hand_to.iter().any(|(office, _)| *office == code(VILLAGE)));
    core.write(&writer(1, 1, 30), &hand(VILLAGE), &[]).expect("writes");
    assert_eq!(view(&core, &people, TOWN).holder, Some(code(VILLAGE)));
}

#[test]
fn a_compressed_or_foreign_change_is_refused() {
    let Registered { core, changes, .. } = registered();
    let mut bytes = changes[0].clone();
    let refused = |bytes: &[u8]| Document::open(core.key().clone(), [bytes]).is_err();
    assert!(!refused(&bytes));
    bytes[8] = 2;
    assert!(refused(&bytes), "a compressed chunk could inflate without a bound");
    let people = ReadChange::from_bytes(&changes[0], &ident::Part::People);
    // Its ancestor is another kind's first change: it can be read, but never applied there.
    let mut document = Document::new(DocKey::people(matter()));
    assert!(people.is_ok());
    document.apply([changes[0].as_slice()]).expect("waits for what it builds on");
    assert!(document.is_empty());
    assert!(!document.missing().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever order changes arrive in, and however often, all replicas derive the same.
    #[test]
    fn order_and_repetition_of_arrival_change_nothing(
        acts in prop::collection::vec((0usize..4, 0usize..5, 0usize..4), 1..25),
        shuffle in prop::collection::vec(any::<prop::sample::Index>(), 60),
    ) {
        let Registered { core, people, changes } = registered();
        let mut replicas: Vec<Document> = (0..4).map(|_| core.clone()).collect();
        let mut all = changes;
        for (at, (office, kind, to)) in acts.into_iter().enumerate() {
            let millis = i64::try_from(at).expect("few") * 7 % 40;
            let writer = writer(office, 1, millis);
            let (step, edits) = match kind {
                0 => (Step::Noted { text: format!("记录{at}") }, vec![]),
                1 => (Step::handed(code(OFFICES[to]), ""), vec![]),
                2 => (Step::Edited {}, vec![Edit::Narrative(format!("路塌了{at}段。"))]),
                3 => {
                    // Now and then two replicas meet.
                    let theirs: Vec<Vec<u8>> = all.clone();
                    replicas[office].apply(theirs.iter().map(Vec::as_slice)).expect("applies");
                    continue;
                }
                _ => {
                    let value = FactValue::Text(format!("地点{}", at % 3));
                    (Step::Edited {}, vec![Edit::Fact(Fact::Place, Some(value))])
                }
            };
            if let Ok(written) = replicas[office].write(&writer, &step, &edits) {
                all.push(written.bytes);
            }
        }
        let mut mixed = all.clone();
        for (at, index) in shuffle.iter().enumerate() {
            let other = index.index(all.len());
            mixed.swap(at % all.len(), other);
            mixed.push(all[other].clone());
        }
        let straight = Document::open(core.key().clone(), all.iter().map(Vec::as_slice)).expect("opens");
        let shuffled = Document::open(core.key().clone(), mixed.iter().map(Vec::as_slice)).expect("opens");
        prop_assert_eq!(straight.heads(), shuffled.heads());
        prop_assert_eq!(straight.history(), shuffled.history());
        prop_assert_eq!(view(&straight, &people, TOWN), view(&shuffled, &people, TOWN));
        // The relay derives from the changes' own bytes what the tablet derives from the document.
        let seen = all
            .iter()
            .map(|bytes| ReadChange::from_bytes(bytes, &ident::Part::Core).expect("reads").seen)
            .collect();
        prop_assert_eq!(
            MatterState::derive(ident::MatterId::new([1; 16]), &in_order(seen), &directory()),
            MatterState::derive(ident::MatterId::new([1; 16]), &straight.history(), &directory())
        );
        // Only offices on the line ever come to see it.
        let audience = MatterState::derive(ident::MatterId::new([1; 16]), &straight.history(), &directory()).audience;
        prop_assert!(audience.is_superset(&[CITY, TOWN, VILLAGE].map(code).into()));
    }

    #[test]
    fn any_bytes_are_a_change_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = ReadChange::from_bytes(&bytes, &ident::Part::Core);
    }

    #[test]
    fn a_damaged_change_is_an_error_or_another_change(at in 0usize..400, with: u8) {
        let mut bytes = registered().changes.remove(0);
        let at = at % bytes.len();
        prop_assume!(bytes[at] != with);
        bytes[at] = with;
        if let Ok(read) = ReadChange::from_bytes(&bytes, &ident::Part::Core) {
            prop_assert_ne!(read.seen.hash.as_bytes(), &[0; 32]);
        }
    }

    #[test]
    fn no_intake_panics(
        name: String, channel: String, received_on: String, petitioners: String, place: String,
        demands: Vec<String>, narrative: String,
    ) {
        let intake = Intake {
            petitioner: PersonIntake { name, ..PersonIntake::default() },
            channel, received_on, petitioners, place, demands, narrative,
            ..Intake::default()
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
        let problems = intake.problems(today);
        let registration = intake.register(matter(), &code(VILLAGE), "n");
        let mut core = Document::new(DocKey::core(matter()));
        core.write(&writer(2, 1, 0), &registration.step, &registration.core).ok();
        prop_assert!(!problems.is_empty() || !core.is_empty());
    }
}
