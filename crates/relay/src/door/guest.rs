//! One connection, watched over.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};
use tokio_rustls::server::TlsStream;

use crate::limits::Ticket;

/// So long may it take until there is something to answer.
const FIRST: Duration = Duration::from_secs(20);
/// So long may a connection be silent. Stations are asked every 30 seconds whether they are there.
const SILENCE: Duration = Duration::from_secs(150);
/// Bytes that a stranger may send without being answered anything: a request for a page, an
/// enrolment. What is longer would be held in memory until it is whole.
const FROM_STRANGERS: u64 = 64 << 10;

/// Whether a connection's other side is known.
#[derive(Debug, Clone, Default)]
pub struct Trust(Arc<AtomicBool>);

impl Trust {
    /// It is: long messages are read from now on.
    pub fn gain(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is.
    #[must_use]
    pub fn is_gained(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Debug)]
enum Io {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// A connection that ends by itself where nothing comes of it.
#[derive(Debug)]
pub struct Guest {
    io: Io,
    trust: Trust,
    deadline: Pin<Box<Sleep>>,
    answered: bool,
    /// Bytes that came since something was answered.
    unanswered: u64,
    _ticket: Ticket,
}

impl Guest {
    fn new(io: Io, ticket: Ticket) -> Self {
        Self {
            io,
            trust: Trust::default(),
            deadline: Box::pin(sleep(FIRST)),
            answered: false,
            unanswered: 0,
            _ticket: ticket,
        }
    }

    pub(super) fn plain(stream: TcpStream, ticket: Ticket) -> Self {
        Self::new(Io::Plain(stream), ticket)
    }

    pub(super) fn tls(stream: TlsStream<TcpStream>, ticket: Ticket) -> Self {
        Self::new(Io::Tls(Box::new(stream)), ticket)
    }

    /// Whether its other side is known: to be said by who finds out.
    #[must_use]
    pub fn trust(&self) -> Trust {
        self.trust.clone()
    }
}

impl AsyncRead for Guest {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let read = match &mut this.io {
            Io::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Io::Tls(stream) => Pin::new(stream.as_mut()).poll_read(context, buffer),
        };
        if read.is_pending() {
            ready!(this.deadline.as_mut().poll(context));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let came = buffer.filled().len().saturating_sub(before) as u64;
        if came > 0 && this.answered {
            this.deadline.as_mut().reset(Instant::now() + SILENCE);
        }
        this.unanswered += came;
        if this.unanswered > FROM_STRANGERS && !this.trust.is_gained() {
            return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
        }
        read
    }
}

impl AsyncWrite for Guest {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        // A large file on a poor line takes its time; meanwhile the other side says nothing.
        this.answered = true;
        this.deadline.as_mut().reset(Instant::now() + SILENCE);
        this.unanswered = 0;
        match &mut this.io {
            Io::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Io::Tls(stream) => Pin::new(stream.as_mut()).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.io {
            Io::Plain(stream) => Pin::new(stream).poll_flush(context),
            Io::Tls(stream) => Pin::new(stream.as_mut()).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.io {
            Io::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Io::Tls(stream) => Pin::new(stream.as_mut()).poll_shutdown(context),
        }
    }
}
