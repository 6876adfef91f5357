//! A relay and its stations, as few lines as a test needs.

mod device;
mod disk;
mod home;
mod line;
mod process;
mod station;
mod tablet;
mod town;

pub use device::Device;
pub use disk::LossyDisk;
pub use home::Home;
pub use line::{Line, Requests};
pub use process::RelayProcess;
pub use station::{Place, Station, outline};
pub use tablet::{Tablet, now};
pub use town::{OFFICES, Town, code, furnish, hand, post, registration};

use std::path::PathBuf;

/// A directory for one test, gone when it ends.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("relay-it-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a scratch directory");
        Self(path)
    }

    pub fn path(&self) -> &std::path::Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
