//! Answers about matters that look the same.

use casework::{meeting::unconfirmed::left_behind, repeats::Likely, step::codes::Relation};
use ident::MatterId;
use replica::Station;

use super::{
    answer::{Answer, said},
    convert,
    excerpt::excerpt,
    store::DeviceStore,
};
use crate::bridge::{HalfMerge, Packed, Reply, SimilarAsk, SimilarItem};

/// Longest excerpt of a proposal, in characters.
const EXCERPT: usize = 80;

/// Matters that look the same.
pub async fn answer(station: &Station<DeviceStore>, ask: SimilarAsk) -> Answer {
    let found = match ask {
        SimilarAsk::Typed(intake) => station.similar(&intake),
        SimilarAsk::To(matter) => station.similar_to(matter).await.map_err(convert::failure)?,
        SimilarAsk::These(matters) => matters.into_iter().map(of_itself).collect(),
        SimilarAsk::OfPerson(matter) => {
            station.same_person(matter).into_iter().map(of_itself).collect()
        }
        SimilarAsk::HalfMerges(matter) => {
            let found = station.half_merges(matter).into_iter().filter_map(|half| {
                let likely = of_itself(half.other);
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

/// A matter that was asked for, and is not proposed.
fn of_itself(matter: MatterId) -> Likely {
    Likely { matter, score: 0, reasons: Vec::new(), proposed: Relation::Related }
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
