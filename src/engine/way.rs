//! Which way to the relay: a WebSocket, or requests where networks let no WebSocket through.

/// So many WebSockets in a row that brought nothing, and requests are tried.
const ENOUGH: u8 = 2;
/// After so many connections by requests a WebSocket is tried again: the tablet may be elsewhere now.
const AGAIN: u8 = 10;

/// A way to the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A WebSocket.
    Socket,
    /// Requests.
    Requests,
}

/// What became of the ways that were tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ways {
    /// WebSockets in a row that brought nothing.
    in_vain: u8,
    /// Connections by requests that brought something, since a WebSocket was last tried.
    by_requests: u8,
}

impl Ways {
    /// The way to try next. Where neither works, there is no network: both are tried, one after the
    /// other.
    pub fn next(&self) -> Way {
        if self.in_vain >= ENOUGH { Way::Requests } else { Way::Socket }
    }

    /// A connection brought something beyond its first word.
    pub fn worked(&mut self, way: Way) {
        match way {
            Way::Socket => *self = Self::default(),
            Way::Requests => {
                self.by_requests += 1;
                if self.by_requests >= AGAIN {
                    *self = Self { in_vain: ENOUGH - 1, by_requests: 0 };
                }
            }
        }
    }

    /// A connection brought nothing: it could not be opened, was closed at once, or whoever answered
    /// was not the relay.
    pub fn failed(&mut self, way: Way) {
        match way {
            Way::Socket => self.in_vain = self.in_vain.saturating_add(1),
            // No network at all: when it is back, a WebSocket is what it most likely lets through.
            Way::Requests => *self = Self::default(),
        }
    }

    /// Somebody asks to try now, or the network is another: a WebSocket first.
    pub fn look_again(&mut self) {
        *self = Self { in_vain: self.in_vain.min(ENOUGH - 1), by_requests: 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_tried_after_sockets_in_vain_and_kept_while_they_work() {
        let mut ways = Ways::default();
        assert_eq!(ways.next(), Way::Socket);
        ways.failed(Way::Socket);
        assert_eq!(ways.next(), Way::Socket);
        ways.failed(Way::Socket);
        for _ in 0..AGAIN {
            assert_eq!(ways.next(), Way::Requests);
            ways.worked(Way::Requests);
        }
        // A look whether sockets work here; if not, back to requests at once.
        assert_eq!(ways.next(), Way::Socket);
        ways.failed(Way::Socket);
        assert_eq!(ways.next(), Way::Requests);
    }

    #[test]
    fn without_a_network_both_are_tried_in_turn() {
        let mut ways = Ways::default();
        let mut tried = Vec::new();
        for _ in 0..6 {
            tried.push(ways.next());
            ways.failed(ways.next());
        }
        use Way::{Requests, Socket};
        assert_eq!(tried, [Socket, Socket, Requests, Socket, Socket, Requests]);
        ways.worked(Socket);
        assert_eq!(ways, Ways::default());
        ways.failed(Socket);
        ways.failed(Socket);
        ways.look_again();
        assert_eq!(ways.next(), Socket);
        ways.failed(Socket);
        assert_eq!(ways.next(), Requests);
    }
}
