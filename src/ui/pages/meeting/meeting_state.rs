//! One visit or reception on the screen: the case, the village's cases, the cases that were raised.

use std::sync::Arc;

use casework::{CaseKind, MatterView, schema::Fact};
use ident::{MatterId, OfficeCode};
use leptos::{prelude::*, task::spawn_local};

use super::{Desk, Entry, Known, TalkAbout, desk};
use crate::{
    bridge::{CaseBrief, Command, Event, Failure, MeetingAsk, MeetingReply, Reply, VillageDesk},
    ui::{
        pages::load::{Frame, Load},
        route::Route,
        session::Session,
    },
};

/// A meeting's page. A handle.
#[derive(Clone, Copy)]
pub struct Meeting {
    session: Session,
    /// Which.
    pub case: MatterId,
    /// As it stands.
    pub view: RwSignal<Load<Arc<MatterView>>>,
    /// What concerns its village.
    pub village: RwSignal<Arc<VillageDesk>>,
    /// The cases that were raised, in short.
    pub raised: RwSignal<Arc<Vec<CaseBrief>>>,
    /// In which post one writes.
    pub desk: Desk,
    /// The village is being prepared.
    pub preparing: RwSignal<bool>,
    /// Why it could not be.
    pub trouble: RwSignal<Option<Failure>>,
}

impl Meeting {
    /// A page that asks for its meeting.
    pub fn new(session: Session, case: MatterId) -> Self {
        let meeting = Self {
            session,
            case,
            view: RwSignal::new(Load::Loading),
            village: RwSignal::new(Arc::default()),
            raised: RwSignal::new(Arc::default()),
            desk: desk(session),
            preparing: RwSignal::new(false),
            trouble: RwSignal::new(None),
        };
        meeting.reload();
        session.on_event(move |event| match event {
            Event::MatterChanged(changed) if *changed == case => meeting.reload(),
            Event::RowsChanged => meeting.reload(),
            _ => {}
        });
        meeting
    }

    /// Asks for everything again.
    pub fn reload(self) {
        spawn_local(async move {
            match self.session.matter(self.case).await {
                Ok(view) => {
                    let cases = view.state.meeting.cases();
                    let village = village_of(&view);
                    self.view.try_set(Load::Here(Arc::new(view)));
                    if let Some(found) = self.ask(MeetingAsk::Village(village)).await {
                        self.village.try_set(Arc::new(found));
                    }
                    if let Some(found) = self.ask(MeetingAsk::Cases(cases)).await {
                        self.raised.try_set(Arc::new(found.cases));
                    }
                }
                Err(failure) => {
                    let here = self.view.try_with_untracked(|view| matches!(view, Load::Here(_)));
                    if here == Some(false) {
                        self.view.try_set(Load::Failed(failure));
                    }
                }
            }
        });
    }

    async fn ask(self, ask: MeetingAsk) -> Option<VillageDesk> {
        match self.session.ask(Command::Meeting(ask)).await {
            Ok(Reply::Meeting(MeetingReply::Village(found))) => found.open(),
            Ok(_) => None,
            Err(failure) => {
                self.trouble.try_set(Some(failure));
                None
            }
        }
    }

    /// Opens all that concerns the village, to be sure that it is here.
    pub fn take_along(self, village: OfficeCode) {
        if self.preparing.get_untracked() {
            return;
        }
        self.preparing.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            if let Some(found) = self.ask(MeetingAsk::TakeAlong(village)).await {
                self.village.try_set(Arc::new(found));
            }
            self.preparing.try_set(false);
        });
    }

    /// The meeting, once it is here.
    pub fn here(self) -> Signal<Option<Arc<MatterView>>> {
        Signal::derive(move || {
            self.view.with(|view| match view {
                Load::Here(view) => Some(Arc::clone(view)),
                Load::Loading | Load::Failed(_) => None,
            })
        })
    }

    /// The village's cases, for fields.
    pub fn known(self) -> Known {
        Memo::new(move |_| self.village.get())
    }

    /// The cases that were raised, for lists.
    pub fn briefs(self) -> Memo<Arc<Vec<CaseBrief>>> {
        Memo::new(move |_| self.raised.get())
    }

    /// Something of the meeting that draws only when it differs.
    pub fn part<T>(self, get: impl Fn(&MatterView) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.view.with(|view| match view {
                Load::Here(view) => get(view),
                Load::Loading | Load::Failed(_) => T::default(),
            })
        })
    }

    /// What a talk at it is about; none while it is not here.
    pub fn about(self, entry: Option<Entry>) -> Option<TalkAbout> {
        let view = self.here().get_untracked()?;
        let village = village_of(&view);
        Some(TalkAbout {
            meeting: self.case,
            kind: view.state.kind,
            leader: leader_of(&view),
            leader_post: view.shown(Fact::LeaderPost).to_owned(),
            village: village.map(|code| {
                let name = self.session.office_name(code.as_str());
                (code, name)
            }),
            day: view.state.meeting.plan.as_ref().map(|plan| plan.day),
            entry,
        })
    }

    /// What the page shows: a case of another kind is none of it, and leads on to its own page.
    pub fn frame(self, kind: CaseKind) -> Memo<Frame> {
        let other = self.part(move |view| Some(view.state.kind).filter(|found| *found != kind));
        Effect::new(move |_| {
            if let Some(other) = other.get() {
                Route::of_case(other, self.case).instead();
            }
        });
        Memo::new(move |_| {
            self.view.with(|view| match view {
                Load::Here(view)
                    if view.state.kind != kind || view.state.meeting.plan.is_none() =>
                {
                    Frame::Failed(Failure::NotHere)
                }
                other => other.frame(),
            })
        })
    }
}

/// The leader, as corrected or as planned.
fn leader_of(view: &MatterView) -> String {
    match view.shown(Fact::Leader) {
        "" => view.state.meeting.plan.as_ref().map(|plan| plan.leader.clone()).unwrap_or_default(),
        leader => leader.to_owned(),
    }
}

fn village_of(view: &MatterView) -> Option<OfficeCode> {
    view.state.meeting.plan.as_ref().and_then(|plan| plan.village.clone())
}
