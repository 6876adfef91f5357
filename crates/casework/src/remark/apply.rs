//! What a remark and its answers do.

use ident::{ChangeHash, PersonId};

use super::{AnswerState, Remark, RemarkAnswer};
use crate::{
    CaseKind, Directory,
    directory::Post,
    matter::{Actor, MatterState},
};

impl MatterState {
    pub(crate) fn apply_remark(
        &mut self,
        remark: &Remark,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        self.kind = CaseKind::Remark;
        self.come_from(actor, directory);
        self.registered_on = Some(remark.on);
        // A name that is none of the office's is shown to nobody: it may be another's opinion.
        self.remark.person = match remark.person {
            Some(person) => Some(person).filter(|person| works_at(*person, actor, directory)),
            None => actor.person,
        };
        self.remark.said = Some(remark.clone());
    }

    pub(crate) fn answer_remark(
        &mut self,
        change: ChangeHash,
        answer: &RemarkAnswer,
        actor: &Actor<'_>,
    ) {
        self.remark.answers.push(AnswerState {
            change,
            office: actor.office.clone(),
            on: actor.on,
            text: answer.text.clone(),
        });
    }
}

/// Whether a person is one of the actor's office: by the directory's list of people, or by a post.
fn works_at(person: PersonId, actor: &Actor<'_>, directory: &Directory) -> bool {
    let listed = directory.person(person).is_some_and(|found| found.office == *actor.office);
    let holds = |post: &Post| post.person == person && post.office == *actor.office;
    actor.person == Some(person) || listed || directory.posts.iter().any(holds)
}
