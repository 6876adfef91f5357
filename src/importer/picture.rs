//! Making a file fit to be attached. A picture is drawn anew: upright, not larger than a page needs,
//! and without what the camera wrote into it (place, time, device). A PDF is taken as it is.

mod head;
mod scale;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, ImageBitmap, ImageBitmapOptions, ImageEncodeOptions,
    ImageOrientation, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

use self::head::{Head, Kind};
use crate::bridge::{self, PictureMade, PictureTrouble};

pub use scale::{ENOUGH, TRIES, fitting};

/// Largest file that is read at all, in bytes.
const MAX_FILE: f64 = 40.0 * 1_048_576.0;
/// So much of a file's beginning is looked at, in bytes: the size of a picture may stand behind a
/// preview.
const HEAD: f64 = 262_144.0;
/// More pixels than this are not unpacked: four bytes each are more than a tablet has.
const MAX_PIXELS: u64 = 120_000_000;

/// What a file is fit for: the bytes of a PDF, or a picture to be drawn.
pub enum Taken {
    /// To be taken as it is.
    Pdf(PictureMade),
    /// To be drawn anew.
    Picture,
}

/// Looks at a file.
///
/// # Errors
/// [`PictureTrouble`].
pub async fn look_at(file: &Blob) -> Result<Taken, PictureTrouble> {
    if file.size() == 0.0 {
        return Err(PictureTrouble::Empty);
    }
    if file.size() > MAX_FILE {
        return Err(PictureTrouble::TooLarge);
    }
    let head = file.slice_with_f64_and_f64(0.0, HEAD).map_err(|_| PictureTrouble::Broken)?;
    match Head::read(&bytes(&head).await?) {
        Head { kind: Kind::Pdf, .. } if file.size() > replica::blob::MAX_ATTACHMENT as f64 => {
            Err(PictureTrouble::PdfTooLarge)
        }
        Head { kind: Kind::Pdf, .. } => {
            let bytes = bridge::Blob(bytes(file).await?);
            Ok(Taken::Pdf(PictureMade { bytes, width: 0, height: 0 }))
        }
        Head { kind: Kind::Nothing, .. } => Err(PictureTrouble::NoPicture),
        Head { pixels: Some((width, height)), .. }
            if u64::from(width) * u64::from(height) > MAX_PIXELS =>
        {
            Err(PictureTrouble::TooManyPixels)
        }
        Head { .. } => Ok(Taken::Picture),
    }
}

/// Whether a file is of a phone's own kind.
pub async fn is_heic(file: &Blob) -> bool {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, 64.0) else { return false };
    bytes(&head).await.is_ok_and(|head| Head::read(&head).kind == Kind::Heic)
}

/// Makes a file fit.
///
/// # Errors
/// [`PictureTrouble`]; `NoCanvas` where this worker cannot draw.
pub async fn make_fit(file: &Blob) -> Result<PictureMade, PictureTrouble> {
    match look_at(file).await? {
        Taken::Pdf(made) => Ok(made),
        Taken::Picture => {
            if OffscreenCanvas::new(1, 1).is_err() {
                return Err(PictureTrouble::NoCanvas);
            }
            let Some(bitmap) = unpacked(file).await else {
                let heic = is_heic(file).await;
                return Err(if heic { PictureTrouble::Heic } else { PictureTrouble::Broken });
            };
            let made = redrawn(&bitmap).await;
            bitmap.close();
            made
        }
    }
}

/// The picture, turned upright as its own note says.
async fn unpacked(file: &Blob) -> Option<ImageBitmap> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into().ok()?;
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let bitmap =
        scope.create_image_bitmap_with_blob_and_image_bitmap_options(file, &options).ok()?;
    JsFuture::from(bitmap).await.ok()?.dyn_into().ok()
}

/// Drawn smaller and coarser until it is small enough.
async fn redrawn(bitmap: &ImageBitmap) -> Result<PictureMade, PictureTrouble> {
    let mut last = None;
    for (longest, quality) in TRIES {
        let (width, height) = fitting(bitmap.width(), bitmap.height(), longest);
        let Some(bytes) = drawn(bitmap, width, height, quality).await else {
            return Err(PictureTrouble::Broken);
        };
        let enough = bytes.len() <= ENOUGH;
        last = Some(PictureMade { bytes: bridge::Blob(bytes), width, height });
        if enough {
            break;
        }
    }
    last.ok_or(PictureTrouble::Broken)
}

async fn drawn(bitmap: &ImageBitmap, width: u32, height: u32, quality: f64) -> Option<Vec<u8>> {
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // What is see-through would be black in a JPEG.
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &JsValue::from_str("high"));
    let (w, h) = (f64::from(width), f64::from(height));
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, w, h).ok()?;
    let options = ImageEncodeOptions::new();
    options.set_type("image/jpeg");
    options.set_quality(quality);
    let encoded = canvas.convert_to_blob_with_options(&options).ok()?;
    let blob: Blob = JsFuture::from(encoded).await.ok()?.dyn_into().ok()?;
    bytes(&blob).await.ok()
}

async fn bytes(blob: &Blob) -> Result<Vec<u8>, PictureTrouble> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| PictureTrouble::Broken)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
