//! What people enter. Each text goes into the ledger with what the person was told.

use std::collections::BTreeSet;

use casework::{
    CaseKind, MatterView, Step,
    case_write::CaseWrite,
    dispute::DisputeIntake,
    document::Edit,
    fixed_id,
    intake::{Intake, PersonIntake},
    meeting::{
        MeetingStep,
        codes::{MeetingForm, ProblemOutcome},
        form::{RaisedCase, Raising, TalkForm, TalkPlace},
        step::Plan,
    },
    schema::{Fact, FactValue, PersonField},
    screening::{Period, Screening},
    step::attachment::AttachmentKind,
    view::Register,
};
use futures::executor::block_on;
use ident::{DocKey, MatterId};
use replica::{AttachmentNote, Effect, StationError, blob::BlobEntropy};

use super::{
    ledger::{Attached, Said, Shown, Where},
    stage::Stage,
    token::{Token, token_set},
};
use crate::world::{code, today};

const VILLAGE: &str = "990101100201";
const TOWN: &str = "990101100";

type Taken = Result<Vec<Effect>, StationError>;

/// The words that stand in a field.
fn words_of(register: Option<&Register>) -> BTreeSet<Token> {
    let values = register.into_iter().flat_map(|register| &register.values);
    values
        .flat_map(|value| token_set(value.value.as_deref().unwrap_or_default().as_bytes()))
        .collect()
}

/// The words that stand where the matter is.
pub fn place_words(view: &MatterView) -> BTreeSet<Token> {
    words_of(view.facts.iter().find(|(fact, _)| *fact == Fact::Place).map(|(_, register)| register))
}

/// The words that stand where the main petitioner lives.
pub fn address_words(view: &MatterView) -> BTreeSet<Token> {
    let main = view.persons.iter().find(|person| person.slot == "main");
    let fields = main.into_iter().flat_map(|person| &person.fields);
    let mut fields = fields.filter(|(field, _)| *field == PersonField::Address);
    words_of(fields.next().map(|(_, register)| register))
}

impl Stage {
    /// What follows from something that was entered, and what the person was told.
    fn told(&mut self, at: usize, taken: Taken) -> Said {
        let said = self.said(at, &taken);
        if let Ok(effects) = taken {
            self.world.effects(at, effects);
        }
        self.world.written(at);
        said
    }

    fn enter_writes(&mut self, at: usize, writes: &[CaseWrite]) -> Said {
        let now = self.time(at);
        let taken = block_on(self.world.tabs[at].station.enter(writes, None, now));
        let taken = taken.map(|(entered, effects)| {
            for (_, number) in entered.numbers {
                assert!(self.world.numbers.insert(number), "a local number was given twice");
            }
            effects
        });
        self.told(at, taken)
    }

    /// A matter that is here, of a kind or of any.
    fn some(&mut self, at: usize, kind: Option<CaseKind>) -> Option<MatterId> {
        let rows = self.world.tabs[at].station.rows();
        let rows = rows.filter(|row| kind.is_none_or(|kind| row.kind == kind));
        let mut matters: Vec<MatterId> = rows.map(|row| row.matter).collect();
        matters.sort_unstable();
        let which = self.world.dice.below(matters.len());
        matters.get(which).copied()
    }

    fn id(&mut self) -> String {
        let bytes: [u8; 8] = self.world.dice.bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Who opened a matter, if it was opened.
    fn opened(&mut self, at: usize, matter: MatterId, said: Said) {
        if said != Said::Refused {
            let office = self.world.tabs[at].office.clone();
            self.ledger.homes.entry(matter).or_insert(office);
        }
    }

    pub fn petition(&mut self, at: usize) {
        let matter = MatterId::new(self.world.dice.bytes());
        let [name, demand, text] = [(); 3].map(|()| self.ledger.token());
        let intake = Intake {
            petitioner: PersonIntake { name: format!("张{name}"), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "3".into(),
            demands: vec![format!("修路{demand}")],
            narrative: format!("村口的路坏了{text}"),
            ..Intake::default()
        };
        let now = self.time(at);
        let saved = block_on(self.world.tabs[at].station.register(matter, &intake, "draft", now));
        let taken = saved.map(|(registered, effects)| {
            assert!(self.world.numbers.insert(registered.local_no), "a number was given twice");
            effects
        });
        let said = self.told(at, taken);
        self.opened(at, matter, said);
        let none = BTreeSet::new;
        self.enter_shown(name, at, matter, Where::People, Shown::Name, none(), said);
        self.enter_shown(demand, at, matter, Where::Core, Shown::Demand, none(), said);
        self.enter_shown(text, at, matter, Where::Core, Shown::Narrative, none(), said);
    }

    pub fn dispute(&mut self, at: usize) {
        let Some(acting) = self.acting(at) else { return };
        let matter = MatterId::new(self.world.dice.bytes());
        let [name, title] = [(); 2].map(|()| self.ledger.token());
        let party = |name: String| PersonIntake { name, ..PersonIntake::default() };
        let intake = DisputeIntake {
            title: format!("地界纠纷{title}"),
            kind: "neighbours".into(),
            found_on: today().to_string(),
            parties: vec![party(format!("单{name}")), party("查理明".into())],
            ..DisputeIntake::default()
        };
        let office = self.world.tabs[at].office.clone();
        let write = intake.write(matter, &office, acting.post, today());
        let said = self.enter_writes(at, &[write]);
        self.opened(at, matter, said);
        self.enter_shown(name, at, matter, Where::People, Shown::Name, BTreeSet::new(), said);
        self.enter_in_ledger(title, at, matter, Where::Core, said);
    }

    fn visit(&mut self) -> (MatterId, &'static str) {
        let leader = ["单雪梅", "仇和平"][self.world.dice.below(2)];
        (fixed_id::of_visit(&code(TOWN), today(), leader, Some(&code(VILLAGE))), leader)
    }

    pub fn plan_visit(&mut self, at: usize) {
        if self.world.tabs[at].office != code(TOWN) {
            return;
        }
        let (visit, leader) = self.visit();
        let plan = Plan {
            office: code(TOWN),
            local_no: String::new(),
            on: today(),
            kind: MeetingForm::BringingCases,
            day: today(),
            leader: leader.into(),
            village: Some(code(VILLAGE)),
            with: vec![code(VILLAGE)],
        };
        let planned = Step::Meeting(MeetingStep::Planned(plan));
        let said = self.enter_writes(at, &[CaseWrite::to(visit).step(planned)]);
        self.opened(at, visit, said);
        if said != Said::Refused {
            self.ledger.handed.entry(visit).or_default().insert(code(VILLAGE));
        }
    }

    pub fn talk_at_visit(&mut self, at: usize) {
        let (visit, leader) = self.visit();
        let Some(acting) = self.acting(at) else { return };
        if self.view(at, visit).is_none() {
            return;
        }
        let office = self.world.tabs[at].office.clone();
        let place = TalkPlace {
            meeting: visit,
            kind: CaseKind::Visit,
            leader: leader.into(),
            post: "镇长".into(),
            village: Some((code(VILLAGE), "柳树村".into())),
            by: acting,
            office,
        };
        let case = MatterId::new(self.world.dice.bytes());
        let [name, words, raised] = [(); 3].map(|()| self.ledger.token());
        let raising = Raising {
            id: self.id(),
            case,
            what: RaisedCase::NewPetition { category: String::new() },
            text: format!("水渠{raised}"),
            outcome: ProblemOutcome::Registered,
            promise: None,
            pass_to: None,
            instruction: None,
        };
        let person = PersonIntake { name: format!("郑{name}"), ..PersonIntake::default() };
        let form = TalkForm {
            id: self.id(),
            slot: self.id(),
            entry: None,
            person,
            people: 2,
            words: format!("路坏了{words}"),
            raised: vec![raising],
        };
        let said = self.enter_writes(at, &form.writes(&place));
        self.opened(at, case, said);
        let none = BTreeSet::new;
        self.enter_shown(name, at, visit, Where::People, Shown::Name, none(), said);
        self.enter_in_ledger(words, at, visit, Where::Core, said);
        self.enter_in_ledger(raised, at, case, Where::Core, said);
        // Name, words and what was raised may stand in both; that is for the form to say.
        let also = if said == Said::Refused { said } else { Said::Nothing };
        self.enter_in_ledger(name, at, case, Where::People, also);
        self.enter_in_ledger(words, at, case, Where::Core, also);
        self.enter_in_ledger(raised, at, visit, Where::Core, also);
    }

    pub fn screening(&mut self, at: usize) {
        let token = self.ledger.token();
        let tab = &self.world.tabs[at];
        let office = tab.office.clone();
        let Some(period) = Period::of(tab.station.directory(), &office, today()) else { return };
        let case = fixed_id::of_screening(&office, period.from, period.to, None);
        let said = Screening {
            office,
            from: period.from,
            to: period.to,
            round: None,
            nothing: false,
            on: today(),
            text: format!("排查{token}"),
        };
        let said = self.enter_writes(at, &[CaseWrite::to(case).step(Step::Screened(said))]);
        self.opened(at, case, said);
        self.enter_in_ledger(token, at, case, Where::Core, said);
    }

    /// A step that carries a word, taken without being asked about.
    fn plain_step(&mut self, at: usize, matter: MatterId, token: Token, step: &Step) -> Said {
        let now = self.time(at);
        let taken = block_on(self.world.tabs[at].station.step(matter, step, now));
        let said = self.told(at, taken);
        self.enter_in_ledger(token, at, matter, Where::Core, said);
        said
    }

    pub fn note(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let token = self.ledger.token();
        self.plain_step(at, matter, token, &Step::Noted { text: format!("已查看{token}") });
    }

    fn edit(&mut self, at: usize, matter: MatterId, core: &[Edit], people: &[Edit]) -> Said {
        let now = self.time(at);
        let taken = block_on(self.world.tabs[at].station.edit(matter, core, people, None, now));
        self.told(at, taken)
    }

    pub fn place(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let Some(view) = self.view(at, matter) else { return };
        let (token, saw) = (self.ledger.token(), place_words(&view));
        let value = FactValue::Text(format!("村{token}"));
        let said = self.edit(at, matter, &[Edit::Fact(Fact::Place, Some(value))], &[]);
        self.enter_shown(token, at, matter, Where::Core, Shown::Place, saw, said);
    }

    pub fn address(&mut self, at: usize) {
        let Some(matter) = self.some(at, Some(CaseKind::Petition)) else { return };
        let Some(view) = self.view(at, matter) else { return };
        let (token, saw) = (self.ledger.token(), address_words(&view));
        let (slot, field, value) =
            ("main".to_owned(), PersonField::Address, format!("前杨村{token}"));
        let said = self.edit(at, matter, &[], &[Edit::Person { slot, field, value }]);
        self.enter_shown(token, at, matter, Where::People, Shown::Address, saw, said);
    }

    pub fn narrative(&mut self, at: usize) {
        let Some(matter) = self.some(at, Some(CaseKind::Petition)) else { return };
        let Some(view) = self.view(at, matter) else { return };
        let token = self.ledger.token();
        let text = format!("{}又说{token}", view.narrative);
        let said = self.edit(at, matter, &[Edit::Narrative(text)], &[]);
        let none = BTreeSet::new();
        self.enter_shown(token, at, matter, Where::Core, Shown::Narrative, none, said);
    }

    pub fn memo(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let Some(view) = self.view(at, matter) else { return };
        let token = self.ledger.token();
        let text = format!("{}内{token}", view.memo.unwrap_or_default());
        let now = self.time(at);
        let taken = block_on(self.world.tabs[at].station.memo(matter, &text, now));
        let said = self.told(at, taken);
        let own = Where::Internal(self.world.tabs[at].office.clone());
        self.enter_shown(token, at, matter, own, Shown::Memo, BTreeSet::new(), said);
    }

    pub fn committee(&mut self, at: usize) {
        let Some(matter) = self.some(at, Some(CaseKind::Dispute)) else { return };
        let token = self.ledger.token();
        let note = Step::Noted { text: format!("调解时说{token}") };
        let said = self.enter_writes(at, &[CaseWrite::to(matter).committee(note, Vec::new())]);
        let own = Where::Committee(self.world.tabs[at].office.clone());
        self.enter_in_ledger(token, at, matter, own, said);
    }

    pub fn hand(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let Some(view) = self.view(at, matter) else { return };
        let which = self.world.dice.below(view.may_hand_to.len());
        let Some((to, _)) = view.may_hand_to.get(which).cloned() else { return };
        let token = self.ledger.token();
        let text = format!("请办理{token}");
        // As now, in a post; or as the first version did.
        let formal = self.world.dice.roll(2) == 0;
        let said = match self.acting(at).filter(|_| formal) {
            Some(acting) => {
                let (on, post) = (Some(acting.on), Some(acting.post));
                let step = Step::Handed { to: to.clone(), text, on, post };
                let now = self.time(at);
                let taken = block_on(self.world.tabs[at].station.act(matter, &step, now));
                let said = self.told(at, taken);
                self.enter_in_ledger(token, at, matter, Where::Core, said);
                said
            }
            None => self.plain_step(at, matter, token, &Step::handed(to.clone(), &text)),
        };
        if said != Said::Refused {
            self.ledger.handed.entry(matter).or_default().insert(to);
        }
    }

    pub fn attach(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let token = self.ledger.token();
        let mut bytes = vec![0xff, 0xd8, 0xff];
        let len = 20_000 + self.world.dice.below(60_000);
        while bytes.len() < len {
            let more: [u8; 8] = self.world.dice.roll(u64::MAX).to_le_bytes();
            bytes.extend_from_slice(&more);
        }
        let note = AttachmentNote {
            name: format!("来信{token}"),
            kind: AttachmentKind::Paper,
            width: 10,
            height: 20,
            of: "letter".into(),
            confidential: false,
        };
        let entropy = BlobEntropy { key: self.world.dice.bytes(), nonce: self.world.dice.bytes() };
        let now = self.time(at);
        let station = &mut self.world.tabs[at].station;
        let made = block_on(station.attach(matter, &bytes, &note, &entropy, now));
        let taken = made.map(|(blob, effects)| {
            let device = self.world.tabs[at].device;
            self.ledger.attached.insert(blob, Attached { matter, device, bytes });
            effects
        });
        let said = self.told(at, taken);
        self.enter_in_ledger(token, at, matter, Where::Core, said);
    }

    pub fn want_some(&mut self, at: usize) {
        let known: Vec<_> =
            self.ledger.attached.iter().map(|(blob, attached)| (attached.matter, *blob)).collect();
        let which = self.world.dice.below(known.len());
        if let Some((matter, blob)) = known.get(which) {
            let now = self.time(at);
            let wanted = block_on(self.world.tabs[at].station.want_blob(*matter, *blob, now));
            self.told(at, wanted);
        }
    }

    pub fn seal(&mut self, at: usize) {
        let token = self.ledger.token();
        let id = MatterId::new(self.world.dice.bytes());
        let intake = Intake {
            petitioner: PersonIntake { name: format!("郑{token}"), ..PersonIntake::default() },
            channel: "visit".into(),
            received_on: "2026-11-01".into(),
            petitioners: "1".into(),
            demands: vec![format!("举报{token}")],
            purpose: "accusation".into(),
            ..Intake::default()
        };
        let now = self.time(at);
        let station = &mut self.world.tabs[at].station;
        let sealed = block_on(station.seal(id, &intake, "sealed draft", [7; 32], now));
        let sealed = sealed.map(|((number, _), _)| number);
        if let Ok(number) = &sealed {
            assert!(self.world.numbers.insert(number.clone()), "a number was given twice");
        }
        let said = self.said(at, &sealed);
        self.enter_in_ledger(token, at, id, Where::Sealed, said);
    }

    pub fn unknown_step(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let token = self.ledger.token();
        let raw = format!(r#"{{"teleported":{{"to":"{token}"}}}}"#);
        self.plain_step(at, matter, token, &Step::Unknown { raw });
    }

    pub fn unknown_field(&mut self, at: usize) {
        let Some(matter) = self.some(at, None) else { return };
        let token = self.ledger.token();
        let raw = format!(r#"{{"noted":{{"text":"{token}","mood":"sunny"}}}}"#);
        self.plain_step(at, matter, token, &Step::Unknown { raw });
    }

    pub fn unknown_key(&mut self) {
        let village = code(VILLAGE);
        let hub = &self.world.hub;
        let mut matters = hub.matters();
        matters.retain(|matter| {
            hub.audience_of(*matter).contains(&village) && self.ledger.homes.contains_key(matter)
        });
        let which = self.world.dice.below(matters.len());
        let Some(matter) = matters.get(which).copied() else { return };
        let (token, guard) = (self.ledger.token(), self.world.dice.roll(4) == 0);
        let at = casework::Moment::from_millis(self.world.now);
        let key = DocKey::core(matter);
        self.later.write_unknown(&self.world.hub, &key, &token.to_string(), guard, at);
        self.later.hand_in_all(&mut self.world.hub);
        // It is no device of this world; the first village's stands for it.
        self.enter_in_ledger(token, 2, matter, Where::Core, Said::Saved);
    }

    pub fn intrude(&mut self) {
        let village = code("990101100202");
        let hub = &self.world.hub;
        let mut matters = hub.matters();
        matters.retain(|matter| !hub.audience_of(*matter).contains(&village));
        let which = self.world.dice.below(matters.len());
        let Some(matter) = matters.get(which).copied() else { return };
        let token = self.ledger.token();
        let key = match self.world.dice.roll(3) {
            0 => DocKey::people(matter),
            1 => DocKey::internal(matter, code(VILLAGE)),
            _ => DocKey::core(matter),
        };
        let at = casework::Moment::from_millis(self.world.now);
        self.intruder.intrude(&mut self.world.hub, &key, &token.to_string(), at);
        self.enter_in_ledger(token, 3, matter, Where::Core, Said::Refused);
    }
}
