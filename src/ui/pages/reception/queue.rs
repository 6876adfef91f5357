//! The day's queue, on a tablet at the door: who waits, who is inside, who was talked with.

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    directory::Power,
    meeting::{
        MeetingStep,
        codes::QueuePlace,
        step::{QueueEntry, QueueMove},
    },
    schema::PersonField as PersonFact,
};
use leptos::prelude::*;

use super::requests::{opener, person};
use crate::ui::{
    browser,
    components::{Bind, Stepper, TextField},
    fields::PhoneField,
    pages::meeting::{Entry, Errors, Meeting, PersonField, Saving, drawn, error_of, wrong},
    session::session,
    words::{cases, date, general, intake, list, reception as words, visit},
};

/// Somebody in the queue, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    entry: Entry,
    at: String,
    /// The hour of the appointment they came for.
    fixed: Option<String>,
    place: QueuePlace,
}

fn shown(view: &MatterView) -> Vec<Shown> {
    let queue = view.state.meeting.queue.iter();
    queue
        .map(|one| {
            let person = view.persons.iter().find(|person| person.slot == one.entry.slot);
            let of = |field| person.map(|one| one.shown(field).to_owned()).unwrap_or_default();
            let asked = one.entry.request.as_ref().and_then(|id| {
                view.state.meeting.requests.iter().find(|asked| asked.request.id == *id)
            });
            let fixed = asked.and_then(|asked| Some(asked.fixed.as_ref()?.0.clone()));
            Shown {
                entry: Entry {
                    id: one.entry.id.clone(),
                    slot: one.entry.slot.clone(),
                    name: of(PersonFact::Name),
                    phone: of(PersonFact::Phone),
                    people: one.entry.people,
                    text: one.entry.text.clone(),
                    case: one.entry.case.map(|case| case.to_string()).unwrap_or_default(),
                },
                at: one.entry.at.clone(),
                fixed,
                place: one.place,
            }
        })
        .collect()
}

/// The panel. A talk with one who waits opens in `talking`.
#[component]
pub fn Queue(meeting: Meeting, talking: RwSignal<Option<Entry>>) -> AnyView {
    let queue = meeting.part(shown);
    let begun = session().scratch.text(&format!("queue/{}/name", meeting.case));
    let adding = RwSignal::new(!begun.is_empty());
    let saving = Saving::new(session());
    let rows = move || {
        let all = queue.get();
        if all.is_empty() {
            return view! { <p>{words::NO_QUEUE}</p> }.into_any();
        }
        let items: Vec<AnyView> =
            all.into_iter().map(|one| item(meeting, one, talking, saving)).collect();
        view! { <ol class="queue">{items}</ol> }.into_any()
    };
    let saved = Callback::new(move |()| {
        adding.set(false);
        meeting.reload();
    });
    let aside = Callback::new(move |()| adding.set(false));
    view! {
        <section class="panel" aria-labelledby="queue">
            <h2 class="panel__title" id="queue">{words::QUEUE}</h2>
            {rows}
            {wrong(saving)}
            {move || if adding.get() {
                view! { <EntryForm meeting saved aside /> }.into_any()
            } else {
                opener(adding, words::ADD_TO_QUEUE)
            }}
        </section>
    }
    .into_any()
}

fn item(meeting: Meeting, one: Shown, talking: RwSignal<Option<Entry>>, saving: Saving) -> AnyView {
    let id = one.entry.id.clone();
    let go = move |to: QueuePlace| {
        let Some(by) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let step = QueueMove { by, entry: id.clone(), to };
        let write = CaseWrite::to(meeting.case).step(Step::Meeting(MeetingStep::Moved(step)));
        let prefix = format!("queue_move/{}/{id}/", meeting.case);
        saving.enter(&[write], prefix, move |_| meeting.reload());
    };
    let go = Callback::new(go);
    let button = move |text: &'static str, to: QueuePlace| {
        view! {
            <button type="button" class="button" disabled=move || saving.busy.get()
                on:click=move |_| go.run(to)>{text}</button>
        }
        .into_any()
    };
    let entry = one.entry.clone();
    let talk = view! {
        <button type="button" class="button button--primary"
            on:click=move |_| talking.set(Some(entry.clone()))>{words::TALK}</button>
    }
    .into_any();
    let actions: Vec<AnyView> = match one.place {
        QueuePlace::Waiting => {
            vec![button(words::CALL_IN, QueuePlace::Inside), button(words::LEFT, QueuePlace::Left)]
        }
        QueuePlace::Inside => vec![talk, button(words::BACK_TO_WAIT, QueuePlace::Waiting)],
        QueuePlace::Left => vec![button(words::CAME_BACK, QueuePlace::Waiting)],
        QueuePlace::Done => Vec::new(),
    };
    let name = if one.entry.name.is_empty() { list::NO_NAME.to_owned() } else { one.entry.name };
    let people = (one.entry.people > 1).then(|| list::people(one.entry.people));
    let fixed = one
        .fixed
        .map(|hour| view! { <span class="tag tag--waiting">{words::appointment(&hour)}</span> });
    view! {
        <li class="queue__item">
            <p class="queue__who">
                <span class="queue__at">{one.at}</span>" "{name}" "{people}
                " "<span class="tag">{cases::queue_place(one.place)}</span>" "{fixed}
            </p>
            <p>{one.entry.text}</p>
            <div class="actions">{actions}</div>
        </li>
    }
    .into_any()
}

#[component]
fn EntryForm(meeting: Meeting, saved: Callback<()>, aside: Callback<()>) -> AnyView {
    let session = session();
    let prefix = format!("queue/{}/", meeting.case);
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (name, phone, people, text) =
        (field("name"), field("phone"), field("people"), field("text"));
    if people.with_untracked(String::is_empty) {
        people.set("1".to_owned());
    }
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let count = people.get_untracked().trim().parse::<u32>().ok();
        let count = count.filter(|count| (1..=9999).contains(count));
        let mut missing = Vec::new();
        if name.with_untracked(|name| name.trim().is_empty()) {
            missing.push(("queue-name".to_owned(), visit::NAME_MISSING.to_owned()));
        }
        if count.is_none() {
            missing.push(("queue-people".to_owned(), visit::PEOPLE_BAD.to_owned()));
        }
        let bad = !missing.is_empty();
        errors.set(missing);
        let Some(people) = count.filter(|_| !bad) else { return };
        let Some(by) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let slot = drawn::<8>(session, &format!("{prefix}slot"));
        let step = QueueEntry {
            by,
            id: drawn::<8>(session, &format!("{prefix}id")),
            slot: slot.clone(),
            people,
            at: date::clock(browser::now()),
            case: None,
            request: None,
            text: text.get_untracked().trim().to_owned(),
        };
        let write = CaseWrite::to(meeting.case)
            .people(person(&slot, &name.get_untracked(), &phone.get_untracked()))
            .step(Step::Meeting(MeetingStep::Queued(step)));
        saving.enter(&[write], prefix.clone(), move |_| saved.run(()));
    };
    view! {
        <form class="form" novalidate=true on:submit=save>
            <PersonField id="queue-name" name phone known=meeting.known()
                error=error_of(errors, "queue-name") />
            <PhoneField id="queue-phone" label=intake::PHONE bind=Bind::from(phone) />
            <Stepper id="queue-people" label=visit::PEOPLE bind=Bind::from(people) fewer=visit::FEWER
                more=visit::MORE max=9999 error=error_of(errors, "queue-people") />
            <TextField id="queue-text" label=words::ABOUT bind=Bind::from(text) />
            {wrong(saving)}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                    {move || if saving.busy.get() { general::SAVING } else { words::SAVE_ENTRY }}
                </button>
                <button type="button" class="button" on:click=move |_| aside.run(())>{visit::ASIDE}</button>
            </div>
        </form>
    }
    .into_any()
}
