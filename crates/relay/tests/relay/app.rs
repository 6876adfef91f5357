//! The app's files over HTTP.

use relay::app_files::AppFiles;
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::harness::Scratch;

async fn get(address: std::net::SocketAddr, path: &str, headers: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.expect("asks");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("answers");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").expect("head and body");
    (head.to_lowercase(), body.to_owned())
}

#[tokio::test]
async fn files_are_cached_packed_and_typed_as_they_should() {
    let scratch = Scratch::new("app");
    let dist = scratch.path().join("dist");
    std::fs::create_dir_all(&dist).expect("dist");
    for (name, content) in [
        ("index.html", "page"),
        ("app-0123456789abcdef_bg.wasm", "plain wasm"),
        ("app-0123456789abcdef_bg.wasm.br", "packed wasm"),
        ("manifest.webmanifest", "{}"),
        ("sw.js", "worker"),
    ] {
        std::fs::write(dist.join(name), content).expect("writes");
    }
    std::fs::write(scratch.path().join("secret.txt"), "secret").expect("writes");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = AppFiles::router(Arc::from(dist));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let wasm = "/app-0123456789abcdef_bg.wasm";
    let (head, body) = get(address, wasm, "accept-encoding: gzip, br\r\n").await;
    assert!(head.starts_with("http/1.1 200") && body == "packed wasm", "{head}");
    assert!(head.contains("content-encoding: br") && head.contains("application/wasm"));
    assert!(head.contains("max-age=31536000, immutable"));
    let (head, body) = get(address, wasm, "").await;
    assert!(body == "plain wasm" && !head.contains("content-encoding"), "{head}");

    for place in ["/", "/matters", "/matters/0011"] {
        let (head, body) = get(address, place, "").await;
        assert!(head.starts_with("http/1.1 200") && body == "page", "{place}: {head}");
        assert!(head.contains("cache-control: no-cache") && head.contains("text/html"));
        assert!(head.contains("content-security-policy: default-src 'self'"));
        assert!(head.contains("x-content-type-options: nosniff"));
        let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag");
        let (head, body) = get(address, place, &format!("if-none-match: {tag}\r\n")).await;
        assert!(head.starts_with("http/1.1 304") && body.is_empty(), "{head}");
    }
    let (head, _) = get(address, "/manifest.webmanifest", "").await;
    assert!(head.contains("application/manifest+json"));
    let (head, _) = get(address, "/sw.js", "").await;
    assert!(head.contains("cache-control: no-cache") && head.contains("text/javascript"));
    for nothing in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/gone.js", "/app-0123456789abcdef_bg.wasm.br"]
    {
        let (head, _) = get(address, nothing, "").await;
        assert!(head.starts_with("http/1.1 404"), "{nothing}: {head}");
    }
}
