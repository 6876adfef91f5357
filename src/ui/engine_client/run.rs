//! One engine after another: what was asked, what waits, and how often it died.

use std::collections::HashMap;

use web_sys::{MessageEvent, Worker, wasm_bindgen::closure::Closure};

use crate::bridge::{Command, Failure, ToEngine};

/// More restarts than this within a minute and it is given up.
const MOST_RESTARTS: usize = 3;
const MINUTE: f64 = 60_000.0;

/// A worker with the closures it calls.
pub(super) struct Running {
    pub(super) worker: Worker,
    #[expect(dead_code, reason = "kept alive as long as the worker")]
    pub(super) heard: Closure<dyn Fn(MessageEvent)>,
    #[expect(dead_code, reason = "kept alive as long as the worker")]
    pub(super) died: Closure<dyn Fn(web_sys::Event)>,
}

/// How far the engine is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Stage {
    /// Its program is loading.
    #[default]
    Starting,
    /// It is opening the storage; this is the command's number.
    Opening(u32),
    /// It takes commands.
    Open,
    /// It cannot open the storage.
    Refused(Failure),
    /// It died too often.
    Stopped,
}

/// The state of the conversation; `A` is who waits for an answer.
pub(super) struct Run<A> {
    running: Option<Running>,
    stage: Stage,
    last_id: u32,
    /// The mark of the command that would have the number 0.
    marks_from: u64,
    asked: HashMap<u32, A>,
    /// Not sent yet: the storage is not open.
    waiting: Vec<ToEngine>,
    starts: Vec<f64>,
}

impl<A> Default for Run<A> {
    fn default() -> Self {
        Self {
            running: None,
            stage: Stage::Starting,
            last_id: 0,
            marks_from: 0,
            asked: HashMap::new(),
            waiting: Vec::new(),
            starts: Vec::new(),
        }
    }
}

impl<A> Run<A> {
    /// Nothing asked so far. `marks_from` is drawn by chance: no other tab's marks are the same.
    pub(super) fn new(marks_from: u64) -> Self {
        Self { marks_from, ..Self::default() }
    }

    /// The mark of the command that is numbered next.
    pub(super) fn next_mark(&self) -> u64 {
        self.mark(self.last_id.wrapping_add(1))
    }

    fn mark(&self, id: u32) -> u64 {
        self.marks_from.wrapping_add(u64::from(id))
    }

    pub(super) fn stage(&self) -> &Stage {
        &self.stage
    }

    pub(super) fn worker(&self) -> Option<Worker> {
        self.running.as_ref().map(|running| running.worker.clone())
    }

    pub(super) fn started(&mut self, running: Running, at: f64) {
        self.running = Some(running);
        self.starts.push(at);
    }

    pub(super) fn stop(&mut self) {
        self.stage = Stage::Stopped;
    }

    fn next_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }

    /// The command that opens the storage; from now on its answer is waited for.
    pub(super) fn open(&mut self, relay: String) -> ToEngine {
        let id = self.next_id();
        self.stage = Stage::Opening(id);
        ToEngine { id, mark: self.mark(id), command: Command::Open { relay } }
    }

    pub(super) fn is_open_command(&self, id: u32) -> bool {
        self.stage == Stage::Opening(id)
    }

    /// The storage is open, or refused: gives back what can be sent now.
    pub(super) fn opened(&mut self, refused: Option<&Failure>) -> Vec<ToEngine> {
        match refused {
            // What waits goes on waiting: opening may succeed the next time.
            Some(failure) => {
                self.stage = Stage::Refused(failure.clone());
                Vec::new()
            }
            None => {
                self.stage = Stage::Open;
                std::mem::take(&mut self.waiting)
            }
        }
    }

    /// Gives a command its number. Returns it if it can be sent at once.
    pub(super) fn number(&mut self, command: Command, asker: A) -> Option<ToEngine> {
        let id = self.next_id();
        self.asked.insert(id, asker);
        let message = ToEngine { id, mark: self.mark(id), command };
        if self.stage == Stage::Open {
            return Some(message);
        }
        self.waiting.push(message);
        None
    }

    pub(super) fn take(&mut self, id: u32) -> Option<A> {
        self.asked.remove(&id)
    }

    /// How long to wait before the next start: a network that is just coming back gets its chance.
    pub(super) fn pause_millis(&self) -> u32 {
        match self.starts.len() {
            0 | 1 => 100,
            2 => 1_000,
            _ => 4_000,
        }
    }

    /// The engine died. Gives back who will get no answer, and whether to start it again. What was
    /// never sent is not lost: it waits for the next engine.
    pub(super) fn died(&mut self, now: f64) -> (Vec<A>, bool) {
        if let Some(running) = self.running.take() {
            running.worker.terminate();
        }
        self.starts.retain(|start| now - start < MINUTE);
        let again = self.starts.len() <= MOST_RESTARTS;
        self.stage = if again { Stage::Starting } else { Stage::Stopped };
        if !again {
            self.waiting.clear();
        }
        let unsent: Vec<u32> = self.waiting.iter().map(|message| message.id).collect();
        let lost: Vec<u32> = self.asked.keys().copied().filter(|id| !unsent.contains(id)).collect();
        let askers = lost.iter().filter_map(|id| self.asked.remove(id)).collect();
        (askers, again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(messages: &[ToEngine]) -> Vec<u32> {
        messages.iter().map(|message| message.id).collect()
    }

    #[test]
    fn what_is_asked_early_waits_for_the_storage() {
        let mut run: Run<&str> = Run::default();
        assert!(run.number(Command::Drafts, "a").is_none());
        let open = run.open("ws://here".into());
        assert!(run.is_open_command(open.id));
        assert_eq!(ids(&run.opened(None)), [1]);
        assert!(run.number(Command::Drafts, "b").is_some());
        assert_eq!(run.take(1), Some("a"));
    }

    #[test]
    fn only_what_was_sent_is_lost_with_the_engine() {
        let mut run: Run<&str> = Run::default();
        run.open("ws://here".into());
        run.opened(None);
        run.number(Command::Drafts, "sent");
        let (lost, again) = run.died(0.0);
        assert_eq!((lost, again), (vec!["sent"], true));
        run.number(Command::Drafts, "unsent");
        let (lost, _) = run.died(1.0);
        assert!(lost.is_empty());
    }

    #[test]
    fn an_engine_that_keeps_dying_is_given_up() {
        let mut run: Run<&str> = Run::default();
        for start in 0..3 {
            run.starts.push(f64::from(start));
            assert!(run.died(f64::from(start)).1);
        }
        run.starts.push(3.0);
        assert!(!run.died(3.0).1);
        assert_eq!(run.stage(), &Stage::Stopped);
    }
}
