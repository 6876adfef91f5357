//! The own office and those above it, which others keep: who works there, to be read.

use casework::{directory::Person, org::Seat};
use leptos::prelude::*;

use super::page::Page;
use crate::ui::words::org;

/// The offices that one reads; nothing where one keeps all of them.
#[component]
pub fn Above(page: Page) -> AnyView {
    let above = page.part(|view| view.above.clone());
    let content = move || {
        let seats: Vec<AnyView> = above.get().iter().map(seat).collect();
        (!seats.is_empty()).then(|| {
            view! {
                <section class="panel" aria-labelledby="org-above">
                    <h2 class="panel__title" id="org-above">{org::ABOVE}</h2>
                    {seats}
                </section>
            }
        })
    };
    view! { {content} }.into_any()
}

fn seat(seat: &Seat) -> AnyView {
    let phone = (!seat.office.phone.is_empty()).then(|| {
        let call = format!("tel:{}", seat.office.phone);
        view! { <a class="button button--small" href=call>{seat.office.phone.clone()}</a> }
    });
    let people: Vec<AnyView> = seat.people.iter().map(|person| row(seat, person)).collect();
    let nobody = people.is_empty().then(|| view! { <p class="none">{org::NOBODY}</p> });
    view! {
        <div class="org-seat">
            <div class="org-person__head">
                <h3 class="org-subtitle">{seat.office.name.clone()}</h3>
                {phone}
            </div>
            {nobody}
            <ul class="org-posts">{people}</ul>
        </div>
    }
    .into_any()
}

fn row(seat: &Seat, person: &Person) -> AnyView {
    let held = seat.posts.iter().filter(|post| post.person == person.id);
    let mut held: Vec<&casework::directory::Post> = held.collect();
    held.sort_by_key(|post| post.role.number());
    let held: Vec<String> =
        held.into_iter().map(|post| org::post(post.role, post.deputises.is_some())).collect();
    let posts = if held.is_empty() { org::NO_POST.to_owned() } else { held.join("、") };
    view! {
        <li class="org-post">
            <span class="org-post__text">
                <span class="org-post__role">{person.name.clone()}</span>" "
                <span class="org-dates">{posts}</span>
            </span>
        </li>
    }
    .into_any()
}
