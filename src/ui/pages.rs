//! The pages: one file, or one folder, a screen. Those that the app can begin with are part of the
//! first binary; all others are opened through [`super::lazy`] and named in `src/bin/ui.rs`.

mod enrol;
mod import;
mod list;
mod load;
mod matter;
mod not_found;
mod org;
mod receipt;
mod register;
mod settings;
mod start;
mod waiting;

pub use enrol::EnrolPage;
pub use import::ImportPage;
pub use list::ListPage;
pub(in crate::ui) use load::loading;
pub use matter::MatterPage;
pub use not_found::NotFoundPage;
pub use org::OrgPage;
pub use receipt::ReceiptPage;
pub use register::RegisterPage;
pub use settings::SettingsPage;
pub use start::{EnrollingPage, RefusedPage, StartingPage, StoppedPage};
pub use waiting::WaitingPage;
