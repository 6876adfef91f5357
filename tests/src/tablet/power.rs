//! Switching a tablet on and off.

use anyhow::{Context, Result};
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use tokio::sync::Mutex;

use super::{Size, Tablet};
use crate::{SOON, processes, until};

impl Tablet {
    pub(crate) fn new(
        name: &str,
        origin: String,
        profile: PathBuf,
        chromium: PathBuf,
        driver: String,
        size: Size,
    ) -> Self {
        Self {
            name: name.to_owned(),
            origin,
            profile,
            chromium,
            driver,
            size: std::sync::Mutex::new(size),
            session: Mutex::new(None),
        }
    }

    /// Starts the browser, with what it stored before.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn switch_on(&self) -> Result<()> {
        let mut session = self.session.lock().await;
        anyhow::ensure!(session.is_none(), "{} is on", self.name);
        let Value::Object(capabilities) = self.capabilities() else { unreachable!("an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.driver)
            .await
            .with_context(|| format!("the browser of {} does not start", self.name))?;
        *session = Some(client);
        drop(session);
        self.turn(self.size()).await
    }

    /// Closes the browser, all tabs; what it stored stays.
    ///
    /// # Errors
    /// Where it does not close.
    pub async fn switch_off(&self) -> Result<()> {
        match self.session.lock().await.take() {
            Some(client) => Ok(client.close().await?),
            None => Ok(()),
        }
    }

    /// Ends the browser and all its processes at once, as the system does that needs their memory. What it
    /// stored stays.
    ///
    /// # Errors
    /// Where it goes on.
    pub async fn kill(&self) -> Result<()> {
        let client = self.session.lock().await.take();
        let profile = format!("--user-data-dir={}", self.profile.display());
        processes::kill(&processes::called_with(&profile));
        let gone = format!("the browser of {} is gone", self.name);
        until(&gone, SOON, async || Ok(processes::called_with(&profile).is_empty().then_some(())))
            .await?;
        // The driver has nobody to close any more; what it says of that is nothing new.
        if let Some(client) = client {
            let _ = client.close().await;
        }
        Ok(())
    }

    fn capabilities(&self) -> Value {
        let (width, height) = self.size().pixels();
        json!({
            "browserName": "chrome",
            "pageLoadStrategy": "normal",
            "timeouts": { "script": 60_000 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": self.chromium,
                "args": [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--no-default-browser-check",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--force-color-profile=srgb",
                    "--lang=zh-CN",
                    format!("--window-size={width},{height}"),
                    format!("--user-data-dir={}", self.profile.display()),
                ],
                "prefs": { "intl.accept_languages": "zh-CN,zh" },
            },
        })
    }
}
