//! What the browser tests run on: Chromium, its driver, a font with Chinese characters.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process;
use crate::setup::apt;

/// A Chromium and the driver that belongs to it.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// Finds them (`CHROMIUM`, `CHROMEDRIVER`, then PATH) or installs Debian's.
pub fn ensure() -> Result<Browser> {
    if let (Some(browser), true) = (find(), has_chinese_font()) {
        return Ok(browser);
    }
    let packages = ["chromium", "chromium-driver", "fonts-noto-cjk"];
    apt::install(&packages, "the browser tests")?;
    find().ok_or_else(|| {
        anyhow::anyhow!("Chromium or chromedriver is still missing; set CHROMIUM and CHROMEDRIVER to their paths")
    })
}

fn find() -> Option<Browser> {
    let named =
        |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let first = |names: &[&str]| names.iter().find_map(|name| process::on_path(name));
    Some(Browser {
        chromium: named("CHROMIUM")
            .or_else(|| first(&["chromium", "chromium-browser", "google-chrome"]))?,
        chromedriver: named("CHROMEDRIVER").or_else(|| first(&["chromedriver"]))?,
    })
}

/// Without one, screenshots show boxes and text has another width.
fn has_chinese_font() -> bool {
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
        || process::capture(process::command("fc-list").args([":lang=zh", "family"]))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
        || cfg!(not(target_os = "linux"))
}
