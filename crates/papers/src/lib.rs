//! The official papers of petition matters, disputes and meetings (信访、调解、接访文书): filled from data, laid out, written as .docx.
//!
//! | module | what it does |
//! |---|---|
//! | [`PaperKind`], [`IssuerTier`] | which papers there are, and who may issue which |
//! | [`Picture`] | a drawn signature or photographed handwriting, looked at before it goes in |
//! | [`PaperData`] | everything that can stand in a paper, as words, dates and numbers |
//! | [`Template`] | a paper's wording and order, as text the city office can change |
//! | [`fill`](fn@fill) | template + data = [`Sheet`], with the [`Gap`]s |
//! | [`Sheet`] | the laid-out paper, for the screen, the printer and the .docx |
//! | [`docx`](fn@docx) | a sheet as a .docx file |
//!
//! The crate knows nothing of documents, stations or the network: the caller words the data.
//! Nothing in here does input or output, reads a clock, or panics on any text.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod data;
mod docx;
mod field;
mod fill;
mod gap;
mod kind;
mod limits;
mod numeral;
mod picture;
mod required;
mod sheet;
mod template;
mod tier;
mod value;
pub mod wording;

pub use data::{
    Agreement, Charge, ChargeSlot, Delivery, Demand, Dispute, Extension, FilePaper, FollowUp,
    Handling, Instruction, Issuer, Material, Matter, Mediation, Meeting, PaperData, Party, People,
    Person, Reason, Referral, Remedy, Report, Review, Signing, Supervision, Talk, Visitor,
};
pub use docx::{DocxError, docx};
pub use field::{Field, List};
pub use fill::{FillError, Filled, fill};
pub use gap::{Gap, Why};
pub use kind::PaperKind;
pub use limits::{
    LIST_MAX, PICTURE_BYTES_MAX, PICTURE_SIDE_MAX, PICTURES_MAX, TEMPLATE_BYTES_MAX,
    TEMPLATE_LINES_MAX, TEXT_CHARS_MAX,
};
pub use numeral::{chinese_date, chinese_number};
pub use picture::{BadPicture, Picture, PictureFormat};
pub use sheet::{
    Block, Cell, Footer, Page, ParagraphStyle, Row, Sheet, SignLine, SignatureBlock, SignaturePlace,
};
pub use template::{Chosen, FixedBlock, SignPlace, SyntaxError, Template, TemplateError, Warning};
pub use tier::IssuerTier;
