//! Reports of screenings: two tablets of one office say something apart, and it is one report; the
//! office above sees who reported and who did not.

use casework::{
    CaseKind, Step,
    case_write::CaseWrite,
    directory::{Round, RoundKind},
    fixed_id,
    org::{ArrangeStep, OrgStep},
    screening::{Period, Screening, ScreeningView, Standing},
    step::payload::Acting,
};
use futures::executor::block_on;
use ident::{OfficeCode, PostId};
use replica::StationError;

use crate::world::{World, code, today};

const ROUND: &str = "1122334455667788";

impl World {
    /// Somebody says something of their office's period, or of a round.
    fn say(
        &mut self,
        at: usize,
        office: &OfficeCode,
        round: Option<&Round>,
    ) -> Result<(), StationError> {
        let now = self.time();
        let station = &mut self.tabs[at].station;
        let period = Period::of(station.directory(), office, today()).expect("a period");
        let (from, to) = round.map_or((period.from, period.to), |round| (round.from, round.to));
        let round = round.map(|round| round.id.clone());
        let case = fixed_id::of_screening(office, from, to, round.as_deref());
        let office = office.clone();
        let text = String::new();
        let said = Screening { office, from, to, round, nothing: true, on: today(), text };
        let writes = [CaseWrite::to(case).step(Step::Screened(said))];
        let (entered, effects) = block_on(station.enter(&writes, None, now))?;
        assert!(entered.numbers.is_empty(), "a report has no number");
        self.effects(at, effects);
        self.written(at);
        Ok(())
    }

    fn page(&self, at: usize) -> ScreeningView {
        let tab = &self.tabs[at];
        let rows: Vec<_> = tab.station.rows().collect();
        let rows = rows.iter().copied();
        ScreeningView::of(rows, tab.station.directory(), &tab.office, today())
    }
}

#[test]
fn two_tablets_make_one_report_and_the_office_above_sees_who_reported() {
    for seed in 0..4 {
        let mut world = World::new(9_000 + seed);
        // Both city tablets, and one village, without a network.
        for at in [0, 4, 2] {
            let own = world.tabs[at].office.clone();
            world.say(at, &own, None).expect("saved");
        }
        assert_eq!(world.page(2).now.map(|now| now.standing), Some(Standing::Zero));
        world.heal();
        for at in [0, 4] {
            let reports: Vec<u32> = world.tabs[at]
                .station
                .rows()
                .filter(|row| row.kind == CaseKind::Screening)
                .filter(|row| row.home.as_ref() == Some(&world.tabs[at].office))
                .filter_map(|row| Some(row.screening.as_ref()?.said))
                .collect();
            assert_eq!(reports, [2], "one report, in which both said something");
            assert_eq!(world.page(at).now.map(|now| now.standing), Some(Standing::Zero));
        }
        let below: Vec<(String, Option<Standing>)> = world
            .page(1)
            .below
            .into_iter()
            .map(|one| (one.office.to_string(), one.now.map(|now| now.standing)))
            .collect();
        assert_eq!(
            below,
            [
                ("990101100201".to_owned(), Some(Standing::Zero)),
                ("990101100202".to_owned(), Some(Standing::NotReported)),
            ]
        );
    }
}

#[test]
fn nobody_reports_for_another_office() {
    let mut world = World::new(9_100);
    let other = code("990101100202");
    assert!(world.say(2, &other, None).is_err());
    // Not even the office above: what it knows, it writes in a report of its own.
    assert!(world.say(1, &other, None).is_err());
}

#[test]
fn a_round_reaches_the_villages_and_their_answers_come_back() {
    let mut world = World::new(9_200);
    let round = Round {
        id: ROUND.into(),
        name: "工资专项".into(),
        kind: RoundKind::Special,
        from: today(),
        to: today(),
        organiser: code("990101100"),
        tiers: Vec::new(),
        text: String::new(),
        closed: None,
    };
    let by = Acting { post: PostId::new([1; 8]), on: today() };
    let step = ArrangeStep::RoundOpened { by, round: round.clone() };
    assert!(world.org_step(1, &OrgStep::Arranged(step)));
    world.heal();
    let page = world.page(2);
    let [seen] = &page.rounds[..] else { panic!("the village knows of the round") };
    assert_eq!((seen.own, seen.open), (Some(Standing::NotReported), true));
    let own = world.tabs[2].office.clone();
    world.say(2, &own, Some(&round)).expect("saved");
    world.heal();
    let page = world.page(1);
    let [seen] = &page.rounds[..] else { panic!("its own round") };
    let shares: Vec<Standing> = seen.below.iter().map(|(.., standing)| *standing).collect();
    assert_eq!(shares, [Standing::Zero, Standing::NotReported]);
    // The city's other township would not see it; the city does.
    assert_eq!(world.page(0).rounds.len(), 1);
}
