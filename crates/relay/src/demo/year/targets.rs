//! What the year comes to.

use casework::tally::{Indicator, Tally};

/// The figures the year is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    /// Items raised at receptions of city leaders.
    pub received: usize,
    /// Of those, concluded.
    pub dealt_with: usize,
    /// Of those, accepted by the petitioner.
    pub accepted: usize,
    /// Letters with an instruction.
    pub letters: usize,
    /// Visits of city leaders.
    pub leader_visits: usize,
    /// Problems solved by them.
    pub leader_solved: usize,
    /// Visits of departments.
    pub department_visits: usize,
    /// Problems solved by them.
    pub department_solved: usize,
    /// Special rounds of screening.
    pub special_rounds: usize,
    /// Regular rounds.
    pub regular_rounds: usize,
    /// Disputes found.
    pub found: usize,
    /// Of those, settled.
    pub settled: usize,
}

impl Targets {
    /// The published survey's.
    pub const SURVEY: Self = Self {
        received: 74,
        dealt_with: 70,
        accepted: 67,
        letters: 426,
        leader_visits: 712,
        leader_solved: 796,
        department_visits: 1_018,
        department_solved: 1_150,
        special_rounds: 7,
        regular_rounds: 16,
        found: 526,
        settled: 479,
    };

    /// About a tenth of it, for tests that always run.
    pub const TENTH: Self = Self {
        received: 8,
        dealt_with: 7,
        accepted: 6,
        letters: 43,
        leader_visits: 71,
        leader_solved: 80,
        department_visits: 102,
        department_solved: 115,
        special_rounds: 1,
        regular_rounds: 2,
        found: 53,
        settled: 48,
    };

    /// Numerator and denominator that a figure should have.
    #[must_use]
    pub fn of(&self, indicator: Indicator) -> (u32, Option<u32>) {
        let (numerator, denominator) = match indicator {
            Indicator::Received => (self.received, None),
            Indicator::DealtWith => (self.dealt_with, Some(self.received)),
            Indicator::AcceptedOfReceived => (self.accepted, Some(self.received)),
            Indicator::AcceptedOfDealtWith => (self.accepted, Some(self.dealt_with)),
            Indicator::LettersInstructed => (self.letters, None),
            Indicator::LeaderVisits => (self.leader_visits, None),
            Indicator::LeaderSolved => (self.leader_solved, None),
            Indicator::DepartmentVisits => (self.department_visits, None),
            Indicator::DepartmentSolved => (self.department_solved, None),
            Indicator::SpecialRounds => (self.special_rounds, None),
            Indicator::RegularRounds => (self.regular_rounds, None),
            Indicator::DisputesFound => (self.found, None),
            Indicator::DisputesSettled => (self.settled, Some(self.found)),
        };
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        (count(numerator), denominator.map(count))
    }

    /// The figures that differ, with what they should be.
    #[must_use]
    pub fn missed(&self, tally: &Tally) -> Vec<(Indicator, u32)> {
        let differs = |figure: &&casework::tally::Figure| {
            (figure.numerator, figure.denominator) != self.of(figure.indicator)
                || figure.excluded > 0
        };
        let missed = tally.figures.iter().filter(differs);
        missed.map(|figure| (figure.indicator, self.of(figure.indicator).0)).collect()
    }
}
