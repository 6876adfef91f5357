//! Fields that pick an office or another matter by typing.

use ident::OfficeCode;
use leptos::{prelude::*, task::spawn_local};
use lookup::{Picker, PickerItem, PinyinKey};

use super::{
    build::tie_value,
    form::Form,
    values::{YES, key_of},
};
use crate::{
    bridge::{Command, ListQuery, Reply, SimilarAsk, SimilarItem},
    ui::{
        components::{Bind, Choice, Choices, Combobox},
        words::{act, general, list, procedure},
    },
};

/// Under which the form knows the other matter as its picker showed it.
pub const OTHER_NAME: &str = "other_name";
/// More than this nobody looks through; typing on finds the rest.
const MOST: usize = 30;

/// Which offices are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Bodies it can go to.
    Addressees,
    /// Stations below.
    Stations,
    /// All that can be made responsible: the own office, bodies, stations below.
    Units,
}

/// What finds offices by name or pinyin.
fn finder(form: Form, whose: Whose) -> Callback<String, Vec<Choice>> {
    let page = form.page;
    let picker = Memo::new(move |_| {
        let offices: Vec<(OfficeCode, String)> = page.with(|view| match whose {
            Whose::Addressees => view.desk.addressees.clone(),
            Whose::Stations => view.desk.stations.clone(),
            Whose::Units => {
                let own = page.session.identity.with(|own| {
                    own.as_ref().map(|own| (own.office.clone(), own.office_name.clone()))
                });
                let others = view.desk.addressees.iter().chain(&view.desk.stations).cloned();
                own.into_iter().chain(others).collect()
            }
        });
        page.session.offices.with(|known| {
            Picker::new(offices.into_iter().map(|(code, name)| {
                let key = known
                    .iter()
                    .find(|office| office.code == code)
                    .map(|office| office.key.clone())
                    .unwrap_or_default();
                PickerItem::new(code.as_str().to_owned(), name, PinyinKey::from_stored(key))
            }))
        })
    });
    Callback::new(move |typed: String| {
        picker.with(|picker| {
            picker
                .find(&typed, MOST)
                .into_iter()
                .map(|item| Choice {
                    id: item.id().clone(),
                    label: item.label().to_owned(),
                    detail: String::new(),
                })
                .collect()
        })
    })
}

/// One office.
#[component]
pub fn OfficeField(
    form: Form,
    key: &'static str,
    label: &'static str,
    whose: Whose,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> AnyView {
    let name = untrack(|| {
        let code = form.values.with(|values| values.typed(key));
        RwSignal::new(if code.is_empty() { code } else { form.page.office()(&code) })
    });
    let pick = Callback::new(move |picked: Option<Choice>| {
        let (code, label) = picked.map(|choice| (choice.id, choice.label)).unwrap_or_default();
        form.set(key, code);
        name.set(label);
    });
    view! {
        <Combobox id=Form::id(key) label bind=Bind::from(name) find=finder(form, whose) pick
            no_match=general::NO_MATCH hint error />
    }
    .into_any()
}

/// Several offices: picked one after the other, each with a way to take it out again.
#[component]
pub fn OfficesField(
    form: Form,
    key: &'static str,
    label: &'static str,
    hint: MaybeProp<String>,
) -> AnyView {
    let empty = RwSignal::new(String::new());
    let pick = Callback::new(move |picked: Option<Choice>| {
        if let Some(choice) = picked {
            form.set(&key_of(key, &choice.id), YES.to_owned());
        }
        empty.set(String::new());
    });
    let chosen = Memo::new(move |_| form.values.with(|values| values.chosen(key)));
    let rows = move || {
        let rows: Vec<AnyView> = chosen
            .get()
            .into_iter()
            .map(|code| {
                let name = form.page.office()(&code);
                let remove = move |_| form.set(&key_of(key, &code), String::new());
                view! {
                    <li class="act__picked">
                        <span>{name.clone()}</span>
                        <button type="button" class="button button--small" on:click=remove>
                            {act::REMOVE}<span class="unseen">{name}</span>
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect();
        (!rows.is_empty()).then(|| view! { <ul class="act__picks">{rows}</ul> })
    };
    view! {
        <Combobox id=Form::id(key) label bind=Bind::from(empty) find=finder(form, Whose::Addressees) pick
            no_match=general::NO_MATCH hint />
        {rows}
    }
    .into_any()
}

/// Another matter, searched for like in the list.
#[component]
pub fn MatterField(
    form: Form,
    key: &'static str,
    label: &'static str,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
) -> AnyView {
    let session = form.page.session;
    let own = form.page.matter;
    let (name, found) = (RwSignal::new(String::new()), RwSignal::new(Vec::<Choice>::new()));
    let asked = StoredValue::new(None::<String>);
    let find = Callback::new(move |typed: String| {
        if asked.with_value(|asked| asked.as_ref() != Some(&typed)) {
            asked.set_value(Some(typed.clone()));
            spawn_local(async move {
                let query = ListQuery { text: typed.clone(), limit: 20, ..ListQuery::default() };
                let Ok(Reply::Window(window)) = session.ask(Command::List(query)).await else {
                    return;
                };
                // An answer to what was typed before comes too late.
                if asked.try_with_value(|asked| asked.as_ref() == Some(&typed)) != Some(true) {
                    return;
                }
                let rows = window.all_rows().into_iter().filter(|row| row.matter != own);
                let choices = rows.map(|row| {
                    let who = if row.name.is_empty() { list::NO_NAME.to_owned() } else { row.name };
                    Choice {
                        id: row.matter.to_hex(),
                        label: [who, row.local_no, row.excerpt].join(" "),
                        detail: row.received_on,
                    }
                });
                found.try_set(choices.collect());
            });
        }
        found.get()
    });
    let pick = Callback::new(move |picked: Option<Choice>| {
        let (id, label) = picked.map(|choice| (choice.id, choice.label)).unwrap_or_default();
        form.set(key, id);
        form.set(OTHER_NAME, label.clone());
        name.set(label);
    });
    view! {
        <Combobox id=Form::id(key) label bind=Bind::from(name) find pick no_match=general::NO_MATCH
            hint error />
    }
    .into_any()
}

/// One of the ties to other matters, each with the name of the other one as far as it is here.
#[component]
pub fn TieField(
    form: Form,
    key: &'static str,
    label: &'static str,
    error: MaybeProp<String>,
) -> AnyView {
    let session = form.page.session;
    let ties = form.page.once(|view| view.state.links.clone());
    let named = RwSignal::new(Vec::<SimilarItem>::new());
    let others = ties.iter().map(|(other, _)| *other).collect();
    spawn_local(async move {
        let ask = Command::Similar(SimilarAsk::These(others));
        if let Ok(Reply::Similar(items)) = session.ask(ask).await
            && let Some(items) = items.open()
        {
            named.try_set(items);
        }
    });
    let ties = StoredValue::new(ties);
    let choices = move || {
        let name_of = |items: &[SimilarItem], other| {
            let found = items.iter().find(|item| item.matter == other);
            found.map(|item| [&*item.name, &*item.local_no].join(" ")).unwrap_or_default()
        };
        let options = named.with(|items| {
            ties.with_value(|ties| {
                let option = |(other, relation): &(ident::MatterId, _)| {
                    let text = act::tie(procedure::relation(*relation), &name_of(items, *other));
                    (tie_value(*other, *relation), text)
                };
                ties.iter().map(option).collect::<Vec<_>>()
            })
        });
        view! { <Choices id=Form::id(key) legend=label bind=form.bind(key) options error /> }
    };
    view! { {choices} }.into_any()
}
