//! One picture, closely: enlarged and moved by fingers, wheel, buttons or keys.

use leptos::{html, prelude::*};
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::zoom::{STEP, Zoom};
use crate::ui::words::attachments;

/// A press of an arrow moves by so many CSS pixels.
const MOVE: f64 = 60.0;

/// A picture to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where the browser finds it.
    pub url: String,
    /// What it is called.
    pub name: String,
}

/// The viewer; open while there is something to show.
#[component]
pub fn Viewer(shown: RwSignal<Option<Shown>>, on_save: Callback<()>) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let frame = NodeRef::<html::Div>::new();
    let zoom = RwSignal::new(Zoom::default());
    // The fingers, or the mouse, that are down: which, and where.
    let down = StoredValue::new(Vec::<(i32, f64, f64)>::new());
    Effect::new(move |_| {
        let wanted = shown.with(Option::is_some);
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            zoom.set(Zoom::default());
            down.set_value(Vec::new());
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let sides = move || {
        frame.get_untracked().map_or((1.0, 1.0), |frame| {
            (f64::from(frame.client_width()), f64::from(frame.client_height()))
        })
    };
    // From the middle of the frame.
    let point = move |x: f64, y: f64| {
        frame.get_untracked().map_or((0.0, 0.0), |frame| {
            let place = frame.get_bounding_client_rect();
            (x - place.left() - place.width() / 2.0, y - place.top() - place.height() / 2.0)
        })
    };
    let by = move |factor: f64| zoom.update(|zoom| *zoom = zoom.about(factor, (0.0, 0.0), sides()));
    let reset = move || zoom.set(Zoom::default());
    let pressed = move |event: PointerEvent| {
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        let at = (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()));
        down.update_value(|down| {
            down.retain(|(id, ..)| *id != at.0);
            down.push(at);
        });
    };
    let dragged = move |event: PointerEvent| {
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        let before = down.get_value();
        let Some(place) = before.iter().position(|(id, ..)| *id == event.pointer_id()) else {
            return;
        };
        down.update_value(|down| {
            if let Some(finger) = down.get_mut(place) {
                (finger.1, finger.2) = now;
            }
        });
        match before.as_slice() {
            [(_, x, y)] => {
                zoom.update(|zoom| *zoom = zoom.moved(now.0 - x, now.1 - y, sides()));
            }
            [first, second] => {
                let (moving, other) = if place == 0 { (first, second) } else { (second, first) };
                let apart = |x: f64, y: f64| (x - other.1).hypot(y - other.2).max(1.0);
                let factor = apart(now.0, now.1) / apart(moving.1, moving.2);
                let middle = point((now.0 + other.1) / 2.0, (now.1 + other.2) / 2.0);
                let (dx, dy) = ((now.0 - moving.1) / 2.0, (now.1 - moving.2) / 2.0);
                zoom.update(|zoom| {
                    *zoom = zoom.moved(dx, dy, sides()).about(factor, middle, sides());
                });
            }
            _ => {}
        }
    };
    let lifted = move |event: PointerEvent| {
        down.update_value(|down| down.retain(|(id, ..)| *id != event.pointer_id()));
    };
    let wheeled = move |event: WheelEvent| {
        event.prevent_default();
        let factor = if event.delta_y() < 0.0 { 1.2 } else { 1.0 / 1.2 };
        let at = point(f64::from(event.client_x()), f64::from(event.client_y()));
        zoom.update(|zoom| *zoom = zoom.about(factor, at, sides()));
    };
    let doubled = move |_| {
        if zoom.get_untracked().scale > 1.0 {
            reset();
        } else {
            by(2.0 * STEP);
        }
    };
    let typed = move |event: KeyboardEvent| {
        let shift = |dx: f64, dy: f64| zoom.update(|zoom| *zoom = zoom.moved(dx, dy, sides()));
        match event.key().as_str() {
            "+" | "=" => by(STEP),
            "-" => by(1.0 / STEP),
            "0" => reset(),
            "ArrowLeft" => shift(MOVE, 0.0),
            "ArrowRight" => shift(-MOVE, 0.0),
            "ArrowUp" => shift(0.0, MOVE),
            "ArrowDown" => shift(0.0, -MOVE),
            _ => return,
        }
        event.prevent_default();
    };
    let picture = move || {
        shown.get().map(|Shown { url, name }| {
            view! {
                <img class="viewer__picture" src=url alt=name draggable="false"
                    style:transform=move || zoom.get().css() />
            }
        })
    };
    let title = move || shown.with(|shown| shown.as_ref().map(|shown| shown.name.clone()));
    view! {
        <dialog node_ref=node class="viewer" aria-label=attachments::VIEWER
            on:close=move |_| shown.set(None) on:keydown=typed>
            <div class="viewer__bar">
                <h2 class="viewer__title">{title}</h2>
                <button type="button" class="button" on:click=move |_| by(1.0 / STEP)>{attachments::ZOOM_OUT}</button>
                <button type="button" class="button" on:click=move |_| reset()>{attachments::ZOOM_RESET}</button>
                <button type="button" class="button" on:click=move |_| by(STEP)>{attachments::ZOOM_IN}</button>
                <button type="button" class="button" on:click=move |_| on_save.run(())>{attachments::SAVE_AS}</button>
                <button type="button" class="button button--primary" on:click=move |_| shown.set(None)>
                    {attachments::CLOSE}
                </button>
            </div>
            <div node_ref=frame class="viewer__frame" on:pointerdown=pressed on:pointermove=dragged
                on:pointerup=lifted on:pointercancel=lifted on:wheel=wheeled
                on:dblclick=doubled>
                {picture}
            </div>
            <p class="viewer__help">{attachments::VIEWER_HELP}</p>
        </dialog>
    }
    .into_any()
}
