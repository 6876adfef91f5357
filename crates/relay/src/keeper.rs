//! The one appender. It takes what pushes are waiting, judges them one after another in one
//! transaction, and only when the commit has returned, that is, when all of it is on disk, does
//! it answer them and wake the readers. While the disk is busy with one group, the next gathers.

use std::sync::Arc;
use tokio::{
    sync::{Notify, mpsc, oneshot},
    task::JoinHandle,
};
use wire::{Fault, PushResult, TakenDoc};

use crate::{
    acceptance::{CheckedPush, JudgeError, judge},
    clock,
    directory::CurrentDirectory,
    hub::Hub,
    repair::{self, ProvedHandIn},
    store::{Store, StoreError},
};

/// Pushes that may wait. More make their connections wait, which is felt by the stations.
const WAITING: usize = 64;
/// Documents in one group, about: a group is one transaction, and no reader sees any of it
/// before its end.
const GROUP_DOCS: usize = 4000;

struct Job {
    push: CheckedPush,
    answer: oneshot::Sender<Result<PushResult, Fault>>,
}

/// Something that a station gives back. It is taken in alone.
struct Return {
    hand_in: ProvedHandIn,
    answer: oneshot::Sender<Result<Vec<TakenDoc>, Fault>>,
}

enum Work {
    Push(Job),
    Return(Return),
}

/// The way to the appender.
#[derive(Debug, Clone)]
pub struct Keeper(mpsc::Sender<Work>);

impl Keeper {
    /// Starts the appender. It ends when the last `Keeper` is gone and everything is answered.
    #[must_use]
    pub fn start(
        store: Arc<dyn Store>,
        directory: Arc<CurrentDirectory>,
        hub: Arc<Hub>,
        rows: Arc<Notify>,
    ) -> (Self, JoinHandle<()>) {
        let (sender, queue) = mpsc::channel(WAITING);
        let task = tokio::spawn(run(store, directory, hub, rows, queue));
        (Self(sender), task)
    }

    /// Hands a push over; returns when it is on disk.
    ///
    /// # Errors
    /// [`Fault`]: then nothing of it was kept.
    pub async fn keep(&self, push: CheckedPush) -> Result<PushResult, Fault> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Work::Push(Job { push, answer })).await.map_err(|_| Fault::Unavailable)?;
        answered.await.unwrap_or(Err(Fault::Unavailable))
    }

    /// Hands over what a station gives back; returns when what is taken is on disk.
    ///
    /// # Errors
    /// [`Fault`]: then nothing of it was taken.
    pub async fn take_back(&self, hand_in: ProvedHandIn) -> Result<Vec<TakenDoc>, Fault> {
        let (answer, answered) = oneshot::channel();
        let work = Work::Return(Return { hand_in, answer });
        self.0.send(work).await.map_err(|_| Fault::Unavailable)?;
        answered.await.unwrap_or(Err(Fault::Unavailable))
    }
}

async fn run(
    store: Arc<dyn Store>,
    directory: Arc<CurrentDirectory>,
    hub: Arc<Hub>,
    rows: Arc<Notify>,
    mut queue: mpsc::Receiver<Work>,
) {
    let mut put_off = None;
    loop {
        let next = match put_off.take() {
            Some(next) => Some(next),
            None => queue.recv().await,
        };
        let first = match next {
            None => return,
            Some(Work::Push(first)) => first,
            Some(Work::Return(back)) => {
                take_back(&*store, &directory, &hub, back).await;
                rows.notify_one();
                continue;
            }
        };
        let mut docs = first.push.docs().len();
        let mut group = vec![first];
        // What changes the directory ends its group: those after it are judged by the new one.
        while docs < GROUP_DOCS
            && group.last().is_none_or(|last| !last.push.edits_directory())
            && let Ok(next) = queue.try_recv()
        {
            match next {
                Work::Push(next) => {
                    docs += next.push.docs().len();
                    group.push(next);
                }
                other => {
                    put_off = Some(other);
                    break;
                }
            }
        }
        match keep_group(&*store, &directory, &group).await {
            Ok((results, grown)) => {
                if group.iter().any(|job| job.push.edits_directory())
                    && let Err(error) = directory.refresh(&*store).await
                {
                    // It is on disk; the next introduction reads it.
                    tracing::error!(%error, "the new directory could not be read");
                }
                for (job, result) in group.into_iter().zip(results) {
                    // The station may be gone; it will hand in again.
                    let _ = job.answer.send(result);
                }
                hub.wake(&grown);
                rows.notify_one();
            }
            Err(error) => {
                tracing::error!(%error, pushes = group.len(), "nothing could be kept");
                for job in group {
                    let _ = job.answer.send(Err(Fault::Unavailable));
                }
            }
        }
    }
}

async fn take_back(store: &dyn Store, directory: &CurrentDirectory, hub: &Hub, back: Return) {
    let Return { hand_in, answer } = back;
    let taken = async {
        let mut append = store.begin().await?;
        let mut standing = directory.get();
        if append.directory_version().is_some_and(|version| version != standing.directory.version) {
            standing = directory.refresh(store).await?;
        }
        let now = clock::now_millis();
        let taken = repair::judge(&mut *append, &hand_in, &standing.directory, now).await?;
        Ok::<_, StoreError>((taken, append.commit().await?))
    };
    match taken.await {
        Ok((taken, grown)) => {
            if hand_in.edits_directory()
                && let Err(error) = directory.refresh(store).await
            {
                tracing::error!(%error, "the new directory could not be read");
            }
            if let Some(note) = &taken.note {
                tracing::warn!(
                    device = %note.device, cause = ?note.cause, documents = note.documents,
                    changes = note.changes, unproved = note.unproved, refused = note.refused,
                    "what was missing here came back from a station"
                );
            }
            let _ = answer.send(Ok(taken.docs));
            hub.wake(&grown);
        }
        Err(error) => {
            tracing::error!(%error, "nothing that was given back could be kept");
            let _ = answer.send(Err(Fault::Unavailable));
        }
    }
}

type Group = (Vec<Result<PushResult, Fault>>, std::collections::BTreeSet<ident::OfficeCode>);

async fn keep_group(
    store: &dyn Store,
    directory: &CurrentDirectory,
    group: &[Job],
) -> Result<Group, StoreError> {
    let mut append = store.begin().await?;
    let mut standing = directory.get();
    // Another process may have taken in a new directory; while this transaction lasts, nobody does.
    if append.directory_version().is_some_and(|version| version != standing.directory.version) {
        standing = directory.refresh(store).await?;
    }
    let mut results = Vec::with_capacity(group.len());
    for job in group {
        // Revoked while it waited.
        let device = job.push.manifest().device;
        if standing.directory.is_revoked(device) && !job.push.is_surrendered() {
            results.push(Err(Fault::NotKnown));
            continue;
        }
        match judge(&mut *append, &job.push, &standing.directory).await {
            Ok(result) => results.push(Ok(result)),
            // Judged before anything was written: the others go on.
            Err(JudgeError::Fault(fault)) => results.push(Err(fault)),
            Err(JudgeError::Store(error)) => return Err(error),
        }
    }
    Ok((results, append.commit().await?))
}
