//! The first part of the program: opens the device's rows and answers lists with them. All else is done by
//! the rest, a chunk that comes right behind it (docs/adr/0007); what needs it waits for it here, or is told
//! that it cannot be had.
//!
//! Whatever is called from here is in the first part with all that it may reach: nothing here opens a
//! document.

use ident::PersonId;
use wasm_bindgen_futures::spawn_local;

use super::{Driver, awaited::Rest};
use crate::{
    bridge::{
        Command, Draft, Event, Failure, FromEngine, ListQuery, Reply, SealedAsk, ToEngine, VaultAsk,
    },
    engine::{convert, entropy, input::Input, listing, lock::Due, post, tabs::TabMessage, typed},
};

/// After so long what is not asked for by a person is tried again, in milliseconds.
const TRY_AGAIN: i64 = 15_000;

/// A command that the first part answers.
enum First {
    Open(String),
    Unlock(PersonId, String),
    Touched,
    List(ListQuery),
    Today,
    DisputeCounts,
    /// What is half typed, read and kept: no form opens without it, and none waits to be kept.
    Scratches(String),
    KeepScratch(String, String),
    Drafts,
    KeepDraft(Box<Draft>),
    DropDraft(String),
    SealedDraft(String),
    DropSealedDraft(String),
    /// How a form ended whose engine did.
    WasSaved(u64),
}

impl First {
    /// The command with its number, where it is one; else as it was.
    fn of(asked: ToEngine) -> Result<(u32, Self), Box<ToEngine>> {
        let ToEngine { id, mark, command } = asked;
        let first = match command {
            Command::Open { relay } => Self::Open(relay),
            Command::Vault(VaultAsk::Unlock { person, secret }) => Self::Unlock(person, secret),
            Command::Vault(VaultAsk::Touched) => Self::Touched,
            Command::List(query) => Self::List(query),
            Command::Today => Self::Today,
            Command::DisputeCounts => Self::DisputeCounts,
            Command::Scratches(prefix) => Self::Scratches(prefix),
            Command::KeepScratch { form, content } => Self::KeepScratch(form, content),
            Command::Drafts => Self::Drafts,
            Command::KeepDraft(draft) => Self::KeepDraft(Box::new(draft)),
            Command::DropDraft(id) => Self::DropDraft(id),
            Command::Sealed(SealedAsk::Draft(id)) => Self::SealedDraft(id),
            Command::Sealed(SealedAsk::DropDraft(id)) => Self::DropSealedDraft(id),
            Command::WasSaved(mark) => Self::WasSaved(mark),
            command => return Err(Box::new(ToEngine { id, mark, command })),
        };
        Ok((id, first))
    }
}

/// Whether it closes the station.
fn closes(input: &Input) -> bool {
    match input {
        Input::Command(asked) => matches!(asked.command, Command::Vault(VaultAsk::Lock)),
        Input::Tab(message) => matches!(message, TabMessage::PinSet),
        _ => false,
    }
}

impl Driver {
    /// Takes one input.
    pub async fn take(mut self: Box<Self>, input: Input) -> Box<Self> {
        let input = match input {
            Input::Rest(rest) => return self.rest_came(rest).await,
            Input::Command(asked) => match First::of(*asked) {
                Ok((id, first)) => {
                    self.answer_first(id, first).await;
                    return self;
                }
                Err(asked) => Input::Command(asked),
            },
            Input::Tab(message) if self.heard_at_once(&message) => return self,
            input => input,
        };
        let unsettled = self.station.as_ref().is_some_and(|station| !station.is_settled());
        match self.rest.here {
            // A station that cannot be settled can be closed all the same.
            Some(Rest(work)) if !(unsettled && closes(&input)) => work(self, input).await,
            _ => {
                self.put_off(input).await;
                self
            }
        }
    }

    async fn answer_first(&mut self, id: u32, first: First) {
        let opens = matches!(first, First::Open(_) | First::Unlock(..));
        let result = match first {
            First::Open(relay) => self.open_station(relay).await,
            First::Unlock(person, secret) => self.unlock(person, &secret).await,
            First::Touched => {
                self.lock.touch();
                self.tabs.tell(&TabMessage::Touched);
                Ok(Reply::Saved)
            }
            list => self.look(list).await,
        };
        post(&FromEngine::Answer { id, result });
        if opens {
            self.ask_for_rest();
            // What opening leaves to the rest, and the connection.
            let _ = self.inputs.unbounded_send(Input::Settle);
        }
    }

    /// A look at the rows; what was half typed.
    async fn look(&mut self, list: First) -> Result<Reply, Failure> {
        if self.lock.locked || self.lock.overdue.is_some() {
            return Err(Failure::Locked);
        }
        let station = self.station.as_mut().ok_or(Failure::NotRegistered)?;
        let today = entropy::now().date();
        let answered = match list {
            First::List(query) => listing::list(station, query, today),
            First::Today => listing::today(station, today),
            First::DisputeCounts => Ok(Reply::DisputeCounts(station.dispute_counts())),
            First::Scratches(prefix) => typed::scratches(station, &prefix).await,
            First::KeepScratch(form, content) => {
                station.keep_scratch(&form, content.as_bytes()).await.map(|()| Reply::Saved)
            }
            First::Drafts => typed::drafts(station).await.map(Reply::Drafts),
            First::KeepDraft(draft) => {
                self.rest.spare_draft(&draft.id);
                typed::keep_draft(station, *draft).await
            }
            First::DropDraft(id) => station.drop_draft(&id).await.map(|()| Reply::Saved),
            First::SealedDraft(id) => {
                let found = typed::sealed_drafts(station).await;
                found.map(|found| {
                    Reply::Drafts(found.into_iter().filter(|draft| draft.id == id).collect())
                })
            }
            First::DropSealedDraft(id) => {
                station.drop_sealed_draft(&id).await.map(|()| Reply::Saved)
            }
            First::WasSaved(mark) => station.was_saved(mark).await.map(Reply::WasSaved),
            First::Open(_) | First::Unlock(..) | First::Touched => Ok(Reply::Trying),
        };
        answered.map_err(convert::failure)
    }

    /// Keeps what needs the rest until it is here. The lock does not wait.
    async fn put_off(&mut self, input: Input) {
        match input {
            Input::Command(asked) if matches!(asked.command, Command::Vault(VaultAsk::Lock)) => {
                if self.has_pin() {
                    self.tabs.tell(&TabMessage::Lock);
                    self.close_alone().await;
                }
                post(&FromEngine::Answer { id: asked.id, result: Ok(Reply::Saved) });
            }
            Input::Command(_) => {
                self.rest.keep(input);
                self.ask_for_rest();
            }
            Input::Tick => {
                match self.lock.due() {
                    Due::Nothing => {}
                    Due::Say => post(&FromEngine::Event(Event::LockDue)),
                    Due::Lock => self.close_alone().await,
                }
                if entropy::now().millis() >= self.rest.try_at {
                    self.ask_for_rest();
                }
            }
            Input::NetworkBack => self.ask_for_rest(),
            Input::Tab(TabMessage::PinSet) => self.close_alone().await,
            input => self.rest.keep(input),
        }
    }

    /// What another tab says that waits for nothing. False where it is about something else.
    fn heard_at_once(&mut self, message: &TabMessage) -> bool {
        match message {
            TabMessage::Lock => {
                if self.has_pin() {
                    post(&FromEngine::Event(Event::LockDue));
                }
            }
            TabMessage::Touched => self.lock.touch(),
            TabMessage::Revoked if self.station.is_some() => {
                post(&FromEngine::Event(Event::Revoked));
            }
            TabMessage::Erased if self.station.is_some() => {
                self.station = None;
                self.store = None;
                post(&FromEngine::Event(Event::Erased));
            }
            _ => return false,
        }
        true
    }

    /// Closes the station before there is anything that could hand in for it. Commands that waited were
    /// of whoever worked here: whoever unlocks next must not be taken for them.
    async fn close_alone(&mut self) {
        if self.station.take().is_some() {
            self.closed(None);
            self.give_up_lead();
            for input in core::mem::take(&mut self.rest.later) {
                match input {
                    Input::Command(asked) => {
                        let result = Err(Failure::Locked);
                        post(&FromEngine::Answer { id: asked.id, result });
                    }
                    input => self.rest.keep(input),
                }
            }
            self.say_lock().await;
            self.say_sync();
        }
    }

    /// What was asked for in vain, because the rest was not here or the station not settled, is asked
    /// for again.
    pub(super) fn say_again(&mut self) {
        if core::mem::take(&mut self.rest.failed) {
            if let Some(identity) = self.identity() {
                post(&FromEngine::Event(Event::Identity(identity)));
            }
            post(&FromEngine::Event(Event::RowsChanged));
        }
    }

    fn ask_for_rest(&mut self) {
        if self.rest.here.is_some() || self.rest.coming {
            return;
        }
        self.rest.coming = true;
        let (load, inputs) = (self.rest.load, self.inputs.clone());
        spawn_local(async move {
            let _ = inputs.unbounded_send(Input::Rest(load().await));
        });
    }

    /// The rest is here: what waits for it is worked off. Or it cannot be had: who waits is told.
    async fn rest_came(mut self: Box<Self>, rest: Option<Rest>) -> Box<Self> {
        self.rest.coming = false;
        let later = core::mem::take(&mut self.rest.later);
        match rest {
            Some(Rest(work)) => {
                self.rest.here = rest;
                for input in later {
                    self = work(self, input).await;
                }
            }
            None => {
                self.rest.failed = true;
                self.rest.try_at = entropy::now().millis() + TRY_AGAIN;
                for input in later {
                    match input {
                        // Nobody looks at the answer; it is carried out when it can be.
                        Input::Command(asked) if matches!(asked.command, Command::Seen { .. }) => {
                            self.rest.keep(Input::Command(asked));
                        }
                        Input::Command(asked) => {
                            let result = Err(Failure::PartAbsent);
                            post(&FromEngine::Answer { id: asked.id, result });
                        }
                        input => self.rest.keep(input),
                    }
                }
            }
        }
        self
    }
}
