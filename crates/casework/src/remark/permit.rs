//! Who may say something of the app, and who may answer.

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId, PostId};

use super::Remark;
use crate::{
    Directory,
    directory::{Power, Tier},
    matter::{Actor, Barrier, Lack, MatterState},
};

/// One of these is needed to answer. Who keeps devices and posts may, too: they know the app, and a
/// remark is no case.
const ANSWERING: [Power; 2] = [Power::Record, Power::Directory];

impl MatterState {
    pub(crate) fn fits_remark(&self, remark: &Remark, actor: &Actor<'_>) -> Result<(), Barrier> {
        if remark.office != *actor.office {
            return Err(Barrier::NotHolder);
        }
        // One case is one remark: what else somebody has to say is another.
        if self.remark.said.is_some() {
            return Err(Barrier::WrongStage);
        }
        let fits = |text: &str, most: usize| text.chars().nth(most).is_none();
        let short = fits(&remark.text, Remark::MAX_TEXT) && fits(&remark.about, Remark::MAX_ABOUT);
        let said = short && !remark.text.trim().is_empty();
        if said { Ok(()) } else { Err(Barrier::Missing(Lack::Text)) }
    }

    /// An office above the author's answers, and the city office, whose app it is, also its own people.
    pub(crate) fn may_answer_remark(
        &self,
        actor: &Actor<'_>,
        directory: &Directory,
    ) -> Result<(), Barrier> {
        actor.needs_one(&ANSWERING)?;
        let home = self.home.as_ref().ok_or(Barrier::NothingOpen)?;
        if answers(actor.office, home, directory, actor.on) {
            Ok(())
        } else {
            Err(Barrier::NotAbove)
        }
    }
}

/// Whether an office answers on a day what another's people say of the app.
fn answers(office: &OfficeCode, home: &OfficeCode, directory: &Directory, on: NaiveDate) -> bool {
    let city = directory.tier(office) == Some(Tier::City);
    directory.is_at_or_above_on(office, home, on) && (city || office != home)
}

/// The post in which somebody may answer a remark of an office's on a day; none where they may not.
#[must_use]
pub fn answering_post(
    directory: &Directory,
    (office, person): (&OfficeCode, PersonId),
    home: &OfficeCode,
    on: NaiveDate,
) -> Option<PostId> {
    if !answers(office, home, directory, on) {
        return None;
    }
    let mut posts = directory.posts_of(person, office, on);
    posts.find(|post| ANSWERING.iter().any(|power| post.role.has(*power))).map(|post| post.id)
}
