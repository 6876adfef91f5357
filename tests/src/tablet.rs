//! A device: a Chromium with a profile of its own, looked at and touched as a person would.

mod devtools;
pub mod forms;
mod hands;
mod power;

use anyhow::{Context, Result};
use fantoccini::{Client, elements::Element, wd::TimeoutConfiguration};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::sync::Mutex;

use crate::{LONG, SOON, until};

/// How pages are searched: see the file.
const PAGE: &str = include_str!("tablet/page.js");

/// A screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A 10" tablet on its long side.
    Wide,
    /// The same on its short side.
    Tall,
}

impl Size {
    fn pixels(self) -> (u32, u32) {
        match self {
            Self::Wide => (1280, 800),
            Self::Tall => (800, 1280),
        }
    }
}

/// What kind of thing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// Something that leads elsewhere.
    Link,
    /// A field to write in.
    Field,
    /// One of several choices.
    Radio,
    /// An entry of an open list of choices.
    Option,
    /// A heading.
    Heading,
    /// A choice of a file.
    File,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Link => "link",
            Self::Field => "field",
            Self::Radio => "radio",
            Self::Option => "option",
            Self::Heading => "heading",
            Self::File => "file",
        }
    }
}

/// A device. It is switched on as long as it is not switched off; what it stored stays.
pub struct Tablet {
    name: String,
    origin: String,
    profile: PathBuf,
    chromium: PathBuf,
    driver: String,
    size: std::sync::Mutex<Size>,
    session: Mutex<Option<Client>>,
}

impl Tablet {
    /// What the test calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the browser keeps its files.
    #[must_use]
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// The address of the app.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) async fn client(&self) -> Result<Client> {
        self.session.lock().await.clone().with_context(|| format!("{} is off", self.name))
    }

    /// Opens a place of the app.
    ///
    /// # Errors
    /// Where the page cannot be loaded.
    pub async fn goto(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.origin);
        self.client().await?.goto(&url).await.with_context(|| format!("{} at {path}", self.name))
    }

    /// Opens another address: another origin is a device of its own, with a storage of its own.
    ///
    /// # Errors
    /// Where the page cannot be loaded.
    pub async fn visit(&self, url: &str) -> Result<()> {
        self.client().await?.goto(url).await.with_context(|| format!("{} at {url}", self.name))
    }

    /// Goes to a page within the app, as a bookmark would.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn go(&self, hash: &str) -> Result<()> {
        self.run("location.hash = arguments[0];", vec![json!(hash)]).await.map(|_| ())
    }

    /// Waits until the list can be used.
    ///
    /// # Errors
    /// When it never can.
    pub async fn is_ready(&self) -> Result<()> {
        until("the list can be used", LONG, async || {
            let ready = self.run("return document.body.dataset.ready === 'true';", vec![]).await?;
            Ok(ready.as_bool().filter(|ready| *ready).map(|_| ()))
        })
        .await
    }

    /// Waits until the service worker holds the whole app.
    ///
    /// # Errors
    /// When it never does.
    pub async fn is_installed(&self) -> Result<()> {
        until("the app is on the device", LONG, async || {
            let script = "return window.cunzhanShell && window.cunzhanShell.offline;";
            let state = self.run(script, vec![]).await?;
            Ok((state.as_str() == Some("ready")).then_some(()))
        })
        .await
    }

    /// Waits until a text stands on the page.
    ///
    /// # Errors
    /// When it never does.
    pub async fn sees(&self, text: &str) -> Result<()> {
        self.sees_within(text, SOON).await
    }

    /// The same with another patience.
    ///
    /// # Errors
    /// When the time is up.
    pub async fn sees_within(&self, text: &str, limit: Duration) -> Result<()> {
        until(&format!("{} sees “{text}”", self.name), limit, async || {
            Ok(self.text().await?.contains(text).then_some(()))
        })
        .await
    }

    /// Waits until a text has gone from the page.
    ///
    /// # Errors
    /// When it never goes.
    pub async fn sees_no_more(&self, text: &str) -> Result<()> {
        until(&format!("{} no longer sees “{text}”", self.name), SOON, async || {
            Ok((!self.text().await?.contains(text)).then_some(()))
        })
        .await
    }

    /// What can be read on the page, as one text.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn text(&self) -> Result<String> {
        let text = self.look("text", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What can be read in the part of the page under a heading.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn section(&self, heading: &str) -> Result<String> {
        until(&format!("{} sees the part “{heading}”", self.name), SOON, async || {
            let text = self.look("section", vec![json!(heading)]).await?;
            Ok(text.as_str().map(str::to_owned))
        })
        .await
    }

    /// What can be read around a text within the part of the page under a heading: the smallest
    /// entry of a list that holds it.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn part_around(&self, heading: &str, text: &str) -> Result<String> {
        until(&format!("{} sees “{text}” under “{heading}”", self.name), SOON, async || {
            let found = self.look("around", vec![json!(heading), json!(text)]).await?;
            Ok(found.as_str().map(str::to_owned))
        })
        .await
    }

    /// Waits for something to be there; by what it is and what it is called.
    ///
    /// # Errors
    /// When it never is.
    pub async fn find(&self, role: Role, name: &str) -> Result<Element> {
        let what = format!("{} has a {} “{name}”", self.name, role.name());
        until(&what, SOON, async || self.find_now(role, name).await).await
    }

    /// Something, if it is there now. A name that fits exactly goes before one that only contains it.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn find_now(&self, role: Role, name: &str) -> Result<Option<Element>> {
        let found = self.look("find", vec![json!(role.name()), json!(name)]).await?;
        let client = self.client().await?;
        Ok(element(client, &found))
    }

    /// The names of all that is there of a kind and whose name contains something.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn names(&self, role: Role, part: &str) -> Result<Vec<String>> {
        let found = self.look("names", vec![json!(role.name()), json!(part)]).await?;
        let names = found.as_array().cloned().unwrap_or_default();
        Ok(names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// How many rows a long list has, and of those that stand in the page the place (1 is the first) and
    /// the name.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn rows(&self) -> Result<(usize, Vec<(usize, String)>)> {
        let found = self.look("rows", vec![]).await?;
        let of = found.get("of").cloned().unwrap_or_default();
        let rows = found.get("rows").cloned().unwrap_or_default();
        Ok((serde_json::from_value(of)?, serde_json::from_value(rows)?))
    }

    /// What the chip in the header says.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn chip(&self) -> Result<String> {
        let text = self.look("chip", vec![]).await?;
        text.as_str().map(str::to_owned).context("there is no chip")
    }

    /// Waits until the chip says something.
    ///
    /// # Errors
    /// When it never does.
    pub async fn chip_says(&self, part: &str) -> Result<()> {
        self.chip_says_within(part, LONG).await
    }

    /// The same with another patience.
    ///
    /// # Errors
    /// When the time is up, with what it says instead.
    pub async fn chip_says_within(&self, part: &str, limit: Duration) -> Result<()> {
        let mut last = String::new();
        let said = until(&format!("{}'s chip says “{part}”", self.name), limit, async || {
            last = self.chip().await?;
            Ok(last.contains(part).then_some(()))
        })
        .await;
        said.with_context(|| format!("the chip says “{last}”"))
    }

    async fn look(&self, what: &str, mut arguments: Vec<Value>) -> Result<Value> {
        arguments.insert(0, json!(what));
        self.run(PAGE, arguments).await
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// The script's.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client().await?.execute(script, arguments).await?)
    }

    /// Runs a script in the page that answers through its last argument, a function.
    ///
    /// # Errors
    /// The script's.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client().await?.execute_async(script, arguments).await?)
    }

    /// Lets scripts answer later than a test would wait: for measurements of what takes long.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn be_patient(&self, script: Duration) -> Result<()> {
        let timeouts = TimeoutConfiguration::new(Some(script), None, None);
        Ok(self.client().await?.update_timeouts(timeouts).await?)
    }

    /// Takes a picture of what is in sight.
    ///
    /// # Errors
    /// Where it cannot be taken or written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        if let Some(dir) = file.parent() {
            fs::create_dir_all(dir)?;
        }
        Ok(fs::write(file, self.client().await?.screenshot().await?)?)
    }

    /// Keeps what helps to understand a failure: `<place>.png`, `<place>.txt`.
    pub(crate) async fn keep_evidence(&self, place: &Path) -> Result<()> {
        let with = |ending: &str| {
            let mut name = place.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let client = self.client().await?;
        let address = client.current_url().await.map(String::from).unwrap_or_default();
        let text = self.text().await.unwrap_or_default();
        let log = self.console().await.unwrap_or_default();
        fs::write(with(".txt"), format!("{address}\n\n{text}\n\n-- console\n{log}\n"))?;
        self.picture(&with(".png")).await
    }
}

/// An element out of a script's answer.
fn element(client: Client, answer: &Value) -> Option<Element> {
    let id = answer.as_object()?.values().next()?.as_str()?;
    Some(Element::from_element_id(client, id.to_owned().into()))
}
