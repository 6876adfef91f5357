//! The frame of a small form that changes something in place. It keeps what was typed whatever
//! happens to the matter meanwhile, and says when that was changed elsewhere.

use leptos::{prelude::*, task::spawn_local};

use super::page::Page;
use crate::{
    bridge::{Command, Failure},
    ui::{
        components::{Notice, Tone},
        words::{failure, general, matter},
    },
};

/// What a form asks to be written, or a sentence on what is wrong with it. None: nothing to write.
pub type Wanted = Result<Option<Command>, String>;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Typing,
    Saving,
    Wrong(String),
}

/// The frame.
#[component]
pub fn EditForm(
    page: Page,
    /// The form's name among those open on the page.
    #[prop(into)]
    name: String,
    /// What it is called.
    #[prop(into)]
    title: String,
    /// What is changed, as it stands in the matter now.
    #[prop(into)]
    now: Signal<String>,
    /// What to write.
    wanted: Callback<(), Wanted>,
    #[prop(default = general::SAVE)] save: &'static str,
    children: Children,
) -> AnyView {
    let step = RwSignal::new(Step::Typing);
    let before = now.get_untracked();
    let key = StoredValue::new(page.scratch_key(&name));
    let scratch = page.session.scratch;
    // Whoever would leave the page, or open the app anew, is asked to finish here first.
    let begun = move |_| key.with_value(|key| scratch.begin_form(key));
    on_cleanup(move || key.with_value(|key| scratch.end_form(key)));

    let name = StoredValue::new(name);
    let close = move || name.with_value(|name| page.close(name));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if step.get_untracked() == Step::Saving {
            return;
        }
        let command = match wanted.run(()) {
            Ok(Some(command)) => command,
            Ok(None) => {
                page.session.say(failure::sentence(&Failure::NothingChanged));
                return close();
            }
            Err(wrong) => return step.set(Step::Wrong(wrong)),
        };
        step.set(Step::Saving);
        spawn_local(async move {
            match page.write(command).await {
                Ok(()) => {
                    if let Some(name) = name.try_get_value() {
                        page.close(&name);
                    }
                }
                Err(failure) => {
                    step.try_set(Step::Wrong(failure::sentence(&failure)));
                }
            }
        });
    };
    let elsewhere = move || {
        let now = now.get();
        (now != before && step.get() != Step::Saving).then(|| {
            view! { <Notice tone=Tone::Careful><p>{matter::elsewhere(&now)}</p></Notice> }
        })
    };
    let wrong = move || match step.get() {
        Step::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
        Step::Typing | Step::Saving => None,
    };
    let saving = move || step.get() == Step::Saving;
    view! {
        <form class="edit" novalidate=true aria-label=title on:input=begun on:submit=submit>
            {children()}
            {elsewhere}
            {wrong}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=saving>
                    {move || if saving() { general::SAVING } else { save }}
                </button>
                <button type="button" class="button" on:click=move |_| close()>{general::CANCEL}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A button that opens a form, and the form in its place while it is open.
pub fn opener(
    page: Page,
    form: String,
    label: String,
    read: impl Fn() -> AnyView + Clone + Send + 'static,
    edit: impl Fn() -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let open = {
        let form = form.clone();
        Memo::new(move |_| page.is_open(&form))
    };
    let content = move || {
        if open.get() {
            return untrack(&edit);
        }
        let form = form.clone();
        view! {
            <div class="shown">
                <div class="shown__value">{read.clone()}</div>
                <button type="button" class="button button--small" aria-label=label.clone()
                    on:click=move |_| page.open(&form)>{matter::EDIT}</button>
            </div>
        }
        .into_any()
    };
    view! { {content} }.into_any()
}
