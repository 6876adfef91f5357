//! The UI's program, and where it is cut.
//!
//! `cargo xtask build` makes a chunk of each page named here (docs/adr/0007). What one page alone
//! reaches goes into its chunk; what several pages reach goes into the one chunk `shared`, which comes
//! with the first of them; what the frame or the list reach stays in the first binary. So a page
//! that is opened with the app, or a function that the frame calls, is never here.

use cunzhan::{
    bridge::{Failure, LockScreen},
    ui::{
        lazy::{
            DisputePages, FieldPages, LazyPage, LazyPages, MeetingPages, Registering, SealedPages,
            SyncPages,
        },
        pages::{
            AccessPage, CourierPage, DisputePage, DisputesPage, DutyPage, EnrolPage, FeedbackPage,
            GlancePage, ImportPage, LettersPage, ListTool, ListToolPart, MatterPage, MorePage,
            NewDisputePage, OrgPage, PapersPage, QuarantinePage, ReceiptPage, ReceptionPage,
            ReceptionsPage, RegisterPage, ScreeningPage, SealedPage, SettingsPage, TodayPage,
            UnlockPage, VisitPage, VisitsPage, WaitingPage,
        },
    },
};
use futures::FutureExt;
use ident::MatterId;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use papers::PaperKind;

/// Cuts here: the name of the chunk, what the page is about, and the page.
macro_rules! lazy_page {
    ($chunk:ident, |$about:ident: $type:ty| $page:expr) => {{
        #[wasm_split($chunk, wasm_split_path = leptos::wasm_split, fallible, preload(load))]
        fn $chunk($about: $type) -> Result<AnyView, SplitLoaderError> {
            Ok($page.into_any())
        }
        LazyPage {
            load: || Box::pin(load()),
            // Ends at once: it is called when the chunk is here.
            make: |about| $chunk(about).now_or_never()?.ok(),
        }
    }};
}

static PAGES: LazyPages = LazyPages {
    enrol: lazy_page!(enrol, |trouble: Option<Failure>| view! { <EnrolPage trouble /> }),
    feedback: lazy_page!(feedback, |_nothing: ()| view! { <FeedbackPage /> }),
    import: lazy_page!(import, |_nothing: ()| view! { <ImportPage /> }),
    list_tool: lazy_page!(list_tool, |tool: ListTool| view! { <ListToolPart tool /> }),
    matter: lazy_page!(matter, |matter: MatterId| view! { <MatterPage matter /> }),
    org: lazy_page!(org, |_nothing: ()| view! { <OrgPage /> }),
    papers: lazy_page!(papers, |about: (MatterId, Option<PaperKind>)| {
        let (matter, kind) = about;
        view! { <PapersPage matter kind /> }
    }),
    receipt: lazy_page!(receipt, |matter: MatterId| view! { <ReceiptPage matter /> }),
    register: lazy_page!(register, |what: Registering| view! { <RegisterPage what /> }),
    sealed: lazy_page!(sealed, |page: SealedPages| match page {
        SealedPages::Accusations => view! { <SealedPage /> }.into_any(),
        SealedPages::Access => view! { <AccessPage /> }.into_any(),
    }),
    settings: lazy_page!(settings, |_nothing: ()| view! { <SettingsPage /> }),
    today: lazy_page!(today, |_nothing: ()| view! { <TodayPage /> }),
    unlock: lazy_page!(unlock, |screen: LockScreen| view! { <UnlockPage screen /> }),
    syncing: lazy_page!(syncing, |page: SyncPages| match page {
        SyncPages::Waiting => view! { <WaitingPage /> }.into_any(),
        SyncPages::Refused => view! { <QuarantinePage /> }.into_any(),
        SyncPages::Courier => view! { <CourierPage /> }.into_any(),
    }),
    disputes: lazy_page!(disputes, |page: DisputePages| match page {
        DisputePages::Ledger => view! { <DisputesPage /> }.into_any(),
        DisputePages::New => view! { <NewDisputePage /> }.into_any(),
        DisputePages::One(case) => view! { <DisputePage case /> }.into_any(),
    }),
    meetings: lazy_page!(meetings, |page: MeetingPages| match page {
        MeetingPages::Visits => view! { <VisitsPage /> }.into_any(),
        MeetingPages::Visit(case) => view! { <VisitPage case /> }.into_any(),
        MeetingPages::Receptions => view! { <ReceptionsPage /> }.into_any(),
        MeetingPages::Reception(case) => view! { <ReceptionPage case /> }.into_any(),
        MeetingPages::Letters => view! { <LettersPage /> }.into_any(),
    }),
    field: lazy_page!(field, |page: FieldPages| match page {
        FieldPages::Screening => view! { <ScreeningPage /> }.into_any(),
        FieldPages::Glance(office) => view! { <GlancePage office /> }.into_any(),
        FieldPages::Duty => view! { <DutyPage /> }.into_any(),
        FieldPages::More => view! { <MorePage /> }.into_any(),
    }),
};

fn main() {
    cunzhan::ui::start(&PAGES);
}
