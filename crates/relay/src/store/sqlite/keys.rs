//! The city's root key, certificates, revoked devices and what they surrendered.

use async_trait::async_trait;
use ident::{DeviceId, MatterId, OfficeCode, PersonId, PublicKey};
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeSet, HashMap};
use wire::{Certificate, Revocation, Voucher};

use super::{SqliteStore, StoreError, enrol, feed, rows};
use crate::{
    at_rest::Place,
    store::keys::{Authority, Enlisted, HeldPiece, Keys, MAX_SURRENDERED, NewPiece},
};

fn decode<T: for<'b> minicbor::Decode<'b, ()>>(
    bytes: &[u8],
    what: &'static str,
) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|_| StoreError::Corrupt(what))
}

fn encode<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    // Encoding into a Vec has no way to fail.
    minicbor::to_vec(value).unwrap_or_default()
}

pub(super) async fn put_certificate(
    tx: &mut SqliteConnection,
    certificate: &Certificate,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO certificate (device, bytes) VALUES ($1, $2) ON CONFLICT (device) DO NOTHING",
    )
    .bind(certificate.device.as_bytes().as_slice())
    .bind(encode(certificate))
    .execute(tx)
    .await?;
    Ok(())
}

async fn authority(connection: &mut SqliteConnection) -> Result<Option<Authority>, StoreError> {
    let row = sqlx::query("SELECT root, secret FROM authority").fetch_optional(connection).await?;
    let Some(row) = row else { return Ok(None) };
    let secret = match row.try_get::<Option<&[u8]>, _>(1)? {
        Some(_) => Some(rows::hash32(&row, 1)?),
        None => None,
    };
    Ok(Some(Authority { root: decode(row.try_get(0)?, "root certificate")?, secret }))
}

#[async_trait]
impl Keys for SqliteStore {
    async fn authority(&self) -> Result<Option<Authority>, StoreError> {
        authority(&mut *self.readers.acquire().await?).await
    }

    async fn found(&self, wanted: &Authority) -> Result<Authority, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(standing) = authority(&mut tx).await? {
            return Ok(standing);
        }
        if wanted.root.tenant != self.log.tenant {
            let row = sqlx::query(
                "SELECT EXISTS (SELECT 1 FROM device) OR EXISTS (SELECT 1 FROM document)",
            )
            .fetch_one(&mut *tx)
            .await?;
            if row.try_get::<bool, _>(0)? {
                return Err(StoreError::NotEmpty);
            }
            sqlx::query("UPDATE identity SET tenant = $1")
                .bind(wanted.root.tenant.as_bytes().as_slice())
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query("INSERT INTO authority (only_row, root, secret) VALUES (1, $1, $2)")
            .bind(encode(&wanted.root))
            .bind(wanted.secret.map(|secret| secret.to_vec()))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(wanted.clone())
    }

    async fn certificates(&self, devices: &[DeviceId]) -> Result<Vec<Certificate>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let mut found = Vec::with_capacity(devices.len());
        for device in devices {
            let row = sqlx::query("SELECT bytes FROM certificate WHERE device = $1")
                .bind(device.as_bytes().as_slice())
                .fetch_optional(&mut *connection)
                .await?;
            if let Some(row) = row {
                found.push(decode(row.try_get(0)?, "certificate")?);
            }
        }
        Ok(found)
    }

    async fn certify(&self, certificates: &[Certificate]) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for certificate in certificates {
            put_certificate(&mut tx, certificate).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn uncertified(&self) -> Result<Vec<Enlisted>, StoreError> {
        let found = sqlx::query(
            "SELECT d.id, d.key, d.office, d.number, d.person FROM device d
             LEFT JOIN certificate c ON c.device = d.id WHERE c.device IS NULL ORDER BY d.id",
        );
        let read = found.fetch_all(&self.readers).await?;
        read.iter()
            .map(|row| {
                Ok(Enlisted {
                    device: DeviceId::from_slice(row.try_get(0)?)?,
                    key: PublicKey::from_slice(row.try_get(1)?)?,
                    office: rows::office(row, 2)?,
                    number: rows::small(row, 3)?,
                    person: PersonId::from_slice(row.try_get(4)?)?,
                })
            })
            .collect()
    }

    async fn vouch(
        &self,
        secret_hash: &[u8; 32],
        voucher: &Voucher,
    ) -> Result<Option<u32>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let held = sqlx::query("SELECT voucher FROM invitation WHERE secret_hash = $1")
            .bind(secret_hash.as_slice())
            .fetch_optional(&mut *tx)
            .await?;
        let bytes = encode(voucher);
        if let Some(row) = held {
            // The answer got lost on its way, or somebody else's code: that one stands.
            let same = row.try_get::<Option<&[u8]>, _>(0)? == Some(&bytes);
            return Ok((!same).then_some(voucher.number));
        }
        let row = sqlx::query(
            "SELECT coalesce(max(number), 0) + 1, coalesce(max(number = $2), false) FROM
             (SELECT number FROM device WHERE office = $1
              UNION ALL SELECT number FROM invitation WHERE office = $1 AND number IS NOT NULL) q",
        )
        .bind(voucher.office.as_str())
        .bind(i64::from(voucher.number))
        .fetch_one(&mut *tx)
        .await?;
        let next = rows::small(&row, 0)?;
        if voucher.number == 0 || row.try_get::<bool, _>(1)? {
            return Ok(Some(next));
        }
        sqlx::query(
            "INSERT INTO invitation (secret_hash, office, person, expires_at, voucher, number)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(secret_hash.as_slice())
        .bind(voucher.office.as_str())
        .bind(voucher.person.as_bytes().as_slice())
        .bind(voucher.until)
        .bind(bytes)
        .bind(i64::from(voucher.number))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(None)
    }

    async fn vouched(&self, secret_hash: &[u8; 32]) -> Result<Option<Voucher>, StoreError> {
        let row = sqlx::query("SELECT voucher FROM invitation WHERE secret_hash = $1")
            .bind(secret_hash.as_slice())
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let bytes: Option<&[u8]> = row.try_get(0)?;
        bytes.map(|bytes| decode(bytes, "voucher")).transpose()
    }

    async fn revoke(&self, said: &Revocation) -> Result<Option<BTreeSet<OfficeCode>>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query("SELECT office FROM device WHERE id = $1")
            .bind(said.device.as_bytes().as_slice())
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let office = rows::office(&row, 0)?;
        let end = feed::latest(&mut tx, self.log.epoch, &office).await?;
        let done = sqlx::query(
            "INSERT INTO revocation (device, at, bytes, seq) VALUES ($1, $2, $3, $4)
             ON CONFLICT (device) DO NOTHING",
        )
        .bind(said.device.as_bytes().as_slice())
        .bind(said.at)
        .bind(encode(said))
        .bind(rows::signed(end.seq))
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(Some(BTreeSet::new()));
        }
        let told = enrol::tell(&mut tx, self.log.epoch, &HashMap::new()).await?;
        tx.commit().await?;
        Ok(Some(told.into_keys().collect()))
    }

    async fn revocation(&self, device: DeviceId) -> Result<Option<Revocation>, StoreError> {
        let row = sqlx::query("SELECT bytes FROM revocation WHERE device = $1")
            .bind(device.as_bytes().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| decode(row.try_get(0)?, "revocation")).transpose()
    }

    async fn held(&self, device: DeviceId, limit: usize) -> Result<Vec<MatterId>, StoreError> {
        // The directory's documents belong to no matter.
        let found = sqlx::query(
            "SELECT d.matter FROM revocation r JOIN device v ON v.id = r.device
             JOIN feed f ON f.audience = v.office AND f.seq <= r.seq
             JOIN document d ON d.no = f.document
             WHERE r.device = $1 AND d.part <> 3
             GROUP BY d.matter ORDER BY max(f.seq) DESC LIMIT $2",
        )
        .bind(device.as_bytes().as_slice())
        .bind(rows::signed(limit as u64));
        let found = found.fetch_all(&self.readers).await?;
        found.iter().map(|row| Ok(MatterId::from_slice(row.try_get(0)?)?)).collect()
    }

    async fn surrender(&self, piece: &NewPiece<'_>) -> Result<bool, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query(
            "SELECT coalesce(CAST(sum(size) AS BIGINT), 0), coalesce(max(number = $2), false)
             FROM surrender WHERE device = $1",
        )
        .bind(piece.device.as_bytes().as_slice())
        .bind(rows::signed(piece.number))
        .fetch_one(&mut *tx)
        .await?;
        if row.try_get::<bool, _>(1)? {
            return Ok(true);
        }
        if rows::unsigned(&row, 0)? + piece.bytes.len() as u64 > MAX_SURRENDERED {
            return Ok(false);
        }
        let place = Place::Surrender(piece.device, rows::signed(piece.number));
        let sealed = self.rest.seal(place, piece.bytes)?;
        sqlx::query(
            "INSERT INTO surrender (no, device, number, received, changes, size, bytes)
             SELECT coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5, $6 FROM surrender",
        )
        .bind(piece.device.as_bytes().as_slice())
        .bind(rows::signed(piece.number))
        .bind(piece.received)
        .bind(i64::from(piece.changes))
        .bind(rows::signed(piece.bytes.len() as u64))
        .bind(sealed)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn inbox(&self) -> Result<Vec<HeldPiece>, StoreError> {
        let found = sqlx::query(
            "SELECT s.no, s.device, d.office, s.received, s.changes, s.size
             FROM surrender s JOIN device d ON d.id = s.device
             WHERE s.taken IS NULL ORDER BY s.no LIMIT 10000",
        );
        let found = found.fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| {
                Ok(HeldPiece {
                    no: rows::unsigned(row, 0)?,
                    device: DeviceId::from_slice(row.try_get(1)?)?,
                    office: rows::office(row, 2)?,
                    received: row.try_get(3)?,
                    changes: rows::small(row, 4)?,
                    size: rows::unsigned(row, 5)?,
                })
            })
            .collect()
    }

    async fn piece(&self, no: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query(
            "SELECT bytes, device, number FROM surrender WHERE no = $1 AND taken IS NULL",
        )
        .bind(rows::signed(no))
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let place = Place::Surrender(DeviceId::from_slice(row.try_get(1)?)?, row.try_get(2)?);
        self.rest.open(place, row.try_get(0)?).map(Some)
    }

    async fn took_in(&self, no: u64, at: i64, by: DeviceId) -> Result<(), StoreError> {
        sqlx::query("UPDATE surrender SET taken = $2, taken_by = $3 WHERE no = $1")
            .bind(rows::signed(no))
            .bind(at)
            .bind(by.as_bytes().as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
