//! What the offices arrange among themselves: the city for all, an office that keeps others for
//! itself and for those.

use chrono::{Days, NaiveDate};
use ident::OfficeCode;

use super::{Act, Working};
use crate::{
    directory::{
        Contact, DutyTurn, EmergencyPlan, Helper, Intensive, Round, Scheme, Tier, Training,
    },
    org::{ArrangeStep, Why, contest::Thing, names::MAX_NAME},
    screening::Cycle,
};

/// Longest text beside a name, in characters.
const MAX_TEXT: usize = 2_000;
/// Longest emergency plan, in characters; it has to fit into one message.
const MAX_PLAN: usize = 15_000;
/// Most slots of a scheme, each way.
const MAX_SLOTS: usize = 12;
/// Most days of a round or an intensive period.
const MAX_DAYS: i64 = 400;
/// So many days of an office's roster are kept, the latest: the directory is on every device.
const KEPT_TURNS: usize = 92;

impl Working {
    pub(super) fn arrange(&mut self, act: &Act<'_>, step: ArrangeStep) -> Result<(), Why> {
        match step {
            ArrangeStep::CycleSet { tier, cycle, .. } => self.set_cycle(act, tier, cycle),
            ArrangeStep::IntensiveOpened { period, .. } => self.open_intensive(act, period),
            ArrangeStep::IntensiveEnded { period, on, .. } => self.end_intensive(act, &period, on),
            ArrangeStep::RoundOpened { round, .. } => self.open_round(act, round),
            ArrangeStep::RoundClosed { round, on, .. } => self.close_round(act, &round, on),
            ArrangeStep::SchemeSet { scheme, .. } => self.set_scheme(act, scheme),
            ArrangeStep::ContactSet { contact, .. } => self.set_contact(act, contact),
            ArrangeStep::ContactRemoved { contact, .. } => self.remove_contact(act, contact),
            ArrangeStep::DutySet { turn, .. } => self.set_turn(act, turn),
            ArrangeStep::PlanSet { office, text, .. } => self.set_plan(act, office, text),
            ArrangeStep::HelperSet { helper, .. } => self.set_helper(act, helper),
            ArrangeStep::TrainingSet { training, .. } => self.set_training(act, training),
        }
    }

    /// The keeper itself, or an office below it on the day of the step.
    fn arranges(&self, act: &Act<'_>, office: &OfficeCode) -> Result<(), Why> {
        let there = self.directory.office(office).ok_or(Why::NoSuchOffice)?;
        if !self.directory.is_at_or_above_on(act.keeper, office, act.by.on) {
            return Err(Why::NotBelow);
        }
        if act.is_after(there.closed_on) { Err(Why::Closed) } else { Ok(()) }
    }

    fn sets(&mut self, act: &Act<'_>, what: &'static str, which: &str) -> Result<(), Why> {
        let thing = Thing::Arranged(what, which.to_owned());
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)
    }

    fn set_cycle(&mut self, act: &Act<'_>, tier: Tier, cycle: Cycle) -> Result<(), Why> {
        self.of_the_city(act)?;
        let cycles = self.directory.arrangements.cycles;
        let next = cycles.with(tier, cycle).ok_or(Why::BadTier)?;
        if next == cycles {
            return Ok(());
        }
        self.sets(act, "cycle", &tier.depth().to_string())?;
        self.directory.arrangements.cycles = next;
        Ok(())
    }

    fn open_intensive(&mut self, act: &Act<'_>, mut period: Intensive) -> Result<(), Why> {
        id(&period.id)?;
        self.arranges(act, &period.scope)?;
        span(period.from, period.to)?;
        words(&period.reason, MAX_TEXT)?;
        period.ended = None;
        let list = &mut self.directory.arrangements.intensives;
        let same = |there: &Intensive| Intensive { ended: None, ..there.clone() } == period;
        match list.binary_search_by(|one| one.id.cmp(&period.id)) {
            Ok(at) if list.get(at).is_some_and(same) => Ok(()),
            Ok(_) => Err(Why::IdTaken),
            Err(at) => {
                list.insert(at, period);
                Ok(())
            }
        }
    }

    fn end_intensive(&mut self, act: &Act<'_>, which: &str, on: NaiveDate) -> Result<(), Why> {
        let there = self.directory.arrangements.intensives.iter().find(|one| one.id == which);
        let there = there.ok_or(Why::NoSuchThing)?.clone();
        self.arranges(act, &there.scope)?;
        let eve = there.from.checked_sub_days(Days::new(1)).unwrap_or(there.from);
        if on < eve || on > there.to {
            return Err(Why::BadDay);
        }
        if there.ended == Some(on) {
            return Ok(());
        }
        self.sets(act, "intensive", which)?;
        let list = &mut self.directory.arrangements.intensives;
        if let Some(one) = list.iter_mut().find(|one| one.id == which) {
            one.ended = Some(on);
        }
        Ok(())
    }

    fn open_round(&mut self, act: &Act<'_>, mut round: Round) -> Result<(), Why> {
        id(&round.id)?;
        self.arranges(act, &round.organiser)?;
        span(round.from, round.to)?;
        words(&round.name, MAX_NAME)?;
        short(&round.text, MAX_TEXT)?;
        round.closed = None;
        let list = &mut self.directory.arrangements.rounds;
        let same = |there: &Round| Round { closed: None, ..there.clone() } == round;
        match list.binary_search_by(|one| one.id.cmp(&round.id)) {
            Ok(at) if list.get(at).is_some_and(same) => Ok(()),
            Ok(_) => Err(Why::IdTaken),
            Err(at) => {
                list.insert(at, round);
                Ok(())
            }
        }
    }

    fn close_round(&mut self, act: &Act<'_>, which: &str, on: NaiveDate) -> Result<(), Why> {
        let there = self.directory.arrangements.round(which).ok_or(Why::NoSuchThing)?.clone();
        self.arranges(act, &there.organiser)?;
        act.past(on)?;
        if on < there.from {
            return Err(Why::BadDay);
        }
        match there.closed {
            Some(closed) if closed == on => return Ok(()),
            Some(_) => return Err(Why::Ended),
            None => {}
        }
        let list = &mut self.directory.arrangements.rounds;
        if let Some(one) = list.iter_mut().find(|one| one.id == which) {
            one.closed = Some(on);
        }
        Ok(())
    }

    fn set_scheme(&mut self, act: &Act<'_>, scheme: Option<Scheme>) -> Result<(), Why> {
        self.of_the_city(act)?;
        if let Some(scheme) = &scheme {
            let slots = || scheme.fix.iter().chain(&scheme.charge);
            if scheme.contains_persons() {
                return Err(Why::Containment);
            }
            if scheme.fix.len().max(scheme.charge.len()) > MAX_SLOTS || slots().count() == 0 {
                return Err(Why::BadRange);
            }
            for slot in slots() {
                words(slot, MAX_NAME)?;
            }
        }
        if self.directory.arrangements.scheme == scheme {
            return Ok(());
        }
        self.sets(act, "scheme", "")?;
        self.directory.arrangements.scheme = scheme;
        Ok(())
    }

    fn set_contact(&mut self, act: &Act<'_>, contact: Contact) -> Result<(), Why> {
        id(&contact.id)?;
        self.arranges(act, &contact.office)?;
        words(&contact.name, MAX_NAME)?;
        short(&contact.duty, MAX_NAME)?;
        phone(&contact.phone)?;
        let list = &self.directory.arrangements.contacts;
        let there = list.iter().find(|one| one.id == contact.id);
        if there == Some(&contact) {
            return Ok(());
        }
        self.replaces(act, there.map(|one| one.office.clone()))?;
        self.sets(act, "contact", &contact.id)?;
        let list = &mut self.directory.arrangements.contacts;
        let place = list.binary_search_by(|one| one.id.cmp(&contact.id));
        put(list, place, contact);
        Ok(())
    }

    fn remove_contact(&mut self, act: &Act<'_>, which: String) -> Result<(), Why> {
        let list = &self.directory.arrangements.contacts;
        let Some(there) = list.iter().find(|one| one.id == which) else { return Ok(()) };
        self.replaces(act, Some(there.office.clone()))?;
        self.sets(act, "contact", &which)?;
        self.directory.arrangements.contacts.retain(|one| one.id != which);
        Ok(())
    }

    fn set_turn(&mut self, act: &Act<'_>, turn: DutyTurn) -> Result<(), Why> {
        self.arranges(act, &turn.office)?;
        short(&turn.name, MAX_NAME)?;
        let taken_away = turn.name.trim().is_empty();
        if !taken_away {
            phone(&turn.phone)?;
        }
        let key = |one: &DutyTurn| (one.office.clone(), one.day);
        let list = &self.directory.arrangements.roster;
        let place = list.binary_search_by_key(&key(&turn), key);
        let there = place.ok().and_then(|at| list.get(at));
        if there == Some(&turn) || (taken_away && there.is_none()) {
            return Ok(());
        }
        self.sets(act, "duty", &format!("{} {}", turn.office, turn.day))?;
        let list = &mut self.directory.arrangements.roster;
        match place {
            Ok(at) if taken_away => {
                list.remove(at);
            }
            place => {
                let office = turn.office.clone();
                put(list, place, turn);
                let own = |one: &DutyTurn| one.office == office;
                if list.iter().filter(|one| own(one)).count() > KEPT_TURNS
                    && let Some(first) = list.iter().position(own)
                {
                    list.remove(first);
                }
            }
        }
        Ok(())
    }

    fn set_plan(&mut self, act: &Act<'_>, office: OfficeCode, text: String) -> Result<(), Why> {
        self.arranges(act, &office)?;
        short(&text, MAX_PLAN)?;
        let list = &self.directory.arrangements.plans;
        let place = list.binary_search_by(|plan| plan.office.cmp(&office));
        let there = place.ok().and_then(|at| list.get(at));
        if there.map_or("", |plan| plan.text.as_str()) == text {
            return Ok(());
        }
        self.sets(act, "plan", office.as_str())?;
        let list = &mut self.directory.arrangements.plans;
        match place {
            Ok(at) if text.trim().is_empty() => {
                list.remove(at);
            }
            place => put(list, place, EmergencyPlan { office, text }),
        }
        Ok(())
    }

    fn set_helper(&mut self, act: &Act<'_>, mut helper: Helper) -> Result<(), Why> {
        id(&helper.id)?;
        self.arranges(act, &helper.office)?;
        words(&helper.name, MAX_NAME)?;
        short(&helper.phone, MAX_NAME)?;
        helper.weekdays.sort_unstable();
        helper.weekdays.dedup();
        if helper.weekdays.iter().any(|day| !(1..=7).contains(day)) {
            return Err(Why::BadRange);
        }
        // The eve of the first day: they do not come.
        let eve = helper.from.checked_sub_days(Days::new(1)).unwrap_or(helper.from);
        if helper.until.is_some_and(|until| until < eve) {
            return Err(Why::BadDay);
        }
        let list = &self.directory.arrangements.helpers;
        let there = list.iter().find(|one| one.id == helper.id);
        if there == Some(&helper) {
            return Ok(());
        }
        self.replaces(act, there.map(|one| one.office.clone()))?;
        self.sets(act, "helper", &helper.id)?;
        let list = &mut self.directory.arrangements.helpers;
        let place = list.binary_search_by(|one| one.id.cmp(&helper.id));
        put(list, place, helper);
        Ok(())
    }

    fn set_training(&mut self, act: &Act<'_>, training: Training) -> Result<(), Why> {
        id(&training.id)?;
        self.arranges(act, &training.office)?;
        act.past(training.on)?;
        words(&training.title, MAX_NAME)?;
        short(&training.text, MAX_TEXT)?;
        let list = &self.directory.arrangements.trainings;
        let there = list.iter().find(|one| one.id == training.id);
        if there == Some(&training) {
            return Ok(());
        }
        self.replaces(act, there.map(|one| one.office.clone()))?;
        self.sets(act, "training", &training.id)?;
        let list = &mut self.directory.arrangements.trainings;
        let place = list.binary_search_by(|one| one.id.cmp(&training.id));
        put(list, place, training);
        Ok(())
    }

    /// Whose entry is replaced is the keeper's business too. What an office that is closed left may
    /// be taken over.
    fn replaces(&self, act: &Act<'_>, office: Option<OfficeCode>) -> Result<(), Why> {
        let above =
            |office: OfficeCode| self.directory.is_at_or_above_on(act.keeper, &office, act.by.on);
        let fits = office.is_none_or(above);
        if fits { Ok(()) } else { Err(Why::NotBelow) }
    }
}

/// Ids are 16 hexadecimal digits, as all items have.
fn id(text: &str) -> Result<(), Why> {
    let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if text.len() == 16 && text.bytes().all(plain) { Ok(()) } else { Err(Why::Unreadable) }
}

fn span(from: NaiveDate, to: NaiveDate) -> Result<(), Why> {
    let days = (to - from).num_days();
    if (0..=MAX_DAYS).contains(&days) { Ok(()) } else { Err(Why::BadDay) }
}

fn short(text: &str, most: usize) -> Result<(), Why> {
    if text.chars().count() > most { Err(Why::BadName) } else { Ok(()) }
}

fn words(text: &str, most: usize) -> Result<(), Why> {
    if text.trim().is_empty() { Err(Why::BadName) } else { short(text, most) }
}

/// A telephone number, as one dials it.
fn phone(text: &str) -> Result<(), Why> {
    let plain = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | ' ');
    let fits = (3..=20).contains(&text.trim().len()) && text.chars().all(plain);
    if fits { Ok(()) } else { Err(Why::BadPhone) }
}

/// Puts an entry at the place that was found for it.
pub(super) fn put<T>(list: &mut Vec<T>, place: Result<usize, usize>, entry: T) {
    match place {
        Ok(at) => {
            if let Some(there) = list.get_mut(at) {
                *there = entry;
            }
        }
        Err(at) => list.insert(at, entry),
    }
}
