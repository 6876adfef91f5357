//! Reading the city's offices from a table of divisions: columns code, name, parent, in any order
//! of rows.

use casework::directory::{Office, Tier};
use ident::OfficeCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A row that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub why: BadOffice,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOffice {
    /// Not a row of three columns in UTF-8.
    #[error("该行无法读取。the row cannot be read")]
    Unreadable,
    /// Not a code.
    #[error("代码不合规：{0}。not an office code")]
    BadCode(String),
    /// No name.
    #[error("缺名称。the name is missing")]
    NoName,
    /// The code stands in an earlier row.
    #[error("代码重复，先见于第 {first} 行。the code stands in line {first} already")]
    Twice {
        /// That row's line.
        first: u64,
    },
    /// The office above is neither in the file nor in a row that could be taken.
    #[error("上级 {0} 不在表中。the parent is not in the table")]
    NoParent(OfficeCode),
    /// Deeper than village under township under city.
    #[error("层级超过三级。more than three tiers")]
    TooDeep,
    /// The chain of parents never ends.
    #[error("上级关系成环。the parents form a circle")]
    Circle,
}

/// What a table says.
#[derive(Debug, Default)]
pub struct OrgTable {
    /// Offices, the upper before the lower.
    pub offices: Vec<Office>,
    /// Rows that could not be taken, by line.
    pub bad: Vec<BadRow>,
}

impl OrgTable {
    /// How many offices are of a tier.
    #[must_use]
    pub fn count(&self, tier: Tier) -> usize {
        self.offices.iter().filter(|office| office.tier == tier).count()
    }
}

/// The file has no header with the columns code, name, parent.
#[derive(Debug, thiserror::Error)]
#[error("表头应有 code,name,parent 三列。the header must name the columns code, name, parent")]
pub struct NoHeader;

struct Row {
    line: u64,
    name: String,
    parent: Option<OfficeCode>,
}

/// Reads a table. Bad rows stop nothing but themselves and what hangs below them.
///
/// # Errors
/// [`NoHeader`].
pub fn read_table(bytes: &[u8]) -> Result<OrgTable, NoHeader> {
    // Excel writes a byte-order mark.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(|_| NoHeader)?.clone();
    let column = |name: &str| header.iter().position(|found| found.eq_ignore_ascii_case(name));
    let (Some(code), Some(name), Some(parent)) = (column("code"), column("name"), column("parent"))
    else {
        return Err(NoHeader);
    };
    let mut table = OrgTable::default();
    let mut rows: BTreeMap<OfficeCode, Row> = BTreeMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.bad.push(BadRow { line, why: BadOffice::Unreadable });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let field = |at: usize| record.get(at).unwrap_or_default();
        match read_row(field(code), field(name), field(parent)) {
            Ok((code, name, parent)) => match rows.get(&code) {
                Some(first) => {
                    let why = BadOffice::Twice { first: first.line };
                    table.bad.push(BadRow { line, why });
                }
                None => {
                    rows.insert(code, Row { line, name, parent });
                }
            },
            Err(why) => table.bad.push(BadRow { line, why }),
        }
    }
    place(rows, &mut table);
    table.bad.sort_by_key(|bad| bad.line);
    Ok(table)
}

fn read_row(
    code: &str,
    name: &str,
    parent: &str,
) -> Result<(OfficeCode, String, Option<OfficeCode>), BadOffice> {
    let parse = |code: &str| {
        OfficeCode::parse(code).map_err(|_| BadOffice::BadCode(code.chars().take(30).collect()))
    };
    let code = parse(code)?;
    if name.is_empty() {
        return Err(BadOffice::NoName);
    }
    let parent = if parent.is_empty() { None } else { Some(parse(parent)?) };
    Ok((code, name.to_owned(), parent))
}

/// Gives each row its tier by its depth. What stands right below the city with a local code and
/// nothing below it is a department of the city; with villages below, it is a zone that works as a
/// township does.
fn place(rows: BTreeMap<OfficeCode, Row>, table: &mut OrgTable) {
    let mut depths: HashMap<OfficeCode, Result<usize, BadOffice>> = HashMap::new();
    for code in rows.keys() {
        let mut chain = Vec::new();
        let mut seen = BTreeSet::new();
        let mut at = code;
        let depth = loop {
            if let Some(depth) = depths.get(at) {
                break depth.clone().map_err(|_| BadOffice::NoParent(at.clone()));
            }
            if !seen.insert(at) {
                break Err(BadOffice::Circle);
            }
            let Some(row) = rows.get(at) else { break Err(BadOffice::NoParent(at.clone())) };
            chain.push(at);
            match &row.parent {
                Some(parent) => at = parent,
                None => break Ok(0),
            }
        };
        // `depth` is that of what stands above the chain, counted from 1; 0 for nothing.
        let mut depth = depth;
        for below in chain.into_iter().rev() {
            depth = match depth {
                Ok(depth) if depth >= 3 => Err(BadOffice::TooDeep),
                Ok(depth) => Ok(depth + 1),
                Err(why) => Err(why),
            };
            depths.insert(below.clone(), depth.clone());
        }
    }
    let parents: BTreeSet<OfficeCode> =
        rows.values().filter_map(|row| row.parent.clone()).collect();
    let mut placed: Vec<(usize, Office)> = Vec::new();
    for (code, row) in rows {
        match depths.remove(&code) {
            Some(Ok(depth)) => {
                let tier = match depth {
                    1 => Tier::City,
                    2 if code.as_str().starts_with('L') && !parents.contains(&code) => {
                        Tier::Department
                    }
                    2 => Tier::Township,
                    _ => Tier::Village,
                };
                placed.push((depth, Office::new(code, row.name, row.parent, tier)));
            }
            Some(Err(why)) => table.bad.push(BadRow { line: row.line, why }),
            None => {}
        }
    }
    placed.sort_by(|(a_depth, a), (b_depth, b)| (a_depth, &a.code).cmp(&(b_depth, &b.code)));
    table.offices = placed.into_iter().map(|(_, office)| office).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_real_table_is_read_whole() {
        let bytes = include_bytes!("../../../tests/fixtures/divisions-330681.csv");
        let table = read_table(bytes).expect("a table");
        let counts = [Tier::City, Tier::Township, Tier::Village].map(|tier| table.count(tier));
        assert_eq!((counts, table.bad.len()), ([1, 23, 515], 0));
    }

    #[test]
    fn a_local_code_below_the_city_is_a_department() {
        let text = "code,name,parent\n\
            990101,云岭市,\n\
            L01,市水利局,990101\n\
            L02,云岭经济开发区,990101\n\
            L02001,科创社区,L02\n\
            990101001,柳湾镇,990101\n";
        let table = read_table(text.as_bytes()).expect("a table");
        let tier = |code: &str| {
            table.offices.iter().find(|office| office.code.as_str() == code).map(|it| it.tier)
        };
        assert_eq!(tier("L01"), Some(Tier::Department));
        assert_eq!(tier("L02"), Some(Tier::Township), "a zone with communities of its own");
        assert_eq!(tier("L02001"), Some(Tier::Village));
        assert_eq!((tier("990101001"), table.bad.len()), (Some(Tier::Township), 0));
    }

    #[test]
    fn order_does_not_matter_and_bad_rows_are_named() {
        let text = "code,name,parent\n\
            990101001201,前杨村,990101001\n\
            990101001,柳湾镇,990101\n\
            x,坏代码,990101\n\
            990101,云岭市,\n\
            990101001,又一镇,990101\n\
            990101002,,990101\n\
            990101003201,孤村,990101003\n\
            990101001201001,小组,990101001201\n\
            LA,环一,LB\n\
            LB,环二,LA\n";
        let table = read_table(text.as_bytes()).expect("a table");
        let names: Vec<&str> = table.offices.iter().map(|office| office.name.as_str()).collect();
        assert_eq!(names, ["云岭市", "柳湾镇", "前杨村"]);
        let bad: Vec<u64> = table.bad.iter().map(|bad| bad.line).collect();
        assert_eq!(bad, [4, 6, 7, 8, 9, 10, 11]);
        assert_eq!(table.bad[1].why, BadOffice::Twice { first: 3 });
        assert_eq!(table.bad[4].why, BadOffice::TooDeep);
        assert_eq!(table.bad[5].why, BadOffice::Circle);
    }
}
