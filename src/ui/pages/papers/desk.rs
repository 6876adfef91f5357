//! What both the list and a paper look at.

use std::sync::Arc;

use casework::{
    CaseKind, MatterView,
    directory::Tier,
    schema::{Fact, PersonField},
};
use ident::{MatterId, OfficeCode};
use leptos::prelude::*;

use crate::{
    bridge::Event,
    ui::{
        pages::load::{Load, refresh},
        session::{Session, session},
        words::list,
    },
};

/// What a case is called: a dispute by its title, a meeting by its leader, the rest by the person.
fn name(view: &MatterView) -> &str {
    let person = || view.main_person().map_or("", |one| one.shown(PersonField::Name));
    let known = match view.state.kind {
        CaseKind::Dispute => view.shown(Fact::Title),
        CaseKind::Visit | CaseKind::Reception => {
            view.state.meeting.plan.as_ref().map_or("", |plan| plan.leader.as_str())
        }
        CaseKind::Petition | CaseKind::Screening | CaseKind::Remark => "",
    };
    if known.trim().is_empty() { person() } else { known }
}

/// The matter, and whose desk it lies on. A handle.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The session.
    pub session: Session,
    /// Which matter.
    pub matter: MatterId,
    /// The matter as it stands.
    pub view: RwSignal<Load<Arc<MatterView>>>,
    /// What it is called and its number.
    pub whose: Memo<Option<String>>,
}

impl Desk {
    /// A desk that asks for its matter, and again when it changes.
    pub fn new(matter: MatterId) -> Self {
        let view = RwSignal::new(Load::<Arc<MatterView>>::Loading);
        let whose = Memo::new(move |_| {
            view.with(|view| match view {
                Load::Here(view) => {
                    let name = name(view);
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
        // The part of the program that opens matters may come late.
        desk.session.on_rows_changed(move || {
            if desk.view.with_untracked(|view| !matches!(view, Load::Here(_))) {
                desk.reload();
            }
        });
        desk.reload();
        desk
    }

    /// Asks for the matter again.
    pub fn reload(self) {
        refresh(self.view, async move { self.session.matter(self.matter).await.map(Arc::new) });
    }

    /// Of which kind the case is; a petition while that is not known.
    pub fn kind(self) -> CaseKind {
        self.view.with(|view| match view {
            Load::Here(view) => view.state.kind,
            Load::Loading | Load::Failed(_) => CaseKind::Petition,
        })
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
