//! Posts of the base directory.

use casework::directory::{Post, Role};
use chrono::NaiveDate;
use ident::{PersonId, PostId};
use sqlx::{PgConnection, PgPool, Row};

use super::{StoreError, directory::turn_version, rows, tell::Voice, turn};

pub(super) async fn read(tx: &mut PgConnection) -> Result<Vec<Post>, StoreError> {
    sqlx::query("SELECT id, person, office, role, since, deputises FROM post")
        .fetch_all(tx)
        .await?
        .iter()
        .map(|row| {
            let role = u8::try_from(rows::small(row, 3)?).ok().and_then(Role::from_number);
            let since: &str = row.try_get(4)?;
            let deputises: Option<&[u8]> = row.try_get(5)?;
            Ok(Post {
                id: PostId::from_slice(row.try_get(0)?)?,
                person: PersonId::from_slice(row.try_get(1)?)?,
                office: rows::office(row, 2)?,
                role: role.ok_or(StoreError::Corrupt("role"))?,
                from: since.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt("date"))?,
                ended: None,
                deputises: deputises.map(PostId::from_slice).transpose()?,
            })
        })
        .collect()
}

pub(super) async fn put(writer: &PgPool, voice: &Voice, posts: &[Post]) -> Result<(), StoreError> {
    let mut tx = turn::begin(writer).await?;
    for post in posts {
        sqlx::query(
            "INSERT INTO post (id, person, office, role, since, deputises) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(post.id.as_bytes().as_slice())
        .bind(post.person.as_bytes().as_slice())
        .bind(post.office.as_str())
        .bind(i64::from(post.role.number()))
        .bind(post.from.to_string())
        .bind(post.deputises.as_ref().map(|post| post.as_bytes().as_slice()))
        .execute(&mut *tx)
        .await?;
    }
    turn_version(&mut tx).await?;
    voice.tell(&mut tx, [].iter()).await?;
    tx.commit().await?;
    Ok(())
}
