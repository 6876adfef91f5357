//! Disputes: found, mediated or passed up, ended, struck off.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power::{Dispatch, Record},
    dispute::{
        codes::{
            AgreementForm, DisputeOutcome, DisputeType, PerformanceOutcome, Risk, SettlementWay,
        },
        step::{
            Agreement, Consent, DisputeStep, Ending, Found, MediationOpening, Performance,
            RiskSetting, Session,
        },
    },
    document::Edit,
    schema::{AgreementField, Fact, keys},
};
use chrono::NaiveDate;

use super::{
    cast::Seat,
    script::{Script, after, fact, person_edits, word},
    thread::{Here, Reads, Thread},
};

const CAUSES: [&str; 6] = [
    "田埂移位，双方对界址说法不一。",
    "屋檐滴水到邻家院墙，多次协商未果。",
    "工程尾款未按约定时间支付。",
    "共用水渠清淤费用分摊有争议。",
    "电动车停放占道引起口角。",
    "土地流转租金标准未谈拢。",
];

/// How a dispute ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Mediated where it was found.
    MediatedHere,
    /// Passed up to the township, mediated there.
    MediatedAbove,
    /// The parties came to terms by themselves.
    Terms,
    /// Not settled.
    Other(DisputeOutcome, SettlementWay),
    /// Not ended yet.
    Open,
}

fn dispute(step: DisputeStep) -> Step {
    Step::Dispute(step)
}

fn opened(here: &Here<'_>, mediator: &str, second: &str) -> [Step; 4] {
    let by = here.by(Record);
    let consent = |party: &str| {
        dispute(DisputeStep::Consented(Consent { by, party: party.to_owned(), agrees: true }))
    };
    [
        dispute(DisputeStep::MediationOpened(MediationOpening {
            by,
            applied: true,
            way: SettlementWay::PeoplesMediation,
            mediators: vec![mediator.to_owned()],
        })),
        dispute(DisputeStep::RightsTold(word(by, "已告知权利义务"))),
        consent(keys::MAIN),
        consent(second),
    ]
}

fn ended(here: &Here<'_>, outcome: DisputeOutcome, way: SettlementWay, text: &str) -> Step {
    dispute(DisputeStep::Ended(Ending { by: here.by(Record), outcome, way, text: text.to_owned() }))
}

impl Script<'_> {
    /// The round and the tablet of each dispute that was found in a round.
    pub(super) fn disputes_by_round(&self) -> impl Iterator<Item = (String, usize)> {
        let of = self.targets.found;
        (0..of).filter_map(move |at| {
            let (on, finder) = (self.found_on(at), self.finder(at).first());
            Some((self.round_on(on)?, finder))
        })
    }

    fn found_on(&self, at: usize) -> NaiveDate {
        // The last ones are those that nobody has ended yet.
        self.day(at, self.targets.found, (3, 75))
    }

    /// Mostly a village; now and then a township itself.
    fn finder(&self, at: usize) -> &Seat {
        let village = self.cast.village(at * 7);
        if at % 12 == 5 { self.cast.above(village) } else { village }
    }

    fn round_on(&self, on: NaiveDate) -> Option<String> {
        let round = self.rounds.iter().find(|round| (round.from..=round.to).contains(&on))?;
        Some(round.id.clone())
    }

    fn end_of(&self, at: usize) -> End {
        use DisputeOutcome::{Failed, Stopped, Transferred};
        let (found, settled) = (self.targets.found, self.targets.settled);
        let so_far = |at: usize| at * settled / found.max(1);
        if so_far(at + 1) == so_far(at) {
            return match (at - so_far(at)) % 4 {
                0 => End::Other(Failed, SettlementWay::Lawsuit),
                1 => End::Open,
                2 => End::Other(Transferred, SettlementWay::Administrative),
                _ => End::Other(Stopped, SettlementWay::Other),
            };
        }
        match at % 20 {
            0..=11 => End::MediatedHere,
            12..=16 => End::MediatedAbove,
            _ => End::Terms,
        }
    }

    pub(super) fn disputes(&mut self) {
        for at in 0..self.targets.found {
            let thread = self.dispute(at);
            self.threads.push(thread);
        }
    }

    fn dispute(&mut self, at: usize) -> Thread {
        let cast = self.cast;
        let (finder, village, on) =
            (self.finder(at).clone(), cast.village(at * 7), self.found_on(at));
        let (case, second) = (self.case(), self.item());
        let thread = Thread::new(on, case);
        let thread = self.found(at, thread, &finder, &second);
        let above = cast.above(village).clone();
        let pause = 1 + self.rng.below(4) as u64;
        let end = self.end_of(at);
        let thread = match end {
            End::MediatedHere => mediated(thread, &finder, &second, pause),
            End::MediatedAbove if finder.office.code != above.office.code => {
                let to = above.office.code.clone();
                let thread = thread.steps(pause, finder.first(), move |here| {
                    let by = here.by(Record);
                    [Step::Handed {
                        to: to.clone(),
                        text: "双方分歧较大，请镇里派人主持调解。".to_owned(),
                        on: Some(by.on),
                        post: Some(by.post),
                    }]
                });
                mediated(thread, &above, &second, pause)
            }
            End::MediatedAbove => mediated(thread, &finder, &second, pause),
            End::Terms => thread.steps(pause + 4, finder.other(), |here| {
                let text = "双方自行协商一致，当场握手言和。";
                [ended(here, DisputeOutcome::Settled, SettlementWay::Agreement, text)]
            }),
            End::Other(outcome, way) => thread.steps(pause + 9, finder.first(), move |here| {
                [ended(here, outcome, way, "当事人选择其他途径，已告知办理部门和期限。")]
            }),
            End::Open => thread,
        };
        // The township looks over every second one that is over, and strikes it off.
        if end == End::Open || at % 2 == 1 {
            return thread;
        }
        let ended_by = match end {
            End::MediatedAbove => above.first(),
            End::Terms => finder.other(),
            _ => finder.first(),
        };
        // Nobody strikes off what they handled themselves.
        let auditor = if ended_by == above.first() { above.other() } else { above.first() };
        thread.reading(6, auditor, |here| {
            [dispute(DisputeStep::Struck(word(here.by(Dispatch), "已回访，情况属实，同意销号。")))]
        })
    }

    /// The entry of the ledger, with its parties and its level.
    fn found(&mut self, at: usize, thread: Thread, finder: &Seat, second: &str) -> Thread {
        let village = self.cast.village(at * 7).office.clone();
        let (one, other) = (self.person(&village), self.person(&village));
        let kind = DisputeType::ALL.get(at % DisputeType::ALL.len()).copied();
        let kind = kind.unwrap_or(DisputeType::Other);
        let cause = self.rng.pick(&CAUSES, "");
        let mut facts = vec![
            fact(Fact::Title, &format!("{}与{}纠纷", one.name, other.name)),
            fact(Fact::DisputeType, kind.name()),
            fact(Fact::Place, &village.name),
            fact(Fact::PlaceOffice, village.code.as_str()),
            fact(Fact::Cause, cause),
        ];
        if at.is_multiple_of(3) {
            facts.push(fact(Fact::Amount, &(800 * (1 + self.rng.below(40))).to_string()));
        }
        let mut people = person_edits(keys::MAIN, &one);
        people.extend(person_edits(second, &other));
        let level = match at % 15 {
            0 => Risk::High,
            1..=4 => Risk::Medium,
            _ => Risk::Low,
        };
        let (case, round) = (thread.case, self.round_on(thread.begin));
        thread.form((0, finder.first(), Reads::Nothing), move |here| {
            let found = Found {
                office: here.office.clone(),
                local_no: String::new(),
                on: here.on,
                round: round.clone(),
                place: None,
                rules: None,
            };
            let text = "按风险标准当场评定。".to_owned();
            let risk = RiskSetting { by: here.by(Record), level, text };
            let write = CaseWrite::to(case)
                .core(dispute(DisputeStep::Found(found)), facts.clone())
                .people(people.clone())
                .step(dispute(DisputeStep::RiskSet(risk)));
            vec![write]
        })
    }
}

/// Both consent, a session, an agreement, and that it was kept to.
fn mediated(thread: Thread, seat: &Seat, second: &str, pause: u64) -> Thread {
    let (case, second) = (thread.case, second.to_owned());
    let written = pause.is_multiple_of(2);
    thread
        .reading(pause, seat.first(), move |here| opened(here, "站内调解员", &second))
        .form((pause + 2, seat.first(), Reads::Nothing), move |here| {
            let by = here.by(Record);
            let form = if written { AgreementForm::Written } else { AgreementForm::Oral };
            let perform_by = vec![after(here.on, 10)];
            let agreed = Agreement { by, form, number: String::new(), perform_by };
            let content = "双方各退一步，按现场划定的界线使用，互不追究。".to_owned();
            let held = Session { by, place: "调解室".to_owned() };
            let write = CaseWrite::to(case)
                .step(dispute(DisputeStep::SessionHeld(held)))
                .step(dispute(DisputeStep::Agreed(agreed)))
                .committee(
                    Step::Edited {},
                    vec![Edit::Agreement(AgreementField::Content, content)],
                );
            vec![write]
        })
        .steps(pause + 5, seat.first(), |here| {
            let performed = Performance {
                by: here.by(Record),
                which: 0,
                outcome: PerformanceOutcome::Done,
                text: "已按协议履行。".to_owned(),
            };
            let (way, text) = (SettlementWay::PeoplesMediation, "调解成功，协议已履行。");
            [
                dispute(DisputeStep::Performed(performed)),
                ended(here, DisputeOutcome::Settled, way, text),
            ]
        })
}
