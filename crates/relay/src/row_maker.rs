//! Makes rows of what was handed on already, by the code that stations make them with: after the
//! answer, a batch at a time, away from the async threads.
//!
//! How far it got stands in the store, so that nothing has to be remembered with each push: what is
//! behind that place in the log is still to be made, whoever took it in and whatever ended since.

use casework::{
    Directory, Document, MatterRow, directory::Reach, history::Arrival, view::MatterDocs,
};
use ident::{DocKey, MatterId, Part};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    task::{JoinHandle, spawn_blocking},
    time::{sleep, timeout},
};

use crate::{
    directory::CurrentDirectory,
    store::{
        Store, StoreError,
        derived::{DueRows, HeldDoc, MadeRow, RowStanding},
    },
};

/// Who hands in goes first: rows are made when nothing came in for so long,
const QUIET: Duration = Duration::from_millis(150);
/// or after so long, or when somebody waits for them. On the morning when a city's stations come back all at
/// once, rows are two fifths of the relay's work, and the stations wait for their answers.
const PATIENCE: Duration = Duration::from_secs(15);
/// After so long is looked whether there is something, though nobody said so.
const LOOKING: Duration = Duration::from_secs(30);
/// After so long is tried again where the store failed, or another process was faster.
const AGAIN: Duration = Duration::from_millis(500);
/// Changes looked at, at a time.
const CHANGES: u32 = 1000;
/// Matters whose rows are made at a time.
const MATTERS: u32 = 200;

/// How far rows are made: of changes up to a place in the log, under a version of the directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Made {
    through: u64,
    directory: u32,
}

/// Whoever makes rows, for as long as this lives.
#[derive(Debug)]
pub struct RowMaker {
    /// Somebody waits for rows.
    wanted: Arc<Notify>,
    made: watch::Receiver<Made>,
    task: JoinHandle<()>,
}

impl Drop for RowMaker {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl RowMaker {
    /// Starts it.
    #[must_use]
    pub fn start(
        store: Arc<dyn Store>,
        directory: Arc<CurrentDirectory>,
        wake: Arc<Notify>,
    ) -> Self {
        let (say, made) = watch::channel(Made::default());
        let wanted = Arc::new(Notify::new());
        let task = tokio::spawn(run(store, directory, wake, Arc::clone(&wanted), say));
        Self { wanted, made, task }
    }

    /// Whether rows are made of everything up to a place in the log, under the directory of a version;
    /// wakes who makes them where not.
    #[must_use]
    pub fn has_made(&self, through: u64, directory: u32) -> bool {
        let made = *self.made.borrow();
        let enough = made.through >= through && made.directory >= directory;
        if !enough {
            self.wanted.notify_one();
        }
        enough
    }
}

async fn run(
    store: Arc<dyn Store>,
    directory: Arc<CurrentDirectory>,
    wake: Arc<Notify>,
    wanted: Arc<Notify>,
    say: watch::Sender<Made>,
) {
    loop {
        let more = match make_some(&*store, &directory, &say).await {
            Ok(more) => more,
            Err(error) => {
                tracing::warn!(%error, "rows could not be made");
                sleep(AGAIN).await;
                false
            }
        };
        // Of what is there already, a batch follows the other, unless something comes in.
        let waiting = if more { Duration::ZERO } else { LOOKING };
        tokio::select! {
            biased;
            () = wanted.notified() => {}
            () = wake.notified() => gather(&wake, &wanted).await,
            () = sleep(waiting) => {}
        }
    }
}

/// Lets come in what comes in.
async fn gather(wake: &Notify, wanted: &Notify) {
    let all = async { while timeout(QUIET, wake.notified()).await.is_ok() {} };
    tokio::select! {
        () = wanted.notified() => {}
        _ = timeout(PATIENCE, all) => {}
    }
}

/// Makes a batch; whether there may be more.
async fn make_some(
    store: &dyn Store,
    directory: &CurrentDirectory,
    say: &watch::Sender<Made>,
) -> Result<bool, StoreError> {
    let derived = store.derived();
    let standing = derived.standing().await?;
    let current = directory.get();
    if let Some(which) = another(&standing, &current.directory, &current.bytes) {
        let projection = MatterRow::PROJECTION;
        if !derived.mark_due(standing.round, &which, projection, &current.bytes).await? {
            sleep(AGAIN).await;
        }
        return Ok(true);
    }
    let (mut matters, through) = derived.touched(standing.through, CHANGES).await?;
    let mut due = false;
    if through == standing.through {
        matters = derived.due(MATTERS).await?;
        due = !matters.is_empty();
        if !due {
            let version = current.directory.version;
            say.send_replace(Made { through, directory: version });
            return Ok(false);
        }
    }
    let mut made = Vec::with_capacity(matters.len());
    for some in matters.chunks(MATTERS as usize) {
        let docs = derived.documents(some).await?;
        let (some, current) = (some.to_vec(), Arc::clone(&current));
        let rows = spawn_blocking(move || make(&some, docs, &current.directory)).await;
        made.extend(rows.map_err(|_| StoreError::Corrupt("row"))?);
    }
    if !derived.put_rows(standing.round, &made, through).await? {
        sleep(AGAIN).await;
    } else if !due {
        say.send_modify(|said| said.through = through);
    }
    Ok(true)
}

/// Which rows are to be made anew because the program or the directory is another.
fn another(standing: &RowStanding, directory: &Directory, bytes: &[u8]) -> Option<DueRows> {
    let same = standing.directory == bytes;
    if same && standing.projection == MatterRow::PROJECTION {
        return None;
    }
    let before = Directory::from_bytes(&standing.directory).ok();
    Some(match before.map(|before| Reach::between(&before, directory)) {
        Some(reach) if standing.projection == MatterRow::PROJECTION => match reach {
            Reach::Doubtful => DueRows::Posts(Vec::new()),
            Reach::Posts(posts) => DueRows::Posts(posts),
            Reach::Everything => DueRows::Everything,
        },
        _ => DueRows::Everything,
    })
}

/// Makes the rows of matters. A matter whose documents make none has one that says nothing, so that
/// nobody misses it.
fn make(matters: &[MatterId], docs: Vec<HeldDoc>, directory: &Directory) -> Vec<MadeRow> {
    let mut families: BTreeMap<MatterId, Vec<HeldDoc>> = BTreeMap::new();
    for doc in docs {
        // What is an office's own is in no row that others get.
        if matches!(doc.key.part, Part::Core | Part::People) {
            families.entry(doc.key.matter).or_default().push(doc);
        }
    }
    matters
        .iter()
        .map(|matter| {
            let family = families.remove(matter).unwrap_or_default();
            let changes = family.iter().flat_map(|doc| &doc.changes);
            let size = changes.map(|change| change.bytes.len() as u64).sum();
            let blank = MadeRow {
                matter: *matter,
                open: true,
                doubtful: true,
                posts: Vec::new(),
                size,
                bytes: Vec::new(),
            };
            let row = catch_unwind(AssertUnwindSafe(|| row_of(&blank, &family, directory)));
            if row.is_err() {
                tracing::error!(%matter, "a row could not be made");
            }
            row.ok().flatten().unwrap_or(blank)
        })
        .collect()
}

fn row_of(blank: &MadeRow, family: &[HeldDoc], directory: &Directory) -> Option<MadeRow> {
    let open = |key: DocKey| {
        let held = family.iter().find(|doc| doc.key == key);
        let changes = held.map_or(&[][..], |doc| &doc.changes);
        let mut doc = Document::open(key, changes.iter().map(|change| &change.bytes[..])).ok()?;
        let arrivals = changes.iter().map(|change| (change.hash, Arrival::At(change.place)));
        doc.note_arrivals(arrivals);
        Some(doc)
    };
    let (core, people) = (open(DocKey::core(blank.matter))?, open(DocKey::people(blank.matter))?);
    let mut posts: Vec<_> =
        core.history().iter().filter_map(|change| Some(change.step.acting()?.post)).collect();
    posts.sort();
    posts.dedup();
    let docs = MatterDocs {
        core: &core,
        people: (!people.is_empty()).then_some(&people),
        internal: None,
        committee: None,
    };
    // Whose it is to look at does not show in a row.
    let office = &directory.city()?.code;
    let mut row = MatterRow::project(&docs, office, directory)?;
    row.absent = Some(u32::try_from(blank.size).unwrap_or(u32::MAX));
    let bytes = row.to_bytes();
    Some(MadeRow { open: !row.is_over(), doubtful: row.doubtful, posts, bytes, ..blank.clone() })
}
