//! The connection to the relay by requests, where a network lets no WebSocket through: one request
//! opens a line, one always waits for what comes, one says what is to be said. Whatever goes wrong ends
//! the line; the next one says what was not confirmed again. An answer that is not the relay's (a
//! network that wants its visitors to sign in) is as good as none.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use futures::channel::mpsc::UnboundedSender;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Request, RequestCache, RequestInit, RequestRedirect, Response};
use wire::{BUNDLE_TYPE, LINE_HEADER, bundle, unbundle};

use super::input::Input;

/// Once a request has so many bytes, no more frames go into it.
const FULL: usize = 256 << 10;

/// A line of requests.
#[derive(Debug)]
pub struct Requests(Rc<Shared>);

#[derive(Debug)]
struct Shared {
    number: u32,
    inputs: UnboundedSender<Input>,
    /// Where requests go: `https://host/sync`.
    place: String,
    token: RefCell<Option<String>>,
    waiting: RefCell<VecDeque<Vec<u8>>>,
    saying: Cell<bool>,
    over: Cell<bool>,
    abort: AbortController,
}

/// The line failed: what is said of it is that it is gone.
struct Gone;

impl Requests {
    /// Begins to connect.
    pub fn connect(address: &str, number: u32, inputs: &UnboundedSender<Input>) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let scheme = if scheme == "wss" { "https" } else { "http" };
        let shared = Rc::new(Shared {
            number,
            inputs: inputs.clone(),
            place: format!("{scheme}://{rest}"),
            token: RefCell::default(),
            waiting: RefCell::default(),
            saying: Cell::new(false),
            over: Cell::new(false),
            abort: AbortController::new().ok()?,
        });
        let hearing = Rc::clone(&shared);
        spawn_local(async move {
            // It ends only when the line is gone.
            let _ = hearing.hear().await;
            hearing.end();
        });
        Some(Self(shared))
    }

    /// Which connection this is.
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Sends a frame, behind those before it.
    pub fn send(&self, frame: Vec<u8>) {
        self.0.waiting.borrow_mut().push_back(frame);
        if self.0.saying.replace(true) {
            return;
        }
        let saying = Rc::clone(&self.0);
        spawn_local(async move {
            if saying.say().await.is_err() {
                saying.end();
            }
            saying.saying.set(false);
        });
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.0.over.set(true);
        self.0.abort.abort();
    }
}

impl Shared {
    fn tell(&self, input: Input) {
        if !self.over.get() {
            let _ = self.inputs.unbounded_send(input);
        }
    }

    fn end(&self) {
        self.tell(Input::Closed(self.number));
        self.over.set(true);
    }

    async fn hear(&self) -> Result<(), Gone> {
        let mut frames = self.ask("open", &[]).await?.into_iter();
        let token = frames.next().and_then(|name| String::from_utf8(name).ok()).ok_or(Gone)?;
        *self.token.borrow_mut() = Some(token);
        self.tell(Input::Opened(self.number));
        for frame in frames {
            self.tell(Input::Frame(self.number, frame));
        }
        while !self.over.get() {
            for frame in self.ask("hear", &[]).await? {
                self.tell(Input::Frame(self.number, frame));
            }
            self.tell(Input::Alive(self.number));
        }
        Ok(())
    }

    /// Says what waits, in its order: one request after the other.
    async fn say(&self) -> Result<(), Gone> {
        loop {
            let mut frames = Vec::new();
            let mut bytes = 0;
            while bytes < FULL
                && let Some(frame) = self.waiting.borrow_mut().pop_front()
            {
                bytes += frame.len();
                frames.push(frame);
            }
            if frames.is_empty() || self.over.get() {
                return Ok(());
            }
            self.ask("say", &frames).await?;
            self.tell(Input::Alive(self.number));
        }
    }

    async fn ask(&self, what: &str, frames: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Gone> {
        let body = js_sys::Uint8Array::from(bundle(frames).as_slice());
        let options = RequestInit::new();
        options.set_method("POST");
        options.set_body(&body);
        options.set_cache(RequestCache::NoStore);
        options.set_redirect(RequestRedirect::Error);
        options.set_signal(Some(&self.abort.signal()));
        let address = format!("{}/{what}", self.place);
        let request = Request::new_with_str_and_init(&address, &options).map_err(|_| Gone)?;
        let headers = request.headers();
        let _ = headers.set("content-type", BUNDLE_TYPE);
        if let Some(token) = self.token.borrow().as_ref() {
            let _ = headers.set(LINE_HEADER, token);
        }
        let scope = super::scope().ok_or(Gone)?;
        let answer = JsFuture::from(scope.fetch_with_request(&request)).await.map_err(|_| Gone)?;
        let answer: Response = answer.dyn_into().map_err(|_| Gone)?;
        let kind = answer.headers().get("content-type").ok().flatten();
        if answer.status() != 200 || kind.as_deref() != Some(BUNDLE_TYPE) {
            return Err(Gone);
        }
        let buffer = answer.array_buffer().map_err(|_| Gone)?;
        let buffer = JsFuture::from(buffer).await.map_err(|_| Gone)?;
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        let frames = unbundle(&bytes).map_err(|_| Gone)?;
        Ok(frames.into_iter().map(<[u8]>::to_vec).collect())
    }
}
