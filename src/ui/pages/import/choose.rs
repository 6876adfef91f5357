//! Choosing a file.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

use super::{Book, Stage};
use crate::ui::{
    components::{Notice, Tone},
    words::import,
};

/// Choosing a file.
#[component]
pub fn Choose(stage: RwSignal<Stage>, book: Book, problem: Option<String>) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0))
        else {
            return;
        };
        stage.set(Stage::Reading);
        spawn_local(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => book.read(js_sys::Uint8Array::new(&buffer).to_vec(), stage),
                Err(_) => stage.set(Stage::Choose(Some(import::WORKER_DIED.to_owned()))),
            }
        });
    };
    view! {
        <p class="lead">{import::LEAD}</p>
        {problem.map(|why| view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> })}
        <div class="field">
            <label class="field__label" for="ledger-file">{import::CHOOSE}</label>
            <input
                class="field__input file"
                id="ledger-file"
                type="file"
                autocomplete="off"
                accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                on:change=chosen
            />
        </div>
    }
    .into_any()
}
