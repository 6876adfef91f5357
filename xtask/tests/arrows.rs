//! Who may depend on whom. The pure crates have no clock, no randomness, no browser, no runtime and
//! no SQL: this is where that is held.

use std::{collections::BTreeSet, process::Command};

/// Our own crates that each may use (besides libraries).
const ARROWS: [(&str, &[&str]); 13] = [
    ("ident", &[]),
    ("lookup", &[]),
    ("clocks", &[]),
    ("ledger", &["lookup"]),
    ("papers", &[]),
    ("seal", &[]),
    ("wire", &["ident"]),
    ("casework", &["clocks", "ident", "lookup"]),
    ("replica", &["casework", "ident", "lookup", "seal", "wire"]),
    ("store-idb", &["replica"]),
    ("relay", &["casework", "ident", "lookup", "replica", "seal", "wire"]),
    ("loadgen", &["casework", "ident", "replica", "wire"]),
    (
        "cunzhan",
        &[
            "casework",
            "clocks",
            "ident",
            "ledger",
            "lookup",
            "papers",
            "replica",
            "store-idb",
            "wire",
        ],
    ),
];

/// All libraries that the pure crates use. A new one is a decision: has it a clock, a random
/// source, a socket in it?
const PURE: [(&str, &[&str]); 9] = [
    ("ident", &["minicbor", "serde", "sha2", "thiserror"]),
    ("lookup", &["chrono", "pinyin", "serde"]),
    ("clocks", &["chrono", "minicbor", "serde", "serde_json", "thiserror"]),
    (
        "ledger",
        &[
            "calamine",
            "chrono",
            "flate2",
            "quick-xml",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "zip",
        ],
    ),
    ("papers", &["chrono", "minicbor", "quick-xml", "serde", "thiserror", "zip"]),
    // Of x25519-dalek without its random source.
    (
        "wire",
        &["ed25519-dalek", "flate2", "minicbor", "negentropy", "sha2", "thiserror", "x25519-dalek"],
    ),
    ("casework", &["automerge", "chrono", "minicbor", "serde", "serde_json", "thiserror"]),
    ("seal", &["blake2", "chacha20poly1305"]),
    // Of argon2, chacha20poly1305 and hpke without their random sources.
    (
        "replica",
        &["argon2", "chacha20poly1305", "chrono", "hpke", "minicbor", "thiserror", "zeroize"],
    ),
];

fn metadata() -> serde_json::Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo says what there is")
}

/// The names of a package's dependencies that go into what ships.
fn shipped(metadata: &serde_json::Value, package: &str) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().expect("a list");
    let found = packages.iter().find(|found| found["name"] == package);
    let found = found.unwrap_or_else(|| panic!("there is no package {package}"));
    found["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|dependency| dependency["kind"].is_null())
        .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn arrows_point_one_way() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    for (package, allowed) in ARROWS {
        for dependency in shipped(&metadata, package) {
            let fine =
                !ours.contains(dependency.as_str()) || allowed.contains(&dependency.as_str());
            assert!(fine, "{package} must not depend on {dependency}");
        }
    }
}

#[test]
fn pure_crates_stay_pure() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    for (package, libraries) in PURE {
        for dependency in shipped(&metadata, package) {
            let fine =
                ours.contains(dependency.as_str()) || libraries.contains(&dependency.as_str());
            assert!(fine, "{package} is pure: {dependency} is not among the libraries it may use");
        }
    }
}

#[test]
fn only_domain_crates_know_automerge() {
    let metadata = metadata();
    for (package, _) in ARROWS {
        let knows = shipped(&metadata, package).contains("automerge");
        assert!(!knows || package == "casework", "{package} speaks to Automerge past casework");
    }
}
