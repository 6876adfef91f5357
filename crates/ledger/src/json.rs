//! The rows as JSON.

use serde_json::{Value, json};

use crate::row::Interpretation;
use crate::wording;

/// `{"rows": […], "problems": […], "skipped": […]}`. Rows carry their fields by the names of [`crate::Field`], dates as
/// YYYY-MM-DD; problems are listed once more by sheet and row, with the sentence for each.
#[must_use]
pub fn to_json(interpretation: &Interpretation) -> Value {
    let problems: Vec<Value> = interpretation
        .rows
        .iter()
        .flat_map(|row| {
            row.problems.iter().map(|problem| {
                json!({
                    "sheet": row.sheet,
                    "row": row.row,
                    "field": problem.field,
                    "kind": problem.kind,
                    "raw": problem.raw,
                    "loses_value": problem.kind.loses_value(),
                    "message": wording::problem(problem.kind),
                })
            })
        })
        .collect();
    let skipped: Vec<Value> = interpretation
        .skipped
        .iter()
        .map(|skipped| {
            json!({
                "sheet": skipped.sheet,
                "row": skipped.row,
                "last_row": skipped.last_row,
                "reason": skipped.reason,
                "text": skipped.text,
                "message": wording::skip(skipped.reason),
            })
        })
        .collect();
    json!({ "rows": interpretation.rows, "problems": problems, "skipped": skipped })
}
