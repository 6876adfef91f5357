//! Templates of papers: which are the city's own, and the one that is open.

use leptos::prelude::*;
use papers::{PaperKind, wording};

use super::{page::Page, template::TemplateForm};
use crate::ui::words::org;

/// The panel.
#[component]
pub fn Templates(page: Page) -> AnyView {
    let content = move || match page.paper.get() {
        Some(kind) => view! { <TemplateForm page kind /> }.into_any(),
        None => view! { <List page /> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="templates">
            <h2 class="panel__title" id="templates">{org::TEMPLATES}</h2>
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn List(page: Page) -> AnyView {
    let own = page.part(|view| {
        view.templates.iter().map(|(paper, _)| paper.clone()).collect::<Vec<String>>()
    });
    let rows = move || {
        let rows = PaperKind::ALL.into_iter().map(|kind| {
            let changed = own.with(|own| own.iter().any(|paper| paper == kind.name()));
            let tag = if changed {
                view! { <span class="tag tag--waiting">{org::TEMPLATE_CHANGED}</span> }.into_any()
            } else {
                view! { <span class="org-list__detail">{org::TEMPLATE_SHIPPED}</span> }.into_any()
            };
            view! {
                <li class="org-list__item">
                    <button type="button" class="org-list__open"
                        on:click=move |_| page.paper.set(Some(kind))>
                        <span class="org-list__name">{wording::title(kind)}</span>
                        {tag}
                    </button>
                </li>
            }
            .into_any()
        });
        rows.collect::<Vec<AnyView>>()
    };
    view! {
        <p>{org::TEMPLATES_BODY}</p>
        <ul class="org-list">{rows}</ul>
    }
    .into_any()
}
