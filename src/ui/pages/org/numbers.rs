//! Which numbers are free, and whose are not reserved yet.

use casework::{
    directory::{NumberBlock, Office, Tier},
    org::KeptDevice,
};
use chrono::{Datelike, NaiveDate};
use ident::OfficeCode;
use papers::{IssuerTier, PaperKind};

/// How many numbers a block has, as far as nothing else is typed.
pub const SIZE: u32 = 50;
/// From this month on, next year's numbers are looked for.
const LATE: u32 = 12;

/// The number after the highest reserved for an office, a paper and a year. Gaps between blocks are
/// left: nobody counts on them.
pub fn next_free(blocks: &[NumberBlock], office: &OfficeCode, paper: &str, year: i32) -> u32 {
    let run = blocks
        .iter()
        .filter(|block| block.office == *office && block.paper == paper && block.year == year);
    run.map(|block| block.to).max().unwrap_or(0).saturating_add(1)
}

/// The devices of an office that may give numbers, by their numbers.
pub fn devices(devices: &[KeptDevice], office: &OfficeCode) -> Vec<KeptDevice> {
    let may = |it: &&KeptDevice| it.office == *office && it.revoked.is_none();
    devices.iter().filter(may).cloned().collect()
}

/// Whether the office's first device is among these.
pub fn has_first(devices: &[KeptDevice]) -> bool {
    devices.iter().any(|it| it.number == 1)
}

/// Whether a device of the office can give numbers of a block: the one it names, or the first; the first
/// that comes where there was none yet.
fn is_usable(block: &NumberBlock, all: &[KeptDevice]) -> bool {
    match block.device {
        Some(device) => devices(all, &block.office).iter().any(|it| it.device == device),
        None => {
            has_first(&devices(all, &block.office))
                || !all.iter().any(|it| it.office == block.office)
        }
    }
}

/// The papers with a number that an office of this tier issues, as the body it acts for.
pub fn numbered(tier: Tier) -> impl Iterator<Item = PaperKind> {
    let bodies: &[IssuerTier] = match tier {
        Tier::Village => &[IssuerTier::Village],
        Tier::Township => &[IssuerTier::Township],
        Tier::Department => &[IssuerTier::Department],
        Tier::City => &[IssuerTier::Bureau, IssuerTier::Government],
    };
    PaperKind::ALL
        .into_iter()
        .filter(|kind| kind.needs_number() && bodies.iter().any(|body| kind.may_issue(*body)))
}

/// The years an office has no numbers for, though it will need some: this one, and late in it the
/// next. Numbers that no device of it can give are none. What was used up of a block, only the office
/// itself knows.
pub fn lacking(
    blocks: &[NumberBlock],
    devices: &[KeptDevice],
    office: &Office,
    today: NaiveDate,
) -> Vec<i32> {
    if !office.is_open_on(today) || numbered(office.tier).next().is_none() {
        return Vec::new();
    }
    let this = today.year();
    let wanted = if today.month() >= LATE { this..=this.saturating_add(1) } else { this..=this };
    let usable = |at: &&NumberBlock| at.office == office.code && is_usable(at, devices);
    let has = |year: i32| blocks.iter().filter(usable).any(|at| at.year == year);
    wanted.filter(|year| !has(*year)).collect()
}

#[cfg(test)]
mod tests {
    use ident::DeviceId;

    use super::*;

    fn code(text: &str) -> OfficeCode {
        OfficeCode::parse(text).expect("a code")
    }

    fn block(office: &str, paper: &str, year: i32, from: u32, to: u32) -> NumberBlock {
        NumberBlock { office: code(office), paper: paper.into(), year, from, to, device: None }
    }

    #[test]
    fn the_next_number_follows_the_highest_of_its_own_run() {
        let blocks = [
            block("990101101", "acceptance_notice", 2026, 51, 100),
            block("990101101", "acceptance_notice", 2026, 1, 50),
            block("990101101", "acceptance_notice", 2025, 1, 300),
            block("990101101", "handling_opinion", 2026, 1, 400),
            block("990101102", "acceptance_notice", 2026, 1, 500),
        ];
        let next = |paper, year| next_free(&blocks, &code("990101101"), paper, year);
        assert_eq!(next("acceptance_notice", 2026), 101);
        assert_eq!(next("acceptance_notice", 2027), 1);
        assert_eq!(next("handling_opinion", 2026), 401);
        assert_eq!(next_free(&blocks, &code("990101103"), "acceptance_notice", 2026), 1);
    }

    #[test]
    fn what_is_proposed_never_overlaps() {
        let mut blocks = vec![block("990101101", "reminder", 2026, 10, 20)];
        for _ in 0..5 {
            let from = next_free(&blocks, &code("990101101"), "reminder", 2026);
            let next = block("990101101", "reminder", 2026, from, from + SIZE - 1);
            assert!(!blocks.iter().any(|other| other.overlaps(&next)));
            blocks.push(next);
        }
    }

    #[test]
    fn stations_number_nothing_and_the_bureau_decides_nothing() {
        assert_eq!(numbered(Tier::Village).count(), 0);
        let of = |tier| numbered(tier).collect::<Vec<_>>();
        assert!(of(Tier::Township).contains(&PaperKind::HandlingOpinion));
        assert!(of(Tier::City).contains(&PaperKind::SupervisionNotice));
        assert!(!of(Tier::Township).contains(&PaperKind::SupervisionNotice));
    }

    #[test]
    fn years_without_numbers_are_named() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let office = |tier| Office::new(code("990101101"), "柳湾镇".into(), None, tier);
        let town = office(Tier::Township);
        assert_eq!(lacking(&[], &[], &town, day("2026-11-23")), [2026]);
        assert_eq!(lacking(&[], &[], &town, day("2026-12-01")), [2026, 2027]);
        let blocks = [block("990101101", "handling_opinion", 2026, 1, 50)];
        assert_eq!(lacking(&blocks, &[], &town, day("2026-11-23")), Vec::<i32>::new());
        assert_eq!(lacking(&blocks, &[], &town, day("2026-12-31")), [2027]);
        assert_eq!(lacking(&[], &[], &office(Tier::Village), day("2026-11-23")), Vec::<i32>::new());
        let closed = Office { closed_on: Some(day("2026-06-30")), ..town };
        assert_eq!(lacking(&[], &[], &closed, day("2026-11-23")), Vec::<i32>::new());
    }

    #[test]
    fn numbers_that_nobody_can_give_are_none() {
        let device = |number: u8, revoked| KeptDevice {
            device: DeviceId::new([number; 8]),
            office: code("990101101"),
            number: number.into(),
            revoked,
        };
        let today = "2026-11-23".parse::<NaiveDate>().expect("a day");
        let town = Office::new(code("990101101"), "柳湾镇".into(), None, Tier::Township);
        let any = block("990101101", "handling_opinion", 2026, 1, 50);
        let of =
            |number: u8| NumberBlock { device: Some(DeviceId::new([number; 8])), ..any.clone() };
        let cases = [
            (any.clone(), vec![], true),
            (any.clone(), vec![device(1, None)], true),
            (any.clone(), vec![device(1, Some(1)), device(2, None)], false),
            (any.clone(), vec![device(1, Some(1))], false),
            (of(2), vec![device(1, Some(1)), device(2, None)], true),
            (of(2), vec![device(1, None), device(2, Some(1))], false),
        ];
        for (block, devices, usable) in cases {
            let lacks = lacking(std::slice::from_ref(&block), &devices, &town, today);
            assert_eq!(lacks.is_empty(), usable, "{block:?} {devices:?}");
        }
    }
}
