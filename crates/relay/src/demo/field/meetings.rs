//! A visit that was held and one that is planned; a reception day that was, and the next one; letters
//! that the leader read.

use casework::{
    CaseKind, MatterRow, Step,
    case_write::CaseWrite,
    directory::Power::{Dispatch, Record},
    document::Edit,
    fixed_id,
    intake::PersonIntake,
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome},
        form::{PromiseForm, RaisedCase, Raising, TalkForm, TalkPlace},
        step::{Holding, Plan},
    },
    schema::{Channel, Fact, FactValue},
    step::{
        duty::{Instruction, InstructionTask, InstructionWay},
        payload::Word,
    },
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

use super::{DemoError, Field, LEADER, OTHER, TOWNSHIP, VILLAGE};

/// Works at the township, as who goes along does.
const RECORDER: &str = "安如意";

/// One talk, as its recorder heard it: who, how many, what was said, what they want.
struct Said {
    name: String,
    people: u32,
    words: &'static str,
    problem: &'static str,
}

impl Field<'_> {
    pub(super) async fn visits(&mut self, open: MatterId) -> Result<(), DemoError> {
        let village = self.office(VILLAGE)?;
        let held_on = self.ago(7);
        let visit = self.plan(MeetingForm::BringingCases, held_on, held_on, Some(&village)).await?;
        let promised = self.ahead(5);
        let said = Said {
            name: "解长庚".to_owned(),
            people: 2,
            words: "排水沟改道以后一下雨就积水，想请镇里来人看看怎么走水。",
            problem: "重新定排水沟走向",
        };
        let what = RaisedCase::Joins { kind: CaseKind::Dispute, holds: false };
        let mut one = self.raising(open, what, ProblemOutcome::Promised, said.problem);
        one.promise = Some(PromiseForm {
            id: self.item(),
            text: "水利站到现场放线，定下走向".to_owned(),
            due: promised,
            who: format!("{} {}", LEADER.0, LEADER.1),
            office: self.office(TOWNSHIP)?,
        });
        one.instruction =
            Some((self.item(), "请水利站会同村里放线，双方到场签字认可。".to_owned()));
        self.talk((visit, CaseKind::Visit, held_on), Some(&village), said, one).await?;
        let said = Said {
            name: "盛爱莲".to_owned(),
            people: 1,
            words: "和邻居为车停在门口吵过，当着大家说开了。",
            problem: "门口停车纠纷",
        };
        let what = RaisedCase::NewDispute { other: "翁海涛".to_owned() };
        let case = self.case();
        let one = self.raising(case, what, ProblemOutcome::Solved, said.problem);
        self.talk((visit, CaseKind::Visit, held_on), Some(&village), said, one).await?;
        self.hold(visit, held_on).await?;
        let other = self.office(OTHER)?;
        self.plan(MeetingForm::Rounds, self.ago(1), self.ahead(1), Some(&other)).await.map(|_| ())
    }

    pub(super) async fn receptions(&mut self) -> Result<(), DemoError> {
        let on = self.ago(3);
        let day = self.plan(MeetingForm::OpenReception, self.ago(9), on, None).await?;
        let by = self.by(TOWNSHIP, Record, self.ago(8))?;
        let posted = Step::Meeting(MeetingStep::Posted(Word { by, text: String::new() }));
        self.enter(TOWNSHIP, self.ago(8), &[CaseWrite::to(day).step(posted)]).await?;
        let rows = self.petitions(|row| row.channel != Channel::Letter.name())?;
        if let Some(row) = rows.first() {
            let said = Said {
                name: row.name.clone(),
                people: 3,
                words: "反映的事报上去以后，想知道办到哪一步了。",
                problem: "请告知办理进展",
            };
            let what = RaisedCase::Joins { kind: CaseKind::Petition, holds: false };
            let mut one = self.raising(row.matter, what, ProblemOutcome::Explained, said.problem);
            one.instruction = Some((self.item(), "承办单位一周内上门说明进展。".to_owned()));
            self.talk((day, CaseKind::Reception, on), None, said, one).await?;
        }
        self.hold(day, on).await?;
        self.plan(MeetingForm::OpenReception, self.ago(1), self.ahead(4), None).await.map(|_| ())
    }

    /// Of the letters at the township one was assigned, one waits for that, one was read.
    pub(super) async fn letters(&mut self) -> Result<(), DemoError> {
        let (on, until) = (self.ago(2), self.ahead(6));
        let village = self.office(VILLAGE)?;
        let letters = self.petitions(|row| row.channel == Channel::Letter.name())?;
        let words = ["请前杨村先上门核实，一周内报结果。", "转水利站研究，提出意见。", ""];
        for (at, (row, text)) in letters.iter().zip(words).enumerate() {
            let id = self.item();
            let said = Step::Instructed(Instruction {
                by: self.by(TOWNSHIP, Record, on)?,
                id: id.clone(),
                leader: format!("{} {}", LEADER.0, LEADER.1),
                text: text.to_owned(),
                photographed: false,
                way: InstructionWay::Letter,
                meeting: None,
            });
            let mut write = CaseWrite::to(row.matter).step(said);
            if at == 0 {
                let by = self.by(TOWNSHIP, Dispatch, on)?;
                let task = InstructionTask {
                    by,
                    instruction: id,
                    to: village.clone(),
                    until,
                    text: String::new(),
                };
                write = write.step(Step::InstructionConfirmed(task));
            }
            self.enter(TOWNSHIP, on, &[write]).await?;
        }
        Ok(())
    }

    /// Open petitions that the township has or took in, by case.
    fn petitions(
        &mut self,
        wanted: impl Fn(&MatterRow) -> bool,
    ) -> Result<Vec<MatterRow>, DemoError> {
        let (today, office) = (self.today, self.office(TOWNSHIP)?);
        let tablet = self.tablets.get_mut(TOWNSHIP).ok_or_else(|| super::astray("no tablet"))?;
        let mut rows = tablet.rows(today)?;
        rows.retain(|row| {
            let ours = [&row.holder, &row.home].contains(&&Some(office.clone()));
            row.kind == CaseKind::Petition && ours && !row.is_over() && wanted(row)
        });
        Ok(rows)
    }

    async fn plan(
        &mut self,
        form: MeetingForm,
        on: NaiveDate,
        day: NaiveDate,
        village: Option<&OfficeCode>,
    ) -> Result<MatterId, DemoError> {
        let office = self.office(TOWNSHIP)?;
        let case = match village {
            Some(_) => fixed_id::of_visit(&office, day, LEADER.0, village),
            None => self.case(),
        };
        let plan = Plan {
            office,
            local_no: String::new(),
            on,
            kind: form,
            day,
            leader: LEADER.0.to_owned(),
            village: village.cloned(),
            with: village.into_iter().cloned().collect(),
        };
        let mut facts = vec![(Fact::LeaderPost, LEADER.1), (Fact::Recorder, RECORDER)];
        if village.is_none() {
            facts.push((Fact::Field, LEADER.2));
            facts.push((Fact::Place, "镇便民服务中心一楼接待室"));
            facts.push((Fact::Hours, "09:00-11:30"));
        }
        let edit =
            |(fact, text): (Fact, &str)| Edit::Fact(fact, Some(FactValue::Text(text.to_owned())));
        let edits = facts.into_iter().map(edit).collect();
        let write = CaseWrite::to(case).core(Step::Meeting(MeetingStep::Planned(plan)), edits);
        self.enter(TOWNSHIP, on, &[write]).await?;
        Ok(case)
    }

    fn raising(
        &mut self,
        case: MatterId,
        what: RaisedCase,
        outcome: ProblemOutcome,
        text: &str,
    ) -> Raising {
        Raising {
            id: self.item(),
            case,
            what,
            text: text.to_owned(),
            outcome,
            promise: None,
            pass_to: None,
            instruction: None,
        }
    }

    async fn talk(
        &mut self,
        (meeting, kind, on): (MatterId, CaseKind, NaiveDate),
        village: Option<&OfficeCode>,
        said: Said,
        one: Raising,
    ) -> Result<(), DemoError> {
        let name = |code: &OfficeCode| {
            let tablet = self.tablets.get(TOWNSHIP);
            let office = tablet.and_then(|tablet| tablet.station.directory().office(code));
            office.map(|office| office.name.clone()).unwrap_or_default()
        };
        let place = TalkPlace {
            meeting,
            kind,
            leader: LEADER.0.to_owned(),
            post: LEADER.1.to_owned(),
            village: village.map(|code| (code.clone(), name(code))),
            by: self.by(TOWNSHIP, Record, on)?,
            office: self.office(TOWNSHIP)?,
        };
        let form = TalkForm {
            id: self.item(),
            slot: self.item(),
            entry: None,
            person: PersonIntake { name: said.name, ..PersonIntake::default() },
            people: said.people,
            words: said.words.to_owned(),
            raised: vec![one],
        };
        self.enter(TOWNSHIP, on, &form.writes(&place)).await
    }

    async fn hold(&mut self, meeting: MatterId, on: NaiveDate) -> Result<(), DemoError> {
        let held = Holding {
            by: self.by(TOWNSHIP, Record, on)?,
            present: vec![LEADER.0.to_owned(), RECORDER.to_owned()],
            text: String::new(),
        };
        let step = Step::Meeting(MeetingStep::Held(held));
        self.enter(TOWNSHIP, on, &[CaseWrite::to(meeting).step(step)]).await
    }
}
