//! The app's files in memory, by name (with `/`, relative to the root it is served from).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use crate::build;
use crate::content_hash;

pub const PAGE: &str = "index.html";

/// A set of named files, ordered, so that the same files give the same output everywhere.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    pub fn read(dir: &Path) -> Result<Self> {
        let mut files = Self::default();
        for path in build::files_under(dir)? {
            let relative = path.strip_prefix(dir).unwrap_or(&path);
            let name = relative.to_string_lossy().replace('\\', "/");
            let bytes =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.insert(name, bytes);
        }
        Ok(files)
    }

    pub fn write(&self, dir: &Path) -> io::Result<()> {
        for (name, bytes) in &self.0 {
            let path = dir.join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), bytes.into());
    }

    /// Inserts under a name made from the content: `stem-<16 hex digits>.extension`.
    pub fn insert_hashed(
        &mut self,
        stem: &str,
        extension: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> String {
        let bytes = bytes.into();
        let name = format!("{stem}-{}.{extension}", content_hash::short(&bytes));
        self.insert(&name, bytes);
        name
    }

    pub fn take(&mut self, name: &str) -> Result<Vec<u8>> {
        self.0.remove(name).with_context(|| absent(name))
    }

    pub fn take_text(&mut self, name: &str) -> Result<String> {
        String::from_utf8(self.take(name)?)
            .with_context(|| format!("{name} is not UTF-8; save it as such"))
    }

    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    pub fn get(&self, name: &str) -> Result<&[u8]> {
        self.0.get(name).map(Vec::as_slice).with_context(|| absent(name))
    }
}

fn absent(name: &str) -> String {
    format!("Trunk built no {name}; does index.html link what makes it?")
}
