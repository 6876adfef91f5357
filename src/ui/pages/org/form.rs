//! One form for all small changes: made from data, in a dialog, with what is wrong at its field.

use casework::{
    org::{OrgStep, Why},
    step::payload::Acting,
};
use leptos::{prelude::*, task::spawn_local};
use lookup::{Picker, PickerItem};

use super::{forms, page::Page};
use crate::{
    bridge::Failure,
    ui::{
        components::{
            Bind, Choice, Choices, Combobox, Dialog, FieldKind, Notice, TextArea, TextField, Tone,
        },
        words::{general, org},
    },
};

/// More than this nobody looks through; typing on finds the rest.
const MOST: usize = 30;
/// A day that no directory reaches, for dates that may lie ahead.
const NO_LIMIT: &str = "2200-12-31";

/// What a field takes.
pub enum Input {
    /// One line.
    Line(FieldKind),
    /// A day, up to this one where there is a limit: `2026-11-23`.
    Day(Option<String>),
    /// One of a few: value and label.
    Choices(Vec<(String, String)>),
    /// Several lines.
    Area(u32),
    /// Any of a few: value and label. The values of those chosen, with commas between.
    Several(Vec<(String, String)>),
    /// One of many, found by typing; with what stands beside each.
    Pick(Vec<(PickerItem<String>, String)>),
}

/// A field.
pub struct Field {
    /// Its id, unlike that of any other field of the form.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it takes.
    pub input: Input,
    /// Where its text goes.
    pub value: RwSignal<String>,
    /// A line below it; may be empty.
    pub hint: &'static str,
}

/// What is wrong, and at which field: its id, or an empty one for the form as a whole.
pub type Wrong = Vec<(&'static str, String)>;

/// A form.
pub struct Form {
    /// What it is called.
    pub title: String,
    /// What follows from it, one sentence each.
    pub lead: Vec<String>,
    /// What one should look at before.
    pub careful: Vec<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What the button says.
    pub confirm: &'static str,
    /// It cannot be undone.
    pub danger: bool,
    /// What to write; none where nothing differs.
    pub make: Callback<Acting, Result<Option<OrgStep>, Wrong>>,
}

/// The open form, if one is.
#[component]
pub fn FormHost(page: Page) -> AnyView {
    let form = move || {
        let kind = page.form.get()?;
        let form = untrack(|| forms::build(page, &kind))?;
        let kept = forms::kept_under(&kind);
        Some(view! { <FormDialog page form kept /> })
    };
    view! { {form} }.into_any()
}

/// Fields that a reason of the engine's belongs to; the first that the form has takes it.
fn places(why: Why) -> &'static [&'static str] {
    match why {
        Why::BadName => &["org-name", "org-organ", "org-text"],
        Why::BadPhone => &["org-phone"],
        Why::Containment => &["org-charge"],
        Why::CodeTaken => &["org-code"],
        Why::BadDay | Why::InTheFuture | Why::Ended => &["org-day"],
        Why::BadTier => &["org-tier", "org-into", "org-under"],
        Why::RoleDoesNotFit => &["org-role"],
        Why::NoSuchPerson => &["org-person"],
        Why::BadRange | Why::Overlaps => &["org-first"],
        _ => &[],
    }
}

fn refused(failure: &Failure, ids: &[&'static str]) -> Wrong {
    let Failure::NoEffect(why) = failure else {
        return vec![("", org::sentence(failure))];
    };
    match places(*why).iter().find(|place| ids.contains(place)) {
        Some(place) => vec![(*place, org::why(*why).to_owned())],
        None => vec![("", org::sentence(failure))],
    }
}

#[component]
fn FormDialog(
    page: Page,
    form: Form,
    /// Under which name its texts are kept on the device as they are typed.
    kept: Option<String>,
) -> AnyView {
    let Form { title, lead, careful, fields, confirm, danger, make } = form;
    let open = RwSignal::new(true);
    let saving = RwSignal::new(false);
    let wrong = RwSignal::new(Wrong::new());
    let ids: Vec<&'static str> = fields.iter().map(|field| field.id).collect();
    let ids = StoredValue::new(ids);
    let submit = Callback::new(move |()| {
        if saving.get_untracked() {
            return;
        }
        let Some(by) = page.acting() else {
            return wrong.set(vec![("", org::why(Why::NotPermitted).to_owned())]);
        };
        let step = match make.run(by) {
            Ok(Some(step)) => step,
            Ok(None) => {
                page.session.say(org::sentence(&Failure::NothingChanged));
                return open.set(false);
            }
            Err(found) => return wrong.set(found),
        };
        wrong.set(Wrong::new());
        saving.set(true);
        spawn_local(async move {
            let written = page.write(step).await;
            saving.try_set(false);
            match written {
                Ok(()) => {
                    open.try_set(false);
                }
                Err(failure) => {
                    let found = ids.try_with_value(|ids| refused(&failure, ids));
                    wrong.try_set(found.unwrap_or_default());
                }
            }
        });
    });
    let fields: Vec<AnyView> = fields.into_iter().map(|field| draw(field, wrong)).collect();
    let general_wrong = move || {
        wrong.with(|wrong| {
            let whole: Vec<AnyView> = wrong
                .iter()
                .filter(|(id, _)| id.is_empty())
                .map(|(_, text)| view! { <p>{text.clone()}</p> }.into_any())
                .collect();
            (!whole.is_empty()).then(|| view! { <Notice tone=Tone::Bad>{whole}</Notice> })
        })
    };
    let label =
        Signal::derive(
            move || {
                if saving.get() { general::SAVING.to_owned() } else { confirm.to_owned() }
            },
        );
    let paragraphs = |texts: Vec<String>| -> Vec<AnyView> {
        texts.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect()
    };
    let careful = (!careful.is_empty())
        .then(|| view! { <Notice tone=Tone::Careful>{paragraphs(careful)}</Notice> });
    let drawn = view! {
        <Dialog id="org-form" open title confirm=label cancel=general::CANCEL on_confirm=submit
            danger busy=saving>
            <div class="org-form">
                {paragraphs(lead)}
                {careful}
                {fields}
                {general_wrong}
            </div>
        </Dialog>
    }
    .into_any();
    // The dialog closes first, which gives the focus back to the button that opened it.
    Effect::new(move |_| {
        if !open.get() {
            // Saved or given up: either way nothing of it is half typed any more.
            if let Some(prefix) = &kept {
                ids.with_value(|ids| {
                    for id in ids {
                        page.session.scratch.set_text(&forms::kept_key(prefix, id), "");
                    }
                });
            }
            request_animation_frame(move || {
                page.form.try_set(None);
            });
        }
    });
    // What is wrong is gone to, since it may lie out of sight.
    Effect::new(move |_| {
        let first = wrong.with(|wrong| wrong.first().map(|(id, _)| *id));
        if let Some(id) = first.filter(|id| !id.is_empty()) {
            crate::ui::browser::focus(id);
        }
    });
    drawn
}

fn draw(field: Field, wrong: RwSignal<Wrong>) -> AnyView {
    let Field { id, label, input, value, hint } = field;
    let error = MaybeProp::derive(move || {
        wrong.with(|wrong| wrong.iter().find(|(at, _)| *at == id).map(|(_, text)| text.clone()))
    });
    let hint = MaybeProp::derive(move || (!hint.is_empty()).then(|| hint.to_owned()));
    match input {
        Input::Line(kind) => view! { <TextField id label bind=value kind hint error /> }.into_any(),
        Input::Day(max) => {
            let max = max.unwrap_or_else(|| NO_LIMIT.to_owned());
            view! { <TextField id label bind=value kind=FieldKind::Date max hint error /> }
                .into_any()
        }
        Input::Choices(options) => {
            view! { <Choices id legend=label bind=value options error /> }.into_any()
        }
        Input::Area(rows) => view! { <TextArea id label bind=value rows hint error /> }.into_any(),
        Input::Several(options) => several(id, label, options, value, hint),
        Input::Pick(items) => pick(id, label, items, value, hint, error),
    }
}

fn several(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
    hint: MaybeProp<String>,
) -> AnyView {
    let order: Vec<String> = options.iter().map(|(name, _)| name.clone()).collect();
    let order = StoredValue::new(order);
    let boxes: Vec<AnyView> = options
        .into_iter()
        .map(|(name, text)| {
            let chosen = {
                let name = name.clone();
                move || value.with(|value| value.split(',').any(|one| one == name))
            };
            let change = move |event| {
                let on = event_target_checked(&event);
                let before = value.get_untracked();
                let there = |one: &String| before.split(',').any(|at| at == one);
                let next = order.with_value(|order| {
                    let all = order.iter();
                    let wanted = all.filter(|one| if **one == name { on } else { there(one) });
                    wanted.cloned().collect::<Vec<_>>().join(",")
                });
                value.set(next);
            };
            view! {
                <label class="check">
                    <input class="check__box" type="checkbox" prop:checked=chosen on:change=change />
                    <span>{text}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let hint = move || hint.get().map(|text| view! { <p class="field__hint">{text}</p> });
    view! {
        <fieldset class="field" id=id>
            <legend class="field__label">{label}</legend>
            <div class="checks">{boxes}</div>
            {hint}
        </fieldset>
    }
    .into_any()
}

fn pick(
    id: &'static str,
    label: &'static str,
    items: Vec<(PickerItem<String>, String)>,
    value: RwSignal<String>,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> AnyView {
    let (items, details): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    let details: Vec<(String, String)> =
        items.iter().map(|item| item.id().clone()).zip(details).collect();
    let details = StoredValue::new(details);
    let picker = StoredValue::new(Picker::new(items));
    let choice = move |item: &PickerItem<String>| Choice {
        id: item.id().clone(),
        label: item.label().to_owned(),
        detail: details.with_value(|details| {
            let found = details.iter().find(|(id, _)| id == item.id());
            found.map(|(_, detail)| detail.clone()).unwrap_or_default()
        }),
    };
    let find = Callback::new(move |typed: String| {
        picker.with_value(|picker| picker.find(&typed, MOST).into_iter().map(choice).collect())
    });
    let picked = Callback::new(move |choice: Option<Choice>| {
        value.set(choice.map(|choice| choice.id).unwrap_or_default());
    });
    let shown = move || {
        value.with(|value| {
            picker.with_value(|picker| {
                let found = picker.items().iter().find(|item| item.id() == value);
                found.map(|item| item.label().to_owned()).unwrap_or_default()
            })
        })
    };
    let bind = Bind::new(shown, |_| {});
    view! {
        <Combobox id label bind find pick=picked no_match=general::NO_MATCH hint error />
    }
    .into_any()
}
