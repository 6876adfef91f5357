//! The app: the UI thread (Leptos), the engine worker (Automerge, storage, network) and the
//! files worker (Excel, official papers), each a WebAssembly binary of its own, and the messages between them.
//!
//! The UI binary holds no Automerge: it speaks in [`bridge`] messages with the engine, which holds
//! everything that must not be lost. What a user reads, in Chinese, stands in `ui::words`.

#![warn(missing_docs)]

pub mod bridge;
pub mod engine;
pub mod importer;
pub mod papers;
pub mod ui;
