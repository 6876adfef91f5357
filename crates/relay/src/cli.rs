//! The command line.

use chrono::NaiveDate;
use ident::{DeviceId, OfficeCode, SealingKey};
use lexopt::prelude::*;
use relay::store::Location;
use std::{
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

pub(crate) const USAGE: &str = "\
用法 usage:
  relay init STORE --root FILE [--existing] [--key-file KEY]
      建市 make the city's root key: its secret goes to FILE, to be kept offline. With --existing the
      root key that FILE holds: for an empty store that begins a lost city anew. Without this
      command the relay makes a root key and keeps its secret: for trying it, not for a city.
      --key-file: what is stored is sealed under the key there; a file that is not there is made
  relay serve STORE --app DIST [--port 7400] [--stations N] [--origin https://HOST]...
              [--listen IP --tls-cert PEM --tls-key PEM] [--courier-key PUBLIC]
      启动中继 serve the app and take in what stations hand in, on 127.0.0.1. --origin: what tablets
      have in their address bar; name it wherever they are not on this machine. --listen 0.0.0.0
      with certificate and key: without a proxy in front. --courier-key: what relay courier key
      printed; stations are told, and seal couriers' files to it.
      A demo city's links get ports of their own, N+1 and on; --stations limits how many.
  relay org import FILE.csv STORE
      导入单位 import offices: columns code,name,parent; a code like L01 right below the city is
      a department
  relay demo STORE [--today 2026-11-22] [--survey-year]
      建演示市 make an invented city in an empty store; with --survey-year one that has a year of
      work behind it, whose figures are checked and printed (takes minutes)
  relay invite STORE --office CODE --person NAME [--root FILE] [--url http://127.0.0.1:7400]
      发邀请 print a one-time link and code for one device, good for one day. The first person of an
      office gets the posts of its head; the office above appoints the others, and makes their
      devices. --root: the root key's file, where it is kept offline
  relay escrow make FILE STORE [--root FILE]
      托管密钥 make the escrow key, the second one that every sealed accusation is sealed to; keep FILE
      offline. --root: the root key's file, which signs it
  relay escrow pass FILE --device ID STORE
      转封 let the device of a liaison in office open the sealed accusations that the escrow key opens
  relay doctor STORE
      体检 say how large the store is and how it grows, open every document, follow every feed, and
      say what is wrong; others may go on working
  relay courier key FILE
      钥匙 make the key that couriers' files are sealed to; keep FILE, and hand out what is printed
  relay courier take FILE STORE [--key KEYFILE]
      代交 hand in a courier's file, or a copy of what was unsent (.czun), where there is no network;
      doing it twice changes nothing
  relay audit STORE [--root FILE]
      审计 verify the record end to end, and name the first entry that was altered, removed or put
      elsewhere. --root: compare the root key with the file that is kept offline
  relay keygen FILE
      造备份密钥 make a key for backups; keep it apart from them
  relay backup FILE --key-file KEY STORE
      备份 write all of a city to one encrypted file; relays may go on meanwhile
  relay restore FILE --key-file KEY STORE
      还原 put a backup into an empty store, read it back and look it over
  relay erased list FILE STORE
      清除清单 write down what was erased by law or at the end of its term: ids and moments, nothing of
      anybody. Keep the newest beside the backups
  relay erased apply FILE STORE
      再次清除 erase again what a list names: after restore, before serve
  relay migrate --from STORE --to STORE [--key-file KEY] [--new-key KEY]
      搬家 move a city to an empty store, and compare; stop its relays first. A store here is DIR or
      postgres://... The old one is marked, and served no more. --new-key: the new one's key, if it is
      another
  relay rekey STORE [--key-file OLD] --new-key NEW
      换密钥 seal all that is stored under another key, or for the first time; stop its relays first.
      A file NEW that is not there is made. Keep the old key as long as backups of the disk with it

STORE 数据所在 is one of:
  --data DIR                a directory with one SQLite file
  --store postgres://...    a PostgreSQL database, which any number of relays may share; with
                            ?options[search_path]=NAME one schema of it
  CUNZHAN_STORE in the environment, if neither is given: keeps a password out of the process list
--key-file KEY 存放密钥 with every command on a store whose content is sealed (with backup and restore, whose
  --key-file is the backup's, it is --store-key KEY); or CUNZHAN_KEY_FILE in the environment. The file must
  not lie in the data directory. An empty store that is opened with a key begins sealed";

/// Where the app is served unless said otherwise.
const PORT: u16 = 7400;

/// What was asked for.
pub(crate) struct Asked {
    pub command: Command,
    /// The file of the key that what is stored lies sealed under.
    pub key: Option<PathBuf>,
    /// The file of the key that it is to lie under.
    pub new_key: Option<PathBuf>,
}

pub(crate) enum Command {
    Help,
    Serve {
        store: Location,
        served: Served,
    },
    Audit {
        store: Location,
        root: Option<PathBuf>,
    },
    Keygen {
        file: PathBuf,
    },
    Backup {
        store: Location,
        file: PathBuf,
        key: PathBuf,
    },
    Restore {
        store: Location,
        file: PathBuf,
        key: PathBuf,
    },
    ErasedList {
        store: Location,
        file: PathBuf,
    },
    ErasedApply {
        store: Location,
        file: PathBuf,
    },
    Init {
        store: Location,
        root: PathBuf,
        existing: bool,
    },
    OrgImport {
        store: Location,
        file: PathBuf,
    },
    Demo {
        store: Location,
        today: Option<NaiveDate>,
        survey_year: bool,
    },
    Invite {
        store: Location,
        office: OfficeCode,
        person: String,
        url: String,
        root: Option<PathBuf>,
    },
    Doctor {
        store: Location,
    },
    Rekey {
        store: Location,
    },
    Migrate {
        from: Location,
        to: Location,
    },
    EscrowMake {
        store: Location,
        file: PathBuf,
        root: Option<PathBuf>,
    },
    EscrowPass {
        store: Location,
        file: PathBuf,
        device: DeviceId,
    },
    CourierKey {
        file: PathBuf,
    },
    CourierTake {
        store: Location,
        file: PathBuf,
        key: Option<PathBuf>,
    },
}

/// How the app and the stations are served.
pub(crate) struct Served {
    pub app: PathBuf,
    pub port: u16,
    pub stations: Option<u16>,
    pub origins: Vec<String>,
    /// What couriers' files are sealed to.
    pub courier: Option<SealingKey>,
    /// The address to listen on.
    pub on: IpAddr,
    /// Certificate and key.
    pub tls: Option<(PathBuf, PathBuf)>,
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
    root: Option<PathBuf>,
    existing: bool,
    origins: Vec<String>,
    courier: Option<SealingKey>,
    on: Option<IpAddr>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    key_file: Option<PathBuf>,
    store_key: Option<PathBuf>,
    new_key: Option<PathBuf>,
    device: Option<DeviceId>,
}

pub(crate) fn parse() -> Result<Asked, lexopt::Error> {
    let mut given = Given::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('h') | Long("help") => {
                return Ok(Asked { command: Command::Help, key: None, new_key: None });
            }
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
            Long("listen") => given.on = Some(parser.value()?.parse()?),
            Long("tls-cert") => given.tls_cert = Some(parser.value()?.into()),
            Long("tls-key") => given.tls_key = Some(parser.value()?.into()),
            Long("key-file") => given.key_file = Some(parser.value()?.into()),
            Long("store-key") => given.store_key = Some(parser.value()?.into()),
            Long("new-key") => given.new_key = Some(parser.value()?.into()),
            Long("root") => given.root = Some(parser.value()?.into()),
            Long("device") => {
                given.device = Some(parser.value()?.parse_with(DeviceId::from_hex)?);
            }
            Long("existing") => given.existing = true,
            Long("origin") => given.origins.push(parser.value()?.string()?),
            Long("courier-key") => {
                given.courier = Some(parser.value()?.parse_with(SealingKey::from_hex)?);
            }
            Long("url") => given.url = Some(parser.value()?.string()?),
            _ => return Err(arg.unexpected()),
        }
    }
    // With these two it is the key of the backup.
    let of_backup = matches!(given.words.first().map(String::as_str), Some("backup" | "restore"));
    let key = given.store_key.clone();
    let key = key.or_else(|| given.key_file.clone().filter(|_| !of_backup));
    let key = key.or_else(|| std::env::var_os("CUNZHAN_KEY_FILE").map(PathBuf::from));
    let new_key = given.new_key.clone();
    Ok(Asked { command: command(given)?, key, new_key })
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
            served: Served {
                app: want(given.app, "--app DIST")?,
                port: given.port.unwrap_or(PORT),
                stations: given.stations,
                origins: given.origins,
                courier: given.courier,
                on: given.on.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
                tls: match (given.tls_cert, given.tls_key) {
                    (None, None) => None,
                    (cert, key) => {
                        Some((want(cert, "--tls-cert PEM")?, want(key, "--tls-key PEM")?))
                    }
                },
            },
        }),
        ["audit"] => Ok(Command::Audit { store: store(given.store)?, root: given.root }),
        ["keygen", file] => Ok(Command::Keygen { file: file.into() }),
        ["backup", file] => Ok(Command::Backup {
            store: store(given.store)?,
            file: file.into(),
            key: want(given.key_file, "--key-file KEY")?,
        }),
        ["restore", file] => Ok(Command::Restore {
            store: store(given.store)?,
            file: file.into(),
            key: want(given.key_file, "--key-file KEY")?,
        }),
        ["erased", "list", file] => {
            Ok(Command::ErasedList { store: store(given.store)?, file: file.into() })
        }
        ["erased", "apply", file] => {
            Ok(Command::ErasedApply { store: store(given.store)?, file: file.into() })
        }
        ["init"] => Ok(Command::Init {
            store: store(given.store)?,
            root: want(given.root, "--root FILE")?,
            existing: given.existing,
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
            root: given.root,
        }),
        ["escrow", "make", file] => Ok(Command::EscrowMake {
            store: store(given.store)?,
            file: file.into(),
            root: given.root,
        }),
        ["escrow", "pass", file] => Ok(Command::EscrowPass {
            store: store(given.store)?,
            file: file.into(),
            device: want(given.device, "--device ID")?,
        }),
        ["doctor"] => Ok(Command::Doctor { store: store(given.store)? }),
        ["courier", "key", file] => Ok(Command::CourierKey { file: file.into() }),
        ["courier", "take", file] => Ok(Command::CourierTake {
            store: store(given.store)?,
            file: file.into(),
            key: given.key,
        }),
        ["rekey"] => {
            want(given.new_key.as_ref(), "--new-key KEY")?;
            Ok(Command::Rekey { store: store(given.store)? })
        }
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
