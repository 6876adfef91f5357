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
//! | `lazy` | pages whose code comes when they are opened |
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
pub mod lazy;
pub mod pages;
mod route;
mod session;
mod words;

use leptos::prelude::*;

/// Starts the UI in the page.
pub fn start(pages: &'static lazy::LazyPages) {
    crash::install();
    leptos::mount::mount_to_body(move || view! { <app::App pages /> });
    browser::mark("cunzhan-shell");
}
