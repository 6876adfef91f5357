//! Parts of the list that come when they are wanted: their code is a chunk of its own.

use leptos::prelude::*;

use super::{
    export::Export,
    filters::Filters,
    finder::Finder,
    many::{Many, ManyBar},
    views::Views,
};
use crate::ui::lazy::LazyPages;

/// A part, with what it works on.
#[derive(Clone, Copy)]
#[allow(clippy::large_enum_variant, reason = "handles, copied and not kept")]
pub enum ListTool {
    /// Taking the list along as a file; open or not.
    Export(Finder, RwSignal<bool>),
    /// The filter's chips and fields; the fields are open or not.
    Filters(Finder, RwSignal<bool>),
    /// The bar while several are picked.
    Many(Finder, Many),
    /// Saved filters.
    Views(Finder),
}

/// The part itself.
#[component]
pub fn ListToolPart(tool: ListTool) -> AnyView {
    match tool {
        ListTool::Export(finder, open) => view! { <Export finder open /> }.into_any(),
        ListTool::Filters(finder, open) => view! { <Filters finder open /> }.into_any(),
        ListTool::Many(finder, many) => view! { <ManyBar finder many /> }.into_any(),
        ListTool::Views(finder) => view! { <Views finder /> }.into_any(),
    }
}

/// The part as soon as it was wanted once; from then on it stays.
pub fn once_wanted(tool: ListTool, wanted: impl Fn() -> bool + Send + Sync + 'static) -> AnyView {
    let pages = use_context::<&'static LazyPages>();
    let was = Memo::new(move |before: Option<&bool>| before == Some(&true) || wanted());
    let part = move || pages.filter(|_| was.get()).map(|pages| pages.list_tool.view(tool));
    view! { {part} }.into_any()
}
