//! Cuts the UI's program into what is needed at once and chunks that come when a page is opened; and the
//! engine's into what lists need and a chunk with the rest.
//!
//! Trunk cannot do this: the cutter (`wasm-split-cli`) needs what cargo linked, with its relocations
//! (`build.rs`), and wasm-bindgen must see only what is left. So both run here, on cargo's file, and
//! take the place of what Trunk made of the whole program.
//!
//! The cutter makes a file of what each page alone needs, and one for every set of pages that share
//! something: dozens, most below a kilobyte. Those are merged into one chunk, `shared`, which comes with
//! whichever page is opened first.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::files::Files;
use super::module;
use super::rename::fill;
use super::wasm::ALLOWED;
use crate::build::Effort;
use crate::setup::Tools;
use crate::{process, project::Project};

/// A program that is cut.
#[derive(Debug)]
pub struct Cut {
    /// Its binary.
    bin: &'static str,
    /// Its chunks' names among the files until they get their last ones: `<prefix><chunk>.wasm`.
    prefix: &'static str,
    /// What wasm-bindgen writes: a module, or for a worker a classic script.
    target: &'static str,
}

/// All of them.
pub const CUTS: [Cut; 2] = [
    Cut { bin: "ui", prefix: "chunk-", target: "web" },
    Cut { bin: "engine", prefix: "part-", target: "no-modules" },
];

const SUFFIX: &str = ".wasm";
/// What several chunks need.
const SHARED: &str = "shared";
/// By what name the parts know the first one.
const FIRST_PART: &str = "__wasm_split";
/// What the cutter's main file imports its loaders from.
const LINK_MODULE: &str = "\"./__wasm_split.js\"";
/// Where a classic script's glue ends, all of which is one function.
const CLASSIC_END: &str = "return Object.assign(__wbg_init,";

/// Replaces a whole program that Trunk made by the cut one: `<stem>.js` and `<stem>_bg.wasm` by its
/// first part, and beside them a `<prefix><chunk>.wasm` for each chunk.
///
/// `program` is what cargo linked.
pub fn cut(
    files: &mut Files,
    tools: &Tools,
    cut: &Cut,
    program: &Path,
    template: &str,
) -> Result<()> {
    let bin = cut.bin;
    let of_bin = |stem: &str| {
        stem == bin || stem.strip_prefix(bin).is_some_and(|rest| rest.starts_with('-'))
    };
    let stem = files
        .names()
        .find_map(|name| name.strip_suffix("_bg.wasm").filter(|stem| of_bin(stem)))
        .with_context(|| format!("Trunk built no {bin}; does index.html link it?"))?
        .to_owned();
    let scratch = Scratch::new(bin)?;
    let split = scratch.0.join("split");
    let mut cutter = tools.wasm_split();
    cutter.args(["--out-name", bin]).arg(program).arg(&split);
    process::capture(&mut cutter)?;

    let parts = Parts::list(&split, bin)?;
    let merged = scratch.0.join("shared.wasm");
    if !parts.shared.is_empty() {
        merge(tools, &parts.shared, &scratch.0, &merged)?;
        files.insert(cut.file(SHARED), read(&merged)?);
    }
    for (page, path) in &parts.pages {
        files.insert(cut.file(page), read(path)?);
    }

    let bound = scratch.0.join("bound");
    let mut bindgen = tools.wasm_bindgen();
    bindgen
        .args(["--target", cut.target, "--no-typescript", "--out-name", bin])
        // The chunks take the table and the stack from the first part's exports.
        .arg("--keep-lld-exports")
        .arg("--out-dir")
        .arg(&bound)
        .arg(split.join(format!("{bin}.wasm")));
    process::capture(&mut bindgen)?;
    let glue = String::from_utf8(read(&bound.join(format!("{bin}.js")))?)
        .context("wasm-bindgen's glue is not UTF-8")?;
    let pages: Vec<&str> = parts.pages.iter().map(|(page, _)| page.as_str()).collect();
    files.insert(format!("{stem}.js"), with_loaders(&glue, template, &pages)?);
    files.insert(format!("{stem}_bg.wasm"), read(&bound.join(format!("{bin}_bg.wasm")))?);
    Ok(())
}

/// Gives the chunks of a program their last names, and tells its glue.
pub fn name(files: &mut Files, bin: &str, glue: &str) -> Result<String> {
    let Some(cut) = CUTS.iter().find(|cut| cut.bin == bin) else { return Ok(glue.to_owned()) };
    let chunks: Vec<String> = files
        .names()
        .filter_map(|name| name.strip_prefix(cut.prefix)?.strip_suffix(SUFFIX))
        .map(str::to_owned)
        .collect();
    let mut paths = serde_json::Map::new();
    for chunk in chunks {
        let bytes = files.take(&cut.file(&chunk))?;
        let name = files.insert_hashed(&format!("{}{chunk}", cut.prefix), "wasm", bytes);
        paths.insert(chunk, format!("/{name}").into());
    }
    if paths.is_empty() {
        return Ok(glue.to_owned());
    }
    fill(glue, &[("__CHUNKS__", &serde_json::Value::from(paths).to_string())])
}

impl Cut {
    fn file(&self, chunk: &str) -> String {
        format!("{}{chunk}{SUFFIX}", self.prefix)
    }

    /// What cargo linked for it, with the relocations.
    pub fn linked(&self, project: &Project, effort: Effort) -> PathBuf {
        let profile = project.target().join(crate::setup::TRIPLE).join(effort.cargo_profile());
        profile.join(self.bin).with_extension("wasm")
    }
}

/// What the cutter wrote, but for the first part.
#[derive(Default)]
struct Parts {
    /// Each page's name and file.
    pages: Vec<(String, PathBuf)>,
    /// What several pages need.
    shared: Vec<PathBuf>,
}

impl Parts {
    fn list(dir: &Path, bin: &str) -> Result<Self> {
        let mut parts = Self::default();
        for path in crate::build::files_under(dir)? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            if let Some(page) = stem.strip_prefix("split_") {
                parts.pages.push((page.to_owned(), path));
            } else if stem.starts_with("chunk_") {
                parts.shared.push(path);
            }
        }
        if parts.pages.is_empty() {
            bail!("the program was not cut; has src/bin/{bin}.rs lost its `wasm_split`?");
        }
        Ok(parts)
    }
}

/// Makes one module of several.
///
/// All import the same memory, table and globals of the first part. Merged as they are, they would be
/// a module with many memories; so a first module is put before them that imports each once and hands it
/// on.
fn merge(tools: &Tools, parts: &[PathBuf], scratch: &Path, merged: &Path) -> Result<()> {
    let host = scratch.join("host.wasm");
    let mut imports = Vec::new();
    for part in parts {
        imports.extend(module::imports(&read(part)?, FIRST_PART)?);
    }
    fs::write(&host, module::handing_on(imports))
        .with_context(|| format!("cannot write {}; check the disk", host.display()))?;
    let mut command = tools.binaryen("wasm-merge");
    command.arg(&host).arg(FIRST_PART);
    for (number, part) in parts.iter().enumerate() {
        command.arg(part).arg(format!("part{number}"));
    }
    command.arg("-o").arg(merged);
    command.args(ALLOWED.map(|feature| format!("--enable-{feature}")));
    process::capture(&mut command)?;
    Ok(())
}

/// Puts our own loaders in place of the cutter's, which know nothing of merged parts and hashed names.
///
/// They are part of the glue, not a file of their own: each would have to carry the other's hash in its
/// name.
fn with_loaders(glue: &str, template: &str, pages: &[&str]) -> Result<String> {
    let loaders: String = pages
        .iter()
        .map(|page| format!("\n  __wasm_split_load_{page}: loader(\"{page}\"),"))
        .collect();
    let ours = fill(template, &[("__LOADERS__", &format!("{{{loaders}\n}}"))])?;
    let mut text = String::new();
    let (mut given, mut placed) = (false, false);
    let required = format!("= require({LINK_MODULE});");
    for line in glue.lines() {
        let code = line.trim_start();
        let imported = code.starts_with("import * as ") && code.ends_with(LINK_MODULE);
        if imported || (code.starts_with("const import") && code.ends_with(&required)) {
            continue;
        }
        if code.starts_with(LINK_MODULE) {
            if !given {
                text.push_str(&format!("        {LINK_MODULE}: chunkLoaders,\n"));
            }
            given = true;
            continue;
        }
        if code.starts_with(CLASSIC_END) {
            text.push_str(&ours);
            placed = true;
        }
        text.push_str(line);
        text.push('\n');
    }
    if !given || text.matches(LINK_MODULE).count() != 1 {
        bail!("wasm-bindgen's glue is not as dist/chunks.rs knows it; look at its imports");
    }
    if !placed {
        text.push_str(&ours);
    }
    Ok(text)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} was not made", path.display()))
}

/// A directory that goes with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(bin: &str) -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("cunzhan-chunks-{bin}-{}", std::process::id()));
        fs::create_dir_all(&dir)
            .with_context(|| format!("cannot create {}; check the disk", dir.display()))?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A leftover in the temporary directory harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\n\
        import * as import2 from \"./__wasm_split.js\"\n\n\
        function imports() {\n    return {\n        \"./__wasm_split.js\": import1,\n        \
        \"./__wasm_split.js\": import2,\n    };\n}\n";
    const TEMPLATE: &str = "const CHUNKS = __CHUNKS__;\nconst chunkLoaders = __LOADERS__;\n";

    #[test]
    fn the_glue_loads_by_our_own_loaders() -> Result<()> {
        let glue = with_loaders(GLUE, TEMPLATE, &["matter", "register"])?;
        assert!(!glue.contains("import *"), "{glue}");
        assert_eq!(glue.matches("\"./__wasm_split.js\": chunkLoaders,").count(), 1, "{glue}");
        assert!(glue.contains("__wasm_split_load_matter: loader(\"matter\")"), "{glue}");
        Ok(())
    }

    #[test]
    fn a_classic_scripts_loaders_are_where_it_sees_its_program() -> Result<()> {
        let glue = "let wasm_bindgen = (function(exports) {\n    \
            const import1 = require(\"./__wasm_split.js\");\n    function imports() {\n        \
            return {\n            \"./__wasm_split.js\": import1,\n        };\n    }\n    \
            return Object.assign(__wbg_init, { initSync }, exports);\n})({ __proto__: null });\n";
        let glue = with_loaders(glue, TEMPLATE, &["rest"])?;
        assert!(!glue.contains("require"), "{glue}");
        let (before, after) = glue.split_once("const chunkLoaders = {").context("no loaders")?;
        assert!(before.contains("\"./__wasm_split.js\": chunkLoaders,"), "{glue}");
        assert!(after.contains(CLASSIC_END), "{glue}");
        Ok(())
    }

    #[test]
    fn another_kind_of_glue_stops_the_build() {
        assert!(with_loaders("import x from \"./other.js\"\n", TEMPLATE, &["matter"]).is_err());
    }

    #[test]
    fn chunks_are_named_by_content_and_the_glue_knows_them() -> Result<()> {
        let mut files = Files::default();
        files.insert("chunk-matter.wasm", "code");
        files.insert("part-rest.wasm", "another program's");
        let glue = name(&mut files, "ui", "const CHUNKS = __CHUNKS__;")?;
        let file = files.names().next().context("no chunk")?;
        assert!(file.starts_with("chunk-matter-") && file.len() == 34, "{file}");
        assert_eq!(glue, format!("const CHUNKS = {{\"matter\":\"/{file}\"}};"));
        assert!(files.contains("part-rest.wasm"), "each program has its own");
        assert_eq!(name(&mut files, "importer", "glue")?, "glue");
        Ok(())
    }
}
