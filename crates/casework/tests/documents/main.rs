//! Documents of every version so far, as they were stored, and one of a version that does not exist
//! yet: each is opened, read and written to for ever.
//!
//! A file of this folder holds changes in hexadecimal and below them what is to be read from them.
//! Files are added, never changed. `CUNZHAN_WRITE_GOLDEN=1` writes those that are missing.

mod make;

use std::{fmt::Write as _, path::PathBuf};

use casework::{
    Directory, Document, MatterView, Moment, Step,
    document::{Edit, WriteError, Writer},
    schema::{Fact, PersonField},
    view::MatterDocs,
};
use ident::{ActorBytes, DocKey, MatterId, PersonId};

use make::{Family, directory, matter, office};

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "documents", &format!("{name}.golden")].iter().collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "{byte:02x}");
        all
    })
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).expect("hexadecimal"))
        .collect()
}

/// The changes that a file holds.
fn stored(name: &str) -> Family {
    let text = std::fs::read_to_string(path(name)).expect("reads");
    let of = |prefix: &str| {
        text.lines().filter_map(|line| line.strip_prefix(prefix)).map(unhex).collect::<Vec<_>>()
    };
    Family { core: of("core "), people: of("people ") }
}

fn open(family: &Family) -> (Document, Document) {
    let open = |key, changes: &[Vec<u8>]| {
        Document::open(key, changes.iter().map(Vec::as_slice)).expect("opens")
    };
    (open(DocKey::core(matter()), &family.core), open(DocKey::people(matter()), &family.people))
}

fn view(core: &Document, people: &Document, directory: &Directory) -> MatterView {
    MatterDocs { core, people: Some(people), internal: None, committee: None }
        .view(&office(), directory)
}

/// What is read from a family of documents, in lines.
fn reading(family: &Family) -> String {
    let directory = directory();
    let (core, people) = open(family);
    let view = view(&core, &people, &directory);
    let mut text = String::new();
    let _ = writeln!(text, "> {:?} at {:?}", view.state.stage, view.holder);
    let _ = writeln!(text, "> numbers {:?}", view.local_nos);
    for (fact, register) in &view.facts {
        let _ = writeln!(text, "> {} = {}", fact.key(), register.shown());
    }
    for person in &view.persons {
        let _ = writeln!(text, "> {} = {}", person.slot, person.shown(PersonField::Name));
    }
    for demand in &view.demands {
        let _ = writeln!(text, "> demand {} struck {}", demand.text, demand.struck);
    }
    let _ = writeln!(text, "> text {}", view.narrative);
    for clock in casework::desk::clocks(&view.state, &directory) {
        let _ = writeln!(
            text,
            "> clock {} from {} due {:?} ended {:?}",
            clock.id,
            clock.start,
            clock.due.map(|due| due.to_string()),
            clock.end.map(|end| end.on.to_string())
        );
    }
    for entry in &view.history {
        let _ = writeln!(
            text,
            "> {} by {} {:?} {:?} {:?}",
            entry.by.at.date(),
            entry.by.person,
            entry.step.kind(),
            entry.verdict,
            entry.details.len()
        );
    }
    text
}

fn check(name: &str, make: impl FnOnce() -> Family) {
    let path = path(name);
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() && !path.exists() {
        let family = make();
        let mut text = String::new();
        for (part, changes) in [("core", &family.core), ("people", &family.people)] {
            for change in changes {
                let _ = writeln!(text, "{part} {}", hex(change));
            }
        }
        text.push_str(&reading(&family));
        std::fs::write(&path, text).expect("writes");
    }
    let kept = std::fs::read_to_string(&path).expect("reads");
    let wanted: String = kept
        .lines()
        .filter(|line| line.starts_with('>'))
        .fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(reading(&stored(name)), wanted);
}

fn writer() -> Writer {
    Writer {
        actor: ActorBytes::of(make::device(0), [77; 8]),
        person: PersonId::new([1; 16]),
        at: Moment::from_millis(1_800_000_000_000),
    }
}

#[test]
fn a_matter_of_the_first_version() {
    check("matter-1", make::first_version);
}

#[test]
fn a_matter_of_the_second_version() {
    check("matter-2", make::second_version);
}

/// What it knows works; what it does not know is kept and shown; what it would harm says so.
#[test]
fn a_matter_of_a_later_version() {
    check("matter-later", make::later_version);
    let family = stored("matter-later");
    let (mut core, people) = open(&family);
    let shown = view(&core, &people, &directory());
    let unknown = shown.history.iter().filter(|entry| matches!(entry.step, Step::Unknown { .. }));
    assert_eq!(unknown.count(), 1, "a step of a later version is kept and shown");
    let details: Vec<String> = shown
        .history
        .iter()
        .flat_map(|entry| &entry.details)
        .map(|one| format!("{one:?}"))
        .collect();
    assert!(details.iter().any(|detail| detail.contains("mood")), "{details:?}");
    let note = core.write(&writer(), &Step::Noted { text: "照常记录".into() }, &[]);
    assert!(note.is_ok());
    let fact = Fact::Place.value("后单村").expect("fits");
    let place = core.write(&writer(), &Step::Edited {}, &[Edit::Fact(Fact::Place, fact)]);
    assert!(place.is_ok(), "what the later version does not guard goes on");
    let narrative = [Edit::Narrative("旧版本改写".into())];
    let refused = core.write(&writer(), &Step::Edited {}, &narrative);
    assert!(matches!(refused, Err(WriteError::NeedsNewer)), "{refused:?}");
    assert_eq!(view(&core, &people, &directory()).narrative, shown.narrative);
    assert_eq!(MatterId::new([5; 16]), matter());
}
