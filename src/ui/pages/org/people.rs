//! The people of an office, with the posts they hold and held.

use casework::directory::{Office, Person, Post, Recusal, RecusalScope};
use ident::OfficeCode;
use leptos::prelude::*;

use super::{
    forms::{FormKind, opener, opener_for},
    page::{Page, office_of},
};
use crate::ui::{
    browser,
    words::{directory, org},
};

/// What is drawn of an office's people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Staff {
    office: Option<Office>,
    people: Vec<Person>,
    posts: Vec<Post>,
    recusals: Vec<Recusal>,
}

/// The people of an office; those of another who hold a post here too.
#[component]
pub fn People(page: Page, code: OfficeCode) -> AnyView {
    let staff = {
        let code = code.clone();
        page.part(move |view| {
            let posts: Vec<Post> =
                view.posts.iter().filter(|post| post.office == code).cloned().collect();
            let here = |person: &&Person| {
                person.office == code || posts.iter().any(|post| post.person == person.id)
            };
            let mut people: Vec<Person> = view.people.iter().filter(here).cloned().collect();
            // Somebody of an office above, whom this office does not keep.
            for post in &posts {
                if !people.iter().any(|person| person.id == post.person) {
                    let name = org::UNKNOWN_PERSON.to_owned();
                    people.push(Person { id: post.person, name, office: view.office.clone() });
                }
            }
            let recusals = view.recusals.clone();
            Staff { office: office_of(view, &code).cloned(), people, posts, recusals }
        })
    };
    let open = Memo::new(move |_| {
        staff.with(|staff| staff.office.as_ref().is_some_and(|office| office.closed_on.is_none()))
    });
    let rows = {
        let code = code.clone();
        move || {
            let staff = staff.get();
            if staff.people.is_empty() {
                return view! { <p class="none">{org::NOBODY}</p> }.into_any();
            }
            let may = open.get();
            let mut people: Vec<&Person> = staff.people.iter().collect();
            // Who holds a post comes first, then whoever was entered and holds none.
            let today = browser::today();
            let posts = &staff.posts;
            people.sort_by_key(|person| {
                let held =
                    posts.iter().filter(|post| post.person == person.id && post.is_held_on(today));
                held.map(|post| post.role.number()).min().map_or((true, 0), |first| (false, first))
            });
            let rows: Vec<AnyView> =
                people.into_iter().map(|person| row(page, &code, person, &staff, may)).collect();
            view! { <ul class="org-people">{rows}</ul> }.into_any()
        }
    };
    let actions = move || {
        open.get().then(|| {
            let add = FormKind::AddPerson(code.clone());
            let appoint = FormKind::Appoint(code.clone(), None);
            view! {
                <div class="actions">
                    {opener(page, add, org::ADD_PERSON, false)}
                    {opener(page, appoint, org::APPOINT, false)}
                </div>
            }
        })
    };
    view! {
        <section class="panel" aria-labelledby="people">
            <h2 class="panel__title" id="people">{org::PEOPLE}</h2>
            {rows}
            {actions}
        </section>
    }
    .into_any()
}

fn row(page: Page, code: &OfficeCode, person: &Person, staff: &Staff, may: bool) -> AnyView {
    let away = recusals(page, person, staff, may);
    let own: Vec<&Post> = staff.posts.iter().filter(|post| post.person == person.id).collect();
    let (ended, held): (Vec<&Post>, Vec<&Post>) =
        own.into_iter().partition(|post| post.ended.is_some());
    let guest = (person.office != *code).then(|| {
        let home = page.office_name(person.office.as_str());
        view! { <span class="tag">{org::GUEST}" "{home}</span> }
    });
    let none = held.is_empty().then(|| view! { <p class="none">{org::NO_POST}</p> });
    let held: Vec<AnyView> = held.into_iter().map(|post| held_post(page, person, post)).collect();
    let ended: Vec<AnyView> = ended
        .into_iter()
        .map(|post| {
            let name = org::post(post.role, post.deputises.is_some());
            let ended = post.ended.map(|ended| ended.on);
            view! { <li>{name}" "<span class="org-dates">{org::held(post.from, ended)}</span></li> }
                .into_any()
        })
        .collect();
    let former = (!ended.is_empty()).then(|| {
        view! {
            <details class="org-former">
                <summary>{org::FORMER}</summary>
                <ul>{ended}</ul>
            </details>
        }
    });
    let change = may.then(|| {
        let name = person.name.clone();
        let appoint = FormKind::Appoint(code.clone(), Some(person.id));
        view! {
            <div class="org-person__actions">
                {opener_for(page, appoint, org::APPOINT, name.clone())}
                {opener_for(page, FormKind::Recuse(person.id), org::RECUSE, name.clone())}
                {opener_for(page, FormKind::RenamePerson(person.id), org::RENAME_PERSON, name)}
            </div>
        }
    });
    view! {
        <li class="org-person">
            <div class="org-person__head">
                <h3 class="org-person__name">{person.name.clone()}" "{guest}</h3>
                {change}
            </div>
            <ul class="org-posts">{held}</ul>
            {none}
            {away}
            {former}
        </li>
    }
    .into_any()
}

fn held_post(page: Page, person: &Person, post: &Post) -> AnyView {
    let name = org::post(post.role, post.deputises.is_some());
    let about = format!("{}“{name}”", person.name);
    let stands_for = post.deputises.map(|post| {
        view! { <span class="org-dates">{org::stands_for(&page.post_name(post))}</span> }
    });
    view! {
        <li class="org-post">
            <span class="org-post__text">
                <span class="org-post__role">{name}</span>
                " "<span class="org-dates">{org::held(post.from, None)}</span>
                " "{stands_for}
            </span>
            {opener_for(page, FormKind::Relieve(post.id), org::RELIEVE, about)}
        </li>
    }
    .into_any()
}

/// What somebody keeps away from; what ended stands there too.
fn recusals(page: Page, person: &Person, staff: &Staff, may: bool) -> Option<AnyView> {
    let today = browser::today();
    let own = staff.recusals.iter().filter(|one| one.person == person.id);
    let rows: Vec<AnyView> = own
        .map(|one| {
            let what = match one.scope() {
                Some(RecusalScope::Unit(unit)) => org::recused_unit(&page.office_name(unit.as_str())),
                Some(RecusalScope::Category(id)) => org::recused_category(&directory::category(&id)),
                Some(RecusalScope::Matter(_)) => org::RECUSED_MATTER.to_owned(),
                None => org::RECUSED_OTHER.to_owned(),
            };
            let open = one.until().is_none_or(|until| today <= until);
            let end = (may && one.until().is_none()).then(|| {
                let about = format!("{}，{what}", person.name);
                opener_for(page, FormKind::EndRecusal(one.id.clone()), org::RECUSE_END, about)
            });
            let class = if open { "tag tag--careful" } else { "tag" };
            let reason = one.reason.clone();
            view! {
                <li class="org-post">
                    <span class="org-post__text">
                        <span class=class>{org::RECUSED}</span>" "{what}
                        " "<span class="org-dates">{org::held(one.from, one.until())}" "{reason}</span>
                    </span>
                    {end}
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="org-posts">{rows}</ul> }.into_any())
}
