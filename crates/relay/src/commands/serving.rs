//! The relay at work.

use anyhow::Context;
use relay::{
    Settings,
    door::Tls,
    launch,
    relay::secret_hash,
    serve,
    store::{DemoLink, Site, Store, StoreError},
};
use tokio::{net::TcpListener, sync::watch};

use super::open;
use crate::cli::Served;

pub(crate) async fn serve(store: &Site, served: Served) -> anyhow::Result<()> {
    let Served { app, port, stations, origins, courier, on, tls } = served;
    let tls = match &tls {
        Some((certificates, key)) => Some(Tls::read(certificates, key)?),
        None => None,
    };
    if tls.is_none() && !on.is_loopback() {
        tracing::warn!("--listen without --tls-cert: whoever is in between reads and alters all");
    }
    let safe = tls.is_some();
    let settings = Settings { app, origins, tls, courier, ..Settings::default() };
    let store = open(store).await?;
    if let Some(place) = store.moved_to().await? {
        return Err(StoreError::Moved(place).into());
    }
    let mut links = store.demo_links().await?;
    links.truncate(usize::from(stations.unwrap_or(u16::MAX)));
    let mut listeners = vec![serve::listen(on, port).await?];
    for link in &links {
        // Port 0 is any free one, for each.
        let place = if port == 0 { 0 } else { link.place };
        let port = port.checked_add(place).context("--port is too high for the links")?;
        listeners.push(serve::listen(on, port).await?);
    }
    announce(&*store, &links, &listeners, safe).await?;
    let (stop, shutdown) = watch::channel(false);
    tokio::spawn(async move {
        stop_signal().await;
        let _ = stop.send(true);
    });
    launch(settings, store, listeners, shutdown).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                terminated.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Says where everything is. The demo's links come to standard output, one a line.
async fn announce(
    store: &dyn Store,
    links: &[DemoLink],
    listeners: &[TcpListener],
    safe: bool,
) -> anyhow::Result<()> {
    let mut addresses = Vec::new();
    for listener in listeners {
        let scheme = if safe { "https" } else { "http" };
        addresses.push(format!("{scheme}://{}", listener.local_addr()?));
    }
    let plain = addresses.first().map(String::as_str).unwrap_or_default();
    println!("中继 relay: {plain}/");
    for (link, address) in links.iter().zip(addresses.iter().skip(1)) {
        if store.is_open(&secret_hash(&link.secret)).await? {
            println!("{}: {address}/#enrol={}", link.title, link.secret);
        } else {
            println!("{}: {address}/ （已有设备登记 already opened once）", link.title);
        }
    }
    Ok(())
}
