use leptos::prelude::*;

use crate::{
    bridge::Failure,
    ui::{
        components::{FieldKind, Notice, PageTitle, TextField, Tone},
        session::session,
        words::{failure, general, start},
    },
};

/// This device is not registered yet: a code, typed once.
#[component]
pub fn EnrolPage(
    /// Why the last try failed.
    trouble: Option<Failure>,
) -> AnyView {
    let session = session();
    let code = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = code.get_untracked();
        if !typed.trim().is_empty() {
            session.enrol(&typed);
        }
    };
    let notice = trouble.map(|trouble| {
        view! { <Notice tone=Tone::Bad><p>{failure::sentence(&trouble)}</p></Notice> }
    });
    view! {
        <PageTitle text=start::UNREGISTERED.to_owned() tab=general::title(start::UNREGISTERED) />
        {notice}
        <p>{start::UNREGISTERED_BODY}</p>
        <form class="form form--narrow" on:submit=submit>
            <TextField id="code" label=start::CODE bind=code kind=FieldKind::Code />
            <button type="submit" class="button button--primary">{start::ENROL}</button>
        </form>
    }
    .into_any()
}
