//! A city of one city office, some townships and many villages, with registered stations.

use std::{
    fmt::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use ident::OfficeCode;

use crate::{
    client::{Client, Snapshot},
    counted::Traffic,
    dice::Dice,
    options::Options,
    process::{Binary, Serving},
};

/// So many villages has a township.
const VILLAGES: usize = 50;
pub const CITY: &str = "990101";

/// A station as it was left: its office and what it holds.
#[derive(Debug, Clone)]
pub struct Left {
    pub office: OfficeCode,
    pub snapshot: Snapshot,
}

/// The code of a village, by its place among all.
pub fn village(at: usize) -> String {
    format!("{}{:03}", township(at / VILLAGES), 201 + at % VILLAGES)
}

/// The code of a township.
pub fn township(at: usize) -> String {
    format!("{CITY}{:03}", 1 + at)
}

/// How many townships so many villages need.
pub fn townships(villages: usize) -> usize {
    villages.div_ceil(VILLAGES)
}

/// A relay's data directory with a city in it.
#[derive(Debug)]
pub struct Town {
    pub binary: Binary,
    pub data: PathBuf,
}

impl Town {
    /// A city with so many villages.
    pub fn found(options: &Options, name: &str, villages: usize) -> Result<Self> {
        let data = options.data.join(name);
        if data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        std::fs::create_dir_all(&data)?;
        let store = options.store.replace("{}", name);
        let binary = Binary { path: options.relay.clone(), store };
        let mut table = format!("code,name,parent\n{CITY},云岭市,\n");
        for at in 0..townships(villages) {
            let _ = writeln!(table, "{},第{at}镇,{CITY}", township(at));
        }
        for at in 0..villages {
            let _ = writeln!(table, "{},第{at}村,{}", village(at), township(at / VILLAGES));
        }
        let file = data.join("org.csv");
        std::fs::write(&file, table)?;
        binary.run(&data, &["org", "import", &file.to_string_lossy()])?;
        Ok(Self { binary, data })
    }

    /// Invites and registers a device for each office named, then lets each read what is new until
    /// nobody has anything to read.
    pub async fn register(&self, offices: &[String], dice: &mut Dice) -> Result<Vec<Left>> {
        let mut secrets = Vec::with_capacity(offices.len());
        for (at, office) in offices.iter().enumerate() {
            let name = format!("人{at}");
            let said = self
                .binary
                .run(&self.data, &["invite", "--office", office, "--person", &name])
                .with_context(|| format!("no invitation for {office}"))?;
            // The address with the code stands on the first line, in front of the code alone.
            let code = said.split("enrol=").nth(1).and_then(|said| said.split_whitespace().next());
            secrets.push(code.context("no code in what the relay says")?.to_owned());
        }
        let relay = Serving::start(&self.binary, &self.data)?;
        let traffic = Arc::new(Traffic::default());
        let mut left = Vec::with_capacity(offices.len());
        for (office, secret) in offices.iter().zip(&secrets) {
            let mut client = Client::open(&Snapshot::default(), dice, Arc::clone(&traffic)).await?;
            client.enrol(relay.address, secret, dice).await?;
            client.disconnect();
            let office = OfficeCode::parse(office)?;
            left.push(Left { office, snapshot: client.snapshot().await? });
        }
        for one in &mut left {
            one.snapshot = catch_up(relay.address, &one.snapshot, dice).await?;
        }
        relay.stop()?;
        Ok(left)
    }

    /// A copy of the data directory for one run: nothing of it is there afterwards.
    pub fn copy(&self, name: &str) -> Result<Copy> {
        let to = self.data.with_extension(name);
        if to.exists() {
            std::fs::remove_dir_all(&to)?;
        }
        std::fs::create_dir_all(&to)?;
        for entry in std::fs::read_dir(&self.data)? {
            let entry = entry?;
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        Ok(Copy { binary: self.binary.clone(), data: to })
    }
}

/// Reads what is new, and leaves again.
pub async fn catch_up(relay: SocketAddr, snapshot: &Snapshot, dice: &mut Dice) -> Result<Snapshot> {
    let mut client = Client::open(snapshot, dice, Arc::default()).await?;
    client.connect(relay).await?;
    client.settle().await?;
    client.make_rows().await?;
    client.disconnect();
    client.snapshot().await
}

/// A data directory that goes when it is dropped.
#[derive(Debug)]
pub struct Copy {
    binary: Binary,
    data: PathBuf,
}

impl Copy {
    pub fn serve(&self) -> Result<Serving> {
        Serving::start(&self.binary, &self.data)
    }

    pub fn data(&self) -> &Path {
        &self.data
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}
