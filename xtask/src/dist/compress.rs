//! Brotli at its highest quality, beside each file that shrinks by it: made once here, served often
//! and over bad lines.

use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;

use super::derived::Derived;
use super::files::Files;

const QUALITY: i32 = 11;
/// PNG and WOFF2 are compressed already.
const COMPRESSIBLE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Adds `<name>.br` where that is smaller.
pub fn add(files: &mut Files, derived: &Derived) -> Result<()> {
    let inputs = &*files;
    let results: Vec<Result<(String, Vec<u8>)>> = thread::scope(|scope| {
        let jobs: Vec<_> = inputs
            .iter()
            .filter(|(name, _)| {
                name.rsplit_once('.').is_some_and(|(_, kind)| COMPRESSIBLE.contains(&kind))
            })
            .map(|(name, bytes)| {
                scope.spawn(move || {
                    let recipe = format!("brotli {QUALITY}");
                    let small = derived.get_or_make(&recipe, bytes, || compress(name, bytes))?;
                    Ok((name.to_owned(), small))
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| {
                job.join().unwrap_or_else(|_| {
                    Err(anyhow!("a thread that compresses panicked; run again"))
                })
            })
            .collect()
    });
    for result in results {
        let (name, small) = result?;
        if small.len() < files.get(&name)?.len() {
            files.insert(format!("{name}.br"), small);
        }
    }
    Ok(())
}

fn compress(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: QUALITY, size_hint: bytes.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &parameters)
        .with_context(|| format!("cannot compress {name}"))?;
    Ok(small)
}
