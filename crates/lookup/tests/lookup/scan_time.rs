use lookup::{Query, SearchFields, SearchKey, pinyin_of_name};
use std::time::Instant;

const ROWS: usize = 10_000;

/// Rows like those of a city's matter list: two names, an excerpt of some 60 characters, a number, a telephone.
fn rows() -> Vec<SearchKey> {
    let surnames: Vec<char> =
        "张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗单解仇曾查区任盖翟覃".chars().collect();
    let given: Vec<char> = "国强建军秀英桂兰玉梅海涛晓东志明红霞永福长生重庆行乐".chars().collect();
    let excerpt = "反映本村三组土地承包经营权流转中台账不清、补偿款未按期足额发放的问题，要求核实面积并公示分配明细，望有关部门尽快答复处理为盼";
    (0..ROWS)
        .map(|n| {
            let name = |n: usize| -> String {
                [
                    surnames[n % surnames.len()],
                    given[n / 7 % given.len()],
                    given[n / 3 % given.len()],
                ]
                .iter()
                .collect()
            };
            let (one, other) = (name(n), name(n * 31 + 5));
            let pinyin = pinyin_of_name(&format!("{one}、{other}"));
            SearchKey::new(&SearchFields {
                names: &[&one, &other],
                texts: &[excerpt],
                numbers: &[&format!("XF-2026-{n:06}")],
                phones: &[&format!("139{:08}", n * 7_919 % 100_000_000)],
                pinyin: Some(&pinyin),
            })
        })
        .collect()
}

/// Prints, and doesn't judge: machines differ. Run with `--release -- --nocapture scan`.
#[test]
fn scan_of_ten_thousand_rows() {
    let started = Instant::now();
    let rows = rows();
    println!(
        "{ROWS} rows built in {:?}{}",
        started.elapsed(),
        if cfg!(debug_assertions) { " (debug build)" } else { "" }
    );
    for typed in [
        "z",
        "zs",
        "zgq",
        "zhangguoqiang",
        "shanguo",
        "xyzxyz",
        "张国强",
        "分配明细",
        "没有这个",
        "000123",
        "139",
        "张 zgq 2026",
    ] {
        let query = Query::parse(typed);
        let started = Instant::now();
        let found = rows.iter().filter(|row| query.matches(row)).count();
        println!("{typed:<16} {found:>6} found in {:?}", started.elapsed());
    }
}
