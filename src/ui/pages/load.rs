//! What a page waits for.

use leptos::prelude::*;

use crate::{
    bridge::Failure,
    ui::{
        components::{Notice, Tone},
        words::{failure, general},
    },
};

/// Something asked of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Load<T> {
    /// Asked, not answered.
    Loading,
    /// It could not be had.
    Failed(Failure),
    /// Here it is.
    Here(T),
}

/// The line that stands while something is loading.
pub fn loading() -> AnyView {
    view! { <p class="loading" role="status">{general::LOADING}</p> }.into_any()
}

/// A failure as a sentence, with a way to try again.
pub fn failed(trouble: &Failure, retry: Callback<()>) -> AnyView {
    let text = failure::sentence(trouble);
    view! {
        <Notice tone=Tone::Bad>
            <p>{text}</p>
            <button type="button" class="button" on:click=move |_| retry.run(())>{general::RETRY}</button>
        </Notice>
    }
    .into_any()
}
