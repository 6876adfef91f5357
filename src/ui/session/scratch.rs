//! Texts that were begun and not saved: kept on the device as they are typed, so that neither a look
//! at another page nor a dead tablet loses them; and who has to be asked before the page may be opened
//! anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::Pin,
    rc::Rc,
};

use chrono::NaiveDate;
use leptos::prelude::*;

type Wake = Rc<dyn Fn()>;
type Keep = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// The scratch pad. A handle.
#[derive(Clone, Copy)]
pub struct Scratch {
    texts: StoredValue<BTreeMap<String, String>>,
    /// What is typed and not on the device yet.
    unkept: StoredValue<BTreeSet<String>>,
    /// The forms that are being saved, by how their keys begin: what of them is not kept yet stays so
    /// until that has ended. Kept behind the saving, it would come back as half typed.
    held: StoredValue<Vec<String>>,
    /// Called when something is to be kept: soon, not at once.
    wake: StoredValue<Option<Wake>, LocalStorage>,
    forms: StoredValue<BTreeSet<String>>,
    keep: StoredValue<Option<(u32, Keep)>, LocalStorage>,
    keeps: StoredValue<u32>,
    /// How often it was closed: what was asked before is none of what is typed after.
    closings: StoredValue<u32>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self {
            texts: StoredValue::new(BTreeMap::new()),
            unkept: StoredValue::new(BTreeSet::new()),
            held: StoredValue::new(Vec::new()),
            wake: StoredValue::new_local(None),
            forms: StoredValue::new(BTreeSet::new()),
            keep: StoredValue::new_local(None),
            keeps: StoredValue::new(0),
            closings: StoredValue::new(0),
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
            self.put_back(key.to_owned());
            self.wake();
        }
    }

    fn wake(self) {
        let wake = self.wake.with_value(Clone::clone);
        if let Some(wake) = wake {
            wake();
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

    /// Whether anything was typed into a form, beside what it proposes by itself (`proposed`, by name).
    #[must_use]
    pub fn is_begun(self, prefix: &str, proposed: &[&str]) -> bool {
        let typed =
            |key: &String| key.strip_prefix(prefix).is_some_and(|it| !proposed.contains(&it));
        self.texts.with_value(|texts| texts.keys().any(typed))
    }

    /// A day of a form, with today proposed. The day stays with a form that was begun on it; what was
    /// proposed when somebody only looked is no day of anything, and today is proposed anew.
    #[must_use]
    pub fn day(
        self,
        prefix: &str,
        name: &str,
        proposed: &[&str],
        today: NaiveDate,
    ) -> RwSignal<String> {
        let text = self.day_text(prefix, name, proposed, today);
        let day = self.field([prefix, name].concat());
        day.set(text);
        day
    }

    fn day_text(self, prefix: &str, name: &str, proposed: &[&str], today: NaiveDate) -> String {
        let kept = self.text(&[prefix, name].concat());
        let stays = !kept.is_empty() && self.is_begun(prefix, proposed);
        if stays { kept } else { today.to_string() }
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
        self.closings.update_value(|closings| *closings = closings.wrapping_add(1));
    }

    /// How often it was closed so far.
    pub(super) fn closings(self) -> u32 {
        self.closings.get_value()
    }

    /// Fills in what the device kept; what is on a page that stayed open is newer.
    pub(super) fn fill(self, kept: Vec<(String, String)>) {
        self.texts.update_value(|texts| {
            for (key, text) in kept {
                texts.entry(key).or_insert(text);
            }
        });
    }

    /// How to keep something soon.
    pub(super) fn on_wake(self, wake: impl Fn() + 'static) {
        self.wake.set_value(Some(Rc::new(wake)));
    }

    /// What is to be kept: names and texts, an empty one to be forgotten.
    pub(super) fn take_unkept(self) -> Vec<(String, String)> {
        let held = self.held.with_value(Clone::clone);
        let waits = |key: &String| held.iter().any(|prefix| key.starts_with(prefix));
        let keys = self.unkept.try_update_value(|unkept| {
            let (waiting, ready) = core::mem::take(unkept).into_iter().partition(waits);
            *unkept = waiting;
            ready
        });
        let keys: BTreeSet<String> = keys.unwrap_or_default();
        let texts = keys.into_iter().map(|key| {
            let text = self.text(&key);
            (key, text)
        });
        texts.collect()
    }

    /// What could not be kept: it is to be kept still.
    pub(super) fn put_back(self, key: String) {
        self.unkept.update_value(|unkept| {
            unkept.insert(key);
        });
    }

    /// A form whose keys begin like this is being saved.
    pub fn hold(self, prefix: &str) {
        self.held.update_value(|held| held.push(prefix.to_owned()));
    }

    /// That has ended: what was not saved is kept.
    pub fn release(self, prefix: &str) {
        self.held.update_value(|held| {
            if let Some(at) = held.iter().position(|one| one == prefix) {
                held.remove(at);
            }
        });
        if self.unkept.with_value(|unkept| !unkept.is_empty()) {
            self.wake();
        }
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

    /// Whether this form is among those that leaving the page would lose.
    #[must_use]
    pub fn has_form(self, key: &str) -> bool {
        self.forms.with_value(|forms| forms.contains(key))
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn texts(unkept: &[(String, String)]) -> Vec<(&str, &str)> {
        unkept.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect()
    }

    #[test]
    fn what_is_typed_while_a_form_is_saved_does_not_come_back() {
        let owner = Owner::new();
        owner.set();
        let scratch = Scratch::new();
        scratch.set_text("talk/1/name", "解秀珍");
        scratch.set_text("queue/1/name", "单小兰");
        scratch.hold("talk/1/");
        scratch.set_text("talk/1/words", "水渠");
        assert_eq!(texts(&scratch.take_unkept()), [("queue/1/name", "单小兰")]);
        // It was saved: nothing is left to be kept.
        scratch.forget("talk/1/");
        scratch.release("talk/1/");
        assert!(scratch.take_unkept().is_empty());
    }

    #[test]
    fn a_day_that_was_only_proposed_is_not_kept_for_tomorrow() {
        let owner = Owner::new();
        owner.set();
        let scratch = Scratch::new();
        let day = |text: &str| {
            let today = text.parse().expect("a date");
            scratch.day_text("talk/1/", "on", &["on", "asking"], today)
        };
        scratch.set_text("talk/1/on", "2026-11-20");
        scratch.set_text("talk/1/asking", "查某");
        scratch.set_text("talk/12/words", "another form");
        assert_eq!(day("2026-11-23"), "2026-11-23", "nobody typed anything on the 20th");
        scratch.set_text("talk/1/on", "2026-11-20");
        scratch.set_text("talk/1/words", "水渠");
        assert_eq!(day("2026-11-23"), "2026-11-20", "the talk was begun on the 20th");
    }

    #[test]
    fn what_was_not_saved_or_could_not_be_kept_is_kept_later() {
        let owner = Owner::new();
        owner.set();
        let scratch = Scratch::new();
        let woken = Rc::new(Cell::new(0));
        let count = Rc::clone(&woken);
        scratch.on_wake(move || count.set(count.get() + 1));
        scratch.hold("talk/1/");
        scratch.set_text("talk/1/name", "解秀珍");
        assert!(scratch.take_unkept().is_empty() && scratch.has_unsaved());
        scratch.release("talk/1/");
        assert_eq!(woken.get(), 2, "asked to keep it when it was typed, and when it was not saved");
        assert_eq!(texts(&scratch.take_unkept()), [("talk/1/name", "解秀珍")]);
        scratch.put_back("talk/1/name".to_owned());
        assert_eq!(texts(&scratch.take_unkept()), [("talk/1/name", "解秀珍")]);
        assert!(scratch.take_unkept().is_empty());
    }
}
