use leptos::prelude::*;

use crate::ui::{
    components::AttachmentList, pages::matter::page::Page, route::Route, words::dispute as words,
};

/// What the own office's committee keeps of a mediation: its papers, and pictures that no other office
/// gets. Nothing where it never mediated.
#[component]
pub fn OwnFiles(page: Page) -> AnyView {
    let own = page.session.identity;
    let mediates = Memo::new(move |_| {
        let office = own.with(|own| own.as_ref().map(|own| own.office.clone()));
        page.with(|view| {
            let mut all = view.state.dispute.mediations.iter();
            all.any(|one| Some(&one.office) == office.as_ref() && one.way.is_committees())
        })
    });
    let content = move || {
        mediates.get().then(|| {
            let papers = Route::Papers(page.matter, None).href();
            view! {
                <p><a class="button" href=papers>{words::PAPERS_LINK}</a></p>
                <h3 class="mediation__step" id="mediation-files">{words::OWN_FILES}</h3>
                <p class="field__hint">{words::OWN_FILES_HINT}</p>
                <div role="group" aria-labelledby="mediation-files">
                    <AttachmentList matter=page.matter confidential=true />
                </div>
            }
        })
    };
    view! { {content} }.into_any()
}
