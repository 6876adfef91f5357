//! 值班与应急: whom to call, who is on duty, what is done then; and who helps. All of it is on the
//! device: an emergency does not wait for a network.

mod helpers_today;
mod phone;
mod urgent_calls;
mod whom_to_call;

use casework::{
    directory::{ContactView, DutyView},
    worklist::{Kinds, RowFilter},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    load::{Load, failed, loading},
    org::{Arrange, OrgForms, OrgState},
};
use crate::{
    bridge::{Command, Event, Failure, FieldAsk, Reply},
    ui::{
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::{Session, session},
        words::{duty as words, general},
    },
};

pub(in crate::ui) use helpers_today::HelpersToday;
pub(in crate::ui) use phone::dial;
pub(in crate::ui) use urgent_calls::UrgentCalls;
pub(in crate::ui) use whom_to_call::WhomToCall;

/// Who must know, who is on duty and who helps today.
async fn ask(session: Session) -> Result<DutyView, Failure> {
    match session.ask(Command::Field(FieldAsk::Duty)).await? {
        Reply::Duty(packed) => packed.open().ok_or_else(Failure::misfit),
        _ => Err(Failure::misfit()),
    }
}

/// The page.
#[component]
pub fn DutyPage() -> AnyView {
    let session = session();
    let view = RwSignal::new(Load::<DutyView>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = match ask(session).await {
                Ok(duty) => Load::Here(duty),
                Err(failure) => Load::Failed(failure),
            };
            view.try_set(loaded);
        });
    });
    load.run(());
    let org = OrgState::new(session);
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Identity(_)) {
            load.run(());
            org.reload();
        }
    });
    let today = move || match view.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(duty) => shown(&duty),
    };
    let own = session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
    let urgent = RowFilter { urgent: true, open: true, kinds: Kinds::Any, ..RowFilter::default() };
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <Notice tone=Tone::Careful><p>{words::CALL_FIRST}</p></Notice>
        {today}
        <HelpersToday />
        <p class="actions">
            <a class="button" href=Route::Filtered(urgent.to_text()).href()>{words::URGENT}</a>
        </p>
        <h2 class="duty__own">{words::OWN}</h2>
        {own.map(|code| view! { <Arrange page=org code /> })}
        <OrgForms page=org />
    }
    .into_any()
}

fn shown(duty: &DutyView) -> AnyView {
    let contacts: Vec<AnyView> = duty.contacts.iter().map(contact).collect();
    let contacts = if contacts.is_empty() {
        view! { <p class="none">{words::NO_CONTACTS}</p> }.into_any()
    } else {
        view! { <p>{words::CONTACTS_BODY}</p><ol class="calls">{contacts}</ol> }.into_any()
    };
    let turns: Vec<AnyView> = duty
        .on_duty
        .iter()
        .map(|(turn, office)| {
            view! {
                <li class="calls__row">
                    <span class="calls__who">{office.clone()}" "{turn.name.clone()}</span>
                    {phone::dial(&turn.name, &turn.phone)}
                </li>
            }
            .into_any()
        })
        .collect();
    let turns = if turns.is_empty() {
        view! { <p class="none">{words::NO_DUTY}</p> }.into_any()
    } else {
        view! { <ul class="calls">{turns}</ul> }.into_any()
    };
    let plans: Vec<AnyView> = duty
        .plans
        .iter()
        .map(|(office, text)| {
            view! {
                <details class="plan__office">
                    <summary>{office.clone()}</summary>
                    <div class="plan">{text.clone()}</div>
                </details>
            }
            .into_any()
        })
        .collect();
    let plans = if plans.is_empty() {
        view! { <p class="none">{words::NO_PLAN}</p> }.into_any()
    } else {
        plans.into_any()
    };
    view! {
        <section class="panel" aria-labelledby="who-must-know">
            <h2 class="panel__title" id="who-must-know">{words::CONTACTS}</h2>
            {contacts}
        </section>
        <section class="panel" aria-labelledby="on-duty">
            <h2 class="panel__title" id="on-duty">{words::ON_DUTY}</h2>
            {turns}
        </section>
        <section class="panel" aria-labelledby="plans">
            <h2 class="panel__title" id="plans">{words::PLAN}</h2>
            {plans}
        </section>
    }
    .into_any()
}

fn contact(one: &ContactView) -> AnyView {
    view! {
        <li class="calls__row">
            <span class="calls__who">{phone::whom(one)}</span>
            {phone::dial(&one.contact.name, &one.contact.phone)}
        </li>
    }
    .into_any()
}
