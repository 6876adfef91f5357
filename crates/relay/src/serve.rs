//! Serving: a store, a few listeners, until told to stop.

use ident::SealingKey;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};

use crate::{
    Relay,
    door::{Door, Peer, Tls},
    limits::{Admission, Limits, Seats},
    requests::Requests,
    router::router,
    store::{Store, StoreError},
};

/// So long may requests that are under way take to end.
const ENDING: Duration = Duration::from_secs(5);

/// What is served.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The app's files.
    pub app: PathBuf,
    /// The origins under which browsers reach this relay (`https://yunling.example`). None: whatever
    /// a browser says it speaks to.
    pub origins: Vec<String>,
    /// TLS, where it does not end at a proxy in front.
    pub tls: Option<Tls>,
    /// How much anybody may ask.
    pub limits: Limits,
    /// What couriers' files are sealed to: the public half that `relay courier key` printed.
    pub courier: Option<SealingKey>,
}

/// Why serving ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store failed at the start.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A listener failed.
    #[error("the network failed: {0}")]
    Network(#[from] std::io::Error),
}

/// A port that cannot be had.
#[derive(Debug, thiserror::Error)]
#[error(
    "端口 {port} 已被占用或不可用：请换一个端口（--port），或先停掉占用它的程序。\n\
     port {port} cannot be used ({source}): choose another with --port, or stop what uses it"
)]
pub struct PortTaken {
    /// Which.
    pub port: u16,
    /// Why.
    pub source: std::io::Error,
}

/// Listens on a port: of this machine alone (127.0.0.1) where TLS and the world are a proxy's in
/// front.
///
/// # Errors
/// [`PortTaken`].
pub async fn listen(on: IpAddr, port: u16) -> Result<TcpListener, PortTaken> {
    TcpListener::bind(SocketAddr::from((on, port)))
        .await
        .map_err(|source| PortTaken { port, source })
}

/// Serves on all listeners until `shutdown` becomes true; returns when everything that was handed
/// in is on disk and answered, and the store is closed.
///
/// # Errors
/// [`ServeError`].
pub async fn launch(
    settings: Settings,
    store: Arc<dyn Store>,
    listeners: Vec<TcpListener>,
    shutdown: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    if let Some(place) = store.moved_to().await? {
        return Err(StoreError::Moved(place).into());
    }
    let (relay, keeper) = Relay::start(Arc::clone(&store)).await?;
    let relay = relay.with_courier_key(settings.courier);
    let admission = Admission::new(settings.limits);
    let seats = Seats::new(settings.limits.per_device);
    let lines = Requests::new(Arc::clone(&admission));
    let mut servers = JoinSet::new();
    for listener in listeners {
        let (seats, lines) = (Arc::clone(&seats), Arc::clone(&lines));
        let router = router(relay.clone(), &settings, seats, lines, shutdown.clone());
        let mut shutdown = shutdown.clone();
        let door = Door::open(listener, settings.tls.clone(), Arc::clone(&admission));
        servers.spawn(async move {
            axum::serve(door, router.into_make_service_with_connect_info::<Peer>())
                .with_graceful_shutdown(async move {
                    let _ = shutdown.wait_for(|down| *down).await;
                })
                .await
        });
    }
    drop(relay);
    let mut stopped = shutdown.clone();
    let all = async {
        while let Some(ended) = servers.join_next().await {
            if let Ok(Err(error)) = ended {
                return Err(error);
            }
        }
        Ok(())
    };
    tokio::select! {
        ended = all => ended?,
        () = async {
            let _ = stopped.wait_for(|down| *down).await;
            tokio::time::sleep(ENDING).await;
        } => {}
    }
    servers.shutdown().await;
    // Sessions hold the way to the appender; with the last of them it ends.
    let _ = timeout(ENDING, keeper).await;
    store.close().await;
    Ok(())
}
