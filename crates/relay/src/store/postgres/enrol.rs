//! Invitations, devices, the demo's links.

use ident::{OfficeCode, PersonId};
use sqlx::{PgConnection, PgPool, Row, postgres::PgRow};
use std::collections::{BTreeSet, HashMap};
use wire::Cursor;

use super::{
    DemoLink, EnrolledDevice, Invitation, Registration, StoreError, feed, keys, rows, tell::Voice,
    turn,
};
use crate::store::{EntryKind, directory_digest};

pub(super) async fn invite(writer: &PgPool, wanted: &Invitation) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO invitation (secret_hash, office, person, expires_at) VALUES ($1, $2, $3, $4)",
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
    writer: &PgPool,
    voice: &Voice,
    epoch: u64,
    wanted: &Registration,
) -> Result<Option<EnrolledDevice>, StoreError> {
    let mut tx = turn::begin(writer).await?;
    let invitation = sqlx::query(
        "SELECT office, person, expires_at, device, number FROM invitation WHERE secret_hash = $1",
    )
    .bind(wanted.secret_hash.as_slice())
    .fetch_optional(&mut *tx)
    .await?;
    let device = sqlx::query("SELECT office, number, key, person FROM device WHERE id = $1")
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
            let offices = offices_with_devices(&mut tx).await?;
            let ends = feed::ends(&mut tx, epoch, &offices).await?;
            let told = tell(&mut tx, offices.into_iter().zip(ends).collect()).await?;
            voice.tell(&mut tx, told.keys()).await?;
            tx.commit().await?;
            Ok(Some(EnrolledDevice { told: told.into_keys().collect(), ..device }))
        }
        _ => Ok(None),
    }
}

async fn insert(
    tx: &mut PgConnection,
    invitation: &PgRow,
    wanted: &Registration,
) -> Result<EnrolledDevice, StoreError> {
    let row = sqlx::query(
        // Numbers that an office's word for a code names are given to nobody else.
        "INSERT INTO device (id, office, number, key, person)
         SELECT $1, $2, coalesce($5, (SELECT coalesce(max(number), 0) + 1 FROM
         (SELECT number FROM device WHERE office = $2
          UNION ALL SELECT number FROM invitation WHERE office = $2) q)), $3, $4
         RETURNING office, number, key, person",
    )
    .bind(wanted.device.as_bytes().as_slice())
    .bind(invitation.try_get::<&str, _>(0)?)
    .bind(wanted.key.as_bytes().as_slice())
    .bind(invitation.try_get::<&[u8], _>(1)?)
    .bind(invitation.try_get::<Option<i64>, _>(4)?)
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query("UPDATE invitation SET device = $1 WHERE secret_hash = $2")
        .bind(wanted.device.as_bytes().as_slice())
        .bind(wanted.secret_hash.as_slice())
        .execute(&mut *tx)
        .await?;
    if let Some(certificate) = &wanted.certificate {
        keys::put_certificate(tx, certificate).await?;
    }
    enrolled(&row, BTreeSet::new())
}

fn enrolled(row: &PgRow, told: BTreeSet<OfficeCode>) -> Result<EnrolledDevice, StoreError> {
    Ok(EnrolledDevice {
        office: rows::office(row, 0)?,
        number: rows::small(row, 1)?,
        person: PersonId::from_slice(row.try_get(3)?)?,
        told,
    })
}

/// The offices that hear of a new directory; others get it with their first words.
pub(super) async fn offices_with_devices(
    tx: &mut PgConnection,
) -> Result<Vec<OfficeCode>, StoreError> {
    let found = sqlx::query("SELECT DISTINCT office FROM device ORDER BY office");
    found.fetch_all(tx).await?.iter().map(|row| rows::office(row, 0)).collect()
}

/// A new version of the directory, and an entry for each of these offices, whose feeds end there.
/// Returns where they end now.
pub(super) async fn tell(
    tx: &mut PgConnection,
    ends: HashMap<OfficeCode, Cursor>,
) -> Result<HashMap<OfficeCode, Cursor>, StoreError> {
    let version = super::directory::turn_version(&mut *tx).await?;
    let digest = directory_digest(version);
    let told: HashMap<OfficeCode, Cursor> =
        ends.into_iter().map(|(office, end)| (office, end.after(&digest))).collect();
    let offices: Vec<&str> = told.keys().map(OfficeCode::as_str).collect();
    let seqs: Vec<i64> = told.values().map(|place| rows::signed(place.seq)).collect();
    let hashes: Vec<&[u8]> = told.values().map(|place| place.hash.as_bytes().as_slice()).collect();
    sqlx::query(
        "INSERT INTO feed (audience, seq, hash, kind, size)
         SELECT q.*, $4, 0 FROM unnest($1::text[], $2::bigint[], $3::bytea[]) q",
    )
    .bind(offices)
    .bind(seqs)
    .bind(hashes)
    .bind(i64::from(EntryKind::Directory.number()))
    .execute(tx)
    .await?;
    Ok(told)
}

pub(super) async fn is_open(readers: &PgPool, secret_hash: &[u8; 32]) -> Result<bool, StoreError> {
    let found = sqlx::query("SELECT 1 FROM invitation WHERE secret_hash = $1 AND device IS NULL")
        .bind(secret_hash.as_slice())
        .fetch_optional(readers)
        .await?;
    Ok(found.is_some())
}

pub(super) async fn demo_links(readers: &PgPool) -> Result<Vec<DemoLink>, StoreError> {
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

pub(super) async fn put_demo_link(writer: &PgPool, link: &DemoLink) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO demo_link (place, title, office, secret) VALUES ($1, $2, $3, $4)")
        .bind(i64::from(link.place))
        .bind(link.title.as_str())
        .bind(link.office.as_str())
        .bind(link.secret.as_str())
        .execute(writer)
        .await?;
    Ok(())
}
