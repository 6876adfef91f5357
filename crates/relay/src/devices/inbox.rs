//! The one-way inbox: what revoked devices surrender lies here, kept apart, until a person takes it
//! in.

use casework::Moment;
use wire::{AskInbox, DocOutcome, Fault, Inbox, Piece, Push, Surrender, TakeIn, Taken, ToStation};

use crate::{
    Relay,
    acceptance::{CheckedPush, Introduced},
    clock,
    relay::unavailable,
    store::{HeldPiece, NewPiece, StoreError},
};

impl Relay {
    /// Takes what a revoked device had not handed in, and keeps it apart; it is on disk when this
    /// returns. A device that has nothing left is told to erase itself.
    ///
    /// # Errors
    /// [`Fault`]: then nothing of it was kept.
    pub async fn surrendered(
        &self,
        former: &Introduced,
        surrender: Surrender,
    ) -> Result<ToStation, Fault> {
        let Surrender { manifest, docs } = surrender;
        let Some(manifest) = manifest else { return Ok(ToStation::Erase) };
        let number = manifest.number;
        let changes = docs.iter().map(|doc| doc.changes.len()).sum::<usize>();
        let push = Push { manifest, docs };
        let bytes = minicbor::to_vec(&push).map_err(|_| Fault::Malformed)?;
        // Its word, and not somebody else's; whether it may be kept is judged when it is taken in.
        self.check(former, push).await?;
        let piece = NewPiece {
            device: former.device,
            number,
            received: clock::now_millis(),
            changes: u32::try_from(changes).unwrap_or(u32::MAX),
            bytes: &bytes,
        };
        match self.store().keys().surrender(&piece).await {
            Ok(true) => Ok(ToStation::Surrendered(number)),
            Ok(false) => Err(Fault::TooLarge),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Reads and checks a push, away from the async threads.
    pub(crate) async fn check(&self, from: &Introduced, push: Push) -> Result<CheckedPush, Fault> {
        let (tenant, introduced) = (self.tenant(), from.clone());
        let weight = push.docs.iter().flat_map(|doc| &doc.changes).map(|c| c.len()).sum();
        self.untrusted()
            .read(weight, move || CheckedPush::check(push, &introduced, tenant))
            .await
            .unwrap_or(Err(Fault::Malformed))
    }

    /// What lies in the inbox, of the offices that somebody keeps.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn inbox(&self, from: &Introduced, asked: AskInbox) -> Result<ToStation, Fault> {
        let standing = self.fresh_directory().await?;
        let all = self.store().keys().inbox().await.map_err(|error| unavailable(&error))?;
        let theirs = all
            .into_iter()
            .filter(|piece| Self::may_keep(&standing, from, asked.acting, &piece.office));
        let pieces = theirs.map(|held| Piece {
            no: held.no,
            device: held.device,
            office: held.office,
            received: held.received,
            changes: held.changes,
            bytes: held.size,
        });
        Ok(ToStation::Inbox(Inbox { pieces: pieces.collect() }))
    }

    /// Takes a piece in, as if its device had handed it in before it was revoked; what that device
    /// surrendered before goes first, for later changes build on earlier ones.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn take_in(&self, from: &Introduced, take: TakeIn) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let keys = self.store().keys();
        let standing = self.fresh_directory().await?;
        let inbox = keys.inbox().await.map_err(lost)?;
        let nothing = ToStation::Taken(Taken { no: take.no, docs: None });
        let Some(wanted) = inbox.iter().find(|piece| piece.no == take.no) else {
            return Ok(nothing);
        };
        if !Self::may_keep(&standing, from, take.acting, &wanted.office) {
            return Ok(nothing);
        }
        let mut docs = (0, 0);
        let before = |piece: &&HeldPiece| piece.device == wanted.device && piece.no <= wanted.no;
        for piece in inbox.iter().filter(before) {
            let (kept, refused) = self.take_piece(piece).await?;
            docs = (docs.0 + kept, docs.1 + refused);
            let now = Moment::from_millis(clock::now_millis()).millis();
            keys.took_in(piece.no, now, from.device).await.map_err(lost)?;
            tracing::warn!(device = %piece.device, by = %from.device, kept, refused, "a surrendered push was taken in");
        }
        Ok(ToStation::Taken(Taken { no: take.no, docs: Some(docs) }))
    }

    async fn take_piece(&self, piece: &HeldPiece) -> Result<(u32, u32), Fault> {
        let standing = self.directory();
        let device = standing.directory.device(piece.device).ok_or(Fault::Unavailable)?;
        let former =
            Introduced { device: device.id, office: device.office.clone(), key: device.key };
        let bytes = self.store().keys().piece(piece.no).await;
        let Some(bytes) = bytes.map_err(|error| unavailable(&error))? else { return Ok((0, 0)) };
        let push: Push = minicbor::decode(&bytes).map_err(|_| Fault::Malformed)?;
        let checked = self.check(&former, push).await?;
        let result = self.keep(checked.surrendered()).await?;
        let kept = result.docs.iter().filter(|outcome| **outcome == DocOutcome::Kept).count();
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok((count(kept), count(result.docs.len() - kept)))
    }
}
