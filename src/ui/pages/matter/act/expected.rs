//! Which steps stand first, and how the rest is grouped.

use casework::{dispute::DisputeKind, matter::Stage, step::StepKind};

/// The steps most expected at a stage, the likeliest first. What somebody may not take is not
/// offered, whatever stands here.
#[must_use]
pub fn primary(stage: Stage) -> &'static [StepKind] {
    use StepKind as K;
    match stage {
        Stage::Unregistered => &[],
        Stage::AtStation => &[K::Answered, K::ErrandDone],
        Stage::Open => &[K::Triaged, K::Received, K::Answered],
        Stage::Triaged => &[K::Accepted, K::Forwarded, K::Assigned, K::OtherProcedure, K::Answered],
        Stage::Sent => &[K::Received, K::Recalled],
        Stage::Received => &[K::Triaged, K::Accepted, K::Objected, K::Declined],
        Stage::Objected => &[K::ObjectionAgreed, K::ObjectionRefused],
        Stage::Returned => &[K::Triaged, K::Forwarded, K::Assigned],
        Stage::Accepted => {
            &[K::Opinion, K::Talked, K::Delivered, K::Entrusted, K::Extended, K::Charged]
        }
        Stage::Drafted => &[K::Signed, K::Opinion],
        Stage::Signed => &[K::Delivered],
        Stage::Delivered => &[K::Concluded],
        Stage::Concluded => &[K::Verified, K::SentBack, K::Executed, K::Rated],
        Stage::Verified => &[K::Executed, K::Rated, K::ReviewRequested],
        Stage::Answered | Stage::Filed | Stage::Guided => &[K::Rated],
        Stage::Declined | Stage::NoLonger | Stage::OtherProcedure => &[K::Delivered, K::Rated],
        Stage::Merged => &[K::Unlinked],
        Stage::Withdrawn | Stage::Deceased | Stage::Exhausted | Stage::OnRecord => &[K::Marked],
    }
}

/// Steps that always stand first where they may be taken: somebody waits for them.
pub const WAITED_FOR: [StepKind; 13] = [
    StepKind::ErrandDone,
    StepKind::SupervisionAnswered,
    StepKind::ObjectionAgreed,
    StepKind::ObjectionRefused,
    StepKind::ReviewAnswered,
    StepKind::ReviewDecided,
    // A dispute has no stages: of what may be taken these are what somebody comes for.
    StepKind::Dispute(DisputeKind::ChargeAgreed),
    StepKind::Dispute(DisputeKind::ChargeApproved),
    StepKind::Dispute(DisputeKind::ChargeDelivered),
    StepKind::Dispute(DisputeKind::Struck),
    StepKind::Dispute(DisputeKind::MediationOpened),
    StepKind::Dispute(DisputeKind::Ended),
    StepKind::Dispute(DisputeKind::RiskSet),
];

/// A group of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 转办
    Passing,
    /// 办理
    Handling,
    /// 文书送达
    Papers,
    /// 复查复核
    Review,
    /// 督办
    Supervision,
    /// 关联
    Ties,
    /// 标注
    Marks,
    /// 其他
    Other,
}

impl Group {
    /// All of them, in the order they stand.
    pub const ALL: [Self; 8] = [
        Self::Passing,
        Self::Handling,
        Self::Papers,
        Self::Review,
        Self::Supervision,
        Self::Ties,
        Self::Marks,
        Self::Other,
    ];

    /// The group of a kind of step; none for what the page offers elsewhere.
    #[must_use]
    pub fn of(kind: StepKind) -> Option<Self> {
        use StepKind as K;
        Some(match kind {
            // Written, changed and handed in their own places of the page; a paper is made out on
            // the page of papers; a settlement stands at what it settles.
            K::Registered
            | K::Imported
            | K::Edited
            | K::Chosen
            | K::Noted
            | K::FollowedUp
            | K::Attached
            | K::Detached
            | K::Handed
            | K::Settled
            | K::Promised
            | K::PromiseKept
            | K::Instructed
            | K::InstructionConfirmed
            | K::InstructionAnswered
            | K::HeardAt
            | K::Called
            | K::Screened
            | K::Remarked
            | K::RemarkAnswered
            | K::Meeting(_)
            | K::Retention(_)
            | K::Unknown => return None,
            K::Dispute(kind) => return super::dispute::group(kind),
            K::Received
            | K::Triaged
            | K::Forwarded
            | K::Assigned
            | K::Entrusted
            | K::ErrandDone
            | K::Recalled
            | K::Objected
            | K::ObjectionAgreed
            | K::ObjectionRefused
            | K::Guided => Self::Passing,
            K::Answered
            | K::Filed
            | K::Accepted
            | K::Declined
            | K::NoLonger
            | K::OtherProcedure
            | K::MaterialAsked
            | K::MaterialGiven
            | K::Extended
            | K::Talked
            | K::Opinion
            | K::Signed
            | K::Concluded
            | K::Verified
            | K::SentBack
            | K::Executed
            | K::Charged => Self::Handling,
            K::Issued | K::Delivered => Self::Papers,
            K::ReviewRequested | K::ReviewAnswered | K::ReviewDecided | K::Rereviewed => {
                Self::Review
            }
            K::Supervised | K::SupervisionAnswered | K::SupervisionClosed => Self::Supervision,
            K::Linked | K::Unlinked => Self::Ties,
            K::Marked | K::Rated => Self::Marks,
            K::Withdrawn | K::Deceased | K::Reopened | K::Urgent | K::Recused => Self::Other,
        })
    }
}

/// What may be taken, sorted: first those to stand in front (what this office owes before all), then the
/// rest by group.
#[must_use]
pub fn sort(
    stage: Stage,
    owed: &[StepKind],
    may: &[StepKind],
) -> (Vec<StepKind>, Vec<(Group, Vec<StepKind>)>) {
    let mut first: Vec<StepKind> = Vec::new();
    for kind in owed.iter().chain(&WAITED_FOR).chain(primary(stage)) {
        if may.contains(kind) && !first.contains(kind) {
            first.push(*kind);
        }
    }
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let rest: Vec<StepKind> = may
            .iter()
            .copied()
            .filter(|kind| Group::of(*kind) == Some(group) && !first.contains(kind))
            .collect();
        (!rest.is_empty()).then_some((group, rest))
    });
    (first.clone(), groups.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_formal_step_has_a_place() {
        for kind in StepKind::ALL.iter().filter(|kind| kind.is_formal()) {
            // Opened, handed on and settled at their own places; promises, instructions and calls have
            // theirs, too.
            let elsewhere = matches!(
                kind,
                StepKind::Registered
                    | StepKind::Imported
                    | StepKind::Screened
                    | StepKind::Remarked
                    | StepKind::RemarkAnswered
                    | StepKind::Handed
                    | StepKind::Settled
                    | StepKind::Promised
                    | StepKind::PromiseKept
                    | StepKind::Instructed
                    | StepKind::InstructionConfirmed
                    | StepKind::InstructionAnswered
                    | StepKind::HeardAt
                    | StepKind::Called
            );
            assert_eq!(Group::of(*kind).is_none(), elsewhere, "{kind:?}");
        }
    }

    #[test]
    fn what_is_expected_is_offered_once_and_nothing_is_lost() {
        let may: Vec<StepKind> =
            StepKind::ALL.iter().copied().filter(|kind| Group::of(*kind).is_some()).collect();
        for stage in Stage::ALL {
            let (first, groups) = sort(stage, &[], &may);
            let mut all = first.clone();
            all.extend(groups.into_iter().flat_map(|(_, kinds)| kinds));
            all.sort();
            let mut wanted = may.clone();
            wanted.sort();
            assert_eq!(all, wanted, "{stage:?}");
            assert!(primary(stage).iter().all(|kind| first.contains(kind)), "{stage:?}");
        }
    }

    #[test]
    fn what_is_not_allowed_is_not_offered() {
        let (first, groups) = sort(Stage::Open, &[StepKind::Delivered], &[StepKind::Answered]);
        assert_eq!(first, [StepKind::Answered]);
        assert!(groups.is_empty());
    }

    #[test]
    fn what_is_owed_stands_before_all() {
        let may = [StepKind::Recalled, StepKind::Delivered];
        let (first, groups) = sort(Stage::Sent, &[StepKind::Delivered], &may);
        assert_eq!(first, [StepKind::Delivered, StepKind::Recalled]);
        assert!(groups.is_empty());
    }
}
