//! The directory in its tables.

use casework::{
    Directory,
    directory::{Device, Office, Person, RevokedDevice, Tier},
};
use ident::{DeviceId, OfficeCode, PersonId, PublicKey};
use sqlx::{PgConnection, PgPool, Row};

use super::{
    NumberedChange, OfficeCounts, OrgDoc, OrgRecord, StoreError, post, rows, tell::Voice, turn,
};
use crate::at_rest::{AtRest, Place};

fn tier_number(tier: Tier) -> i64 {
    match tier {
        Tier::City => 0,
        Tier::Township => 1,
        Tier::Village => 2,
        Tier::Department => 3,
    }
}

fn tier(number: i64) -> Result<Tier, StoreError> {
    match number {
        0 => Ok(Tier::City),
        1 => Ok(Tier::Township),
        2 => Ok(Tier::Village),
        3 => Ok(Tier::Department),
        _ => Err(StoreError::Corrupt("tier")),
    }
}

pub(super) async fn version(readers: &PgPool) -> Result<u32, StoreError> {
    let row = sqlx::query("SELECT directory FROM identity").fetch_one(readers).await?;
    rows::small(&row, 0)
}

pub(super) async fn read(readers: &PgPool, rest: &AtRest) -> Result<OrgRecord, StoreError> {
    // One transaction: the version belongs to just these rows.
    let mut tx = readers.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    read_in(&mut tx, rest).await
}

pub(super) async fn read_in(tx: &mut PgConnection, rest: &AtRest) -> Result<OrgRecord, StoreError> {
    let row = sqlx::query("SELECT directory FROM identity").fetch_one(&mut *tx).await?;
    let mut directory = Directory { version: rows::small(&row, 0)?, ..Directory::default() };
    let found =
        sqlx::query("SELECT code, name, parent, tier, organ, phone FROM office WHERE base = 1")
            .fetch_all(&mut *tx);
    for row in found.await? {
        let parent: Option<&str> = row.try_get(2)?;
        directory.offices.push(Office {
            organ: row.try_get(4)?,
            phone: row.try_get(5)?,
            ..Office::new(
                rows::office(&row, 0)?,
                row.try_get(1)?,
                parent.map(OfficeCode::parse).transpose()?,
                tier(row.try_get(3)?)?,
            )
        });
    }
    let found = sqlx::query("SELECT id, name, office FROM person WHERE base = 1");
    for row in found.fetch_all(&mut *tx).await? {
        directory.people.push(Person {
            id: PersonId::from_slice(row.try_get(0)?)?,
            name: row.try_get(1)?,
            office: rows::office(&row, 2)?,
        });
    }
    for row in sqlx::query("SELECT id, office, number, key FROM device").fetch_all(&mut *tx).await?
    {
        directory.devices.push(Device {
            id: DeviceId::from_slice(row.try_get(0)?)?,
            office: rows::office(&row, 1)?,
            number: rows::small(&row, 2)?,
            key: PublicKey::from_slice(row.try_get(3)?)?,
        });
    }
    let mut revoked = Vec::new();
    let found = sqlx::query("SELECT device, at FROM revocation ORDER BY device");
    for row in found.fetch_all(&mut *tx).await? {
        let device = DeviceId::from_slice(row.try_get(0)?)?;
        revoked.push(RevokedDevice { device, at: row.try_get(1)? });
    }
    directory.revoked = (!revoked.is_empty()).then_some(revoked);
    directory.posts = post::read(&mut *tx).await?;
    directory.sort();
    let docs = docs(&mut *tx, rest).await?;
    Ok(OrgRecord { base: directory, docs })
}

async fn docs(tx: &mut PgConnection, rest: &AtRest) -> Result<Vec<OrgDoc>, StoreError> {
    let found = sqlx::query(
        "SELECT d.office, coalesce(c.received, c.no), c.bytes, c.no
         FROM document d JOIN change c ON c.document = d.no
         WHERE d.part = 3 ORDER BY d.office, c.no",
    );
    let mut docs: Vec<OrgDoc> = Vec::new();
    for row in found.fetch_all(tx).await? {
        let office = rows::office(&row, 0)?;
        let bytes = rest.open(Place::Change(row.try_get(3)?), row.try_get(2)?)?;
        let change = NumberedChange { place: rows::unsigned(&row, 1)?, bytes };
        match docs.last_mut() {
            Some(doc) if doc.office == office => doc.changes.push(change),
            _ => docs.push(OrgDoc { office, changes: vec![change] }),
        }
    }
    Ok(docs)
}

/// A new version; to be called in the transaction that changes something.
pub(super) async fn turn_version(tx: &mut PgConnection) -> Result<u32, StoreError> {
    let row = sqlx::query("UPDATE identity SET directory = directory + 1 RETURNING directory")
        .fetch_one(tx)
        .await?;
    rows::small(&row, 0)
}

pub(super) async fn put_offices(
    writer: &PgPool,
    voice: &Voice,
    offices: &[Office],
) -> Result<OfficeCounts, StoreError> {
    let mut tx = turn::begin(writer).await?;
    let mut counts = OfficeCounts::default();
    for office in offices {
        let before = sqlx::query(
            "SELECT name, parent, tier, organ, phone FROM office WHERE code = $1 AND base = 1",
        )
        .bind(office.code.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let parent = office.parent.as_ref().map(OfficeCode::as_str);
        match before {
            None => counts.added += 1,
            Some(row)
                if row.try_get::<&str, _>(0)? == office.name
                    && row.try_get::<Option<&str>, _>(1)? == parent
                    && row.try_get::<i64, _>(2)? == tier_number(office.tier)
                    && [row.try_get::<&str, _>(3)?, ""].contains(&office.organ.as_str())
                    && [row.try_get::<&str, _>(4)?, ""].contains(&office.phone.as_str()) =>
            {
                counts.same += 1;
                continue;
            }
            Some(_) => counts.changed += 1,
        }
        sqlx::query(
            "INSERT INTO office (code, name, parent, tier, organ, phone)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code) DO UPDATE
             SET name = excluded.name, parent = excluded.parent, tier = excluded.tier,
             organ = CASE excluded.organ WHEN '' THEN office.organ ELSE excluded.organ END,
             phone = CASE excluded.phone WHEN '' THEN office.phone ELSE excluded.phone END,
             base = 1",
        )
        .bind(office.code.as_str())
        .bind(office.name.as_str())
        .bind(parent)
        .bind(tier_number(office.tier))
        .bind(office.organ.as_str())
        .bind(office.phone.as_str())
        .execute(&mut *tx)
        .await?;
    }
    if counts.added + counts.changed > 0 {
        turn_version(&mut tx).await?;
        voice.tell(&mut tx, [].iter()).await?;
    }
    tx.commit().await?;
    Ok(counts)
}

pub(super) async fn put_people(
    writer: &PgPool,
    voice: &Voice,
    people: &[Person],
) -> Result<(), StoreError> {
    let mut tx = turn::begin(writer).await?;
    for person in people {
        sqlx::query("INSERT INTO person (id, name, office) VALUES ($1, $2, $3)")
            .bind(person.id.as_bytes().as_slice())
            .bind(person.name.as_str())
            .bind(person.office.as_str())
            .execute(&mut *tx)
            .await?;
    }
    turn_version(&mut tx).await?;
    voice.tell(&mut tx, [].iter()).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn refer_to(
    writer: &PgPool,
    offices: &[Office],
    people: &[Person],
) -> Result<(), StoreError> {
    let mut tx = turn::begin(writer).await?;
    for office in offices {
        sqlx::query(
            "INSERT INTO office (code, name, parent, tier, base) VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT DO NOTHING",
        )
        .bind(office.code.as_str())
        .bind(office.name.as_str())
        .bind(office.parent.as_ref().map(OfficeCode::as_str))
        .bind(tier_number(office.tier))
        .execute(&mut *tx)
        .await?;
    }
    for person in people {
        sqlx::query(
            "INSERT INTO person (id, name, office, base) VALUES ($1, $2, $3, 0)
             ON CONFLICT DO NOTHING",
        )
        .bind(person.id.as_bytes().as_slice())
        .bind(person.name.as_str())
        .bind(person.office.as_str())
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
