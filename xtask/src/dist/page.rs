//! index.html after Trunk: new names, no inline script, one stylesheet.
//!
//! Plain text search suffices, because the input is our own page as one pinned version of Trunk
//! writes it; whatever is not found as expected is an error.

use anyhow::{Context, Result, bail};

use super::files::{Files, PAGE};
use super::rename::Program;

/// Rewrites the page, and adds the files that its inline parts become.
pub fn rewrite(files: &mut Files, programs: &[Program]) -> Result<()> {
    let mut html = files.take_text(PAGE)?;
    for program in programs {
        match program {
            Program::Main { old, new } => {
                html = html.replace(&old.js, &new.js).replace(&old.wasm, &new.wasm);
            }
            Program::Worker { bin, script } => html = set_meta(&html, bin, script)?,
        }
    }
    html = move_inline_script(&html, files)?;
    html = join_stylesheets(&html, files)?;
    files.insert(PAGE, html);
    Ok(())
}

/// Tells the app where a worker's start script is: `<meta name="cunzhan-<bin>" content="/...">`.
fn set_meta(html: &str, bin: &str, script: &str) -> Result<String> {
    let start = format!("<meta name=\"cunzhan-{bin}\" content=\"");
    let (before, rest) = html.split_once(&start).with_context(|| {
        format!("index.html lacks `{start}...`; the app finds its worker by it")
    })?;
    let (_, after) = rest
        .split_once('"')
        .context("a meta element in index.html does not end; close its quote")?;
    Ok(format!("{before}{start}/{script}\"{after}"))
}

/// Trunk's start-up code becomes a file: a policy without 'unsafe-inline' would stop it in the page.
fn move_inline_script(html: &str, files: &mut Files) -> Result<String> {
    const OPEN: &str = "<script type=\"module\">";
    const CLOSE: &str = "</script>";
    let (before, rest) = html
        .split_once(OPEN)
        .context("Trunk wrote no start-up script; is it the pinned version?")?;
    let (code, after) = rest
        .split_once(CLOSE)
        .context("Trunk's start-up script does not end; is it the pinned version?")?;
    if after.contains("<script>") || after.contains(OPEN) || before.contains("<script>") {
        bail!("index.html has an inline script; make it a file in public/ and link that");
    }
    let name = files.insert_hashed("start", "js", code.trim_start());
    Ok(format!("{before}<script type=\"module\" src=\"/{name}\">{CLOSE}{after}"))
}

/// All stylesheets in their order as one file: one request instead of one for each component.
fn join_stylesheets(html: &str, files: &mut Files) -> Result<String> {
    const OPEN: &str = "<link rel=\"stylesheet\" href=\"/";
    const CLOSE: &str = "\"/>";
    let mut page = String::new();
    let mut css = String::new();
    let mut rest = html;
    let mut place = None;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (name, after) = after
            .split_once(CLOSE)
            .context("a stylesheet link is not as Trunk writes it; is it the pinned version?")?;
        page.push_str(before.trim_end_matches(['\n', ' ']));
        place.get_or_insert(page.len());
        css.push_str(&files.take_text(name)?);
        css.push('\n');
        rest = after;
    }
    page.push_str(rest);
    if let Some(place) = place {
        let name = files.insert_hashed("style", "css", css);
        page.insert_str(place, &format!("\n{OPEN}{name}\">"));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::rename::Names;

    const HTML: &str = "<head>\n<meta name=\"cunzhan-engine\" content=\"/engine_loader.js\">\n\
        <link rel=\"stylesheet\" href=\"/a-1.css\"/>\n<link rel=\"stylesheet\" href=\"/b-2.css\"/>\n\
        <script src=\"/boot-3.js\" defer></script>\n\
        <script type=\"module\">\nimport init from '/ui-4.js';\n</script>\n\
        <link rel=\"preload\" href=\"/ui-4_bg.wasm\">\n</head>";

    fn rewritten() -> Result<(String, Files)> {
        let mut files = Files::default();
        files.insert(PAGE, HTML);
        files.insert("a-1.css", "a{}");
        files.insert("b-2.css", "b{}");
        let names = |stem: &str, tail: &str| Names {
            js: format!("{stem}.js"),
            wasm: format!("{stem}{tail}"),
        };
        let programs = [
            Program::Main { old: names("ui-4", "_bg.wasm"), new: names("ui-new", ".wasm") },
            Program::Worker { bin: "engine".into(), script: "engine-worker-5.js".into() },
        ];
        rewrite(&mut files, &programs)?;
        let html = String::from_utf8(files.get(PAGE)?.to_vec())?;
        Ok((html, files))
    }

    #[test]
    fn the_start_up_code_moves_to_a_file_with_the_new_names() -> Result<()> {
        let (html, files) = rewritten()?;
        let start =
            files.names().find(|name| name.starts_with("start-")).context("no start script")?;
        assert!(
            html.contains(&format!("<script type=\"module\" src=\"/{start}\"></script>")),
            "{html}"
        );
        assert_eq!(files.get(start)?, b"import init from '/ui-new.js';\n");
        assert!(html.contains("href=\"/ui-new.wasm\""), "{html}");
        Ok(())
    }

    #[test]
    fn the_worker_is_named_in_its_meta_element() -> Result<()> {
        let (html, _) = rewritten()?;
        assert!(
            html.contains("<meta name=\"cunzhan-engine\" content=\"/engine-worker-5.js\">"),
            "{html}"
        );
        Ok(())
    }

    #[test]
    fn stylesheets_become_one_in_their_order() -> Result<()> {
        let (html, files) = rewritten()?;
        let style =
            files.names().find(|name| name.starts_with("style-")).context("no stylesheet")?;
        assert_eq!(files.get(style)?, b"a{}\nb{}\n");
        assert_eq!(html.matches("stylesheet").count(), 1, "{html}");
        Ok(())
    }

    #[test]
    fn an_inline_script_of_our_own_is_refused() {
        let mut files = Files::default();
        files.insert(PAGE, "<script>alert()</script><script type=\"module\">x</script>");
        assert!(rewrite(&mut files, &[]).is_err());
    }
}
