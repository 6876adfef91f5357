//! What was erased, as a list that lies beside the backups: ids and moments, nothing of anybody. A
//! backup that is put back is of a day before; with the list, what was erased since is erased again
//! before anybody is served.

use ident::{ChangeHash, DeviceId, DocId, DocKey, MatterId, OfficeCode, Part};
use std::fmt::Write;

use crate::{
    directory::derive,
    doctor::fields::{blob, int},
    store::{
        ErasedDoc, Erasure, Store, StoreError,
        tables::{Access, Pages, TOMBSTONE},
    },
};

/// The first line.
const MARK: &str = "cunzhan erased 1";
/// Of nobody's device.
const NOBODY: DeviceId = DeviceId::new([0; 8]);

/// Why a list was not applied.
#[derive(Debug, thiserror::Error)]
pub enum BadList {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A line says nothing that can be read; its number.
    #[error("清单第 {0} 行无法读取。line {0} of the list cannot be read")]
    Line(usize),
}

/// All that was erased: a line each with document, moment, matter where all of it was erased, and the
/// approval.
///
/// # Errors
/// [`StoreError`].
pub async fn list(store: &dyn Store) -> Result<String, StoreError> {
    let mut rows = store.rows(Access::Snapshot).await?;
    let mut pages = Pages::of(TOMBSTONE);
    let mut text = format!("{MARK}\n");
    loop {
        let lines = pages.next(&mut *rows).await?;
        if lines.is_empty() {
            return Ok(text);
        }
        for line in lines {
            let document = DocId::from_slice(blob(&line, 0).unwrap_or_default())?;
            let matter = blob(&line, 2).map(MatterId::from_slice).transpose()?;
            let approval = blob(&line, 3).map(ChangeHash::from_slice).transpose()?;
            let matter = matter.map_or_else(|| "-".to_owned(), |matter| matter.to_string());
            let approval = approval.map_or_else(|| "-".to_owned(), |change| change.to_string());
            let at = int(&line, 1).unwrap_or_default();
            let _ = writeln!(text, "{document} {at} {matter} {approval}");
        }
    }
}

/// Erases again what a list says. Returns how many documents it names.
///
/// # Errors
/// [`BadList`]; then nothing was erased.
pub async fn apply(store: &dyn Store, text: &str) -> Result<usize, BadList> {
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, first)| first.trim() != MARK) {
        return Err(BadList::Line(1));
    }
    let mut named = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        named.push(read(line).ok_or(BadList::Line(at + 1))?);
    }
    let count = named.len();
    let directory = derive(store.org().await?)?;
    for one in named {
        let looks = store.holdings().look(&[one.document]).await?;
        let key = looks.docs.get(&one.document).map(|looked| &looked.key);
        let audience: Vec<OfficeCode> = match key {
            Some(DocKey { matter, part: Part::Core | Part::People }) => {
                looks.audiences.get(matter).into_iter().flatten().cloned().collect()
            }
            Some(DocKey { part: Part::Internal(own), .. }) => {
                directory.line_up(own).map(|office| office.code.clone()).collect()
            }
            Some(DocKey { part: Part::Org(own) | Part::Committee(own), .. }) => vec![own.clone()],
            None => Vec::new(),
        };
        let mut append = store.begin().await?;
        let row = match one.matter {
            Some(matter) => {
                let changes = append.core_changes(matter).await?;
                let bytes = changes.iter().map(|held| held.bytes.as_slice()).collect();
                Some((matter, super::row_that_stays(matter, bytes, &directory)))
            }
            None => None,
        };
        let erasure = Erasure {
            docs: vec![ErasedDoc { id: one.document, audience }],
            whole: row,
            approval: one.approval,
            at: one.at,
            device: NOBODY,
        };
        append.erase(&erasure).await?;
        append.commit().await?;
    }
    Ok(count)
}

struct Named {
    document: DocId,
    at: i64,
    matter: Option<MatterId>,
    approval: Option<ChangeHash>,
}

fn read(line: &str) -> Option<Named> {
    let mut words = line.split_whitespace();
    let document = DocId::from_slice(&bytes(words.next()?)?).ok()?;
    let at = words.next()?.parse().ok()?;
    let matter = match words.next()? {
        "-" => None,
        hex => Some(MatterId::from_slice(&bytes(hex)?).ok()?),
    };
    let approval = match words.next()? {
        "-" => None,
        hex => Some(ChangeHash::from_slice(&bytes(hex)?).ok()?),
    };
    words.next().is_none().then_some(Named { document, at, matter, approval })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}
