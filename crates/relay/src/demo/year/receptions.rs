//! Receptions of city leaders, and what becomes of what is raised at them: the whole procedure.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power::{Dispatch, Handle, Head, Record, Verify},
    intake::Intake,
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome},
        step::{Holding, Plan, Problem, QueueEntry, Talk},
    },
    schema::{Channel, Fact},
    step::{
        codes::{DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome},
        duty::HeardAt,
        payload::{Acting, Assignment, Delivery, DemandOpinion, Marking, Opinion, Signature},
    },
};
use ident::MatterId;

use super::{
    cast::{LEADERS, Seat},
    letters::triaged,
    script::{Script, after, fact, meeting, person_edits, word},
    thread::{Here, Reads, Thread},
};

/// Items raised on one reception day.
const A_DAY: usize = 3;

/// Somebody who comes.
#[derive(Debug, Clone)]
struct Comer {
    case: MatterId,
    intake: Intake,
    slot: String,
    entry: String,
    talk: String,
    problem: String,
    at: String,
}

impl Comer {
    /// What is entered while they are at the desk.
    fn heard(
        &self,
        here: &Here<'_>,
        day: MatterId,
        leader: &str,
        write: CaseWrite,
    ) -> [CaseWrite; 2] {
        let by = here.by(Record);
        let people = self.intake.petitioners.parse().unwrap_or(1);
        let (slot, id, talk) = (self.slot.clone(), self.entry.clone(), self.talk.clone());
        let entry = QueueEntry {
            by,
            id: id.clone(),
            slot: slot.clone(),
            people,
            at: self.at.clone(),
            case: Some(self.case),
            request: None,
            text: self.intake.demands.first().cloned().unwrap_or_default(),
        };
        let said = Talk {
            by,
            id: talk.clone(),
            slot,
            people,
            entry: Some(id),
            text: self.intake.narrative.clone(),
        };
        let raised = Problem {
            by,
            id: self.problem.clone(),
            talk,
            case: self.case,
            outcome: ProblemOutcome::PassedOn,
            text: self.intake.demands.first().cloned().unwrap_or_default(),
        };
        let write = write
            .step(meeting(MeetingStep::Queued(entry)))
            .step(meeting(MeetingStep::Talked(said)))
            .step(meeting(MeetingStep::Raised(raised)))
            .people(person_edits(&self.slot, &self.intake.petitioner));
        let received_on = here.on.to_string();
        let intake = Intake { received_on, ..self.intake.clone() };
        let heard = HeardAt { by, meeting: day, leader: leader.to_owned() };
        [write, CaseWrite::registering(self.case, &intake, here.office).step(Step::HeardAt(heard))]
    }
}

impl Script<'_> {
    pub(super) fn receptions(&mut self) {
        let of = self.targets.received;
        for day in 0..of.div_ceil(A_DAY) {
            self.reception(day, day * A_DAY, (of - day * A_DAY).min(A_DAY));
        }
    }

    fn reception(&mut self, day: usize, first: usize, comers: usize) {
        let cast = self.cast;
        let days = self.targets.received.div_ceil(A_DAY);
        let on = self.day(day, days, (12, 125));
        let case = self.case();
        let (leader, post, field) = LEADERS.get(day % LEADERS.len()).copied().unwrap_or_default();
        let comers: Vec<Comer> = (0..comers).map(|at| self.comer(first + at)).collect();
        for (at, comer) in (first..).zip(&comers) {
            let thread = self.handled(at, Thread::new(after(on, 1), comer.case));
            self.threads.push(thread);
        }
        let announced = after(self.from, 1).max(on - chrono::Days::new(7));
        let thread = Thread::new(announced, case)
            .form((0, cast.city.first(), Reads::Nothing), move |here| {
                let plan = Plan {
                    office: here.office.clone(),
                    local_no: String::new(),
                    on: here.on,
                    kind: MeetingForm::OpenReception,
                    day: on,
                    leader: leader.to_owned(),
                    village: None,
                    with: Vec::new(),
                };
                let facts = vec![
                    fact(Fact::LeaderPost, post),
                    fact(Fact::Field, field),
                    fact(Fact::Place, "市群众来访接待中心一号接待室"),
                    fact(Fact::Hours, "09:00-11:30"),
                ];
                let posted = word(here.by(Record), "已在接待中心门口和网站公告。");
                let write = CaseWrite::to(case)
                    .core(meeting(MeetingStep::Planned(plan)), facts)
                    .step(meeting(MeetingStep::Posted(posted)));
                vec![write]
            })
            .form(
                ((on - announced).num_days().unsigned_abs(), cast.recorder(day), Reads::TheCase),
                {
                    move |here| {
                        let mut writes = Vec::new();
                        for comer in &comers {
                            let write = CaseWrite::to(case);
                            writes.extend(comer.heard(here, case, leader, write));
                        }
                        let present = vec!["市信访局值班负责人".to_owned()];
                        let held = Holding { by: here.by(Record), present, text: String::new() };
                        writes.push(CaseWrite::to(case).step(meeting(MeetingStep::Held(held))));
                        writes
                    }
                },
            );
        self.threads.push(thread);
    }

    fn comer(&mut self, at: usize) -> Comer {
        let village = self.cast.village(at * 5 + 1).office.clone();
        let intake = self.intake(Channel::ReceptionDay, &village, self.from);
        Comer {
            case: self.case(),
            intake,
            slot: self.item(),
            entry: self.item(),
            talk: self.item(),
            problem: self.item(),
            at: format!("09:{:02}", at % A_DAY * 20),
        }
    }

    /// From the bureau's desk to the unit and back.
    fn handled(&self, at: usize, thread: Thread) -> Thread {
        let (city, unit) = (&self.cast.city, self.cast.unit(at));
        let (desk, to) = (city.first(), unit.office.code.clone());
        let thread = thread
            .reading(0, desk, move |here| {
                let assigned = Assignment {
                    by: here.by(Dispatch),
                    to: to.clone(),
                    with: Vec::new(),
                    until: after(here.on, 45),
                    text: "领导接访件，请依法处理，书面反馈办结情况。".to_owned(),
                };
                [triaged(here), Step::Assigned(assigned)]
            })
            .reading(1, unit.other(), |here| {
                let by = here.by(Handle);
                [
                    Step::Received(word(by, "")),
                    Step::Accepted(word(by, "按信访程序办理，由业务科室承办")),
                ]
            });
        if at >= self.targets.dealt_with {
            // Still being handled when the year ends.
            return thread;
        }
        let thread = opinion(thread, unit);
        let (accepts, second) = (at < self.targets.accepted, city.other());
        let thread = thread.reading(2, desk, |here| [Step::Verified(word(here.by(Verify), ""))]);
        thread.reading(1, second, move |here| {
            let (value, text) = if accepts {
                (MarkValue::Yes, "信访人签署息诉息访承诺，存档备查。")
            } else {
                (MarkValue::No, "信访人对处理意见有保留。")
            };
            let (by, text) = (here.by(Record), text.to_owned());
            [Step::Marked(Marking { by, mark: Mark::Accepted, value, text })]
        })
    }
}

fn delivered(by: Acting, paper: &str) -> Step {
    Step::Delivered(Delivery {
        by,
        paper: paper.to_owned(),
        way: DeliveryWay::InPerson,
        result: DeliveryResult::Signed,
        receiver: "本人".to_owned(),
        text: String::new(),
    })
}

/// The handler drafts, the head signs on another tablet, the handler delivers and concludes.
fn opinion(thread: Thread, unit: &Seat) -> Thread {
    let (head, handler) = (unit.first(), unit.other());
    thread
        .steps(2, handler, |here| [delivered(here.by(Record), "acceptance_notice")])
        .reading(8, handler, |here| {
            let held = here.demands().into_iter().map(|demand| DemandOpinion {
                demand,
                outcome: Outcome::Supported,
                facts: "经实地查看，反映情况属实。".to_owned(),
                text: "列入本季度计划办理，办理情况告知信访人。".to_owned(),
                basis: "《信访工作条例》第三十二条第一项".to_owned(),
            });
            [Step::Opinion(Opinion { by: here.by(Handle), demands: held.collect() })]
        })
        .reading(1, head, |here| {
            [Step::Signed(Signature { by: here.by(Head), opinion: here.opinion() })]
        })
        .reading(1, handler, |here| [delivered(here.by(Handle), "handling_opinion")])
        .steps(2, handler, |here| [Step::Concluded(word(here.by(Handle), ""))])
}
