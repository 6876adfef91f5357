use leptos::{html, prelude::*};

use crate::ui::browser;

/// A page's heading; also the title of the browser's tab. Takes the focus when the page was come to
/// from another, so that a screen reader says where one is.
#[component]
pub fn PageTitle(
    /// The heading.
    #[prop(into)]
    text: Signal<String>,
    /// The text of the tab.
    #[prop(into)]
    tab: Signal<String>,
    /// Said, but not to be seen.
    #[prop(optional)]
    hidden: bool,
) -> AnyView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| browser::set_title(&tab.get()));
    Effect::new(move |_| {
        if let Some(heading) = node.get()
            && browser::navigated()
        {
            let _ = heading.focus();
        }
    });
    let class = if hidden { "page-title page-title--hidden" } else { "page-title" };
    view! { <h1 node_ref=node class=class tabindex="-1">{move || text.get()}</h1> }.into_any()
}
