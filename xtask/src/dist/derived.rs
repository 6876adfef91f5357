//! Slow results kept by a hash of what they were made from, for all clones on the machine.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::content_hash::ContentHash;
use crate::project::Project;

/// Longer than anybody's holiday; an entry is about half a megabyte.
const KEPT_UNUSED: Duration = Duration::from_secs(30 * 24 * 3600);

pub struct Derived {
    dir: PathBuf,
}

impl Derived {
    pub fn open(project: &Project) -> Result<Self> {
        let dir = project.cache().join("derived");
        fs::create_dir_all(&dir).with_context(|| {
            format!(
                "cannot create {}; set CUNZHAN_CACHE to a directory that can be written",
                dir.display()
            )
        })?;
        forget_unused(&dir);
        Ok(Self { dir })
    }

    /// What `make` gives for this input, from the cache where it was made before. `recipe` names the
    /// tool, its version and its settings.
    pub fn get_or_make(
        &self,
        recipe: &str,
        input: &[u8],
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let mut key = ContentHash::default();
        key.add(recipe);
        key.add(input);
        let path = self.dir.join(key.hex());
        if let Ok(bytes) = fs::read(&path) {
            // Its age is that of its last use. A failure only shortens its life.
            let _ = File::options()
                .append(true)
                .open(&path)
                .and_then(|file| file.set_modified(SystemTime::now()));
            return Ok(bytes);
        }
        let bytes = make()?;
        // Renamed when complete: another xtask may be reading.
        let partial = path.with_extension(std::process::id().to_string());
        fs::write(&partial, &bytes)
            .and_then(|()| fs::rename(&partial, &path))
            .with_context(|| format!("cannot write {}; check the disk", path.display()))?;
        Ok(bytes)
    }
}

/// Best effort: what stays is only space.
fn forget_unused(dir: &std::path::Path) {
    let Ok(entries) = dir.read_dir() else { return };
    for entry in entries.flatten() {
        let age = entry
            .metadata()
            .and_then(|data| data.modified())
            .ok()
            .and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT_UNUSED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
