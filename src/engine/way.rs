//! Which way to the relay: a WebSocket, or requests where networks let no WebSocket through.

/// So many WebSockets in a row that brought nothing, and requests are tried.
const ENOUGH: u8 = 2;
/// So long after requests began to work a WebSocket is tried again, in milliseconds: what stood in its way
/// may have been an outage that is over. Each time in vain the wait doubles.
const FIRST_LOOK: i64 = 60_000;
/// It doubles so often at most: half an hour.
const DOUBLINGS: u8 = 5;

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
    /// How often a WebSocket was tried in vain since requests work.
    looks: u8,
    /// When one is tried again, in milliseconds of the device's clock; none while requests do not work.
    look_at: Option<i64>,
}

impl Ways {
    /// The way to try next. Where neither works, there is no network: both are tried, one after the
    /// other.
    pub fn next(&self) -> Way {
        if self.in_vain >= ENOUGH { Way::Requests } else { Way::Socket }
    }

    /// A connection brought something beyond its first word, at this moment.
    pub fn worked(&mut self, way: Way, now: i64) {
        match way {
            Way::Socket => *self = Self::default(),
            Way::Requests => {
                let wait = FIRST_LOOK << self.looks.min(DOUBLINGS);
                // A clock that was set back makes nobody wait longer.
                let at = self.look_at.map_or(now + wait, |at| at.min(now + wait));
                self.look_at = Some(at);
            }
        }
    }

    /// Whether it is time to try a WebSocket again, though requests work. Then it is tried next, once.
    pub fn looks_again(&mut self, now: i64) -> bool {
        let due = self.look_at.is_some_and(|at| at <= now);
        if due {
            let looks = self.looks.saturating_add(1);
            *self = Self { in_vain: ENOUGH - 1, looks, look_at: None };
        }
        due
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
        *self = Self { in_vain: self.in_vain.min(ENOUGH - 1), ..Self::default() };
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
        for now in 0..100 {
            assert_eq!(ways.next(), Way::Requests);
            ways.worked(Way::Requests, now);
        }
    }

    #[test]
    fn after_an_outage_sockets_are_looked_for_soon_and_where_there_are_none_ever_more_rarely() {
        let mut ways = Ways::default();
        ways.failed(Way::Socket);
        ways.failed(Way::Socket);
        let mut now = 1_000;
        for minutes in [1, 2, 4, 8, 16, 32, 32, 32] {
            assert_eq!(ways.next(), Way::Requests);
            ways.worked(Way::Requests, now);
            assert!(!ways.looks_again(now + minutes * 60_000 - 1));
            assert_eq!(ways.next(), Way::Requests, "what works is kept until then");
            now += minutes * 60_000;
            assert!(ways.looks_again(now));
            // A look whether sockets work here; if not, back to requests at once.
            assert_eq!(ways.next(), Way::Socket);
            ways.failed(Way::Socket);
        }
        // It does: all is as it was.
        ways.worked(Way::Requests, now);
        assert!(ways.looks_again(now + 32 * 60_000));
        ways.worked(Way::Socket, now);
        assert_eq!(ways, Ways::default());
        // A clock that is set back far does not put the look off.
        ways.failed(Way::Socket);
        ways.failed(Way::Socket);
        ways.worked(Way::Requests, now);
        ways.worked(Way::Requests, 0);
        assert!(ways.looks_again(60_000));
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
        ways.worked(Socket, 0);
        assert_eq!(ways, Ways::default());
        ways.failed(Socket);
        ways.failed(Socket);
        ways.look_again();
        assert_eq!(ways.next(), Socket);
        ways.failed(Socket);
        assert_eq!(ways.next(), Requests);
    }
}
