//! What a page waits for.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::Failure,
    ui::{
        browser,
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

/// What of a loading a page's frame depends on: that it is here, and not what, which changes under it.
pub type Frame = Load<()>;

impl<T> Load<T> {
    /// What of it a frame depends on.
    pub fn frame(&self) -> Frame {
        match self {
            Self::Loading => Frame::Loading,
            Self::Failed(failure) => Frame::Failed(failure.clone()),
            Self::Here(_) => Frame::Here(()),
        }
    }
}

/// The frame of what is loaded, drawn anew only when it is another.
pub fn frame<T: Send + Sync + 'static>(view: RwSignal<Load<T>>) -> Memo<Frame> {
    Memo::new(move |_| view.with(Load::frame))
}

/// Asks, and shows what comes. What is on the screen is better than a sentence about an engine that
/// restarts.
pub fn refresh<T: Send + Sync + 'static>(
    view: RwSignal<Load<T>>,
    asked: impl Future<Output = Result<T, Failure>> + 'static,
) {
    spawn_local(async move {
        let loaded = match asked.await {
            Ok(found) => Load::Here(found),
            Err(_)
                if view.try_with_untracked(|view| matches!(view, Load::Here(_))) == Some(true) =>
            {
                return;
            }
            Err(failure) => Load::Failed(failure),
        };
        view.try_set(loaded);
    });
}

/// The app can be used once this is here.
pub fn ready_with<T: Send + Sync + 'static>(view: RwSignal<Load<T>>) {
    Effect::new(move |_| {
        if view.with(|view| matches!(view, Load::Here(_))) {
            browser::mark_ready();
        }
    });
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
