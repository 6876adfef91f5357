//! How the saving of a form ended whose engine died before it could say so.

use gloo_timers::future::TimeoutFuture;

use super::{Answer, EngineClient};
use crate::bridge::{Command, Failure, RemarkAsk, Reply, SealedAsk};

/// So often it is asked: an engine that dies again and again is given up anyhow.
const TIMES: usize = 4;
/// So long after it was asked behind the lock it is asked again, in milliseconds.
const AGAIN_MILLIS: u32 = 2_000;

/// The answer where all that is known is that it was saved; none where the command saves no form.
pub(super) fn saved(command: &Command) -> Option<Reply> {
    match command {
        Command::Enter { .. } => Some(Reply::Entered(Vec::new())),
        Command::Register { .. }
        | Command::Edit { .. }
        | Command::Note { .. }
        | Command::FollowUp { .. }
        | Command::Hand { .. }
        | Command::Act { .. }
        | Command::Memo { .. }
        | Command::OrgStep(_)
        | Command::Remark(RemarkAsk::Say { .. })
        | Command::Sealed(SealedAsk::Record { .. }) => Some(Reply::Saved),
        _ => None,
    }
}

impl EngineClient {
    /// Asks the next engine for the mark that the form leaves in its transaction.
    pub(super) async fn how_it_ended(&self, mark: u64, saved: Reply) -> Answer {
        let mut died = 0;
        while died < TIMES {
            match self.ask_once(Command::WasSaved(mark)).1.await {
                Ok(Reply::WasSaved(true)) => return Ok(saved),
                Err(Failure::EngineRestarted) => died += 1,
                // A device with a PIN is locked when its engine died, and nobody may know now. Said to
                // have failed, the form would be saved once more behind the lock.
                Err(Failure::Locked) => TimeoutFuture::new(AGAIN_MILLIS).await,
                _ => break,
            }
        }
        Err(Failure::EngineRestarted)
    }
}
