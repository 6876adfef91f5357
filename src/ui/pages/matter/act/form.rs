//! The form of one step: whatever the table says, what the step will do, and one button.

use casework::{
    Step,
    matter::Barrier,
    step::{
        StepKind,
        codes::{Mark, Relation},
        payload::Link,
    },
};
use leptos::{html, prelude::*, task::spawn_local};

use super::{
    Acting,
    basis::basis,
    build::{Making, build, petitions},
    control::control,
    field::{Ask, Field, ON, fields},
    pick::OTHER_NAME,
    reader::{Fault, Wrong},
    values::{Values, key_of, slot_key},
};
use crate::{
    bridge::{Command, Packed},
    ui::{
        browser,
        components::{Bind, Dialog, Notice, Tone},
        pages::{duty::WhomToCall, matter::page::Page},
        words::{act, failure, general, procedure},
    },
};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Typing,
    Saving,
    Wrong(String),
}

/// What the form's fields share. A handle.
#[derive(Clone, Copy)]
pub struct Form {
    /// The page.
    pub page: Page,
    /// Which step.
    pub kind: StepKind,
    /// What was typed and chosen.
    pub values: RwSignal<Values>,
    /// What is wrong.
    wrong: RwSignal<Vec<Wrong>>,
}

impl Form {
    /// A value and where its changes go.
    pub fn bind(self, key: &str) -> Bind {
        let (read, write) = (key.to_owned(), key.to_owned());
        Bind::new(
            move || self.values.with(|values| values.typed(&read)),
            move |text| self.set(&write, text),
        )
    }

    /// The same for words, which survive a look at another page.
    pub fn bind_words(self, key: &str) -> Bind {
        let plain = self.bind(key);
        let kept = kept_key(self.page, self.kind, key);
        let scratch = self.page.session.scratch;
        Bind {
            value: plain.value,
            set: Callback::new(move |text: String| {
                scratch.set_text(&kept, &text);
                plain.set.run(text);
            }),
        }
    }

    /// Sets a value; what was wrong with it is forgotten.
    pub fn set(self, key: &str, value: String) {
        self.values.update(|values| values.set(key, value));
        if self.wrong.with_untracked(|wrong| wrong.iter().any(|(at, _)| at == key)) {
            self.wrong.update(|wrong| wrong.retain(|(at, _)| at != key));
        }
    }

    /// What is wrong with a field, in words.
    pub fn error(self, key: &str, label: &'static str, chosen: bool) -> MaybeProp<String> {
        let key = key.to_owned();
        MaybeProp::derive(move || {
            let fault = self
                .wrong
                .with(|wrong| wrong.iter().find(|(at, _)| *at == key).map(|(_, fault)| *fault))?;
            Some(match fault {
                Fault::Missing => act::missing(label, chosen),
                Fault::NotADate => act::NOT_A_DATE.to_owned(),
                Fault::Future => act::FUTURE.to_owned(),
                Fault::Past => act::PAST.to_owned(),
                Fault::Days(most) => act::days(most),
            })
        })
    }

    /// The element's id of a field.
    pub fn id(key: &str) -> String {
        let mut id = String::from("act-");
        id.extend(key.chars().map(|c| if c == '/' { '-' } else { c }));
        id
    }
}

fn kept_key(page: Page, kind: StepKind, key: &str) -> String {
    let mut what = String::from("act-");
    what.push_str(&format!("{kind:?}"));
    what.push('-');
    what.push_str(key);
    page.scratch_key(&what)
}

/// Keys under which the form keeps words.
fn word_keys(page: Page, kind: StepKind) -> Vec<String> {
    let mut keys = Vec::new();
    for field in fields(kind) {
        match field.ask {
            Ask::Line | Ask::Text => keys.push(field.key.to_owned()),
            Ask::Opinions => {
                for demand in page.once(petitions) {
                    keys.extend(["facts", "opinion", "basis"].map(|part| key_of(part, &demand)));
                }
            }
            Ask::Slots => {
                let slots = page.once(|view| view.desk.slots.len());
                keys.extend((0..slots).map(slot_key));
            }
            _ => {}
        }
    }
    keys
}

/// The values a form begins with: what it was opened with, what was begun before, today.
fn beginning(page: Page, acting: &Acting) -> Values {
    let mut values = acting.preset.clone();
    if acting.kind == StepKind::Opinion {
        let drafted = page.once(|view| view.state.opinion.clone());
        for held in drafted.into_iter().flat_map(|opinion| opinion.demands) {
            values.set(&key_of("outcome", &held.demand), held.outcome.name());
            values.set(&key_of("facts", &held.demand), held.facts);
            values.set(&key_of("opinion", &held.demand), held.text);
            values.set(&key_of("basis", &held.demand), held.basis);
        }
    }
    for key in word_keys(page, acting.kind) {
        let begun = page.session.scratch.text(&kept_key(page, acting.kind, &key));
        if !begun.is_empty() {
            values.set(&key, begun);
        }
    }
    if values.get(ON).is_empty() {
        values.set(ON, browser::today().to_string());
    }
    values
}

/// The form. It stands in the panel, not over the page: what the matter says is needed while one
/// writes.
#[component]
pub fn ActForm(page: Page, acting: Acting) -> AnyView {
    let kind = acting.kind;
    let settles = acting.settles;
    let form = Form {
        page,
        kind,
        values: RwSignal::new(beginning(page, &acting)),
        wrong: RwSignal::new(Vec::new()),
    };
    let state = RwSignal::new(State::Typing);
    let asking = RwSignal::new(false);
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let begun_key = StoredValue::new(page.scratch_key("act"));
    let scratch = page.session.scratch;
    let begun = move |_| begun_key.with_value(|key| scratch.begin_form(key));
    on_cleanup(move || begun_key.with_value(|key| scratch.end_form(key)));
    let forget = move || {
        for key in word_keys(page, kind) {
            scratch.set_text(&kept_key(page, kind, &key), "");
        }
    };
    let close = move || {
        forget();
        page.acting.set(None);
        browser::focus("acts");
    };
    let made = move || {
        let view = page.whole()?;
        let post = view.desk.offer(kind).and_then(|offer| offer.post)?;
        let making = Making { kind, post, today: browser::today(), view: &view, settles };
        Some(form.values.with_untracked(|values| build(&making, values)))
    };
    let save = move || {
        let step = match made() {
            Some(Ok(step)) => step,
            Some(Err(wrong)) => {
                focus_on(&wrong);
                return form.wrong.set(wrong);
            }
            // What somebody else did meanwhile took the step away.
            None => {
                let why = procedure::barrier(Barrier::WrongStage);
                return state.set(State::Wrong(why));
            }
        };
        state.set(State::Saving);
        spawn_local(async move {
            let other = other_side(page, &step);
            let command = Command::Act { matter: page.matter, step: Packed::new(&step) };
            match page.write(command).await {
                Ok(()) => {
                    // The other matter says the same of this one, where that is theirs to say.
                    if let Some(other) = other {
                        let _ = page.session.write(other).await;
                    }
                    forget();
                    page.acting.try_set(None);
                    browser::focus("acts");
                }
                Err(failure) => {
                    state.try_set(State::Wrong(failure::sentence(&failure)));
                }
            }
        });
    };
    let merges = move || {
        kind == StepKind::Linked
            && form.values.with_untracked(|values| {
                values.get("relation") == Relation::MergedInto.name()
                    && !values.get("other").is_empty()
            })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if state.get_untracked() == State::Saving {
            return;
        }
        if merges() { asking.set(true) } else { save() }
    };
    let confirmed = Callback::new(move |()| {
        asking.set(false);
        save();
    });
    let day = Field { key: ON, ask: Ask::Day, needed: true };
    let controls: Vec<AnyView> =
        std::iter::once(&day).chain(fields(kind)).map(|field| control(form, *field)).collect();
    let voluntary = move || {
        let needed = kind == StepKind::Marked
            && form.values.with(|values| values.get("mark") == Mark::Accepted.name());
        needed.then(|| view! { <Notice tone=Tone::Careful><p>{act::VOLUNTARY}</p></Notice> })
    };
    let wrong = move || match state.get() {
        State::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        State::Typing | State::Saving => None,
    };
    let saving = move || state.get() == State::Saving;
    let label = act::confirm(kind);
    let title = procedure::step_kind(kind);
    let effect = act::effect(kind).map(|text| view! { <p class="act__effect">{text}</p> });
    let office = page.office();
    let own =
        page.session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
    let read = untrack(|| page.with(|view| basis(kind, view, own.as_ref(), settles, &office)));
    let read: Vec<AnyView> = read
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{value}</dd></div> }
                .into_any()
        })
        .collect();
    let read = (!read.is_empty()).then(|| view! { <dl class="pairs act__basis">{read}</dl> });
    // First one calls: the numbers stand where the report is written.
    let call = (kind == StepKind::Urgent).then(|| view! { <WhomToCall /> });
    let dialog = (kind == StepKind::Linked).then(|| {
        view! {
            <Dialog id="merge" open=asking title=act::MERGE_TITLE.to_owned()
                confirm=act::MERGE_CONFIRM.to_owned() cancel=general::CANCEL on_confirm=confirmed>
                <p><strong>{move || act::merge_into(&form.values.with(|values| values.typed(OTHER_NAME)))}</strong></p>
                <p>{act::MERGE_ASK}</p>
            </Dialog>
        }
    });
    view! {
        <div class="act">
            <h3 class="act__title" tabindex="-1" node_ref=heading>{title}</h3>
            {effect}
            {call}
            {read}
            <form class="act__form" novalidate=true aria-label=title on:input=begun on:submit=submit>
                {controls}
                {voluntary}
                {wrong}
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=saving>
                        {move || if saving() { general::SAVING.to_owned() } else { label.clone() }}
                    </button>
                    <button type="button" class="button" on:click=move |_| close()>{general::CANCEL}</button>
                </div>
            </form>
            {dialog}
        </div>
    }
    .into_any()
}

/// The first field that is wrong gets the focus.
fn focus_on(wrong: &[Wrong]) {
    if let Some((key, _)) = wrong.first() {
        browser::focus(&Form::id(key));
    }
}

/// What is to be written in the other matter when two are merged, or parted again.
fn other_side(page: Page, step: &Step) -> Option<Command> {
    let (link, undone) = match step {
        Step::Linked(link) => (link, false),
        Step::Unlinked(link) => (link, true),
        _ => return None,
    };
    let relation = match link.relation {
        Relation::MergedInto => Relation::MergedFrom,
        Relation::Related => Relation::Related,
        // Undone from the other end, it is still the merged one that has to come back.
        Relation::MergedFrom if undone => Relation::MergedInto,
        Relation::Repeat | Relation::MergedFrom => return None,
    };
    let back = Link { by: link.by, other: page.matter, relation };
    let step = if undone { Step::Unlinked(back) } else { Step::Linked(back) };
    Some(Command::Act { matter: link.other, step: Packed::new(&step) })
}
