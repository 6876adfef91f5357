//! Visits: leaders and departments go to the villages, with a tablet and without a network.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::{Office, Power::Record},
    document::Edit,
    fixed_id,
    intake::Intake,
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome},
        step::{Holding, Plan, Problem, Solution, Talk, TalkAddition},
    },
    schema::{Channel, Fact},
    step::{
        duty::{HeardAt, Promise, PromiseEnd},
        payload::Acting,
    },
};
use chrono::NaiveDate;
use ident::MatterId;

use super::{
    cast::{LEADERS, OFFICIALS},
    script::{Script, after, fact, is_planned, meeting, person_edits, word},
    thread::{Here, Reads, Thread},
};

const FORMS: [MeetingForm; 3] =
    [MeetingForm::BringingCases, MeetingForm::Rounds, MeetingForm::OnTheSpot];

/// A problem that is going to be raised.
#[derive(Debug, Clone)]
struct Raised {
    case: MatterId,
    intake: Intake,
    talk: String,
    problem: String,
    promise: String,
    outcome: ProblemOutcome,
}

impl Raised {
    fn line(&self) -> String {
        self.intake.demands.first().cloned().unwrap_or_default()
    }

    /// What the visit's own documents say of it.
    fn in_visit(&self, by: Acting, write: CaseWrite) -> CaseWrite {
        let raised = Problem {
            by,
            id: self.problem.clone(),
            talk: self.talk.clone(),
            case: self.case,
            outcome: self.outcome,
            text: self.line(),
        };
        let said = Talk {
            by,
            id: self.talk.clone(),
            slot: self.talk.clone(),
            people: self.intake.petitioners.parse().unwrap_or(1),
            entry: None,
            text: self.intake.narrative.clone(),
        };
        write
            .step(meeting(MeetingStep::Talked(said)))
            .step(meeting(MeetingStep::Raised(raised)))
            .people(person_edits(&self.talk, &self.intake.petitioner))
    }

    /// The case it becomes.
    fn as_case(&self, here: &Here<'_>, visit: MatterId, leader: &str) -> CaseWrite {
        let by = here.by(Record);
        let intake = Intake { received_on: here.on.to_string(), ..self.intake.clone() };
        let heard = HeardAt { by, meeting: visit, leader: leader.to_owned() };
        let write =
            CaseWrite::registering(self.case, &intake, here.office).step(Step::HeardAt(heard));
        match self.outcome {
            ProblemOutcome::Solved => {
                write.step(Step::Answered(word(by, "当场协调解决，反映人表示满意。")))
            }
            ProblemOutcome::Promised => write.step(Step::Promised(Promise {
                by,
                id: self.promise.clone(),
                text: self.line(),
                due: after(here.on, 30),
                who: leader.to_owned(),
                office: here.office.clone(),
                meeting: Some(visit),
            })),
            _ => write,
        }
    }
}

/// How many problems each of so many visits solves: as evenly as can be, but some none and some more.
fn shares(visits: usize, solved: usize) -> Vec<usize> {
    let so_far = |at: usize| at * solved / visits.max(1);
    let mut shares: Vec<usize> = (0..visits).map(|at| so_far(at + 1) - so_far(at)).collect();
    for five in shares.chunks_exact_mut(5) {
        if let [none, more, ..] = five {
            *more += std::mem::take(none);
        }
    }
    shares
}

impl Script<'_> {
    pub(super) fn visits(&mut self) {
        let (cast, targets) = (self.cast, self.targets);
        let leaders = shares(targets.leader_visits, targets.leader_solved);
        for (at, solved) in leaders.iter().enumerate() {
            let (leader, post, _) = LEADERS.get(at % LEADERS.len()).copied().unwrap_or_default();
            let tablets = (cast.recorder(at), cast.recorder(at + 1));
            let place = (at, leaders.len());
            self.visit(place, &cast.city.office, (leader, post), tablets, *solved);
        }
        let departments = shares(targets.department_visits, targets.department_solved);
        for (at, solved) in departments.iter().enumerate() {
            let seat = cast.department(at);
            let (which, own) = (at % OFFICIALS.len(), at / OFFICIALS.len());
            let officials = OFFICIALS.get(which).map_or(&[][..], |three| three.as_slice());
            let who = officials.get(own % officials.len().max(1)).copied().unwrap_or_default();
            let tablets = (seat.other(), seat.first());
            self.visit((at, departments.len()), &seat.office, who, tablets, *solved);
        }
    }

    fn visit(
        &mut self,
        (at, of): (usize, usize),
        office: &Office,
        (leader, post): (&'static str, &'static str),
        (tablet, other): (usize, usize),
        solved: usize,
    ) {
        let on = self.day(at, of, (4, 6));
        let village = self.cast.village(at * 5).office.clone();
        let case = fixed_id::of_visit(&office.code, on, leader, Some(&village.code));
        let form = FORMS.get(at % FORMS.len()).copied().unwrap_or(MeetingForm::Rounds);
        let plan = Plan {
            office: office.code.clone(),
            local_no: String::new(),
            on,
            kind: form,
            day: on,
            leader: leader.to_owned(),
            village: Some(village.code.clone()),
            with: vec![village.code.clone()],
        };
        let facts = vec![fact(Fact::LeaderPost, post), fact(Fact::Place, &village.name)];
        let problems = self.problems(at, solved, &village, on);
        let planned = planned(case, plan, facts);
        let mut thread = Thread::new(on, case);
        let mut days = 0;
        // Every fourth was planned on another tablet of the office; the recorder's may know, or not.
        if at % 4 == 1 {
            let planned = planned.clone();
            thread.begin = self.from.max(on - chrono::Days::new(5));
            days = (on - thread.begin).num_days().unsigned_abs();
            thread = thread.form((0, other, Reads::Nothing), move |here| vec![planned(here)]);
        }
        thread = held(thread, (days, tablet), planned.clone(), &problems, leader);
        if at % 9 == 4 {
            thread = self.beside(thread, other, planned, &village);
        }
        for problem in problems.iter().filter(|one| one.outcome == ProblemOutcome::Promised) {
            thread = kept(thread, tablet, problem.clone());
        }
        self.threads.push(thread);
    }

    fn problems(
        &mut self,
        at: usize,
        solved: usize,
        village: &Office,
        on: NaiveDate,
    ) -> Vec<Raised> {
        // What is promised has to be kept before the year ends.
        let time_left = (self.last - on).num_days() > 45;
        let open = usize::from(at % 16 == 7);
        (0..solved + open)
            .map(|place| {
                let outcome = if place >= solved {
                    ProblemOutcome::Registered
                } else if at % 6 == 2 && time_left {
                    ProblemOutcome::Promised
                } else {
                    ProblemOutcome::Solved
                };
                Raised {
                    case: self.case(),
                    intake: self.intake(Channel::LeaderFieldVisit, village, on),
                    talk: self.item(),
                    problem: self.item(),
                    promise: self.item(),
                    outcome,
                }
            })
            .collect()
    }

    /// A second tablet at the same visit, that knows nothing of the first.
    fn beside(
        &mut self,
        thread: Thread,
        tablet: usize,
        planned: impl Fn(&Here<'_>) -> CaseWrite + 'static,
        village: &Office,
    ) -> Thread {
        let (talk, person) = (self.item(), self.person(village));
        thread.form((0, tablet, Reads::WhatIsHere), move |here| {
            let case = here.view.as_ref().map(|view| view.matter);
            let write = match case {
                Some(case) if is_planned(here) => CaseWrite::to(case),
                _ => planned(here),
            };
            let by = here.by(Record);
            let (text, added) =
                ("村里路灯去年装好了，晚上出门方便。", "另外问了医保缴费时间，已作说明。");
            let said = Talk {
                by,
                id: talk.clone(),
                slot: talk.clone(),
                people: 2,
                entry: None,
                text: text.to_owned(),
            };
            let more = TalkAddition { by, talk: talk.clone(), text: added.to_owned() };
            let write = write
                .step(meeting(MeetingStep::Talked(said)))
                .step(meeting(MeetingStep::Added(more)))
                .people(person_edits(&talk, &person));
            vec![write]
        })
    }
}

/// The plan, as whoever comes first with it enters it.
fn planned(
    case: MatterId,
    plan: Plan,
    facts: Vec<Edit>,
) -> impl Fn(&Here<'_>) -> CaseWrite + Clone + 'static {
    move |here| {
        let plan = Plan { on: here.on, ..plan.clone() };
        CaseWrite::to(case).core(meeting(MeetingStep::Planned(plan)), facts.clone())
    }
}

/// The visit itself, as its recorder enters it.
fn held(
    thread: Thread,
    (after, tablet): (u64, usize),
    planned: impl Fn(&Here<'_>) -> CaseWrite + 'static,
    problems: &[Raised],
    leader: &'static str,
) -> Thread {
    let (case, problems) = (thread.case, problems.to_vec());
    thread.form((after, tablet, Reads::WhatIsHere), move |here| {
        let by = here.by(Record);
        let write = if is_planned(here) { CaseWrite::to(case) } else { planned(here) };
        let write = problems.iter().fold(write, |write, one| one.in_visit(by, write));
        let present = vec!["村党组织书记".to_owned()];
        let held = Holding { by, present, text: "走访农户，现场办公。".to_owned() };
        let mut writes = vec![write.step(meeting(MeetingStep::Held(held)))];
        writes.extend(problems.iter().map(|one| one.as_case(here, case, leader)));
        writes
    })
}

/// A promise is kept: the case says so, and the visit counts it as solved.
fn kept(thread: Thread, tablet: usize, problem: Raised) -> Thread {
    let visit = thread.case;
    thread.form((12, tablet, Reads::TheCase), move |here| {
        let by = here.by(Record);
        let text = "已办妥，并当面告知反映人。".to_owned();
        let end =
            PromiseEnd { by, promise: problem.promise.clone(), kept: true, text: text.clone() };
        let solved = Solution { by, problem: problem.problem.clone(), text };
        vec![
            CaseWrite::to(problem.case)
                .step(Step::PromiseKept(end))
                .step(Step::Answered(word(by, "承诺事项已办结，反映人认可。"))),
            CaseWrite::to(visit).step(meeting(MeetingStep::Solved(solved))),
        ]
    })
}
