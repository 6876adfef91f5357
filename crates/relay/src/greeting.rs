//! What a connection began with: what those who sign on it have to sign.

use axum::http::{HeaderMap, header};
use ident::TenantId;
use wire::{Connection, origin_of};

/// The challenge of a connection, and whom the other side may take us for.
#[derive(Debug, Clone)]
pub struct Greeting {
    /// The city.
    pub tenant: TenantId,
    /// New for each connection.
    pub nonce: [u8; 32],
    /// Our origins: as set; or, where none was set, what the browser says it speaks to.
    pub origins: Vec<String>,
}

impl Greeting {
    /// Whether a check holds for one of our origins.
    pub fn any(&self, check: impl Fn(Connection<'_>) -> bool) -> bool {
        self.origins
            .iter()
            .any(|origin| check(Connection { tenant: self.tenant, origin, nonce: &self.nonce }))
    }
}

/// Our origins on this connection. `Err` where a page of another origin opened it: no page but our
/// own has any business here.
///
/// # Errors
/// [`ForeignPage`].
pub fn origins(set: &[String], headers: &HeaderMap) -> Result<Vec<String>, ForeignPage> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let own = if set.is_empty() {
        // TLS may end at a proxy: we cannot know which of the two it was.
        ["https", "http"].map(|scheme| origin_of(&format!("{scheme}://{host}"))).to_vec()
    } else {
        set.to_vec()
    };
    match text(header::ORIGIN) {
        Some(page) if !own.contains(&origin_of(page)) => Err(ForeignPage),
        _ => Ok(own),
    }
}

/// A page of another origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a page of another origin")]
pub struct ForeignPage;

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(host: &'static str, origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        headers
    }

    #[test]
    fn a_page_of_another_origin_opens_no_connection() {
        let set = vec!["https://yunling.example".to_owned()];
        let ours = headers("10.0.0.5:7400", Some("https://yunling.example"));
        assert_eq!(origins(&set, &ours), Ok(set.clone()));
        let theirs = headers("yunling.example", Some("https://evil.example"));
        assert_eq!(origins(&set, &theirs), Err(ForeignPage));
        assert_eq!(origins(&[], &theirs), Err(ForeignPage));
        let plain = headers("127.0.0.1:7400", Some("http://127.0.0.1:7400"));
        let both = ["https://127.0.0.1:7400", "http://127.0.0.1:7400"];
        assert_eq!(origins(&[], &plain), Ok(both.map(str::to_owned).to_vec()));
        assert_eq!(origins(&set, &headers("x", None)), Ok(set.clone()), "no browser");
    }
}
