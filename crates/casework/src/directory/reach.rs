//! How far a change of the directory reaches into the rows.

use ident::PostId;

use crate::Directory;

/// Which rows another directory may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Those that the directory did not vouch for ([`crate::MatterRow::doubtful`]).
    Doubtful,
    /// Those of matters on which somebody acted in one of these posts, too.
    Posts(Vec<PostId>),
    /// All of them.
    Everything,
}

impl Reach {
    /// What lies between two directories.
    #[must_use]
    pub fn between(before: &Directory, after: &Directory) -> Self {
        let recusals = before.recusals() != after.recusals();
        if recusals || before.calendars != after.calendars || Self::moves(before, after) {
            return Self::Everything;
        }
        // Who acted in a post that is new is in doubt so far.
        let posts: Vec<PostId> = before
            .posts
            .iter()
            .filter(|post| after.post(post.id) != Some(post))
            .map(|post| post.id)
            .collect();
        if posts.is_empty() { Self::Doubtful } else { Self::Posts(posts) }
    }

    /// Whether an office that was there stands elsewhere, or is closed.
    #[must_use]
    pub fn moves(before: &Directory, after: &Directory) -> bool {
        let place = |directory: &Directory| -> Vec<_> {
            let offices = directory.offices.iter();
            let old = offices.filter(|office| before.office(&office.code).is_some());
            old.map(|office| {
                let heir = office.merged_into.clone();
                (office.code.clone(), office.parent.clone(), office.tier, office.closed_on, heir)
            })
            .collect()
        };
        place(before) != place(after)
    }
}
