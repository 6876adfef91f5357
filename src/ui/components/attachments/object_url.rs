//! An address for bytes in memory, given back when it is dropped.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

use casework::step::attachment::Medium;

/// An address.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// An address for bytes of a kind that does no harm. None where the browser makes none.
    pub fn new(bytes: &[u8], medium: Medium) -> Option<Self> {
        let parts = Array::of1(&Uint8Array::from(bytes).into());
        let options = BlobPropertyBag::new();
        options.set_type(medium.mime());
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        Url::create_object_url_with_blob(&blob).ok().map(Self)
    }

    /// An address for a file.
    pub fn of(file: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(file).ok().map(Self)
    }

    /// As text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
