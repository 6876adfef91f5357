//! Pictures of what a committee brought about: with the committee's own office, on all its tablets, and
//! nowhere else (Mediation Law, art. 15).

use casework::{Step, step::attachment::AttachmentKind};
use futures::executor::block_on;
use ident::{BlobId, MatterId};
use replica::{AttachmentNote, Found, Space, StationError, Store};

use crate::{
    attachments::picture,
    world::{World, today},
};

const CITY: usize = 0;
const TOWN: usize = 1;
const VILLAGE: usize = 2;
/// What the signature is called, and where it belongs.
const NAME: &str = "单小明签名";

fn signature() -> AttachmentNote {
    AttachmentNote {
        name: NAME.into(),
        kind: AttachmentKind::Signature,
        width: 1200,
        height: 450,
        of: "mediation_agreement/party:main".into(),
        confidential: true,
    }
}

/// Mediated at the village, with a signature; everything was handed in.
fn signed(seed: u64) -> (World, MatterId, BlobId, Vec<u8>) {
    let mut world = World::new(seed);
    let case = MatterId::new([7; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    world.mediate(VILLAGE, case);
    let bytes = picture(seed, 120_000);
    let blob = world.attach(VILLAGE, case, &bytes, &signature()).expect("attaches");
    world.heal();
    (world, case, blob, bytes)
}

impl World {
    /// Whether a store holds anything of an attachment: its bytes, its record, its name in a step.
    fn holds_of(&self, at: usize, blob: BlobId) -> bool {
        let store = &self.tabs[at].store;
        Space::ALL.into_iter().any(|space| {
            let found = block_on(store.scan(space, &[vec![]])).expect("reads").concat();
            let within =
                |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
            found.iter().any(|(key, value)| {
                within(key, blob.as_bytes())
                    || within(value, blob.to_hex().as_bytes())
                    || within(value, NAME.as_bytes())
            })
        })
    }
}

#[test]
fn what_the_committee_attached_stays_with_its_office() {
    let (mut world, case, blob, bytes) = signed(51);
    assert!(world.hub.kept_blobs().contains(&blob), "kept for the office's other tablets");
    // Handed up: all of the dispute goes, and this does not.
    let to = world.tabs[TOWN].office.clone();
    let (now, post) = (world.time(), Some(world.post(VILLAGE)));
    let handed = Step::Handed { to, text: "请镇里跟进".into(), on: Some(today()), post };
    let effects = block_on(world.tabs[VILLAGE].station.step(case, &handed, now)).expect("handed");
    world.effects(VILLAGE, effects);
    world.heal();
    assert!(world.holds_of(VILLAGE, blob));
    for at in (0..world.tabs.len()).filter(|at| *at != VILLAGE) {
        assert!(!world.holds_of(at, blob), "something of it lies at {}", world.tabs[at].office);
    }
    for at in [TOWN, CITY] {
        let station = &mut world.tabs[at].station;
        assert!(block_on(station.attachments(case)).expect("seen").is_empty());
        assert!(matches!(block_on(station.attachment(case, blob)), Err(StationError::NotHere)));
        let now = casework::Moment::from_millis(0);
        assert!(block_on(station.want_blob(case, blob, now)).is_err(), "it cannot be asked for");
    }
    assert_eq!(world.found(VILLAGE, case, blob), Found::Here(bytes));
}

/// Whoever learned its name asks the relay for it in vain: the mention in a document of the matter's
/// would be needed, and that is in the committee's alone.
#[test]
fn another_office_that_knows_its_name_does_not_get_it() {
    let (mut world, case, blob, _) = signed(52);
    let now = world.time();
    // A record of it in the store, as if the matter had mentioned it.
    let bytes = picture(9, 1_000);
    let own = AttachmentNote { confidential: false, ..signature() };
    let open = world.attach(TOWN, case, &bytes, &own).expect("attaches");
    world.heal();
    let record = block_on(world.tabs[TOWN].store.get(Space::BlobMeta, open.as_bytes()));
    let sealed = record.expect("reads").expect("is there");
    let mut batch = replica::Batch::default();
    batch.put(Space::BlobMeta, blob.as_bytes().as_slice(), sealed);
    block_on(world.tabs[TOWN].store.commit(batch, replica::Durability::Strict)).expect("writes");
    let station = &mut world.tabs[TOWN].station;
    block_on(station.load_blobs()).expect("reads");
    let _ = block_on(station.let_go_of_blobs()).expect("lets go");
    let _ = block_on(station.pin_blobs(&[case], true, now)).expect("pins");
    world.heal();
    assert!(!world.tabs[TOWN].station.blob_status(blob).here);
    assert!(matches!(
        block_on(world.tabs[TOWN].station.attachment(case, blob)),
        Err(StationError::NotHere)
    ));
}

#[test]
fn every_tablet_of_the_committee_can_see_it_and_take_it_away() {
    let mut world = World::new(53);
    let second = world.enrol_second_device(VILLAGE);
    world.heal();
    let case = MatterId::new([8; 16]);
    world.find(VILLAGE, case, "地界纠纷");
    world.mediate(VILLAGE, case);
    let bytes = picture(53, 80_000);
    let blob = world.attach(VILLAGE, case, &bytes, &signature()).expect("attaches");
    world.heal();
    let [one] = &block_on(world.tabs[second].station.attachments(case)).expect("seen")[..] else {
        panic!("one")
    };
    assert!(one.confidential && !one.state.detached);
    assert_eq!(one.state.office, Some(world.tabs[VILLAGE].office.clone()));
    world.want(second, case, blob);
    world.heal();
    assert_eq!(world.found(second, case, blob), Found::Here(bytes));
    // Taken away on one, it is not shown on the other, and the core document says nothing of it.
    let now = world.time();
    let effects = block_on(world.tabs[second].station.detach(case, blob, now)).expect("does");
    world.effects(second, effects);
    world.heal();
    let all = block_on(world.tabs[VILLAGE].station.attachments(case)).expect("seen");
    assert!(all.iter().all(|one| one.state.detached) && all.len() == 1);
    for at in [CITY, TOWN, VILLAGE] {
        let view = block_on(world.tabs[at].station.matter(case, today())).expect("here");
        assert!(view.state.attachments.is_empty(), "at {at}");
    }
}
