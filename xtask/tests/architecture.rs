//! ARCHITECTURE.md names only what exists. Here is held that each path and each test it names is there.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Fewest paths, and fewest tests, that the page names: fewer, and it is not read right.
const FEWEST: usize = 40;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project")
}

/// All that stands in backticks, with `{a,b}` written out.
fn named(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).flat_map(spread).collect()
}

fn spread(code: &str) -> Vec<String> {
    let Some((before, rest)) = code.split_once('{') else { return vec![code.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![code.to_owned()] };
    choices.split(',').flat_map(|one| spread(&format!("{before}{}{after}", one.trim()))).collect()
}

/// Every file and folder of the project, from its root on; not what was built.
fn all(below: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(below).expect("reads").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') || ["target", "dist", "data", "node_modules"].contains(&name) {
            continue;
        }
        let path = entry.strip_prefix(root()).expect("below it").to_string_lossy().into_owned();
        found.push(path);
        if entry.is_dir() {
            all(&entry, found);
        }
    }
}

fn is_sign(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "_-./".contains(sign)
}

/// A path: with a slash inside, and nothing in it that no file's name has.
fn is_path(code: &str) -> bool {
    let inside = code.trim_end_matches('/');
    inside.contains('/') && !code.starts_with('/') && code.chars().all(is_sign)
}

/// Paths are written from the root, from below `crates`, or from wherever it is plain what is meant;
/// a module without its `src` and its ending.
fn is_there(code: &str, files: &[String]) -> bool {
    let code = code.trim_end_matches('/');
    let (head, tail) = code.split_once('/').unwrap_or((code, ""));
    let written = [code.to_owned(), format!("crates/{head}/src/{tail}"), format!("crates/{code}")];
    let ends = |file: &str, path: &str| {
        file.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    files.iter().any(|file| {
        let bare = file.strip_suffix(".rs").unwrap_or(file);
        written.iter().any(|path| ends(file, path) || ends(bare, path))
    })
}

/// The name of a test: words of small letters. One that is cut off, or has a star in it, stands for all
/// that begin so.
fn is_test(code: &str) -> bool {
    let plain =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_*…".contains(sign);
    code.matches('_').count() >= 3 && code.chars().all(plain)
}

#[test]
fn every_path_and_every_test_that_the_page_names_is_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("reads");
    let mut files = Vec::new();
    all(root(), &mut files);
    let sources: Vec<String> = files
        .iter()
        .filter(|file| Path::new(file).extension().is_some_and(|end| end == "rs"))
        .map(|file| fs::read_to_string(PathBuf::from(root()).join(file)).expect("reads"))
        .collect();
    let named = named(&text);
    let (paths, others): (Vec<_>, Vec<_>) = named.iter().partition(|code| is_path(code));
    let tests: Vec<_> = others.into_iter().filter(|code| is_test(code)).collect();
    assert!(paths.len() >= FEWEST && tests.len() >= FEWEST, "{} and {}", paths.len(), tests.len());
    let missing: Vec<_> = paths.into_iter().filter(|code| !is_there(code, &files)).collect();
    assert!(missing.is_empty(), "no such path: {missing:#?}");
    let begins = |code: &str| {
        let start = code.split(['*', '…']).next().unwrap_or_default();
        let head = if start == code { format!("fn {code}(") } else { format!("fn {start}") };
        sources.iter().any(|source| source.contains(&head))
    };
    let missing: Vec<_> = tests.into_iter().filter(|code| !begins(code)).collect();
    assert!(missing.is_empty(), "no such test: {missing:#?}");
}
