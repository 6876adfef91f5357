//! The names by which a WebAssembly module and its surroundings know each other.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const MAGIC: &[u8; 8] = b"\0asm\x01\0\0\0";

/// All names of imported and exported items.
#[derive(Default)]
pub struct Names {
    pub imports: BTreeSet<String>,
    pub exports: BTreeSet<String>,
}

pub fn names(wasm: &[u8]) -> Result<Names> {
    let mut names = Names::default();
    rewrite(
        wasm,
        |import| {
            names.imports.insert(import.to_owned());
            None
        },
        |export| {
            names.exports.insert(export.to_owned());
            Some(None)
        },
    )?;
    Ok(names)
}

/// The module with other names: `import` gives an item's new name, none for the old one; `export`
/// likewise, and none at all to leave the export out.
pub fn rewrite(
    wasm: &[u8],
    mut import: impl FnMut(&str) -> Option<String>,
    mut export: impl FnMut(&str) -> Option<Option<String>>,
) -> Result<Vec<u8>> {
    let mut rest = wasm.strip_prefix(MAGIC).context("this is no WebAssembly module")?;
    let mut new = MAGIC.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let length = number(&mut rest)?;
        let mut section = take(&mut rest, length)?;
        new.push(id);
        if id != IMPORTS && id != EXPORTS {
            put_bytes(&mut new, section);
            continue;
        }
        let (mut items, mut kept) = (Vec::new(), 0);
        for _ in 0..number(&mut section)? {
            if id == IMPORTS {
                put_bytes(&mut items, name(&mut section)?.as_bytes());
                let old = name(&mut section)?;
                put_bytes(&mut items, import(old).as_deref().unwrap_or(old).as_bytes());
                items.extend(import_type(&mut section)?);
                kept += 1;
            } else {
                let old = name(&mut section)?;
                let start = section;
                take(&mut section, 1)?;
                number(&mut section)?;
                if let Some(changed) = export(old) {
                    put_bytes(&mut items, changed.as_deref().unwrap_or(old).as_bytes());
                    items.extend(&start[..start.len() - section.len()]);
                    kept += 1;
                }
            }
        }
        let mut content = Vec::new();
        put_number(&mut content, kept);
        content.extend(items);
        put_bytes(&mut new, &content);
    }
    Ok(new)
}

/// What a module asks of another one: the item's name, and its type as the module's bytes say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    name: String,
    /// Its first byte is the kind: 1 a table, 2 a memory, 3 a global.
    of: Vec<u8>,
}

/// The tables, memories and globals that a module imports from the module named `from`.
pub fn imports(wasm: &[u8], from: &str) -> Result<Vec<Import>> {
    let mut rest = wasm.strip_prefix(MAGIC).context("this is no WebAssembly module")?;
    let mut imports = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let length = number(&mut rest)?;
        let mut section = take(&mut rest, length)?;
        if id != IMPORTS {
            continue;
        }
        for _ in 0..number(&mut section)? {
            let module = name(&mut section)?;
            let name = name(&mut section)?.to_owned();
            let of = import_type(&mut section)?.to_vec();
            if module == from && of.first() != Some(&0) {
                imports.push(Import { name, of });
            }
        }
    }
    Ok(imports)
}

/// A module that takes each item once from the module `main` and hands it on under its name.
pub fn handing_on(mut items: Vec<Import>) -> Vec<u8> {
    items.sort();
    items.dedup();
    let (mut ins, mut outs) = (Vec::new(), Vec::new());
    put_number(&mut ins, items.len());
    put_number(&mut outs, items.len());
    let mut indices = [0; 4];
    for Import { name, of } in &items {
        put_bytes(&mut ins, b"main");
        put_bytes(&mut ins, name.as_bytes());
        ins.extend(of);
        let kind = of.first().copied().unwrap_or_default();
        put_bytes(&mut outs, name.as_bytes());
        outs.push(kind);
        // Items are numbered within their kind.
        if let Some(index) = indices.get_mut(usize::from(kind)) {
            put_number(&mut outs, *index);
            *index += 1;
        }
    }
    let mut wasm = MAGIC.to_vec();
    for (id, section) in [(IMPORTS, ins), (EXPORTS, outs)] {
        wasm.push(id);
        put_bytes(&mut wasm, &section);
    }
    wasm
}

/// What an import is: a function, table, memory, global or tag, as its bytes.
fn import_type<'a>(section: &mut &'a [u8]) -> Result<&'a [u8]> {
    let start = *section;
    match take(section, 1)?[0] {
        0 => drop(number(section)?),
        1 => {
            take(section, 1)?;
            limits(section)?;
        }
        2 => limits(section)?,
        3 => drop(take(section, 2)?),
        4 => {
            take(section, 1)?;
            number(section)?;
        }
        other => bail!("an import of the unknown kind {other}"),
    }
    Ok(&start[..start.len() - section.len()])
}

fn limits(section: &mut &[u8]) -> Result<()> {
    let flags = take(section, 1)?[0];
    number(section)?;
    if flags & 1 != 0 {
        number(section)?;
    }
    Ok(())
}

fn name<'a>(section: &mut &'a [u8]) -> Result<&'a str> {
    let length = number(section)?;
    std::str::from_utf8(take(section, length)?).context("a name is not UTF-8")
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length).context("the module is cut short")?;
    *bytes = rest;
    Ok(taken)
}

/// An unsigned number in groups of seven bits.
fn number(bytes: &mut &[u8]) -> Result<usize> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = take(bytes, 1)?[0];
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    bail!("a number in the module is too long")
}

fn put_number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports a function, a memory and a global from `env`; exports the function twice.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x1f\x03\x03env\x03one\0\0\x03env\x03mem\x02\0\x01\x03env\x01g\x03\x7f\x01\
        \x07\x0b\x02\x03two\0\0\x01x\0\0";

    #[test]
    fn unchanged_is_the_same() -> Result<()> {
        assert_eq!(rewrite(MODULE, |_| None, |_| Some(None))?, MODULE);
        Ok(())
    }

    #[test]
    fn names_change_and_exports_go() -> Result<()> {
        let new = rewrite(
            MODULE,
            |old| (old == "one").then(|| "first".to_owned()),
            |old| (old != "x").then(|| Some("second".to_owned())),
        )?;
        let names = names(&new)?;
        assert_eq!(names.imports, ["first", "g", "mem"].map(str::to_owned).into());
        assert_eq!(names.exports, ["second".to_owned()].into());
        Ok(())
    }

    #[test]
    fn what_parts_import_is_handed_on_once() -> Result<()> {
        let mut items = imports(MODULE, "env")?;
        items.extend(imports(MODULE, "env")?);
        assert_eq!(items.len(), 4, "functions are not among them: {items:?}");
        assert_eq!(imports(MODULE, "another")?, []);
        let host = handing_on(items);
        assert_eq!(
            host,
            b"\0asm\x01\0\0\0\
              \x02\x17\x02\x04main\x01g\x03\x7f\x01\x04main\x03mem\x02\0\x01\
              \x07\x0b\x02\x01g\x03\0\x03mem\x02\0"
        );
        Ok(())
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        assert!(names(&MODULE[..MODULE.len() - 1]).is_err());
        assert!(names(b"<!doctype html>").is_err());
    }
}
