//! The pages: one file, or one folder, a screen. Those that the app can begin with are part of the
//! first binary; all others are opened through [`super::lazy`] and named in `src/bin/ui.rs`.

mod enrol;
mod feedback;
pub(super) mod import;
mod list;
mod load;
mod matter;
mod not_found;
mod org;
mod papers;
mod receipt;
mod register;
mod sealed;
mod settings;
mod start;
mod today;
mod waiting;

pub use enrol::EnrolPage;
pub use feedback::FeedbackPage;
pub use import::ImportPage;
pub use list::{ListPage, ListTool, ListToolPart};
pub(in crate::ui) use load::loading;
pub use matter::MatterPage;
pub use not_found::NotFoundPage;
pub use org::OrgPage;
pub use papers::PapersPage;
pub use receipt::ReceiptPage;
pub use register::RegisterPage;
pub use sealed::SealedPage;
pub use settings::SettingsPage;
pub use start::{EnrollingPage, RefusedPage, StartingPage, StoppedPage};
pub use today::TodayPage;
pub use waiting::WaitingPage;
