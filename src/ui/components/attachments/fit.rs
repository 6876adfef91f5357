//! Making a file fit: in the files worker, or here where that has no canvas (older Safari and
//! Firefox).

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use leptos::prelude::{document, window};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, wasm_bindgen::JsCast,
};

use super::object_url::ObjectUrl;
use crate::{
    bridge::{self, FromImporter, PictureMade, PictureTrouble, ToImporter},
    importer::picture::{ENOUGH, TRIES, fitting, is_heic},
    ui::pages::import::reader::Reader,
};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// The file will not do.
    Trouble(PictureTrouble),
    /// The worker died over it.
    Died,
}

/// Makes a file fit.
///
/// # Errors
/// [`Unfit`].
pub async fn make_fit(file: &File) -> Result<PictureMade, Unfit> {
    match in_worker(file).await {
        Some(Err(PictureTrouble::NoCanvas)) => here(file).await.map_err(Unfit::Trouble),
        Some(made) => made.map_err(Unfit::Trouble),
        None => Err(Unfit::Died),
    }
}

async fn in_worker(file: &File) -> Option<Result<PictureMade, PictureTrouble>> {
    let (answer, answered) = oneshot::channel();
    let answer = Rc::new(RefCell::new(Some(answer)));
    let worker = Reader::start(move |heard| {
        if let Some(answer) = answer.borrow_mut().take() {
            let _ = answer.send(heard);
        }
    })?;
    worker.ask_about(&ToImporter::Picture, file);
    let heard = answered.await.ok()?;
    // Its memory has held the whole picture: it goes with it.
    drop(worker);
    match heard? {
        FromImporter::Picture(made) => Some(made),
        _ => None,
    }
}

/// On this thread: the picture is drawn by an element, which turns it upright by itself.
async fn here(file: &Blob) -> Result<PictureMade, PictureTrouble> {
    let broken = PictureTrouble::Broken;
    let url = ObjectUrl::of(file).ok_or(broken)?;
    let image = HtmlImageElement::new().map_err(|_| broken)?;
    image.set_src(url.text());
    if JsFuture::from(image.decode()).await.is_err() {
        let heic = is_heic(file).await;
        return Err(if heic { PictureTrouble::Heic } else { broken });
    }
    let mut last = None;
    for (longest, quality) in TRIES {
        let (width, height) = fitting(image.natural_width(), image.natural_height(), longest);
        let bytes = drawn(&image, width, height, quality).ok_or(PictureTrouble::NoCanvas)?;
        let enough = bytes.len() <= ENOUGH;
        last = Some(PictureMade { bytes: bridge::Blob(bytes), width, height });
        if enough {
            break;
        }
    }
    last.ok_or(broken)
}

fn drawn(image: &HtmlImageElement, width: u32, height: u32, quality: f64) -> Option<Vec<u8>> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (w, h) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, w, h);
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, w, h).ok()?;
    let url = canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into());
    from_data_url(&url.ok()?)
}

/// The bytes of a canvas, as PNG.
pub fn png(canvas: &HtmlCanvasElement) -> Option<Vec<u8>> {
    from_data_url(&canvas.to_data_url_with_type("image/png").ok()?)
}

fn from_data_url(url: &str) -> Option<Vec<u8>> {
    let (_, encoded) = url.split_once("base64,")?;
    // What comes is one character for each byte.
    let decoded = window().atob(encoded).ok()?;
    decoded.chars().map(|sign| u8::try_from(u32::from(sign)).ok()).collect()
}
