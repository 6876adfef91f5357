//! What is done once a registration is saved: the ties and marks that were chosen in the form, each a
//! step of its own. What cannot be done is said; the matter's page offers it again.

use casework::{
    Step,
    intake::Intake,
    step::{
        StepKind,
        codes::{Mark, MarkValue},
        payload::{Acting, Link, Marking},
    },
};
use ident::{MatterId, PostId};

use crate::{
    bridge::{Command, Failure, Packed, Reply, SimilarAsk},
    ui::{
        browser,
        session::Session,
        words::{failure, intake as words, procedure, similar},
    },
};

/// What came of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// It is done.
    pub good: bool,
    /// In a sentence.
    pub text: String,
}

/// Does it, one by one.
pub async fn finish(session: Session, matter: MatterId, intake: &Intake) -> Vec<Outcome> {
    for other in &intake.not_same {
        // Should it not be kept, the two are proposed once more.
        let ask = SimilarAsk::NotSame { matter, other: *other };
        let _ = session.write(Command::Similar(ask)).await;
    }
    let marks = marks(intake);
    if intake.ties.is_empty() && marks.is_empty() {
        return Vec::new();
    }
    let desk = match session.matter(matter).await {
        Ok(view) => view.desk,
        Err(failure) => {
            return vec![Outcome { good: false, text: failure::sentence(&failure) }];
        }
    };
    let post = |kind| -> Result<PostId, String> {
        let offer = desk.offer(kind);
        offer.and_then(|offer| offer.post).ok_or_else(|| {
            let barrier = offer.and_then(|offer| offer.barrier);
            barrier.map_or_else(|| similar::NO_POST.to_owned(), procedure::barrier)
        })
    };
    let mut outcomes = Vec::new();
    let numbers = numbers(session, intake).await;
    for (other, relation) in &intake.ties {
        let number =
            numbers.iter().find(|(at, _)| at == other).map_or("", |(_, number)| number.as_str());
        let done = match post(StepKind::Linked) {
            Ok(post) => {
                let by = Acting { post, on: browser::today() };
                let step = Step::Linked(Link { by, other: *other, relation: *relation });
                act(session, matter, step).await
            }
            Err(why) => Err(why),
        };
        outcomes.push(match done {
            Ok(()) => Outcome { good: true, text: similar::done(*relation, number) },
            Err(why) => Outcome { good: false, text: similar::failed(*relation, number, &why) },
        });
    }
    for (mark, value) in marks {
        let done = match post(StepKind::Marked) {
            Ok(post) => {
                let by = Acting { post, on: browser::today() };
                let step = Step::Marked(Marking { by, mark, value, text: String::new() });
                act(session, matter, step).await
            }
            Err(why) => Err(why),
        };
        if let Err(why) = done {
            let what =
                if mark == Mark::FirstHere { words::FIRST_HERE } else { words::FIRST_NATIONALLY };
            outcomes.push(Outcome { good: false, text: words::not_marked(what, &why) });
        }
    }
    outcomes
}

fn marks(intake: &Intake) -> Vec<(Mark, MarkValue)> {
    [(Mark::FirstHere, &intake.first_here), (Mark::FirstNationally, &intake.first_nationally)]
        .into_iter()
        .filter_map(|(mark, answer)| Some((mark, MarkValue::from_name(answer)?)))
        .filter(|(_, value)| *value != MarkValue::Unknown)
        .collect()
}

async fn numbers(session: Session, intake: &Intake) -> Vec<(MatterId, String)> {
    let others: Vec<MatterId> = intake.ties.iter().map(|(other, _)| *other).collect();
    match session.ask(Command::Similar(SimilarAsk::These(others))).await {
        Ok(Reply::Similar(items)) => {
            let items = items.open().unwrap_or_default();
            items.into_iter().map(|item| (item.matter, item.local_no)).collect()
        }
        _ => Vec::new(),
    }
}

async fn act(session: Session, matter: MatterId, step: Step) -> Result<(), String> {
    let command = Command::Act { matter, step: Packed::new(&step) };
    session.write(command).await.map_err(|failure: Failure| failure::sentence(&failure))
}
