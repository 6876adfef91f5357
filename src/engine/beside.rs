//! Answers beside the ordinary course: matters that look the same, accusations, opinions on the app.

use casework::{
    MatterRow, Moment, meeting::unconfirmed::left_behind, repeats::Likely, step::codes::Relation,
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use replica::{Effect, RefusedForm, Station, StationError};

use super::{convert, entropy, excerpt::excerpt, store::DeviceStore, typed};
use crate::bridge::{
    Failure, HalfMerge, Listed, OpinionAnswer, OpinionAsk, OpinionItem, Packed, QuarantineAsk,
    RefusedItem, Reply, SealedAsk, SealedEntry, SealedFate, SealedItem, SealedOut, SealedShelf,
    SimilarAsk, SimilarItem,
};

type Answered = Result<(Reply, Vec<Effect>), Failure>;

/// Longest excerpt of a proposal, in characters.
const EXCERPT: usize = 80;

fn said(reply: Reply) -> (Reply, Vec<Effect>) {
    (reply, Vec::new())
}

/// Matters that look the same.
pub async fn similar(station: &Station<DeviceStore>, ask: SimilarAsk) -> Answered {
    let found = match ask {
        SimilarAsk::Typed(intake) => station.similar(&intake),
        SimilarAsk::To(matter) => station.similar_to(matter).await.map_err(convert::failure)?,
        SimilarAsk::These(matters) => {
            let plain = |matter| Likely {
                matter,
                score: 0,
                reasons: Vec::new(),
                proposed: Relation::Related,
            };
            matters.into_iter().map(plain).collect()
        }
        SimilarAsk::OfPerson(matter) => {
            let plain = |matter| Likely {
                matter,
                score: 0,
                reasons: Vec::new(),
                proposed: Relation::Related,
            };
            station.same_person(matter).into_iter().map(plain).collect()
        }
        SimilarAsk::HalfMerges(matter) => {
            let found = station.half_merges(matter).into_iter().filter_map(|half| {
                let likely = Likely {
                    matter: half.other,
                    score: 0,
                    reasons: Vec::new(),
                    proposed: Relation::Related,
                };
                let (relation, stands_here) = (half.relation, half.stands_here);
                Some(HalfMerge { item: item(station, likely)?, relation, stands_here })
            });
            return Ok(said(Reply::HalfMerges(Packed::new(&found.collect::<Vec<_>>()))));
        }
        SimilarAsk::NotSame { matter, other } => {
            station.dismiss_similar(matter, other).await.map_err(convert::failure)?;
            return Ok(said(Reply::Saved));
        }
    };
    let items = found.into_iter().filter_map(|likely| item(station, likely)).collect();
    Ok(said(Reply::Similar(Packed::new(&items))))
}

fn item(station: &Station<DeviceStore>, likely: Likely) -> Option<SimilarItem> {
    let row = station.row(likely.matter)?;
    let holder = row.holder.as_ref().and_then(|code| station.directory().office(code));
    Some(SimilarItem {
        matter: row.matter,
        local_no: row.local_no.clone(),
        name: row.name.clone(),
        received_on: row.received_on.clone(),
        place: row.place.clone(),
        excerpt: excerpt(&row.text, EXCERPT),
        holder_name: holder.map(|office| office.name.clone()).unwrap_or_default(),
        reasons: likely.reasons,
        proposed: likely.proposed,
        said: left_behind(row).map(|one| (one.leader.clone(), one.on.clone())).collect(),
    })
}

/// Accusations.
pub async fn sealed(station: &mut Station<DeviceStore>, ask: SealedAsk) -> Answered {
    let now = entropy::now();
    match ask {
        SealedAsk::Record { draft, intake } => {
            let id = MatterId::new(entropy::random().ok_or(Failure::NoStorage)?);
            let drawn = entropy::random().ok_or(Failure::NoStorage)?;
            let sealed = station.seal(id, &intake, &draft, drawn, now).await;
            let ((number, fate), effects) = sealed.map_err(convert::failure)?;
            Ok((Reply::SealedAs(number, fate_of(fate)), effects))
        }
        SealedAsk::List => {
            let shelf = shelf(station, now.date()).await.map_err(convert::failure)?;
            Ok(said(Reply::Sealed(Packed::new(&shelf))))
        }
        // The first part's.
        SealedAsk::Draft(_) | SealedAsk::DropDraft(_) => Ok(said(Reply::Trying)),
        SealedAsk::Fetch => {
            let effects = station.ask_sealed(now).map_err(convert::failure)?;
            Ok((Reply::Trying, effects))
        }
        SealedAsk::Open { id, given } => {
            let opened = station.open_sealed(id, &given, now).await;
            let (opened, effects) = opened.map_err(convert::failure)?;
            let item = sealed_item(station, opened);
            Ok((Reply::SealedOpened(Packed::new(&item)), effects))
        }
        SealedAsk::PassOn(given) => {
            let drawn = entropy::random().ok_or(Failure::NoStorage)?;
            let passed = station.pass_on_sealed(&given, drawn, now).await;
            let (_, effects) = passed.map_err(convert::failure)?;
            Ok((Reply::Saved, effects))
        }
    }
}

fn fate_of(fate: replica::SealedFate) -> SealedFate {
    match fate {
        replica::SealedFate::Leaves => SealedFate::Leaves,
        replica::SealedFate::Waits => SealedFate::Waits,
        replica::SealedFate::Here => SealedFate::Here,
    }
}

fn sealed_item(station: &Station<DeviceStore>, one: replica::Sealed) -> SealedItem {
    let office = station.directory().office(&one.office).map(|office| office.name.clone());
    let recorder = format!("{} {}", office.unwrap_or_default(), name(station, one.person));
    SealedItem {
        number: one.number,
        at: one.at.millis(),
        recorder: recorder.trim().to_owned(),
        authentic: one.authentic,
        intake: one.intake,
    }
}

async fn shelf(
    station: &Station<DeviceStore>,
    today: chrono::NaiveDate,
) -> Result<SealedShelf, StationError> {
    let records = station.sealed(today).await?;
    let waiting = station.sealed_here().await?.into_iter().map(|one| SealedOut {
        number: one.number,
        at: one.at.millis(),
        fate: fate_of(one.fate),
    });
    let items = match station.sealed_items(today).await {
        Ok(items) => Some(items),
        Err(StationError::NotTheirs) => None,
        Err(error) => return Err(error),
    };
    let entry = |one: replica::SealedListed| SealedEntry {
        id: one.id,
        day: one.day.to_string(),
        opens: one.opens,
        lacking: one.lacking.into_iter().map(|person| name(station, person)).collect(),
    };
    Ok(SealedShelf {
        records: records.into_iter().map(|one| sealed_item(station, one)).collect(),
        waiting: waiting.collect(),
        drafts: typed::sealed_drafts(station).await?,
        items: items.map(|items| items.into_iter().map(entry).collect()),
    })
}

/// Most opinions of one list.
const MOST_OPINIONS: usize = 300;

/// Opinions on the app.
pub async fn opinion(station: &mut Station<DeviceStore>, ask: OpinionAsk) -> Answered {
    let now = entropy::now();
    match ask {
        OpinionAsk::Say { text, about } => {
            let id = MatterId::new(entropy::random().ok_or(Failure::NoStorage)?);
            let saved = station.remark(id, &text, &about, now).await;
            saved.map(|effects| (Reply::Saved, effects)).map_err(convert::failure)
        }
        OpinionAsk::List => {
            let kept = station.kept_opinions().await.map_err(convert::failure)?;
            let all = kept.len().saturating_add(station.remarks().count());
            let waiting = station.waiting_matters();
            let kept = kept.into_iter().map(|one| OpinionItem {
                id: None,
                on: Moment::from_millis(one.at).date().to_string(),
                office: String::new(),
                own: true,
                person: name(station, one.person),
                text: one.text,
                about: one.about,
                waits: true,
                answers: Vec::new(),
                answer_as: None,
            });
            let rows = station.remarks().filter_map(|row| {
                remark_item(station, row, waiting.contains(&row.matter), now.date())
            });
            let items = kept.chain(rows).take(MOST_OPINIONS).collect();
            let list = Listed { all: u32::try_from(all).unwrap_or(u32::MAX), items };
            Ok(said(Reply::Opinions(Packed::new(&list))))
        }
    }
}

fn remark_item(
    station: &Station<DeviceStore>,
    row: &MatterRow,
    waits: bool,
    today: NaiveDate,
) -> Option<OpinionItem> {
    let remark = row.remark.as_ref()?;
    let home = row.home.as_ref();
    let office = |code: Option<&OfficeCode>| {
        let office = code.and_then(|code| station.directory().office(code));
        office.map(|office| office.name.clone()).unwrap_or_default()
    };
    let answers = remark.answers.iter().map(|one| OpinionAnswer {
        office: office(Some(&one.office)),
        on: one.on.clone(),
        text: one.text.clone(),
    });
    Some(OpinionItem {
        id: Some(row.matter),
        on: remark.on.clone(),
        office: office(home),
        own: station.identity().is_some_and(|own| home == Some(&own.office)),
        person: remark.person.map(|person| name(station, person)).unwrap_or_default(),
        text: remark.text.clone(),
        about: remark.about.clone(),
        waits,
        answers: answers.collect(),
        // Of what is not here a step cannot be taken.
        answer_as: station.answering_post(row, today).filter(|_| row.absent.is_none()),
    })
}

/// What the relay refused.
pub async fn quarantine(station: &mut Station<DeviceStore>, ask: QuarantineAsk) -> Answered {
    let now = entropy::now();
    match ask {
        QuarantineAsk::List => {
            let all = station.quarantine(now).await.map_err(convert::failure)?;
            let items = all.into_iter().map(|form| refused(station, form));
            Ok(said(Reply::Quarantine(Packed::new(&items.collect::<Vec<_>>()))))
        }
        QuarantineAsk::HandIn(matter, form) => {
            let effects = station.hand_in_again(matter, form).await;
            effects.map(|effects| (Reply::Saved, effects)).map_err(convert::failure)
        }
        QuarantineAsk::LetGo(matter, form) => {
            let effects = station.let_go_of_refused(matter, form, now).await;
            effects.map(|effects| (Reply::Saved, effects)).map_err(convert::failure)
        }
        QuarantineAsk::Export(matter, form) => {
            let bytes = station.export_refused(matter, form).await.map_err(convert::failure)?;
            let (year, month, day, hour, minute) = now.parts();
            let name =
                format!("cunzhan-refused-{year}{month:02}{day:02}-{hour:02}{minute:02}.czun");
            Ok(said(Reply::File { name, bytes }))
        }
    }
}

fn refused(station: &Station<DeviceStore>, form: RefusedForm) -> RefusedItem {
    let row = station.row(form.matter).filter(|_| form.here);
    RefusedItem {
        matter: form.matter,
        form: form.form,
        kind: row.map(|row| row.kind),
        local_no: row.map(|row| row.local_no.clone()).unwrap_or_default(),
        name: row.map(|row| row.name.clone()).unwrap_or_default(),
        at: form.at,
        why: convert::refused(&form.why),
        steps: form.steps,
        entries: form.entries,
        here: form.here,
    }
}

fn name(station: &Station<DeviceStore>, person: ident::PersonId) -> String {
    station.directory().person(person).map(|person| person.name.clone()).unwrap_or_default()
}
