//! What both the list and a paper look at.

use std::sync::Arc;

use casework::{MatterView, directory::Tier, schema::PersonField};
use ident::{MatterId, OfficeCode};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::Event,
    ui::{
        pages::load::Load,
        session::{Session, session},
        words::list,
    },
};

/// The matter, and whose desk it lies on. A handle.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The session.
    pub session: Session,
    /// Which matter.
    pub matter: MatterId,
    /// The matter as it stands.
    pub view: RwSignal<Load<Arc<MatterView>>>,
    /// Petitioner and number.
    pub whose: Memo<Option<String>>,
}

impl Desk {
    /// A desk that asks for its matter, and again when it changes.
    pub fn new(matter: MatterId) -> Self {
        let view = RwSignal::new(Load::<Arc<MatterView>>::Loading);
        let whose = Memo::new(move |_| {
            view.with(|view| match view {
                Load::Here(view) => {
                    let name = view.main_person().map_or("", |one| one.shown(PersonField::Name));
                    let name = if name.is_empty() { list::NO_NAME } else { name };
                    Some([name, "　", &view.local_nos.join("、")].concat())
                }
                _ => None,
            })
        });
        let desk = Self { session: session(), matter, view, whose };
        desk.session.on_event(move |event| match event {
            Event::MatterChanged(changed) if *changed == matter => desk.reload(),
            _ => {}
        });
        desk.reload();
        desk
    }

    /// Asks for the matter again.
    pub fn reload(self) {
        spawn_local(async move {
            let loaded = match self.session.matter(self.matter).await {
                Ok(view) => Load::Here(Arc::new(view)),
                // What is on the screen is better than a sentence about an engine that restarts.
                Err(_)
                    if self.view.try_with_untracked(|view| matches!(view, Load::Here(_)))
                        == Some(true) =>
                {
                    return;
                }
                Err(failure) => Load::Failed(failure),
            };
            self.view.try_set(loaded);
        });
    }

    /// Something of the matter and the office; none while either is not known.
    pub fn with<T>(self, get: impl FnOnce(&MatterView, &OfficeCode, Tier) -> T) -> Option<T> {
        self.view.with(|view| match view {
            Load::Here(view) => self
                .session
                .identity
                .with(|own| own.as_ref().map(|own| get(view, &own.office, own.tier))),
            Load::Loading | Load::Failed(_) => None,
        })
    }
}
