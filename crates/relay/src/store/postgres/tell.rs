//! Telling the other processes which feeds a transaction has grown.

use ident::{OfficeCode, TenantId};
use sqlx::PgConnection;
use std::collections::BTreeSet;

use super::StoreError;

/// PostgreSQL takes less than 8,000 bytes in one notification.
const LONGEST: usize = 7_800;

/// The city's channel, and this process's name on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    channel: String,
    name: String,
}

/// How far the log goes: its last change, and the directory's version. Both only ever grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct End {
    pub change: i64,
    pub directory: i64,
}

impl End {
    pub(super) fn is_behind(self, other: Self) -> bool {
        self.change < other.change || self.directory < other.directory
    }
}

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// Whether this very process said it.
    pub own: bool,
    /// How far the log went then.
    pub end: Option<End>,
    /// Feeds that have grown.
    pub feeds: BTreeSet<OfficeCode>,
}

impl Voice {
    pub(super) fn new(tenant: TenantId) -> Result<Self, StoreError> {
        let mut name = [0u8; 8];
        getrandom::fill(&mut name).map_err(|_| StoreError::NoRandomness)?;
        Ok(Self {
            channel: format!("cunzhan_{}", tenant.to_hex()),
            name: u64::from_be_bytes(name).to_string(),
        })
    }

    pub(super) fn channel(&self) -> &str {
        &self.channel
    }

    /// Says it, within the transaction that appended: it is heard when that has committed, and
    /// not at all if it does not. Said even where no feed has grown: the directory is another.
    pub(super) async fn tell(
        &self,
        tx: &mut PgConnection,
        grown: impl Iterator<Item = &OfficeCode>,
    ) -> Result<(), StoreError> {
        for said in sayings(grown) {
            sqlx::query(
                "SELECT pg_notify($1, concat_ws(' ', $2, directory,
                 coalesce((SELECT max(no) FROM change), 0), $3)) FROM identity",
            )
            .bind(self.channel.as_str())
            .bind(self.name.as_str())
            .bind(said)
            .execute(&mut *tx)
            .await?;
        }
        Ok(())
    }

    /// Reads a notification: who says it, how far the directory and the log go, and feeds. What is
    /// not a code is passed over.
    pub(super) fn hear(&self, said: &str) -> Heard {
        let mut words = said.split(' ');
        let own = words.next() == Some(self.name.as_str());
        let mut number = || words.next()?.parse::<i64>().ok();
        let (directory, change) = (number(), number());
        let end = directory.zip(change).map(|(directory, change)| End { change, directory });
        Heard { own, end, feeds: words.filter_map(|code| OfficeCode::parse(code).ok()).collect() }
    }
}

/// The feeds, with blanks between, in as many notifications as it takes; at least one.
fn sayings<'a>(grown: impl Iterator<Item = &'a OfficeCode>) -> Vec<String> {
    let mut sayings = Vec::new();
    let mut saying = String::new();
    for office in grown {
        let code = office.as_str();
        if saying.len() + 1 + code.len() > LONGEST {
            sayings.push(std::mem::take(&mut saying));
        }
        if !saying.is_empty() {
            saying.push(' ');
        }
        saying.push_str(code);
    }
    sayings.push(saying);
    sayings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard_however_much_it_is() {
        let voice = Voice::new(TenantId::new([7; 16])).expect("random");
        let other = Voice::new(TenantId::new([7; 16])).expect("random");
        assert_eq!(voice.channel(), other.channel());
        for count in [0u32, 1, 3, 2000] {
            let codes: BTreeSet<OfficeCode> = (0..count)
                .map(|at| OfficeCode::parse(&format!("99010{:07}", 1_001_201 + at)).expect("code"))
                .collect();
            let sayings = sayings(codes.iter());
            let mut all = BTreeSet::new();
            for said in sayings {
                let said = format!("{} 7 {} {said}", voice.name, i64::MAX);
                assert!(said.len() < 8000);
                assert!(voice.hear(&said).own);
                let heard = other.hear(&said);
                assert!(!heard.own);
                assert_eq!(heard.end, Some(End { change: i64::MAX, directory: 7 }));
                all.extend(heard.feeds);
            }
            assert_eq!(all, codes);
        }
        assert_eq!(voice.hear(""), Heard { own: false, end: None, feeds: BTreeSet::new() });
    }
}
