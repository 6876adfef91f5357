//! From what was typed to a step. Only what the form itself can see is said here; whether the step
//! may be taken, the casework rules say.

use casework::{
    MatterView, Step,
    step::{
        StepKind,
        codes::{
            DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody,
            RatingWay, Relation, ReviewOutcome, Route, Satisfaction, Supervision,
        },
        payload::{
            About, Acting, Assignment, Decline, Delivery, DemandOpinion, Errand, Extension,
            Forward, IssuedPaper, Link, Marking, NoLonger, Objection, Opinion, OtherProcedure,
            Rating, Request, Rereview, ReviewAnswer, ReviewDecision, ReviewRequest, Settlement,
            Signature, SupervisionNotice, Talk, Triage, TriagedDemand, UrgentReport, Word,
        },
    },
};
use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode, PersonId, PostId};

use super::{
    field::{Ask, Field, ON, TEXT, fields},
    reader::{Fault, Reader, Wrong},
    values::{NO, Values, key_of},
};

/// What a step is made for.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// Which.
    pub kind: StepKind,
    /// In which post.
    pub post: PostId,
    /// Today.
    pub today: NaiveDate,
    /// The matter.
    pub view: &'a MatterView,
    /// The step that is settled, for [`StepKind::Settled`].
    pub settles: Option<ChangeHash>,
}

/// The step of a form.
///
/// # Errors
/// Every field that does not do, in the form's order.
pub fn build(making: &Making<'_>, values: &Values) -> Result<Step, Vec<Wrong>> {
    let mut reader = Reader { values, today: making.today, wrong: Vec::new() };
    let on = reader.past(ON);
    // What is not owed went no way.
    let no_way = values.get("result") == DeliveryResult::NotOwed.name();
    let needed = |field: &&Field| field.needed && !(no_way && field.key == "way");
    for field in fields(making.kind).iter().filter(needed) {
        match field.ask {
            // They hold values of their own, looked at one by one.
            Ask::Routes | Ask::Opinions => {}
            Ask::Demands => reader.needs(!values.chosen("demand").is_empty(), field.key),
            _ => reader.needs(!values.get(field.key).is_empty(), field.key),
        }
    }
    let step = on.and_then(|on| reader.step(making, Acting { post: making.post, on }));
    match step {
        Some(step) if reader.wrong.is_empty() => Ok(step),
        _ => {
            if reader.wrong.is_empty() {
                reader.wrong.push((TEXT.to_owned(), Fault::Missing));
            }
            Err(reader.wrong)
        }
    }
}

/// The demands that stand, by id.
pub fn standing(view: &MatterView) -> Vec<String> {
    let all = view.demands.iter().filter(|demand| !demand.struck);
    all.map(|demand| demand.id.clone()).collect()
}

/// The demands an opinion is held on: the petitions among those that stand.
pub fn petitions(view: &MatterView) -> Vec<String> {
    view.state.petitions().map(str::to_owned).collect()
}

impl Reader<'_> {
    fn word(&self, by: Acting) -> Word {
        Word { by, text: self.text(TEXT) }
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each kind of step: a table")]
    fn step(&mut self, making: &Making<'_>, by: Acting) -> Option<Step> {
        use StepKind as K;
        Some(match making.kind {
            K::Registered
            | K::Imported
            | K::Edited
            | K::Chosen
            | K::Noted
            | K::FollowedUp
            | K::Attached
            | K::Detached
            | K::Handed
            | K::Promised
            | K::PromiseKept
            | K::Instructed
            | K::InstructionConfirmed
            | K::InstructionAnswered
            | K::HeardAt
            | K::Called
            | K::Screened
            | K::Remarked
            | K::RemarkAnswered
            | K::Meeting(_)
            | K::Retention(_)
            | K::Unknown => return None,
            K::Dispute(kind) => Step::Dispute(self.dispute(kind, making.view, by)?),
            K::Received => Step::Received(self.word(by)),
            K::Answered => Step::Answered(self.word(by)),
            K::Filed => Step::Filed(self.word(by)),
            K::Guided => Step::Guided(self.word(by)),
            K::ErrandDone => Step::ErrandDone(self.word(by)),
            K::Recalled => Step::Recalled(self.word(by)),
            K::ObjectionAgreed => Step::ObjectionAgreed(self.word(by)),
            K::ObjectionRefused => Step::ObjectionRefused(self.word(by)),
            K::Accepted => Step::Accepted(self.word(by)),
            K::MaterialGiven => Step::MaterialGiven(self.word(by)),
            K::Concluded => Step::Concluded(self.word(by)),
            K::Verified => Step::Verified(self.word(by)),
            K::SentBack => Step::SentBack(self.word(by)),
            K::Executed => Step::Executed(self.word(by)),
            K::Withdrawn => Step::Withdrawn(self.word(by)),
            K::Deceased => Step::Deceased(self.word(by)),
            K::Reopened => Step::Reopened(self.word(by)),
            K::SupervisionAnswered => Step::SupervisionAnswered(self.word(by)),
            K::SupervisionClosed => Step::SupervisionClosed(self.word(by)),
            K::Triaged => {
                let demands = self.routes(making.view);
                Step::Triaged(Triage {
                    by,
                    demands,
                    urgent: self.yes("urgent"),
                    text: self.text(TEXT),
                })
            }
            K::Forwarded => {
                Step::Forwarded(Forward { by, to: self.office("to")?, text: self.text(TEXT) })
            }
            K::Assigned => {
                let (to, until) = (self.office("to"), self.future("until"));
                let with = self.values.chosen("with");
                let with = with.iter().filter_map(|code| OfficeCode::parse(code).ok()).collect();
                Step::Assigned(Assignment {
                    by,
                    to: to?,
                    with,
                    until: until?,
                    text: self.text(TEXT),
                })
            }
            K::Entrusted => {
                let (to, until) = (self.office("to"), self.future_or_none("until"));
                Step::Entrusted(Errand { by, to: to?, text: self.text(TEXT), until })
            }
            K::Objected => Step::Objected(Objection {
                by,
                text: self.text(TEXT),
                proposes: OfficeCode::parse(self.values.get("proposes")).ok(),
                late_reason: self.text("late_reason"),
            }),
            K::Declined => Step::Declined(Decline {
                by,
                reason: self.code("reason", DeclineReason::from_name)?,
                turn_to: self.text("turn_to"),
                text: self.text(TEXT),
            }),
            K::NoLonger => Step::NoLonger(NoLonger {
                by,
                opinion_no: self.text("opinion_no"),
                opinion_on: self.past("opinion_on")?,
                text: self.text(TEXT),
            }),
            K::OtherProcedure => Step::OtherProcedure(OtherProcedure {
                by,
                route: self.code("route", Route::from_name)?,
                demands: self.values.chosen("demand"),
                turn_to: self.text("turn_to"),
                text: self.text(TEXT),
            }),
            K::MaterialAsked => {
                let until = self.future_or_none("until");
                Step::MaterialAsked(Request { by, text: self.text(TEXT), until })
            }
            K::Extended => {
                let most = making.view.desk.longest_extension;
                let days = self.values.get("days").parse().ok();
                let days = days.filter(|days| (1..=most).contains(days));
                if days.is_none() {
                    self.fault("days", Fault::Days(most));
                }
                Step::Extended(Extension { by, days: days?, text: self.text(TEXT) })
            }
            K::Talked => Step::Talked(Talk {
                by,
                place: self.text("place"),
                asked: self.text("asked"),
                asking: vec![self.text("asking"), self.text("asking2")],
                text: self.text(TEXT),
            }),
            K::Opinion => Step::Opinion(Opinion { by, demands: self.opinions(making.view) }),
            K::Signed => {
                let opinion = making.view.state.opinion.as_ref()?.change;
                Step::Signed(Signature { by, opinion })
            }
            K::Issued => Step::Issued(IssuedPaper {
                by,
                paper: self.text("paper"),
                number: self.text("number"),
            }),
            K::Delivered => {
                let result = self.code("result", DeliveryResult::from_name);
                let way = match result {
                    Some(DeliveryResult::NotOwed) => Some(DeliveryWay::Other),
                    _ => self.code("way", DeliveryWay::from_name),
                };
                // A refusal has a witness; what could not be delivered has a reason.
                let said = result == Some(DeliveryResult::Signed) || !self.text(TEXT).is_empty();
                self.needs(said, TEXT);
                Step::Delivered(Delivery {
                    by,
                    paper: self.text("paper"),
                    way: way?,
                    result: result?,
                    receiver: self.text("receiver"),
                    text: self.text(TEXT),
                })
            }
            K::ReviewRequested => Step::ReviewRequested(ReviewRequest {
                by,
                text: self.text(TEXT),
                good_reason: self.text("good_reason"),
            }),
            K::ReviewAnswered => {
                let accepted = self.yes("accepted");
                let refused = self.values.get("accepted") == NO;
                self.needs(!refused || !self.text(TEXT).is_empty(), TEXT);
                Step::ReviewAnswered(ReviewAnswer { by, accepted, text: self.text(TEXT) })
            }
            K::ReviewDecided => Step::ReviewDecided(ReviewDecision {
                by,
                outcome: self.code("outcome", ReviewOutcome::from_name)?,
                text: self.text(TEXT),
                basis: self.text("basis"),
            }),
            K::Rereviewed => {
                let requested_on = self.past("requested_on");
                let decided_on = self.past_or_none("decided_on");
                let outcome = ReviewOutcome::from_name(self.values.get("outcome"));
                // A day without a decision, or the other way round, is half a fact.
                self.needs(decided_on.is_none() || outcome.is_some(), "outcome");
                self.needs(outcome.is_none() || decided_on.is_some(), "decided_on");
                let from = self.past_or_none("hearing_from");
                let to = self.past_or_none("hearing_to").or(from);
                Step::Rereviewed(Rereview {
                    by,
                    body: self.text("body"),
                    requested_on: requested_on?,
                    decided_on,
                    outcome,
                    number: self.text("number"),
                    hearings: from.zip(to).into_iter().collect(),
                })
            }
            K::Rated => {
                let about = self.code("about", RatedBody::from_name);
                let value = self.code("value", Satisfaction::from_name);
                let way = self.code("way", RatingWay::from_name);
                let text = self.text(TEXT);
                Step::Rated(Rating { by, about: about?, value: value?, way: way?, text })
            }
            K::Linked => {
                let other = self.code("other", |text| MatterId::from_hex(text).ok());
                let relation = self.code("relation", Relation::from_name);
                Step::Linked(Link { by, other: other?, relation: relation? })
            }
            K::Unlinked => {
                let tie = self.code("tie", read_tie)?;
                Step::Unlinked(Link { by, other: tie.0, relation: tie.1 })
            }
            K::Marked => {
                let mark = self.code("mark", Mark::from_name);
                let value = self.code("value", MarkValue::from_name);
                let needs = mark == Some(Mark::Accepted) && value == Some(MarkValue::Yes);
                self.needs(!needs || !self.text(TEXT).is_empty(), TEXT);
                Step::Marked(Marking { by, mark: mark?, value: value?, text: self.text(TEXT) })
            }
            K::Urgent => {
                Step::Urgent(UrgentReport { by, to: self.text("to"), text: self.text(TEXT) })
            }
            K::Supervised => {
                let means = self.code("means", Supervision::from_name);
                let until = self.future_or_none("until");
                Step::Supervised(SupervisionNotice {
                    by,
                    means: means?,
                    text: self.text(TEXT),
                    until,
                })
            }
            K::Charged => Step::Charged(self.about(by)?),
            K::Recused => Step::Recused(self.about(by)?),
            K::Settled => Step::Settled(Settlement {
                by,
                step: making.settles?,
                adopt: self.yes("adopt"),
                text: self.text(TEXT),
            }),
        })
    }

    fn about(&mut self, by: Acting) -> Option<About> {
        let person = self.code("person", |text| PersonId::from_hex(text).ok())?;
        Some(About { by, person, text: self.text(TEXT) })
    }

    fn routes(&mut self, view: &MatterView) -> Vec<TriagedDemand> {
        let demands = standing(view);
        self.needs(!demands.is_empty(), "routes");
        let mut routes = Vec::new();
        for demand in demands {
            if let Some(route) = self.code(&key_of("route", &demand), Route::from_name) {
                routes.push(TriagedDemand { demand, route });
            }
        }
        routes
    }

    fn opinions(&mut self, view: &MatterView) -> Vec<DemandOpinion> {
        let demands = petitions(view);
        self.needs(!demands.is_empty(), "opinions");
        let mut opinions = Vec::new();
        for demand in demands {
            let outcome = self.code(&key_of("outcome", &demand), Outcome::from_name);
            for part in ["opinion", "basis"] {
                let key = key_of(part, &demand);
                self.needs(!self.values.get(&key).is_empty(), &key);
            }
            let text = |part: &str| self.values.get(&key_of(part, &demand)).to_owned();
            let (facts, words, basis) = (text("facts"), text("opinion"), text("basis"));
            if let Some(outcome) = outcome {
                opinions.push(DemandOpinion { demand, outcome, facts, text: words, basis });
            }
        }
        opinions
    }
}

/// A tie as a value: relation, colon, matter.
#[must_use]
pub fn tie_value(other: MatterId, relation: Relation) -> String {
    let mut value = String::from(relation.name());
    value.push(':');
    value.push_str(&other.to_hex());
    value
}

fn read_tie(value: &str) -> Option<(MatterId, Relation)> {
    let (relation, other) = value.split_once(':')?;
    Some((MatterId::from_hex(other).ok()?, Relation::from_name(relation)?))
}
