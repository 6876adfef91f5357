//! What the machine's disk needs to make a small append safe: the floor under every acknowledgement.

use std::{io::Write, path::Path, time::Instant};

use anyhow::Result;

const APPENDS: usize = 200;

/// Median and 99th percentile of appending 4 KiB and waiting for the disk, in milliseconds.
pub fn measure(dir: &Path) -> Result<(f64, f64)> {
    let path = dir.join("fsync.probe");
    let mut file = std::fs::File::create(&path)?;
    let mut took = Vec::with_capacity(APPENDS);
    for _ in 0..APPENDS {
        let start = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    std::fs::remove_file(path)?;
    Ok((crate::report::percentile(&mut took, 50.0), crate::report::percentile(&mut took, 99.0)))
}
