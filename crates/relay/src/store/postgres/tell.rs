//! Telling the other processes which feeds a transaction has grown.

use ident::{OfficeCode, TenantId};
use sqlx::PgConnection;
use std::collections::BTreeSet;

use super::StoreError;

/// PostgreSQL takes less than 8,000 bytes in one notification.
const LONGEST: usize = 7_500;

/// The city's channel, and this process's name on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    channel: String,
    name: String,
}

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// Whether this very process said it.
    pub own: bool,
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
        for said in self.sayings(grown) {
            sqlx::query("SELECT pg_notify($1, $2)")
                .bind(self.channel.as_str())
                .bind(said)
                .execute(&mut *tx)
                .await?;
        }
        Ok(())
    }

    /// Name and feeds, with blanks between, in as many notifications as it takes.
    fn sayings<'a>(&self, grown: impl Iterator<Item = &'a OfficeCode>) -> Vec<String> {
        let mut sayings = Vec::new();
        let mut saying = self.name.clone();
        for office in grown {
            let code = office.as_str();
            if saying.len() + 1 + code.len() > LONGEST {
                sayings.push(std::mem::replace(&mut saying, self.name.clone()));
            }
            saying.push(' ');
            saying.push_str(code);
        }
        sayings.push(saying);
        sayings
    }

    /// Reads a notification; what is not a code is passed over.
    pub(super) fn hear(&self, said: &str) -> Heard {
        let mut words = said.split(' ');
        let own = words.next() == Some(self.name.as_str());
        Heard { own, feeds: words.filter_map(|code| OfficeCode::parse(code).ok()).collect() }
    }
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
            let sayings = voice.sayings(codes.iter());
            assert!(sayings.iter().all(|said| said.len() < 8000));
            assert!(sayings.iter().all(|said| voice.hear(said).own && !other.hear(said).own));
            let heard: BTreeSet<OfficeCode> =
                sayings.iter().flat_map(|said| other.hear(said).feeds).collect();
            assert_eq!(heard, codes);
        }
        assert_eq!(voice.hear(""), Heard { own: false, feeds: BTreeSet::new() });
    }
}
