//! What is asked before a step is taken on several matters.

use casework::{
    Step,
    desk::Desk,
    step::{
        StepKind,
        payload::{About, Acting, Assignment},
    },
};
use chrono::NaiveDate;
use ident::{OfficeCode, PersonId};
use leptos::{prelude::*, task::spawn_local};
use lookup::{Picker, PickerItem, PinyinKey};

use super::{
    Many,
    run::{Batch, Run},
};
use crate::ui::{
    browser,
    components::{Bind, Choice, Choices, Combobox, Dialog, FieldKind, TextArea, TextField},
    words::{failure, general, list},
};

/// More than this nobody looks through; typing on finds the rest.
const MOST: usize = 50;

/// The desk of the first picked matter: to whom one may give things, and who works here, is the same
/// for all.
fn load_desk(many: Many, desk: RwSignal<Desk>, wrong: RwSignal<Option<String>>) {
    let first = many.picked.with_untracked(|picked| picked.keys().next().copied());
    let Some(matter) = first else { return };
    spawn_local(async move {
        match many.session.matter(matter).await {
            Ok(view) => {
                desk.try_set(view.desk);
            }
            Err(error) => {
                wrong.try_set(Some(failure::sentence(&error)));
            }
        }
    });
}

/// The matters to be worked on.
fn matters(many: Many) -> Vec<(ident::MatterId, String)> {
    many.picked.with_untracked(|picked| {
        picked.iter().map(|(matter, name)| (*matter, name.clone())).collect()
    })
}

/// The first of them by name: nothing is done to a matter that one picked and forgot.
fn names_of(many: Many) -> String {
    many.picked.with(|picked| list::picked_names(picked.values().map(String::as_str), picked.len()))
}

/// Assigning.
#[component]
pub fn AssignDialog(many: Many, run: Run, open: RwSignal<bool>) -> AnyView {
    let desk = RwSignal::new(Desk::default());
    let to = RwSignal::new(None::<(OfficeCode, String)>);
    let until = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let wrong = [(); 3].map(|()| RwSignal::new(None::<String>));
    let [no_office, no_day, no_text] = wrong;
    Effect::new(move |_| {
        if open.get() {
            load_desk(many, desk, no_office);
        }
    });
    let confirm = Callback::new(move |()| {
        let day = until.get_untracked().parse::<NaiveDate>().ok();
        let day = day.filter(|day| *day > browser::today());
        let words = text.get_untracked().trim().to_owned();
        let office = to.get_untracked();
        let said = |missing: bool, text: &str| missing.then(|| text.to_owned());
        no_office.set(said(office.is_none(), list::ASSIGN_TO_MISSING));
        no_day.set(said(day.is_none(), list::ASSIGN_UNTIL_MISSING));
        no_text.set(said(words.is_empty(), list::ASSIGN_TEXT_MISSING));
        let (Some((to, _)), Some(until), false) = (office, day, words.is_empty()) else { return };
        let step = move |by: Acting| {
            let (to, text) = (to.clone(), words.clone());
            Step::Assigned(Assignment { by, to, with: Vec::new(), until, text })
        };
        open.set(false);
        run.start(Batch { kind: StepKind::Assigned, step: Box::new(step), matters: matters(many) });
    });
    let names = move || names_of(many);
    view! {
        <Dialog id="assign-dialog" open title=list::ASSIGN.to_owned() confirm=list::ASSIGN.to_owned()
            cancel=general::CANCEL on_confirm=confirm>
            <p>{names}</p>
            {office_field(many, desk, to, no_office)}
            <TextField id="assign-until" label=list::ASSIGN_UNTIL kind=FieldKind::Date bind=until error=no_day />
            <TextArea id="assign-text" label=list::ASSIGN_TEXT bind=text rows=3 error=no_text />
        </Dialog>
    }
    .into_any()
}

/// An office among the addressees, found by typing.
fn office_field(
    many: Many,
    desk: RwSignal<Desk>,
    to: RwSignal<Option<(OfficeCode, String)>>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let picker = Memo::new(move |_| {
        let keys = many.session.offices.get();
        desk.with(|desk| {
            Picker::new(desk.addressees.iter().map(|(code, name)| {
                let known = keys.iter().find(|office| office.code == *code);
                let key = known.map(|office| office.key.clone()).unwrap_or_default();
                let pinyin = PinyinKey::from_stored(key);
                PickerItem::new(code.as_str().to_owned(), name.clone(), pinyin)
            }))
        })
    });
    let find = Callback::new(move |typed: String| {
        let choice = |item: &PickerItem<String>| Choice {
            id: item.id().clone(),
            label: item.label().to_owned(),
            detail: item.id().clone(),
        };
        picker.with(|picker| picker.find(&typed, MOST).into_iter().map(choice).collect())
    });
    let shown = Bind::new(
        move || to.with(|to| to.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()),
        |_| {},
    );
    let pick = Callback::new(move |picked: Option<Choice>| {
        to.set(picked.and_then(|choice| {
            OfficeCode::parse(&choice.id).ok().map(|code| (code, choice.label))
        }));
    });
    view! {
        <Combobox id="assign-to" label=list::ASSIGN_TO bind=shown find pick no_match=general::NO_MATCH error />
    }
    .into_any()
}

/// Putting somebody in charge.
#[component]
pub fn ChargeDialog(many: Many, run: Run, open: RwSignal<bool>) -> AnyView {
    let desk = RwSignal::new(Desk::default());
    let who = RwSignal::new(String::new());
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            load_desk(many, desk, wrong);
        }
    });
    let confirm = Callback::new(move |()| {
        let Ok(person) = PersonId::from_hex(&who.get_untracked()) else {
            return wrong.set(Some(list::CHARGE_TO_MISSING.to_owned()));
        };
        wrong.set(None);
        let step = charge_step(person, text.get_untracked());
        open.set(false);
        run.start(Batch { kind: StepKind::Charged, step, matters: matters(many) });
    });
    let names = move || names_of(many);
    view! {
        <Dialog id="charge-dialog" open title=list::CHARGE.to_owned() confirm=list::CHARGE.to_owned()
            cancel=general::CANCEL on_confirm=confirm>
            <p>{names}</p>
            {move || colleague_choices("charge-to", desk.with(|desk| desk.colleagues.clone()), who, wrong)}
            <TextArea id="charge-text" label=list::CHARGE_TEXT bind=text rows=2 />
        </Dialog>
    }
    .into_any()
}

/// The colleagues, all in sight.
pub(in crate::ui::pages) fn colleague_choices(
    id: &'static str,
    colleagues: Vec<(PersonId, String)>,
    who: RwSignal<String>,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let options = colleagues.into_iter().map(|(person, name)| (person.to_hex(), name)).collect();
    view! { <Choices id legend=list::CHARGE_TO bind=who options error /> }.into_any()
}

/// The step that puts a person in charge.
pub(in crate::ui::pages) fn charge_step(
    person: PersonId,
    text: String,
) -> Box<dyn Fn(Acting) -> Step> {
    let text = text.trim().to_owned();
    Box::new(move |by| Step::Charged(About { by, person, text: text.clone() }))
}
