//! The directory at hand: what the relay sent, and over it what this office changed since.

use std::collections::{BTreeSet, HashSet};

use casework::{
    Directory,
    directory::Reach,
    document::ReadChange,
    history::{Arrival, SeenChange, in_order},
};
use ident::{ChangeHash, DocId, DocKey, MatterId, Part, PostId};

use super::{Station, StationError};
use crate::{
    Batch, Durability, Effect, OutboxEntry, Space, Store,
    record::{StoredChange, meta},
};

impl<S: Store> Station<S> {
    /// What is on its way to the relay: document and change.
    pub(super) fn pending(&self) -> HashSet<(DocId, ChangeHash)> {
        self.outbox.iter().map(OutboxEntry::change).collect()
    }

    /// Reads the own office's changes of the directory. No document is opened for it.
    pub(super) async fn load_org(&mut self) -> Result<(), StationError> {
        let Some(identity) = &self.identity else { return Ok(()) };
        let key = DocKey::org(identity.office.clone());
        let found = self.read_all(Space::Changes, &[key.id().as_bytes().to_vec()]).await?.concat();
        let pending = self.pending();
        let refused: HashSet<(DocId, ChangeHash)> =
            self.refused.iter().map(OutboxEntry::change).collect();
        let mut seen: Vec<SeenChange> = Vec::with_capacity(found.len());
        for (_, bytes) in found {
            // The relay's directory knows what cannot be read here, if it was handed in.
            let Ok(stored) = minicbor::decode::<StoredChange>(&bytes) else { continue };
            let Ok(read) = ReadChange::from_bytes(&stored.bytes, &key.part) else { continue };
            let change = (key.id(), read.seen.hash);
            if !refused.contains(&change) {
                let arrival = stored.arrival(pending.contains(&change));
                seen.push(SeenChange { arrival, ..read.seen });
            }
        }
        self.org = in_order(seen);
        Ok(())
    }

    /// The own office's changes that a directory does not know of.
    pub(super) fn beyond(&self, sent: &Directory) -> Vec<SeenChange> {
        let through = sent.org.through;
        let new = self.org.iter().filter(|change| match change.arrival {
            Arrival::Pending => true,
            Arrival::At(place) => place > through,
            // Of a log that is gone: it is offered again, or comes again.
            Arrival::Unknown => false,
        });
        new.cloned().collect()
    }

    pub(super) fn laid_over(&self, sent: &Directory) -> Directory {
        let beyond = self.beyond(sent);
        match &self.identity {
            Some(identity) if !beyond.is_empty() => {
                let (mut directory, report) = sent.overlaid(&[(identity.office.clone(), beyond)]);
                directory.org.without_effect.extend(report.without_effect);
                directory
            }
            _ => sent.clone(),
        }
    }

    /// From now on this is the directory. What a list found under another one is found anew.
    pub(super) fn turn_to(&mut self, directory: Directory) {
        self.directory = directory;
        self.rows.forget_found();
    }

    /// Reads the directory that is stored: at opening, and when another tab wrote.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn load_directory(&mut self) -> Result<(), StationError> {
        self.load_sent_directory().await?;
        self.load_org().await?;
        self.turn_to(self.laid_over(&self.sent));
        Ok(())
    }

    /// Reads the directory as the relay sent it.
    pub(super) async fn load_sent_directory(&mut self) -> Result<(), StationError> {
        if let Some(bytes) = self.read(Space::Meta, meta::DIRECTORY).await? {
            // One that cannot be read is as good as none: the relay greets with its own.
            self.sent = Directory::from_bytes(&bytes).unwrap_or_default();
        }
        Ok(())
    }

    /// Takes a directory of the relay, where it is newer.
    pub(super) async fn adopt_directory(
        &mut self,
        bytes: &[u8],
    ) -> Result<Vec<Effect>, StationError> {
        let sent = Directory::from_bytes(bytes).map_err(|_| StationError::Damaged("directory"))?;
        // A relay whose disk was replaced by an older copy counts anew: the same number may stand for
        // another directory.
        if sent.version < self.sent.version || sent == self.sent {
            return Ok(Vec::new());
        }
        self.settle_directory(Some(sent)).await
    }

    /// The relay greets with the directory as it is there: if it is an older one than ours, ours is
    /// of a log that is gone.
    pub(super) async fn adopt_greeting(
        &mut self,
        bytes: &[u8],
    ) -> Result<Vec<Effect>, StationError> {
        let sent = Directory::from_bytes(bytes).map_err(|_| StationError::Damaged("directory"))?;
        if sent == self.sent {
            return Ok(Vec::new());
        }
        self.settle_directory(Some(sent)).await
    }

    /// Makes the directory anew after the relay sent one, or the own office's changes are others;
    /// and the rows that are others by that.
    pub(super) async fn settle_directory(
        &mut self,
        sent: Option<Directory>,
    ) -> Result<Vec<Effect>, StationError> {
        self.load_org().await?;
        let next = self.laid_over(sent.as_ref().unwrap_or(&self.sent));
        let same = next == self.directory;
        if same && sent.is_none() {
            return Ok(Vec::new());
        }
        let reach = Reach::between(&self.directory, &next);
        let mut batch = Batch::default();
        if let Some(sent) = &sent {
            batch.put(Space::Meta, meta::DIRECTORY, sent.to_bytes());
        }
        // Should we end before all are made, the next start makes every row anew.
        if reach != Reach::Doubtful {
            batch.put(Space::Meta, meta::STALE_ROWS, []);
        }
        self.write(batch, Durability::Relaxed).await?;
        if let Some(sent) = sent {
            self.sent = sent;
        }
        self.turn_to(next);
        let mut effects = vec![Effect::IdentityChanged];
        if self.follow(&reach).await? {
            effects.push(Effect::RowsChanged);
        }
        effects.extend(self.rows_may_be_others());
        Ok(effects)
    }

    /// Notes the rows that a change of the directory reaches, to be made anew when nobody waits;
    /// those that nobody could make so far are made at once. Says whether there were such.
    async fn follow(&mut self, reach: &Reach) -> Result<bool, StationError> {
        let unrowed = self.project_unrowed().await?;
        let posts = match reach {
            Reach::Posts(posts) => self.acted_in(posts).await?,
            Reach::Doubtful | Reach::Everything => BTreeSet::new(),
        };
        let everything = *reach == Reach::Everything;
        let here = self.rows.iter().filter(|row| row.absent.is_none());
        let reached = here.filter(|row| everything || row.doubtful);
        let reached: Vec<MatterId> = reached.map(|row| row.matter).collect();
        self.stale.extend(reached);
        let posts: Vec<MatterId> =
            posts.into_iter().filter(|matter| !self.is_absent(*matter)).collect();
        self.stale.extend(posts);
        if self.stale.is_empty() {
            self.rows_are_fresh().await?;
        }
        Ok(!unrowed.is_empty())
    }

    /// Matters with a step that cites one of these posts. The steps stand in plain text in the
    /// changes, so that no document has to be opened to see it.
    async fn acted_in(&self, posts: &[PostId]) -> Result<BTreeSet<MatterId>, StationError> {
        let cited: Vec<String> = posts.iter().map(PostId::to_hex).collect();
        let changes = self.read_all(Space::Changes, &[vec![]]).await?.concat();
        let mut matters = BTreeSet::new();
        for (_, bytes) in changes {
            let Ok(stored) = minicbor::decode::<StoredChange>(&bytes) else { continue };
            let cites = |post: &String| {
                stored.bytes.windows(post.len()).any(|window| window == post.as_bytes())
            };
            if stored.key.part == Part::Core
                && !matters.contains(&stored.key.matter)
                && cited.iter().any(cites)
            {
                matters.insert(stored.key.matter);
            }
        }
        Ok(matters)
    }
}
