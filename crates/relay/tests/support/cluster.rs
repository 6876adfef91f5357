//! A PostgreSQL for tests: the server that `CUNZHAN_TEST_POSTGRES` names, or one of our own, on a
//! socket in a temporary directory, that goes with this process however that ends.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    fs,
    io::Read,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// So long may a server take to start, on a machine that has other things to do.
const STARTING: Duration = Duration::from_secs(60);

struct Cluster {
    address: String,
    /// Whether the server was there before us: then we clean up behind ourselves.
    lent: bool,
    /// As long as its input is open, our own server runs.
    _alive: Option<Child>,
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| match std::env::var("CUNZHAN_TEST_POSTGRES") {
        Ok(address) => Cluster { address, lent: true, _alive: None },
        Err(_) => start(),
    })
}

/// A schema of its own for one test, in which a city can lie.
pub struct Schema {
    /// As `relay --store` takes it.
    pub address: String,
    name: String,
}

impl Schema {
    pub async fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = cluster();
        let at = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{name}_{}_{at}", std::process::id()).replace('-', "_");
        run(&cluster.address, &format!("CREATE SCHEMA {name}")).await;
        let mark = if cluster.address.contains('?') { '&' } else { '?' };
        // By the application's name a test finds its own connections among all others.
        let address =
            format!("{}{mark}options[search_path]={name}&application_name={name}", cluster.address);
        Self { address, name }
    }

    /// A connection past the relay, to hinder it or to look.
    pub async fn connect(&self) -> PgConnection {
        PgConnection::connect(&self.address).await.expect("connects")
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let cluster = cluster();
        if !cluster.lent {
            return;
        }
        let sql = format!("DROP SCHEMA {} CASCADE", self.name);
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(run(&cluster.address, &sql));
        });
        let _ = dropping.join();
    }
}

async fn run(address: &str, sql: &str) {
    let mut connection = PgConnection::connect(address).await.expect("connects");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("is done");
    connection.close().await.expect("ends");
}

fn start() -> Cluster {
    let programs = programs().expect(
        "these tests need PostgreSQL: install it (on Debian: apt-get install postgresql), or set \
         CUNZHAN_TEST_POSTGRES=postgres://USER@HOST/DATABASE to a server they may use",
    );
    let home = std::env::temp_dir().join(format!("cunzhan-pg-{}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).expect("a directory");
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("is ours alone");
    let user = user_instead_of_root();
    if let Some((uid, gid)) = user {
        std::os::unix::fs::chown(&home, Some(uid), Some(gid)).expect("changes hands");
    }
    let as_user = |program: &Path| {
        let mut command = Command::new(program);
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command.current_dir(&home).env("LC_ALL", "C");
        command
    };
    let made = as_user(&programs.join("initdb"))
        .args(["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"])
        .output()
        .expect("initdb runs");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    // The shell outlives us by a moment: when our end of its input closes, it stops the server.
    let alive = as_user(Path::new("/bin/sh"))
        .arg("-c")
        .arg(
            r#""$1" -D data -k "$2" -c listen_addresses= -c max_connections=300 >log 2>&1 &
               server=$!
               cat >/dev/null
               kill -QUIT $server
               wait $server
               cd / && rm -rf "$2""#,
        )
        .arg("sh")
        .arg(programs.join("postgres"))
        .arg(&home)
        // Ctrl-C is for the tests; the shell notices that they have gone.
        .process_group(0)
        .stdin(Stdio::piped())
        .spawn()
        .expect("a shell");
    let socket = home.join(".s.PGSQL.5432");
    let until = Instant::now() + STARTING;
    while !is_ready(&programs, &home) {
        if Instant::now() > until {
            let mut log = String::new();
            let _ = fs::File::open(home.join("log")).and_then(|mut at| at.read_to_string(&mut log));
            panic!("PostgreSQL does not start ({}): {log}", socket.display());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let address = format!("postgres://postgres@localhost/postgres?host={}", home.display());
    Cluster { address, lent: false, _alive: Some(alive) }
}

fn is_ready(programs: &Path, home: &Path) -> bool {
    Command::new(programs.join("pg_isready"))
        .arg("-q")
        .arg("-h")
        .arg(home)
        .status()
        .is_ok_and(|status| status.success())
}

/// Where `initdb` and the others are: Debian keeps them by version and off the path.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|version| {
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found
        .into_iter()
        .rev()
        .map(|(_, programs)| programs)
        .chain(std::env::split_paths(&path))
        .find(|programs| programs.join("initdb").is_file())
}

/// PostgreSQL does not run as root: then as `postgres`, or as `nobody`.
fn user_instead_of_root() -> Option<(u32, u32)> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() != b"0" {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("the list of users");
    let user = |name: &str| {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            let found = fields.next()? == name;
            let ids = (fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?);
            found.then_some(ids)
        })
    };
    Some(user("postgres").or_else(|| user("nobody")).expect("a user that is not root"))
}
