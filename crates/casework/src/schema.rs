//! What the documents hold: the names of their fields, and the fixed first change of each kind.
//!
//! A schema grows by addition. A field that an older version does not know stays in the document
//! and is shown in the history by its own name.

mod channel;
mod fact;
mod genesis;
mod purpose;
mod source;

pub use channel::Channel;
pub use fact::{AgreementField, BadFact, Fact, FactKind, FactValue, PersonField};
pub use genesis::{Genesis, keys};
pub use purpose::Purpose;
pub use source::Source;
