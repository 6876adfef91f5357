//! The command line.

use chrono::NaiveDate;
use ident::OfficeCode;
use lexopt::prelude::*;
use relay::store::Location;
use std::path::PathBuf;

pub(crate) const USAGE: &str = "\
用法 usage:
  relay serve STORE --app DIST [--port 7400] [--stations N]
      启动中继 serve the app and take in what stations hand in, on 127.0.0.1.
      A demo city's links get ports of their own, N+1 and on; --stations limits how many.
  relay org import FILE.csv STORE
      导入单位 import offices: columns code,name,parent; a code like L01 right below the city is
      a department
  relay demo STORE [--today 2026-11-22] [--survey-year]
      建演示市 make an invented city in an empty store; with --survey-year one that has a year of
      work behind it, whose figures are checked and printed (takes minutes)
  relay invite STORE --office CODE --person NAME [--url http://127.0.0.1:7400]
      发邀请 print a one-time link for one device, good for seven days. The first person of an
      office gets the posts of its head; the office above appoints the others
  relay doctor STORE
      体检 say how large the store is and how it grows, open every document, follow every feed, and
      say what is wrong; others may go on working
  relay courier key FILE
      钥匙 make the key that couriers' files are sealed to; keep FILE, and hand out what is printed
  relay courier take FILE STORE [--key KEYFILE]
      代交 hand in a courier's file, or a copy of what was unsent (.czun), where there is no network;
      doing it twice changes nothing
  relay migrate --from STORE --to STORE
      搬家 move a city to an empty store, and compare; stop its relays first. A store here is DIR or
      postgres://...

STORE 数据所在 is one of:
  --data DIR                a directory with one SQLite file
  --store postgres://...    a PostgreSQL database, which any number of relays may share; with
                            ?options[search_path]=NAME one schema of it
  CUNZHAN_STORE in the environment, if neither is given: keeps a password out of the process list";

/// Where the app is served unless said otherwise.
const PORT: u16 = 7400;

pub(crate) enum Command {
    Help,
    Serve { store: Location, app: PathBuf, port: u16, stations: Option<u16> },
    OrgImport { store: Location, file: PathBuf },
    Demo { store: Location, today: Option<NaiveDate>, survey_year: bool },
    Invite { store: Location, office: OfficeCode, person: String, url: String },
    Doctor { store: Location },
    Migrate { from: Location, to: Location },
    CourierKey { file: PathBuf },
    CourierTake { store: Location, file: PathBuf, key: Option<PathBuf> },
}

#[derive(Default)]
struct Given {
    words: Vec<String>,
    store: Option<Location>,
    from: Option<Location>,
    to: Option<Location>,
    app: Option<PathBuf>,
    port: Option<u16>,
    stations: Option<u16>,
    today: Option<NaiveDate>,
    survey_year: bool,
    office: Option<OfficeCode>,
    person: Option<String>,
    url: Option<String>,
    key: Option<PathBuf>,
}

pub(crate) fn parse() -> Result<Command, lexopt::Error> {
    let mut given = Given::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(word) => given.words.push(word.string()?),
            Long("data") => given.store = Some(Location::Directory(parser.value()?.into())),
            Long("store") => given.store = Some(parser.value()?.parse()?),
            Long("from") => given.from = Some(parser.value()?.parse()?),
            Long("to") => given.to = Some(parser.value()?.parse()?),
            Long("app") => given.app = Some(parser.value()?.into()),
            Long("port") => given.port = Some(parser.value()?.parse()?),
            Long("stations") => given.stations = Some(parser.value()?.parse()?),
            // The links are printed wherever there are any; named so that a script can say it.
            Long("demo-links") => {}
            Long("today") => given.today = Some(parser.value()?.parse_with(day)?),
            Long("survey-year") => given.survey_year = true,
            Long("office") => {
                given.office = Some(parser.value()?.parse_with(OfficeCode::parse)?);
            }
            Long("person") => given.person = Some(parser.value()?.string()?),
            Long("key") => given.key = Some(parser.value()?.into()),
            Long("url") => given.url = Some(parser.value()?.string()?),
            _ => return Err(arg.unexpected()),
        }
    }
    command(given)
}

fn command(given: Given) -> Result<Command, lexopt::Error> {
    fn want<T>(value: Option<T>, name: &str) -> Result<T, lexopt::Error> {
        value.ok_or_else(|| format!("缺少 missing: {name}").into())
    }
    fn store(given: Option<Location>) -> Result<Location, lexopt::Error> {
        let named = || std::env::var("CUNZHAN_STORE").ok()?.parse().ok();
        want(given.or_else(named), "--data DIR / --store postgres://...")
    }
    let words: Vec<&str> = given.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help"] => Ok(Command::Help),
        ["serve"] => Ok(Command::Serve {
            store: store(given.store)?,
            app: want(given.app, "--app DIST")?,
            port: given.port.unwrap_or(PORT),
            stations: given.stations,
        }),
        ["org", "import", file] => {
            Ok(Command::OrgImport { store: store(given.store)?, file: file.into() })
        }
        ["demo"] => Ok(Command::Demo {
            store: store(given.store)?,
            today: given.today,
            survey_year: given.survey_year,
        }),
        ["invite"] => Ok(Command::Invite {
            store: store(given.store)?,
            office: want(given.office, "--office CODE")?,
            person: want(given.person, "--person NAME")?,
            url: given.url.unwrap_or_else(|| format!("http://127.0.0.1:{PORT}")),
        }),
        ["doctor"] => Ok(Command::Doctor { store: store(given.store)? }),
        ["courier", "key", file] => Ok(Command::CourierKey { file: file.into() }),
        ["courier", "take", file] => Ok(Command::CourierTake {
            store: store(given.store)?,
            file: file.into(),
            key: given.key,
        }),
        ["migrate"] => Ok(Command::Migrate {
            from: want(given.from, "--from STORE")?,
            to: want(given.to, "--to STORE")?,
        }),
        _ => Err(format!("不认识的命令 unknown command: {}", words.join(" ")).into()),
    }
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "日期应写作 a date is written 2026-11-22")
}
