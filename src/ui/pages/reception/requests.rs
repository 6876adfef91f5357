//! 约访申请: somebody asks for a meeting, or the leader asks for somebody; the hour is fixed and the
//! person told.

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    directory::Power,
    document::Edit,
    meeting::{
        MeetingStep,
        step::{Fixing, QueueEntry, Request},
    },
    schema::PersonField as PersonFact,
};
use ident::MatterId;
use leptos::prelude::*;

use crate::ui::{
    browser,
    components::{Bind, Choices, TextField},
    fields::PhoneField,
    pages::meeting::{CaseField, Errors, Meeting, PersonField, Saving, drawn, error_of, wrong},
    session::session,
    words::{date, general, intake, reception as words, visit},
};

/// A request as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    id: String,
    name: String,
    by_leader: bool,
    text: String,
    fixed: Option<(String, String)>,
    /// What they are to queue up with, as long as they have not come.
    came: Came,
}

/// Whether somebody who was asked for, or asked, has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Came {
    /// Not yet: the slot of their person, and the case it is about.
    NotYet(String, Option<MatterId>),
    /// They stand in the queue, or were talked with.
    Here,
}

fn shown(view: &MatterView) -> Vec<Shown> {
    let requests = view.state.meeting.requests.iter();
    let queued = |id: &str| {
        let mut queue = view.state.meeting.queue.iter();
        queue.any(|one| one.entry.request.as_deref() == Some(id))
    };
    requests
        .map(|one| {
            let person = view.persons.iter().find(|person| person.slot == one.request.slot);
            Shown {
                id: one.request.id.clone(),
                name: person.map(|one| one.shown(PersonFact::Name).to_owned()).unwrap_or_default(),
                by_leader: one.request.by_leader,
                text: one.request.text.clone(),
                fixed: one.fixed.clone(),
                came: if queued(&one.request.id) {
                    Came::Here
                } else {
                    Came::NotYet(one.request.slot.clone(), one.request.case)
                },
            }
        })
        .collect()
}

/// The way into a form.
pub fn opener(open: RwSignal<bool>, text: &'static str) -> AnyView {
    view! {
        <div class="actions">
            <button type="button" class="button" on:click=move |_| open.set(true)>{text}</button>
        </div>
    }
    .into_any()
}

/// The person's name and telephone in a slot.
pub fn person(slot: &str, name: &str, phone: &str) -> Vec<Edit> {
    let both = [(PersonFact::Name, name), (PersonFact::Phone, phone)];
    let given = both.into_iter().filter(|(_, value)| !value.trim().is_empty());
    given
        .map(|(field, value)| Edit::Person {
            slot: slot.to_owned(),
            field,
            value: value.trim().to_owned(),
        })
        .collect()
}

/// The panel.
#[component]
pub fn Requests(meeting: Meeting) -> AnyView {
    let requests = meeting.part(shown);
    let begun = session().scratch.text(&format!("request/{}/name", meeting.case));
    let asking = RwSignal::new(!begun.is_empty());
    let list = move || {
        let all = requests.get();
        if all.is_empty() {
            return view! { <p>{words::NO_REQUESTS}</p> }.into_any();
        }
        let items: Vec<AnyView> = all.into_iter().map(|one| item(meeting, one)).collect();
        view! { <ul class="briefs">{items}</ul> }.into_any()
    };
    let again = Callback::new(move |()| {
        asking.set(false);
        meeting.reload();
    });
    let aside = Callback::new(move |()| asking.set(false));
    view! {
        <section class="panel" aria-labelledby="requests">
            <h2 class="panel__title" id="requests">{words::REQUESTS}</h2>
            {list}
            {move || if asking.get() {
                view! { <RequestForm meeting saved=again aside /> }.into_any()
            } else {
                opener(asking, words::NEW_REQUEST)
            }}
        </section>
    }
    .into_any()
}

fn item(meeting: Meeting, one: Shown) -> AnyView {
    let by = if one.by_leader { words::BY_LEADER } else { words::BY_CITIZEN };
    let fixed = match one.fixed {
        Some((time, text)) => view! { <p>{words::fixed(&time, &text)}</p> }.into_any(),
        None => {
            let id = one.id.clone();
            view! { <FixForm meeting request=id /> }.into_any()
        }
    };
    let came = match one.came {
        Came::Here => view! { <p class="field__hint">{words::CAME}</p> }.into_any(),
        Came::NotYet(person, case) => {
            let (request, text) = (one.id.clone(), one.text.clone());
            view! { <ArriveButton meeting request person case text /> }.into_any()
        }
    };
    view! {
        <li class="briefs__item">
            <p><span class="briefs__name">{one.name}</span>" "<span class="tag">{by}</span></p>
            <p>{one.text}</p>
            {fixed}
            {came}
        </li>
    }
    .into_any()
}

/// They have come: they stand in the queue as whom the appointment was made with, for what it is about.
#[component]
fn ArriveButton(
    meeting: Meeting,
    request: String,
    person: String,
    case: Option<MatterId>,
    text: String,
) -> AnyView {
    let session = session();
    let saving = Saving::new(session);
    let arrive = move |_| {
        let Some(by) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let prefix = format!("arrive/{}/{request}/", meeting.case);
        let step = QueueEntry {
            by,
            id: drawn::<8>(session, &format!("{prefix}id")),
            slot: person.clone(),
            people: 1,
            at: date::clock(browser::now()),
            case,
            request: Some(request.clone()),
            text: text.clone(),
        };
        let write = CaseWrite::to(meeting.case).step(Step::Meeting(MeetingStep::Queued(step)));
        saving.enter(&[write], prefix, move |_| meeting.reload());
    };
    view! {
        {wrong(saving)}
        <div class="actions">
            <button type="button" class="button button--primary" disabled=move || saving.busy.get()
                on:click=arrive>{words::ARRIVED}</button>
        </div>
    }
    .into_any()
}

#[component]
fn FixForm(meeting: Meeting, request: String) -> AnyView {
    let session = session();
    let prefix = format!("fix/{}/{request}/", meeting.case);
    let time = session.scratch.field(format!("{prefix}time"));
    let text = session.scratch.field(format!("{prefix}text"));
    let saving = Saving::new(session);
    let (time_id, text_id) = (format!("fix-time-{request}"), format!("fix-text-{request}"));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(by) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let at = time.get_untracked().trim().to_owned();
        if at.is_empty() {
            return saving.wrong.set(Some(words::TIME_MISSING.to_owned()));
        }
        let text = text.get_untracked().trim().to_owned();
        let step = Fixing { by, request: request.clone(), time: at, text };
        let write = CaseWrite::to(meeting.case).step(Step::Meeting(MeetingStep::Fixed(step)));
        saving.enter(&[write], prefix.clone(), move |_| meeting.reload());
    };
    view! {
        <form class="form" novalidate=true on:submit=save>
            <TextField id=time_id label=words::TIME bind=Bind::from(time) hint=words::TIME_HINT />
            <TextField id=text_id label=words::TOLD bind=Bind::from(text) />
            {wrong(saving)}
            <button type="submit" class="button" disabled=move || saving.busy.get()>{words::FIX}</button>
        </form>
    }
    .into_any()
}

#[component]
fn RequestForm(meeting: Meeting, saved: Callback<()>, aside: Callback<()>) -> AnyView {
    let session = session();
    let prefix = format!("request/{}/", meeting.case);
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (name, phone, by, text) = (field("name"), field("phone"), field("by"), field("text"));
    let case = field("case");
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if name.with_untracked(|name| name.trim().is_empty()) {
            return errors.set(vec![("request-name".to_owned(), visit::NAME_MISSING.to_owned())]);
        }
        let Some(acting) = meeting.desk.acting(&[Power::Record]) else {
            return saving.wrong.set(Some(visit::NO_POST.to_owned()));
        };
        let slot = drawn::<8>(session, &format!("{prefix}slot"));
        let step = Request {
            by: acting,
            id: drawn::<8>(session, &format!("{prefix}id")),
            slot: slot.clone(),
            by_leader: by.with_untracked(|by| by == "leader"),
            case: MatterId::from_hex(&case.get_untracked()).ok(),
            text: text.get_untracked().trim().to_owned(),
        };
        let write = CaseWrite::to(meeting.case)
            .people(person(&slot, &name.get_untracked(), &phone.get_untracked()))
            .step(Step::Meeting(MeetingStep::Asked(step)));
        saving.enter(&[write], prefix.clone(), move |_| saved.run(()));
    };
    let who = [("citizen", words::BY_CITIZEN), ("leader", words::BY_LEADER)];
    let who = who.map(|(value, text)| (value.to_owned(), text.to_owned())).to_vec();
    view! {
        <form class="form" novalidate=true on:submit=save>
            <PersonField id="request-name" name phone known=meeting.known()
                error=error_of(errors, "request-name") />
            <PhoneField id="request-phone" label=intake::PHONE bind=Bind::from(phone) />
            <Choices id="request-by" legend=words::WHO_ASKS bind=Bind::from(by) options=who />
            <CaseField id="request-case" label=words::WHICH_CASE case person=name known=meeting.known()
                hint=words::WHICH_CASE_HINT />
            <TextField id="request-text" label=words::ABOUT bind=Bind::from(text) />
            {wrong(saving)}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                    {move || if saving.busy.get() { general::SAVING } else { words::SAVE_REQUEST }}
                </button>
                <button type="button" class="button" on:click=move |_| aside.run(())>{visit::ASIDE}</button>
            </div>
        </form>
    }
    .into_any()
}
