//! The processes that a process of ours started.

use std::{
    collections::HashMap,
    fs,
    process::{Command, Stdio},
};

/// Ends everything below a process, not the process itself.
pub(super) fn kill(ancestor: u32) {
    let mut below: HashMap<u32, Vec<u32>> = HashMap::new();
    for (id, parent) in processes() {
        below.entry(parent).or_default().push(id);
    }
    let mut found = vec![ancestor];
    let mut at = 0;
    while let Some(id) = found.get(at) {
        found.extend(below.remove(id).unwrap_or_default());
        at += 1;
    }
    let found: Vec<String> = found.iter().skip(1).map(u32::to_string).collect();
    if !found.is_empty() {
        // Some end by themselves meanwhile, which `kill` says and we need not hear.
        let _ = Command::new("kill").arg("-KILL").args(found).stderr(Stdio::null()).status();
    }
}

/// Every process with its parent.
fn processes() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // `id (name) state parent ...`; the name may hold anything.
            let (_, rest) = stat.rsplit_once(')')?;
            Some((id, rest.split_whitespace().nth(1)?.parse().ok()?))
        })
        .collect()
}
