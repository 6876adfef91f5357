//! Times as the page itself measures them.

use acceptance::Tablet;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Milliseconds from the beginning of a navigation.
pub struct Opening {
    /// Something was painted.
    pub first_paint: f64,
    /// The frame stands.
    pub shell: f64,
    /// The list is usable.
    pub list: f64,
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("a figure, not {value}"))
}

/// Loads the page anew and reads its marks.
pub async fn opening(tablet: &Tablet) -> Result<Opening> {
    // Another page first: the same address would only change the fragment.
    tablet.goto("/icons/icon.svg").await?;
    tablet.goto("/").await?;
    tablet.is_ready().await?;
    let script = "
        const mark = name => performance.getEntriesByName(name)[0]?.startTime ?? null;
        return [mark('first-contentful-paint') ?? mark('first-paint') ?? mark('cunzhan-shell'),
                mark('cunzhan-shell'), mark('cunzhan-list')];";
    let times = tablet.run(script, vec![]).await?;
    Ok(Opening {
        first_paint: number(&times[0])?,
        shell: number(&times[1])?,
        list: number(&times[2])?,
    })
}

const FIND_BUTTON: &str = "
    const button = [...document.querySelectorAll('button')]
        .find(found => found.innerText.trim() === name && !found.disabled);";

/// Presses a button and waits for a text: milliseconds between the two.
pub async fn press_until(tablet: &Tablet, name: &str, text: &str) -> Result<f64> {
    let script = format!(
        "const [name, text, done] = arguments;
        const go = () => {{
            {FIND_BUTTON}
            if (!button) {{ setTimeout(go, 50); return; }}
            const began = performance.now();
            const look = () => {{
                if (!document.body.innerText.includes(text)) return false;
                done(performance.now() - began);
                return true;
            }};
            const watching = new MutationObserver(() => look() && watching.disconnect());
            watching.observe(document.body, {{subtree: true, childList: true, characterData: true}});
            button.click();
        }};
        go();"
    );
    number(&tablet.run_async(&script, vec![json!(name), json!(text)]).await?)
}

/// Presses a button: the moment, in milliseconds since 1970.
pub async fn press(tablet: &Tablet, name: &str) -> Result<f64> {
    let script = format!(
        "const [name] = arguments;
        {FIND_BUTTON}
        const now = performance.timeOrigin + performance.now();
        button.click();
        return now;"
    );
    number(&tablet.run(&script, vec![json!(name)]).await?)
}

/// Begins to watch for a text.
pub async fn watch(tablet: &Tablet, text: &str) -> Result<()> {
    let script = "
        const [text] = arguments;
        window.seenAt = new Promise(seen => {
            const watching = new MutationObserver(() => {
                if (!document.body.innerText.includes(text)) return;
                watching.disconnect();
                seen(performance.timeOrigin + performance.now());
            });
            watching.observe(document.body, {subtree: true, childList: true, characterData: true});
        });";
    tablet.run(script, vec![json!(text)]).await?;
    Ok(())
}

/// When the text that is watched for was seen, in milliseconds since 1970.
pub async fn seen(tablet: &Tablet) -> Result<f64> {
    number(&tablet.run_async("window.seenAt.then(arguments[0]);", vec![]).await?)
}

/// Types into the search box at once, and waits until the count says what was found.
pub async fn search(tablet: &Tablet, typed: &str) -> Result<f64> {
    let script = "
        const [typed, done] = arguments;
        const box = document.querySelector('input[type=search]');
        const count = document.querySelector('.count');
        const set = text => {
            box.value = text;
            box.dispatchEvent(new Event('input', {bubbles: true}));
        };
        set('');
        setTimeout(() => {
            const before = count.innerText;
            const began = performance.now();
            const watching = new MutationObserver(() => {
                if (count.innerText === before) return;
                watching.disconnect();
                done(performance.now() - began);
            });
            watching.observe(count, {subtree: true, childList: true, characterData: true});
            set(typed);
        }, 300);";
    number(&tablet.run_async(script, vec![json!(typed)]).await?)
}
