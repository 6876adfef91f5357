//! Mediation as a sequence: consent, rights, talks, agreement or its end, and what follows.

mod after;
mod agreement;
mod consent;
mod files;
mod inquiry;
mod rights;
mod session;

use casework::{
    dispute::{DisputeKind, DisputeStep},
    step::{StepKind, payload::Acting},
};
use ident::PostId;
use leptos::{prelude::*, task::spawn_local};

use self::{
    after::after, agreement::AgreementForm, consent::Consents, files::OwnFiles,
    inquiry::InquiryForm, rights::Rights, session::Talks,
};
use crate::{
    bridge::{Command, Packed},
    ui::{
        browser,
        pages::matter::{act::Acting as Form, page::Page},
        words::{dispute as words, failure},
    },
};

/// What the panel's frame depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Frame {
    #[default]
    None,
    Running,
    Agreed,
    Ended,
}

/// The panel.
#[component]
pub fn Mediation(page: Page) -> AnyView {
    let frame = page.part(|view| match view.state.dispute.mediation() {
        None => Frame::None,
        Some(one) if one.agreement.is_some() => Frame::Agreed,
        Some(one) if one.ended_on.is_some() => Frame::Ended,
        Some(_) => Frame::Running,
    });
    let number = page.part(|view| view.state.dispute.mediations.len());
    let content = move || {
        number.track();
        match frame.get() {
            Frame::None => view! { <p>{words::NO_MEDIATION}</p> }.into_any(),
            Frame::Running => view! {
                {about(page)}
                <Consents page />
                <Rights page />
                <InquiryForm page />
                <Talks page />
                <AgreementForm page />
                {ending(page)}
            }
            .into_any(),
            Frame::Agreed => (about(page), after(page), kept(page)).into_any(),
            Frame::Ended => (about(page), kept(page)).into_any(),
        }
    };
    let may_open = may(page, DisputeKind::MediationOpened);
    let open = move || {
        let again = !matches!(frame.get(), Frame::Running);
        (again && may_open.get())
            .then(|| form_button(page, DisputeKind::MediationOpened, words::OPEN_MEDIATION))
    };
    view! {
        <section class="panel mediation" aria-labelledby="mediation">
            <h2 class="panel__title" id="mediation">{words::MEDIATION}</h2>
            {content}
            <OwnFiles page />
            {open}
            <p class="field__hint">{words::FREE}</p>
        </section>
    }
    .into_any()
}

/// Whether a step may be taken here.
fn may(page: Page, kind: DisputeKind) -> Memo<bool> {
    page.part(move |view| {
        view.desk.offer(StepKind::Dispute(kind)).is_some_and(|offer| offer.post.is_some())
    })
}

/// In which capacity a step would be taken today.
fn acting(page: Page, kind: DisputeKind) -> Option<Acting> {
    let post: Option<PostId> =
        page.once(|view| view.desk.offer(StepKind::Dispute(kind)).and_then(|offer| offer.post));
    Some(Acting { post: post?, on: browser::today() })
}

/// Takes a step at once.
fn take(page: Page, step: DisputeStep, busy: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    let step = Packed::new(&casework::Step::Dispute(step));
    spawn_local(async move {
        let command = Command::Act { matter: page.matter, step };
        if let Err(why) = page.write(command).await {
            page.session.say(failure::sentence(&why));
        }
        busy.try_set(false);
    });
}

/// A button that opens a step's form, at the head of the page.
fn form_button(page: Page, kind: DisputeKind, text: &'static str) -> AnyView {
    let open = move |_| page.acting.set(Some(preset(page, kind)));
    view! { <p><button type="button" class="button" on:click=open>{text}"……"</button></p> }
        .into_any()
}

fn preset(page: Page, kind: DisputeKind) -> Form {
    let form = Form::of(StepKind::Dispute(kind));
    match kind {
        DisputeKind::MediationEnded => form.with("text", words::OTHER_WAYS),
        DisputeKind::MediationOpened => {
            let before = page
                .once(|view| view.state.dispute.mediation().map(|one| one.mediators.join("、")));
            form.with("way", "peoples_mediation").with("mediators", &before.unwrap_or_default())
        }
        _ => form,
    }
}

/// Who mediates since when.
fn about(page: Page) -> AnyView {
    let words =
        page.part(|view| view.state.dispute.mediation().map(words::mediates).unwrap_or_default());
    let office = move || {
        let code = page
            .with(|view| view.state.dispute.mediation().map(|one| one.office.as_str().to_owned()));
        code.map(|code| page.office()(&code)).unwrap_or_default()
    };
    view! { <p class="mediation__about">{office}"："{move || words.get()}</p> }.into_any()
}

/// The way out without an agreement.
fn ending(page: Page) -> AnyView {
    let may_end = may(page, DisputeKind::MediationEnded);
    let button = move || {
        may_end.get().then(|| form_button(page, DisputeKind::MediationEnded, words::OR_END))
    };
    view! { {button} }.into_any()
}

/// What the committee kept of its talks; nothing where this office's kept none.
fn kept(page: Page) -> AnyView {
    session::kept(page)
}
