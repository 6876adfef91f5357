//! Several matters at once: pick them, then take one step on each.

mod dialogs;
mod run;

use std::collections::BTreeMap;

use casework::worklist::RowFilter;
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use self::dialogs::{AssignDialog, ChargeDialog};
use super::{finder::Finder, row::name_of};
use crate::{
    bridge::{Command, ListQuery, Reply},
    ui::{
        session::Session,
        words::{failure, list},
    },
};

pub(in crate::ui::pages) use self::{
    dialogs::{charge_step, colleague_choices},
    run::{Batch, Run, RunView},
};

/// Most matters picked at one press.
const MOST: u32 = 200;

/// What is picked. A handle.
#[derive(Clone, Copy)]
pub struct Many {
    session: Session,
    /// Whether rows are picked just now, and not opened.
    pub on: RwSignal<bool>,
    /// Which, with their name and number.
    pub picked: RwSignal<BTreeMap<MatterId, String>>,
    /// A step is being taken on them: picking cannot be ended, which would end that as well.
    pub busy: RwSignal<bool>,
    /// How often picking was begun or ended.
    turns: StoredValue<u32>,
}

impl Many {
    /// Nothing picked.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            on: RwSignal::new(false),
            picked: RwSignal::new(BTreeMap::new()),
            busy: RwSignal::new(false),
            turns: StoredValue::new(0),
        }
    }

    /// Begins picking, with nothing picked, or ends it; not while a step is being taken.
    pub fn turn(self, on: bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.turns.update_value(|turns| *turns += 1);
        self.on.set(on);
        self.picked.set(BTreeMap::new());
    }

    /// Picks a matter, or takes that back.
    pub fn pick(self, matter: MatterId, label: &str, picked: bool) {
        self.picked.update(|all| {
            if picked {
                all.insert(matter, label.to_owned());
            } else {
                all.remove(&matter);
            }
        });
    }

    fn pick_found(self, finder: Finder) {
        let turn = self.turns.get_value();
        spawn_local(async move {
            match all_of(self.session, finder.asked(0, MOST)).await {
                // Nobody picks any more, or they began anew.
                Ok(_) if self.turns.try_get_value() != Some(turn) => {}
                Ok(found) => {
                    self.picked.try_update(|all| all.extend(found));
                }
                Err(sentence) => self.session.say(sentence),
            }
        });
    }
}

/// The matters that a question finds, with their names.
///
/// # Errors
/// What went wrong, as a sentence.
pub(in crate::ui::pages) async fn all_of(
    session: Session,
    query: ListQuery,
) -> Result<Vec<(MatterId, String)>, String> {
    match session.ask(Command::List(query)).await {
        Ok(Reply::Window(window)) => Ok(window
            .all_rows()
            .iter()
            .map(|row| (row.matter, [&*name_of(row), " ", &*row.local_no].concat()))
            .collect()),
        Ok(_) => Ok(Vec::new()),
        Err(failure) => Err(failure::sentence(&failure)),
    }
}

/// All matters of a filter, at most 500.
///
/// # Errors
/// What went wrong, as a sentence.
pub(in crate::ui::pages) async fn all_under(
    session: Session,
    filter: RowFilter,
) -> Result<Vec<(MatterId, String)>, String> {
    all_of(session, ListQuery { filter, limit: 500, ..ListQuery::default() }).await
}

/// The bar that stands while matters are picked.
#[component]
pub fn ManyBar(finder: Finder, many: Many) -> AnyView {
    let run = Run::new(many.session);
    let assign = RwSignal::new(false);
    let charge = RwSignal::new(false);
    let number = Memo::new(move |_| many.picked.with(BTreeMap::len));
    let found = Memo::new(move |_| {
        finder.window.with(|window| window.as_ref().map_or(0, |window| window.found))
    });
    let nothing = move || number.get() == 0 || run.is_busy();
    Effect::new(move |_| many.busy.set(run.is_busy()));
    // What was done is no longer picked; what failed stays, to be tried again.
    Effect::new(move |_| {
        let done = run.good.get();
        many.picked.update(|picked| {
            for matter in &done {
                picked.remove(matter);
            }
        });
    });
    view! {
        <section class="many" aria-label=list::MANY_BAR>
            <p class="many__count" role="status">{move || list::picked(number.get())}</p>
            <button type="button" class="button button--small" on:click=move |_| many.pick_found(finder)>
                {move || list::pick_all(found.get(), MOST)}
            </button>
            <button type="button" class="button button--small" disabled=nothing
                on:click=move |_| many.picked.set(BTreeMap::new())>{list::MANY_CLEAR}</button>
            <span class="many__gap"></span>
            <button type="button" class="button button--small" disabled=nothing on:click=move |_| assign.set(true)>
                {list::ASSIGN}"……"
            </button>
            <button type="button" class="button button--small" disabled=nothing on:click=move |_| charge.set(true)>
                {list::CHARGE}"……"
            </button>
            <button type="button" class="button button--small" disabled=move || run.is_busy()
                on:click=move |_| many.turn(false)>
                {list::MANY_END}
            </button>
        </section>
        <p class="field__hint">{list::MANY_HINT}</p>
        <RunView run />
        <AssignDialog many run open=assign />
        <ChargeDialog many run open=charge />
    }
    .into_any()
}
