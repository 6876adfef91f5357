//! The corpus holds: every file of it, and each a little changed.

use std::path::PathBuf;

use fuzz::TARGETS;

/// So many changed copies of each file are tried in a test run.
const COPIES: u64 = 40;
/// Larger files are changed less often, so that a run stays short.
const LARGE: usize = 8 << 10;

fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("reads"))).collect()
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).expect("small")
    }
}

/// A few bytes other than they were, some gone, some doubled.
fn changed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 | 1 if !bytes.is_empty() => {
                bytes[at] = u8::try_from(dice.below(256)).expect("a byte")
            }
            2 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            3 => {
                let end = (at + dice.below(9)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + dice.below(9)).min(bytes.len());
                let some = bytes[at..end].to_vec();
                bytes.splice(at..at, some);
            }
        }
    }
    bytes
}

#[test]
fn every_file_of_the_corpus_and_its_like_is_taken_or_refused() {
    let (mut files, mut runs) = (0, 0);
    for (name, target) in TARGETS {
        for (path, bytes) in corpus(name) {
            println!("{}", path.display());
            target(&bytes);
            let mut dice = Dice(bytes.len() as u64 ^ 0x9E37_79B9_7F4A_7C15);
            let copies = if bytes.len() > LARGE { COPIES / 10 } else { COPIES };
            for _ in 0..copies {
                target(&changed(&bytes, &mut dice));
            }
            files += 1;
            runs += copies + 1;
        }
        target(&[]);
    }
    assert!(files >= TARGETS.len());
    println!("{files} files, {runs} runs; Automerge ended at {:?}", fuzz::poison::ends());
}

#[test]
fn every_target_has_a_corpus() {
    for (name, _) in TARGETS {
        assert!(!corpus(name).is_empty(), "{name} has nothing to begin with");
    }
}

/// Writes the files named `seed-…` anew: `cargo test -p fuzz -- --ignored`.
#[test]
#[ignore = "writes the corpus"]
fn write_seeds() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (target, name, bytes) in fuzz::seeds::all() {
        let folder = root.join(target);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(format!("seed-{name}")), bytes).expect("writes");
    }
}
