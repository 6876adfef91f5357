//! Ports that stay ours.

use anyhow::{Context, Result};
use std::{
    net::Ipv4Addr,
    sync::atomic::{AtomicU16, Ordering},
};
use tokio::net::TcpListener;

/// Below the range that the kernel gives to outgoing connections: a port whose listener is down for
/// a while must still be free when it comes back.
const FIRST: u16 = 21_000;
const COUNT: u16 = 9_000;

/// Counts up within this process; where it begins differs between processes.
static NEXT: AtomicU16 = AtomicU16::new(0);

/// A port nobody listens on and nobody else is given.
pub(crate) async fn free_port() -> Result<u16> {
    let begin = std::process::id() % u32::from(COUNT);
    for _ in 0..COUNT {
        let step = u32::from(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = FIRST + u16::try_from((begin + step) % u32::from(COUNT))?;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
            return Ok(port);
        }
    }
    None.context("no port is free")
}
