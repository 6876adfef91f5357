//! Disputes between tablets: what is said before a committee stays with its office, and what two
//! tablets write apart is one dispute.

use casework::{
    CaseKind, Step,
    case_write::CaseWrite,
    directory::Power,
    dispute::{
        DisputeIntake, DisputeStep,
        codes::{AgreementForm, DisputeOutcome, SettlementWay},
        step::{Agreement, Consent, MediationOpening, Session},
    },
    document::Edit,
    intake::{PersonIntake, ledger_matter},
    schema::AgreementField,
    step::payload::{Acting, Word},
    view::Place,
};
use futures::executor::block_on;
use ident::{MatterId, PostId};
use replica::{Space, Store};

use crate::world::{World, today};

/// Said before the committee, and nowhere else.
const SAID: &str = "我家老二在外头欠了债";
/// Stands in the agreement, and nowhere else.
const AGREED: &str = "让出一尺地并补三千元";
const CITY: usize = 0;
const TOWN: usize = 1;
const VILLAGE: usize = 2;

pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn party(name: &str) -> PersonIntake {
    PersonIntake { name: name.into(), phone: "19900001234".into(), ..PersonIntake::default() }
}

fn entry(title: &str) -> DisputeIntake {
    DisputeIntake {
        title: title.into(),
        kind: "neighbours".into(),
        found_on: today().to_string(),
        place: "前杨村".into(),
        parties: vec![party("单小明"), party("查理明")],
        ..DisputeIntake::default()
    }
}

impl World {
    pub fn post(&self, at: usize) -> PostId {
        let tab = &self.tabs[at];
        let identity = tab.station.identity().expect("registered");
        let mut posts = tab.station.directory().posts_of(identity.person, &tab.office, today());
        posts.find(|post| post.role.has(Power::Record)).expect("a post").id
    }

    fn by(&self, at: usize) -> Acting {
        Acting { post: self.post(at), on: today() }
    }

    pub fn find(&mut self, at: usize, case: MatterId, title: &str) {
        let office = self.tabs[at].office.clone();
        let write = entry(title).write(case, &office, self.post(at), today());
        self.enter(at, &[write]).expect("found");
    }

    /// Both consent, know their rights, and talk.
    pub fn mediate(&mut self, at: usize, case: MatterId) {
        let by = self.by(at);
        let way = SettlementWay::PeoplesMediation;
        let mediators = vec!["仇某".into()];
        let opening = MediationOpening { by, applied: true, way, mediators };
        let view = block_on(self.tabs[at].station.matter(case, today())).expect("here");
        let mut write =
            CaseWrite::to(case).step(Step::Dispute(DisputeStep::MediationOpened(opening)));
        for person in &view.persons {
            let consent = Consent { by, party: person.slot.clone(), agrees: true };
            write = write.step(Step::Dispute(DisputeStep::Consented(consent)));
        }
        let told = Word { by, text: String::new() };
        write = write.step(Step::Dispute(DisputeStep::RightsTold(told)));
        self.enter(at, &[write]).expect("consented");
        self.mediate_once(at, case, SAID);
    }

    fn mediate_once(&mut self, at: usize, case: MatterId, said: &str) {
        let by = self.by(at);
        let held =
            Step::Dispute(DisputeStep::SessionHeld(Session { by, place: "村委会".into() }));
        let note = Step::Noted { text: said.into() };
        let write = CaseWrite::to(case).step(held).committee(note, Vec::new());
        self.enter(at, &[write]).expect("talked");
    }

    fn agree(&mut self, at: usize, case: MatterId) {
        let by = self.by(at);
        let agreement = Agreement {
            by,
            form: AgreementForm::Written,
            number: "（2026）人调字第 1 号".into(),
            perform_by: vec![today()],
        };
        let step = Step::Dispute(DisputeStep::Agreed(agreement));
        let text = Edit::Agreement(AgreementField::Content, AGREED.into());
        let write = CaseWrite::to(case).step(step).committee(Step::Edited {}, vec![text]);
        self.enter(at, &[write]).expect("agreed");
    }

    fn lies_on(&self, at: usize, text: &str) -> bool {
        let store = &self.tabs[at].store;
        Space::ALL.into_iter().any(|space| {
            let found = block_on(store.scan(space, &[vec![]])).expect("reads").concat();
            found.iter().any(|(_, value)| holds(value, text))
        })
    }
}

#[test]
fn what_is_said_before_a_committee_stays_with_its_office() {
    let mut world = World::new(41);
    let case = MatterId::new([7; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    world.mediate(VILLAGE, case);
    world.heal();
    world.agree(VILLAGE, case);
    world.heal();
    // Handed up: the township gets all of the dispute, and nothing of the committee.
    let to = world.tabs[TOWN].office.clone();
    let now = world.time();
    let (post, on) = (Some(world.post(VILLAGE)), Some(today()));
    let handed = Step::Handed { to, text: "请镇里跟进履行".into(), on, post };
    let effects = block_on(world.tabs[VILLAGE].station.step(case, &handed, now)).expect("handed");
    world.effects(VILLAGE, effects);
    world.heal();
    for text in [SAID, AGREED] {
        assert!(world.lies_on(VILLAGE, text), "the committee's own tablet keeps it");
        for at in (0..world.tabs.len()).filter(|at| *at != VILLAGE) {
            assert!(!world.lies_on(at, text), "{text} lies at {}", world.tabs[at].office);
        }
    }
    for at in [TOWN, CITY] {
        let view = block_on(world.tabs[at].station.matter(case, today())).expect("seen");
        assert!(view.agreement.is_empty());
        assert!(view.history.iter().all(|entry| entry.place != Place::Committee));
        let mediation = view.state.dispute.mediation().expect("known");
        assert_eq!(mediation.sessions, [today()], "that there was a talk is known");
        assert!(mediation.agreement.is_some(), "and that they agreed");
        let row = world.tabs[at].station.row(case).expect("a row");
        assert_eq!(
            row.dispute.as_ref().and_then(|one| one.agreement.clone()).as_deref(),
            Some("（2026）人调字第 1 号")
        );
        for typed in [SAID, AGREED] {
            assert_eq!(world.tabs[at].station.page(typed, 0, 10).found, 0);
        }
    }
    let own = block_on(world.tabs[VILLAGE].station.matter(case, today())).expect("here");
    assert_eq!(own.agreement.len(), 1);
    assert!(own.history.iter().any(|entry| entry.place == Place::Committee));
    assert!(own.state.verdicts.is_empty(), "{:?}", own.state.verdicts);
}

#[test]
fn another_offices_committee_is_not_to_be_written() {
    let mut world = World::new(42);
    let case = MatterId::new([8; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    world.heal();
    // The township has words of its own, in its own document; the village's stay untouched.
    let note = Step::Noted { text: SAID.into() };
    let write = CaseWrite::to(case).committee(note, Vec::new());
    world.enter(TOWN, &[write]).expect("its own");
    world.heal();
    assert!(world.lies_on(TOWN, SAID));
    assert!(!world.lies_on(VILLAGE, SAID) && !world.lies_on(CITY, SAID));
}

#[test]
fn two_tablets_of_one_station_mediate_as_one_committee() {
    let mut world = World::new(43);
    let second = world.enrol_second_device(VILLAGE);
    world.heal();
    let case = MatterId::new([9; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    world.mediate(VILLAGE, case);
    world.heal();
    // Apart for a day: each records a talk.
    world.mediate_once(VILLAGE, case, "上午谈了一次");
    world.mediate_once(second, case, "下午又谈了一次");
    world.heal();
    let (one, two) = (
        block_on(world.tabs[VILLAGE].station.matter(case, today())).expect("here"),
        block_on(world.tabs[second].station.matter(case, today())).expect("here"),
    );
    assert_eq!(one.state, two.state);
    assert_eq!(one.state.dispute.mediation().map(|one| one.sessions.len()), Some(3));
    let talks = |view: &casework::MatterView| {
        view.history.iter().filter(|entry| entry.place == Place::Committee).count()
    };
    assert_eq!((talks(&one), talks(&two)), (3, 3), "each reads what the other wrote");
    assert_eq!(
        world.tabs[VILLAGE].station.row(case),
        world.tabs[second].station.row(case),
        "one row"
    );
}

#[test]
fn one_ledger_taken_in_on_two_tablets_apart_is_one_ledger() {
    let mut world = World::new(44);
    let second = world.enrol_second_device(VILLAGE);
    world.heal();
    let office = world.tabs[VILLAGE].office.clone();
    let rows: Vec<[u8; 16]> = (1..=12).map(|at| [at; 16]).collect();
    for at in [VILLAGE, second] {
        let writes: Vec<CaseWrite> = rows
            .iter()
            .map(|key| {
                let mut entry = entry(&format!("纠纷 {}", key[0]));
                if key[0] % 2 == 0 {
                    let way = SettlementWay::PeoplesMediation;
                    let text = "台账所载".to_owned();
                    entry.ended = Some((DisputeOutcome::Settled, way, today(), text));
                }
                entry.write(ledger_matter(&office, key), &office, world.post(at), today())
            })
            .collect();
        world.enter(at, &writes).expect("taken in");
    }
    world.heal();
    for at in [VILLAGE, second, TOWN, CITY] {
        let counts = world.tabs[at].station.dispute_counts();
        assert_eq!((counts.found, counts.settled, counts.open), (12, 6, 6), "at {at}");
        let page = world.tabs[at].station.page("", 0, 100);
        let disputes = page.rows.iter().filter(|row| row.kind == CaseKind::Dispute);
        assert!(
            disputes.clone().all(|row| row.contested == 0),
            "what is the same is not contested"
        );
    }
    // And again: nothing is added.
    let before = world.tabs[VILLAGE].station.dispute_counts();
    let key = rows[0];
    let again =
        entry("纠纷 1").write(ledger_matter(&office, &key), &office, world.post(VILLAGE), today());
    let _ = world.enter(VILLAGE, &[again]);
    world.heal();
    assert_eq!(world.tabs[TOWN].station.dispute_counts(), before);
}
