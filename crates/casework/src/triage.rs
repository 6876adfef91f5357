//! The desk's decision tree (分流): which way a matter and each of its demands goes by law. It asks
//! one question after the other and ends in advice; whoever triages decides.

use crate::step::{StepKind, codes::Route};

/// What is known of a matter before the first question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The petitioners came in person: only then is there a right level (Art. 20).
    pub visit: bool,
    /// The demands that stand, by id.
    pub demands: Vec<String>,
}

/// A question of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Danger to life, a gathering, a threat: reported at once, beside the ordinary course (Art. 25).
    Emergency,
    /// The same matter is in hand below, within its time (Art. 19 ¶3).
    HandledBelow,
    /// Whether there is a written opinion on the same facts and reasons (Art. 35, 36).
    Opinions,
    /// Whether a visit came to the body's own level or the one above (Art. 20).
    Level,
    /// What a demand wants.
    Purpose,
    /// Whether another procedure was taken up already.
    UnderWay,
    /// Which other procedure by law fits (Art. 31).
    Way,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// 是
    Yes,
    /// 否
    No,
    /// 已有复核意见
    Rereviewed,
    /// 只有复查意见
    Reviewed,
    /// None of those named.
    Neither,
    /// 建议意见
    Suggestion,
    /// 检举控告
    Accusation,
    /// 申诉求决
    Appeal,
    /// 咨询
    Enquiry,
    /// 涉法涉诉; among what is under way: 法院等已受理.
    Judicial,
    /// 仲裁; among what is under way: 仲裁已受理.
    Arbitration,
    /// 党员申诉、复审
    PartyAppeal,
    /// 行政复议等; among what is under way: 已申请行政复议.
    Reconsideration,
    /// 申请查处、履行保护职责
    ProtectiveDuty,
}

impl Question {
    /// The answers, in the order they are offered.
    #[must_use]
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::Emergency | Self::HandledBelow | Self::Level => &[Choice::Yes, Choice::No],
            Self::Opinions => &[Choice::Neither, Choice::Reviewed, Choice::Rereviewed],
            Self::Purpose => {
                &[Choice::Appeal, Choice::Suggestion, Choice::Accusation, Choice::Enquiry]
            }
            Self::UnderWay => {
                &[Choice::Neither, Choice::Judicial, Choice::Reconsideration, Choice::Arbitration]
            }
            Self::Way => &[
                Choice::Neither,
                Choice::Judicial,
                Choice::Arbitration,
                Choice::PartyAppeal,
                Choice::Reconsideration,
                Choice::ProtectiveDuty,
            ],
        }
    }

    /// The articles of the Regulation it rests on: `19`, `35、36`.
    #[must_use]
    pub fn article(self) -> &'static str {
        match self {
            Self::Emergency => "25",
            Self::HandledBelow => "19",
            Self::Opinions => "35、36",
            Self::Level => "20",
            Self::Purpose => "29、30、31",
            Self::UnderWay | Self::Way => "31",
        }
    }
}

impl Choice {
    /// The procedure it names, where it names one.
    fn procedure(self) -> Option<Route> {
        match self {
            Self::Judicial => Some(Route::Judicial),
            Self::Arbitration => Some(Route::Arbitration),
            Self::PartyAppeal => Some(Route::PartyAppeal),
            Self::Reconsideration => Some(Route::Reconsideration),
            Self::ProtectiveDuty => Some(Route::ProtectiveDuty),
            _ => None,
        }
    }
}

/// A question, of the matter or of one demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub question: Question,
    /// Of which demand, by id; none where it is about the matter.
    pub demand: Option<String>,
}

/// The answers given, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(Vec<(Asked, Choice)>);

impl Answers {
    /// Gives an answer; an earlier one to the same question is replaced.
    pub fn give(&mut self, asked: Asked, choice: Choice) {
        self.0.retain(|(at, _)| *at != asked);
        self.0.push((asked, choice));
    }

    /// Takes the last answer back.
    pub fn back(&mut self) {
        self.0.pop();
    }

    /// All of them, in order.
    #[must_use]
    pub fn given(&self) -> &[(Asked, Choice)] {
        &self.0
    }

    fn of(&self, question: Question, demand: Option<&str>) -> Result<Choice, Asked> {
        self.0
            .iter()
            .find(|(at, _)| at.question == question && at.demand.as_deref() == demand)
            .map(|(_, choice)| *choice)
            .filter(|choice| question.choices().contains(choice))
            .ok_or_else(|| Asked { question, demand: demand.map(str::to_owned) })
    }
}

/// Where a matter as a whole goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// 不予受理: in hand below.
    Decline,
    /// 不再受理: re-reviewed.
    NoLonger,
    /// 引导: to the right level.
    Guide,
    /// 分流: demand by demand.
    Sort,
}

/// What the tree suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// To be reported at once as well.
    pub urgent: bool,
    /// Where the matter goes.
    pub course: Course,
    /// Each demand's way; empty unless it is sorted.
    pub routes: Vec<(String, Route)>,
    /// There is a review's opinion: a re-review may still be asked for within 30 days.
    pub reviewed: bool,
}

impl Advice {
    /// The step it suggests first.
    #[must_use]
    pub fn first(&self) -> StepKind {
        match self.course {
            Course::Decline => StepKind::Declined,
            Course::NoLonger => StepKind::NoLonger,
            Course::Guide => StepKind::Guided,
            Course::Sort => StepKind::Triaged,
        }
    }

    /// What would come after that. `organ`: the office can decide for itself; the petition bureau
    /// passes on.
    #[must_use]
    pub fn then(&self, organ: bool) -> Vec<StepKind> {
        // An accusation is split off before anything else goes on.
        if self.course != Course::Sort || self.accuses() {
            return Vec::new();
        }
        let any = |fits: fn(Route) -> bool| self.routes.iter().any(|(_, route)| fits(*route));
        let mut then = Vec::new();
        if any(|route| route == Route::Petition) {
            if organ {
                then.push(StepKind::Accepted);
            } else {
                then.extend([StepKind::Forwarded, StepKind::Assigned]);
            }
        } else if any(|route| route == Route::Suggestion) && !organ {
            then.push(StepKind::Forwarded);
        }
        if any(Route::is_other_procedure) {
            then.push(StepKind::OtherProcedure);
        }
        if self.routes.iter().all(|(_, route)| matches!(route, Route::Enquiry | Route::Suggestion))
            && !self.routes.is_empty()
        {
            then.push(StepKind::Answered);
        }
        then
    }

    /// One of the demands is an accusation: sealed, and apart from the rest (Art. 30).
    #[must_use]
    pub fn accuses(&self) -> bool {
        self.routes.iter().any(|(_, route)| *route == Route::Accusation)
    }

    /// One of the demands can still go to reconsideration, whose own limit runs: 60 days.
    #[must_use]
    pub fn may_reconsider(&self) -> bool {
        self.routes.iter().any(|(_, route)| *route == Route::Reconsideration)
    }
}

/// The advice, or the question that has to be answered first.
///
/// # Errors
/// The next question.
pub fn advise(case: &Case, answers: &Answers) -> Result<Advice, Asked> {
    let urgent = answers.of(Question::Emergency, None)? == Choice::Yes;
    let whole = |course, reviewed| Advice { urgent, course, routes: Vec::new(), reviewed };
    if answers.of(Question::HandledBelow, None)? == Choice::Yes {
        return Ok(whole(Course::Decline, false));
    }
    let opinions = answers.of(Question::Opinions, None)?;
    if opinions == Choice::Rereviewed {
        return Ok(whole(Course::NoLonger, false));
    }
    let reviewed = opinions == Choice::Reviewed;
    if case.visit && answers.of(Question::Level, None)? == Choice::No {
        return Ok(whole(Course::Guide, reviewed));
    }
    let mut routes = Vec::new();
    for demand in &case.demands {
        routes.push((demand.clone(), route(demand, answers)?));
    }
    Ok(Advice { urgent, course: Course::Sort, routes, reviewed })
}

fn route(demand: &str, answers: &Answers) -> Result<Route, Asked> {
    match answers.of(Question::Purpose, Some(demand))? {
        Choice::Suggestion => return Ok(Route::Suggestion),
        Choice::Accusation => return Ok(Route::Accusation),
        Choice::Enquiry => return Ok(Route::Enquiry),
        _ => {}
    }
    if let Some(route) = answers.of(Question::UnderWay, Some(demand))?.procedure() {
        return Ok(route);
    }
    let way = answers.of(Question::Way, Some(demand))?;
    Ok(way.procedure().unwrap_or(Route::Petition))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(visit: bool, demands: &[&str]) -> Case {
        Case { visit, demands: demands.iter().map(|one| (*one).to_owned()).collect() }
    }

    /// Answers in the order the tree asks; the advice, and what was asked.
    fn run(case: &Case, choices: &[Choice]) -> (Option<Advice>, Vec<Question>) {
        let (mut answers, mut asked) = (Answers::default(), Vec::new());
        let mut choices = choices.iter();
        loop {
            match advise(case, &answers) {
                Ok(advice) => return (Some(advice), asked),
                Err(next) => {
                    asked.push(next.question);
                    let Some(choice) = choices.next() else { return (None, asked) };
                    answers.give(next, *choice);
                }
            }
        }
    }

    #[test]
    fn an_ordinary_petition() {
        use Choice::{Appeal, Neither, No, Yes};
        let case = case(true, &["a"]);
        let (advice, asked) = run(&case, &[No, No, Neither, Yes, Appeal, Neither, Neither]);
        let advice = advice.expect("advice");
        assert_eq!(advice.routes, [("a".to_owned(), Route::Petition)]);
        assert_eq!(advice.first(), StepKind::Triaged);
        assert_eq!(advice.then(true), [StepKind::Accepted]);
        assert_eq!(advice.then(false), [StepKind::Forwarded, StepKind::Assigned]);
        assert_eq!(asked.len(), 7);
    }

    #[test]
    fn a_letter_has_no_wrong_level() {
        use Choice::{Neither, No};
        let (_, asked) = run(&case(false, &["a"]), &[No, No, Neither]);
        assert!(!asked.contains(&Question::Level), "{asked:?}");
    }

    #[test]
    fn what_ends_the_whole_matter() {
        use Choice::{Neither, No, Rereviewed, Yes};
        let case = case(true, &["a"]);
        let course = |choices: &[Choice]| run(&case, choices).0.map(|advice| advice.first());
        assert_eq!(course(&[No, Yes]), Some(StepKind::Declined));
        assert_eq!(course(&[No, No, Rereviewed]), Some(StepKind::NoLonger));
        assert_eq!(course(&[No, No, Neither, No]), Some(StepKind::Guided));
    }

    #[test]
    fn an_emergency_is_reported_beside_the_ordinary_course() {
        use Choice::{Enquiry, Neither, No, Yes};
        let (advice, _) = run(&case(false, &["a"]), &[Yes, No, Neither, Enquiry]);
        let advice = advice.expect("advice");
        assert!(advice.urgent);
        assert_eq!(advice.then(true), [StepKind::Answered]);
    }

    #[test]
    fn an_accusation_stops_the_rest() {
        use Choice::{Accusation, Appeal, Neither, No};
        let choices = [No, No, Neither, Appeal, Neither, Neither, Accusation];
        let (advice, _) = run(&case(false, &["a", "b"]), &choices);
        let advice = advice.expect("advice");
        assert!(advice.accuses());
        assert_eq!(advice.then(true), []);
    }

    #[test]
    fn each_item_of_the_article_is_reached() {
        use Choice::{Appeal, Neither, No};
        for (choice, item) in [
            (Choice::Judicial, 1),
            (Choice::Arbitration, 2),
            (Choice::PartyAppeal, 3),
            (Choice::Reconsideration, 4),
            (Choice::ProtectiveDuty, 5),
            (Neither, 6),
        ] {
            let choices = [No, No, Neither, Appeal, Neither, choice];
            let (advice, _) = run(&case(false, &["a"]), &choices);
            let (_, route) = advice.expect("advice").routes.remove(0);
            assert_eq!(route.item(), Some(item));
        }
    }

    #[test]
    fn what_is_under_way_elsewhere_is_not_asked_again() {
        use Choice::{Appeal, Neither, No, Reconsideration};
        let (advice, asked) =
            run(&case(false, &["a"]), &[No, No, Neither, Appeal, Reconsideration]);
        let advice = advice.expect("advice");
        assert!(advice.may_reconsider() && !asked.contains(&Question::Way));
        assert_eq!(advice.then(true), [StepKind::OtherProcedure]);
    }

    #[test]
    fn an_answer_is_taken_back() {
        let case = case(false, &["a"]);
        let mut answers = Answers::default();
        let first = advise(&case, &answers).expect_err("a question");
        answers.give(first.clone(), Choice::No);
        answers.back();
        assert_eq!(advise(&case, &answers), Err(first));
    }

    proptest! {
        /// Whatever is answered, it ends: in no more questions than four and three a demand.
        #[test]
        fn every_path_ends(visit: bool, demands in 0usize..5, picks in prop::collection::vec(0usize..8, 40)) {
            let names: Vec<String> = (0..demands).map(|at| at.to_string()).collect();
            let case = Case { visit, demands: names };
            let mut answers = Answers::default();
            let mut picks = picks.into_iter();
            let mut asked = 0;
            while let Err(next) = advise(&case, &answers) {
                asked += 1;
                prop_assert!(asked <= 4 + 3 * demands);
                let choices = next.question.choices();
                let pick = picks.next().unwrap_or(0) % choices.len();
                answers.give(next, choices[pick]);
            }
        }
    }
}
