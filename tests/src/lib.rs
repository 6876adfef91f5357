//! The stage for whole-product tests: real Chromiums on a real network before a real relay.
//!
//! A test is a [`scenario`] that gets a [`Stage`]. On it stand one [`Relay`] (the release binary with
//! a data directory of its own), for each device a [`Tablet`] (a Chromium profile of its own, which
//! can be closed and opened again), and before each tablet a [`Proxy`]: cutting it takes the network
//! away for pages and workers alike, which the developer tools' offline switch does not.
//!
//! Tests look at what a person sees: roles, labels, sentences. Nothing waits by sleeping; everything
//! is polled for until it is there ([`until`]) or too late. When a scenario fails, pictures, texts
//! and console logs of all tablets are left in `target/acceptance/failures`.

mod axe;
mod machine;
mod network;
mod petition;
mod processes;
pub mod profile;
mod relay;
mod slowed;
mod stage;
mod tablet;
mod wait;

pub use axe::{Fault, faults};
pub use machine::Machine;
pub use network::{Between, Proxy, Trap};
pub use petition::Petition;
pub use relay::{CITY, Relay, TOWNSHIP, VILLAGE};
pub use slowed::Slowed;
pub use stage::{Failed, Stage, scenario, scenario_within};
pub use tablet::{Role, Size, Tablet, forms};
pub use wait::{LONG, SOON, until};
