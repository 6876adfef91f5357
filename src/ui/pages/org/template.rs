//! The text of one paper's template.

use casework::org::OrgStep;
use leptos::{html, prelude::*, task::spawn_local};
use papers::{PaperKind, Template, TemplateError, Warning, wording};

use super::{
    forms::{FormKind, opener},
    page::Page,
};
use crate::{
    bridge::Failure,
    ui::{
        components::{Bind, Notice, TextArea, Tone},
        words::{general, org},
    },
};

/// The form. It looks at the text while it is typed, as the paper's maker will.
#[component]
pub fn TemplateForm(page: Page, kind: PaperKind) -> AnyView {
    let scratch = page.session.scratch;
    let key = format!("org/template/{}", kind.name());
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
            heading.scroll_into_view();
        }
    });
    let own = page.part(move |view| {
        let own = view.templates.iter().find(|(paper, _)| paper == kind.name());
        own.map(|(_, text)| text.clone())
    });
    let stored = move || own.get().unwrap_or_else(|| Template::shipped_text(kind).to_owned());
    let begun = scratch.text(&key);
    let first = if begun.is_empty() { untrack(stored) } else { begun };
    let text = RwSignal::new(first);
    let key = StoredValue::new(key);
    // Only what differs is unsaved.
    Effect::new(move |_| {
        let same = text.with(|text| *text == untrack(stored));
        let unsaved = if same { String::new() } else { text.get() };
        key.with_value(|key| scratch.set_text(key, &unsaved));
    });
    // Changed elsewhere, or set back: shown, unless something was typed here.
    Effect::new(move |before: Option<String>| {
        let now = stored();
        let untouched = before.is_some_and(|before| text.with_untracked(|text| *text == before));
        if untouched {
            text.set(now.clone());
        }
        now
    });
    let looked: Memo<Result<Vec<Warning>, TemplateError>> = Memo::new(move |_| {
        text.with(|text| Template::parse(kind, text).map(|template| template.warnings().to_vec()))
    });
    let saving = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(by) = page.acting() else { return };
        if saving.get_untracked() || looked.with_untracked(Result::is_err) {
            return;
        }
        let typed = text.get_untracked();
        if typed == untrack(stored) {
            return page.session.say(org::sentence(&Failure::NothingChanged));
        }
        // The shipped text is the shipped template: it goes on with later versions.
        let shipped = typed == Template::shipped_text(kind);
        let kept = if shipped { String::new() } else { typed.clone() };
        saving.set(true);
        failed.set(None);
        spawn_local(async move {
            let paper = kind.name().to_owned();
            let written = page.write(OrgStep::TemplateSet { by, paper, text: kept }).await;
            saving.try_set(false);
            match written {
                Ok(()) => {
                    // What was typed on while it was being saved stays.
                    if text.try_with_untracked(|now| *now == typed) == Some(true) {
                        key.try_with_value(|key| scratch.set_text(key, ""));
                    }
                }
                Err(failure) => {
                    failed.try_set(Some(org::sentence(&failure)));
                }
            }
        });
    };
    let error = MaybeProp::derive(move || {
        failed.get().or_else(|| looked.with(|looked| looked.as_ref().err().map(org::bad_template)))
    });
    let warnings = move || {
        let texts: Vec<String> = looked.with(|looked| {
            looked
                .as_ref()
                .map_or_else(|_| Vec::new(), |all| all.iter().map(org::warning).collect())
        });
        (!texts.is_empty()).then(|| {
            let lines: Vec<AnyView> =
                texts.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect();
            view! { <Notice tone=Tone::Careful>{lines}</Notice> }
        })
    };
    let must: Vec<&'static str> = kind.required().map(|field| field.label()).collect();
    let must = format!("{}{}。", org::TEMPLATE_MUST, must.join("、"));
    let reset = move || {
        let kind = FormKind::ResetTemplate(kind.name().to_owned());
        own.with(Option::is_some).then(|| opener(page, kind, org::TEMPLATE_RESET, false))
    };
    let save = move || {
        page.may.get().then(|| {
            view! {
                <button type="submit" class="button button--primary" disabled=move || saving.get()>
                    {move || if saving.get() { general::SAVING } else { org::TEMPLATE_SAVE }}
                </button>
            }
        })
    };
    let bind = Bind::from(text);
    view! {
        <button type="button" class="link" on:click=move |_| page.paper.set(None)>{org::TEMPLATE_BACK}</button>
        <h3 node_ref=heading class="org-subtitle" tabindex="-1">{wording::title(kind)}</h3>
        <p>{must}</p>
        <form class="form org-template" novalidate=true on:submit=submit>
            <TextArea id="org-template" label=org::TEMPLATE_TEXT bind rows=18
                hint=org::TEMPLATE_HINT.to_owned() error />
            {warnings}
            <div class="actions">{save}{reset}</div>
        </form>
    }
    .into_any()
}
