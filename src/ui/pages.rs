//! The pages: one file, or one folder, a screen.

mod enrol;
mod feedback;
mod import;
mod list;
mod load;
mod matter;
mod not_found;
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
pub use list::ListPage;
pub use matter::MatterPage;
pub use not_found::NotFoundPage;
pub use papers::PapersPage;
pub use receipt::ReceiptPage;
pub use register::RegisterPage;
pub use sealed::SealedPage;
pub use settings::SettingsPage;
pub use start::{RefusedPage, StartingPage, StoppedPage};
pub use today::TodayPage;
pub use waiting::WaitingPage;
