//! Many seeds: a few with every test run, two hundred in CI, as many as one likes with
//! `cargo xtask simulate`.

use std::{
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Instant,
};

use super::{Summary, failure::Failure, not_yet::NOT_YET, play, script::Script, shrink::shrink};

/// Seeds of an ordinary test run.
const FEW: u64 = 12;
/// Seeds after which it is noted how far a long run has come.
const NOTED_EVERY: u64 = 20;

fn hold(seed: u64) -> Result<Summary, (Script, Failure)> {
    let script = Script::of(seed);
    play(&script, None).map_err(|failure| (script, failure))
}

/// What a person needs to find the fault.
fn tell(script: &Script, failure: &Failure) -> String {
    let (small, failure) = shrink(script, failure.clone(), None);
    let mut told = format!(
        "seed {} fails; {} of its {} events are enough:\n",
        script.seed,
        small.events.len(),
        script.events.len()
    );
    for line in &failure.trace {
        told += &format!("    {line}\n");
    }
    told + &format!(
        "{}\nAgain: cargo xtask simulate --from {} --seeds 1\n",
        failure.what, script.seed
    )
}

#[test]
fn a_few_seeds_hold() {
    for seed in 0..FEW {
        if let Err((script, failure)) = hold(seed) {
            panic!("{}", tell(&script, &failure));
        }
    }
}

#[test]
fn the_same_seed_is_the_same_play() {
    let told = |seed| {
        let trace = std::cell::RefCell::new(Vec::new());
        let summary = super::failure::caught(|lines| {
            let script = Script::of(seed);
            let mut stage = super::stage::Stage::new(seed, None, std::rc::Rc::clone(&lines));
            script.events.iter().for_each(|event| stage.take(event));
            let summary = stage.end();
            trace.borrow_mut().clone_from(&lines.borrow());
            summary
        });
        (trace.into_inner(), summary.expect("holds").saved)
    };
    assert_eq!(told(3), told(3));
}

/// For `cargo xtask simulate`: `CUNZHAN_SEEDS` many, from `CUNZHAN_FROM` or from where the last run
/// stopped, which `CUNZHAN_SIMULATED` (a file) says; on `CUNZHAN_THREADS` threads.
#[test]
#[ignore = "long; run it as cargo xtask simulate"]
fn many_seeds_hold() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let state = std::env::var_os("CUNZHAN_SIMULATED").map(PathBuf::from);
    let reached = state.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
    let reached: u64 = reached.and_then(|text| text.trim().parse().ok()).unwrap_or_default();
    let from = number("CUNZHAN_FROM");
    let first = from.unwrap_or(reached);
    let end = first + number("CUNZHAN_SEEDS").unwrap_or(200);
    let threads = number("CUNZHAN_THREADS").unwrap_or(2).max(1);
    let failures = number("CUNZHAN_FAILURES").map_or(1, |n| usize::try_from(n).unwrap_or(1));
    let (next, stop, state_) = (AtomicU64::new(first), AtomicBool::new(false), Mutex::default());
    let run = Run { end, next, stop, failures, state: state_ };
    let started = Instant::now();
    // How far is known only for runs that go on where one stopped.
    let noted = state.filter(|_| from.is_none_or(|from| from == reached));
    let note = |upto: u64| {
        if let Some(path) = &noted {
            std::fs::write(path, upto.to_string()).expect("notes how far it has come");
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| run.play_on(&note, started, first));
        }
    });
    let done = run.state.into_inner().expect("no thread panics");
    let held = done.held();
    let total = if noted.is_some() { first + held } else { held };
    if noted.is_some() {
        note(total);
    }
    println!(
        "simulation: {held} seeds from {first} hold in {:.1} s: {} events, {} entries, {} devices \
         ended in mid-work, {} entries gone with a lost device; {total} seeds in all so far",
        started.elapsed().as_secs_f64(),
        done.summary.events,
        done.summary.saved,
        done.summary.ends,
        done.summary.lost,
    );
    for (name, what) in NOT_YET {
        println!("left out, {name}: {what}");
    }
    for (script, failure) in &done.failed {
        println!("{}", tell(script, failure));
    }
    assert!(done.failed.is_empty(), "{} seeds fail", done.failed.len());
}

#[derive(Default)]
struct Done {
    /// Seeds that hold, counted from the first without a gap, and those beyond a gap.
    upto: u64,
    beyond: std::collections::BTreeSet<u64>,
    summary: Summary,
    failed: Vec<(Script, Failure)>,
}

impl Done {
    fn held(&self) -> u64 {
        self.upto
    }
}

struct Run {
    end: u64,
    next: AtomicU64,
    stop: AtomicBool,
    /// After so many failures it stops.
    failures: usize,
    state: Mutex<Done>,
}

impl Run {
    fn play_on(&self, note: &(impl Fn(u64) + Sync), started: Instant, first: u64) {
        while !self.stop.load(Ordering::Relaxed) {
            let seed = self.next.fetch_add(1, Ordering::Relaxed);
            if seed >= self.end {
                return;
            }
            let result = hold(seed);
            let mut done = self.state.lock().expect("no thread panics");
            match result {
                Ok(summary) => {
                    done.summary.add(summary);
                    done.beyond.insert(seed - first);
                    let mut upto = done.upto;
                    while done.beyond.remove(&upto) {
                        upto += 1;
                    }
                    let before = std::mem::replace(&mut done.upto, upto);
                    if upto / NOTED_EVERY != before / NOTED_EVERY {
                        note(first + upto);
                    }
                    if upto / 500 != before / 500 {
                        println!("{upto} seeds after {:.0} s", started.elapsed().as_secs_f64());
                    }
                }
                Err(failed) => {
                    done.failed.push(failed);
                    let enough = done.failed.len() >= self.failures;
                    self.stop.store(enough, Ordering::Relaxed);
                }
            }
        }
    }
}
