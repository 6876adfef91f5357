//! A browser that is slowed: its pages and all their workers.

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{Tablet, processes};

/// How long a browser runs between two pauses.
const RUNS: Duration = Duration::from_millis(4);

/// A browser whose renderers run only a part of the time, until this is dropped. What the developer
/// tools offer slows a page's main thread and none of its workers, where this app does its work;
/// stopping the whole process slows both alike. What the browser itself does, such as writing to the
/// disk, is as fast as ever.
pub struct Slowed {
    end: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Slowed {
    /// Slows the open browser of a tablet so many times.
    ///
    /// # Errors
    /// Where its processes are not found.
    pub fn down(tablet: &Tablet, times: u32) -> Result<Self> {
        let profile = format!("--user-data-dir={}", tablet.profile().display());
        let browser = processes::called_with(&profile)
            .into_iter()
            .find(|id| !processes::command_line(*id).contains("--type="));
        let browser = browser.with_context(|| format!("{} is off", tablet.name()))?;
        let is_renderer = |id: &u32| processes::command_line(*id).contains("--type=renderer");
        let renderers: Vec<Pid> = processes::below(browser)
            .into_iter()
            .filter(is_renderer)
            .filter_map(|id| Pid::from_raw(i32::try_from(id).ok()?))
            .collect();
        ensure!(!renderers.is_empty(), "{} has no page", tablet.name());
        let end = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&end);
        let thread = thread::spawn(move || {
            let all = |signal| {
                for renderer in &renderers {
                    // One that ended meanwhile needs nothing.
                    let _ = kill_process(*renderer, signal);
                }
            };
            while !ended.load(Ordering::SeqCst) {
                thread::sleep(RUNS);
                all(Signal::STOP);
                thread::sleep(RUNS * times.saturating_sub(1));
                all(Signal::CONT);
            }
        });
        Ok(Self { end, thread: Some(thread) })
    }
}

impl Drop for Slowed {
    fn drop(&mut self) {
        self.end.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            // It ends with a renderer that runs.
            let _ = thread.join();
        }
    }
}
