//! Locks that all tabs of one browser share.

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::WorkerGlobalScope;

/// Held while something is written.
pub const WRITE: &str = "cunzhan-write";
/// Held by the tab that talks to the relay, for as long as it lives.
pub const LEAD: &str = "cunzhan-lead";

/// The browser's lock manager. Spoken to by name: `web-sys` calls it unstable.
fn manager() -> Option<JsValue> {
    let scope: WorkerGlobalScope = js_sys::global().dyn_into().ok()?;
    let locks = js_sys::Reflect::get(&scope.navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// A lock that is held; dropping it lets it go.
#[derive(Debug)]
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for a lock. Without a lock manager (an insecure origin) there is one tab at a time, as
/// far as we know, and nothing to wait for.
pub async fn hold(name: &str) -> Held {
    let Some(manager) = manager() else { return Held(None) };
    // The lock is held until the promise that the callback returns is settled: `release` does it.
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let until = {
        let release = release.clone();
        Promise::new(&mut move |resolve: Function, _| {
            *release.borrow_mut() = Some(resolve);
        })
    };
    let (sender, granted) = oneshot::channel::<()>();
    let mut sender = Some(sender);
    let callback = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |_| {
        if let Some(sender) = sender.take() {
            let _ = sender.send(());
        }
        until.clone().into()
    });
    let asked = js_sys::Reflect::get(&manager, &"request".into())
        .ok()
        .and_then(|request| request.dyn_into::<Function>().ok())
        .map(|request| request.call2(&manager, &name.into(), callback.as_ref()));
    if !matches!(asked, Some(Ok(_))) {
        return Held(None);
    }
    let _ = granted.await;
    let held = Held(release.borrow_mut().take());
    drop(callback);
    held
}
