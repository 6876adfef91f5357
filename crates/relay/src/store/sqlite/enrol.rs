//! Invitations, devices, the demo's links.

use ident::{OfficeCode, PersonId};
use sqlx::{Row, SqliteConnection, SqlitePool, sqlite::SqliteRow};
use std::collections::{BTreeSet, HashMap};
use wire::Cursor;

use super::{DemoLink, EnrolledDevice, Invitation, Registration, StoreError, feed, keys, rows};
use crate::store::{EntryKind, entry_digest};

pub(super) async fn invite(writer: &SqlitePool, wanted: &Invitation) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO invitation (secret_hash, office, person, expires_at) VALUES (?, ?, ?, ?)",
    )
    .bind(wanted.secret_hash.as_slice())
    .bind(wanted.office.as_str())
    .bind(wanted.person.as_bytes().as_slice())
    .bind(wanted.expires_at)
    .execute(writer)
    .await?;
    Ok(())
}

pub(super) async fn enrol(
    writer: &SqlitePool,
    epoch: u64,
    wanted: &Registration,
) -> Result<Option<EnrolledDevice>, StoreError> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let invitation = sqlx::query(
        "SELECT office, person, expires_at, device, number FROM invitation WHERE secret_hash = ?",
    )
    .bind(wanted.secret_hash.as_slice())
    .fetch_optional(&mut *tx)
    .await?;
    let device = sqlx::query("SELECT office, number, key, person FROM device WHERE id = ?")
        .bind(wanted.device.as_bytes().as_slice())
        .fetch_optional(&mut *tx)
        .await?;
    let Some(invitation) = invitation else { return Ok(None) };
    let used_by: Option<&[u8]> = invitation.try_get(3)?;
    match (used_by, device) {
        // The answer got lost on its way: the same once more.
        (Some(used_by), Some(device))
            if used_by == wanted.device.as_bytes()
                && device.try_get::<&[u8], _>(2)? == wanted.key.as_bytes() =>
        {
            Ok(Some(enrolled(&device, BTreeSet::new())?))
        }
        (None, None) => {
            let expires_at: Option<i64> = invitation.try_get(2)?;
            if expires_at.is_some_and(|expires_at| wanted.now > expires_at) {
                return Ok(None);
            }
            let device = insert(&mut tx, &invitation, wanted).await?;
            let told = tell(&mut tx, epoch, &HashMap::new()).await?;
            tx.commit().await?;
            Ok(Some(EnrolledDevice { told: told.into_keys().collect(), ..device }))
        }
        _ => Ok(None),
    }
}

async fn insert(
    tx: &mut SqliteConnection,
    invitation: &SqliteRow,
    wanted: &Registration,
) -> Result<EnrolledDevice, StoreError> {
    let row = sqlx::query(
        // Numbers that an office's word for a code names are given to nobody else.
        "INSERT INTO device (id, office, number, key, person)
         SELECT ?1, ?2, coalesce(?5, (SELECT coalesce(max(number), 0) + 1 FROM
         (SELECT number FROM device WHERE office = ?2
          UNION ALL SELECT number FROM invitation WHERE office = ?2))), ?3, ?4
         RETURNING office, number, key, person",
    )
    .bind(wanted.device.as_bytes().as_slice())
    .bind(invitation.try_get::<&str, _>(0)?)
    .bind(wanted.key.as_bytes().as_slice())
    .bind(invitation.try_get::<&[u8], _>(1)?)
    .bind(invitation.try_get::<Option<i64>, _>(4)?)
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query("UPDATE invitation SET device = ? WHERE secret_hash = ?")
        .bind(wanted.device.as_bytes().as_slice())
        .bind(wanted.secret_hash.as_slice())
        .execute(&mut *tx)
        .await?;
    if let Some(certificate) = &wanted.certificate {
        keys::put_certificate(tx, certificate).await?;
    }
    enrolled(&row, BTreeSet::new())
}

fn enrolled(row: &SqliteRow, told: BTreeSet<OfficeCode>) -> Result<EnrolledDevice, StoreError> {
    Ok(EnrolledDevice {
        office: rows::office(row, 0)?,
        number: rows::small(row, 1)?,
        person: PersonId::from_slice(row.try_get(3)?)?,
        told,
    })
}

/// A new version of the directory, and an entry for each office that has a device: others get the
/// directory with their first words. `ends` are the ends of the feeds that this transaction wrote
/// to already; returns those of the feeds that were told.
pub(super) async fn tell(
    tx: &mut SqliteConnection,
    epoch: u64,
    ends: &HashMap<OfficeCode, Cursor>,
) -> Result<HashMap<OfficeCode, Cursor>, StoreError> {
    let version = super::directory::turn_version(&mut *tx).await?;
    let mut offices = BTreeSet::new();
    for row in sqlx::query("SELECT DISTINCT office FROM device").fetch_all(&mut *tx).await? {
        offices.insert(rows::office(&row, 0)?);
    }
    // The version stands where a change's hash would.
    let mut content = [0u8; 32];
    content[..4].copy_from_slice(&version.to_be_bytes());
    let digest = entry_digest(EntryKind::Directory, None, &[ident::ChangeHash::new(content)]);
    let mut told = HashMap::with_capacity(offices.len());
    for office in offices {
        let end = match ends.get(&office) {
            Some(end) => *end,
            None => feed::latest(&mut *tx, epoch, &office).await?,
        };
        let place = end.after(&digest);
        sqlx::query("INSERT INTO feed (audience, seq, hash, kind, size) VALUES (?, ?, ?, ?, 0)")
            .bind(office.as_str())
            .bind(rows::signed(place.seq))
            .bind(place.hash.as_bytes().as_slice())
            .bind(i64::from(EntryKind::Directory.number()))
            .execute(&mut *tx)
            .await?;
        told.insert(office, place);
    }
    Ok(told)
}

pub(super) async fn is_open(
    readers: &SqlitePool,
    secret_hash: &[u8; 32],
) -> Result<bool, StoreError> {
    let found = sqlx::query("SELECT 1 FROM invitation WHERE secret_hash = ? AND device IS NULL")
        .bind(secret_hash.as_slice())
        .fetch_optional(readers)
        .await?;
    Ok(found.is_some())
}

pub(super) async fn demo_links(readers: &SqlitePool) -> Result<Vec<DemoLink>, StoreError> {
    sqlx::query("SELECT place, title, office, secret FROM demo_link ORDER BY place")
        .fetch_all(readers)
        .await?
        .iter()
        .map(|row| {
            Ok(DemoLink {
                place: u16::try_from(rows::small(row, 0)?)
                    .map_err(|_| StoreError::Corrupt("number"))?,
                title: row.try_get(1)?,
                office: rows::office(row, 2)?,
                secret: row.try_get(3)?,
            })
        })
        .collect()
}

pub(super) async fn put_demo_link(writer: &SqlitePool, link: &DemoLink) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO demo_link (place, title, office, secret) VALUES (?, ?, ?, ?)")
        .bind(i64::from(link.place))
        .bind(link.title.as_str())
        .bind(link.office.as_str())
        .bind(link.secret.as_str())
        .execute(writer)
        .await?;
    Ok(())
}
