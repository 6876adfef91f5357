//! The directory's documents: kept by several tablets apart, and what withdrawal does to those who
//! are offline.

use std::collections::BTreeSet;

use casework::{
    Step,
    directory::{RecusalScope, Role},
    history::Arrival,
    intake::{Intake, PersonIntake},
    matter::{Barrier, Verdict},
    org::{OrgStep, Why},
    step::payload::Acting,
};
use futures::executor::block_on;
use ident::{DocKey, MatterId, PersonId, PostId};
use replica::StationError;

use crate::world::{World, code, today};

const CITY: &str = "990101";
const TOWN: &str = "990101100";
const VILLAGE: &str = "990101100201";

fn by(at: usize) -> Acting {
    Acting { post: post(at), on: today() }
}

fn post(at: usize) -> PostId {
    PostId::new([u8::try_from(at).expect("few"); 8])
}

fn rename(at: usize, office: &str, name: &str) -> OrgStep {
    let from = "2026-10-01".parse().expect("a date");
    OrgStep::OfficeRenamed { by: by(at), office: code(office), name: name.to_owned(), from }
}

impl World {
    /// Somebody changes something in the directory, if they may.
    pub fn keep_directory(&mut self, at: usize) {
        let device = self.tabs[at].device;
        let view = block_on(async { self.tabs[at].station.org(today()) });
        let may = view.is_ok_and(|view| !view.may_act_in.is_empty());
        if !may {
            return;
        }
        let office = [TOWN, VILLAGE, "990101100202"];
        let office = office[usize::try_from(self.dice.roll(3)).expect("small")];
        let some = self.dice.roll(4);
        let step = match (self.dice.roll(6), self.some_appointed(at)) {
            // The city ends what it or the township appointed, whoever did.
            (5, Some(post)) => OrgStep::Relieved { by: by(device), post, on: today() },
            (0 | 1, _) => rename(device, office, &format!("改名{some}")),
            (2, _) => OrgStep::OfficeDescribed {
                by: by(device),
                office: code(office),
                organ: format!("机关{some}"),
                phone: String::new(),
            },
            (3, _) => OrgStep::Appointed {
                by: by(device),
                post: PostId::new(self.dice.bytes()),
                person: PersonId::new([2; 16]),
                office: code(office),
                role: if office == TOWN { Role::TownClerk } else { Role::StationClerk },
                from: today(),
                deputises: None,
            },
            _ => OrgStep::CalendarSet {
                by: by(device),
                year: 2027,
                csv: format!("date,kind,name,source\n2027-10-0{},off,国庆节,x\n", 1 + some),
            },
        };
        self.org_step(at, &step);
    }

    /// A post that was given in this play and has not ended, as far as known at a tab.
    fn some_appointed(&self, at: usize) -> Option<PostId> {
        let posts = &self.tabs[at].station.directory().posts;
        // Those of the beginning are the tabs' own, and are acted in.
        let begun = |id: PostId| (0..5).any(|device| id == post(device));
        posts.iter().find(|post| post.ended.is_none() && !begun(post.id)).map(|post| post.id)
    }

    /// Enters a step on the directory; what was said to be saved goes into the ledger.
    pub fn org_step(&mut self, at: usize, step: &OrgStep) -> bool {
        let now = self.time();
        let taken = block_on(self.tabs[at].station.org_step(step, now));
        let saved = match taken {
            Ok(effects) => {
                let office = self.tabs[at].office.clone();
                let message = step.to_message().expect("a message");
                self.org.entry(office).or_default().push(message);
                self.effects(at, effects);
                true
            }
            Err(StationError::NoEffect(_) | StationError::Store(_)) => false,
            Err(other) => panic!("a step on the directory failed: {other}"),
        };
        self.written(at);
        saved
    }

    /// Everybody has the relay's directory, and the offices' documents hold just what was entered.
    pub fn check_directory(&self) {
        for tab in &self.tabs {
            assert_eq!(*tab.station.directory(), self.hub.directory, "at {}", tab.office);
            let key = DocKey::org(tab.office.clone());
            let document = block_on(tab.station.document(key)).expect("opens");
            assert!(document.missing().is_empty());
            let mut found: Vec<String> = document
                .history()
                .iter()
                .map(|change| OrgStep::of(change).to_message().expect("a message"))
                .collect();
            found.sort();
            let mut entered = self.org.get(&tab.office).cloned().unwrap_or_default();
            entered.sort();
            assert_eq!(found, entered, "the directory's document at {}", tab.office);
        }
    }

    /// The township registers a matter; everybody who may see it has it.
    fn township_registers(&mut self) -> MatterId {
        let intake = Intake {
            petitioner: PersonIntake { name: "单小明".into(), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "1".into(),
            demands: vec!["修路".into()],
            narrative: "村口的路坏了".into(),
            ..Intake::default()
        };
        let matter = MatterId::new(self.dice.bytes());
        let now = self.time();
        block_on(self.tabs[1].station.register(matter, &intake, "draft", now)).expect("registers");
        self.heal();
        matter
    }

    /// The township hands a matter down, citing a post.
    fn township_hands(&mut self, matter: MatterId, cited: PostId) -> Result<(), StationError> {
        let (to, text) = (code(VILLAGE), "请村里办".to_owned());
        let step = Step::Handed { to, text, on: Some(today()), post: Some(cited) };
        let now = self.time();
        let effects = block_on(self.tabs[1].station.act(matter, &step, now))?;
        self.effects(1, effects);
        Ok(())
    }

    /// Verdicts on the handings of a matter, and who has it, as a device shows it; and that its row
    /// says the same.
    fn handings(&mut self, at: usize, matter: MatterId) -> (Vec<Option<Verdict>>, String) {
        let tab = &mut self.tabs[at];
        let view = block_on(tab.station.matter(matter, today())).expect("is here");
        let page = tab.station.page("", 0, 1_000);
        let row = page.rows.iter().find(|row| row.matter == matter).expect("has a row");
        assert_eq!(row.holder, view.holder, "at {}", tab.office);
        let handings =
            view.history.iter().filter(|entry| matches!(entry.step, Step::Handed { .. }));
        let verdicts = handings.map(|entry| entry.verdict).collect();
        (verdicts, view.holder.expect("somebody has it").to_string())
    }
}

/// Where the changes of the city's document stand in the log, as a device knows it.
fn places(world: &World, at: usize) -> Vec<Arrival> {
    let document = block_on(world.tabs[at].station.document(DocKey::org(code(CITY))));
    document.expect("opens").history().iter().map(|change| change.arrival).collect()
}

#[test]
fn what_the_own_office_changed_is_laid_over_when_it_is_settled() {
    let mut world = World::new(3);
    assert!(world.org_step(0, &rename(0, TOWN, "柳湾街道")));
    let store = world.tabs[0].store.clone();
    let entropy = replica::Entropy { actor: [9; 8] };
    let mut station = block_on(replica::Station::open_rows(store, entropy, None)).expect("opens");
    let name = |station: &replica::Station<_>| {
        station.directory().office(&code(TOWN)).map(|office| office.name.clone())
    };
    assert_ne!(name(&station).as_deref(), Some("柳湾街道"));
    assert!(block_on(station.settle()).expect("settles"), "names are others");
    assert_eq!(name(&station).as_deref(), Some("柳湾街道"));
}

#[test]
fn two_city_tablets_keep_the_directory_apart_and_end_alike() {
    let mut world = World::new(3);
    assert!(world.org_step(0, &rename(0, TOWN, "柳湾街道")));
    assert!(world.org_step(4, &rename(4, TOWN, "柳家湾街道")));
    let added = OrgStep::PersonAdded {
        by: by(4),
        person: PersonId::new([77; 16]),
        name: "梅静宜".into(),
        office: code(TOWN),
    };
    assert!(world.org_step(4, &added));
    // Each sees its own at once, before anybody else does.
    let name = |world: &World, at: usize| {
        let directory = world.tabs[at].station.directory();
        directory.office(&code(TOWN)).map(|office| office.name.clone())
    };
    assert_eq!(name(&world, 0).as_deref(), Some("柳湾街道"));
    assert_eq!(name(&world, 4).as_deref(), Some("柳家湾街道"));
    let waiting = world.tabs[4].station.org(today()).expect("a view").waiting;
    assert_eq!(waiting, 2);
    // The answer to what was handed in says where it stands.
    world.connect_and_deliver(4);
    assert_eq!(places(&world, 4), [Arrival::At(1), Arrival::At(2)]);
    world.heal();
    world.check_directory();
    let views: Vec<_> =
        [0, 4].map(|at| world.tabs[at].station.org(today()).expect("a view")).to_vec();
    assert_eq!(views[0].without_effect, views[1].without_effect);
    let [lost] = &views[0].without_effect[..] else { panic!("{views:?}") };
    assert_eq!(lost.why, Why::Contradicted);
    assert_eq!((views[0].waiting, views[1].waiting), (0, 0));
    let names: BTreeSet<_> = (0..world.tabs.len()).map(|at| name(&world, at)).collect();
    assert_eq!(names.len(), 1, "one name everywhere");
    // The village that has no part in it knows the new colleague and the new name too.
    assert!(world.tabs[2].station.directory().person(PersonId::new([77; 16])).is_some());
    for at in [0, 4] {
        let mut places = places(&world, at);
        places.sort_by_key(|place| format!("{place:?}"));
        assert_eq!(places, [1, 2, 3].map(Arrival::At));
    }
}

#[test]
fn who_acts_offline_in_a_post_that_ended_meanwhile_goes_to_a_person_everywhere() {
    let mut world = World::new(4);
    let matter = world.township_registers();
    // Offline, and in good faith: at the township the matter is with the village at once.
    world.township_hands(matter, post(1)).expect("allowed as far as known here");
    assert_eq!(world.handings(1, matter), (vec![None], VILLAGE.to_owned()));
    assert!(world.org_step(0, &OrgStep::Relieved { by: by(0), post: post(1), on: today() }));
    // The city is first at the relay.
    world.connect_and_deliver(0);
    world.heal();
    for at in [0, 1, 4] {
        let (verdicts, holder) = world.handings(at, matter);
        assert_eq!(verdicts, [Some(Verdict::Straggler)], "at {at}");
        assert_eq!(holder, TOWN, "at {at}");
    }
    assert!(block_on(world.tabs[2].station.matter(matter, today())).is_err(), "not granted");
    // What is entered from now on is known not to be theirs.
    let barred = world.township_hands(matter, post(1));
    assert!(matches!(barred, Err(StationError::Barred(Barrier::Straggler))), "{barred:?}");
    let appointed = OrgStep::Appointed {
        by: by(4),
        post: post(50),
        person: PersonId::new([1; 16]),
        office: code(TOWN),
        role: Role::TownClerk,
        from: today(),
        deputises: None,
    };
    assert!(world.org_step(4, &appointed));
    world.heal();
    world.township_hands(matter, post(50)).expect("allowed");
    world.heal();
    for at in [0, 1, 2, 4] {
        let (verdicts, holder) = world.handings(at, matter);
        assert_eq!(verdicts, [Some(Verdict::Straggler), None], "at {at}");
        assert_eq!(holder, VILLAGE, "at {at}");
    }
}

#[test]
fn who_acts_before_the_news_of_the_end_has_come_goes_to_a_person_too() {
    let mut world = World::new(8);
    let matter = world.township_registers();
    world.connect(1);
    world.deliver_all(1);
    assert!(world.org_step(0, &OrgStep::Relieved { by: by(0), post: post(1), on: today() }));
    world.connect_and_deliver(0);
    // Connected, and handed in at once; the news is still on its way.
    world.township_hands(matter, post(1)).expect("allowed as far as known here");
    world.deliver_all(1);
    assert_eq!(world.tabs[1].station.sync_status().waiting, 0);
    assert_eq!(world.handings(1, matter), (vec![None], VILLAGE.to_owned()));
    // The news alone: what the station handed in itself does not come again on this connection.
    let effects = block_on(world.tabs[1].station.ask_for_news()).expect("asks");
    world.effects(1, effects);
    world.deliver_all(1);
    let straggler = vec![Some(Verdict::Straggler)];
    assert_eq!(world.handings(1, matter), (straggler.clone(), TOWN.to_owned()));
    world.heal();
    for at in [0, 1, 4] {
        let straggler = straggler.clone();
        assert_eq!(world.handings(at, matter), (straggler, TOWN.to_owned()), "at {at}");
    }
}

#[test]
fn what_was_handed_in_before_the_post_ended_stands_though_its_receipt_was_lost() {
    let mut world = World::new(6);
    let matter = world.township_registers();
    world.township_hands(matter, post(1)).expect("allowed");
    // Taken in by the relay; the answer never comes.
    world.push_unanswered(1);
    assert!(world.org_step(0, &OrgStep::Relieved { by: by(0), post: post(1), on: today() }));
    world.connect_and_deliver(0);
    world.heal();
    for at in [0, 1, 2, 4] {
        assert_eq!(world.handings(at, matter), (vec![None], VILLAGE.to_owned()), "at {at}");
    }
}

/// The city's document is read before the township's: what it says of somebody whom the township
/// appointed finds them all the same.
#[test]
fn the_city_relieves_whom_a_township_appointed() {
    let mut world = World::new(12);
    let appointed = OrgStep::Appointed {
        by: by(1),
        post: post(60),
        person: PersonId::new([2; 16]),
        office: code(VILLAGE),
        role: Role::StationClerk,
        from: today(),
        deputises: None,
    };
    let added = OrgStep::PersonAdded {
        by: by(1),
        person: PersonId::new([77; 16]),
        name: "梅静宜".into(),
        office: code(VILLAGE),
    };
    assert!(world.org_step(1, &appointed) && world.org_step(1, &added));
    world.heal();
    assert!(world.org_step(0, &OrgStep::Relieved { by: by(0), post: post(60), on: today() }));
    let recused = OrgStep::RecusalEntered {
        by: by(0),
        id: "1122334455667788".into(),
        person: PersonId::new([77; 16]),
        scope: RecusalScope::Unit(code(VILLAGE)),
        from: today(),
        reason: String::new(),
    };
    assert!(world.org_step(0, &recused));
    world.heal();
    world.check_directory();
    for tab in &world.tabs {
        let directory = tab.station.directory();
        let ended = directory.post(post(60)).and_then(|post| post.ended);
        assert!(ended.is_some_and(|ended| ended.received.is_some()), "at {}", tab.office);
        assert_eq!(directory.recusals().len(), 1, "at {}", tab.office);
    }
    assert_eq!(world.tabs[0].station.org(today()).expect("a view").without_effect, []);
}
