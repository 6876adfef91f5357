//! Answers about remarks on the app.

use casework::{MatterRow, Moment};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use replica::Station;

use super::{
    answer::{Answer, said},
    convert, entropy,
    store::DeviceStore,
};
use crate::bridge::{AnswerItem, Failure, Listed, Packed, RemarkAsk, RemarkItem, Reply};

/// Most remarks of one list.
const MOST: usize = 300;

/// Remarks on the app.
pub async fn answer(station: &mut Station<DeviceStore>, ask: RemarkAsk) -> Answer {
    let now = entropy::now();
    match ask {
        RemarkAsk::Say { text, about } => {
            let id = MatterId::new(entropy::random().ok_or(Failure::NoStorage)?);
            let saved = station.remark(id, &text, &about, now).await;
            saved.map(|effects| (Reply::Saved, effects)).map_err(convert::failure)
        }
        RemarkAsk::List => {
            let kept = station.kept_opinions().await.map_err(convert::failure)?;
            let all = kept.len().saturating_add(station.remarks().count());
            let waiting = station.waiting_matters();
            let kept = kept.into_iter().map(|one| RemarkItem {
                id: None,
                on: Moment::from_millis(one.at).date().to_string(),
                office: String::new(),
                own: true,
                person: convert::person_name(station, one.person),
                text: one.text,
                about: one.about,
                waits: true,
                answers: Vec::new(),
                answer_as: None,
            });
            let rows = station.remarks().filter_map(|row| {
                remark_item(station, row, waiting.contains(&row.matter), now.date())
            });
            let items = kept.chain(rows).take(MOST).collect();
            let list = Listed { all: u32::try_from(all).unwrap_or(u32::MAX), items };
            Ok(said(Reply::Remarks(Packed::new(&list))))
        }
    }
}

fn remark_item(
    station: &Station<DeviceStore>,
    row: &MatterRow,
    waits: bool,
    today: NaiveDate,
) -> Option<RemarkItem> {
    let remark = row.remark.as_ref()?;
    let home = row.home.as_ref();
    let office = |code: Option<&OfficeCode>| {
        let office = code.and_then(|code| station.directory().office(code));
        office.map(|office| office.name.clone()).unwrap_or_default()
    };
    let answers = remark.answers.iter().map(|one| AnswerItem {
        office: office(Some(&one.office)),
        on: one.on.clone(),
        text: one.text.clone(),
    });
    Some(RemarkItem {
        id: Some(row.matter),
        on: remark.on.clone(),
        office: office(home),
        own: station.identity().is_some_and(|own| home == Some(&own.office)),
        person: remark
            .person
            .map(|person| convert::person_name(station, person))
            .unwrap_or_default(),
        text: remark.text.clone(),
        about: remark.about.clone(),
        waits,
        answers: answers.collect(),
        // Of what is not here a step cannot be taken.
        answer_as: station.answering_post(row, today).filter(|_| row.absent.is_none()),
    })
}
