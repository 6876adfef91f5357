use std::time::Duration;

use leptos::prelude::*;

/// What goes on changing is read out when it has stood for so long.
const PAUSE: Duration = Duration::from_secs(2);

/// Says a text to who listens and does not look, as what is seen beside it says it: at once when somebody asked
/// for something else, else when it no longer changes. A number that is read out while it counts up is noise.
#[component]
pub fn Announced(
    /// What is said.
    #[prop(into)]
    text: Signal<String>,
    /// Another number when somebody asked for something else.
    #[prop(into, default = Signal::stored(0))]
    question: Signal<u32>,
) -> AnyView {
    let said = RwSignal::new(String::new());
    let changes = StoredValue::new(0_u32);
    Effect::new(move |before: Option<u32>| {
        let (text, question) = (text.get(), question.get());
        changes.update_value(|changes| *changes = changes.wrapping_add(1));
        let change = changes.get_value();
        if before.is_some_and(|before| before != question) {
            said.set(text);
        } else {
            let say = move || {
                let last = changes.try_get_value() == Some(change);
                if last && said.try_with_untracked(|said| *said != text) == Some(true) {
                    said.try_set(text);
                }
            };
            set_timeout(say, PAUSE);
        }
        question
    });
    view! { <span class="unseen" role="status">{said}</span> }.into_any()
}
