//! The real binary.

use super::Home;
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

pub struct RelayProcess {
    child: Child,
    pub url: String,
}

impl RelayProcess {
    /// Serves a data directory on a free port.
    pub fn start(data: &Path, env: &[(&str, &str)]) -> Self {
        Self::run([OsStr::new("--data"), data.as_os_str()], data, env)
    }

    /// Serves a city, wherever it lies, on a free port.
    pub fn serve(home: &Home) -> Self {
        Self::run(home.arguments(), home.path(), &[])
    }

    fn run(store: [impl AsRef<OsStr>; 2], app: &Path, env: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_relay"))
            .args(["serve", "--port", "0"])
            .args(store)
            .arg("--app")
            .arg(app)
            .envs(env.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("its first line");
        let address =
            line.split("http://").nth(1).expect("an address").trim_end_matches(['/', '\n']);
        Self { url: format!("ws://{address}/sync"), child }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().expect("is killed");
        self.child.wait().expect("is gone");
    }
}

impl Drop for RelayProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
