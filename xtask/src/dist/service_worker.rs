//! `sw.js`: the template with the list of all files and a version that changes with any of them.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::files::Files;
use super::rename::fill;
use crate::content_hash::{self, ContentHash};

const SCRIPT: &str = "sw.js";
const VERSION_LINE: &str = "const VERSION = \"";

/// Adds `sw.js`. To be called when all other files are final.
pub fn add(files: &mut Files, template: &str) -> Result<()> {
    let mut version = ContentHash::default();
    // The worker's own code is part of the version as well.
    version.add(template);
    let mut list = Vec::new();
    for (name, bytes) in files.iter() {
        let digest = content_hash::sha256_hex(bytes);
        version.add(name);
        version.add(&digest);
        list.push(serde_json::json!([format!("/{name}"), digest]).to_string());
    }
    let version = &version.hex()[..16];
    let list = format!("[\n  {}\n]", list.join(",\n  "));
    let script = fill(template, &[("__VERSION__", version), ("__FILES__", &list)])?;
    files.insert(SCRIPT, script);
    Ok(())
}

/// The version of a built app, if there is one.
pub fn version(dist: &Path) -> Option<String> {
    let script = fs::read_to_string(dist.join(SCRIPT)).ok()?;
    let (_, rest) = script.split_once(VERSION_LINE)?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "const VERSION = \"__VERSION__\";\nconst FILES = __FILES__;\n";

    fn script_of(entries: &[(&str, &str)]) -> Result<String> {
        let mut files = Files::default();
        entries.iter().for_each(|(name, text)| files.insert(*name, *text));
        add(&mut files, TEMPLATE)?;
        files.take_text(SCRIPT)
    }

    #[test]
    fn lists_every_file_with_its_digest() -> Result<()> {
        let script = script_of(&[("index.html", ""), ("icons/icon.svg", "<svg/>")])?;
        let (_, list) = script.split_once("FILES = ").unwrap_or_default();
        let list: Vec<(String, String)> = serde_json::from_str(list.trim().trim_end_matches(';'))?;
        let urls: Vec<&str> = list.iter().map(|(url, _)| url.as_str()).collect();
        assert_eq!(urls, ["/icons/icon.svg", "/index.html"]);
        assert!(list[1].1.starts_with("e3b0c442"));
        Ok(())
    }

    #[test]
    fn the_version_follows_content_and_names() -> Result<()> {
        let one = script_of(&[("a", "1")])?;
        assert_eq!(one, script_of(&[("a", "1")])?);
        assert_ne!(one.lines().next(), script_of(&[("a", "2")])?.lines().next());
        assert_ne!(one.lines().next(), script_of(&[("b", "1")])?.lines().next());
        Ok(())
    }
}
