//! A signature, written with a finger, a pen or the mouse; it becomes an attachment.

use casework::step::attachment::AttachmentKind;
use ident::MatterId;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::{CanvasRenderingContext2d, PointerEvent, wasm_bindgen::JsCast};

use super::{Place, attach, fit};
use crate::{
    bridge::{Blob, PictureMade},
    ui::{
        session::session,
        words::{attachments, failure},
    },
};

/// Size of the canvas, pixels: as wide as a signature on a page is looked at.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 450;
/// Width of a stroke, pixels of the canvas.
const STROKE: f64 = 6.0;

/// The pad. `on_done` is called when the signature is on this device's disk.
#[component]
pub fn SignaturePad(
    /// Which matter.
    matter: MatterId,
    /// What of the matter is signed; empty for the matter.
    #[prop(into, optional)]
    of: String,
    /// What the signature is called; empty: 签名.
    #[prop(into, optional)]
    name: String,
    /// It stays with the own office's mediation committee.
    #[prop(optional)]
    confidential: bool,
    /// Called when it is saved.
    on_done: Callback<()>,
) -> AnyView {
    let session = session();
    let canvas = NodeRef::<html::Canvas>::new();
    let written = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let drawing = StoredValue::new(None::<i32>);
    let place = StoredValue::new(Place { matter, of, confidential });
    let name = if name.is_empty() { attachments::SIGNATURE_NAME.to_owned() } else { name };
    let name = StoredValue::new(name);

    let context = move || -> Option<CanvasRenderingContext2d> {
        canvas.get_untracked()?.get_context("2d").ok()??.dyn_into().ok()
    };
    // White, as paper is: without it the signature would be see-through, and black on black at night.
    let clear = move || {
        if let Some(context) = context() {
            context.set_fill_style_str("#ffffff");
            context.fill_rect(0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT));
            context.set_stroke_style_str("#10151a");
            context.set_line_width(STROKE);
            context.set_line_cap("round");
            context.set_line_join("round");
        }
        written.set(false);
    };
    Effect::new(move |_| {
        canvas.track();
        clear();
    });
    let at = move |event: &PointerEvent| {
        let canvas = canvas.get_untracked()?;
        let shown = canvas.get_bounding_client_rect();
        let x = (f64::from(event.client_x()) - shown.left()) / shown.width().max(1.0);
        let y = (f64::from(event.client_y()) - shown.top()) / shown.height().max(1.0);
        Some((x * f64::from(WIDTH), y * f64::from(HEIGHT)))
    };
    let pressed = move |event: PointerEvent| {
        if drawing.get_value().is_some() || saving.get_untracked() {
            return;
        }
        event.prevent_default();
        drawing.set_value(Some(event.pointer_id()));
        if let Some(canvas) = canvas.get_untracked() {
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        if let (Some(context), Some((x, y))) = (context(), at(&event)) {
            context.begin_path();
            context.move_to(x, y);
            // A point is a stroke, too.
            context.line_to(x + 0.1, y);
            context.stroke();
            written.set(true);
        }
    };
    let drawn = move |event: PointerEvent| {
        if drawing.get_value() != Some(event.pointer_id()) {
            return;
        }
        if let (Some(context), Some((x, y))) = (context(), at(&event)) {
            context.line_to(x, y);
            context.stroke();
        }
    };
    let lifted = move |event: PointerEvent| {
        if drawing.get_value() == Some(event.pointer_id()) {
            drawing.set_value(None);
        }
    };
    let save = move |_| {
        if saving.get_untracked() {
            return;
        }
        if !written.get_untracked() {
            return wrong.set(Some(attachments::PAD_EMPTY.to_owned()));
        }
        let Some(bytes) = canvas.get_untracked().and_then(|canvas| fit::png(&canvas)) else {
            return wrong.set(Some(attachments::WORKER_DIED.to_owned()));
        };
        saving.set(true);
        wrong.set(None);
        let made = PictureMade { bytes: Blob(bytes), width: WIDTH, height: HEIGHT };
        spawn_local(async move {
            let (place, name) = (place.get_value(), name.get_value());
            let saved = attach(session, place, made, AttachmentKind::Signature, name).await;
            saving.try_set(false);
            match saved {
                Ok(()) => {
                    session.say(attachments::SAVED);
                    on_done.run(());
                }
                Err(failure) => {
                    wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
        });
    };
    view! {
        <div class="signature">
            <p class="field__hint">{attachments::PAD_HELP}</p>
            <canvas node_ref=canvas class="signature__pad" width=WIDTH.to_string() height=HEIGHT.to_string()
                role="img" aria-label=attachments::PAD on:pointerdown=pressed on:pointermove=drawn
                on:pointerup=lifted on:pointercancel=lifted></canvas>
            {move || wrong.get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
            <div class="actions">
                <button type="button" class="button button--primary" disabled=move || saving.get() on:click=save>
                    {move || if saving.get() { attachments::SAVING } else { attachments::PAD_SAVE }}
                </button>
                <button type="button" class="button" disabled=move || saving.get() on:click=move |_| clear()>
                    {attachments::PAD_CLEAR}
                </button>
            </div>
        </div>
    }
    .into_any()
}
