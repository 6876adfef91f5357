//! Official papers of a matter, between the domain and the crate that lays them out: what stands in
//! which paper ([`paper_data`]), which fields a person fills in by hand ([`slot`]), and the laid-out
//! paper as HTML ([`html`]).
//!
//! All of it is pure. The engine makes the data, because it has the directory; the files worker fills
//! and lays out; the UI thread has neither.

mod course;
mod data;
mod dispute;
mod form;
mod html;
mod issuer;
mod mediation;
mod meeting;
mod number;
mod people;
mod picture;
mod signature;
mod slot;
mod steps;
mod suggest;
#[cfg(test)]
mod tests;
pub(crate) mod wording;

pub use data::{Writer, paper_data};
pub use form::{fields, keys, put};
pub use html::{escape, html};
pub use issuer::{government, may_issue, organ};
pub use number::number_of;
pub use signature::{Drawn, attached_as, sign_place, signatures};
pub use slot::{Slot, slot};
pub use suggest::{fits, issued, may_now, suggested};
