use leptos::prelude::*;

use crate::{
    bridge::Span,
    ui::{
        components::{Bind, Choices},
        words::visits as words,
    },
};

const TWELVE: &str = "twelve";

/// Of which days something is counted, as it is chosen. A handle.
#[derive(Clone, Copy)]
pub struct SpanChoice(RwSignal<String>);

impl SpanChoice {
    /// This calendar year, until somebody chooses otherwise.
    pub fn new() -> Self {
        Self(RwSignal::new("year".to_owned()))
    }

    /// The days.
    pub fn get(self) -> Span {
        self.0.with(|name| if name == TWELVE { Span::Twelve } else { Span::Year })
    }
}

/// The choice.
#[component]
pub fn SpanField(
    /// What was chosen.
    span: SpanChoice,
) -> AnyView {
    let options = [("year", words::SPAN_YEAR), (TWELVE, words::SPAN_TWELVE)];
    let options = options.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    view! { <Choices id="span" legend=words::SPAN bind=Bind::from(span.0) options /> }.into_any()
}
