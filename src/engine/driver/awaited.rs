//! The rest of the program, as the first part waits for it.

use std::{collections::VecDeque, future::Future, pin::Pin};

use super::Driver;
use crate::{
    bridge::{Command, SealedAsk},
    engine::{input::Input, tabs::TabMessage},
};

/// A driver at work on an input.
pub type Working = Pin<Box<dyn Future<Output = Box<Driver>>>>;
/// The rest of the program on its way; none where it could not be had.
pub type Coming = Pin<Box<dyn Future<Output = Option<Rest>>>>;

/// The rest of the program.
#[derive(Debug, Clone, Copy)]
pub struct Rest(pub(super) fn(Box<Driver>, Input) -> Working);

/// How it stands with the rest of the program.
#[derive(Debug)]
pub struct Awaited {
    pub(super) load: fn() -> Coming,
    pub(super) here: Option<Rest>,
    pub(super) coming: bool,
    /// Somebody was told that it cannot be had, or that the station cannot be settled.
    pub(super) failed: bool,
    /// Before this moment it is asked for again only by a person's command.
    pub(super) try_at: i64,
    /// What waits for it, in order.
    pub(super) later: VecDeque<Input>,
}

impl Awaited {
    /// Not asked for so far.
    pub fn new(load: fn() -> Coming) -> Self {
        Self { load, here: None, coming: false, failed: false, try_at: 0, later: VecDeque::new() }
    }

    /// What has waited longest.
    pub(super) fn earliest(&mut self) -> Option<Input> {
        self.later.pop_front()
    }

    /// Something more was typed into a draft: a form that was sent off with it before, and waits, leaves it
    /// where it is.
    pub(super) fn spare_draft(&mut self, id: &str) {
        for input in &mut self.later {
            let Input::Command(asked) = input else { continue };
            match &mut asked.command {
                Command::Register { draft, .. }
                | Command::Sealed(SealedAsk::Record { draft, .. })
                    if draft == id =>
                {
                    draft.clear();
                }
                _ => {}
            }
        }
    }

    /// Lets an input wait. However long that lasts, what only the last of counts stands there once.
    pub(super) fn keep(&mut self, input: Input) {
        match input {
            Input::Tab(TabMessage::Wrote(more)) => {
                let wrote = self.later.iter_mut().find_map(|it| match it {
                    Input::Tab(TabMessage::Wrote(matters)) => Some(matters),
                    _ => None,
                });
                match wrote {
                    Some(matters) => {
                        matters.extend(more);
                        matters.sort_unstable();
                        matters.dedup();
                    }
                    None => self.later.push_back(Input::Tab(TabMessage::Wrote(more))),
                }
            }
            Input::Command(_) => self.later.push_back(input),
            input => {
                self.later.retain(|it| !is_same(it, &input));
                self.later.push_back(input);
            }
        }
    }
}

/// Whether the later of two inputs says all that the earlier one did.
fn is_same(one: &Input, other: &Input) -> bool {
    match (one, other) {
        (Input::Tab(TabMessage::Blob(one)), Input::Tab(TabMessage::Blob(other))) => one == other,
        (Input::Tab(one), Input::Tab(other)) => {
            !matches!(one, TabMessage::Want(_))
                && core::mem::discriminant(one) == core::mem::discriminant(other)
        }
        (Input::Settle, Input::Settle)
        | (Input::Refresh, Input::Refresh)
        | (Input::Reseal, Input::Reseal)
        | (Input::NetworkBack, Input::NetworkBack) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bridge::ToEngine;

    fn registers(id: u32, draft: &str) -> Input {
        let command = Command::Register { draft: draft.into(), intake: Default::default() };
        Input::Command(Box::new(ToEngine { id, mark: 0, command }))
    }

    #[test]
    fn what_was_typed_after_the_form_was_sent_off_stays() {
        let mut awaited = Awaited::new(|| Box::pin(async { None }));
        awaited.keep(registers(1, "one"));
        awaited.keep(registers(2, "other"));
        awaited.spare_draft("one");
        let drafts = [awaited.earliest(), awaited.earliest()].map(|input| match input {
            Some(Input::Command(asked)) => match asked.command {
                Command::Register { draft, .. } => Some(draft),
                _ => None,
            },
            _ => None,
        });
        assert_eq!(drafts, [Some(String::new()), Some("other".to_owned())]);
    }
}
