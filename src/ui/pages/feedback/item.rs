//! One remark on the app: what was said, how it stands, what was answered, and the answer one is writing.

use casework::{
    Step,
    remark::{Remark, RemarkAnswer},
    step::payload::Acting,
};
use ident::{MatterId, PostId};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{AnswerItem, Command, Packed, RemarkItem},
    ui::{
        browser,
        components::{Bind, TextArea},
        session::Session,
        words::{date, failure, feedback, general},
    },
};

/// What tells one remark as it stands from another, or from itself before.
pub fn key(item: &RemarkItem) -> (Option<MatterId>, String, usize, bool, Option<PostId>) {
    (item.id, item.on.clone() + &item.text, item.answers.len(), item.waits, item.answer_as)
}

/// What is wrong with a text that was typed.
pub fn problem(typed: &str, missing: &'static str) -> Option<&'static str> {
    match typed {
        "" => Some(missing),
        text if text.chars().nth(Remark::MAX_TEXT).is_some() => Some(feedback::TOO_LONG),
        _ => None,
    }
}

/// The answer that is being written: one at a time. A handle.
#[derive(Clone, Copy)]
pub struct Answering {
    session: Session,
    changed: Callback<()>,
    to: RwSignal<Option<MatterId>>,
    text: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
    saving: RwSignal<bool>,
}

impl Answering {
    /// None is being written.
    pub fn new(session: Session, changed: Callback<()>) -> Self {
        Self {
            session,
            changed,
            to: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
            saving: RwSignal::new(false),
        }
    }

    fn open(self, id: MatterId) {
        self.text.set(self.session.scratch.text(&scratch(id)));
        self.wrong.set(None);
        self.to.set(Some(id));
        request_animation_frame(|| browser::focus("answer"));
    }

    fn save(self, id: MatterId, post: PostId) {
        let typed = self.text.get_untracked().trim().to_owned();
        if self.saving.get_untracked() {
            return;
        }
        if let Some(problem) = problem(&typed, feedback::NO_ANSWER) {
            return self.wrong.set(Some(problem.to_owned()));
        }
        let by = Acting { post, on: browser::today() };
        let step = Step::RemarkAnswered(RemarkAnswer { by, text: typed.clone() });
        self.saving.set(true);
        spawn_local(async move {
            let command = Command::Act { matter: id, step: Packed::new(&step) };
            match self.session.write(command).await {
                Ok(()) => {
                    // What was typed meanwhile stays.
                    if self.session.scratch.text(&scratch(id)).trim() == typed {
                        self.session.scratch.set_text(&scratch(id), "");
                        self.to.try_set(None);
                    }
                    self.session.say(general::SAVED_HERE);
                    self.changed.run(());
                }
                Err(trouble) => {
                    self.wrong.try_set(Some(failure::sentence(&trouble)));
                }
            }
            self.saving.try_set(false);
        });
    }
}

fn scratch(id: MatterId) -> String {
    format!("opinion-answer/{}", id.to_hex())
}

/// A remark in a list.
pub fn row(item: &RemarkItem, answering: Answering) -> AnyView {
    let (class, state) = standing(item);
    let answers: Vec<AnyView> = item.answers.iter().map(answer).collect();
    let form = item.id.zip(item.answer_as).map(|(id, post)| {
        let again = !item.answers.is_empty();
        move || answer_form(id, post, again, answering)
    });
    view! {
        <li class="similar__item">
            <p class="similar__facts">{head(item)}" "<span class=class>{state}</span></p>
            <p class="paper-text">{item.text.clone()}</p>
            {answers}
            {form}
        </li>
    }
    .into_any()
}

fn standing(item: &RemarkItem) -> (&'static str, &'static str) {
    match (item.own, item.waits, item.answers.is_empty()) {
        (true, true, true) => ("tag tag--careful", feedback::WAITS),
        (true, false, true) => ("tag", feedback::HANDED_IN),
        (false, false, true) => ("tag tag--careful", feedback::NOT_ANSWERED),
        (_, true, _) => ("tag tag--careful", feedback::ANSWER_WAITS),
        (_, false, false) => ("tag", feedback::ANSWERED),
    }
}

fn answer(one: &AnswerItem) -> AnyView {
    view! {
        <p class="similar__facts">{feedback::answered(&one.office, &date::day_of_text(&one.on))}</p>
        <p class="paper-text">{one.text.clone()}</p>
    }
    .into_any()
}

fn answer_form(id: MatterId, post: PostId, again: bool, answering: Answering) -> AnyView {
    if answering.to.get() != Some(id) {
        let label = if again { feedback::ANSWER_MORE } else { feedback::ANSWER };
        return view! {
            <div class="actions">
                <button type="button" class="button" on:click=move |_| answering.open(id)>{label}</button>
            </div>
        }
        .into_any();
    }
    let bind = Bind::new(
        move || answering.text.get(),
        move |typed| {
            answering.session.scratch.set_text(&scratch(id), &typed);
            answering.text.set(typed);
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        answering.save(id, post);
    };
    let saving = answering.saving;
    let error = MaybeProp::derive(move || answering.wrong.get());
    let label = move || if saving.get() { general::SAVING } else { feedback::SAVE_ANSWER };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <TextArea id="answer" label=feedback::ANSWER_TEXT bind rows=3 error />
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.get()>{label}</button>
                <button type="button" class="button" on:click=move |_| answering.to.set(None)>{general::CANCEL}</button>
            </div>
        </form>
    }
    .into_any()
}

fn head(item: &RemarkItem) -> String {
    let parts = [date::day_of_text(&item.on), item.office.clone(), item.person.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The remarks as a text file.
pub fn as_text(items: &[RemarkItem]) -> String {
    let mut text = String::new();
    for item in items {
        let mut lines = vec![head(item), item.text.clone(), item.about.clone()];
        for one in &item.answers {
            let when = date::day_of_text(&one.on);
            lines.push(feedback::answered(&one.office, &when) + &one.text);
        }
        lines.push(String::new());
        for line in lines {
            text.push_str(&line);
            text.push_str("\r\n");
        }
    }
    text
}
