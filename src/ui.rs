//! The UI thread: screens (Leptos) that ask the engine worker and show what it says.
//!
//! Nothing here decides anything about a petition: forms become [`crate::bridge::Command`]s, and
//! what the screens show are the engine's views. One way only: command, document, row and view,
//! screen.
//!
//! | module | what it is |
//! |---|---|
//! | `engine_client` | starts the engine, asks it, restarts it |
//! | `session` | what all pages share |
//! | `route` | pages and addresses |
//! | `app` | the frame around the pages |
//! | `pages` | one file, or folder, a screen |
//! | `fields` | fields that know the domain: place, category |
//! | `components` | parts that do not |
//! | `words` | everything a user reads |
//! | `browser`, `device_settings`, `crash` | the browser itself |

mod app;
mod browser;
mod components;
mod crash;
mod device_settings;
mod engine_client;
mod fields;
mod pages;
mod route;
mod session;
mod words;

/// Starts the UI in the page.
pub fn start() {
    crash::install();
    leptos::mount::mount_to_body(app::App);
    browser::mark("cunzhan-shell");
}
