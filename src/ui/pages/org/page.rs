//! The page's state.

use std::sync::Arc;

use casework::{
    directory::{Office, Tier},
    org::{OrgStep, OrgView},
    step::payload::Acting,
};
use ident::{OfficeCode, PersonId, PostId};
use leptos::prelude::*;
use papers::{PaperKind, wording};

use super::forms::FormKind;
use crate::{
    bridge::{Command, Failure, Packed, Reply},
    ui::{
        browser,
        pages::load::{Load, refresh},
        session::Session,
        words::org,
    },
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Offices and their people.
    Offices,
    /// What the city office sets for everybody.
    City,
    /// What was entered and has no effect.
    Void,
}

impl Tab {
    /// Its name among the choices.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offices => "offices",
            Self::City => "city",
            Self::Void => "void",
        }
    }

    /// The part of a name.
    pub fn from_name(name: &str) -> Self {
        match name {
            "city" => Self::City,
            "void" => Self::Void,
            _ => Self::Offices,
        }
    }
}

/// The page. A handle.
#[derive(Clone, Copy)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// The directory as it stands.
    pub view: RwSignal<Load<Arc<OrgView>>>,
    /// Whether the person may change something.
    pub may: Memo<bool>,
    /// Which part is shown.
    pub tab: RwSignal<Tab>,
    /// The office that is open.
    pub office: RwSignal<Option<OfficeCode>>,
    /// The paper whose template is open.
    pub paper: RwSignal<Option<PaperKind>>,
    /// The form that is open.
    pub form: RwSignal<Option<FormKind>>,
    /// What was typed to find an office.
    pub typed: RwSignal<String>,
    /// The tier that offices are shown of; empty: all.
    pub tier: RwSignal<String>,
}

impl Page {
    /// A page that asks for the directory.
    pub fn new(session: Session) -> Self {
        let view = RwSignal::new(Load::<Arc<OrgView>>::Loading);
        let page = Self {
            session,
            view,
            may: Memo::new(move |_| {
                view.with(|view| match view {
                    Load::Here(view) => !view.may_act_in.is_empty(),
                    Load::Loading | Load::Failed(_) => false,
                })
            }),
            tab: RwSignal::new(Tab::Offices),
            office: RwSignal::new(None),
            paper: RwSignal::new(None),
            form: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            tier: RwSignal::new(String::new()),
        };
        page.reload();
        page
    }

    /// Asks again, for the offices' pinyin too: one may have been opened just now.
    pub fn reload(self) {
        refresh(self.view, async move {
            if let Ok(Reply::Offices(offices)) = self.session.ask(Command::Offices).await
                && self.session.offices.with_untracked(|there| **there != offices)
            {
                self.session.offices.set(Arc::new(offices));
            }
            let found = match self.session.ask(Command::Org).await? {
                Reply::Org(packed) => packed.open(),
                _ => None,
            };
            found.map(Arc::new).ok_or(Failure::EngineRestarted)
        });
    }

    /// Something of the directory; the default where it is not here.
    pub fn with<T: Default>(self, get: impl FnOnce(&OrgView) -> T) -> T {
        self.view.with(|view| match view {
            Load::Here(view) => get(view),
            Load::Loading | Load::Failed(_) => T::default(),
        })
    }

    /// The same, at a moment and not for ever.
    pub fn now<T: Default>(self, get: impl FnOnce(&OrgView) -> T) -> T {
        untrack(|| self.with(get))
    }

    /// Something of the directory that draws only when it differs.
    pub fn part<T>(self, get: impl Fn(&OrgView) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.with(&get))
    }

    /// Whether this is the city office's directory.
    pub fn is_city(self, view: &OrgView) -> bool {
        office_of(view, &view.office).is_some_and(|office| office.tier == Tier::City)
    }

    /// In which post the person changes something, today; none where they may not.
    pub fn acting(self) -> Option<Acting> {
        let post = self.now(|view| view.may_act_in.first().copied())?;
        Some(Acting { post, on: browser::today() })
    }

    /// Writes; says so at the foot of the screen when it is on the disk, and asks anew.
    ///
    /// # Errors
    /// The engine's; nothing was written then.
    pub async fn write(self, step: OrgStep) -> Result<(), Failure> {
        self.session.write(Command::OrgStep(Packed::new(&step))).await?;
        self.session.say(org::SAVED);
        self.reload();
        Ok(())
    }

    /// An office's name by its code.
    pub fn office_name(self, code: &str) -> String {
        let kept = self.with(|view| {
            view.offices
                .iter()
                .find(|office| office.code.as_str() == code)
                .map(|office| office.name.clone())
        });
        kept.unwrap_or_else(|| self.session.office_name(code))
    }

    /// A person's name; empty where they are not known here.
    pub fn person_name(self, id: PersonId) -> String {
        self.with(|view| person_name(view, id))
    }

    /// Whose post it is, and as what.
    pub fn post_name(self, id: PostId) -> String {
        self.with(|view| {
            let post = view.posts.iter().find(|post| post.id == id);
            post.map(|post| {
                let name = person_name(view, post.person);
                let post = org::post(post.role, post.deputises.is_some());
                format!("{name}“{post}”")
            })
            .unwrap_or_default()
        })
    }
}

/// An office that is kept here.
pub fn office_of<'a>(view: &'a OrgView, code: &OfficeCode) -> Option<&'a Office> {
    view.offices.iter().find(|office| office.code == *code)
}

/// A person's name; empty where they are not known here.
pub fn person_name(view: &OrgView, id: PersonId) -> String {
    let found = view.people.iter().find(|person| person.id == id);
    found.map(|person| person.name.clone()).unwrap_or_default()
}

/// A paper's title by its stored name; one of a later version as it is.
pub fn paper_title(name: &str) -> String {
    PaperKind::from_name(name).map_or_else(|| name.to_owned(), |kind| wording::title(kind).into())
}
