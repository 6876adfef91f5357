//! Document numbers: never one twice.

use std::collections::{BTreeMap, BTreeSet};

use papers::numbering::{
    Block, BookError, NumberBook, Pattern, PatternError, ReserveError, Run, SERIAL_MAX, overlaps,
    reserve,
};
use proptest::prelude::*;

fn run(office: &str, class: &str) -> Run {
    Run { office: office.into(), class: class.into(), year: 2026 }
}

#[test]
fn two_devices_of_one_office_get_blocks_apart() {
    let run = run("liuwan", "acceptance");
    let one = reserve(&[], &run, "tablet-1", 20).unwrap();
    let two = reserve(std::slice::from_ref(&one), &run, "tablet-2", 20).unwrap();
    assert_eq!((one.from, one.to, two.from, two.to), (1, 20, 21, 40));
    assert_eq!(overlaps(&[one, two]), []);
}

#[test]
fn a_book_runs_low_and_ends() {
    let run = run("liuwan", "acceptance");
    let block = reserve(&[], &run, "a", 10).unwrap();
    let mut book = NumberBook::new("a", vec![block], []).unwrap();
    let mut low = Vec::new();
    for serial in 1..=10 {
        assert_eq!(book.take(&run), Ok(serial));
        low.push(book.supply(&run).low);
    }
    assert_eq!(low, [false, false, false, false, false, false, false, false, true, true]);
    assert_eq!(book.supply(&run).free, 0);
    assert_eq!(book.next(&run), Err(BookError::Exhausted));
    let other = Run { year: 2027, ..run };
    assert_eq!(book.next(&other), Err(BookError::NothingReserved));
    assert!(book.supply(&other).low);
}

#[test]
fn numbers_once_taken_are_not_given_after_a_restart() {
    let run = run("liuwan", "opinion");
    let block = reserve(&[], &run, "a", 5).unwrap();
    let used = [1, 2, 4, 99].map(|serial| (run.clone(), serial));
    let mut book = NumberBook::new("a", vec![block], used).unwrap();
    assert_eq!((book.take(&run), book.take(&run)), (Ok(3), Ok(5)));
    assert_eq!(book.take(&run), Err(BookError::Exhausted));
}

#[test]
fn a_book_refuses_foreign_and_overlapping_blocks() {
    let run = run("liuwan", "opinion");
    let block =
        |device: &str, from, to| Block { run: run.clone(), device: device.into(), from, to };
    let foreign = NumberBook::new("a", vec![block("a", 1, 5), block("b", 6, 9)], []);
    assert_eq!(foreign, Err(BookError::NotOurs(1)));
    let doubled = NumberBook::new("a", vec![block("a", 1, 5), block("a", 5, 9)], []);
    assert_eq!(doubled, Err(BookError::Overlap(0, 1)));
    let mut reversed = NumberBook::new("a", vec![block("a", 9, 5)], []).unwrap();
    assert_eq!(reversed.take(&run), Err(BookError::Exhausted));
    assert_eq!(reversed.supply(&run).free, 0);
}

#[test]
fn a_run_has_an_end() {
    let run = run("liuwan", "opinion");
    assert_eq!(reserve(&[], &run, "a", 0), Err(ReserveError::Empty));
    let most = reserve(&[], &run, "a", SERIAL_MAX - 3).unwrap();
    let next = reserve(std::slice::from_ref(&most), &run, "a", 4);
    assert_eq!(next, Err(ReserveError::RunFull { left: 3 }));
    assert_eq!(reserve(&[], &run, "a", u32::MAX), Err(ReserveError::RunFull { left: SERIAL_MAX }));
}

#[test]
fn numbers_are_written_as_the_office_writes_them() {
    let pattern = Pattern::parse("柳政信受〔{year}〕{serial}号").unwrap();
    assert_eq!(pattern.format(2026, 17), "柳政信受〔2026〕17号");
    let cases = [
        ("柳政信{serial}号", PatternError::Year),
        ("〔{year}〕号", PatternError::Serial),
        ("〔{year}〕{serial}{serial}号", PatternError::Serial),
        ("{year}{serial}", PatternError::Order),
        ("{serial}〔{year}〕", PatternError::Order),
        ("柳2〔{year}〕{serial}号", PatternError::Sign('2')),
        ("柳〔{year}〕{serial}{x}号", PatternError::Sign('{')),
        ("柳\n〔{year}〕{serial}号", PatternError::Sign('\n')),
    ];
    for (text, error) in cases {
        assert_eq!(Pattern::parse(text), Err(error), "{text}");
    }
    let long = "柳".repeat(40) + "〔{year}〕{serial}号";
    assert_eq!(Pattern::parse(&long), Err(PatternError::TooLong));
    assert!(serde_json::from_str::<Pattern>("\"柳\"").is_err());
}

#[test]
fn blocks_are_stored_with_numbered_fields() {
    let block = reserve(&[], &run("柳湾", "a"), "b", 3).unwrap();
    let stored = minicbor::to_vec(&block).unwrap();
    assert_eq!(minicbor::decode::<Block>(&stored).unwrap(), block);
    let hex: String = stored.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "848366e69fb3e6b9be61611907ea61620103");
}

#[derive(Debug, Clone)]
enum Act {
    Reserve { device: usize, run: usize, size: u32 },
    Take { device: usize, run: usize },
    Restart { device: usize },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        (0..4_usize, 0..3_usize, 1..6_u32).prop_map(|(device, run, size)| Act::Reserve {
            device,
            run,
            size
        }),
        (0..4_usize, 0..3_usize).prop_map(|(device, run)| Act::Take { device, run }),
        (0..4_usize).prop_map(|device| Act::Restart { device }),
    ];
    prop::collection::vec(act, 0..200)
}

proptest! {
    /// However blocks are handed out, devices take numbers and start anew: no number twice.
    #[test]
    fn no_number_is_given_twice(acts in acts()) {
        let runs = [run("liuwan", "a"), run("liuwan", "b"), run("shanghe", "a")];
        let patterns = ["柳政信受〔{year}〕{serial}号", "柳政信〔{year}〕{serial}号", "上政信受〔{year}〕{serial}号"]
            .map(|text| Pattern::parse(text).unwrap());
        let names = ["d0", "d1", "d2", "d3"];
        let mut handed_out: Vec<Block> = Vec::new();
        let mut taken: BTreeMap<usize, Vec<(Run, u32)>> = BTreeMap::new();
        let mut written = BTreeSet::new();
        let open = |device: usize, handed_out: &[Block], taken: &BTreeMap<usize, Vec<(Run, u32)>>| {
            let own = handed_out.iter().filter(|block| block.device == names[device]).cloned();
            let used = taken.get(&device).cloned().unwrap_or_default();
            NumberBook::new(names[device], own.collect(), used).unwrap()
        };
        let mut books: Vec<NumberBook> = (0..4).map(|device| open(device, &[], &taken)).collect();
        for act in acts {
            match act {
                Act::Reserve { device, run, size } => {
                    let block = reserve(&handed_out, &runs[run], names[device], size).unwrap();
                    handed_out.push(block);
                    books[device] = open(device, &handed_out, &taken);
                }
                Act::Restart { device } => books[device] = open(device, &handed_out, &taken),
                Act::Take { device, run } => {
                    let before = books[device].supply(&runs[run]).free;
                    match books[device].take(&runs[run]) {
                        Ok(serial) => {
                            let number = patterns[run].format(2026, serial);
                            prop_assert!(written.insert(number.clone()), "{} twice", number);
                            taken.entry(device).or_default().push((runs[run].clone(), serial));
                            prop_assert_eq!(books[device].supply(&runs[run]).free, before - 1);
                        }
                        Err(_) => prop_assert_eq!(before, 0),
                    }
                }
            }
        }
        prop_assert_eq!(overlaps(&handed_out), []);
    }

    /// Two numbers are the same only if pattern, year and serial are.
    #[test]
    fn numbers_are_told_apart(
        words in prop::array::uniform2(("[甲乙〔]{0,2}", "[甲乙〔]{1,2}", "[甲乙号]{0,2}")),
        years in prop::array::uniform2(2020..2032_u16),
        serials in prop::array::uniform2(1..3000_u32),
    ) {
        let of = |at: usize| {
            let (before, between, after) = &words[at];
            let pattern = Pattern::parse(&format!("{before}{{year}}{between}{{serial}}{after}")).unwrap();
            (pattern.format(years[at], serials[at]), (pattern, years[at], serials[at]))
        };
        let (one, other) = (of(0), of(1));
        prop_assert_eq!(one.0 == other.0, one.1 == other.1);
    }
}
