//! A script being played: the world, the ledger, and what else stands about.

use std::collections::{BTreeMap, BTreeSet};

use casework::{MatterView, Moment, step::payload::Acting};
use futures::executor::block_on;
use ident::{MatterId, PersonId};
use replica::{Space, StationError, Store};

use super::{
    Summary,
    failure::Trace,
    later::Outsider,
    ledger::{Entry, Ledger, Said, Shown, Where},
    script::{Event, Kind},
    token::Token,
    trouble::Copy,
};
use crate::{
    broken::Broken,
    world::{Dice, World, code, today},
};

pub struct Stage {
    pub world: World,
    pub ledger: Ledger,
    /// A device of a later version, at the first village.
    pub later: Outsider,
    /// A device at the second village that hands in what is not its business.
    pub intruder: Outsider,
    /// How far each device's clock is off, in milliseconds.
    pub skew: BTreeMap<usize, i64>,
    /// The relay's file, copied.
    pub copy: Option<Copy>,
    /// Devices that were added, ever.
    pub added: usize,
    pub ends: usize,
    pub lost: usize,
    events: usize,
    trace: Trace,
}

impl Stage {
    pub fn new(seed: u64, broken: Option<Broken>, trace: Trace) -> Self {
        let mut world = World::new(seed);
        for tab in &world.tabs {
            tab.store.expect_power_cuts();
        }
        let person = |at: u8| PersonId::new([at; 16]);
        for (secret, office, at) in [("later", "990101100201", 2), ("intruder", "990101100202", 3)]
        {
            world.hub.invites.insert(secret.into(), (code(office), person(at)));
        }
        let later = Outsider::enrolled(&mut world.hub, "later", 1, person(2));
        let intruder = Outsider::enrolled(&mut world.hub, "intruder", 2, person(3));
        world.broken = broken;
        world.hub.broken = broken;
        Self {
            world,
            ledger: Ledger::default(),
            later,
            intruder,
            skew: BTreeMap::new(),
            copy: None,
            added: 0,
            ends: 0,
            lost: 0,
            events: 0,
            trace,
        }
    }

    /// One event happens.
    pub fn take(&mut self, event: &Event) {
        self.world.dice = Dice::new(event.seed);
        self.events += 1;
        let at = self.world.dice.below(self.world.tabs.len());
        let mut line = format!("{:?}", event.kind);
        if !matches!(event.kind, Kind::RelayEnds | Kind::Backup | Kind::Restore) {
            let tab = &self.world.tabs[at];
            line += &format!(" at tab {at} (device {}, {})", tab.device, tab.office);
        }
        self.say(line);
        match event.kind {
            Kind::Petition => self.petition(at),
            Kind::Dispute => self.dispute(at),
            Kind::PlanVisit => self.plan_visit(at),
            Kind::Talk => self.talk_at_visit(at),
            Kind::Screening => self.screening(at),
            Kind::Note => self.note(at),
            Kind::Place => self.place(at),
            Kind::Narrative => self.narrative(at),
            Kind::Address => self.address(at),
            Kind::Memo => self.memo(at),
            Kind::Committee => self.committee(at),
            Kind::Hand => self.hand(at),
            Kind::Attach => self.attach(at),
            Kind::Want => self.want_some(at),
            Kind::Seal => self.seal(at),
            Kind::UnknownStep => self.unknown_step(at),
            Kind::UnknownField => self.unknown_field(at),
            Kind::UnknownKey => self.unknown_key(),
            Kind::Intrude => self.intrude(),
            Kind::Directory => self.change_directory(at),
            Kind::Relieve => self.relieve(at),
            Kind::Appoint => self.appoint(at),
            Kind::Connect => self.world.connect(at),
            Kind::Disconnect => self.world.disconnect(at),
            Kind::Deliver => self.deliver(at),
            Kind::CatchUp => self.catch_up(at),
            Kind::Duplicate => self.duplicate(at),
            Kind::Swap => self.swap(at),
            Kind::Lose => self.lose_message(at),
            Kind::Crash => self.world.crash(at),
            Kind::Cut => self.cut(at),
            Kind::PowerCut => self.power_cut(self.world.tabs[at].device),
            Kind::Full => {
                let after = u32::try_from(self.world.dice.roll(3)).expect("small");
                self.world.tabs[at].store.fill_after(after);
            }
            Kind::Clock => self.set_clock(at),
            Kind::Tab => self.open_tab(at),
            Kind::Refresh => {
                let _ = block_on(self.world.tabs[at].station.refresh_rows());
                self.world.written(at);
            }
            Kind::RelayEnds => self.relay_ends(),
            Kind::Backup => self.back_up(),
            Kind::Restore => self.restore(),
            Kind::Enrol => self.enrol(at),
            Kind::DeviceLost => self.lose_device(),
        }
        self.settle();
    }

    /// Everything is mended, and must be as it should.
    pub fn end(mut self) -> Summary {
        self.heal();
        self.start_again_if_left_alone();
        self.check();
        let saved = self.ledger.entries.iter().filter(|entry| entry.said == Said::Saved).count();
        Summary { events: self.events, saved, lost: self.lost, ends: self.ends }
    }

    pub fn heal(&mut self) {
        self.settle();
        self.world.heal();
        // What the outsiders made may build on what others have to hand in first.
        for _ in 0..6 {
            let all = self.later.hand_in_all(&mut self.world.hub);
            self.world.heal();
            if all {
                break;
            }
        }
    }

    /// A document that was being opened when a device ended twice is left alone for a few starts.
    fn start_again_if_left_alone(&mut self) {
        for _ in 0..4 {
            let alone: Vec<usize> = (0..self.world.tabs.len())
                .filter(|at| {
                    let tab = &self.world.tabs[*at];
                    let marks = block_on(tab.store.scan(Space::Opening, &[vec![]]));
                    !marks.expect("reads").concat().is_empty()
                })
                .collect();
            if alone.is_empty() {
                return;
            }
            for at in alone {
                self.world.crash(at);
                self.world.refresh(at);
            }
            self.world.heal();
        }
    }

    pub fn say(&mut self, line: String) {
        self.trace.borrow_mut().push(line);
    }

    /// The time on a device's clock.
    pub fn time(&mut self, at: usize) -> Moment {
        let skew = self.skew.get(&self.world.tabs[at].device).copied().unwrap_or_default();
        Moment::from_millis(self.world.time().millis() + skew)
    }

    /// In which post the one who works here acts; none where they have none.
    pub fn acting(&self, at: usize) -> Option<Acting> {
        let tab = &self.world.tabs[at];
        let person = tab.station.identity()?.person;
        let post = tab.station.directory().posts_of(person, &tab.office, today()).next()?.id;
        Some(Acting { post, on: today() })
    }

    pub fn view(&self, at: usize, matter: MatterId) -> Option<MatterView> {
        block_on(self.world.tabs[at].station.matter(matter, today())).ok()
    }

    /// What the person was told about an entry.
    pub fn said<T>(&self, at: usize, result: &Result<T, StationError>) -> Said {
        match result {
            Ok(_) => Said::Saved,
            Err(_) if self.world.tabs[at].store.ended() == Some(true) => Said::Nothing,
            // The screen does not wait for the store.
            Err(StationError::Store(_)) if self.world.broken == Some(Broken::SavedBeforeCommit) => {
                Said::Saved
            }
            Err(_) => Said::Refused,
        }
    }

    /// Notes a text in the ledger.
    pub fn enter_in_ledger(
        &mut self,
        token: Token,
        at: usize,
        matter: MatterId,
        place: Where,
        said: Said,
    ) {
        self.enter_shown(token, at, matter, place, Shown::History, BTreeSet::new(), said);
    }

    #[expect(clippy::too_many_arguments, reason = "a line of the ledger has so many columns")]
    pub fn enter_shown(
        &mut self,
        token: Token,
        at: usize,
        matter: MatterId,
        place: Where,
        shown: Shown,
        saw: BTreeSet<Token>,
        said: Said,
    ) {
        let device = self.world.tabs[at].device;
        self.say(format!("  {token} {shown:?} of {matter} in {place:?}: {said:?}"));
        self.ledger.entries.push(Entry { token, matter, place, shown, device, said, saw });
    }
}
