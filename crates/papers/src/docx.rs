//! A sheet as .docx (WordprocessingML, ISO/IEC 29500 transitional), for Word and LibreOffice.
//!
//! # Why not `docx-rs`
//! Even without its `image` feature it brings second versions of `zip` and `quick-xml`, `base64` and
//! `serde_json`, and a model of all of Word, most of which an official paper never uses. The few
//! elements that do occur are written here with `quick-xml`, packed with the `zip` that is there
//! already.

use std::io;

use crate::Sheet;

mod body;
mod frame;
mod package;
mod parts;
mod picture;
mod style;
mod table;
mod xml;

/// A file could not be written. In memory that does not happen to a sheet made by [`fill`](crate::fill()).
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A part.
    #[error("a part of the file could not be written: {0}")]
    Part(#[from] io::Error),
    /// The archive around the parts.
    #[error("the archive could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
}

/// Writes a sheet as .docx. The same sheet gives the same bytes.
///
/// # Errors
/// [`DocxError`] where the file would break the format's limits.
pub fn docx(sheet: &Sheet) -> Result<Vec<u8>, DocxError> {
    let pictures = picture::of(&sheet.blocks);
    let mut parts = vec![
        ("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes().to_vec()),
        ("_rels/.rels", parts::RELATIONS.as_bytes().to_vec()),
        ("docProps/core.xml", parts::core(sheet)?),
        ("word/document.xml", body::document(sheet)?),
        ("word/_rels/document.xml.rels", parts::document_relations(&pictures)),
        ("word/styles.xml", style::styles()?),
        ("word/fontTable.xml", parts::font_table()?),
        ("word/settings.xml", parts::SETTINGS.as_bytes().to_vec()),
        // The same twice: odd and even pages each have a part of their own.
        ("word/header1.xml", frame::header(sheet)?),
        ("word/header2.xml", frame::header(sheet)?),
        ("word/footer1.xml", frame::footer(sheet, frame::Side::Odd)?),
        ("word/footer2.xml", frame::footer(sheet, frame::Side::Even)?),
    ];
    let names: Vec<String> = (pictures.iter().enumerate())
        .map(|(at, picture)| ["word/", &parts::picture_name(at, picture)].concat())
        .collect();
    let files = names.iter().zip(&pictures);
    parts.extend(files.map(|(name, picture)| (name.as_str(), picture.bytes.clone())));
    package::pack(&parts)
}
