//! What a leader said at a visit or a reception and is nobody's task yet, and whose it is to make it one.

use ident::OfficeCode;

use super::tally::waits_after_a_meeting;
use crate::{
    CaseKind, Directory, MatterRow,
    directory::{Office, Tier},
    matter::Stage,
    row::RowInstruction,
};

/// The office on whose list a leader's words stand until they are somebody's task. Several may confirm them:
/// whoever has the case, and all above. One is asked to, so that nobody takes it for another's: the office
/// that wrote them down, whose leader it was, or the nearest above it that may; where none may, the
/// nearest to the case. A village station may not: it is no organ; nor does an office that was closed.
#[must_use]
pub fn confirming_office<'a>(
    said: &RowInstruction,
    row: &MatterRow,
    directory: &'a Directory,
) -> Option<&'a OfficeCode> {
    let holder = row.holder.as_ref()?;
    let confirms = |office: &Office| office.tier != Tier::Village && office.closed_on.is_none();
    let may = |code: &&OfficeCode| {
        directory.office(code).is_some_and(confirms) && directory.is_at_or_above(code, holder)
    };
    let line = |code| directory.line_up(code).map(|office| &office.code);
    let wrote = said.post.and_then(|post| directory.post(post)).map(|post| &post.office);
    // What a closed office has yet to do is its heir's.
    let of_the_leader = wrote.and_then(|office| line(directory.heir(office)).find(may));
    of_the_leader.or_else(|| line(holder).find(may))
}

/// Whether an office is asked to confirm something that a leader said of the case at a visit or a reception.
/// Nothing is ordered any more in a matter that goes on inside another: see [`left_behind`].
#[must_use]
pub fn waits_at(row: &MatterRow, office: &OfficeCode, directory: &Directory) -> bool {
    if is_merged(row) {
        return false;
    }
    let open = row.instructions.iter().filter(|one| waits_after_a_meeting(one));
    open.map(|one| confirming_office(one, row, directory)).any(|one| one == Some(office))
}

/// What leaders said of a matter that was merged into another and nobody made a task of: whoever has the
/// other takes it down there, and confirms it.
pub fn left_behind(row: &MatterRow) -> impl Iterator<Item = &RowInstruction> {
    let merged = is_merged(row);
    row.instructions.iter().filter(move |one| merged && one.says && one.task.is_none())
}

fn is_merged(row: &MatterRow) -> bool {
    row.kind == CaseKind::Petition && row.stage == Stage::Merged
}
