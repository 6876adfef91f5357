//! What the relay refuses is kept, shown, and builds no dam: what is entered later arrives.

use casework::Moment;
use ident::{ChangeHash, MatterId};
use replica::{MemoryStore, RefusedForm, Station, parcel::ParcelContent};
use wire::Refusal;

use crate::harness::{Device, Town};

const VILLAGE: &str = "990101001201";
const TOWNSHIP: &str = "990101001";
/// So many notes of 900 kB are more than a document may hold.
const LONG: usize = 7;

fn now() -> Moment {
    Moment::from_millis(1_795_000_200_000)
}

async fn listed(station: &Station<MemoryStore>) -> Vec<RefusedForm> {
    station.quarantine(now()).await.expect("lists")
}

fn standing(device: &Device) -> (usize, usize) {
    let status = device.tablet.sync_status();
    (status.waiting, status.refused)
}

#[tokio::test]
async fn what_is_refused_waits_for_a_person_and_holds_up_nothing() {
    let town = Town::new("quarantine").await;
    let mut village = Device::new(&town.url, VILLAGE, 81).await;
    let mut township = Device::new(&town.url, TOWNSHIP, 82).await;
    village.register(1).await;
    village.meet(&town.url).await;
    assert_eq!(standing(&village), (0, 0));
    let matter = MatterId::new([1; 16]);
    // Together longer than a document may be; and another one that was written after them.
    for at in 0..LONG {
        village.note(1, &format!("{at}{}", "很长".repeat(150_000))).await;
    }
    village.note(1, "后来又说了一次").await;
    village.meet(&town.url).await;
    assert_eq!(standing(&village), (0, LONG + 1));
    let forms = listed(&village.tablet).await;
    assert_eq!(forms.len(), LONG + 1);
    assert!(forms.iter().all(|form| form.why == Refusal::TooLarge && form.here));
    let entry = &forms[LONG].entries[0];
    assert_eq!(entry.by.person, "人4", "it is told who entered it");
    // What is entered now does not build on it, and arrives.
    village.note(1, "第三次").await;
    village.meet(&town.url).await;
    assert_eq!(standing(&village), (0, LONG + 1));
    township.meet(&town.url).await;
    let today = now().date();
    let seen = township.tablet.matter(matter, today).await.expect("opens").history;
    let here = village.tablet.matter(matter, today).await.expect("opens").history;
    assert_eq!(seen.len(), here.len());
    assert!(here.iter().all(|entry| forms.iter().all(|form| form.form != entry.by.change)));

    // Once more: what it builds on goes along, and both come back.
    let of = |form: &RefusedForm| -> (MatterId, ChangeHash) { (form.matter, form.form) };
    let (first, second) = (of(&forms[0]), of(&forms[LONG]));
    village.tablet.hand_in_again(second.0, second.1).await.expect("goes again");
    assert_eq!(standing(&village), (LONG + 1, 0));
    village.meet(&town.url).await;
    assert_eq!(standing(&village), (0, LONG + 1));
    // Let go of: neither counted nor listed, and still there.
    village.tablet.let_go_of_refused(first.0, first.1, now()).await.expect("goes");
    assert_eq!(standing(&village), (0, LONG));
    assert_eq!(listed(&village.tablet).await.len(), LONG);
    assert!(village.tablet.hand_in_again(first.0, first.1).await.is_err());
    village.tablet.load_outbox().await.expect("reads");
    assert_eq!(standing(&village), (0, LONG));
    let copy = village.tablet.export_unsent().await.expect("exports");
    assert_eq!(ParcelContent::from_unsent_file(&copy).expect("reads").refused.len(), LONG + 1);
    let one = village.tablet.export_refused(first.0, first.1).await.expect("exports");
    assert_eq!(ParcelContent::from_unsent_file(&one).expect("reads").refused.len(), 1);
    // It goes on.
    village.note(1, "第四次").await;
    village.meet(&town.url).await;
    township.meet(&town.url).await;
    assert_eq!(standing(&village), (0, LONG));
    assert_eq!(township.heads(1).await.len(), 1);
    town.stop().await;
}
