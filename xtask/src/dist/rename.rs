//! Content-hashed names for the programs: each binary's wasm, its glue, and a worker's start script.
//!
//! Order matters: a file's name depends on its content, and its content on the names it mentions.

use anyhow::{Context, Result};

use super::chunks;
use super::files::Files;

const WASM_SUFFIX: &str = "_bg.wasm";

/// What the page has to know about one program.
#[derive(Debug, PartialEq)]
pub enum Program {
    /// Started by the page's own module script.
    Main { old: Names, new: Names },
    /// Started by the app with `new Worker(url)`.
    Worker { bin: String, script: String },
}

/// A binary's two files.
#[derive(Debug, PartialEq)]
pub struct Names {
    pub js: String,
    pub wasm: String,
}

/// Renames all programs Trunk built.
pub fn programs(files: &mut Files, worker_template: &str) -> Result<Vec<Program>> {
    let stems: Vec<String> = files
        .names()
        .filter_map(|name| name.strip_suffix(WASM_SUFFIX))
        .map(str::to_owned)
        .collect();
    stems.iter().map(|stem| program(files, stem, worker_template)).collect()
}

/// `stem` is `ui-<Trunk's hash>` for the main program, and the bare name of the binary for a worker.
fn program(files: &mut Files, stem: &str, worker_template: &str) -> Result<Program> {
    let old = Names { js: format!("{stem}.js"), wasm: format!("{stem}{WASM_SUFFIX}") };
    let loader = format!("{stem}_loader.js");
    let is_worker = files.contains(&loader);
    let bin = if is_worker { stem } else { stem.rsplit_once('-').map_or(stem, |(bin, _)| bin) };

    let wasm = files.take(&old.wasm)?;
    let mut js = files.take_text(&old.js)?;
    js = chunks::name(files, bin, &js)?;
    let new = Names {
        wasm: files.insert_hashed(bin, "wasm", wasm),
        js: files.insert_hashed(bin, "js", js),
    };
    if !is_worker {
        return Ok(Program::Main { old, new });
    }
    files.take(&loader)?;
    let script = fill(worker_template, &[("__GLUE__", &new.js), ("__WASM__", &new.wasm)])?;
    let script = files.insert_hashed(&format!("{bin}-worker"), "js", script);
    Ok(Program::Worker { bin: bin.to_owned(), script })
}

/// Replaces each placeholder, all of which the template must have.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (placeholder, value) in values {
        text.find(placeholder).with_context(|| {
            format!("a template in public/ has lost its {placeholder}; put it back")
        })?;
        text = text.replace(placeholder, value);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> Files {
        let mut files = Files::default();
        files.insert("engine.js", "glue");
        files.insert("engine_bg.wasm", "code");
        files.insert("engine_loader.js", "Trunk's own");
        files.insert("ui-0123456789abcdef.js", "glue");
        files.insert("ui-0123456789abcdef_bg.wasm", "code");
        files
    }

    #[test]
    fn every_program_gets_a_name_from_its_content() -> Result<()> {
        let mut files = built();
        programs(&mut files, "importScripts(\"__GLUE__\"); start(\"__WASM__\")")?;
        let names: Vec<&str> = files.names().collect();
        assert_eq!(names.len(), 5, "{names:?}");
        assert!(!files.contains("engine_loader.js"));
        assert!(names.iter().all(|name| name.len() > 16 && !name.contains("_bg")), "{names:?}");
        Ok(())
    }

    #[test]
    fn a_worker_is_started_by_a_script_that_names_both_its_files() -> Result<()> {
        let mut files = built();
        let found = programs(&mut files, "__GLUE__ __WASM__")?;
        let script = found.iter().find_map(|program| match program {
            Program::Worker { script, .. } => Some(script.clone()),
            Program::Main { .. } => None,
        });
        let text = files.take_text(&script.context("no worker")?)?;
        assert!(text.split(' ').all(|name| files.contains(name)), "{text}");
        Ok(())
    }

    #[test]
    fn the_main_programs_old_names_are_kept_for_the_page() -> Result<()> {
        let found = programs(&mut built(), "__GLUE__ __WASM__")?;
        let main = found.iter().find_map(|program| match program {
            Program::Main { old, new } => Some((old, new)),
            Program::Worker { .. } => None,
        });
        let (old, new) = main.context("no main program")?;
        assert_eq!(old.wasm, "ui-0123456789abcdef_bg.wasm");
        assert!(new.wasm.starts_with("ui-") && new.wasm.ends_with(".wasm"));
        Ok(())
    }

    #[test]
    fn a_template_without_its_placeholder_is_an_error() {
        assert!(fill("nothing", &[("__GLUE__", "x")]).is_err());
    }
}
