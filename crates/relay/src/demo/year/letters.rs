//! Letters: read by a leader, instructed, made a unit's task, answered.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power::{Dispatch, Record},
    schema::Channel,
    step::{
        codes::Route,
        duty::{Instruction, InstructionFeedback, InstructionTask, InstructionWay},
        payload::{Triage, TriagedDemand},
    },
};

use super::{
    cast::LEADERS,
    script::{Script, after, word},
    thread::{Here, Reads, Thread},
};

/// After so many letters that a leader writes on comes one that is only read (已阅).
const READ_ONLY: usize = 15;

const WORDS: [&str; 5] = [
    "请认真核实，依法解决，结果报我。",
    "此件反映的问题具体，请限期办理并回复来信人。",
    "请相关部门到现场看一看，拿出办法。",
    "群众的急难事要马上办，请跟踪落实。",
    "请研究，能解决的抓紧解决，不能解决的讲清道理。",
];

/// Each demand goes the way of a petition.
pub(super) fn triaged(here: &Here<'_>) -> Step {
    let demands = here.demands().into_iter();
    let demands = demands.map(|demand| TriagedDemand { demand, route: Route::Petition });
    Step::Triaged(Triage {
        by: here.by(Dispatch),
        demands: demands.collect(),
        urgent: false,
        text: String::new(),
    })
}

impl Script<'_> {
    pub(super) fn letters(&mut self) {
        let letters = self.targets.letters;
        for at in 0..letters {
            self.letter(at, letters, true);
        }
        let read_only = letters / READ_ONLY;
        for at in 0..read_only {
            self.letter(at, read_only, false);
        }
    }

    fn letter(&mut self, at: usize, of: usize, says: bool) {
        let cast = self.cast;
        let on = self.day(at, of, (2, 55));
        let village = cast.village(at * 5).office.clone();
        let intake = self.intake(Channel::Letter, &village, on);
        let (case, item) = (self.case(), self.item());
        let (leader, post, _) = LEADERS.get(at % LEADERS.len()).copied().unwrap_or_default();
        let leader = format!("{post}{leader}");
        let words = if says { self.rng.pick(&WORDS, "") } else { "" };
        let desk = cast.city.first();
        let instruction = item.clone();
        let thread = Thread::new(on, case)
            .form((0, desk, Reads::Nothing), move |here| {
                let received_on = here.on.to_string();
                let intake = casework::intake::Intake { received_on, ..intake.clone() };
                vec![CaseWrite::registering(case, &intake, here.office)]
            })
            .reading(1, cast.recorder(at), move |here| {
                [Step::Instructed(Instruction {
                    by: here.by(Record),
                    id: instruction.clone(),
                    leader: leader.clone(),
                    text: words.to_owned(),
                    photographed: false,
                    way: InstructionWay::Letter,
                    meeting: None,
                })]
            });
        let thread = if says { self.task(at, thread, &item) } else { thread };
        self.threads.push(thread);
    }

    /// The office confirms the instruction, the unit reports back, the writer of the letter is
    /// answered.
    fn task(&self, at: usize, thread: Thread, item: &str) -> Thread {
        let (desk, unit) = (self.cast.city.first(), self.cast.unit(at));
        let (to, instruction) = (unit.office.code.clone(), item.to_owned());
        let answered = item.to_owned();
        let thread = thread
            .reading(1, desk, move |here| {
                // The secretary's word has come in by now, or the form waits.
                let confirmed = InstructionTask {
                    by: here.by(Dispatch),
                    instruction: instruction.clone(),
                    to: to.clone(),
                    until: after(here.on, 30),
                    text: "按批示要求办理，按期反馈。".to_owned(),
                };
                [triaged(here), Step::InstructionConfirmed(confirmed)]
            })
            .steps(5, unit.other(), move |here| {
                [Step::InstructionAnswered(InstructionFeedback {
                    by: here.by(Record),
                    instruction: answered.clone(),
                    text: "已到现场核实，问题已按政策解决，并告知来信人。".to_owned(),
                })]
            });
        // A few are under way yet.
        if at % 11 == 3 {
            return thread;
        }
        thread.reading(2, desk, |here| {
            [Step::Answered(word(here.by(Record), "已将办理结果书面答复来信人。"))]
        })
    }
}
