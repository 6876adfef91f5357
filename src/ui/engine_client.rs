//! The UI's end of the conversation with the engine worker: starts it, asks, matches answers to
//! questions, and starts it again when it died.
//!
//! It is deliberately no store of anything: what the engine says is handed on, not remembered.

mod outcome;
mod run;

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use web_sys::{
    ErrorEvent, MessageEvent, Worker, console,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};

use self::run::{Run, Running, Stage};
use super::browser;
use crate::bridge::{
    Command, Event, Failure, FromEngine, Identity, LockScreen, Reply, ToEngine, decode, encode,
};

/// What the client says of its own accord.
#[derive(Debug, Clone)]
pub enum Told {
    /// The storage was opened, at the start or after a restart; or could not be.
    Opened(Result<Option<Identity>, Failure>),
    /// The storage is there, and locked.
    Locked(LockScreen),
    /// The engine said something.
    Event(Event),
    /// The engine died too often: nothing more will come.
    GaveUp,
}

type Answer = Result<Reply, Failure>;

/// The client. Clones talk to the same engine.
#[derive(Clone)]
pub struct EngineClient(Rc<Inner>);

struct Inner {
    script: String,
    relay: String,
    tell: Box<dyn Fn(Told)>,
    run: RefCell<Run<oneshot::Sender<Answer>>>,
}

impl EngineClient {
    /// Starts the engine. `tell` hears what it says.
    pub fn start(tell: impl Fn(Told) + 'static) -> Self {
        let client = Self(Rc::new(Inner {
            script: script_address(),
            relay: relay_address(),
            tell: Box::new(tell),
            run: RefCell::new(Run::new(browser::random_number())),
        }));
        client.start_worker();
        client
    }

    /// Asks, and waits for the answer. What is asked before the engine is there waits for it. Of a
    /// form whose engine died while it was being saved, the next engine knows whether it was.
    pub fn ask(&self, command: Command) -> impl Future<Output = Answer> + 'static {
        let saved = outcome::saved(&command);
        let (mark, answer) = self.ask_once(command);
        let client = self.clone();
        async move {
            match (answer.await, saved) {
                (Err(Failure::EngineRestarted), Some(saved)) => {
                    client.how_it_ended(mark, saved).await
                }
                (answer, _) => answer,
            }
        }
    }

    /// Asks one engine. Gives the mark that a form saved by it leaves behind.
    fn ask_once(&self, command: Command) -> (u64, impl Future<Output = Answer> + 'static + use<>) {
        let (sender, receiver) = oneshot::channel();
        let mark = self.0.run.borrow().next_mark();
        let sent = self.0.run.borrow_mut().ask(command, sender);
        if let Some(message) = sent {
            self.post(&message);
        }
        (mark, async move { receiver.await.unwrap_or(Err(Failure::EngineRestarted)) })
    }

    /// Tries to open the storage again, after it was refused.
    pub fn open_again(&self) {
        let open = self.0.run.borrow_mut().open(self.0.relay.clone());
        self.post(&open);
    }

    fn start_worker(&self) {
        let running = match self.make_worker() {
            Ok(running) => running,
            Err(error) => {
                console::error_2(&"engine:".into(), &error);
                self.0.run.borrow_mut().stop();
                (self.0.tell)(Told::GaveUp);
                return;
            }
        };
        self.0.run.borrow_mut().started(running, js_sys::Date::now());
    }

    fn make_worker(&self) -> Result<Running, JsValue> {
        let worker = Worker::new(&self.0.script)?;
        // Weak: the closures live inside what they would otherwise keep alive.
        let own = Rc::downgrade(&self.0);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = own.upgrade() {
                Self(inner).heard(&event);
            }
        });
        let own = Rc::downgrade(&self.0);
        let died = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let why = event.dyn_ref::<ErrorEvent>().map_or_else(String::new, ErrorEvent::message);
            console::error_2(&"engine stopped:".into(), &why.into());
            if let Some(inner) = own.upgrade() {
                Self(inner).died();
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(died.as_ref().unchecked_ref()));
        worker.add_event_listener_with_callback("messageerror", died.as_ref().unchecked_ref())?;
        Ok(Running { worker, heard, died })
    }

    fn post(&self, message: &ToEngine) {
        let buffer = Uint8Array::from(encode(message).as_slice()).buffer();
        let worker = self.0.run.borrow().worker();
        if let Some(worker) = worker {
            let moved = Array::of1(&buffer);
            if let Err(error) = worker.post_message_with_transfer(&buffer, &moved) {
                console::error_2(&"engine:".into(), &error);
            }
        }
    }

    fn heard(&self, event: &MessageEvent) {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match decode::<FromEngine>(&bytes) {
            Some(FromEngine::Ready) => {
                let open = self.0.run.borrow_mut().open(self.0.relay.clone());
                self.post(&open);
            }
            Some(FromEngine::Answer { id, result }) => self.answered(id, result),
            Some(FromEngine::Event(event)) => (self.0.tell)(Told::Event(event)),
            None => console::error_1(&"engine: a message that cannot be read".into()),
        }
    }

    fn answered(&self, id: u32, result: Answer) {
        if self.0.run.borrow().is_open_command(id) {
            let waiting = self.0.run.borrow_mut().opened(result.as_ref().err());
            for message in &waiting {
                self.post(message);
            }
            (self.0.tell)(match result {
                Ok(Reply::Opened(identity)) => Told::Opened(Ok(identity)),
                Ok(Reply::Locked(screen)) => Told::Locked(screen),
                Ok(_) => Told::Opened(Ok(None)),
                Err(failure) => Told::Opened(Err(failure)),
            });
            return;
        }
        let asker = self.0.run.borrow_mut().take(id);
        if let Some(asker) = asker {
            // Whoever asked may have left the page meanwhile.
            let _ = asker.send(result);
        }
    }

    fn died(&self) {
        let (askers, again) = self.0.run.borrow_mut().died(js_sys::Date::now());
        let pause = again.then(|| self.0.run.borrow().pause_millis());
        for asker in askers {
            let _ = asker.send(Err(Failure::EngineRestarted));
        }
        match pause {
            Some(pause) => {
                let client = self.clone();
                Timeout::new(pause, move || client.start_worker()).forget();
            }
            None => (self.0.tell)(Told::GaveUp),
        }
    }
}

impl Run<oneshot::Sender<Answer>> {
    /// Numbers a command. Gives it back if it can be sent at once.
    fn ask(&mut self, command: Command, asker: oneshot::Sender<Answer>) -> Option<ToEngine> {
        match self.stage() {
            Stage::Refused(failure) => {
                let _ = asker.send(Err(failure.clone()));
                None
            }
            Stage::Stopped => {
                let _ = asker.send(Err(Failure::EngineRestarted));
                None
            }
            Stage::Starting | Stage::Opening(_) | Stage::Open => self.number(command, asker),
        }
    }
}

/// Where the engine's start script is: the page says, because the build names it by its content.
fn script_address() -> String {
    browser::meta("cunzhan-engine").unwrap_or_else(|| "./engine_loader.js".to_owned())
}

/// Where the relay is: the page may say; otherwise where the page came from.
fn relay_address() -> String {
    browser::meta("cunzhan-relay").unwrap_or_else(|| {
        let location = window().location();
        let safe = location.protocol().is_ok_and(|protocol| protocol == "https:");
        let host = location.host().unwrap_or_default();
        format!("{}://{host}/sync", if safe { "wss" } else { "ws" })
    })
}
