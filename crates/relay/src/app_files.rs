//! The app's files, as Trunk built them: hashed ones are cached for ever, the rest is asked for
//! again each time (and answered with "not modified"); Brotli made at build time is sent where the
//! browser takes it.

mod kind;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
    routing::any,
};
use std::{
    fs::Metadata,
    path::{Component, Path, PathBuf},
    sync::Arc,
    time::UNIX_EPOCH,
};

use kind::{content_type, is_hashed};

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// The page itself: every path without a dot is a place inside the app.
const INDEX: &str = "index.html";

/// What the page may do. Scripts come from here and are files, WebAssembly may be compiled;
/// nothing is loaded from, or sent to, anywhere else.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; \
    worker-src 'self'; manifest-src 'self'; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The policy of a page of this host: it speaks to this host alone. Browsers of before 2022 do not
/// take `'self'` for WebSockets, so the host is named.
fn policy(host: Option<&HeaderValue>) -> HeaderValue {
    let is_host = |host: &&str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
        host.len() < 256 && host.bytes().all(plain)
    };
    let host = host.and_then(|host| host.to_str().ok()).filter(is_host);
    let connect = host.map(|host| format!(" ws://{host} wss://{host}")).unwrap_or_default();
    HeaderValue::from_str(&format!("{POLICY}; connect-src 'self'{connect}"))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The files of the app.
pub struct AppFiles;

impl AppFiles {
    /// A router that answers every path from a directory.
    pub fn router(root: Arc<Path>) -> Router {
        Router::new().fallback_service(any(serve).with_state(root))
    }
}

async fn serve(State(root): State<Arc<Path>>, request: Request) -> Response {
    let policy = policy(request.headers().get(header::HOST));
    let mut response = match *request.method() {
        Method::GET | Method::HEAD => {
            let mut found = find(&root, request.uri().path(), request.headers()).await;
            if request.method() == Method::HEAD {
                *found.body_mut() = Body::empty();
            }
            found
        }
        _ => status(StatusCode::METHOD_NOT_ALLOWED),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "geolocation=(), microphone=(), usb=(), serial=(), bluetooth=(), payment=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn find(root: &Path, path: &str, asked: &HeaderMap) -> Response {
    let Some(relative) = relative(path) else { return status(StatusCode::NOT_FOUND) };
    let wanted = root.join(&relative);
    let is_place = !relative.to_string_lossy().contains('.');
    let file = match tokio::fs::metadata(&wanted).await {
        Ok(metadata) if metadata.is_file() => (wanted, metadata),
        _ if is_place => match tokio::fs::metadata(root.join(INDEX)).await {
            Ok(metadata) => (root.join(INDEX), metadata),
            Err(_) => return no_app(root),
        },
        _ => return status(StatusCode::NOT_FOUND),
    };
    send(file.0, &file.1, asked).await
}

async fn send(path: PathBuf, metadata: &Metadata, asked: &HeaderMap) -> Response {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let packed = if takes_brotli(asked) { brotli_beside(&path).await } else { None };
    let tag = etag(metadata, packed.is_some());
    let mut response = if same(asked, &tag) {
        status(StatusCode::NOT_MODIFIED)
    } else {
        match tokio::fs::read(packed.as_ref().unwrap_or(&path)).await {
            Ok(bytes) => Response::new(Body::from(bytes)),
            Err(_) => return status(StatusCode::NOT_FOUND),
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let caching = if is_hashed(&name) { FOR_EVER } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if packed.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The path below the root; none where it would lead out of it, or to a file that only the
/// server uses.
fn relative(path: &str) -> Option<PathBuf> {
    let path = path.trim_start_matches('/');
    // The built names are plain ASCII: nothing needs unescaping.
    if path.contains(['%', '\\', '\0']) || path.ends_with(".br") {
        return None;
    }
    let path = Path::new(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| path.to_owned())
}

fn takes_brotli(asked: &HeaderMap) -> bool {
    asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(
        |value| {
            value.split(',').any(|coding| {
                let mut parts = coding.split(';').map(str::trim);
                parts.next() == Some("br") && !parts.any(|part| part == "q=0")
            })
        },
    )
}

async fn brotli_beside(path: &Path) -> Option<PathBuf> {
    let mut packed = path.as_os_str().to_owned();
    packed.push(".br");
    let packed = PathBuf::from(packed);
    tokio::fs::metadata(&packed).await.is_ok().then_some(packed)
}

/// Length and time of the file: a new build has another time.
fn etag(metadata: &Metadata, packed: bool) -> String {
    let since = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let nanos = since.unwrap_or_default().as_nanos();
    let coding = if packed { "-br" } else { "" };
    format!("\"{:x}-{nanos:x}{coding}\"", metadata.len())
}

fn same(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|held| held.trim() == tag))
}

fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn no_app(root: &Path) -> Response {
    tracing::error!(app = %root.display(), "there is no index.html in the app's directory");
    let mut response = Response::new(Body::from("程序文件不在。The app has not been built.\n"));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        for path in ["/../secret", "/a/../../b", "/a%2f..%2fb", "//etc/../passwd", "/a\\b", "/x.br"]
        {
            let inside = relative(path).is_none_or(|path| !path.to_string_lossy().contains(".."));
            assert!(inside, "{path}");
        }
        assert_eq!(relative("/etc/passwd"), Some(PathBuf::from("etc/passwd")));
        assert_eq!(relative("/"), Some(PathBuf::new()));
    }

    #[test]
    fn a_page_speaks_to_its_own_host_alone() {
        let said = |host: &'static str| {
            let policy = policy(Some(&HeaderValue::from_static(host)));
            policy.to_str().expect("text").to_owned()
        };
        let own = said("yunling.example:8443");
        assert!(
            own.ends_with(
                "connect-src 'self' ws://yunling.example:8443 wss://yunling.example:8443"
            )
        );
        assert!(!own.contains("script-src 'self' 'unsafe-inline'") && !own.contains(" ws: "));
        for evil in ["evil.example; script-src *", "a b", "a,b", "*"] {
            assert!(said(evil).ends_with("connect-src 'self'"), "{evil}");
        }
    }

    #[test]
    fn brotli_only_where_it_is_taken() {
        let cases = [("gzip, deflate, br", true), ("br;q=0", false), ("gzip", false), ("*", false)];
        for (value, takes) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(takes_brotli(&headers), takes, "{value}");
        }
    }
}
