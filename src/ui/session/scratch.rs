//! Texts that were begun and not saved: kept while the app is open, so that a look at another page
//! loses nothing; and who has to be asked before the page may be opened anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::Pin,
    rc::Rc,
};

use leptos::prelude::*;

type Keep = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// The scratch pad. A handle.
#[derive(Clone, Copy)]
pub struct Scratch {
    texts: StoredValue<BTreeMap<String, String>>,
    forms: StoredValue<BTreeSet<String>>,
    keep: StoredValue<Option<(u32, Keep)>, LocalStorage>,
    keeps: StoredValue<u32>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self {
            texts: StoredValue::new(BTreeMap::new()),
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
        self.texts.update_value(|texts| {
            if text.trim().is_empty() {
                texts.remove(key);
            } else {
                texts.insert(key.to_owned(), text.to_owned());
            }
        });
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
        self.has_forms() || self.texts.with_value(|texts| !texts.is_empty())
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
