use leptos::{ev, prelude::*};

use crate::ui::words::unlock as words;

/// Longest PIN that the keypad takes.
const LONGEST: usize = 32;

/// Big digits for a finger; the keyboard's digits, Backspace and Enter do the same.
///
/// What is entered stands in no field of the page: a browser offers to remember fields.
#[component]
pub fn Keypad(secret: RwSignal<String>, busy: RwSignal<bool>, submit: Callback<()>) -> AnyView {
    let add = move |digit: char| {
        if !busy.get_untracked() {
            secret.update(|secret| {
                if secret.len() < LONGEST {
                    secret.push(digit);
                }
            });
        }
    };
    let take = move || {
        if !busy.get_untracked() {
            secret.update(|secret| {
                secret.pop();
            });
        }
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let mut signs = key.chars();
        match (signs.next(), signs.next()) {
            (Some(digit @ '0'..='9'), None) => add(digit),
            _ if key == "Backspace" => take(),
            // On a button Enter is that button's.
            _ if key == "Enter" && !on_button(&event) => submit.run(()),
            _ => {}
        }
    });
    on_cleanup(move || keys.remove());
    let digit = |digit: char| {
        view! {
            <button type="button" class="keypad__key" on:click=move |_| add(digit)>{digit.to_string()}</button>
        }
        .into_any()
    };
    let digits: Vec<AnyView> = ('1'..='9').map(digit).collect();
    let count = move || secret.with(String::len);
    let dots = move || "●".repeat(count());
    view! {
        <div class="keypad" role="group" aria-label=words::KEYPAD>
            <p class="keypad__dots" role="status">
                <span aria-hidden="true">{dots}</span>
                <span class="unseen">{move || words::entered(count())}</span>
            </p>
            {digits}
            <button type="button" class="keypad__key" aria-label=words::BACKSPACE on:click=move |_| take()>"⌫"</button>
            {digit('0')}
            <button type="button" class="keypad__key keypad__key--open" disabled=move || busy.get()
                on:click=move |_| submit.run(())>
                {move || if busy.get() { words::UNLOCKING } else { words::UNLOCK }}
            </button>
        </div>
    }
    .into_any()
}

fn on_button(event: &ev::KeyboardEvent) -> bool {
    use web_sys::wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| matches!(element.tag_name().as_str(), "BUTTON" | "A" | "INPUT"))
}
