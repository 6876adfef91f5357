//! Rounds of screening, and what the villages say of them.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::{Round, RoundKind},
    fixed_id,
    screening::Screening,
};
use std::collections::BTreeSet;

use super::{
    cast::Seat,
    script::{Script, after},
    thread::{Reads, Thread},
};

/// What the special rounds are about. Where they fall follows from their place among all.
const THEMES: [&str; 7] = [
    "岁末年初农民工工资专项排查",
    "春耕用水纠纷专项排查",
    "征地补偿专项排查",
    "汛期安全隐患专项排查",
    "婚姻家庭邻里纠纷专项排查",
    "物业服务纠纷专项排查",
    "秋收山林土地专项排查",
];

/// So many days a round lasts.
const LASTS: u64 = 6;

impl Script<'_> {
    /// The city's plan for the year. Rounds do not overlap: special ones lie evenly among the regular.
    pub(super) fn plan_rounds(&mut self) {
        let (special, regular) = (self.targets.special_rounds, self.targets.regular_rounds);
        let all = special + regular;
        for at in 0..all {
            let from = self.day(at, all, (3, 14));
            let so_far = |at: usize| at * special / all.max(1);
            let themed = so_far(at + 1) > so_far(at);
            let (kind, name) = if themed {
                (RoundKind::Special, THEMES.get(so_far(at) % THEMES.len()).copied())
            } else {
                (RoundKind::Regular, Some("定期排查"))
            };
            let id = self.item();
            let name = name.unwrap_or_default();
            self.rounds.push(Round {
                id,
                name: name.to_owned(),
                kind,
                from,
                to: after(from, LASTS),
                organiser: self.cast.city.office.code.clone(),
                tiers: Vec::new(),
                text: String::new(),
                closed: None,
            });
        }
    }

    /// Every village and township says what it found, or that it found nothing.
    pub(super) fn report_rounds(&mut self) {
        let cast = self.cast;
        let found: BTreeSet<(String, usize)> = self.disputes_by_round().collect();
        for round in self.rounds.clone() {
            for seat in cast.villages.iter().chain(&cast.townships) {
                let nothing = !found.contains(&(round.id.clone(), seat.first()));
                self.report(&round, seat, nothing);
            }
        }
    }

    fn report(&mut self, round: &Round, seat: &Seat, nothing: bool) {
        let (office, from, to) = (seat.office.code.clone(), round.from, round.to);
        let case = fixed_id::of_screening(&office, from, to, Some(&round.id));
        let id = round.id.clone();
        let text =
            if nothing { String::new() } else { format!("{}：已登记入账。", round.name) };
        let late = self.rng.below(2) as u64;
        let thread = Thread::new(after(to, late), case).form(
            (0, seat.first(), Reads::Nothing),
            move |here| {
                let said = Screening {
                    office: office.clone(),
                    from,
                    to,
                    round: Some(id.clone()),
                    nothing,
                    on: here.on,
                    text: text.clone(),
                };
                vec![CaseWrite::to(case).step(Step::Screened(said))]
            },
        );
        self.threads.push(thread);
    }
}
