//! Adding: a photo taken now, a file, a signature.

use casework::step::attachment::AttachmentKind;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::{Event, File, HtmlInputElement, wasm_bindgen::JsCast};

use super::{
    Place, attach,
    fit::{Unfit, make_fit},
};
use crate::ui::{
    components::{Notice, SignaturePad, Tone},
    session::session,
    words::{attachments, failure},
};

/// How far an adding is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Idle,
    Making,
    Saving,
    Wrong(String),
}

/// The buttons, and what became of the last press.
#[component]
pub fn Add(place: Place, sign: bool, on_added: Callback<()>) -> AnyView {
    let session = session();
    let step = RwSignal::new(Step::Idle);
    let signing = RwSignal::new(false);
    let camera = NodeRef::<html::Input>::new();
    let chooser = NodeRef::<html::Input>::new();
    let at = StoredValue::new(place.clone());
    let take = move |files: Vec<File>, kind: AttachmentKind| {
        if files.is_empty() || matches!(step.get_untracked(), Step::Making | Step::Saving) {
            return;
        }
        spawn_local(async move {
            for file in files {
                step.try_set(Step::Making);
                let made = match make_fit(&file).await {
                    Ok(made) => made,
                    Err(unfit) => {
                        step.try_set(Step::Wrong(sentence(unfit, &file)));
                        return;
                    }
                };
                step.try_set(Step::Saving);
                let Some(place) = at.try_get_value() else { return };
                let name = name_of(&file, kind);
                if let Err(failure) = attach(session, place, made, kind, name).await {
                    step.try_set(Step::Wrong(failure::sentence(&failure)));
                    return;
                }
                session.say(attachments::SAVED);
                on_added.try_run(());
            }
            step.try_set(Step::Idle);
        });
    };
    let busy = move || matches!(step.get(), Step::Making | Step::Saving);
    let press = |input: NodeRef<html::Input>| {
        move |_| {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }
    };
    let state = move || match step.get() {
        Step::Idle => ().into_any(),
        Step::Making => view! { <p role="status">{attachments::MAKING}</p> }.into_any(),
        Step::Saving => view! { <p role="status">{attachments::SAVING}</p> }.into_any(),
        Step::Wrong(why) => view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> }.into_any(),
    };
    let Place { matter, of, confidential } = place;
    let pad = move || {
        let of = of.clone();
        signing.get().then(|| {
            let on_done = Callback::new(move |()| {
                signing.set(false);
                on_added.run(());
            });
            view! { <SignaturePad matter of confidential on_done /> }
        })
    };
    view! {
        <div class="attach">
            <div class="actions">
                <button type="button" class="button" disabled=busy on:click=press(camera)>{attachments::TAKE}</button>
                <button type="button" class="button" disabled=busy on:click=press(chooser)>{attachments::CHOOSE}</button>
                {sign.then(|| view! {
                    <button type="button" class="button" aria-expanded=move || signing.get().to_string()
                        on:click=move |_| signing.update(|signing| *signing = !*signing)>{attachments::SIGN}</button>
                })}
            </div>
            <input node_ref=camera class="attach__input" type="file" autocomplete="off" accept="image/*" capture="environment"
                tabindex="-1" aria-label=attachments::TAKE_FILE
                on:change=move |event| take(chosen(&event), AttachmentKind::Photo) />
            <input node_ref=chooser class="attach__input" type="file" autocomplete="off" accept="image/*,application/pdf" multiple=true
                tabindex="-1" aria-label=attachments::CHOOSE_FILE
                on:change=move |event| take(chosen(&event), AttachmentKind::Paper) />
            <p class="field__hint">{attachments::HINT}</p>
            {state}
            {pad}
        </div>
    }
    .into_any()
}

/// The files that were chosen; the same can be chosen again afterwards.
fn chosen(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files();
    let files: Vec<File> =
        files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).collect();
    input.set_value("");
    files
}

/// A file's own name without its ending; a camera's says nothing.
fn name_of(file: &File, kind: AttachmentKind) -> String {
    if kind == AttachmentKind::Photo {
        return String::new();
    }
    let name = file.name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    stem.chars().take(60).collect()
}

fn sentence(unfit: Unfit, file: &File) -> String {
    let why = match unfit {
        Unfit::Trouble(trouble) => attachments::picture_trouble(trouble),
        Unfit::Died => attachments::WORKER_DIED,
    };
    let name: String = file.name().chars().take(60).collect();
    if name.is_empty() { why.to_owned() } else { format!("“{name}”：{why}") }
}
