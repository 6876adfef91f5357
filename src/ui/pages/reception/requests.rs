//! 约访申请: somebody asks for a meeting, or the leader asks for somebody; the hour is fixed and the
//! person told.

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    directory::Power,
    document::Edit,
    meeting::{
        MeetingStep,
        step::{Fixing, Request},
    },
    schema::PersonField as PersonFact,
};
use leptos::prelude::*;

use crate::ui::{
    components::{Bind, Choices, TextField},
    fields::PhoneField,
    pages::meeting::{Errors, Meeting, PersonField, Saving, drawn, error_of, wrong},
    session::session,
    words::{general, intake, reception as words, visit},
};

/// A request as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    id: String,
    name: String,
    by_leader: bool,
    text: String,
    fixed: Option<(String, String)>,
}

fn shown(view: &MatterView) -> Vec<Shown> {
    let requests = view.state.meeting.requests.iter();
    requests
        .map(|one| {
            let person = view.persons.iter().find(|person| person.slot == one.request.slot);
            Shown {
                id: one.request.id.clone(),
                name: person.map(|one| one.shown(PersonFact::Name).to_owned()).unwrap_or_default(),
                by_leader: one.request.by_leader,
                text: one.request.text.clone(),
                fixed: one.fixed.clone(),
            }
        })
        .collect()
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
    let form = RwSignal::new(0u32);
    let list = move || {
        let all = requests.get();
        if all.is_empty() {
            return view! { <p>{words::NO_REQUESTS}</p> }.into_any();
        }
        let items: Vec<AnyView> = all.into_iter().map(|one| item(meeting, one)).collect();
        view! { <ul class="briefs">{items}</ul> }.into_any()
    };
    let again = Callback::new(move |()| {
        form.update(|version| *version += 1);
        meeting.reload();
    });
    view! {
        <section class="panel" aria-labelledby="requests">
            <h2 class="panel__title" id="requests">{words::REQUESTS}</h2>
            {list}
            <details class="more">
                <summary>{words::NEW_REQUEST}</summary>
                {move || {
                    form.get();
                    view! { <RequestForm meeting saved=again /> }
                }}
            </details>
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
    view! {
        <li class="briefs__item">
            <p><span class="briefs__name">{one.name}</span>" "<span class="tag">{by}</span></p>
            <p>{one.text}</p>
            {fixed}
        </li>
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
fn RequestForm(meeting: Meeting, saved: Callback<()>) -> AnyView {
    let session = session();
    let prefix = format!("request/{}/", meeting.case);
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (name, phone, by, text) = (field("name"), field("phone"), field("by"), field("text"));
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
            case: None,
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
            <TextField id="request-text" label=words::ABOUT bind=Bind::from(text) />
            {wrong(saving)}
            <button type="submit" class="button" disabled=move || saving.busy.get()>
                {move || if saving.busy.get() { general::SAVING } else { words::SAVE_REQUEST }}
            </button>
        </form>
    }
    .into_any()
}
