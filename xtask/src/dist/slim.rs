//! Takes out of each program and its glue what wasm-bindgen leaves in for callers we do not have.
//!
//! - JavaScript classes that Rust libraries export (`wasm-streams`, by way of leptos): no script of ours
//!   uses one, but their code cannot go while it is exported. So the exports go before wasm-opt runs.
//! - Entries of the glue that the program, once optimised, does not import any more.
//! - Names between the two end in 16 random digits, which no compression makes smaller.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::files::Files;
use super::module::{self, Names};

const WASM_SUFFIX: &str = "_bg.wasm";

/// The programs' stems: `<stem>.js` beside `<stem>_bg.wasm`.
fn stems(files: &Files) -> Vec<String> {
    files.names().filter_map(|name| name.strip_suffix(WASM_SUFFIX)).map(str::to_owned).collect()
}

/// Before wasm-opt: classes that Rust exports to scripts.
pub fn drop_classes(files: &mut Files) -> Result<()> {
    for stem in stems(files) {
        let glue = files.take_text(&format!("{stem}.js"))?;
        let wasm = files.take(&format!("{stem}{WASM_SUFFIX}"))?;
        let classes = classes(&glue);
        let of_class = |export: &str| {
            classes.iter().map(|class| class.to_lowercase()).any(|class| {
                export.starts_with(&format!("{class}_")) || export == format!("__wbg_{class}_free")
            })
        };
        let wasm = module::rewrite(&wasm, |_| None, |export| (!of_class(export)).then_some(None))
            .with_context(|| format!("cannot read the exports of {stem}"))?;
        files.insert(format!("{stem}.js"), without_classes(&glue, &classes));
        files.insert(format!("{stem}{WASM_SUFFIX}"), wasm);
    }
    Ok(())
}

/// After wasm-opt: what the program does not import, and long names.
pub fn tidy(files: &mut Files) -> Result<()> {
    for stem in stems(files) {
        let glue = files.take_text(&format!("{stem}.js"))?;
        let wasm = files.take(&format!("{stem}{WASM_SUFFIX}"))?;
        let names = module::names(&wasm).with_context(|| format!("cannot read {stem}'s names"))?;
        let glue = without_unused_imports(&glue, &names)?;
        let short = short_names(&names, &glue);
        let wasm = module::rewrite(
            &wasm,
            |import| short.get(import).cloned(),
            |export| Some(short.get(export).cloned()),
        )?;
        files.insert(format!("{stem}.js"), replace_words(&glue, &short));
        files.insert(format!("{stem}{WASM_SUFFIX}"), wasm);
    }
    Ok(())
}

/// The classes wasm-bindgen wrote for Rust's types.
fn classes(glue: &str) -> Vec<&str> {
    glue.lines()
        .filter_map(|line| {
            let line = line.trim_start();
            line.strip_prefix("export class ").or_else(|| line.strip_prefix("class "))
        })
        .filter_map(|rest| rest.strip_suffix(" {"))
        .collect()
}

/// The glue without those classes and what stands at the top level for them.
fn without_classes(glue: &str, classes: &[&str]) -> String {
    let mut text = String::new();
    // Ends what is being left out: the first line that is this.
    let mut until: Option<String> = None;
    for line in glue.lines() {
        if let Some(end) = &until {
            if line == end || (end.is_empty() && line.ends_with("));")) {
                until = None;
            }
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let code = line.trim_start();
        if classes.iter().any(|class| code.ends_with(&format!("class {class} {{"))) {
            until = Some(format!("{indent}}}"));
        } else if classes.iter().any(|c| code.starts_with(&format!("const {c}Finalization = "))) {
            until = Some(String::new());
        } else if !classes.iter().any(|class| {
            code.starts_with(&format!("if (Symbol.dispose) {class}."))
                || code.starts_with(&format!("exports.{class} = "))
        }) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The glue without entries of its import object that the program does not import.
fn without_unused_imports(glue: &str, names: &Names) -> Result<String> {
    let mut text = String::new();
    let mut inside: Option<usize> = None;
    let mut keep = true;
    for line in glue.lines() {
        let indent = line.len() - line.trim_start().len();
        let code = line.trim_start();
        match inside {
            None if code == "const import0 = {" => inside = Some(indent),
            Some(outer) if indent == outer && code == "};" => (inside, keep) = (None, true),
            Some(outer) if indent == outer + 4 => {
                if let Some((key, _)) = code.split_once(": ").filter(|(key, _)| is_word(key)) {
                    keep = key == "__proto__" || names.imports.contains(key);
                }
            }
            _ => {}
        }
        if keep {
            text.push_str(line);
            text.push('\n');
        }
    }
    // The entries are wasm-bindgen's, the names are too: if one is missing, the glue was misread.
    for import in names.imports.iter().filter(|import| import.starts_with("__wb")) {
        if !text.contains(import.as_str()) {
            bail!("the glue has no {import}; look at how wasm-bindgen writes it (dist/slim.rs)");
        }
    }
    if text.contains("Finalization.register") {
        bail!("the app uses a class that Rust exports; keep classes in dist/slim.rs");
    }
    Ok(text)
}

/// A short name for each long one, none of which the glue uses already.
fn short_names(names: &Names, glue: &str) -> BTreeMap<String, String> {
    let taken: BTreeSet<&str> = words(glue).collect();
    let long = names
        .imports
        .iter()
        .filter(|name| name.starts_with("__wbg_") || name.starts_with("__wbindgen_cast_"))
        .chain(names.exports.iter().filter(|name| name.starts_with("wasm_bindgen__")));
    let mut free = (0..).map(|number| format!("w{number}")).filter(|n| !taken.contains(n.as_str()));
    // An endless supply, so `zip` ends with the long ones.
    long.cloned().zip(&mut free).collect()
}

/// Replaces whole words.
fn replace_words(text: &str, short: &BTreeMap<String, String>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word_char) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c| !is_word_char(c)).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        replaced.push_str(before);
        replaced.push_str(short.get(word).map_or(word, String::as_str));
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word_char(c)).filter(|word| !word.is_empty())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_word_char)
}

fn is_word_char(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export class Under {\n    free() {\n    }\n}\n\
        if (Symbol.dispose) Under.prototype[Symbol.dispose] = Under.prototype.free;\n\
        function imports() {\n    const import0 = {\n        __proto__: null,\n        \
        __wbg_a_0123: function(arg0) {\n            arg0.a();\n        },\n        \
        __wbg_b_4567: function() { return handle(function () {\n            b();\n        \
        }, arguments); },\n    };\n}\n\
        const UnderFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? { }\n    \
        : new FinalizationRegistry(ptr => wasm.__wbg_under_free(ptr, 1));\nlet w0;\n";

    #[test]
    fn a_class_goes_with_all_that_names_it() {
        assert_eq!(classes(GLUE), ["Under"]);
        let glue = without_classes(GLUE, &["Under"]);
        assert!(!glue.contains("Under") && glue.contains("function imports"), "{glue}");
        assert!(glue.ends_with("let w0;\n"), "{glue}");
    }

    #[test]
    fn only_what_the_program_imports_stays() -> Result<()> {
        let names = Names { imports: ["__wbg_a_0123".to_owned()].into(), ..Names::default() };
        let glue = without_unused_imports(GLUE, &names)?;
        assert!(glue.contains("arg0.a()") && !glue.contains("b();"), "{glue}");
        assert!(glue.contains("    };\n}\n"), "{glue}");
        Ok(())
    }

    #[test]
    fn an_import_that_the_glue_lacks_stops_the_build() {
        let names = Names { imports: ["__wbg_c_89".to_owned()].into(), ..Names::default() };
        assert!(without_unused_imports(GLUE, &names).is_err());
    }

    #[test]
    fn short_names_are_new_words() {
        let names = Names { imports: ["__wbg_a_0123".to_owned()].into(), ..Names::default() };
        let short = short_names(&names, GLUE);
        assert_eq!(short["__wbg_a_0123"], "w1");
        assert_eq!(replace_words("x.__wbg_a_0123(__wbg_a_01234)", &short), "x.w1(__wbg_a_01234)");
    }
}
