//! Which columns of which tables are sealed, for whoever reads whole tables.

use ident::{DeviceId, MatterId};

use super::{AtRest, Place};
use crate::store::{
    StoreError,
    tables::{APART, CHANGE, Line, MATTER_ROW, SURRENDER, Table, Value},
};

/// The tables that hold sealed values: one column in each, `bytes`.
pub(crate) const SEALED: [Table; 4] = [CHANGE, MATTER_ROW, SURRENDER, APART];

fn column(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|(column, _)| *column == name)
}

/// Where a line's sealed value stands in it, and in which place it lies; none for other tables.
fn place<'l>(table: &Table, line: &'l Line) -> Option<(usize, Place<'l>)> {
    let number = |name| match line.get(column(table, name)?)? {
        Value::Int(number) => Some(*number),
        _ => None,
    };
    let bytes = |name| match line.get(column(table, name)?)? {
        Value::Blob(bytes) => Some(bytes.as_slice()),
        _ => None,
    };
    let place = match table.name {
        name if name == CHANGE.name => Place::Change(number("no")?),
        name if name == MATTER_ROW.name => Place::Row(MatterId::from_slice(bytes("matter")?).ok()?),
        name if name == SURRENDER.name => {
            Place::Surrender(DeviceId::from_slice(bytes("device")?).ok()?, number("number")?)
        }
        name if name == APART.name => Place::Apart(number("shelf")?, bytes("id")?),
        _ => return None,
    };
    Some((column(table, "bytes")?, place))
}

fn with(
    table: &Table,
    line: &mut Line,
    change: impl FnOnce(Place<'_>, &[u8]) -> Result<Vec<u8>, StoreError>,
) -> Result<(), StoreError> {
    let Some((at, place)) = place(table, line) else { return Ok(()) };
    let changed = match line.get(at) {
        // A change that was erased: nothing, sealed or not.
        Some(Value::Blob(bytes)) if bytes.is_empty() && table.name == CHANGE.name => return Ok(()),
        Some(Value::Blob(bytes)) => change(place, bytes)?,
        _ => return Ok(()),
    };
    if let Some(value) = line.get_mut(at) {
        *value = Value::Blob(changed);
    }
    Ok(())
}

/// Opens what is sealed in a line.
pub(crate) fn open_line(rest: &AtRest, table: &Table, line: &mut Line) -> Result<(), StoreError> {
    with(table, line, |place, bytes| rest.open(place, bytes))
}

/// Seals in a line what is to be sealed.
pub(crate) fn seal_line(rest: &AtRest, table: &Table, line: &mut Line) -> Result<(), StoreError> {
    with(table, line, |place, bytes| rest.seal(place, bytes))
}
