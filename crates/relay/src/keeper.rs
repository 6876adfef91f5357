//! The one appender. It takes what pushes are waiting, judges them one after another in one
//! transaction, and only when the commit has returned, that is, when all of it is on disk, does
//! it answer them and wake the readers. While the disk is busy with one group, the next gathers.

use std::sync::Arc;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use wire::{Fault, PushResult};

use crate::{
    acceptance::{CheckedPush, JudgeError, judge},
    directory::CurrentDirectory,
    hub::Hub,
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

/// The way to the appender.
#[derive(Debug, Clone)]
pub struct Keeper(mpsc::Sender<Job>);

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Job(..)")
    }
}

impl Keeper {
    /// Starts the appender. It ends when the last `Keeper` is gone and everything is answered.
    #[must_use]
    pub fn start(
        store: Arc<dyn Store>,
        directory: Arc<CurrentDirectory>,
        hub: Arc<Hub>,
    ) -> (Self, JoinHandle<()>) {
        let (sender, queue) = mpsc::channel(WAITING);
        let task = tokio::spawn(run(store, directory, hub, queue));
        (Self(sender), task)
    }

    /// Hands a push over; returns when it is on disk.
    ///
    /// # Errors
    /// [`Fault`]: then nothing of it was kept.
    pub async fn keep(&self, push: CheckedPush) -> Result<PushResult, Fault> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Job { push, answer }).await.map_err(|_| Fault::Unavailable)?;
        answered.await.unwrap_or(Err(Fault::Unavailable))
    }
}

async fn run(
    store: Arc<dyn Store>,
    directory: Arc<CurrentDirectory>,
    hub: Arc<Hub>,
    mut queue: mpsc::Receiver<Job>,
) {
    while let Some(first) = queue.recv().await {
        let mut docs = first.push.docs().len();
        let mut group = vec![first];
        // What changes the directory ends its group: those after it are judged by the new one.
        while docs < GROUP_DOCS
            && group.last().is_none_or(|last| !last.push.edits_directory())
            && let Ok(next) = queue.try_recv()
        {
            docs += next.push.docs().len();
            group.push(next);
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
