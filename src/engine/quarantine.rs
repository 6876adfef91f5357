//! Answers about what the relay refused.

use replica::{RefusedForm, Station};

use super::{
    answer::{Answer, said},
    convert, entropy,
    store::DeviceStore,
};
use crate::bridge::{Packed, QuarantineAsk, RefusedItem, Reply};

/// What the relay refused.
pub async fn answer(station: &mut Station<DeviceStore>, ask: QuarantineAsk) -> Answer {
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
