//! Parts of screens that know nothing of petitions: they take texts and give back what was done.
//! (Save two, which several pages share: matters that look the same, and attachments.)

mod announced;
mod attachments;
mod bind;
mod choices;
mod combobox;
mod dialog;
mod error_summary;
mod notice;
mod page_title;
mod reason_dialog;
mod same_matters;
mod similar_card;
mod stepper;
mod text_area;
mod text_field;
mod virtual_list;

pub use announced::Announced;
pub use attachments::{AttachmentList, AttachmentStorage, SignSlot, SignaturePad};
pub use bind::Bind;
pub use choices::Choices;
pub use combobox::{Choice, Combobox};
pub use dialog::Dialog;
pub use error_summary::ErrorSummary;
pub use notice::{Notice, Tone};
pub use page_title::PageTitle;
pub use reason_dialog::{Reason, ReasonDialog, ReasonFields};
pub use same_matters::{SameMatters, Ties};
pub use similar_card::similar_card;
pub use stepper::Stepper;
pub use text_area::TextArea;
pub use text_field::{FieldKind, TextField};
pub use virtual_list::{Range, RowKey, VirtualList, slid};

/// The ids that describe a field, as `aria-describedby` wants them; none where nothing does.
fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-error {id}-hint")),
    }
}
