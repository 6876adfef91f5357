//! A disk that keeps only what was synced. A small library put before libc writes down every write,
//! cut and sync of the relay's files; when the power is cut, the files are made anew from that: what
//! was written before a sync of its file is there, and of what was written since, nothing, or some,
//! or some of it half.
//!
//! What it does not show: names of files are taken to be on the disk at once, and writes by way of
//! mapped memory are not seen (SQLite has only its index of the log there, which it makes anew).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use super::{RelayProcess, Scratch};

const SHIM: &str = include_str!("lossy_disk.c");
/// A disk writes so much at a time wholly or not at all, in bytes.
const SECTOR: usize = 512;

/// By name in the directory.
type Files = BTreeMap<String, Vec<u8>>;

/// What was done to a file and may not be on the disk yet.
enum Pending {
    Write { at: usize, bytes: Vec<u8> },
    Cut { to: usize },
}

impl Pending {
    fn apply(self, file: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[at..end].copy_from_slice(&bytes);
            }
            Self::Cut { to } => file.resize(to, 0),
        }
    }
}

/// A disk under a relay's data directory.
pub struct LossyDisk {
    data: PathBuf,
    scratch: Scratch,
    env: &'static [(&'static str, &'static str)],
    /// What is on it.
    files: Files,
}

impl LossyDisk {
    /// What lies in the directory now is on the disk.
    pub fn under(data: &Path, env: &'static [(&'static str, &'static str)]) -> Self {
        let name = data.file_name().and_then(|name| name.to_str()).expect("a name");
        let scratch = Scratch::new(&format!("disk-{name}"));
        let (source, library) = (scratch.path().join("disk.c"), scratch.path().join("disk.so"));
        std::fs::write(&source, SHIM).expect("writes");
        let status = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(&source)
            .arg("-ldl")
            .status()
            .expect("a C compiler");
        assert!(status.success());
        Self { data: data.to_owned(), scratch, env, files: read(data) }
    }

    fn log(&self) -> PathBuf {
        self.scratch.path().join("log")
    }

    /// A relay on it.
    pub fn serve(&self) -> RelayProcess {
        let (library, log) = (self.scratch.path().join("disk.so"), self.log());
        let mut env = vec![
            ("LD_PRELOAD", library.to_str().expect("text")),
            ("CUNZHAN_TEST_DISK_LOG", log.to_str().expect("text")),
            ("CUNZHAN_TEST_DISK", self.data.to_str().expect("text")),
        ];
        env.extend_from_slice(self.env);
        RelayProcess::start(&self.data, &env)
    }

    /// The power is cut, after the relay was killed. `moment` says what becomes of what was not
    /// synced.
    pub fn power_cut(&mut self, moment: u32) {
        // Killed before it wrote anything, it left none.
        let log = match std::fs::read(self.log()) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            log => log.expect("the disk's log"),
        };
        std::fs::remove_file(self.log()).expect("is removed");
        let mut pending: BTreeMap<String, Vec<Pending>> = BTreeMap::new();
        let mut rest = log.as_slice();
        while let Some((record, after)) = Record::next(rest) {
            rest = after;
            let own = pending.entry(record.name.clone()).or_default();
            match record.kind {
                0 => own.push(Pending::Write { at: record.at, bytes: record.bytes.to_vec() }),
                1 => own.push(Pending::Cut { to: record.at }),
                2 => {
                    let file = self.files.entry(record.name).or_default();
                    own.drain(..).for_each(|done| done.apply(file));
                }
                _ => {
                    own.clear();
                    self.files.remove(&record.name);
                }
            }
        }
        let mut dice = moment | 1;
        let mut below = |sides: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 17;
            dice ^= dice << 5;
            dice as usize % sides.max(1)
        };
        // All of it is gone, a beginning of it is there, or some of it.
        let manner = below(3);
        for (name, pending) in pending {
            let file = self.files.entry(name).or_default();
            let kept = below(pending.len() + 1);
            for (at, mut some) in pending.into_iter().enumerate() {
                let stays = match manner {
                    0 => false,
                    1 => at < kept,
                    _ => below(2) == 0,
                };
                if let Pending::Write { bytes, .. } = &mut some
                    && below(4) == 0
                {
                    let sectors = bytes.len() / SECTOR;
                    bytes.truncate(below(sectors + 1) * SECTOR);
                }
                if stays {
                    some.apply(file);
                }
            }
        }
        for name in read(&self.data).into_keys() {
            std::fs::remove_file(self.data.join(name)).expect("is removed");
        }
        for (name, bytes) in &self.files {
            std::fs::write(self.data.join(name), bytes).expect("writes");
        }
    }
}

/// The files of a directory, but for the index of the log, which is no more than memory.
fn read(data: &Path) -> Files {
    let mut files = Files::new();
    for entry in std::fs::read_dir(data).expect("a directory") {
        let entry = entry.expect("a file");
        let name = entry.file_name().into_string().expect("text");
        if entry.file_type().expect("a type").is_file() {
            if name.ends_with("-shm") {
                // A start after a power cut finds none.
                continue;
            }
            files.insert(name, std::fs::read(entry.path()).expect("reads"));
        }
    }
    files
}

/// One line of the library's log: kind (write, cut, sync, removed), the file's name, where, what.
struct Record<'a> {
    kind: u32,
    name: String,
    at: usize,
    bytes: &'a [u8],
}

impl<'a> Record<'a> {
    /// The next one and what is behind it; none where the relay was killed in the middle of one.
    fn next(log: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (kind, log) = log.split_first_chunk::<4>()?;
        let (name, log) = log.split_first_chunk::<4>()?;
        let (at, log) = log.split_first_chunk::<8>()?;
        let (len, log) = log.split_first_chunk::<8>()?;
        let (name, log) = log.split_at_checked(u32::from_le_bytes(*name) as usize)?;
        let (bytes, log) = log.split_at_checked(u64::from_le_bytes(*len) as usize)?;
        let (kind, at) = (u32::from_le_bytes(*kind), u64::from_le_bytes(*at) as usize);
        let name = String::from_utf8(name.to_vec()).expect("text");
        Some((Self { kind, name, at, bytes }, log))
    }
}
