//! What WebDriver itself does not offer: chromedriver's door to the developer tools.

use anyhow::{Context, Result};
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use std::sync::PoisonError;
use url::{ParseError, Url};

use super::{Size, Tablet};
use crate::{SOON, until};

/// A POST to a place below the session.
#[derive(Debug)]
struct Extension {
    place: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.place))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Tablet {
    /// A command of the DevTools protocol, for the tab at hand.
    ///
    /// # Errors
    /// The browser's.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        let client = self.client().await?;
        client
            .issue_cmd(Extension { place: "goog/cdp/execute", body })
            .await
            .with_context(|| command.to_owned())
    }

    /// Turns the tablet: the tab at hand gets a viewport of this size.
    ///
    /// # Errors
    /// The browser's.
    pub async fn turn(&self, size: Size) -> Result<()> {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) = size;
        let (width, height) = size.pixels();
        let screen =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await.map(|_| ())
    }

    pub(super) fn size(&self) -> Size {
        *self.size.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the device ask for light or dark colours, and waits until the page has them.
    ///
    /// # Errors
    /// The browser's.
    pub async fn dark(&self, dark: bool) -> Result<()> {
        let value = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", media).await?;
        self.comes_to_rest().await
    }

    /// Waits until nothing on the page moves or fades any more.
    async fn comes_to_rest(&self) -> Result<()> {
        // Asking for a style is what starts the fading.
        let script =
            "getComputedStyle(document.body).color; return document.getAnimations().length;";
        until("the page comes to rest", SOON, async || {
            Ok((self.run(script, vec![]).await? == json!(0)).then_some(()))
        })
        .await
    }

    /// Says how much the app may store on this device; none for as much as there is.
    ///
    /// # Errors
    /// The browser's.
    pub async fn quota(&self, bytes: Option<u64>) -> Result<()> {
        let mut parameters = json!({ "origin": self.origin() });
        if let (Some(bytes), Some(parameters)) = (bytes, parameters.as_object_mut()) {
            parameters.insert("quotaSize".to_owned(), json!(bytes));
        }
        self.devtools("Storage.overrideQuotaForOrigin", parameters).await.map(|_| ())
    }

    /// What the page wrote to the console since it was last asked.
    pub(super) async fn console(&self) -> Result<String> {
        let client = self.client().await?;
        let log = client
            .issue_cmd(Extension { place: "se/log", body: json!({ "type": "browser" }) })
            .await?;
        let entries = log.as_array().cloned().unwrap_or_default();
        let line = |entry: &Value| {
            format!(
                "{} {}",
                entry["level"].as_str().unwrap_or("?"),
                entry["message"].as_str().unwrap_or("?")
            )
        };
        Ok(entries.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}
