//! The form of a talk: who, what was said, what they raise. One press writes it all.

use casework::{CaseKind, meeting::form::TalkPlace};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use leptos::prelude::*;

use super::{
    Desk, Errors, Known, PersonField, Saving, case_list, error_of,
    raise::{JOIN, RaiseFields, RaisePanel},
    talk_build::build,
};
use crate::{
    bridge::CaseBrief,
    ui::{
        browser,
        components::{Bind, ErrorSummary, FieldKind, Notice, Stepper, TextArea, TextField, Tone},
        fields::{IdNumberField, PhoneField},
        session::{Session, session},
        words::{general, intake, visit},
    },
};
use casework::directory::Power;

/// Most problems of one talk in the form; more are added to the talk afterwards.
pub const MOST_RAISED: usize = 5;

/// What a talk is about before it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkAbout {
    /// The visit or the reception.
    pub meeting: MatterId,
    /// Which of the two.
    pub kind: CaseKind,
    /// The leader.
    pub leader: String,
    /// Their post.
    pub leader_post: String,
    /// The village, with its name.
    pub village: Option<(OfficeCode, String)>,
    /// The day it is planned for.
    pub day: Option<NaiveDate>,
    /// The place in the queue: the entry, its person's slot and name, how many came, what about.
    pub entry: Option<Entry>,
}

/// Somebody who waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The item.
    pub id: String,
    /// The person's slot.
    pub slot: String,
    /// Their name.
    pub name: String,
    /// Their telephone.
    pub phone: String,
    /// How many came.
    pub people: u32,
    /// What about.
    pub text: String,
    /// The case it is about; empty where none is known.
    pub case: String,
}

impl TalkAbout {
    /// How the names of what is typed begin.
    pub fn prefix(&self) -> String {
        let entry = self.entry.as_ref().map_or("-", |entry| entry.id.as_str());
        format!("talk/{}/{entry}/", self.meeting)
    }

    /// Whether a talk was begun here: the form opens with it after the screen was locked.
    pub fn is_begun(&self, session: Session) -> bool {
        !session.scratch.text(&format!("{}name", self.prefix())).is_empty()
            || !session.scratch.text(&format!("{}words", self.prefix())).is_empty()
    }

    /// The day that is proposed: one that is over, where the talk is entered afterwards, or today.
    fn proposed(&self, today: NaiveDate) -> NaiveDate {
        self.day.filter(|day| *day < today).unwrap_or(today)
    }

    /// The meeting as the form of a talk on a day wants it.
    pub fn place(&self, desk: Desk, on: NaiveDate) -> Option<TalkPlace> {
        Some(TalkPlace {
            meeting: self.meeting,
            kind: self.kind,
            leader: self.leader.clone(),
            post: self.leader_post.clone(),
            village: self.village.clone(),
            by: desk.acting_on(&[Power::Record], on)?,
            office: desk.office()?,
        })
    }
}

/// The fields, kept as they are typed. A handle.
#[derive(Clone, Copy)]
pub struct TalkFields {
    /// Who.
    pub name: RwSignal<String>,
    /// Their telephone.
    pub phone: RwSignal<String>,
    /// Their ID number.
    pub id_number: RwSignal<String>,
    /// Their unit or address.
    pub address: RwSignal<String>,
    /// How many.
    pub people: RwSignal<String>,
    /// On which day; empty for the proposed one.
    pub on: RwSignal<String>,
    /// What was said.
    pub words: RwSignal<String>,
    /// How many problems the form shows.
    pub count: RwSignal<String>,
    /// The problems.
    pub raised: StoredValue<Vec<RaiseFields>>,
}

impl TalkFields {
    fn new(session: Session, about: &TalkAbout) -> Self {
        let prefix = about.prefix();
        let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
        let fields = Self {
            name: field("name"),
            phone: field("phone"),
            id_number: field("id-number"),
            address: field("address"),
            people: field("people"),
            on: field("on"),
            words: field("words"),
            count: field("count"),
            raised: StoredValue::new(
                (0..MOST_RAISED).map(|at| RaiseFields::new(session, &prefix, at)).collect(),
            ),
        };
        // What the queue knows already need not be typed.
        let fill = |field: RwSignal<String>, text: String| {
            if field.with_untracked(String::is_empty) && !text.is_empty() {
                field.set(text);
            }
        };
        let entry = about.entry.clone();
        fill(fields.people, entry.as_ref().map_or(1, |entry| entry.people).to_string());
        if let Some(entry) = entry {
            fill(fields.name, entry.name);
            fill(fields.phone, entry.phone);
            fill(fields.words, entry.text);
            // Who was asked about a case most often raises that one.
            if !entry.case.is_empty() && fields.count.with_untracked(String::is_empty) {
                fields.count.set("1".to_owned());
                if let Some(first) = fields.raised.with_value(|raised| raised.first().copied()) {
                    fill(first.what, JOIN.to_owned());
                    fill(first.join, entry.case);
                }
            }
        }
        fields
    }

    /// How many problems there are.
    pub fn shown(self) -> usize {
        self.count.with(|count| count.parse().unwrap_or(0)).min(MOST_RAISED)
    }
}

/// The form.
#[component]
pub fn TalkPanel(
    /// What it is about.
    about: TalkAbout,
    /// Who is known.
    known: Known,
    /// In which post it is saved.
    desk: Desk,
    /// Called when it was saved.
    saved: Callback<()>,
    /// Called when it is put aside; what was typed stays.
    aside: Callback<()>,
) -> AnyView {
    let session = session();
    let fields = TalkFields::new(session, &about);
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    // The day is asked for only where it may be another one than today.
    let dated = about.day != Some(browser::today());
    if dated && (fields.on.with_untracked(String::is_empty) || !about.is_begun(session)) {
        fields.on.set(about.proposed(browser::today()).to_string());
    }
    let about = StoredValue::new(about);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let about = about.get_value();
        match build(session, fields, &about, known) {
            Ok((form, on)) => {
                errors.set(Vec::new());
                let Some(place) = about.place(desk, on) else {
                    return saving.wrong.set(Some(visit::NO_POST.to_owned()));
                };
                let done = move |_| saved.run(());
                saving.enter(&form.writes(&place), about.prefix(), done);
            }
            Err(wrong) => {
                let first = wrong.first().map(|(id, _)| id.clone());
                errors.set(wrong);
                if let Some(id) = first {
                    browser::focus(&id);
                }
            }
        }
    };
    let problems = move || {
        let shown = fields.shown();
        let all = fields.raised.get_value();
        let panels = all.into_iter().take(shown).map(|one| {
            view! { <RaisePanel fields=one person=fields.name known errors /> }.into_any()
        });
        panels.collect::<Vec<AnyView>>()
    };
    let full = move || fields.shown() >= MOST_RAISED;
    let one_more = move |_| {
        let now = fields.shown();
        fields.count.set((now + 1).min(MOST_RAISED).to_string());
    };
    let one_less = move |_| fields.count.set(fields.shown().saturating_sub(1).to_string());
    // What was promised to them before: whoever comes next sees it.
    let promised = move || {
        let name = fields.name.get();
        let theirs: Vec<CaseBrief> = known.with(|desk| {
            let promised = desk.cases.iter().filter(|one| !one.promises.is_empty());
            promised.filter(|one| !name.is_empty() && one.name == name).cloned().collect()
        });
        (!theirs.is_empty()).then(|| {
            view! {
                <p class="field__label">{visit::PROMISED_THEM}</p>
                {case_list(theirs, visit::NO_PROMISES)}
            }
        })
    };
    let wrong = move || {
        saving.wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })
    };
    let summary = move || {
        (!errors.with(Vec::is_empty))
            .then(|| view! { <ErrorSummary title=visit::LOOK_AGAIN problems=errors.into() /> })
    };
    view! {
        <section class="panel" aria-labelledby="talk">
            <h2 class="panel__title" id="talk">{visit::TALK}</h2>
            <form class="form" novalidate=true on:submit=submit>
                {summary}
                <PersonField id="talk-name" name=fields.name phone=fields.phone known
                    error=error_of(errors, "talk-name") />
                <PhoneField id="talk-phone" label=intake::PHONE bind=Bind::from(fields.phone) />
                {promised}
                <details class="more">
                    <summary>{visit::MORE_OF_PERSON}</summary>
                    <IdNumberField id="talk-id-number" label=intake::ID_NUMBER
                        bind=Bind::from(fields.id_number) />
                    <TextField id="talk-address" label=intake::ADDRESS bind=Bind::from(fields.address) />
                </details>
                <Stepper id="talk-people" label=visit::PEOPLE bind=Bind::from(fields.people)
                    fewer=visit::FEWER more=visit::MORE max=9999
                    error=error_of(errors, "talk-people") />
                {dated.then(|| view! {
                    <TextField id="talk-on" label=visit::TALK_DAY bind=Bind::from(fields.on)
                        kind=FieldKind::Date max=browser::today().to_string()
                        error=error_of(errors, "talk-on") />
                })}
                <TextArea id="talk-words" label=visit::WORDS bind=Bind::from(fields.words) rows=6
                    hint=visit::WORDS_HINT
                    error=error_of(errors, "talk-words") />
                {problems}
                <div class="actions">
                    <button type="button" class="button" on:click=one_more
                        disabled=full>{visit::ADD_PROBLEM}</button>
                    {move || (fields.shown() > 0).then(|| view! {
                        <button type="button" class="button" on:click=one_less>{visit::REMOVE_PROBLEM}</button>
                    })}
                </div>
                {wrong}
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                        {move || if saving.busy.get() { general::SAVING } else { visit::SAVE_TALK }}
                    </button>
                    <button type="button" class="button" on:click=move |_| aside.run(())>
                        {visit::ASIDE}
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
