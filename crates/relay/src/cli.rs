//! The command line.

use chrono::NaiveDate;
use ident::OfficeCode;
use lexopt::prelude::*;
use std::path::PathBuf;

pub(crate) const USAGE: &str = "\
用法 usage:
  relay serve --data DIR --app DIST [--port 7400] [--stations N]
      启动中继 serve the app and take in what stations hand in, on 127.0.0.1.
      A demo city's links get ports of their own, N+1 and on; --stations limits how many.
  relay org import FILE.csv --data DIR
      导入单位 import offices: columns code,name,parent; a code like L01 right below the city is
      a department
  relay demo --data DIR [--today 2026-11-22]
      建演示市 make an invented city in an empty data directory
  relay invite --data DIR --office CODE --person NAME [--url http://127.0.0.1:7400]
      发邀请 print a one-time link for one device, good for seven days. The first person of an
      office gets the posts of its head; the office above appoints the others";

/// Where the app is served unless said otherwise.
const PORT: u16 = 7400;

pub(crate) enum Command {
    Help,
    Serve { data: PathBuf, app: PathBuf, port: u16, stations: Option<u16> },
    OrgImport { data: PathBuf, file: PathBuf },
    Demo { data: PathBuf, today: Option<NaiveDate> },
    Invite { data: PathBuf, office: OfficeCode, person: String, url: String },
}

#[derive(Default)]
struct Given {
    words: Vec<String>,
    data: Option<PathBuf>,
    app: Option<PathBuf>,
    port: Option<u16>,
    stations: Option<u16>,
    today: Option<NaiveDate>,
    office: Option<OfficeCode>,
    person: Option<String>,
    url: Option<String>,
}

pub(crate) fn parse() -> Result<Command, lexopt::Error> {
    let mut given = Given::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(word) => given.words.push(word.string()?),
            Long("data") => given.data = Some(parser.value()?.into()),
            Long("app") => given.app = Some(parser.value()?.into()),
            Long("port") => given.port = Some(parser.value()?.parse()?),
            Long("stations") => given.stations = Some(parser.value()?.parse()?),
            // The links are printed wherever there are any; named so that a script can say it.
            Long("demo-links") => {}
            Long("today") => given.today = Some(parser.value()?.parse_with(day)?),
            Long("office") => {
                given.office = Some(parser.value()?.parse_with(OfficeCode::parse)?);
            }
            Long("person") => given.person = Some(parser.value()?.string()?),
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
    let words: Vec<&str> = given.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help"] => Ok(Command::Help),
        ["serve"] => Ok(Command::Serve {
            data: want(given.data, "--data DIR")?,
            app: want(given.app, "--app DIST")?,
            port: given.port.unwrap_or(PORT),
            stations: given.stations,
        }),
        ["org", "import", file] => {
            Ok(Command::OrgImport { data: want(given.data, "--data DIR")?, file: file.into() })
        }
        ["demo"] => Ok(Command::Demo { data: want(given.data, "--data DIR")?, today: given.today }),
        ["invite"] => Ok(Command::Invite {
            data: want(given.data, "--data DIR")?,
            office: want(given.office, "--office CODE")?,
            person: want(given.person, "--person NAME")?,
            url: given.url.unwrap_or_else(|| format!("http://127.0.0.1:{PORT}")),
        }),
        _ => Err(format!("不认识的命令 unknown command: {}", words.join(" ")).into()),
    }
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse().map_err(|_| "日期应写作 a date is written 2026-11-22")
}
