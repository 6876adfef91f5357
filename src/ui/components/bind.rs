use leptos::prelude::*;

/// What a field shows and where its changes go.
#[derive(Clone, Copy)]
pub struct Bind {
    /// The text as it stands.
    pub value: Signal<String>,
    /// Called with the text after each change.
    pub set: Callback<String>,
}

impl Bind {
    /// From a reading and a writing closure.
    pub fn new(
        value: impl Fn() -> String + Send + Sync + 'static,
        set: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        Self { value: Signal::derive(value), set: Callback::new(set) }
    }
}

impl From<RwSignal<String>> for Bind {
    fn from(signal: RwSignal<String>) -> Self {
        Self { value: signal.into(), set: Callback::new(move |text| signal.set(text)) }
    }
}
