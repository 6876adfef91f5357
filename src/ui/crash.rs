//! What is left to do when the UI thread itself fails: say so, and offer to open the page anew.
//! The engine is a thread of its own and goes on; drafts are in its storage.

use std::panic::PanicHookInfo;

use leptos::prelude::document;
use web_sys::console;

use super::words::general;

/// From here on a panic is written to the console and shown as a sentence.
pub fn install() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        console::error_1(&info.to_string().into());
        show();
    }));
}

/// Plain elements: the framework may be what failed.
fn show() {
    let document = document();
    if document.get_element_by_id("crash").is_some() {
        return;
    }
    let (Some(body), Ok(place), Ok(text), Ok(link)) = (
        document.body(),
        document.create_element("div"),
        document.create_element("p"),
        document.create_element("a"),
    ) else {
        return;
    };
    place.set_id("crash");
    place.set_class_name("crash");
    let _ = place.set_attribute("role", "alert");
    text.set_text_content(Some(general::CRASHED));
    // An address without `#` is a real navigation, so the link needs no code to work.
    let _ = link.set_attribute("href", "/");
    link.set_class_name("button button--primary");
    link.set_text_content(Some(general::REOPEN));
    let _ = place.append_child(&text);
    let _ = place.append_child(&link);
    let _ = body.append_child(&place);
}
