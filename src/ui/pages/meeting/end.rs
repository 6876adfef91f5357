//! The end of a visit or a reception: who was there; or that it does not take place.

use std::sync::Arc;

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    directory::Power,
    meeting::{MeetingStep, step::Holding},
    step::payload::Word,
};
use chrono::NaiveDate;
use ident::MatterId;
use leptos::prelude::*;

use super::{Desk, Saving, wrong};
use crate::ui::{
    browser,
    components::{Bind, Dialog, TextArea, TextField},
    session::session,
    words::{general, visit},
};

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Stand {
    held: bool,
    took_place: bool,
    cancelled: Option<String>,
    present: Vec<String>,
    /// The day it is planned for, while that lies ahead and it is not ended.
    ahead: Option<NaiveDate>,
}

impl Stand {
    fn of(view: &MatterView) -> Self {
        let meeting = &view.state.meeting;
        let day = meeting.plan.as_ref().map(|plan| plan.day);
        Self {
            ahead: day.filter(|day| *day > browser::today() && !meeting.took_place()),
            held: meeting.held_on.is_some(),
            took_place: meeting.took_place(),
            cancelled: meeting.cancelled.as_ref().map(|(_, why)| why.clone()),
            present: meeting.present.clone(),
        }
    }
}

/// The form.
#[component]
pub fn EndForm(
    /// The meeting.
    case: MatterId,
    /// As it stands.
    view: Signal<Option<Arc<MatterView>>>,
    /// In which post it is ended.
    desk: Desk,
    /// Called when something was written.
    changed: Callback<()>,
) -> AnyView {
    let session = session();
    let stand =
        Memo::new(move |_| view.with(|view| view.as_deref().map(Stand::of).unwrap_or_default()));
    let prefix = format!("meeting_end/{case}/");
    let present = session.scratch.field(format!("{prefix}present"));
    let words = session.scratch.field(format!("{prefix}words"));
    let why = session.scratch.field(format!("{prefix}why"));
    let asking = RwSignal::new(false);
    let saving = Saving::new(session);
    let prefix = StoredValue::new(prefix);
    let write = move |step: MeetingStep| {
        let write = CaseWrite::to(case).step(Step::Meeting(step));
        saving.enter(&[write], prefix.get_value(), move |_| {
            for field in [present, words, why] {
                field.try_set(String::new());
            }
            asking.try_set(false);
            changed.run(());
        });
    };
    let no_post = move || saving.wrong.set(Some(visit::NO_POST.to_owned()));
    let early = RwSignal::new(false);
    let hold = move || {
        early.set(false);
        let Some(by) = desk.acting(&[Power::Record]) else { return no_post() };
        let names = present.get_untracked();
        let names = names.split(['、', '，', ',', '\n', ' ']).map(str::trim);
        let present = names.filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect();
        let text = words.get_untracked().trim().to_owned();
        write(MeetingStep::Held(Holding { by, present, text }));
    };
    // It would count as held: asked once, not refused, for one does go earlier at times.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if stand.with_untracked(|stand| stand.ahead.is_some()) { early.set(true) } else { hold() }
    };
    let surely = Callback::new(move |()| hold());
    let how_early = move || stand.with(|stand| stand.ahead.map(visit::early));
    let cancel = Callback::new(move |()| {
        let Some(by) = desk.acting(&[Power::Record]) else { return no_post() };
        let text = why.get_untracked().trim().to_owned();
        if text.is_empty() {
            return saving.wrong.set(Some(visit::WHY_MISSING.to_owned()));
        }
        write(MeetingStep::Cancelled(Word { by, text }));
    });
    let said = move || {
        let Stand { held, present, cancelled, .. } = stand.get();
        let present = (!present.is_empty()).then(|| view! { <p>{visit::present(&present)}</p> });
        let held = held.then(|| view! { <p>{visit::IS_HELD}</p> });
        let cancelled = cancelled.map(|why| view! { <p>{visit::cancelled(&why)}</p> });
        (held, present, cancelled)
    };
    let may_cancel = move || {
        stand.with(|stand| !stand.took_place && stand.cancelled.is_none()).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| asking.set(true)>{visit::CANCEL}</button>
            }
        })
    };
    view! {
        <section class="panel" aria-labelledby="meeting-end">
            <h2 class="panel__title" id="meeting-end">{visit::END}</h2>
            {said}
            <form class="form" novalidate=true on:submit=submit>
                <TextField id="present" label=visit::PRESENT bind=Bind::from(present) hint=visit::PRESENT_HINT />
                <TextArea id="end-words" label=visit::END_WORDS bind=Bind::from(words) rows=2 />
                {move || (!asking.get()).then(|| wrong(saving))}
                <div class="actions">
                    <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                        {move || if saving.busy.get() { general::SAVING } else { visit::HOLD }}
                    </button>
                    {may_cancel}
                </div>
            </form>
            <Dialog id="end-early" open=early title=Signal::derive(|| visit::EARLY_TITLE.to_owned())
                confirm=Signal::derive(|| visit::EARLY_YES.to_owned()) cancel=general::BACK on_confirm=surely>
                <p>{how_early}</p>
            </Dialog>
            <Dialog id="cancel-meeting" open=asking title=Signal::derive(|| visit::CANCEL_TITLE.to_owned())
                confirm=Signal::derive(|| visit::CANCEL.to_owned()) cancel=general::BACK on_confirm=cancel
                danger=true busy=Signal::derive(move || saving.busy.get())>
                <TextField id="cancel-why" label=visit::CANCEL_WHY bind=Bind::from(why) />
                {move || asking.get().then(|| wrong(saving))}
            </Dialog>
        </section>
    }
    .into_any()
}
