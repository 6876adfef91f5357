//! People and their posts.

use casework::{
    directory::{Post, Role},
    org::OrgStep,
};
use ident::{OfficeCode, PersonId, PostId};
use leptos::prelude::*;
use lookup::{PickerItem, PinyinKey};

use super::{
    field,
    office::{day, take},
    typed,
};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::{Page, office_of, person_name},
    },
    words::{general, org},
};

/// A person for an office.
pub fn add(page: Page, code: &OfficeCode) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let name = RwSignal::new(String::new());
    // Drawn once: saved again after a failure, it is the same person.
    let person = PersonId::from_hex(&browser::random_hex::<16>()).ok()?;
    let title = format!("{}：{}", org::ADD_PERSON, office.name);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let office = office.code.clone();
        match name {
            Some(name) => Ok(Some(OrgStep::PersonAdded { by, person, name, office })),
            None => Err(wrong),
        }
    });
    let fields = vec![field("org-name", org::PERSON_NAME, Input::Line(FieldKind::Text), name)];
    Some(plain(title, fields, make))
}

/// Another name for a person.
pub fn rename(page: Page, person: PersonId) -> Option<Form> {
    let former = page.now(|view| person_name(view, person));
    let name = RwSignal::new(former.clone());
    let title = format!("{}：{former}", org::RENAME_PERSON);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        match take(&mut wrong, "org-name", typed::name(&name.get_untracked())) {
            Some(name) if name == former => Ok(None),
            Some(name) => Ok(Some(OrgStep::PersonRenamed { by, person, name })),
            None => Err(wrong),
        }
    });
    let fields = vec![field("org-name", org::PERSON_NAME, Input::Line(FieldKind::Text), name)];
    Some(plain(title, fields, make))
}

/// A post at an office.
pub fn appoint(page: Page, code: &OfficeCode, person: Option<PersonId>) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let today = browser::today();
    let who = RwSignal::new(person.map(|person| person.to_hex()).unwrap_or_default());
    let role = RwSignal::new(String::new());
    let from = RwSignal::new(today.to_string());
    let deputises = RwSignal::new(String::new());
    let post = PostId::from_hex(&browser::random_hex::<8>()).ok()?;
    // Those of the office first: what is typed is looked for in this order.
    let (people, stood_for) = page.now(|view| {
        let mut people: Vec<_> = view.people.iter().collect();
        people.sort_by_key(|person| person.office != office.code);
        let people: Vec<_> = people
            .into_iter()
            .map(|person| {
                let at = page.office_name(person.office.as_str());
                let name = person.name.clone();
                (PickerItem::new(person.id.to_hex(), name, PinyinKey::default()), at)
            })
            .collect();
        let held = |post: &&Post| post.office == office.code && post.is_held_on(today);
        let stood_for: Vec<_> = view
            .posts
            .iter()
            .filter(held)
            .map(|post| {
                let name = person_name(view, post.person);
                (post.id.to_hex(), org::deputy_of(&name, post.role))
            })
            .collect();
        (people, stood_for)
    });
    let roles = Role::ALL
        .into_iter()
        .filter(|role| role.fits(office.tier))
        .map(|of| (of.number().to_string(), org::role(of).to_owned()))
        .collect();
    let mut fields = Vec::new();
    // Who was chosen already is named in the title.
    let mut title = format!("{}：{}", org::APPOINT, office.name);
    match person {
        Some(person) => title = format!("{title}，{}", page.now(|view| person_name(view, person))),
        None => fields.push(Field {
            hint: org::PERSON_HINT,
            ..field("org-person", org::PERSON, Input::Pick(people), who)
        }),
    }
    fields.extend([
        field("org-role", org::ROLE, Input::Choices(roles), role),
        field("org-day", org::POST_FROM, Input::Day(None), from),
    ]);
    if !stood_for.is_empty() {
        let mut options = vec![(String::new(), org::NO_DEPUTY.to_owned())];
        options.extend(stood_for);
        fields.push(field("org-deputy", org::DEPUTISES, Input::Choices(options), deputises));
    }
    let opened = office.opened_on;
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let person = PersonId::from_hex(&who.get_untracked()).map_err(|_| org::PERSON_MISSING);
        let person = take(&mut wrong, "org-person", person);
        let of = role.get_untracked().parse().ok().and_then(Role::from_number);
        let of = take(&mut wrong, "org-role", of.ok_or(org::ROLE_MISSING));
        let from = typed::day(&from.get_untracked()).and_then(|from| {
            let before = opened.is_some_and(|opened| from < opened);
            if before { Err(org::DATE_BEFORE_OPENED) } else { Ok(from) }
        });
        let from = take(&mut wrong, "org-day", from);
        let deputises = PostId::from_hex(&deputises.get_untracked()).ok();
        let office = office.code.clone();
        match (person, of, from) {
            (Some(person), Some(role), Some(from)) => {
                Ok(Some(OrgStep::Appointed { by, post, person, office, role, from, deputises }))
            }
            _ => Err(wrong),
        }
    });
    Some(plain(title, fields, make))
}

/// The end of a post.
pub fn relieve(page: Page, id: PostId) -> Option<Form> {
    let (post, name, own) = page.now(|view| {
        let post = view.posts.iter().find(|post| post.id == id)?.clone();
        let name = person_name(view, post.person);
        Some((post, name, view.may_act_in.contains(&id)))
    })?;
    let on = RwSignal::new(browser::today().to_string());
    let mut careful = vec![org::RELIEVE_KEEPS.to_owned()];
    if own {
        careful.push(org::RELIEVE_OWN.to_owned());
    }
    let role = org::post(post.role, post.deputises.is_some());
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let on = typed::past_day(&on.get_untracked(), browser::today()).and_then(|on| {
            let before = post.from.pred_opt().is_none_or(|eve| on < eve);
            if before { Err(org::DATE_BEFORE_POST) } else { Ok(on) }
        });
        match take(&mut wrong, "org-day", on) {
            Some(on) => Ok(Some(OrgStep::Relieved { by, post: id, on })),
            None => Err(wrong),
        }
    });
    let last = Field { hint: org::RELIEVE_MISTAKE, ..day("org-day", org::RELIEVE_LAST, on) };
    Some(Form {
        title: format!("{}：{name}“{role}”", org::RELIEVE_TITLE),
        lead: Vec::new(),
        careful,
        fields: vec![last],
        confirm: org::RELIEVE,
        danger: true,
        make,
    })
}

fn plain(
    title: String,
    fields: Vec<Field>,
    make: Callback<casework::step::payload::Acting, Result<Option<OrgStep>, Wrong>>,
) -> Form {
    Form {
        title,
        lead: Vec::new(),
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    }
}
