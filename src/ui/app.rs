//! The frame: what stands on the screen as a whole, the header, and the page that the address names.

mod bars;
mod header;
mod pin_bar;

use leptos::{ev, leptos_dom::helpers::window_event_listener_untyped, prelude::*};

use self::{
    bars::{ClockBar, Toast, UpdateBar},
    header::Header,
    pin_bar::PinBar,
};
use super::{
    browser, device_settings,
    lazy::{
        DisputePages, FieldPages, LazyPages, MeetingPages, Registering, SealedPages, SyncPages,
    },
    pages::{
        EnrollingPage, GonePage, ListPage, NotFoundPage, RefusedPage, StartingPage, StoppedPage,
    },
    route::{self, Route},
    session::{Screen, Session},
    words::general,
};

/// The app.
#[component]
pub fn App(
    /// The pages whose code comes later.
    pages: &'static LazyPages,
) -> AnyView {
    device_settings::apply();
    provide_context(pages);
    let session = Session::new(route::take_enrolment());
    provide_context(session);
    session.start();

    browser::restore_by_hand();
    let route = RwSignal::new(Route::current());
    window_event_listener_untyped("beforeunload", move |event| {
        if session.scratch.has_unsaved() {
            event.prevent_default();
            // Older browsers ask only where this is set.
            let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &"".into());
        }
    });
    window_event_listener(ev::hashchange, move |_| {
        if session.scratch.has_forms() && !browser::confirm(general::LEAVE) {
            // Back to where one is; the page never went.
            route::replace_hash(&route.get_untracked().href());
            return;
        }
        // A link opened in this tab brings its secret the same way.
        if let Some(secret) = route::take_enrolment() {
            session.enrol(&secret);
        }
        browser::set_navigated();
        browser::scroll_to(0.0);
        // What was said, was said of the page that is left.
        session.toast.set(None);
        // Even where it is the same page: a new form after a new form is another form.
        route.set(Route::current());
    });

    let locked = move || match session.screen.get() {
        Screen::Locked(screen, _) => Some(screen),
        _ => None,
    };
    let locked = Memo::new(move |_| locked());
    // Behind the lock a page may stay, out of sight, with a form that is kept nowhere else.
    let screen = Memo::new(move |before: Option<&Screen>| match (session.screen.get(), before) {
        (Screen::Locked(_, true), Some(before)) => before.clone(),
        (screen, _) => screen,
    });
    let content = move || match screen.get() {
        Screen::Starting => view! { <StartingPage /> }.into_any(),
        Screen::Refused(failure) => view! { <RefusedPage failure /> }.into_any(),
        Screen::Enrolling => view! { <EnrollingPage /> }.into_any(),
        Screen::Unregistered(trouble) => pages.enrol.view(trouble),
        Screen::Locked(..) => ().into_any(),
        Screen::Gone(erased) => view! { <GonePage erased /> }.into_any(),
        Screen::Stopped => view! { <StoppedPage /> }.into_any(),
        Screen::Ready => view! { {move || page(pages, route.get())} }.into_any(),
    };
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            // The address behind `#` is the page's; so the jump is made by hand.
            event.prevent_default();
            browser::focus("main");
        }>{general::SKIP}</a>
        <Header route=route.into() />
        <UpdateBar />
        <ClockBar />
        <PinBar />
        {move || locked.get().map(|screen| view! {
            <main id="locked" class="main" tabindex="-1">{pages.unlock.view(screen)}</main>
        })}
        <main id="main" class="main" tabindex="-1" hidden=move || locked.with(Option::is_some)>{content}</main>
        <Toast />
    }
    .into_any()
}

fn page(pages: &'static LazyPages, route: Route) -> AnyView {
    match route {
        Route::List => view! { <ListPage filter=None /> }.into_any(),
        Route::Filtered(filter) => view! { <ListPage filter=Some(filter) /> }.into_any(),
        Route::Today => pages.today.view(()),
        Route::New(None) => pages.register.view(Registering::Visit),
        Route::New(Some(draft)) => pages.register.view(Registering::Draft(draft)),
        Route::NewLetter => pages.register.view(Registering::Letter),
        Route::Matter(matter) => pages.matter.view(matter),
        Route::Receipt(matter) => pages.receipt.view(matter),
        Route::Papers(matter, kind) => pages.papers.view((matter, kind)),
        Route::Waiting => pages.syncing.view(SyncPages::Waiting),
        Route::Refused => pages.syncing.view(SyncPages::Refused),
        Route::Courier => pages.syncing.view(SyncPages::Courier),
        Route::Import => pages.import.view(()),
        Route::Org => pages.org.view(()),
        Route::Sealed => pages.sealed.view(SealedPages::Accusations),
        Route::Access => pages.sealed.view(SealedPages::Access),
        Route::Feedback => pages.feedback.view(()),
        Route::Settings => pages.settings.view(()),
        Route::Disputes => pages.disputes.view(DisputePages::Ledger),
        Route::NewDispute => pages.disputes.view(DisputePages::New),
        Route::Dispute(case) => pages.disputes.view(DisputePages::One(case)),
        Route::Screening => pages.field.view(FieldPages::Screening),
        Route::Visits => pages.meetings.view(MeetingPages::Visits),
        Route::Visit(case) => pages.meetings.view(MeetingPages::Visit(case)),
        Route::Receptions => pages.meetings.view(MeetingPages::Receptions),
        Route::Reception(case) => pages.meetings.view(MeetingPages::Reception(case)),
        Route::Letters => pages.meetings.view(MeetingPages::Letters),
        Route::Glance(office) => pages.field.view(FieldPages::Glance(office)),
        Route::Duty => pages.field.view(FieldPages::Duty),
        Route::More => pages.field.view(FieldPages::More),
        Route::Unknown => view! { <NotFoundPage /> }.into_any(),
    }
}
