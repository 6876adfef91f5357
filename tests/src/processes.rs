//! The processes that a process of ours started.

use std::{
    collections::HashMap,
    fs,
    process::{Command, Stdio},
};

/// Ends everything below a process, not the process itself.
pub(crate) fn kill_below(ancestor: u32) {
    kill(&below(ancestor));
}

/// Ends processes.
pub(crate) fn kill(processes: &[u32]) {
    let found: Vec<String> = processes.iter().map(u32::to_string).collect();
    if !found.is_empty() {
        // Some end by themselves meanwhile, which `kill` says and we need not hear.
        let _ = Command::new("kill").arg("-KILL").args(found).stderr(Stdio::null()).status();
    }
}

/// Everything below a process, not the process itself.
pub(crate) fn below(ancestor: u32) -> Vec<u32> {
    let mut below: HashMap<u32, Vec<u32>> = HashMap::new();
    for (id, parent) in all() {
        below.entry(parent).or_default().push(id);
    }
    let mut found = vec![ancestor];
    let mut at = 0;
    while let Some(id) = found.get(at) {
        found.extend(below.remove(id).unwrap_or_default());
        at += 1;
    }
    found.split_off(1)
}

/// The processes whose command line holds a text.
pub(crate) fn called_with(text: &str) -> Vec<u32> {
    let holds = |id: &u32| command_line(*id).contains(text);
    all().into_iter().map(|(id, _)| id).filter(holds).collect()
}

/// What a process was called with; empty where it is gone.
pub(crate) fn command_line(id: u32) -> String {
    let bytes = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

/// Every process with its parent.
fn all() -> Vec<(u32, u32)> {
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
