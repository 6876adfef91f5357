//! Answers beside the ordinary course: matters that look the same, accusations, opinions on the app.

use casework::{intake::Intake, repeats::Likely, step::codes::Relation};
use ident::MatterId;
use replica::{Effect, RefusedForm, Station, StationError};

use super::{convert, draft, entropy, excerpt::excerpt, store::DeviceStore};
use crate::bridge::{
    Draft, Failure, OpinionAsk, OpinionItem, Packed, QuarantineAsk, RefusedItem, Reply, SealedAsk,
    SealedEntry, SealedFate, SealedItem, SealedOut, SealedShelf, SimilarAsk, SimilarItem,
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
        SealedAsk::Draft(id) => {
            let drafts = drafts(station).await.map_err(convert::failure)?;
            let wanted = drafts.into_iter().filter(|draft| draft.id == id).collect();
            Ok(said(Reply::Drafts(wanted)))
        }
        SealedAsk::DropDraft(id) => {
            station.drop_sealed_draft(&id).await.map_err(convert::failure)?;
            Ok(said(Reply::Saved))
        }
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
        drafts: drafts(station).await?,
        items: items.map(|items| items.into_iter().map(entry).collect()),
    })
}

async fn drafts(station: &Station<DeviceStore>) -> Result<Vec<Draft>, StationError> {
    let kept = station.sealed_drafts().await?;
    let mut drafts: Vec<Draft> = kept.iter().filter_map(|bytes| draft::from_bytes(bytes)).collect();
    drafts.sort_by_key(|draft| core::cmp::Reverse(draft.kept_at));
    Ok(drafts)
}

/// Keeps a draft where it belongs: an accusation's is listed nowhere.
pub async fn keep_draft(
    station: &Station<DeviceStore>,
    id: &str,
    intake: &Intake,
    content: &[u8],
) -> Result<(), StationError> {
    if intake.is_accusation() {
        station.keep_sealed_draft(id, content).await
    } else {
        station.keep_draft(id, content).await
    }
}

/// Opinions on the app.
pub async fn opinion(station: &Station<DeviceStore>, ask: OpinionAsk) -> Answered {
    match ask {
        OpinionAsk::Keep { text, about } => {
            let id = entropy::random().ok_or(Failure::NoStorage)?;
            let kept = station.keep_opinion(id, &text, &about, entropy::now()).await;
            kept.map(|()| said(Reply::Saved)).map_err(convert::failure)
        }
        OpinionAsk::List => {
            let all = station.opinions().await.map_err(convert::failure)?;
            let items = all.into_iter().map(|one| OpinionItem {
                at: one.at,
                person: name(station, one.person),
                text: one.text,
                about: one.about,
            });
            Ok(said(Reply::Opinions(Packed::new(&items.collect::<Vec<_>>()))))
        }
    }
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
