//! Taking a step on many matters, one by one: each is asked for first, so that its own state says
//! whether the step may be taken and in which post; each is saved before the next begins.

use casework::{
    MatterView, Step,
    step::{StepKind, payload::Acting},
};
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use crate::bridge::{Command, Packed};
use crate::ui::{
    browser,
    components::{Notice, Tone},
    route::Route,
    session::Session,
    words::{failure, list, procedure},
};

/// A step to be taken on each of several matters.
pub struct Batch {
    /// Its kind.
    pub kind: StepKind,
    /// Makes it, in a post on a day.
    pub step: Box<dyn Fn(Acting) -> Step>,
    /// The matters, with their names.
    pub matters: Vec<(MatterId, String)>,
}

/// A matter on which the step was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    matter: MatterId,
    name: String,
    why: String,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Progress {
    /// Nothing was begun.
    #[default]
    None,
    /// So many of so many are done, failed ones included.
    Running(usize, usize),
    /// It is over; so many were not come to.
    Over(usize),
}

/// A run. A handle.
#[derive(Clone, Copy)]
pub struct Run {
    session: Session,
    progress: RwSignal<Progress>,
    stop: RwSignal<bool>,
    failed: RwSignal<Vec<Failed>>,
    /// The matters on which the step was taken.
    pub good: RwSignal<Vec<MatterId>>,
}

/// The name under which leaving the page is asked about.
const FORM: &str = "many";

impl Run {
    /// Nothing begun.
    pub fn new(session: Session) -> Self {
        let run = Self {
            session,
            progress: RwSignal::new(Progress::None),
            stop: RwSignal::new(false),
            failed: RwSignal::new(Vec::new()),
            good: RwSignal::new(Vec::new()),
        };
        on_cleanup(move || session.scratch.end_form(FORM));
        run
    }

    /// Whether it goes on.
    pub fn is_busy(self) -> bool {
        self.progress.with(|progress| matches!(progress, Progress::Running(..)))
    }

    /// Begins. What is done stays done, whatever ends this: each step is on the disk by itself.
    pub fn start(self, batch: Batch) {
        let of = batch.matters.len();
        self.stop.set(false);
        self.failed.set(Vec::new());
        self.good.set(Vec::new());
        self.progress.set(Progress::Running(0, of));
        self.session.scratch.begin_form(FORM);
        let session = self.session;
        spawn_local(async move {
            let mut left = 0;
            for (at, (matter, name)) in batch.matters.iter().enumerate() {
                // The page may be gone: then nobody asked for the rest.
                if self.stop.try_get_untracked().unwrap_or(true) {
                    left = of - at;
                    break;
                }
                match take(session, *matter, &batch).await {
                    Ok(()) => {
                        self.good.try_update(|good| good.push(*matter));
                    }
                    Err(why) => {
                        let failed = Failed { matter: *matter, name: name.clone(), why };
                        self.failed.try_update(|all| all.push(failed));
                    }
                }
                self.progress.try_set(Progress::Running(at + 1, of));
            }
            self.progress.try_set(Progress::Over(left));
            session.scratch.end_form(FORM);
        });
    }
}

async fn take(session: Session, matter: MatterId, batch: &Batch) -> Result<(), String> {
    let view = session.matter(matter).await.map_err(|error| failure::sentence(&error))?;
    let step = step_for(&view, batch)?;
    let command = Command::Act { matter, step: Packed::new(&step) };
    session.write(command).await.map_err(|error| failure::sentence(&error))
}

/// The step in the post in which it is offered; else why it is not.
fn step_for(view: &MatterView, batch: &Batch) -> Result<Step, String> {
    let offer = view.desk.offer(batch.kind);
    match offer.map(|offer| (offer.post, offer.barrier)) {
        Some((Some(post), None)) => Ok((batch.step)(Acting { post, on: browser::today() })),
        Some((_, Some(barrier))) => Err(procedure::barrier(barrier)),
        _ => Err(procedure::barrier(casework::matter::Barrier::NotTheirPost)),
    }
}

/// How far a run is, and what came of it.
#[component]
pub fn RunView(run: Run) -> AnyView {
    let content = move || {
        match run.progress.get() {
        Progress::None => ().into_any(),
        Progress::Running(done, of) => view! {
            <div class="run">
                <label class="field__label" for="run">{list::RUN_PROGRESS}</label>
                <progress class="progress" id="run" max=of.to_string() value=done.to_string()></progress>
                <p>{list::running(done, of)}</p>
                <button type="button" class="button button--small" on:click=move |_| run.stop.set(true)>
                    {list::RUN_STOP}
                </button>
            </div>
        }
        .into_any(),
        Progress::Over(left) => over(run, left),
    }
    };
    view! { {content} }.into_any()
}

fn over(run: Run, left: usize) -> AnyView {
    let failed = run.failed.get();
    let good = run.good.with(Vec::len);
    let tone = if failed.is_empty() { Tone::Good } else { Tone::Careful };
    let said = list::run_done(good, failed.len(), left);
    let item = |one: Failed| {
        view! {
            <li class="run__failed">
                <a class="link" href=Route::Matter(one.matter).href()>{one.name}</a>
                <span>"："{one.why}</span>
            </li>
        }
        .into_any()
    };
    let some = !failed.is_empty();
    let items: Vec<AnyView> = failed.into_iter().map(item).collect();
    let list = some.then(|| {
        view! {
            <p>{list::RUN_KEPT}</p>
            <h3 class="run__title">{list::RUN_FAILED}</h3>
            <ul class="run__list">{items}</ul>
        }
    });
    view! {
        <Notice tone>
            <p>{said}</p>
            {list}
            <button type="button" class="button button--small" on:click=move |_| run.progress.set(Progress::None)>
                {list::RUN_CLOSE}
            </button>
        </Notice>
    }
    .into_any()
}
