//! Touching and typing.

use anyhow::{Context, Result};
use fantoccini::{elements::Element, key::Key, wd::WindowHandle};
use serde_json::json;

use super::{Role, Tablet, element};
use crate::{SOON, until};

impl Tablet {
    /// Presses something.
    ///
    /// # Errors
    /// When it is not there, or something lies over it.
    pub async fn press(&self, role: Role, name: &str) -> Result<()> {
        let what = format!("{} presses the {} “{name}”", self.name, role.name());
        // Found anew each time: the page may draw it again between the look and the touch.
        until(&what, SOON, async || {
            let Some(found) = self.find_now(role, name).await? else { return Ok(None) };
            anyhow::ensure!(found.is_enabled().await?, "it cannot be pressed now");
            self.touch(&found).await.map(Some)
        })
        .await
    }

    /// Writes into a field in place of what stands there.
    ///
    /// # Errors
    /// When there is no such field, or it does not take the text.
    pub async fn write(&self, field: &str, text: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        self.touch(&input).await?;
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        input.send_keys(&select_all).await?;
        input.send_keys(&char::from(Key::Delete).to_string()).await?;
        if !text.is_empty() {
            input.send_keys(text).await.with_context(|| format!("typing into “{field}”"))?;
        }
        let now = self.value(field).await?;
        anyhow::ensure!(now == text, "“{field}” holds “{now}” after typing “{text}”");
        Ok(())
    }

    /// Adds to the end of what stands in a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn append(&self, field: &str, text: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        self.touch(&input).await?;
        let end = format!(
            "{}{}{}",
            char::from(Key::Control),
            char::from(Key::End),
            char::from(Key::Null)
        );
        input.send_keys(&end).await?;
        Ok(input.send_keys(text).await?)
    }

    /// Adds before what stands in a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn prepend(&self, field: &str, text: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        self.touch(&input).await?;
        let home = format!(
            "{}{}{}",
            char::from(Key::Control),
            char::from(Key::Home),
            char::from(Key::Null)
        );
        input.send_keys(&home).await?;
        Ok(input.send_keys(text).await?)
    }

    /// Picks a day. The browser's own calendar has no labels to go by, so the value is put in as
    /// the calendar does.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn pick_day(&self, field: &str, day: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        let script = "arguments[0].value = arguments[1];
            for (const type of ['input', 'change'])
              arguments[0].dispatchEvent(new Event(type, { bubbles: true }));";
        self.run(script, vec![serde_json::to_value(&input)?, json!(day)]).await.map(|_| ())
    }

    /// Chooses from a list that opens: the browser draws it itself, so it is set as the browser does.
    ///
    /// # Errors
    /// When there is no such field or choice.
    pub async fn select(&self, field: &str, choice: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        let script =
            "const found = [...arguments[0].options].find(o => o.text.trim() === arguments[1]);
            if (!found) return false;
            arguments[0].value = found.value;
            for (const type of ['input', 'change'])
              arguments[0].dispatchEvent(new Event(type, { bubbles: true }));
            return true;";
        let set = self.run(script, vec![serde_json::to_value(&input)?, json!(choice)]).await?;
        anyhow::ensure!(set == json!(true), "there is no “{choice}” under “{field}”");
        Ok(())
    }

    /// Chooses one of a group of tiles.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn choose(&self, group: &str, choice: &str) -> Result<()> {
        let what = format!("{} chooses “{choice}” under “{group}”", self.name);
        until(&what, SOON, async || {
            let found = self.look("choice", vec![json!(group), json!(choice)]).await?;
            let Some(label) = element(self.client().await?, &found) else { return Ok(None) };
            self.touch(&label).await?;
            let chosen = self.chosen(group).await?;
            Ok((chosen.as_deref() == Some(choice)).then_some(()))
        })
        .await
    }

    /// What is chosen of a group of tiles.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn chosen(&self, group: &str) -> Result<Option<String>> {
        Ok(self.look("chosen", vec![json!(group)]).await?.as_str().map(str::to_owned))
    }

    /// Types into a field that offers choices, and takes one of them.
    ///
    /// # Errors
    /// When it is not offered.
    pub async fn take(&self, field: &str, typed: &str, choice: &str) -> Result<()> {
        let input = self.find(Role::Field, field).await?;
        self.touch(&input).await?;
        input.send_keys(typed).await?;
        self.press(Role::Option, choice).await
    }

    /// What stands in a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn value(&self, field: &str) -> Result<String> {
        let input = self.find(Role::Field, field).await?;
        Ok(input.prop("value").await?.unwrap_or_default())
    }

    /// Gives a file to a choice of files.
    ///
    /// # Errors
    /// When there is none of that name.
    pub async fn give_file(&self, input: &str, file: &std::path::Path) -> Result<()> {
        let input = self.find(Role::File, input).await?;
        Ok(input.send_keys(&file.to_string_lossy()).await?)
    }

    /// Attaches a picture that a camera could have taken: so many pixels wide, full of detail, so that
    /// it stays large however well it is compressed. `button` names the button whose file it is.
    ///
    /// # Errors
    /// When there is no such button, or the browser draws nothing.
    pub async fn photograph(&self, button: &str, width: u32) -> Result<()> {
        let button = self.find(Role::Button, button).await?;
        let script = "
            const [button, width, done] = arguments;
            const inputs = button.closest('.attach').querySelectorAll('input[type=file]');
            const input = [...inputs].find(one => !one.multiple);
            const canvas = new OffscreenCanvas(width, width * 3 / 4);
            const pen = canvas.getContext('2d');
            const picture = pen.createImageData(canvas.width, canvas.height);
            let seed = 1;
            for (let at = 0; at < picture.data.length; at++) {
              seed = (seed * 1103515245 + 12345) & 0x7fffffff;
              picture.data[at] = at % 4 === 3 ? 255 : seed >> 16;
            }
            pen.putImageData(picture, 0, 0);
            canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }).then(blob => {
              const files = new DataTransfer();
              files.items.add(new File([blob], 'IMG_0001.jpg', { type: 'image/jpeg' }));
              input.files = files.files;
              input.dispatchEvent(new Event('change', { bubbles: true }));
              done(blob.size);
            }, why => done(String(why)));";
        let said =
            self.run_async(script, vec![serde_json::to_value(&button)?, json!(width)]).await?;
        anyhow::ensure!(said.is_number(), "no picture: {said}");
        Ok(())
    }

    /// Presses an element. It is brought to the middle first: a bar that sticks to an edge must
    /// leave it room, but WebDriver would scroll it just under the edge.
    async fn touch(&self, found: &Element) -> Result<()> {
        let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.run(centre, vec![serde_json::to_value(found)?]).await?;
        Ok(found.click().await?)
    }

    /// Presses a key where the focus is, by WebDriver's sign for it.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn key(&self, key: &str) -> Result<()> {
        let focused = self.client().await?.active_element().await?;
        Ok(focused.send_keys(key).await?)
    }

    /// Scrolls on by most of a screen; from the end back to the top.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn scroll_on(&self) -> Result<()> {
        let script = "
            const end = document.documentElement.scrollHeight - innerHeight;
            scrollTo({ top: scrollY >= end - 1 ? 0 : scrollY + innerHeight * 0.8, behavior: 'instant' });";
        self.run(script, vec![]).await.map(|_| ())
    }

    /// The tab at hand.
    ///
    /// # Errors
    /// Where the browser does not answer.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.client().await?.window().await?)
    }

    /// Opens another tab at the app and goes to it.
    ///
    /// # Errors
    /// Where the app does not open.
    pub async fn new_tab(&self) -> Result<WindowHandle> {
        let opened = self.client().await?.new_window(true).await?.handle;
        self.go_to_tab(&opened).await?;
        self.turn(self.size()).await?;
        self.goto("/").await?;
        self.is_ready().await?;
        Ok(opened)
    }

    /// Opens another tab at the app, which is locked, and goes to it.
    ///
    /// # Errors
    /// Where the app does not open.
    pub async fn new_tab_locked(&self) -> Result<WindowHandle> {
        let opened = self.client().await?.new_window(true).await?.handle;
        self.go_to_tab(&opened).await?;
        self.turn(self.size()).await?;
        self.goto("/").await?;
        self.find(Role::Heading, "已锁定").await?;
        Ok(opened)
    }

    /// Goes to a tab.
    ///
    /// # Errors
    /// Where it is gone.
    pub async fn go_to_tab(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.client().await?.switch_to_window(tab.clone()).await?)
    }

    /// Closes the tab at hand and goes to another.
    ///
    /// # Errors
    /// Where one of them is gone.
    pub async fn close_tab(&self, then: &WindowHandle) -> Result<()> {
        self.client().await?.close_window().await?;
        self.go_to_tab(then).await
    }
}
