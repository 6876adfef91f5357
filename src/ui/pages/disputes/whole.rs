//! Whole disputes of many rows. An office above a station holds the rows of everything and the documents
//! of what is open: those of the rest are fetched when somebody asks for them.

use casework::MatterView;
use gloo_timers::future::TimeoutFuture;
use ident::MatterId;

use crate::{bridge::Failure, ui::session::Session};

/// How often it is asked whether documents have come.
const EVERY_MILLIS: u32 = 400;
/// So often without anything coming, and it is given up.
const PATIENCE: u32 = 50;

/// All of them in their order, each as it is here once what is on its way has come; or why it is not.
/// `told`: how many are here.
pub async fn whole(
    session: Session,
    cases: &[MatterId],
    told: impl Fn(usize),
) -> Vec<Result<MatterView, Failure>> {
    let mut found = Vec::with_capacity(cases.len());
    // Asking for one sets off its fetching: all are on their way before the first is waited for.
    for case in cases {
        found.push(session.matter(*case).await);
        told(here(&found));
    }
    let mut idle = 0;
    while idle < PATIENCE && found.iter().any(is_coming) {
        TimeoutFuture::new(EVERY_MILLIS).await;
        let before = here(&found);
        for (one, case) in found.iter_mut().zip(cases).filter(|(one, _)| is_coming(one)) {
            *one = session.matter(*case).await;
        }
        idle = if here(&found) > before { 0 } else { idle + 1 };
        told(here(&found));
    }
    found
}

fn here(found: &[Result<MatterView, Failure>]) -> usize {
    found.iter().filter(|one| one.is_ok()).count()
}

fn is_coming(one: &Result<MatterView, Failure>) -> bool {
    matches!(one, Err(Failure::Absent { coming: true }))
}
