//! Texts that were begun and not saved: kept on the device as they are typed, so that neither a look
//! at another page nor a dead tablet loses them; and who has to be asked before the page may be opened
//! anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::Pin,
    rc::Rc,
};

use leptos::prelude::*;

type Wake = Rc<dyn Fn()>;
type Keep = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// The scratch pad. A handle.
#[derive(Clone, Copy)]
pub struct Scratch {
    texts: StoredValue<BTreeMap<String, String>>,
    /// What is typed and not on the device yet.
    unkept: StoredValue<BTreeSet<String>>,
    /// Called when something is to be kept: soon, not at once.
    wake: StoredValue<Option<Wake>, LocalStorage>,
    forms: StoredValue<BTreeSet<String>>,
    keep: StoredValue<Option<(u32, Keep)>, LocalStorage>,
    keeps: StoredValue<u32>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self {
            texts: StoredValue::new(BTreeMap::new()),
            unkept: StoredValue::new(BTreeSet::new()),
            wake: StoredValue::new_local(None),
            forms: StoredValue::new(BTreeSet::new()),
            keep: StoredValue::new_local(None),
            keeps: StoredValue::new(0),
        }
    }

    /// A text that was begun; empty where none was.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.texts.with_value(|texts| texts.get(key).cloned().unwrap_or_default())
    }

    /// Remembers a text; an empty one is forgotten.
    pub fn set_text(self, key: &str, text: &str) {
        let changed = self.texts.try_update_value(|texts| {
            if text.trim().is_empty() {
                texts.remove(key).is_some()
            } else {
                texts.insert(key.to_owned(), text.to_owned()).as_deref() != Some(text)
            }
        });
        if changed == Some(true) {
            self.unkept.update_value(|unkept| {
                unkept.insert(key.to_owned());
            });
            let wake = self.wake.with_value(Clone::clone);
            if let Some(wake) = wake {
                wake();
            }
        }
    }

    /// A text that is kept as it is typed, under a key. The way for a form's fields: when the form is
    /// saved, [`crate::bridge::Command::Enter`] forgets all that begin like its `scratch`, and
    /// [`Scratch::forget`] does so here.
    #[must_use]
    pub fn field(self, key: String) -> RwSignal<String> {
        let text = RwSignal::new(self.text(&key));
        Effect::new(move |_| self.set_text(&key, &text.get()));
        text
    }

    /// Forgets the texts whose keys begin like this: the device has forgotten them already.
    pub fn forget(self, prefix: &str) {
        self.texts.update_value(|texts| texts.retain(|key, _| !key.starts_with(prefix)));
        self.unkept.update_value(|unkept| unkept.retain(|key| !key.starts_with(prefix)));
    }

    /// Forgets all of it, here and not on the device: it is locked.
    pub(super) fn close(self) {
        self.texts.update_value(BTreeMap::clear);
        self.unkept.update_value(BTreeSet::clear);
    }

    /// Fills in what the device kept.
    pub(super) fn fill(self, kept: Vec<(String, String)>) {
        self.texts.update_value(|texts| texts.extend(kept));
    }

    /// How to keep something soon.
    pub(super) fn on_wake(self, wake: impl Fn() + 'static) {
        self.wake.set_value(Some(Rc::new(wake)));
    }

    /// What is to be kept: names and texts, an empty one to be forgotten.
    pub(super) fn take_unkept(self) -> Vec<(String, String)> {
        let keys = self.unkept.try_update_value(core::mem::take).unwrap_or_default();
        let texts = keys.into_iter().map(|key| {
            let text = self.text(&key);
            (key, text)
        });
        texts.collect()
    }

    /// Something was typed into a form that is lost when its page is left.
    pub fn begin_form(self, key: &str) {
        self.forms.update_value(|forms| {
            forms.insert(key.to_owned());
        });
    }

    /// The form is saved, or given up.
    pub fn end_form(self, key: &str) {
        self.forms.update_value(|forms| {
            forms.remove(key);
        });
    }

    /// Whether leaving the page would lose something.
    #[must_use]
    pub fn has_forms(self) -> bool {
        self.forms.with_value(|forms| !forms.is_empty())
    }

    /// Whether opening the app anew would lose something.
    #[must_use]
    pub fn has_unsaved(self) -> bool {
        self.has_forms() || self.unkept.with_value(|unkept| !unkept.is_empty())
    }

    /// Registers how the open form keeps its draft, until the component at hand goes.
    pub fn on_keep(self, keep: impl Fn() -> Pin<Box<dyn Future<Output = bool>>> + 'static) {
        let id = self.keeps.try_update_value(|last| {
            *last += 1;
            *last
        });
        let id = id.unwrap_or_default();
        self.keep.set_value(Some((id, Rc::new(keep))));
        on_cleanup(move || {
            self.keep.update_value(|kept| {
                if kept.as_ref().is_some_and(|(at, _)| *at == id) {
                    *kept = None;
                }
            });
        });
    }

    /// Keeps the draft of the open form; false where that failed.
    pub async fn keep_draft(self) -> bool {
        let keep = self.keep.with_value(|keep| keep.as_ref().map(|(_, keep)| Rc::clone(keep)));
        match keep {
            Some(keep) => keep().await,
            None => true,
        }
    }
}
